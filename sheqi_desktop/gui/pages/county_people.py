"""站点与人员: every station with its computers and people; 登记包 go out from here, 申请 come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn, Well
from sheqi_desktop.gui.widgets.fingerprint import grouped
from sheqi_desktop.gui.widgets.marks import Avatar
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.close_account import leavers
from sheqi_desktop.operations.county_people import MachineLine, PersonLine, PlaceLine, places
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.end_watch import ended
from sheqi_desktop.operations.incidents import waiting
from sheqi_desktop.operations.report_lost import held_back

COLUMNS = (
    Column("name", "站点", 200, "strong"),
    Column("machines", "电脑", 150, "badges", stretch=True),
    Column("people", "人员", 220),
)
NONE_YET = "还没有电脑"


class CountyPeoplePage(Page):
    """The list at the left, one station at the right."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._places: dict[str, PlaceLine] = {}
        self._wanted = ""
        card = Card((1, 8, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="county_table")
        self.table.setAccessibleName("站点与人员")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda unit: self.go("enrol_pack", unit))
        self.table.actions_for = lambda unit: (
            Action("row_pack", "制作登记包", "mail", lambda: self.go("enrol_pack", unit)),
        )
        card.body.addWidget(self.table, 1)
        layout.least(card, width=420, height=240)
        self.pane = PlacePane()
        self.pane.pack.clicked.connect(lambda: self.go("enrol_pack", self.table.current_id))
        self.pane.incidents.clicked.connect(lambda: self.go("list/incident"))
        self.pane.watch.clicked.connect(lambda: self.go("assign"))
        self.pane.roots.clicked.connect(lambda: self.go("rotate_roots"))
        self.pane.lost_asked.connect(partial(self.go, "lost_machine"))
        self.pane.forgot.clicked.connect(lambda: self.go("forgot_answer"))
        self.pane.recovery_asked.connect(partial(self.go, "recovery_pack"))
        self.pane.seats_asked.connect(partial(self.go, "seats"))
        self.pane.leave_asked.connect(partial(self.go, "close_accounts"))
        whole = layout.column(self, gap=0)
        self._held = Banner("warn", "", name="held_back", icon="shield-alert", pressed=lambda: self.go("held_back"))
        self._held.hide()
        whole.addWidget(self._held)
        self._leavers = Banner("info", "", name="leavers", icon="users", pressed=lambda: self.go("close_accounts"))
        self._leavers.hide()
        whole.addWidget(self._leavers)
        self._due = Banner("warn", "", name="incidents", icon="shield-alert", pressed=lambda: self.go("list/incident"))
        self._due.hide()
        whole.addWidget(self._due)
        whole.addWidget(Panes(card, self.pane, 400), 1)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Offer the two ends of an enrolment."""
        used = sum(one.state == "使用中" for place in self._places.values() for one in place.machines)
        waiting = sum(place.waiting for place in self._places.values())
        said = f"{max(len(self._places) - 1, 0)} 站・{used} 台电脑在用" + (f"・{waiting} 台待核准" if waiting else "")
        actions = (
            Action("to_pack", "制作登记包", "mail", lambda: self.go("enrol_pack", self.table.current_id)),
            Action("to_request", "收申请", "inbox", lambda: self.go("enrol_request"), "primary"),
        )
        return Header("站点与人员", said, actions=actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Read the list; begin at a station if one is named."""
        self._wanted = argument if isinstance(argument, str) else ""
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """A bundle may have brought a new roster or a request."""
        if self.isVisible():
            self.recompute()

    def recompute(self) -> None:
        """Read the list."""
        desk = self._desk
        job = self._jobs.run(lambda job: (held_back(desk), places(desk), [*leavers(desk), *ended(desk)], waiting(desk)))
        job.finished.connect(self._show)
        job.trouble.connect(lambda trouble: ask.say_trouble(self, trouble))

    def _show(self, found: object) -> None:
        assert isinstance(found, tuple)
        held, lines, gone, due = found
        self._due.setVisible(due is not None)
        if due is not None:
            self._due.say("bad" if due.late else "warn", f"{due.count} 件信息安全事件没有上报", due.words, "去上报")
        assert isinstance(lines, list)
        changes = sum(one.changes for one in held)
        self._held.say("warn", f"报失、退役的电脑写的 {changes} 处改动先扣着", "对过纸质表再决定要不要采信。", "去核对")
        self._held.setVisible(bool(held))
        names = "、".join(one.name for one in gone[:3])
        self._leavers.say("info", f"{len(gone)} 人移交完了或不再负责，等着停用", names, "去停用")
        self._leavers.setVisible(bool(gone))
        self._places = {one.code: one for one in lines}
        self.table.show_rows([_row(one) for one in lines])
        if self._wanted in self._places or not self.table.current_id:
            self.table.choose(self._wanted or lines[0].code)
        self._wanted = ""
        self._choose(self.table.current_id)
        self.header_changed.emit()

    def _choose(self, unit: str) -> None:
        if unit in self._places:
            self.pane.show_place(self._places[unit], station=unit != self._desk.library.centre_unit)


class PlacePane(Card):
    """One station: its computers with their fingerprints, its people with their roles."""

    lost_asked = Signal(str)
    recovery_asked = Signal(str)
    seats_asked = Signal(str)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 10, parent=parent)
        self.head = CardTitle("")
        self.body.addWidget(self.head)
        scroll = ScrollColumn(gap=10)
        self._list = layout.column(gap=8)
        scroll.body.addLayout(self._list)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.pack = Button("给本站制作登记包", SOFT, "mail", name="pane_pack")
        self.roots = Button("更换根密钥…", SOFT, "key-round", name="pane_roots")
        self.watch = Button("督导分工…", SOFT, "users", name="pane_watch")
        trust = layout.row(gap=10)
        trust.addWidget(self.watch)
        trust.addWidget(self.roots)
        self.incidents = Button("安全事件…", SOFT, "shield-alert", name="pane_incidents")
        trust.addWidget(self.incidents)
        trust.addStretch(1)
        self.body.addLayout(trust)
        foot = layout.row(gap=10)
        self.forgot = Button("有人忘了口令…", LINK, "key-round", small=True, name="pane_forgot")
        foot.addWidget(self.pack)
        foot.addWidget(self.forgot)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_place(self, place: PlaceLine, station: bool) -> None:
        """Show another place; the centre itself gets no 登记包."""
        self.head.title.setText(place.name)
        self.head.say(place.code)
        self.pack.setVisible(station)
        for one in (self.watch, self.roots, self.incidents):
            one.setVisible(not station)
        self.forgot.setVisible(station)
        layout.clear(self._list)
        self._list.addWidget(PlainLabel("电脑", "label_strong"))
        for machine in place.machines:
            asked = (self.recovery_asked.emit, self.seats_asked.emit) if station else (None, None)
            box = machine_box(machine, self.lost_asked.emit, *asked)
            self._list.addWidget(box)
        if not place.machines:
            self._list.addWidget(PlainLabel("还没有电脑。先制作登记包，交给站里。", "second", wrap=True))
        self._list.addWidget(Line())
        people = layout.row(gap=8)
        people.addWidget(PlainLabel("人员", "label_strong"), 1)
        people.addWidget(
            Button("有人离开，停用账号…", LINK, small=True, name="pane_leave", pressed=self.leave_asked.emit)
        )
        self._list.addLayout(people)
        for person in place.people:
            self._list.addWidget(_person(person))
        if not place.people:
            self._list.addWidget(PlainLabel("还没有人员，制作登记包时写上。", "second", wrap=True))


def machine_box(
    machine: MachineLine,
    lost: Callable[[str], object] | None = None,
    recover: Callable[[str], object] | None = None,
    seats: Callable[[str], object] | None = None,
) -> Well:
    """Show one computer; ``lost`` reports one in use, ``recover`` makes its 恢复包, ``seats`` says who sits at it."""
    well = Well((12, 10, 12, 10), 4)
    line = layout.row(gap=8)
    line.addWidget(PlainLabel(f"{machine.slot} 机", "strong"))
    line.addWidget(PlainLabel(machine.kind, "second"))
    line.addStretch(1)
    line.addWidget(Badge(machine.state, machine.tone, machine.icon))
    well.body.addLayout(line)
    if machine.fingerprint:
        digits = PlainLabel(f"指纹 {grouped(machine.fingerprint)}", "second_main", wrap=True, selectable=True)
        well.body.addWidget(digits)
    if seats is not None and machine.seats:
        line = layout.row(gap=8)
        line.addWidget(PlainLabel(machine.seats, "second", wrap=True), 1)
        if machine.owed:
            line.addWidget(Badge("有接手的限阅记录", "warn", "user-plus"))
        line.addWidget(Button("谁在用…", LINK, small=True, name="seats", pressed=partial(seats, machine.device)))
        well.body.addLayout(line)
    foot = layout.row(gap=8)
    foot.addWidget(PlainLabel(machine.note, "hint", wrap=True), 1)
    if recover is not None and machine.device:
        pack = Button("恢复包…", LINK, small=True, name="recovery_pack", pressed=partial(recover, machine.device))
        pack.setAccessibleName(f"给 {machine.slot} 机做恢复包")
        foot.addWidget(pack)
    if lost is not None and machine.device:
        foot.addWidget(Button("报失…", LINK, small=True, name="report_lost", pressed=partial(lost, machine.device)))
    well.body.addLayout(foot)
    return well


def _person(person: PersonLine) -> QWidget:
    holder = QWidget()
    line = layout.row(holder, gap=10)
    line.addWidget(Avatar(person.name, "tint", 32), 0, layout.TOP)
    words = layout.column(gap=0)
    words.addWidget(PlainLabel(person.name, "strong13", elide=True))
    note = "" if person.may_sign else "・还没设口令"
    words.addWidget(PlainLabel(f"{person.roles}・工号 {person.number}{note}", "hint", wrap=True))
    line.addLayout(words, 1)
    return holder


def _row(place: PlaceLine) -> Row:
    badges: Sequence[BadgeCell] = [BadgeCell(f"{one.slot} {one.state}", one.tone, one.icon) for one in place.machines]
    names = "、".join(one.name for one in place.people)
    return Row(place.code, (place.name, tuple(badges) or (BadgeCell(NONE_YET, "mute"),), names))

"""One volunteer: hours by year, stars, every service, teams, and the register of certificates with its button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.certificates import CertificateDesk
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.group_head import GroupHead
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.fact import Fact
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.share_bar import ShareBar
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.volunteer_file import CertificateLine, ServiceLine, VolunteerFile, volunteer_file

KIND, HOUR, CERTIFICATE = "volunteer", "volunteer_hour", "service_certificate"
SIDE_WIDTH = 330
COLUMNS = (
    Column("on", "日期", 136, "strong"),
    Column("title", "活动", 110, stretch=True),
    Column("team", "队伍", 144),
    Column("hours", "时长", 60),
    Column("state", "状态", 84, "badges"),
)


class VolunteerPage(ReadingPage):
    """The page of a volunteer."""

    KINDS = frozenset({KIND, HOUR, CERTIFICATE, "volunteer_team"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self.file: VolunteerFile | None = None
        self._certificates = CertificateDesk(self)
        whole = layout.column(self, gap=0)
        top = QWidget()
        column = layout.column(top, (24, 14, 24, 0), 12)
        self.head = GroupHead(
            (
                Action("volunteer_edit", "登记表", "pencil", self._edit, PLAIN),
                Action("volunteer_certify", "出具证明", "printer", self._certify, PRIMARY),
            ),
            "clock",
        )
        column.addWidget(self.head)
        self.facts = (Fact("累计时长"), Fact("星级"), Fact("待审核"))
        line = layout.row(gap=14)
        for fact, room in zip(self.facts, (2, 3, 2), strict=True):
            line.addWidget(fact, room)
        column.addLayout(line)
        whole.addWidget(top)
        left = Card((1, 12, 1, 8), 8)
        title = layout.column(margins=(18, 0, 18, 0))
        self._title = CardTitle("服务记录")
        title.addWidget(self._title)
        left.body.addLayout(title)
        self.table = RecordTable(COLUMNS, row_height=38, name="services_table")
        self.table.setAccessibleName("这位志愿者的服务记录")
        self.table.opened.connect(lambda record: self.go(kinds.form_page(HOUR), FormAsk(HOUR, record)))
        layout.least(self.table, width=430, height=190)
        left.body.addWidget(self.table, 1)
        side = QWidget()
        self._side = layout.column(side, gap=12)
        whole.addWidget(Panes(left, side, SIDE_WIDTH), 1)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say who."""
        name = self.file.name if self.file else ""
        number = self.file.number.partition("-")[2] if self.file else ""
        context = "・".join(part for part in (name, number) if part)
        return Header("志愿者", context, crumbs=(("志愿者", "volunteers"),))

    def open(self, argument: object) -> None:
        """Show a volunteer by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for everything about the person."""
        return partial(volunteer_file, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the person."""
        assert isinstance(found, VolunteerFile)
        fresh = self.file is None or self.file.record != found.record
        self.file = found
        self.head.say(found.name, found.state, found.tone, found.line)
        certify = self.head.buttons["volunteer_certify"]
        certify.setVisible(found.own)
        certify.explain(found.no_certificate)
        whole, star, waiting = self.facts
        whole.say(found.hours, f"小时・{found.times} 次")
        star.say(found.star.partition("・")[0] or "未达一星", found.next_star)
        waiting.say(str(found.waiting), "条・审核后计入时长", "warn" if found.waiting else "")
        self._title.say(f"{len(found.services)} 条")
        self.table.show_rows([_row(one) for one in found.services])
        self._show_side(found)
        if fresh and self.isVisible():
            self.table.setFocus()

    def _show_side(self, found: VolunteerFile) -> None:
        layout.clear(self._side)
        for card in (self._years(found), self._register(found), self._teams(found)):
            self._side.addWidget(card)
        self._side.addStretch(1)

    def _years(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("按年", side="" if found.years else "还没有审核过的服务"))
        for year in found.years:
            line = layout.row(gap=10)
            line.addWidget(PlainLabel(f"{year.year} 年", "second_main"))
            bar = ShareBar()
            bar.show_part(year.part, "okBar")
            line.addWidget(bar, 1)
            line.addWidget(PlainLabel(f"{year.hours} 小时・{year.times} 次", "second_main"))
            card.body.addLayout(line)
        if found.star:
            card.body.addWidget(PlainLabel(found.star, "second", wrap=True))
        return card

    def _register(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.setObjectName("certificates_register")
        card.body.addWidget(CardTitle("证明登记", side=f"{len(found.certificates)} 份"))
        if not found.certificates:
            words = found.no_certificate or "还没有出具过。证明不收任何费用。"
            card.body.addWidget(PlainLabel(words, "second", wrap=True))
        for place, one in enumerate(found.certificates):
            if place:
                card.body.addWidget(Line())
            self._certificate(card, one, own=found.own)
        return card

    def _certificate(self, card: Card, one: CertificateLine, *, own: bool) -> None:
        line = layout.row(gap=6)
        line.addWidget(PlainLabel(one.number, "second_main"), 1)
        line.addWidget(Badge(one.state, one.tone))
        card.body.addLayout(line)
        card.body.addWidget(PlainLabel(one.words, "hint", wrap=True))
        acts = layout.row(gap=4)
        show = Button("看、重印", LINK, small=True, name=f"reprint_{one.record}", pressed=partial(self._print, one))
        show.setAccessibleName(f"看、重印 {one.number}")
        acts.addWidget(show)
        if own and one.standing and self.file is not None and not self.file.no_certificate:
            renew = Button("换发", LINK, small=True, name=f"renew_{one.record}", pressed=partial(self._renew, one))
            renew.setAccessibleName(f"换发 {one.number}")
            acts.addWidget(renew)
        acts.addStretch(1)
        card.body.addLayout(acts)

    def _teams(self, found: VolunteerFile) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("所属队伍", side="" if found.teams else "还没有加入队伍"))
        for one in found.teams:
            opened = partial(self.go, "volunteer_team", one.record)
            card.body.addWidget(Button(one.name, LINK, small=True, name="team_open", pressed=opened), 0, layout.LEFT)
            card.body.addWidget(PlainLabel(one.words, "hint", wrap=True))
        return card

    # ------------------------------------------------------------------ going on
    def _edit(self) -> None:
        self.go(kinds.form_page(KIND), FormAsk(KIND, self._record))

    def _certify(self) -> None:
        self._certificates.issue(self._record, ())

    def _renew(self, one: CertificateLine) -> None:
        self._certificates.renew(self._record, one.record)

    def _print(self, one: CertificateLine) -> None:
        self.go("print", FormAsk(CERTIFICATE, one.record))

    def print_(self) -> None:
        """Ctrl+P: the registration form."""
        if self._record:
            self.go("print", FormAsk(KIND, self._record))

    def keep(self) -> object:
        """Remember who, and which service."""
        return (self._record, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to the same service."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[1]))
            self.table.setFocus()

    def help_topic(self) -> str:
        """F1."""
        return "volunteer_file"


def _row(one: ServiceLine) -> Row:
    cells = (Sorted(one.on, one.day), one.title, one.team, one.hours, (BadgeCell(one.state, one.tone),))
    return Row(one.record, cells, one.title, one.struck)

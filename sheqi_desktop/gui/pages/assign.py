"""督导分工: which 督导 is responsible for which station from today on; the root key signs it (domain 14 §1)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.staff import ROLE_NAMES, permission, who_prepares
from sheqi_desktop.domain.supervision import NOBODY_LEADS, TWO_LEAD
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import CardTitle, Line
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.assign import Watcher, share_out, watchers
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.root_key import county_root_keys

WORDS = (
    "每站恰好一名负责督导，从今天起算。换下来的督导不再收到这个站的新资料，已经收到的留着；"
    "换上的在下一个回传包里收到这个站的全部资料。"
)
NOBODY_YET = "还没有督导。先给督导制作登记包，写明负责的站。"
DONE = "给换了督导的站和督导各做一次回传包，他们才知道。"


class AssignPage(SignedPage):
    """A line for each station with all who may be responsible, then the root key."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._watchers: list[Watcher] = []
        self.leads: dict[str, Segments] = {}
        self._now: dict[str, PlainLabel] = {}
        scroll = self._scroll_on(self)
        self._said.button.setObjectName("assign_said")
        self._said.pressed.connect(lambda: self.go("returns"))
        scroll.body.addWidget(self._said)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        body = card.body
        body.addWidget(CardTitle("谁负责哪些站"))
        body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        self._sums = PlainLabel("", "second_main", wrap=True)
        body.addWidget(self._sums)
        self._holder = QWidget()
        self._grid = layout.grid(self._holder, gap=12, down=6)
        body.addWidget(self._holder)
        self._pack = Button("制作登记包", LINK, "mail", name="assign_pack", pressed=self._to_pack)
        body.addWidget(self._pack, 0, layout.LEFT)
        body.addWidget(Line())
        self._root_on(card)
        self.sign = self._foot_on(Button("签进名册", PRIMARY, "users", name="assign_sign", pressed=self.submit))

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is done here."""
        return Header("督导分工", "分工", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show who is responsible today."""
        self._said.hide()
        self.root.forget()
        self._show()

    def submit(self) -> None:
        """Ctrl+Enter: sign the next roster."""
        keys = self.root.given
        if not self._ready():
            return
        leads = {code: str(one.value()) for code, one in self.leads.items()}
        self._run(lambda: share_out(self._desk, leads, *county_root_keys(self._desk, keys)), self._signed)

    # ------------------------------------------------------------------ the stations
    def _show(self) -> None:
        self._watchers = watchers(self._desk)
        layout.clear(self._grid)
        self.leads, self._now = {}, {}
        options = [Segment(one.worker, one.name, number) for number, one in enumerate(self._watchers, start=1)]
        for line, station in enumerate(self._desk.library.places.stations if options else ()):
            self._add_line(self._grid, line, station.code, station.name, options)
        self._holder.setVisible(bool(options))
        self._pack.setVisible(not options)
        self._weigh()

    def _add_line(self, grid: QGridLayout, line: int, code: str, name: str, options: list[Segment]) -> None:
        lead = Segments(options, equal=True)
        lead.setObjectName(f"lead_{code}")
        lead.setAccessibleName(f"{name}的负责督导")
        before = self._before(code)
        lead.set_value(before[0].worker if len(before) == 1 else None)
        lead.chosen.connect(lambda _: self._weigh())
        label = PlainLabel(name, "strong13")
        label.setBuddy(lead)
        grid.addWidget(label, line, 0)
        grid.addWidget(lead, line, 1)
        self._now[code] = PlainLabel("", "hint", wrap=True)
        grid.addWidget(self._now[code], line, 2)
        grid.setColumnStretch(2, 1)
        self.leads[code] = lead

    def _before(self, code: str) -> list[Watcher]:
        return [one for one in self._watchers if code in one.stations]

    def _led(self, code: str) -> list[str]:
        return [one.worker for one in self._before(code)]

    def _note(self, code: str) -> str:
        """Say what changes at a station, or what is wrong with it."""
        before, lead, name = self._before(code), self.leads[code].value(), self._desk.unit_name(code)
        if lead is None:
            today = self._desk.clock.today().isoformat()
            return (TWO_LEAD if len(before) > 1 else NOBODY_LEADS).format(station=name, day=today)
        if self._led(code) == [lead]:
            return ""
        return f"原来是{'、'.join(one.name for one in before)}" if before else "原来没有人"

    def _changed(self) -> list[str]:
        return [
            code for code, lead in self.leads.items() if [one.worker for one in self._before(code)] != [lead.value()]
        ]

    # ------------------------------------------------------------------ what is missing
    def _why_not(self) -> str:
        if not permission(self._desk.role, "device.enrol").prepares:
            return f"督导分工要由{'、'.join(ROLE_NAMES[role] for role in who_prepares('device.enrol'))}办理"
        if not self._watchers:
            return "还没有督导"
        without = [self._desk.unit_name(code) for code, lead in self.leads.items() if lead.value() is None]
        if without:
            return (
                f"每站恰好一名负责督导，还差{'、'.join(without[:3])}{'等' if without[3:] else ''} {len(without)} 个站"
            )
        return self.root.why_not() if self._changed() else "分工没有改动"

    def _weigh(self) -> None:
        for code, label in self._now.items():
            label.setText(self._note(code))
        led = [lead.value() for lead in self.leads.values()]
        sums = [f"{one.name} {led.count(one.worker)} 站" for one in self._watchers]
        self._sums.setText("　".join(sums) or NOBODY_YET)
        super()._weigh()

    # ------------------------------------------------------------------ what came of it
    def _signed(self, stations: frozenset[str]) -> None:
        self.root.forget()
        names = "、".join(self._desk.unit_name(code) for code in self.leads if code in stations)
        self._said.say(
            "ok", f"督导分工已签进名册（第 {self._desk.book.newest.version} 版）", f"{names}。{DONE}", "去做回传包"
        )
        self._said.show()
        self._show()
        self.say("督导分工已签进名册")
        self.changed.emit(Changes())

    def _to_pack(self) -> None:
        self.go("enrol_pack", self._desk.library.centre_unit)

    def help_topic(self) -> str:
        """F1."""
        return "assign"

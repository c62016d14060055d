"""志愿者 › 时长登记: a grid like Excel, four facts, the team; right rows are saved while a wrong one waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import RefHit
from sheqi_desktop.gui.hours.common_line import CommonLine
from sheqi_desktop.gui.hours.foot import GridFoot
from sheqi_desktop.gui.hours.grid import HoursGrid
from sheqi_desktop.gui.hours.rows_made import RowsMade
from sheqi_desktop.gui.hours.team_card import TeamCard
from sheqi_desktop.gui.hours.whole_team import WholeTeam
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.certificates import CertificateDesk
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.fact import Fact
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.grid_rows import COLUMNS, Common, GridRow
from sheqi_desktop.operations.volunteer_hours import SavedRows, Verdict, judge, keep_rows, kept_rows, save_rows
from sheqi_desktop.operations.volunteer_page import HoursPage, Known, hours_page

FORM_OF_TEAM, FORM_OF_VOLUNTEER = "form/volunteer_team", "form/volunteer"
JUDGE_MS, KEEP_MS = 200, 800
FOUND_AT_MOST = 7
Read = tuple[HoursPage, list[GridRow], Common | None]


class VolunteerHoursPage(ReadingPage):
    """The grid and what stands around it."""

    KINDS = frozenset({"volunteer", "volunteer_team", "volunteer_hour", "activity"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._team, self._begun, self._judged = "", False, 0
        self._page = HoursPage()
        self._certificates = CertificateDesk(self)
        self._made = RowsMade(self)
        self.facts = [Fact(""), Fact("本月时长"), Fact("合同期累计"), Fact("还没登记的活动")]
        whole = layout.column(self, gap=0)
        inner = QWidget()
        left = layout.column(inner, gap=14)
        top = layout.row(gap=14)
        for fact in self.facts:
            top.addWidget(fact, 1)
        left.addWidget(self._grid_card(), 1)
        self.team = TeamCard()
        self.team.team_chosen.connect(self.choose_team)
        self.team.manage_asked.connect(self._manage)
        self.team.certificate_asked.connect(self._certify)
        head = QWidget()
        head_line = layout.column(head, (24, 14, 24, 0))
        head_line.addLayout(top)
        whole.addWidget(head)
        whole.addWidget(Panes(inner, self.team, 276), 1)
        self._judge_soon = self._timer(JUDGE_MS, self._judge)
        self._keep_soon = self._timer(KEEP_MS, self._keep_rows)

    def _timer(self, ms: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(act)
        return made

    def _grid_card(self) -> QWidget:
        card = Card((1, 10, 1, 10), 6)
        title = CardTitle("时长登记", "像 Excel 一样填：Tab 下一格，回车下一行，Ctrl+D 同上一行")
        title.line.addWidget(
            Button("从 Excel 粘贴", icon="clipboard-paste", small=True, name="hours_paste", pressed=self.paste)
        )
        title.line.addWidget(
            Button("整队同一活动", icon="users", small=True, name="hours_team", pressed=self.whole_team)
        )
        head = layout.column(margins=(17, 0, 15, 0), gap=8)
        head.addWidget(title)
        self.shared = CommonLine(self.desk.library.vocabularies["late_reason"])
        self.shared.edited.connect(self.touched)
        head.addWidget(self.shared)
        card.body.addLayout(head)
        today = self.desk.clock.today()
        self.grid = HoursGrid(today, self._find, self._new_volunteer)
        self.grid.cells.edited.connect(self.touched)
        self.grid.here.connect(lambda _: self._say())
        self.sheet = WholeTeam(today)
        self.sheet.rows_made.connect(self._take_sheet)
        self.sheet.left.connect(self._close_sheet)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.sheet)
        card.body.addWidget(self._stack, 1)
        self.foot = GridFoot()
        self.foot.keep_button.clicked.connect(self.submit)
        self.foot.next_button.clicked.connect(self.next_wrong)
        card.body.addWidget(self.foot)
        return card

    # ------------------------------------------------------------------ page
    @property
    def team_id(self) -> str:
        """The team whose hours are entered, '' while the station has none."""
        return self._page.team

    def header(self) -> Header:
        """Say where we are."""
        return Header("志愿者", "时长登记", crumbs=(("志愿者", "volunteers"),))

    def open(self, argument: object) -> None:
        """Show the grid of a team; an activity or a session may be named, whose hours are then made."""
        if isinstance(argument, str) and argument:
            self._team = argument
        if isinstance(argument, FormAsk):
            self._made.ask_for(argument.record)
        self.setFocusProxy(self.grid)
        self.look()

    def question(self) -> Callable[[], object]:
        """Read the team, and the rows that were left unfinished."""
        return partial(_read, self.desk, self._team, begun=self._begun)

    def show_found(self, found: object) -> None:
        """Show the facts; the rows only the first time, since they are being typed."""
        page, rows, common = cast("Read", found)
        changed_team = page.team != self._page.team
        self._page, self._team = page, page.team
        self.team.show_page(page)
        self._show_facts(page)
        self.shared.offer_projects(page.projects)
        if not self._begun:
            self._begun = True
            self.shared.show_common(common or page.common)
            self.grid.show_rows(rows)
            self._judge()
        elif changed_team or not self.shared.common.team_id:
            self.shared.show_common(replace(page.common, late_reason=self.shared.common.late_reason))
            self._judge()
        self._say()
        self._made.go_on()

    def _show_facts(self, page: HoursPage) -> None:
        team, month, whole, missing = self.facts
        name = page.team_name or "还没有志愿服务队"
        team.say(str(page.size), "人・合同要求 10 人", "ok" if page.enough else "bad", name)
        waits = f"・待审 {page.waiting} 条" if page.waiting else ""
        month.say(page.month_hours, f"小时・{page.month_times} 人次{waits}")
        prompt = f"・按时录入 {page.timely}%" if page.timely is not None else ""
        whole.say(page.contract_hours, f"小时{prompt}")
        count = len(page.missing)
        missing.say(str(count), f"场・{page.missing_words}" if count else "场", "warn" if count else "")

    def help_topic(self) -> str:
        """F1."""
        return "volunteer_hours"

    def foot_widget(self) -> QWidget:
        """What is wrong with a row, the sum, and 保存."""
        return self.foot

    def find_here(self) -> None:
        """Ctrl+F goes to the grid."""
        self.grid.setFocus()

    def leave(self) -> None:
        """Keep the rows that are not saved."""
        self.grid.finish()
        if self._keep_soon.isActive():
            self._keep_soon.stop()
            self._keep_rows()

    def save(self) -> None:
        """Ctrl+S: keep the rows as they are."""
        self.grid.finish()
        self._keep_rows()

    def escape(self) -> bool:
        """Esc closes the sheet of the whole team."""
        if self._stack.currentWidget() is self.sheet:
            self._close_sheet()
            return True
        return False

    # ------------------------------------------------------------------ typing
    def _find(self, typed: str) -> Sequence[RefHit]:
        """Find volunteers by name, pinyin or initials; members of the team first."""
        wanted, own = typed.strip().lower(), {one.record for one in self._page.members}
        found = [one for one in self._page.known if _fits(one, wanted)]
        found.sort(key=lambda one: one.record not in own)
        return [RefHit(one.record, one.written, f"{one.spoken}　{one.age}") for one in found[:FOUND_AT_MOST]]

    def _new_volunteer(self, typed: str) -> RefHit | None:
        self.go(FORM_OF_VOLUNTEER, FormAsk("volunteer", answers={"name": typed} if not typed.isascii() else {}))
        return None

    def touched(self) -> None:
        """Judge and keep the rows soon: something was typed."""
        self._judge_soon.start()
        self._keep_soon.start()
        self._say()

    def _keep_rows(self) -> None:
        rows, common = self.grid.cells.rows, self.shared.common
        self.jobs.run(lambda job: keep_rows(self.desk, rows, common), trouble=self.sorry)

    def _judge(self) -> None:
        self._judged += 1
        turn, rows, common = self._judged, self.grid.cells.rows, self.shared.common
        self.jobs.run(lambda job: (turn, judge(self.desk, rows, common)), self._show_verdicts, self.sorry)

    def _show_verdicts(self, found: tuple[int, list[Verdict]]) -> None:
        turn, verdicts = found
        if turn == self._judged:
            self.grid.cells.show_verdicts(verdicts)
            self._say()

    def _verdicts(self) -> list[tuple[int, Verdict]]:
        found = ((place, self.grid.cells.verdict(place)) for place in range(len(self.grid.cells.rows)))
        return [(place, one) for place, one in found if one is not None]

    def _judging(self) -> bool:
        """Tell whether a row that was typed or pasted has no verdict yet."""
        cells = self.grid.cells
        return any(not row.empty and cells.verdict(place) is None for place, row in enumerate(cells.rows))

    def next_wrong(self) -> None:
        """Go to the wrong cell of the next row that is wrong, from the first again after the last."""
        wrong = [(place, one.wrong[0].column) for place, one in self._verdicts() if one.wrong]
        here = self.grid.currentIndex().row()
        after = next((one for one in wrong if one[0] > here), wrong[0] if wrong else None)
        if after is not None:
            self.grid.stand_on(after[0], COLUMNS.index(after[1]) + 1)
            self.grid.setFocus()

    def _say(self) -> None:
        verdicts = self._verdicts()
        self.foot.say(verdicts, self.grid.currentIndex().row(), judging=self._judging())
        self.shared.ask_why_late(late=any("补录" in w.message for _, one in verdicts for w in one.wrong))

    # ------------------------------------------------------------------ many rows at once
    def paste(self) -> None:
        """Paste at the cell one stands on, else below what is there."""
        if not QGuiApplication.clipboard().text().strip():
            self.toast("剪贴板是空的：请先在 Excel 里选中要登记的行，按 Ctrl+C。")
            return
        if self.grid.currentIndex().column() > 1 or self.grid.currentIndex().row() < 0:
            self.grid.stand_on(len(self.grid.cells.rows), 1)
        count = self.grid.paste()
        self.grid.setFocus()
        self.say(f"粘贴了 {count} 行。")

    def whole_team(self) -> None:
        """Open the sheet of the whole team."""
        if not self._page.members:
            self.toast("这支队伍还没有队员，请先在“管理”里登记队员。")
            return
        self.grid.finish()
        own = {one.record for one in self._page.members}
        if self._page.missing:
            self.sheet.begin(self._page.missing[0].on.isoformat(), self._page.missing[0].title)
        self.sheet.offer([one for one in self._page.known if one.record in own])
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.what.setFocus()

    def _take_sheet(self, rows: list[GridRow]) -> None:
        at = self.grid.cells.add_rows(rows)
        self._close_sheet()
        self.grid.stand_on(at, 2)

    def _close_sheet(self) -> None:
        self._stack.setCurrentWidget(self.grid)
        self.grid.setFocus()

    # ------------------------------------------------------------------ saving
    def submit(self) -> None:
        """Ctrl+Enter: save the right rows; the wrong ones stay."""
        self.grid.finish()
        rows, common = self.grid.cells.rows, self.shared.common
        if not rows or (not self._judging() and not any(one.right for _, one in self._verdicts())):
            self._say()
            return
        self._keep_soon.stop()
        self.jobs.run(lambda job: save_rows(self.desk, rows, common), self._saved, self.sorry)

    def _saved(self, done: SavedRows) -> None:
        self.grid.show_rows(done.waiting)
        # What was found wrong before is still wrong: the marks must not go out while it is judged again.
        self.grid.cells.show_verdicts(done.verdicts)
        self._say()
        self._judge()
        left = f"，{len(done.waiting)} 行还要改" if done.waiting else ""
        self.toast(f"已登记 {len(done.saved)} 人次，审核后计入时长{left}。")
        self.changed.emit(done.changes)
        self.grid.setFocus()

    # ------------------------------------------------------------------ the team
    def choose_team(self, team: str) -> None:
        """Show another team."""
        self._team = team
        self.look()

    def _manage(self) -> None:
        self.go(FORM_OF_TEAM, FormAsk("volunteer_team", self._page.team))

    def _certify(self, record: str) -> None:
        self._certificates.issue(record, [(one.record, one.name) for one in self.team.members])

    def on_changes(self, changes: Changes) -> None:
        """What is being typed stays; the facts and the verdicts are asked anew."""
        super().on_changes(changes)
        if self._begun and self.isVisible():
            self._judge_soon.start()


def _read(desk: Desk, team: str, *, begun: bool) -> Read:
    rows, common = ([], None) if begun else kept_rows(desk)
    return hours_page(desk, team or (common.team_id if common else "")), rows, common


def _fits(one: Known, typed: str) -> bool:
    plain = one.spoken.lower().replace(" ", "")
    return typed in one.written.lower() or one.initials.startswith(typed) or plain.startswith(typed)

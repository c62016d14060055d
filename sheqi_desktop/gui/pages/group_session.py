"""小组单节记录 (05): 点名 at the left, the record of the session at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.records.group_file import marks_of, was_held
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.hours.made import HoursMade
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.attendance_card import AttendanceCard
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.form_page import FormPage
from sheqi_desktop.gui.pages.group_head import GroupHead
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.tab_order import lead_to
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY
from sheqi_desktop.gui.widgets.card import CardTitle
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.group_sheet import Sheet, SheetMember, attendance_rows, attendance_sheet

ATTENDANCE = "attendance"
RECORD_WIDTH = 410
CARD_LEAST, SHEET_LEAST = 300, 260
"""Heights below which the page scrolls as a whole."""


class GroupSessionPage(FormPage):
    """One session; the grid answers 出席, the form everything else."""

    FORM = "group_session"
    TITLE = "小组"
    LIST = ("小组", "groups")
    WHAT = "小组单节记录"
    ELSEWHERE = (ATTENDANCE,)
    MARGINS = (18, 6, 18, 10)

    def _build_side(self) -> None:
        self.sheet: Sheet | None = None
        self._advice: Banner | None = None
        self._title: CardTitle | None = None
        self.sections.hide()
        self.head = GroupHead(
            (
                Action("session_plan", "小组计划书", "file-text", self._open_group, PLAIN),
                Action("session_sign_in", "签到表", "printer", self._print_roster, PLAIN),
                Action("session_submit", "提交本节", "check", self.submit, PRIMARY),
            )
        )
        self.card = AttendanceCard()
        self.card.grid.marked.connect(self._mark)
        self.card.grid.session_asked.connect(lambda record: self.go("group_session_form", FormAsk(self.FORM, record)))
        self.card.rest_asked.connect(self._mark_rest)
        self.card.member_asked.connect(self._add_member)
        self.card.confirmed.connect(self._confirm)
        self._line.removeWidget(self._sheet)
        for half, height in ((self.card, CARD_LEAST), (self._sheet, SHEET_LEAST)):
            layout.least(half, height=height)
        self.panes = Panes(self.card, self._sheet, RECORD_WIDTH, margins=layout.NONE)
        self.panes.body.setSpacing(scale(14))
        self.panes.body.insertWidget(0, self.head)
        self._line.addWidget(self.panes, 1)

    # ------------------------------------------------------------------ opening
    def header(self) -> Header:
        """Say which group and which session."""
        found = super().header()
        place = f"第 {self.sheet.here + 1} 节" if self.sheet else "新一节"
        context = f"{self.sheet.name} › {place}" if self.sheet else place
        return Header("小组", context, crumbs=(self.LIST,), actions=found.actions, search=False, form=True)

    def _dress(self, view: FormView) -> None:
        assert self.opened is not None
        self.card.set_read_only(bool(self.opened.read_only))
        self._title = CardTitle("本节记录")
        holder = QWidget()
        layout.column(holder, (18, 10, 18, 4)).addWidget(self._title)
        self._sheet.body.insertWidget(0, holder)
        self._advice = Banner(
            "warn", "", "", "排一次探访", edge=False, icon="lightbulb", name="visit_advice", pressed=self._plan_visit
        )
        low = QWidget()
        column = layout.column(low, (14, 4, 14, 6), 8)
        column.addWidget(self._advice)
        self.hours = HoursMade(self.desk, self.jobs)
        self.hours.asked.connect(self._make_hours)
        column.addWidget(self.hours)
        self.hours.look(self.opened.record)
        self._sheet.body.addWidget(low)
        self._advice.hide()
        self._away: list[SheetMember] = []
        self._look_at_sheet()

    def _lead_through(self, view: FormView) -> None:
        """Tab goes from the 点名 into the record of the session, which was made later than the strip above."""
        super()._lead_through(view)
        stops, inside = [], view.nextInFocusChain()
        while inside is not None and inside is not view:
            if view.isAncestorOf(inside) and inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stops.append(inside)
            inside = inside.nextInFocusChain()
        lead_to(self.card.grid, stops)

    def _dress_footer(self) -> None:
        """The button to hand in stands in the strip above, as the eye ends there after 点名."""
        super()._dress_footer()
        own, above = self.footer.buttons["form_submit"], self.head.buttons["session_submit"]
        above.explain(self.opened.not_mine if self.opened is not None else "")
        above.set_words("提交本节" if own.text() == "提交" else own.text())
        above.setVisible(self.opened is not None and not self.opened.read_only and not self.signing)
        own.hide()

    def _look_at_sheet(self) -> None:
        """Read who belongs to the group on the day that is typed."""
        if self.view is None or self.opened is None:
            return
        answers, turn = self.view.draft.answers, self._turn
        group, on = str(answers.get("parent_id") or ""), str(answers.get("service_date") or "")
        if not group:
            self.toast("请先打开一个小组，再登记活动。")
            self.go("groups")
            return
        work = partial(attendance_sheet, self.desk, group, self.opened.record, on)
        self.jobs.run(lambda job: (turn, work()), self._show_sheet, self.sorry)

    def _show_sheet(self, answer: tuple[int, Sheet]) -> None:
        turn, sheet = answer
        if turn != self._turn or self.view is None or self.opened is None:
            return
        first, self.sheet = self.sheet is None, sheet
        draft = self.view.draft
        if not self.opened.read_only:
            lines = attendance_rows(sheet, rows(draft.answers, ATTENDANCE))
            if lines != rows(draft.answers, ATTENDANCE):
                draft.answer(ATTENDANCE, lines)
                self.view.look_again()
        self.head.say(sheet.name, sheet.state_words, sheet.tone, sheet.line)
        self.card.show_sheet(sheet, marks_of(draft.answers))
        if self._title is not None:
            self._title.say(side=sheet.planned_words)
        self._say_advice()
        self.header_changed.emit()
        if first and self.isVisible():
            self._settle_place()

    def _settle_place(self) -> None:
        """Begin with 点名 while somebody is not marked; else where the form waits."""
        open_ = self.opened is not None and not self.opened.read_only
        waiting = self.sheet is not None and self.view is not None and self._waiting(self.sheet, self.view)
        if self._wanted_place is None and open_ and waiting and self.isVisible():
            self.card.grid.setFocus()
        else:
            super()._settle_place()

    @staticmethod
    def _waiting(sheet: Sheet, view: FormView) -> bool:
        marks = marks_of(view.draft.answers)
        return any(one.id not in marks for one in sheet.members)

    # ------------------------------------------------------------------ marking
    def _mark(self, member: str, mark: int | None) -> None:
        if self.view is None:
            return
        self.view.draft.answer_row(ATTENDANCE, member, "mark", mark)
        self.view.look_again()
        self.keeper.touch()
        self._say_advice()

    def _mark_rest(self) -> None:
        if self.card.grid.mark_rest():
            self.card.grid.setFocus()

    def _confirm(self, problem: Problem) -> None:
        if self.view is not None:
            self.view.draft.confirm(problem)
            self.view.look_again()
            self.keeper.touch()

    def _answered(self, field: str) -> None:
        if field in ("service_date", "postponed_from"):
            self._look_at_sheet()
        if field == "happening" and self.view is not None:
            self.card.set_read_only(not was_held(self.view.draft.answers))

    def _show_problems(self, problems: list[Problem]) -> None:
        super()._show_problems(problems)
        self.card.show_problem(next((one for one in problems if one.field == ATTENDANCE), None))

    def _go_to_problem(self, problem: Problem) -> None:
        if problem.field != ATTENDANCE:
            super()._go_to_problem(problem)
            if (here := QApplication.focusWidget()) is not None and self.panes.isAncestorOf(here):
                self.panes.ensureWidgetVisible(here)
            return
        self.card.grid.setFocus()
        if problem.row is not None:
            self.card.grid.go_to(problem.row)

    # ------------------------------------------------------------------ going on
    def _say_advice(self) -> None:
        """Two absences in a row are worth a visit."""
        if self.sheet is None or self.view is None or self._advice is None:
            return
        self._away = self.sheet.stayed_away(marks_of(self.view.draft.answers))
        names = "、".join(one.name for one in self._away[:2]) + ("等" if len(self._away) > 2 else "")
        linked = any(one.client for one in self._away)
        self._advice.say("warn", f"{names}连续 2 次缺席" if self._away else "", "", "排一次探访" if linked else "")
        self._advice.setVisible(bool(self._away))

    def _plan_visit(self) -> None:
        client = next((one.client for one in self._away if one.client), "")
        if client:
            self.leave()
            self.go("visit_form", FormAsk("visit", answers={"client_id": client}))

    def _open_group(self) -> None:
        if self.sheet is not None:
            self.leave()
            self.go(kinds.form_page("group"), FormAsk("group", self.sheet.group))

    def _print_roster(self) -> None:
        if self.sheet is not None and self.sheet.roster:
            self.leave()
            self.go("print", FormAsk("group_roster", self.sheet.roster))
        else:
            self.toast("还没有组员名单，请先添加组员。")

    def _add_member(self) -> None:
        if self.sheet is not None:
            self.leave()
            known = {"parent_id": self.sheet.group}
            self.go(kinds.form_page("group_roster"), FormAsk("group_roster", self.sheet.roster, known))

    def _make_hours(self, record: str) -> None:
        self.leave()
        self.go("volunteer_hours", FormAsk("volunteer_hours", record))

    def _done_words(self, number: str) -> str:
        return f"第 {self.sheet.here + 1} 节已提交。" if self.sheet else "已提交。"

    def on_changes(self, changes: Changes) -> None:
        """Members that came or went show at once; what is being typed stays."""
        if changes.kinds & {"group_roster", "group_session", "group"} and self.view is not None:
            self._look_at_sheet()
        if "volunteer_hour" in changes.kinds and self.view is not None and self.opened is not None:
            self.hours.look(self.opened.record)

    def _forget(self) -> None:
        super()._forget()
        self.sheet = None

    def help_topic(self) -> str:
        """F1."""
        return "group"

"""One 小组: its sessions held and planned, its papers, what is short, and the steps one can take with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.group_head import GroupHead
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_file import GroupCard, PaperLine, SessionLine, StepLine, group_card
from sheqi_desktop.operations.move import move

SIDE_WIDTH = 350
TABLE_LEAST = 600
"""So wide the topics can be read; where that has no room the side goes under the table."""
COLUMNS = (
    Column("place", "节次", 76, "strong", sortable=False),
    Column("stage", "阶段", 76, sortable=False),
    Column("topic", "主题", 180, stretch=True, sortable=False),
    Column("on", "日期", 96, sortable=False),
    Column("present", "实到 / 应到", 92, sortable=False),
    Column("goal", "目标", 80, sortable=False),
    Column("state", "状态", 80, "badges", sortable=False),
)
PLANNED = "plan-"
OVER = frozenset({"ended", "summary_submitted", "completed"})
"""What was planned was held: the summary comes next, a further session is the exception (domain 04 §2, §7)."""


class GroupPage(ReadingPage):
    """The page of a group."""

    KINDS = frozenset({"group", "group_roster", "group_session", "group_summary"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self.card: GroupCard | None = None
        whole = layout.column(self)
        above = layout.column(margins=(24, 14, 24, 0))
        self.head = GroupHead(
            (
                Action("group_print", "打印计划书", "printer", self.print_, PLAIN),
                Action("group_summary", "写总结", "clipboard-check", self._summary, PLAIN),
                Action("group_session", "记录下一节", "plus", self.new, PRIMARY),
            )
        )
        above.addWidget(self.head)
        whole.addLayout(above)
        left = Card((1, 12, 1, 8), 8)
        top = layout.column(margins=(18, 0, 18, 0))
        self._title = CardTitle("各节")
        top.addWidget(self._title)
        left.body.addLayout(top)
        self.table = RecordTable(COLUMNS, row_height=38, name="sessions_table")
        self.table.setAccessibleName("各节活动")
        self.table.opened.connect(self._open_session)
        self.setFocusProxy(self.table)
        left.body.addWidget(self.table, 1)
        layout.least(self.table, width=TABLE_LEAST, height=230)
        side = QWidget()
        self._side = layout.column(side, gap=12)
        whole.addWidget(Panes(left, side, SIDE_WIDTH), 1)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which group."""
        name = self.card.name if self.card else ""
        number = self.card.number.partition("-")[2] if self.card else ""
        return Header("小组", "・".join(part for part in (name, number) if part), crumbs=(("小组", "groups"),))

    def open(self, argument: object) -> None:
        """Show a group by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the group."""
        return partial(group_card, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show the group."""
        assert isinstance(found, GroupCard)
        fresh = self.card is None or self.card.record != found.record
        self.card = found
        self.head.say(found.name, found.state_words, found.tone, found.line)
        session = self.head.buttons["group_session"]
        session.set_words(f"{'补记' if found.state in OVER else '记录'}第 {found.next_place} 节")
        session.set_kind(PLAIN if found.state in OVER else PRIMARY)
        session.explain(found.closed)
        session.setVisible(found.own)
        summary = self.head.buttons["group_summary"]
        summary.set_words("看总结" if found.summary else "写总结")
        summary.set_kind(PRIMARY if found.state in OVER else PLAIN)
        summary.setVisible(bool(found.summary) or (found.own and found.state in ("running", "ended", "terminated")))
        held = sum(one.state == "已记录" for one in found.sessions)
        self._title.say(f"已记录 {held} 节")
        self.table.show_rows([_row(one) for one in found.sessions])
        if found.sessions and not self.table.current_id:
            self.table.choose(_id(found.sessions[0]))
        self._show_side(found)
        if self.isVisible() and (fresh or self.hasFocus()):
            self.table.setFocus()

    def _show_side(self, found: GroupCard) -> None:
        layout.clear(self._side)
        if found.closed and found.own and found.state in ("draft", "submitted"):
            self._side.addWidget(Banner("info", found.closed, found.way_on))
        if found.short:
            self._side.addWidget(Banner("warn", "还差什么", "\n".join(found.short), name="group_short"))
        papers = Card()
        papers.body.addWidget(CardTitle("文书"))
        for paper in found.papers:
            papers.body.addLayout(self._paper(paper, found))
        self._side.addWidget(papers)
        facts = Card()
        facts.body.addWidget(CardTitle("情况"))
        facts.body.addWidget(KeyValues(found.facts))
        self._side.addWidget(facts)
        if found.steps:
            self._side.addWidget(self._steps(found.steps))
        self._side.addStretch(1)

    def _paper(self, paper: PaperLine, found: GroupCard) -> QLayout:
        line = layout.row(gap=8)
        line.addWidget(PlainLabel(paper.title, "body"))
        if paper.note:
            line.addWidget(PlainLabel(paper.note, "hint"))
        line.addStretch(1)
        line.addWidget(Badge(paper.state, paper.tone))
        words = "打开" if paper.record else "填写"
        if paper.record or found.own:
            button = Button(words, LINK, small=True, name=f"paper_{paper.kind}", pressed=partial(self._open, paper))
            button.setAccessibleName(f"{words}{paper.title}")
            line.addWidget(button)
        return line

    def _steps(self, steps: tuple[StepLine, ...]) -> QWidget:
        card = Card()
        card.body.addWidget(CardTitle("办理"))
        line = layout.row(gap=8)
        for step in steps:
            pressed = partial(self._take, step)
            words = f"{step.words}这个小组…" if step.comment_needed else step.words
            line.addWidget(Button(words, PLAIN, small=True, name=f"step_{step.move}", pressed=pressed))
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    # ------------------------------------------------------------------ going on
    def _open(self, paper: PaperLine) -> None:
        known = {} if paper.kind == "group" else {"parent_id": self._record}
        self.go(kinds.form_page(paper.kind), FormAsk(paper.kind, paper.record, known))

    def _open_session(self, row: str) -> None:
        if row.startswith(PLANNED):
            self.new()
        else:
            self.go("group_session_form", FormAsk("group_session", row))

    def _summary(self) -> None:
        if self.card is not None:
            paper = next(one for one in self.card.papers if one.kind == "group_summary")
            self._open(paper)

    def new(self) -> None:
        """Ctrl+N: record the next session, with what the plan says of it."""
        if self.card is None or not self.card.own:
            return
        if self.card.closed:
            self.toast(self.card.closed)
            return
        if self.card.summary and self.card.state in OVER and not self._sure_of_more():
            return
        self.go("group_session_form", FormAsk("group_session", answers=dict(self.card.next_answers)))

    def _sure_of_more(self) -> bool:
        """After the summary a further session means that the summary is corrected too (domain 04 §7)."""
        assert self.card is not None
        said = ask.decide(
            self,
            f"总结已经写了，还要补记第 {self.card.next_place} 节？",
            "补记以后，总结里的节数和出席率也要跟着更正。",
            (ask.Choice("no", "不补记"), ask.Choice("yes", "补记", PRIMARY)),
            harmless="no",
            icon="clipboard-check",
        )
        return said == "yes"

    def _take(self, step: StepLine) -> None:
        comment = ""
        if step.comment_needed:
            said = ask.reason(self, f"{step.words}这个小组？", "写下原因，会留在小组的记录里。", action=step.words)
            if said is None:
                return
            comment = said
        record = self._record
        self.jobs.run(lambda job: move(self.desk, record, step.move, comment), self._taken, self.sorry)

    def _taken(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.toast("已办理。")

    def keep(self) -> object:
        """Remember which group."""
        return (self._record, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to the same session."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[1]))
            self.table.setFocus()

    def print_(self) -> None:
        """Ctrl+P."""
        if self._record:
            self.go("print", FormAsk("group", self._record))

    def help_topic(self) -> str:
        """F1."""
        return "group"


def _id(one: SessionLine) -> str:
    return one.record or f"{PLANNED}{one.place}"


def _row(one: SessionLine) -> Row:
    return Row(
        _id(one),
        (
            f"第 {one.place} 节" if one.place else "—",
            one.stage,
            one.topic,
            one.on,
            Sorted(one.present, one.present),
            one.goal,
            (BadgeCell(one.state, one.tone),),
        ),
        one.topic,
        one.struck,
    )

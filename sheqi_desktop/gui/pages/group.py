"""One 小组: its sessions held and planned, its papers, what is short, and the steps one can take with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.file_page import FilePage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.remarked import Remarked
from sheqi_desktop.gui.record_table import BadgeCell, Column, Row, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.group_file import GroupCard, PaperLine, SessionLine, StepLine, group_card
from sheqi_desktop.operations.move import move

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


class GroupPage(FilePage[GroupCard]):
    """The page of a group."""

    KINDS = frozenset({"group", "group_roster", "group_session", "group_summary"}) | SUPERVISION
    KIND, TITLE, LIST = "group", "小组", ("小组", "groups")
    COLUMNS, TABLE, TABLE_NAME = COLUMNS, ("各节", "各节活动"), "sessions_table"
    TABLE_LEAST, SIDE_WIDTH = (600, 230), 350

    def offered(self) -> Sequence[Action]:
        """Offer the plan on paper, the summary, and the next session."""
        return (
            Action("group_print", "打印计划书", "printer", self.print_, PLAIN),
            Action("group_summary", "写总结", "clipboard-check", self._summary, PLAIN),
            Action("group_session", "记录下一节", "plus", self.new, PRIMARY),
        )

    def read(self, desk: Desk, record: str) -> GroupCard:
        """Read the group."""
        return group_card(desk, record)

    def show_head(self, found: GroupCard) -> None:
        """Show how far it has come, and what comes next."""
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
        self.table_title.say(f"已记录 {held} 节")

    def rows(self, found: GroupCard) -> list[Row]:
        """Give the sessions held and planned."""
        return [_row(one) for one in found.sessions]

    def cards(self, found: GroupCard) -> Iterator[QWidget]:
        """Give what is in the way or short, the papers, the facts and the steps."""
        if found.closed and found.own and found.state in ("draft", "submitted"):
            yield Banner("info", found.closed, found.way_on)
        if found.short:
            yield Banner("warn", "还差什么", "\n".join(found.short), name="group_short")
        remarked = Remarked(self.desk, self.jobs)
        remarked.asked.connect(self.go_asked)
        remarked.look(found.record)
        yield remarked
        papers = Card()
        papers.body.addWidget(CardTitle("文书"))
        for paper in found.papers:
            papers.body.addLayout(self._paper(paper, found))
        yield papers
        facts = Card()
        facts.body.addWidget(CardTitle("情况"))
        facts.body.addWidget(KeyValues(found.facts))
        yield facts
        if found.steps:
            yield self._steps(found.steps)

    def open_row(self, row: str) -> None:
        """Open a session; one that is only planned is begun."""
        if row.startswith(PLANNED):
            self.new()
        else:
            self.go("group_session_form", FormAsk("group_session", row))

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

    def _summary(self) -> None:
        if self.file is not None:
            paper = next(one for one in self.file.papers if one.kind == "group_summary")
            self._open(paper)

    def new(self) -> None:
        """Ctrl+N: record the next session, with what the plan says of it."""
        if self.file is None or not self.file.own:
            return
        if self.file.closed:
            self.toast(self.file.closed)
            return
        if self.file.summary and self.file.state in OVER and not self._sure_of_more():
            return
        self.go("group_session_form", FormAsk("group_session", answers=dict(self.file.next_answers)))

    def _sure_of_more(self) -> bool:
        """After the summary a further session means that the summary is corrected too (domain 04 §7)."""
        assert self.file is not None
        said = ask.decide(
            self,
            f"总结已经写了，还要补记第 {self.file.next_place} 节？",
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

"""The two lists of 督导台账 about sessions: those that were held, and what was agreed on and is not done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.sessions import ActionLine, SessionLine

SESSION_COLUMNS = (
    Column("on", "日期", 110, "strong"),
    Column("form", "形式", 100),
    Column("workers", "被督导者", 180, stretch=True),
    Column("station", "站点", 130),
    Column("supervisor", "督导", 90),
    Column("actions", "没办完", 80, "number"),
    Column("signed", "确认", 170, "badges"),
)
ACTION_COLUMNS = (
    Column("due", "期限", 110, "strong"),
    Column("what", "做什么", 260, stretch=True),
    Column("who", "谁做", 100),
    Column("on", "哪天约定", 110),
    Column("late", "", 120, "badges"),
)
_EMPTY = {
    "station": "督导写好、县中心带回来的，和你有关的会排在这里。",
    "supervisor": "新建的会排在这里，最近的在上面。",
    "centre": "督导交来的会排在这里，最近的在上面。",
}


class SessionTab(ListCard):
    """The sessions, the newest first."""

    def __init__(self, place: str, writes: bool, new: Callable[[], None], parent: QWidget | None = None) -> None:
        table = RecordTable(SESSION_COLUMNS, row_height=44, name="sessions_table")
        table.setAccessibleName("督导记录列表")
        first = (Action("session_first", "新建督导记录", "plus", new, PRIMARY),) if writes else ()
        super().__init__(table, EmptyState("users", "还没有督导记录", _EMPTY[place], *first), parent=parent)
        self.body.addLayout(_foot("↑↓ 选择　回车 打开" + ("　Ctrl+N 新建" if writes else "")))

    def show_lines(self, lines: Sequence[SessionLine]) -> None:
        """Show the sessions."""
        self.show_rows([_session(one) for one in lines])


class ActionTab(ListCard):
    """What is not done, the first due first; opened, the session it was agreed on in."""

    def __init__(self, writes: bool, parent: QWidget | None = None) -> None:
        table = RecordTable(ACTION_COLUMNS, row_height=44, name="actions_table")
        table.setAccessibleName("没办完的行动")
        words = "督导时约定的事，办完一件少一件。"
        super().__init__(table, EmptyState("circle-check", "没有没办完的行动", words), parent=parent)
        self.body.addLayout(_foot("回车 打开那次督导" + ("，核对以后记“已办”" if writes else "；办完了告诉督导")))

    def show_lines(self, lines: Sequence[ActionLine]) -> None:
        """Show the actions."""
        self.show_rows([_action(one) for one in lines])


def _foot(hint: str) -> QHBoxLayout:
    foot = layout.row(margins=(16, 6, 16, 4))
    foot.addStretch(1)
    foot.addWidget(PlainLabel(hint, "hint"))
    return foot


def _session(one: SessionLine) -> Row:
    cells = (
        one.on, one.form_words, one.workers, one.station, one.supervisor, str(one.open_actions or ""),
        (BadgeCell(one.signed, one.tone),),
    )  # fmt: skip
    return Row(one.record, cells)


def _action(one: ActionLine) -> Row:
    late = (BadgeCell(f"逾期 {one.late} 天", "bad"),) if one.late else (BadgeCell("没到期", "info"),)
    return Row(f"{one.session}/{one.row}", (one.due, one.what, one.who_name, one.on, late))

"""What the tables of 督导情况 show: columns, and how a group, a figure, a problem and a late document become rows."""

from __future__ import annotations

from collections.abc import Sequence

from sheqi_desktop.domain.supervision_figures import COVERED, FIRST_PASS, MUSTS, SESSIONS, WORKER_DAYS, Figure
from sheqi_desktop.gui.record_table import BadgeCell, Column, Row
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.late_verdicts import LateVerdict
from sheqi_desktop.operations.supervision_figures import Group, Issue

ON_THE_ROAD = "（导出到导入）中位"
SHORT = (WORKER_DAYS, MUSTS, FIRST_PASS, COVERED, SESSIONS)
GROUPS = (
    Column("name", "谁 / 哪里", 128, "strong", stretch=True, sortable=False),
    Column(WORKER_DAYS, "社工周转", 88, sortable=False),
    Column(MUSTS, "必改按期", 84, sortable=False),
    Column(FIRST_PASS, "一次通过", 84, sortable=False),
    Column(COVERED, "督导覆盖", 84, sortable=False),
    Column(SESSIONS, "督导", 72, sortable=False),
)
FIGURES = (
    Column("title", "数字", 134, "strong", sortable=False),
    Column("words", "结果", 190, stretch=True, sortable=False, wrap=True),
    Column("left", "未计入", 80, "badges", sortable=False),
)
ISSUES = (Column("name", "问题", 140, "strong", stretch=True, sortable=False),)
LATES = (
    Column("title", "文书", 168, "strong", stretch=True, sortable=False),
    Column("number", "编号", 176, sortable=False),
    Column("station", "站点", 96, sortable=False),
    Column("who", "负责督导", 96, sortable=False),
    Column("days", "等了", 84, "badges", sortable=False),
)


def group_row(one: Group) -> Row:
    """Give a group with its most asked for figures in short."""
    cells = [_short(one.figure(id_)) for id_ in SHORT]
    return Row(one.key or "all", (one.name, *cells))


def _short(figure: Figure | None) -> str:
    """Give the beginning of what a figure says, short enough for a column."""
    if figure is None:
        return ""
    return figure.words.removeprefix("中位 ").partition("，")[0].partition("（")[0]


def figure_row(one: Figure) -> Row:
    """Give a figure, its words and how many records it left out; red where a clock ran backwards."""
    left = (BadgeCell(f"{one.left_out} 条", "bad" if one.clocks else "mute"),) if one.left_out else ()
    # Two lines hold it: what the days on the road are is told by F1.
    note = one.note.replace(ON_THE_ROAD, "")
    words = f"{one.words}；{note}" if note else one.words
    return Row(one.id, (one.title, words, left))


def issue_words(one: Issue, months: Sequence[str]) -> str:
    """Give a problem with how often it was named in each month."""
    each = "，".join(f"{month} {n}" for month, n in zip(months, one.months, strict=True))
    return f"{one.name}　共 {one.total} 次：{each}"


def late_row(one: LateVerdict) -> Row:
    """Give a document that waits too long."""
    return Row(
        one.record,
        (one.title, short_number(one.number), one.station, one.supervisors, (BadgeCell(f"{one.days} 天", "bad"),)),
    )

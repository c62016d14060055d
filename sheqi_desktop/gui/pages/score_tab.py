"""文书评分: the scores of a worker's documents or a supervisor's stations; in order of time, never of points."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import SOFT, Button
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.scores import ScoreLine, ScoreSheet

COLUMNS = (
    Column("at", "日期", 110, "strong"),
    Column("set", "类别", 70),
    Column("title", "文书", 190),
    Column("station", "站点", 120),
    Column("score", "得分", 70, "number"),
    Column("grade", "", 150, "badges"),
    Column("weak", "可以更好的地方", 240, stretch=True),
)
TONES = {"优": "ok", "良": "ok", "合格": "info", "不合格": "warn"}
_EMPTY = {
    "station": "督导评过的，你自己的文书会排在这里。评分是反馈，不排名次。",
    "supervisor": "评过的会排在这里，最近的在上面。",
    "centre": "",
}


class ScoreTab(ListCard):
    """The list, and at a supervisor's the way to the sets nobody has judged yet."""

    def __init__(self, place: str, begin: Callable[[], object], parent: QWidget | None = None) -> None:
        table = RecordTable(COLUMNS, row_height=44, name="scores_table")
        table.setAccessibleName("文书评分列表")
        super().__init__(table, EmptyState("clipboard-check", "还没有评分", _EMPTY[place]), parent=parent)
        self.unscored: Sequence[ScoreSheet] = ()
        self._lines: dict[str, ScoreLine] = {}
        foot = layout.row(margins=(16, 6, 16, 4), gap=10)
        self.begin = Button("", SOFT, "clipboard-check", small=True, name="score_begin", pressed=begin)
        self.begin.hide()
        foot.addWidget(self.begin)
        foot.addStretch(1)
        foot.addWidget(PlainLabel("评分只作反馈，不用于排名和考核", "hint"))
        self.body.addLayout(foot)

    def line(self, row: str) -> ScoreLine:
        """Give a line by its id."""
        return self._lines[row]

    def show_lines(self, lines: Sequence[ScoreLine], unscored: Sequence[ScoreSheet]) -> None:
        """Show the scores, and how many sets wait for one."""
        self._lines, self.unscored = {one.row: one for one in lines}, unscored
        self.show_rows([_row(one) for one in lines])
        self.begin.set_words(f"评分…（还有 {len(unscored)} 套没评）")
        self.begin.setVisible(bool(unscored))


def _row(one: ScoreLine) -> Row:
    second = (BadgeCell("第二名督导", "note"),) if one.second else ()
    badges = (BadgeCell(one.grade, TONES.get(one.grade, "mute")), *second)
    return Row(one.row, (one.at, one.set_words, one.title, one.station, one.score, badges, "；".join(one.weak)))

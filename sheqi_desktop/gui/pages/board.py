"""数据汇总 (08): sixteen stations at a glance, files dropped in, a look before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.board_side import BoardSide
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.stat_tile import StatTile
from sheqi_desktop.gui.widgets.station_card import StationCard, StationFace
from sheqi_desktop.operations.board import STATE_WORDS, Board, MachineLine, board, reminder
from sheqi_desktop.operations.board import StationCard as Card
from sheqi_desktop.operations.desk import Desk

COLUMNS = 4
FACES = {
    "merged": ("ok", "check"),
    "returned": ("ok", "check-check"),
    "late": ("warn", "clock"),
    "gap": ("bad", "unlink"),
    "conflict": ("note", "git-compare"),
    "refused": ("bad", "ban"),
    "pending": ("info", "hourglass"),
    "waiting": ("mute", "circle"),
}
"""State → tone and icon; shapes differ, so that colour is never alone."""


class BoardPage(Page):
    """The centre's first page."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._board: Board | None = None
        whole = layout.row(self, (24, 14, 24, 14), 14)
        left = layout.column(gap=12)
        whole.addLayout(left, 1)
        left.addLayout(self._build_tiles())
        self.drop = DropZone(
            "把数据包拖到这里，或点右边选文件（可一次选多个）",
            "先核对签名，再试合并；看过结果、点“确认合并”才写入。",
            "选择数据包",
        )
        self.drop.files_chosen.connect(self._take)
        left.addWidget(self.drop)
        self._scroll = ScrollColumn()
        self._grid = layout.grid(gap=10)
        self._scroll.body.addLayout(self._grid)
        self._scroll.body.addStretch(1)
        left.addWidget(self._scroll, 1)
        self._cards: dict[str, StationCard] = {}
        self.side = BoardSide()
        self.side.reminder_asked.connect(self._remind)
        self.side.return_asked.connect(self._return_all)
        self.side.detail_asked.connect(lambda: self.go("exchanges"))
        layout.fix(self.side, width=306)
        whole.addWidget(self.side)

    def _build_tiles(self) -> QHBoxLayout:
        line = layout.row(gap=10)
        self._tiles = {
            "there": StatTile("circle-check", "ok", "0", "站 已到齐"),
            "late": StatTile("clock-alert", "warn", "0", "站 迟交"),
            "gap": StatTile("unlink", "bad", "0", "站 缺包断号"),
            "conflict": StatTile("git-compare", "note", "0", "站 有冲突"),
            "refused": StatTile("shield-x", "mute", "0", "包 被拒收"),
        }
        for tile in self._tiles.values():
            line.addWidget(tile, 1)
        return line

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which month is collected, and how many stations take part."""
        if self._board is None:
            return Header("数据汇总")
        month, count = self._board.month, len(self._board.cards)
        after = month.month % 12 + 1
        return Header("数据汇总", f"{month.year}年{month.month}月数据・报送期 {after}月1日—3日・{count} 站", new=False)

    def open(self, argument: object) -> None:
        """Look at the board again."""
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """Anything that came in may change a card."""
        self.recompute()

    def recompute(self) -> None:
        """Read the board in the background and show it."""
        job = self._jobs.run(lambda job: board(self._desk))
        job.finished.connect(self._show)

    def _show(self, found: object) -> None:
        assert isinstance(found, Board)
        self._board = found
        self._tiles["there"].show_number(str(found.count("merged", "returned", "conflict")))
        self._tiles["late"].show_number(str(found.count("late")))
        self._tiles["gap"].show_number(str(found.count("gap")))
        self._tiles["conflict"].show_number(str(found.count("conflict")))
        self._tiles["refused"].show_number(str(found.count("refused")))
        for place, card in enumerate(found.cards):
            face = face_of(card)
            if card.code in self._cards:
                self._cards[card.code].show_face(face)
                continue
            made = StationCard(face)
            made.opened.connect(lambda code: self.go("exchanges", code))
            self._cards[card.code] = made
            self._grid.addWidget(made, place // COLUMNS, place % COLUMNS)
        self.side.show_board(found)
        self.header_changed.emit()

    # ------------------------------------------------------------------ acts
    def _take(self, paths: Sequence[Path]) -> None:
        self.go("import", list(paths))

    def _remind(self, code: str) -> None:
        assert self._board is not None
        card = next(one for one in self._board.cards if one.code == code)
        words = reminder(card, self._board.month, self._desk.clock.today())
        if (
            ask.decide(
                self,
                f"催报单：{card.name}",
                words,
                (ask.Choice("copy", "复制这句话", "primary"), ask.Choice("close", "关闭")),
                "close",
            )
            == "copy"
        ):
            QApplication.clipboard().setText(words)
            self.toast("已复制，可以粘到政务邮箱里。")

    def _return_all(self) -> None:
        self.go("returns")


def face_of(card: Card) -> StationFace:
    """Give what a station's card shows: the worst state of its machines wins."""
    tone, icon = FACES[card.state]
    worst = card.worst
    state = STATE_WORDS[card.state]
    if worst is not None and card.state == "late":
        state = f"迟 {worst.days_late} 天"
    lines = tuple(_line(one) for one in card.machines) or ("还没有登记电脑",)
    return StationFace(card.code, card.name, state, tone, icon, lines, worst.note if worst else "")


def _line(machine: MachineLine) -> str:
    if not machine.counter:
        return f"{machine.slot} 机・还没有来过"
    return f"{machine.slot} 机 第 {machine.counter} 号・{_short(machine.came_on)}"


def _short(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""

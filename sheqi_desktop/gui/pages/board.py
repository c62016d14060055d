"""数据汇总 (08): sixteen stations at a glance, files dropped in, a look before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.board_side import BoardSide
from sheqi_desktop.gui.pages.exchanges import Behind
from sheqi_desktop.gui.pages.month_grid import LEGEND, MonthGrid
from sheqi_desktop.gui.pages.station_grid import StationGrid
from sheqi_desktop.gui.pages.tile_row import TileRow
from sheqi_desktop.gui.pages.undo_run import UndoRun
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.stat_tile import StatTile
from sheqi_desktop.gui.widgets.station_card import StationFace
from sheqi_desktop.operations.accept_adjustment import list_adjustments
from sheqi_desktop.operations.board import STATE_WORDS, WORST_FIRST, Board, MachineLine, State, board, reminders
from sheqi_desktop.operations.board import StationCard as Card
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.file_lines import missing_count
from sheqi_desktop.operations.late_verdicts import late_verdicts
from sheqi_desktop.operations.month_board import MachineRow, MonthCell, month_board
from sheqi_desktop.operations.settle_overlap import overlaps_to_settle

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
THERE: tuple[State, ...] = ("merged", "returned", "conflict")
"""What came is there, even where something has to be settled."""


class BoardPage(Page):
    """The centre's first page."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._board: Board | None = None
        self._worst_first = self._by_month = False
        first = QWidget()
        left = layout.column(first, gap=12)
        left.addWidget(self._build_tiles())
        self.drop = DropZone(
            "把数据包拖到这里，或点右边选文件（可一次选多个）",
            "先核对签名，再试合并；看过结果、点“确认合并”才写入。",
            "选择数据包",
        )
        self.drop.files_chosen.connect(self._take)
        left.addWidget(self.drop)
        self.grid = StationGrid()
        self.grid.opened.connect(lambda code: self.go("exchanges", code))
        left.addWidget(self.grid, 1)
        self.months = MonthGrid()
        self.months.opened.connect(self._look_behind)
        self.months.hide()
        left.addWidget(self.months, 1)
        self.undo = UndoRun(self, desk, jobs, "撤销这次合并", "board_undo")
        self.side = BoardSide(self.undo)
        self.side.report_asked.connect(lambda: self.go("merge_reports"))
        self.side.all_asked.connect(self._remind_all)
        self.side.page_asked.connect(self._look_elsewhere)
        self.side.reminder_asked.connect(self._remind)
        self.side.return_asked.connect(lambda: self.go("returns"))
        self.side.files_asked.connect(lambda: self.go("files"))
        self.side.detail_asked.connect(lambda: self.go("exchanges"))
        layout.column(self).addWidget(Panes(first, self.side, 306))

    def _build_tiles(self) -> TileRow:
        self._tiles = {
            "there": StatTile("circle-check", "ok", "0", "站 已到齐"),
            "late": StatTile("clock-alert", "warn", "0", "站 迟交"),
            "gap": StatTile("unlink", "bad", "0", "站 缺包断号"),
            "conflict": StatTile("git-compare", "note", "0", "站 有冲突"),
            "refused": StatTile("shield-x", "mute", "0", "包 被拒收"),
        }
        return TileRow(tuple(self._tiles.values()))

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which month is collected, and how many stations take part."""
        words = "按站码排" if self._worst_first else "先看有问题的"
        view = "按站看" if self._by_month else "按月看"
        actions: tuple[Action, ...] = (Action("board_view", view, "layout-grid", self._turn_view),)
        if not self._by_month:
            actions = (Action("board_order", words, "filter", self._turn), *actions)
        if self._board is None:
            return Header("数据汇总", actions=actions, new=False)
        month, count = self._board.month, len(self._board.cards)
        after = month.month % 12 + 1
        said = f"{month.year}年{month.month}月数据・报送期 {after}月1日—3日・{count} 站"
        return Header("数据汇总", said, actions=actions, new=False)

    def open(self, argument: object) -> None:
        """Look at the board again."""
        self.setFocusProxy(self.drop.button)
        self.recompute()

    def on_changes(self, changes: Changes) -> None:
        """Anything that came in may change a card."""
        if self.isVisible():
            self.recompute()

    def recompute(self) -> None:
        """Read the board in the background and show it."""
        job = self._jobs.run(lambda job: _read(self._desk))
        job.finished.connect(self._show)
        job.trouble.connect(self._cannot)
        if self._by_month:
            self._jobs.run(lambda job: month_board(self._desk), self.months.show_board, self._cannot)
        self.undo.look()

    def _cannot(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)

    def _turn_view(self) -> None:
        """Change between the cards of this month and the grid of all months."""
        self._by_month = not self._by_month
        self.grid.setVisible(not self._by_month)
        self.months.setVisible(self._by_month)
        self.header_changed.emit()
        self.recompute()
        if self._by_month:
            self.say(LEGEND)
        (self.months.table if self._by_month else self.drop.button).setFocus()

    def _look_behind(self, row: MachineRow, month: date, cell: MonthCell) -> None:
        """Open the bundles of one machine and month, or say why there are none."""
        words = f"{row.station} {row.slot} 机 {month.year}年{month.month}月"
        if cell.files:
            self.go("exchanges", Behind(row.code, cell.files, words))
        else:
            self.toast(f"{words}：{cell.words}")

    def _look_elsewhere(self, page: str) -> None:
        """Go where something waits; what waits for a verdict stands on a tab of its own."""
        if page == "late_verdicts":
            self.go("annotations", "late")
        else:
            self.go(page)

    def _turn(self) -> None:
        self._worst_first = not self._worst_first
        self._show_cards()
        self.say("有问题的站排在前面" if self._worst_first else "按站码排")
        self.header_changed.emit()

    def _show(self, answer: object) -> None:
        assert isinstance(answer, tuple)
        found, adjusting, overlapping, missing, late = answer
        assert isinstance(found, Board)
        self._board = found
        self._tiles["there"].show_number(str(found.count(*THERE)))
        self._tiles["late"].show_number(str(found.count("late")))
        self._tiles["gap"].show_number(str(found.count("gap")))
        self._tiles["conflict"].show_number(str(found.count("conflict")))
        self._tiles["refused"].show_number(str(found.refused))
        self._show_cards()
        self.side.show_board(found, self._desk.clock.today())
        self.side.show_waiting(missing, adjusting, overlapping, late)
        self.header_changed.emit()

    def _show_cards(self) -> None:
        if self._board is None:
            return
        cards = list(self._board.cards)
        if self._worst_first:
            cards.sort(key=lambda card: WORST_FIRST.index(card.state))
        today = self._desk.clock.today()
        self.grid.show_faces([face_of(card, today) for card in cards])

    # ------------------------------------------------------------------ acts
    def _take(self, paths: Sequence[Path]) -> None:
        self.go("import", list(paths))

    def _remind(self, code: str) -> None:
        assert self._board is not None
        ((_, words),) = reminders(self._desk, self._board, code)
        self._offer_to_copy(f"催报单：{self._desk.unit_name(code)}", words, "复制这句话")

    def _remind_all(self) -> None:
        """Give the sentences of all late stations at once, one a line."""
        assert self._board is not None
        words = "\n".join(words for _, words in reminders(self._desk, self._board))
        self._offer_to_copy(f"催报单：{len(self._board.to_chase)} 个站", words, "全部复制")

    def _offer_to_copy(self, title: str, words: str, copy: str) -> None:
        choices = (ask.Choice("close", "关闭"), ask.Choice("copy", copy, "primary"))
        if ask.decide(self, title, words, choices, "close", "bell") == "copy":
            QApplication.clipboard().setText(words)
            self.toast("已复制，可以粘到政务邮箱里。")


def face_of(card: Card, today: date) -> StationFace:
    """Give what a station's card shows: the worst state of its machines wins."""
    tone, icon = FACES[card.state]
    worst = card.worst
    state = worst.words if worst is not None else STATE_WORDS[card.state]
    lines = tuple(_line(one, today) for one in card.machines) or ("还没有登记电脑",)
    return StationFace(card.code, card.name, state, tone, icon, lines, worst.note if worst else "等它来办登记")


def _line(machine: MachineLine, today: date) -> str:
    if not machine.counter:
        return f"{machine.slot} 机・还没有来过"
    came = near_day(machine.came_on.isoformat(), today) if machine.came_on else ""
    return f"{machine.slot} 机 第 {machine.counter} 号・{came}"


def _read(desk: Desk) -> tuple[Board, int, int, int, int]:
    waiting = len(list_adjustments(desk)), overlaps_to_settle(desk), missing_count(desk), len(late_verdicts(desk))
    return board(desk), *waiting

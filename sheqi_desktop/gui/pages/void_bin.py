"""已作废: what was voided, of every kind, with its reason; 恢复 takes a void back and asks why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.void_bin import VoidLine, void_bin

ALL = "all"
COLUMNS = (
    Column("who", "谁 / 什么", 150, "strong"),
    Column("what", "种类", 80),
    Column("number", "编号", 176),
    Column("on", "日期", 120),
    Column("reason", "作废原因", 240, stretch=True),
    Column("by", "谁作废", 80),
    Column("when", "何时", 96),
)

UP = {"station": ("回首页", "home"), "centre": ("看数据汇总", "board"), "supervisor": ("看个案", "cases")}
"""Where one goes from here, at each kind of desk."""


class VoidBinPage(ReadingPage):
    """The list; Enter looks at the record, 恢复 brings it back."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: list[VoidLine] = []
        self._kind = ALL
        self.voiding = Voiding(self, desk, jobs, self.sorry, lambda: None)
        whole = layout.column(self, (24, 14, 24, 16), 12)
        top = layout.row(gap=8)
        self.field = SearchField("搜姓名、编号、原因", width=250, name="void_bin_search")
        self.field.typed.connect(lambda _: self.look())
        top.addWidget(self.field, 0, layout.TOP)
        self._chip_place = layout.column(margins=(0, 3, 0, 0))
        top.addLayout(self._chip_place, 1)
        self.chips = ChipRow()
        self._chip_place.addWidget(self.chips)
        whole.addLayout(top)
        card = Card((1, 6, 1, 4), 0)
        self._stack = QStackedWidget()
        self.table = RecordTable(COLUMNS, row_height=44, name="void_bin_table")
        self.table.setAccessibleName("已作废的记录")
        self.table.opened.connect(self._open)
        self.table.actions_for = self._actions
        self._stack.addWidget(self.table)
        words, page = UP[desk.place.kind]
        up = Action("void_bin_up", words, "undo-2", lambda: self.go(page))
        self._empty = EmptyState("ban", "没有作废的记录", "作废的记录留在这里，写着原因，随时可以恢复。", up)
        self._stack.addWidget(self._empty)
        clear = Action("void_bin_clear", "清除筛选", "", self.clear, PLAIN)
        self._none = EmptyState("search", "没有找到", "换个字试试，或清除筛选。", clear)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        foot = layout.row(margins=(16, 6, 16, 6), gap=12)
        self._count = PlainLabel("", "second", elide=True)
        foot.addWidget(self._count, 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 看一看", "hint"))
        self.restore_button = Button("恢复…", PRIMARY, "undo-2", small=True, name="void_bin_restore")
        self.restore_button.clicked.connect(lambda: self._restore(self.table.current_id))
        foot.addWidget(self.restore_button)
        card.body.addLayout(foot)
        whole.addWidget(card, 1)

    def header(self) -> Header:
        """Say what this is."""
        words, page = UP[self.desk.place.kind]
        crumb = (words[1:], page)
        return Header("已作废", "作废的记录不计入，一条也不会消失", crumbs=(crumb,), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show all, or only those of a kind."""
        if isinstance(argument, str) and argument:
            self._kind = argument
        super().open(argument)

    def question(self) -> Callable[[], object]:
        """Ask for what fits."""
        return partial(void_bin, self.desk, self.field.words)

    def show_found(self, found: object) -> None:
        """Show it, with a chip for each kind there is."""
        assert isinstance(found, list)
        self._lines = found
        counts: dict[str, int] = {}
        for one in self._lines:
            counts[one.kind] = counts.get(one.kind, 0) + 1
        if self._kind not in counts:
            self._kind = ALL
        layout.clear(self._chip_place)
        told = [(kind, words_of(kind).short, counts[kind]) for kind in sorted(counts)]
        self.chips = ChipRow([(ALL, "全部", len(self._lines)), *told])
        self.chips.choose(self._kind)
        self.chips.chosen.connect(self._choose)
        self._chip_place.addWidget(self.chips)
        self._refill()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._refill()

    def _refill(self) -> None:
        shown = [one for one in self._lines if self._kind in (ALL, one.kind)]
        self.table.show_rows([_row(one) for one in shown])
        if shown and not self.table.current_id:
            self.table.choose(shown[0].record)
        nothing = self._none if self.field.words else self._empty
        self._stack.setCurrentWidget(self.table if shown else nothing)
        self._count.setText(f"{len(shown)} 条" if shown else "")
        self.restore_button.setVisible(bool(shown))
        self.setFocusProxy(self.table if shown else self.field)

    def find_here(self) -> None:
        """Ctrl+F."""
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> None:
        """Take the search back."""
        self.field.clear()
        self._kind = ALL
        self.look()

    def _line(self, record: str) -> VoidLine | None:
        return next((one for one in self._lines if one.record == record), None)

    def _open(self, record: str) -> None:
        line = self._line(record)
        if line is not None:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, record, read_only=True))

    def _actions(self, record: str) -> list[Action]:
        return [
            Action("open", "看一看", run=partial(self._open, record)),
            Action("restore", "恢复…", run=partial(self._restore, record)),
        ]

    def _restore(self, record: str) -> None:
        line = self._line(record)
        if line is None:
            return
        self.voiding.restore(
            record,
            f"恢复{line.who}的{words_of(line.kind).words}？" if line.who else f"恢复这份{words_of(line.kind).words}？",
        )


def _row(one: VoidLine) -> Row:
    return Row(one.record, (one.who, one.what, short_number(one.number), one.on, one.reason, one.by, one.when))

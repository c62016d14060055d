"""探访记录: the list of visits, newest first, with filters and where each record stands on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.gui import layout, preferences
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import BadgeCell, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.search_field import SearchField
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.visits import CHIPS, VisitAsk, VisitList, VisitRow, visit_rows, visits

COLUMNS = (
    Column("name", "姓名", 110, "strong"),
    Column("on", "日期", 96),
    Column("mode", "方式", 88),
    Column("outcome", "结果", 100, "badges"),
    Column("summary", "小结", 260, stretch=True),
    Column("village", "村 / 社区", 92),
    Column("worker", "社工", 76),
    Column("state", "状态", 86, "badges"),
    Column("way", "去向", 86, "badges", sortable=False),
)


class VisitsPage(ReadingPage):
    """The list of visits."""

    KINDS = frozenset({"visit", "client"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.found: VisitList | None = None
        self.voiding = Voiding(self, desk, jobs, self.sorry, lambda: self.table.setFocus())
        self._order, self._down = "on", True
        whole = layout.column(self, (24, 14, 24, 16), 12)
        top = layout.row(gap=8)
        self.field = SearchField("搜姓名、首字母、小结、编号", width=250, name="visits_search")
        self.field.typed.connect(lambda _: self.look())
        self.field.returnPressed.connect(self._to_list)
        top.addWidget(self.field, 0, layout.TOP)
        self.chips = ChipRow()
        for key, words in CHIPS:
            self.chips.add(key, words, 0, "triangle-alert" if key == "risk" else "")
        self.chips.chosen.connect(lambda _: self.look())
        chips = layout.column(margins=(0, 3, 0, 0))
        chips.addWidget(self.chips)
        top.addLayout(chips, 1)
        whole.addLayout(top)
        whole.addWidget(self._build_list(), 1)

    def _build_list(self) -> QWidget:
        card = Card((1, 6, 1, 4), 0)
        self._stack = QStackedWidget()
        self.table = RecordTable(COLUMNS, row_height=44, multi=True, name="visits_table")
        self.table.setAccessibleName("探访记录列表")
        self.table.opened.connect(self._open)
        self.table.actions_for = self._actions
        self.table.records.sort_asked.connect(self._sort)
        known = preferences.load().widths.get("visits")
        self.table.on_widths(self._remember, known)
        self._stack.addWidget(self.table)
        self._empty = EmptyState(
            "footprints",
            "还没有探访记录",
            "从纸质台账补录，或者直接记一次新的探访。",
            Action("visits_first", "记一次探访", "plus", self.new, PRIMARY),
        )
        self._stack.addWidget(self._empty)
        self._none = EmptyState("search", "没有找到", "", Action("visits_clear", "清除筛选", "", self.clear, PLAIN))
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        foot = layout.row(margins=(16, 6, 16, 6), gap=16)
        self._count = PlainLabel("", "second", elide=True)
        self._clear = Button("清除筛选", LINK, small=True, name="visits_clear_foot", pressed=self.clear)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._clear)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开　Delete 作废　Ctrl+N 新增", "hint"))
        card.body.addLayout(foot)
        return card

    @staticmethod
    def _remember(widths: dict[str, int]) -> None:
        now = preferences.load()
        now.widths["visits"] = widths
        preferences.save(now)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say how many."""
        context = ""
        if self.found is not None:
            context = f"共 {self.found.counts['all']} 份・本月见到 {self.found.counted_this_month} 次"
        actions: tuple[Action, ...] = (
            Action("visits_ledger", "导出台账", "file-spreadsheet", lambda: self.go("ledger_export", "visit")),
        )
        if self.desk.place.kind == "station":
            come = Action("visits_import", "从 Excel 导入", "upload", lambda: self.go("ledger_import", "visit"))
            actions = (come, *actions)
        return Header("探访记录", context, actions=actions, search=False)

    def open(self, argument: object) -> None:
        """Show the list, with a filter if one was named."""
        if isinstance(argument, str) and argument in dict(CHIPS):
            self.chips.choose(argument)
        self.setFocusProxy(self.field)
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        wanted = VisitAsk(self.field.words, self.chips.current, order=self._order, descending=self._down)
        return partial(visits, self.desk, wanted)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, VisitList)
        self.found = found
        for key, _ in CHIPS:
            self.chips.set_count(key, found.counts[key])
            if key in ("missed", "risk", "draft", "voided"):
                self.chips.show_chip(key, bool(found.counts[key]) or self.chips.current == key)
        self.table.show_rows(LazyRows(found.ids, self._rows))
        nothing = not any(found.counts.values())
        self._stack.setCurrentWidget(self._empty if nothing else self.table if found.ids else self._none)
        if not found.ids and not nothing:
            typed = self.field.words
            self._none.text.setText(f"没有找到“{typed}”。试试首字母，或清除筛选。" if typed else "这一类还没有记录。")
            self._none.text.setVisible(True)
        words = f"找到 {len(found.ids)} 份" if self.field.words else f"{len(found.ids)} 份"
        self._count.setText(words)
        self._clear.setVisible(bool(self.field.words) or self.chips.current != "all")
        if found.ids and not self.table.current_id:
            self.table.choose(found.ids[0])

    def _rows(self, ids: Sequence[str]) -> Sequence[Row]:
        return [_row(one) for one in visit_rows(self.desk, ids)]

    def _sort(self, section: int, down: bool) -> None:
        self._order, self._down = COLUMNS[section].id, down
        self.look()

    def keep(self) -> object:
        """Remember place and choice."""
        return (self.table.current_id, self.table.verticalScrollBar().value())

    def restore(self, kept: object) -> None:
        """Come back to the same row."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[0]))
            self.table.verticalScrollBar().setValue(int(kept[1]))
            self.table.setFocus()

    def find_here(self) -> None:
        """Ctrl+F."""
        self.field.setFocus()
        self.field.selectAll()

    def new(self) -> None:
        """Ctrl+N."""
        self.go("visit_form", FormAsk("visit"))

    def print_(self) -> None:
        """Ctrl+P."""
        if self.table.current_id:
            self.go("print", FormAsk("visit", self.table.current_id))

    def clear(self) -> None:
        """Take search and filter back."""
        self.chips.choose("all")
        self.field.clear()
        self.field.setFocus()
        self.look()

    def help_topic(self) -> str:
        """F1."""
        return "visits"

    # ------------------------------------------------------------------ going on
    def _to_list(self) -> None:
        if not self.field.preedit and self.found and self.found.ids:
            self.table.setFocus()

    def _open(self, record: str) -> None:
        self.go("visit_form", FormAsk("visit", record))

    def _actions(self, record: str) -> list[Action]:
        acts = [
            Action("open", "打开", run=partial(self._open, record)),
            Action("print", "打印", run=partial(self.go, "print", FormAsk("visit", record))),
        ]
        row = self._row_of(record)
        if row is not None and not row.voided:
            acts.append(Action("void", "作废…", run=partial(self._void, record)))
        if row is not None and row.voided:
            acts.append(Action("restore", "恢复…", run=partial(self._restore, record)))
        return acts

    def _row_of(self, record: str) -> VisitRow | None:
        found = visit_rows(self.desk, [record])
        return found[0] if found else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete voids, after asking why."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and self.table.current_id:
            self._void(self.table.current_id)
        else:
            super().keyPressEvent(event)

    def _void(self, record: str) -> None:
        row = self._row_of(record)
        if row is None or row.voided:
            return
        self.voiding.void(record, f"作废{row.name}{row.on_words}的探访？")

    def _restore(self, record: str) -> None:
        row = self._row_of(record)
        if row is not None and row.voided:
            self.voiding.restore(record, f"恢复{row.name}{row.on_words}的探访？")


def _row(one: VisitRow) -> Row:
    outcome = BadgeCell(one.outcome, "ok" if one.reached else "mute")
    risk = (BadgeCell("风险", "bad"),) if one.risky else ()
    cells = (
        one.name,
        Sorted(one.on_words, one.on),
        one.mode,
        (outcome, *risk) if one.outcome else (),
        one.summary,
        one.village,
        one.worker,
        (BadgeCell(one.state, one.state_tone),),
        (BadgeCell(one.way, one.way_tone),),
    )
    return Row(one.record, cells, one.initials, one.voided)

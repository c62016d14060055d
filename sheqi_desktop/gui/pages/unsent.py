"""逐条查看: what stands behind the number of an export, one line a record, and where each is on its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, TwoLine
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.on_its_way import way_note
from sheqi_desktop.operations.unsent import WayLine, way_lines

COLUMNS = (
    Column("what", "记录", 260, "two_line"),
    Column("says", "编号和内容", 300, stretch=True),
    Column("day", "日期", 110),
    Column("change", "变化", 80),
    Column("state", "状态", 120, "badges"),
    Column("way", "报送", 120, "badges"),
)
ICONS = {"local": "laptop", "packed": "package", "received": "check-check"}
CHIPS = (("going", "要报送"), ("local", "本机"), ("packed", "已装包"), ("received", "已收"))


class UnsentPage(ReadingPage):
    """The list; Enter opens a record."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: dict[str, WayLine] = {}
        whole = layout.column(self, (24, 16, 24, 16), 12)
        self.chips = ChipRow(tuple((key, words, 0) for key, words in CHIPS))
        self.chips.chosen.connect(self._fill)
        whole.addWidget(self.chips)
        self.means = PlainLabel("", "second", wrap=True)
        whole.addWidget(self.means)
        self.table = RecordTable(COLUMNS, row_height=52, name="unsent_table")
        self.table.setAccessibleName("逐条查看")
        self.table.opened.connect(self._open_record)
        lately = Action("unsent_exchanges", "看往来记录", "history", lambda: self.go("exchanges"))
        words, page = ("回首页", "home") if desk.place.kind == "station" else ("去批注", "queue")
        home = Action("unsent_home", words, "undo-2", lambda: self.go(page))
        self.list = ListCard(self.table, EmptyState("package-check", "这里没有记录", "", lately, home))
        whole.addWidget(self.list, 1)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Say how many are on the way."""
        going = sum(bool(one.change) for one in self._lines.values())
        back = Action("unsent_export", "导出数据包", "upload", lambda: self.go("bundles"))
        return Header("逐条查看", f"要报送 {going} 项", (("数据包", "bundles"),), (back,), search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Read every line."""
        return lambda: way_lines(self.desk, self.desk.library.centre_unit)

    def show_found(self, found: object) -> None:
        """Show other lines."""
        assert isinstance(found, list)
        self._lines = {one.record: one for one in found}
        for key, _ in CHIPS:
            self.chips.set_count(key, len(self._of(key)))
        self._fill()
        self.header_changed.emit()

    def _of(self, chip: str) -> list[WayLine]:
        if chip == "going":
            return [one for one in self._lines.values() if one.change]
        return [one for one in self._lines.values() if one.way == chip]

    def _fill(self) -> None:
        lines = self._of(self.chips.current)
        packed = any(one.way == "packed" for one in lines)
        way = dict(CHIPS)["packed" if self.chips.current == "going" and packed else self.chips.current]
        means = way_note(self.desk, way)
        self.means.setText(f"{way}：{means}")
        self.means.setVisible(bool(means))
        words = {"local": "都装进数据包了。", "packed": "没有等签收的。", "received": "县中心还没签收过。"}
        self.list.empty.say("这里没有记录", words.get(self.chips.current, "县中心都签收了。"))
        self.list.show_rows([_row(one, way_note(self.desk, one.way_words)) for one in lines])

    def _open_record(self, record: str) -> None:
        line = self._lines[record]
        if line.seen:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, record))
        else:
            self.say("这是限阅的记录，只有本案有关的人能看。")


def _row(one: WayLine, note: str) -> Row:
    return Row(
        one.record,
        (
            TwoLine(one.who or one.words, one.words if one.who else ""),
            one.says,
            one.day,
            one.change,
            (BadgeCell(one.state, one.state_tone),) if one.state else (),
            (BadgeCell(one.way_words, one.way_tone, ICONS[one.way], note),),
        ),
    )

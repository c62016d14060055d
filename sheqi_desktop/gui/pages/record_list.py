"""The list of any kind of record: search, filters, sorting, remembered columns; the rows are read as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.authority import NEVER_VOID
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.long_list import LongListPage
from sheqi_desktop.gui.pages.voiding_list import Voidable
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.on_its_way import way_note
from sheqi_desktop.operations.record_list import ListAsk, ListLine, RecordList, list_lines, listed, record_list

CHIPS = (
    ("all", "全部"),
    ("month", "本月"),
    ("draft", "草稿"),
    ("submitted", "已提交"),
    ("returned", "已退回"),
    ("signed", "已签批"),
    ("voided", "已作废"),
)
WHEN_ANY = frozenset({"draft", "submitted", "returned", "signed", "voided"})
READ, COPIED = "↑↓ 选择　回车 打开", "Ctrl+C 复制"
_WIDTHS = {
    "date": 132,
    "int": 70,
    "code": 118,
    "ref": 110,
    "refs": 120,
    "bool": 60,
    "time": 70,
    "dec1": 104,
    "dec2": 104,
}
_TEXT = frozenset({"memo", "text"})
_NUMBERS = frozenset({"int", "dec1", "dec2"})
"""Answers whose figures stand under each other."""
NAME_AT_MOST = 30
_PERSON, _TITLE = 140, 200
"""Widths of the first column: a person's name is short, the title of an activity or a group is not."""

_SIGN, _LETTER, _AROUND, _WIDEST = 14, 8, 24, 176
"""What a character takes, how much stays empty beside it, and what a column of words takes at most; design pixels."""

NAMED_APART = {"volunteer_state": "在册情况", "team_state": "队伍情况", "project_state": "项目情况"}
"""What a form calls 状态 too: in a list it stands beside the 状态 of the paper itself."""


STATION = Column("station", "站点", 92, sortable=False)
"""Whose a record is, where the records of several stations stand in one list."""


def columns_of(fields: Sequence[Field], state_width: int = 86, *, several: bool = False) -> tuple[Column, ...]:
    """Give the columns of a list: the listed questions, the first bold, the long one growing, station and state."""
    texts = [one.id for one in fields if one.type in _TEXT]
    growing = [one for one in texts if one != fields[0].id] or texts or [one.id for one in fields[-1:]]
    made = [
        Column(
            one.id,
            NAMED_APART.get(one.id, one.label),
            _first_width(one) if place == 0 else _width(one),
            "strong" if place == 0 else "number" if one.type in _NUMBERS else "text",
            stretch=one.id == growing[0],
            wrap=one.type == "code",
        )
        for place, one in enumerate(fields)
    ]
    whose = (STATION,) if several else ()
    state = Column("status", "状态", state_width, "badges")
    return (*made, *whose, state, Column("way", "去向", 86, "badges", sortable=False))


def _width(field: Field) -> int:
    """Give a column its width; one of words to choose from has room for the longest, up to a bound."""
    known = _WIDTHS.get(field.type, 150)
    if field.type != "code" or field.vocabulary is None:
        return known
    longest = max(sum(_LETTER if one.isascii() else _SIGN for one in entry.label) for entry in field.vocabulary)
    return min(max(known, longest + _AROUND), _WIDEST)


def _first_width(first: Field) -> int:
    return _TITLE if first.type in _TEXT and (first.size or 0) > NAME_AT_MOST else _PERSON


class RecordListPage(LongListPage):
    """A list by its kind; ``CHIPS`` are its filters, those of ``WHEN_ANY`` are seen only while they have some."""

    CHIPS: Sequence[tuple[str, str]] = CHIPS
    WHEN_ANY = WHEN_ANY

    STATE_WIDTH = 86
    """Room for the longest state of this kind."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, kind, kind, parent=parent)
        self.words, self.form = words_of(kind), desk.library.form(kind)
        self.KINDS = frozenset({kind, "client"})
        self.found: RecordList | None = None
        whole = layout.column(self, (24, 14, 24, 16), 12)
        whole.addLayout(self.build_top("搜姓名、首字母、编号、内容", self.CHIPS))
        self._several = desk.place.kind != "station"
        columns = columns_of(listed(self.form), self.STATE_WIDTH, several=self._several)
        table = RecordTable(columns, row_height=44, multi=True, name=f"{kind}_table")
        table.setAccessibleName(f"{self.words.list_words}列表")
        whole.addWidget(self.build_list(table, self._none_yet(), self._hint()), 1)
        self.remember_widths(f"list/{kind}")

    def _none_yet(self) -> EmptyState:
        """Say where records will come from: here they are begun, at the centre they arrive."""
        title = f"还没有{self.words.list_words}"
        if self.desk.place.kind != "station":
            return EmptyState(self.words.icon, title, "站点报送的会排在这里，最近的在上面。")
        first = Action(f"{self.kind}_first", f"新建{self.words.words}", "plus", self.new, PRIMARY)
        return EmptyState(self.words.icon, title, "新建的会排在这里，最近的在上面。", first)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what and how many."""
        context = f"共 {self.found.counts['all']} 份" if self.found is not None else ""
        actions = []
        if self.form.ledger is not None:
            actions.append(Action(f"{self.kind}_ledger", "导出台账", "file-spreadsheet", self._ledger))
        if self.desk.place.kind == "station":
            actions.append(Action(f"{self.kind}_new", f"新建{self.words.short}", "plus", self.new, PRIMARY))
        return Header(self.words.list_words, context, actions=tuple(actions), search=False)

    def _ledger(self) -> None:
        self.go("ledger_export", self.kind)

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered."""
        return partial(record_list, self.desk, self.wanted())

    def wanted(self) -> ListAsk:
        """Give what is typed and filtered, and the order."""
        return ListAsk(self.kind, self.field.words, self.chips.current, self._order, self._down)

    def show_found(self, found: object) -> None:
        """Show the list."""
        assert isinstance(found, RecordList)
        self.found = found
        self.show_listed(found, self.WHEN_ANY)

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """Read some lines."""
        lines = list_lines(self.desk, self.kind, ids)
        return [_row(one, way_note(self.desk, one.way), several=self._several) for one in lines]

    def _hint(self) -> str:
        """Say what the keys do, where records are begun and where they are only read."""
        if self.desk.place.kind != "station":
            return f"{READ}　{COPIED}"
        void = "" if self.kind in NEVER_VOID else "Delete 作废　"
        return f"{READ}　{void}Ctrl+N 新增　{COPIED}"

    def voidable(self, record: str) -> Voidable | None:
        """Name a record of one's own station by its first cell."""
        rows = self.table.records.rows
        place = rows.place_of(record) if isinstance(rows, LazyRows) else -1
        line = rows[place].data if place >= 0 else None
        if not isinstance(line, ListLine) or not line.own:
            return None
        return Voidable(f"“{line.cells[0] or self.words.words}”", line.voided)

    def help_topic(self) -> str:
        """F1."""
        return self.kind


def _row(one: ListLine, note: str, *, several: bool) -> Row:
    badges = ((BadgeCell(one.state, one.state_tone),), (BadgeCell(one.way, one.way_tone, note=note),))
    return Row(one.record, (*one.cells, *((one.station,) if several else ()), *badges), one.jump, one.voided, one)

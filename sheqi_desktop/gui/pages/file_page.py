"""The file of one record that has a table of its own: a strip above, the table, and what is known beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.group_head import GroupHead
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.desk import Desk


class FileRead(Protocol):
    """What every file says of its record."""

    @property
    def record(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...


Read = TypeVar("Read", bound=FileRead)


class FilePage(ReadingPage, Generic[Read]):
    """The page of one 小组, 志愿者 or 志愿服务队."""

    KIND: ClassVar[str]
    TITLE: ClassVar[str]
    LIST: ClassVar[tuple[str, str]]
    """The list it is opened from: its title and its page."""
    ICON: ClassVar[str] = "hand-heart"
    COLUMNS: ClassVar[Sequence[Column]]
    TABLE: ClassVar[tuple[str, str]]
    """The table's title, and what it is called where no title is seen."""
    TABLE_NAME: ClassVar[str]
    TABLE_LEAST: ClassVar[tuple[int, int]]
    """So wide and high what it says can be read; where that has no room the side goes under the table."""
    SIDE_WIDTH: ClassVar[int]

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self.file: Read | None = None
        whole = layout.column(self, gap=0)
        top = QWidget()
        self.top: QVBoxLayout = layout.column(top, (24, 14, 24, 0), 12)
        self.head = GroupHead(self.offered(), self.ICON)
        self.top.addWidget(self.head)
        whole.addWidget(top)
        left = Card((1, 12, 1, 8), 8)
        title = layout.column(margins=(18, 0, 18, 0))
        self.table_title = CardTitle(self.TABLE[0])
        title.addWidget(self.table_title)
        left.body.addLayout(title)
        self.table = RecordTable(self.COLUMNS, row_height=38, name=self.TABLE_NAME)
        self.table.setAccessibleName(self.TABLE[1])
        self.table.opened.connect(self.open_row)
        layout.least(self.table, width=self.TABLE_LEAST[0], height=self.TABLE_LEAST[1])
        left.body.addWidget(self.table, 1)
        side = QWidget()
        self._side = layout.column(side, gap=12)
        whole.addWidget(Panes(left, side, self.SIDE_WIDTH), 1)

    # ------------------------------------------------------------------ what each file says of itself
    def offered(self) -> Sequence[Action]:
        """Give what can be done with it, for the strip above."""
        raise NotImplementedError

    def read(self, desk: Desk, record: str) -> Read:
        """Read the file; on the worker thread."""
        raise NotImplementedError

    def show_head(self, found: Read) -> None:
        """Show what stands above the table."""
        raise NotImplementedError

    def rows(self, found: Read) -> list[Row]:
        """Give the lines of the table."""
        raise NotImplementedError

    def cards(self, found: Read) -> Iterable[QWidget]:
        """Give what stands beside the table."""
        raise NotImplementedError

    def open_row(self, row: str) -> None:
        """Open a line of the table."""
        raise NotImplementedError

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say whose file it is."""
        name = self.file.name if self.file else ""
        number = self.file.number.partition("-")[2] if self.file else ""
        return Header(self.TITLE, "・".join(part for part in (name, number) if part), crumbs=(self.LIST,))

    def shown_record(self) -> str:
        """Whose file it is."""
        return self._record

    def open(self, argument: object) -> None:
        """Show a file by record id."""
        if isinstance(argument, str) and argument:
            self._record = argument
        self.look()

    def question(self) -> Callable[[], Read]:
        """Ask for the whole file."""
        return partial(self.read, self.desk, self._record)

    def show_found(self, found: Read) -> None:  # type: ignore[override]
        """Show the file; a file that was not there before gets the keyboard on its table."""
        fresh = self.file is None or self.file.record != found.record
        self.file = found
        self.show_head(found)
        lines = self.rows(found)
        self.table.show_rows(lines)
        if lines and not self.table.current_id:
            self.table.choose(lines[0].id)
        layout.clear(self._side)
        for card in self.cards(found):
            self._side.addWidget(card)
        self._side.addStretch(1)
        # The button that had the keyboard may have been made anew: then nothing has it.
        if self.isVisible() and (fresh or self.focusWidget() in (None, self)):
            self.table.setFocus()

    def edit(self) -> None:
        """Open its form."""
        self.go(kinds.form_page(self.KIND), FormAsk(self.KIND, self._record))

    def print_(self) -> None:
        """Ctrl+P: its paper."""
        if self._record:
            self.go("print", FormAsk(self.KIND, self._record))

    def keep(self) -> object:
        """Remember whose file, and which line."""
        return (self._record, self.table.current_id)

    def restore(self, kept: object) -> None:
        """Come back to the same line."""
        if isinstance(kept, tuple):
            self.table.choose(str(kept[1]))
            self.table.setFocus()

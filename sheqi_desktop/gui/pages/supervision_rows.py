"""The records behind a figure of supervision: counted, and not counted with the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.supervision_facts import Scope
from sheqi_desktop.domain.supervision_figures import WORKER_DAYS
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.supervision_figures import BehindLine, Wanted, behind, this_quarter, title_of

COUNTED, NOT_COUNTED = "counted", "uncounted"
COLUMNS = (
    Column("title", "什么", 168, "strong"),
    Column("number", "编号", 176),
    Column("on", "日期", 96),
    Column("station", "站点", 96),
    Column("who", "谁", 76),
    Column("value", "算作", 146, "badges"),
    Column("why", "为什么", 150, stretch=True),
)


class SupervisionRowsPage(ReadingPage):
    """Everything that was looked at for one number."""

    KINDS = frozenset({"annotation", "annotation_reply", "verdict", "supervision_session", "quality_score"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.wanted = Wanted(this_quarter(desk), Scope(), WORKER_DAYS)
        self._lines: list[BehindLine] = []
        self._fresh = True
        whole = layout.column(self, (24, 14, 24, 12), 10)
        self.tabs = Tabs(((COUNTED, "计入"), (NOT_COUNTED, "未计入")))
        self.tabs.chosen.connect(lambda _: self._refill())
        whole.addWidget(self.tabs)
        card = Card((1, 6, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="supervision_rows")
        self.table.setAccessibleName("数字背后的记录")
        self.table.opened.connect(self._open_record)
        self._none = EmptyState("circle-check", "这里没有记录")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        card.body.addWidget(self._stack, 1)
        whole.addWidget(card, 1)
        self.setFocusProxy(self.table)

    def header(self) -> Header:
        """Name the number, whose it is and the quarter."""
        title = title_of(self.desk, self.wanted.figure)
        name = self.wanted.name or "全县"
        words = f"{self.wanted.quarter.words}・哪些记录计入，哪些没有，为什么"
        crumb = ("督导情况", registry.SUPERVISION_PAGE[self.desk.place.kind])
        return Header(f"{title}・{name}", words, crumbs=(crumb,), search=False, new=False)

    def open(self, argument: object) -> None:
        """Show the records of a number."""
        if isinstance(argument, Wanted):
            self.wanted, self._fresh = argument, True
            self.tabs.choose(COUNTED)
        super().open(argument)

    def keep(self) -> object:
        """Keep the number, the side and the row."""
        return self.wanted, self.tabs.current, self.table.current_id

    def restore(self, kept: object) -> None:
        """Come back to them."""
        assert isinstance(kept, tuple)
        self.wanted, side, row = kept
        self.tabs.choose(side)
        self._refill()
        self.table.choose(row)

    def help_topic(self) -> str:
        """F1."""
        return "supervision"

    def question(self) -> Callable[[], object]:
        """Ask for the records."""
        desk, wanted = self.desk, self.wanted
        return lambda: behind(desk, wanted)

    def show_found(self, found: object) -> None:
        """Show the counted, or where nothing counts the others."""
        assert isinstance(found, list)
        self._lines = found
        counted = sum(one.counted for one in found)
        if found and not counted and self._fresh:
            self.tabs.choose(NOT_COUNTED)
        self._fresh = False
        self.tabs.set_words(COUNTED, f"计入 {counted}")
        self.tabs.set_words(NOT_COUNTED, f"未计入 {len(found) - counted}")
        self._refill()

    def _refill(self) -> None:
        side = self.tabs.current == COUNTED
        rows = [_row(place, one) for place, one in enumerate(self._lines) if one.counted == side]
        self.table.show_rows(rows)
        if rows and not self.table.current_id:
            self.table.choose(rows[0].id)
        self._none.say("没有计入的记录" if side else "没有未计入的记录", "换一个季度，或看另一边。")
        self._stack.setCurrentWidget(self.table if rows else self._none)
        self.say(f"{'计入' if side else '未计入'} {len(rows)} 条")

    def _open_record(self, place: str) -> None:
        line = self._lines[int(place)]
        file = kinds.file_page(line.kind) if line.kind else ""
        if file and registry.known(self.desk.place.kind, file):
            self.go(file, line.record)
        elif line.kind:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, line.record, read_only=True))
        else:
            self.say(f"{line.who}　{line.station}　{line.why or '计入'}")


def _row(place: int, one: BehindLine) -> Row:
    badge = BadgeCell(one.value or "计入", "ok") if one.counted else BadgeCell("未计入", "bad" if one.clock else "mute")
    return Row(str(place), (one.title, short_number(one.number), one.on, one.station, one.who, (badge,), one.why))

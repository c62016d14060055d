"""签批: the papers that wait for whoever sits here, the longest waiting first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.list_card import ListCard
from sheqi_desktop.operations.day_words import short_number
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.to_sign import ToSign, signs_here, to_sign
from sheqi_desktop.operations.typed_together import Together, together_lately

LONG = 7
COLUMNS = (
    Column("who", "谁 / 什么", 150, "strong"),
    Column("what", "文书", 150),
    Column("saying", "写了什么", 260, stretch=True),
    Column("author", "谁交的", 84),
    Column("number", "编号", 170),
    Column("days", "等了", 110, "badges"),
)


class ToSignPage(ReadingPage):
    """The list; Enter opens a paper with its 签批 and 退回."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: dict[str, ToSign] = {}
        whole = layout.column(self, (24, 16, 24, 16), 12)
        self._together = layout.column(gap=8)
        whole.addLayout(self._together)
        self.table = RecordTable(COLUMNS, row_height=44, name="to_sign_table")
        self.table.setAccessibleName("等我签批的文书")
        self.table.opened.connect(self._open)
        self.table.actions_for = lambda id_: [Action("open", "打开签批", run=partial(self._open, id_))]
        words = "别人交来、该你签的文书会排在这里。" if signs_here(desk) else "签批由站长和督导办理。"
        home = Action("to_sign_home", "回首页", "house", lambda: self.go("home"))
        cases = Action("to_sign_cases", "看个案", "folder-open", lambda: self.go("cases"))
        empty = EmptyState("pen-line", "没有等你签批的文书", words, home, cases)
        self.list = ListCard(self.table, empty, (1, 6, 1, 4))
        whole.addWidget(self.list, 1)
        foot = layout.row(margins=(16, 6, 16, 6))
        self._count = PlainLabel("", "second")
        foot.addWidget(self._count, 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 打开来看，再按 Ctrl+回车 签批", "hint"))
        self.list.body.addLayout(foot)

    def header(self) -> Header:
        """Say whose signature is waited for."""
        return Header("签批", f"等{self.desk.me.name}签批的文书", search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Ask for what waits, and for the notes that were typed together."""
        return lambda: (to_sign(self.desk), together_lately(self.desk))

    def show_found(self, found: object) -> None:
        """Show it."""
        assert isinstance(found, tuple)
        lines, together = found
        self._show_together(together)
        self._lines = {one.record: one for one in lines}
        self.list.show_rows([_row(one) for one in lines])
        self._count.setText(f"{len(lines)} 份" if lines else "")
        self.setFocusProxy(self.table)

    def _show_together(self, found: list[Together]) -> None:
        layout.clear(self._together)
        for one in found:
            title, words = f"集中补录：{one.title}", f"{one.words(self.desk.clock.today())}，请看看记录是否写实。"
            see = partial(self.go, "case", one.case)
            self._together.addWidget(Banner("warn", title, words, "看个案", pressed=see, name="to_sign_together"))

    def _open(self, record: str) -> None:
        line = self._lines[record]
        if line.plan:
            self.go(kinds.file_page(line.kind), record)
        else:
            self.go(kinds.form_page(line.kind), FormAsk(line.kind, record))


def _row(one: ToSign) -> Row:
    waits = BadgeCell(f"{one.days} 天" if one.days else "今天交的", "warn" if one.days >= LONG else "info")
    again = (BadgeCell("更正", "note"),) if one.correction else ()
    return Row(one.record, (one.who, one.what, one.saying, one.author, short_number(one.number), (waits, *again)))

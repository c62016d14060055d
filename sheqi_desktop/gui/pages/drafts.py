"""草稿: what is half typed, and what was given up within thirty days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.giving_up import GivingUp
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.table_cells import BadgeCell
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.drafts import Back, DraftLine, all_drafts, bring_back, put_away

COLUMNS = (
    Column("who", "谁的", 160, "strong"),
    Column("what", "什么表", 200),
    Column("when", "时间", 160),
    Column("state", "状态", 120, "badges", True),
)

START = {"station": ("首页", "home"), "supervisor": ("待批注", "queue")}
"""The page a person at each kind of desk begins with."""


class DraftsPage(ReadingPage):
    """The list; Enter goes on typing, also with what was given up."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: dict[str, DraftLine] = {}
        whole = layout.column(self, (24, 16, 24, 16), 12)
        card = Card((1, 6, 1, 4), 0)
        whole.addWidget(card, 1)
        self._stack = QStackedWidget()
        card.body.addWidget(self._stack, 1)
        self.table = RecordTable(COLUMNS, row_height=44, name="drafts_table")
        self.table.setAccessibleName("草稿列表")
        self.table.opened.connect(self._open)
        self.table.actions_for = self._actions
        self._stack.addWidget(self.table)
        home = Action("drafts_home", f"回{START[desk.place.kind][0]}", "house", self._home)
        self._empty = EmptyState("file-pen", "没有要接着填的表", "填到一半离开，会自动留在这里。", home)
        self._stack.addWidget(self._empty)
        foot = layout.row(margins=(16, 6, 16, 6))
        foot.addWidget(PlainLabel("放弃的草稿留 30 天", "second"), 1)
        foot.addWidget(PlainLabel("↑↓ 选择　回车 接着填　Delete 放弃", "hint"))
        card.body.addLayout(foot)

    def header(self) -> Header:
        """Say what this is."""
        return Header("草稿", "只在本机，不会报送", crumbs=(START[self.desk.place.kind],))

    def question(self) -> Callable[[], object]:
        """Ask for all drafts."""
        return partial(all_drafts, self.desk)

    def show_found(self, found: object) -> None:
        """Show them."""
        assert isinstance(found, list)
        self._lines = {one.id: one for one in found}
        self.table.show_rows([_row(one) for one in found])
        if found and not self.table.current_id:
            self.table.choose(found[0].id)
        self._stack.setCurrentWidget(self.table if found else self._empty)
        self.setFocusProxy(self.table)

    def _home(self) -> None:
        self.go(START[self.desk.place.kind][1])

    def _actions(self, id_: str) -> list[Action]:
        acts = [Action("open", "接着填", run=partial(self._open, id_))]
        if not self._lines[id_].put_away:
            acts.append(Action("drop", "放弃", run=partial(self._put_away, id_)))
        return acts

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete puts a draft away, with a way back; for thirty days it is still in the list."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and self.table.current_id:
            self._put_away(self.table.current_id)
        else:
            super().keyPressEvent(event)

    def _put_away(self, id_: str) -> None:
        line = self._lines[id_]
        if not line.put_away:
            work = partial(put_away, self.desk, line.form, line.record)
            self.jobs.run(lambda job: (line, work()), self._gone, self.sorry)

    def _gone(self, answer: tuple[DraftLine, str]) -> None:
        line, draft = answer
        what = f"{line.who} {line.what}"
        GivingUp(self, self.desk, self.jobs, self.sorry, draft, what).say()
        self.table.setFocus()

    def _open(self, id_: str) -> None:
        line = self._lines[id_]
        if line.put_away:
            work = partial(bring_back, self.desk, line.id, instead=True)
            self.jobs.run(lambda job: (line, work()), self._came_back, self.sorry)
        else:
            self._go_on(line)

    def _came_back(self, answer: tuple[DraftLine, Back | None]) -> None:
        line, back = answer
        self._go_on(line)
        if back is not None and back.instead:
            self.toast("后来填的那份也留着，30 天内可在“草稿”里找回。")

    def _go_on(self, line: DraftLine) -> None:
        self.changed.emit(Changes())
        on = self.go_asked if len(self._lines) > 1 else self.instead_asked
        # The last one leaves nothing here to come back to.
        page = "queue" if line.form == "annotation" else kinds.form_page(line.form)
        on.emit(page, FormAsk(line.form, line.record))


def _row(one: DraftLine) -> Row:
    state = BadgeCell("已放弃", "mute") if one.put_away else BadgeCell("没填完", "warn")
    return Row(one.id, (one.who, one.what, one.when, (state,)))

"""A list whose records can be voided: Delete and the menu of a row ask why, and 已作废 below leads to what was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.list_page import ListPage
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.record_table import RecordTable
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk


@dataclass(frozen=True, slots=True)
class Voidable:
    """A record that may be voided or brought back here, and how the question names it."""

    words: str
    voided: bool = False


class VoidingListPage(ListPage):
    """The common part of lists of one's own records."""

    bin_offered = True
    """Whether anything of this kind can be voided."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, kind, name, parent)
        self.voiding = Voiding(self, desk, jobs, self.sorry, lambda: self.table.setFocus())

    def voidable(self, record: str) -> Voidable | None:
        """Tell how a record is named when one voids it or brings it back; None where that is not done here."""
        raise NotImplementedError

    def open_record(self, record: str) -> None:
        """Go to a record."""
        raise NotImplementedError

    def build_list(self, table: RecordTable, empty: EmptyState, hint: str) -> QWidget:
        """Give the card of the list, its table knowing what can be done with a row."""
        table.opened.connect(self.open_record)
        table.actions_for = self.actions_of
        card = super().build_list(table, empty, hint)
        if self.bin_offered:
            bin_ = Button("已作废", LINK, small=True, name=f"{self.name}_voided", pressed=self._to_bin)
            bin_.setToolTip("看作废的记录，可以恢复")
            self.foot.insertWidget(2, bin_)
        return card

    def actions_of(self, record: str) -> list[Action]:
        """Give what can be done with a row."""
        acts = [
            Action("open", "打开", run=partial(self.open_record, record)),
            Action("print", "打印", run=partial(self.go, "print", FormAsk(self.kind, record))),
        ]
        return acts + self.void_actions(record)

    def void_actions(self, record: str) -> list[Action]:
        """Give 作废 or 恢复, whichever is possible."""
        one = self.voidable(record)
        if one is None:
            return []
        if one.voided:
            return [Action("restore", "恢复…", run=partial(self._restore, record))]
        return [Action("void", "作废…", run=partial(self._void, record))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete voids, after asking why."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and self.table.current_id:
            self._void(self.table.current_id)
        else:
            super().keyPressEvent(event)

    def _to_bin(self) -> None:
        self.go("voided", self.kind)

    def _void(self, record: str) -> None:
        one = self.voidable(record)
        if one is not None and not one.voided:
            self.voiding.void(record, f"作废{one.words}？")

    def _restore(self, record: str) -> None:
        one = self.voidable(record)
        if one is not None and one.voided:
            self.voiding.restore(record, f"恢复{one.words}？")

"""What every list inside a form shares, whatever its rows look like: the line of buttons below, and what is told."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.proposals_rows import LINES
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor, PastedRows
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button

NO_TABLE = "剪贴板里没有表格。请先在 Excel 或 WPS 里选中几行，按 Ctrl+C 复制，再回来粘贴。"
Row = dict[str, Any]


class ListEditor(Editor):
    """A list; ``cell_left`` says that a cell was left: the id of its row, its column."""

    cell_left = Signal(str, str)

    make: Callable[..., Editor]
    """How the editor of a column is made; set by ``making`` to keep the two files apart."""

    def _build_foot(self) -> QHBoxLayout:
        """Give the line below the rows: 添加一行, 从 Excel 粘贴, and the rows another answer asks for."""
        self.add = Button("添加一行", LINK, "plus", name=f"{self.field.id}_add", pressed=self.add_row)
        self.paste_ = Button(
            "从 Excel 粘贴", LINK, "clipboard-paste", name=f"{self.field.id}_paste", pressed=self.paste
        )
        if not self.pasting:
            self.paste_.hide()
        self._lacking: Sequence[Mapping[str, Any]] = ()
        self.fill = Button("", LINK, "plus", name=f"{self.field.id}_fill", pressed=self.add_lacking)
        self.fill.hide()
        foot = layout.row(gap=12)
        for one in (self.add, self.paste_, self.fill):
            foot.addWidget(one)
        foot.addStretch(1)
        self.pasted = PlainLabel("", "hint", wrap=True)
        self.pasted.hide()
        return foot

    @property
    def pasting(self) -> bool:
        """Tell whether this is a list people keep in Excel: those only get the button, Ctrl+V works in all."""
        return True

    # ------------------------------------------------------------------ for each kind
    @abstractmethod
    def add_row(self) -> None:
        """Begin a new row and go there."""

    @abstractmethod
    def take_pasted(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show rows that were copied in Excel; a row that was only begun makes room for them."""

    @abstractmethod
    def add_lacking(self) -> None:
        """Add the rows that were offered and go to the first of them."""

    @abstractmethod
    def take_proposed(self, rows: Mapping[str, Row]) -> None:
        """Show the cells that were filled in because of another cell; rows by their ids."""

    @abstractmethod
    def show_cell_problems(self, wrong: Mapping[tuple[str, str], Problem]) -> None:
        """Put complaints into the cells they are about; a cell that was put right complains no more."""

    @abstractmethod
    def go_to_row(self, row_id: str, column: str | None) -> bool:
        """Put the cursor into a cell; tell whether the row is there."""

    @abstractmethod
    def here(self) -> tuple[str | None, str | None]:
        """Give the id of the row and the column the cursor is in."""

    # ------------------------------------------------------------------ common
    def place(self, row_id: str | None, column: str | None) -> tuple[int, int]:
        """Tell where a cell stands among all; -1 for what is none."""
        rows = [str(row["id"]) for row in rows_of(self.value())]
        columns = [one.id for one in self.field.columns]
        return (
            rows.index(row_id) if row_id in rows else -1,
            columns.index(column) if column in columns else -1,
        )

    def focus_target(self) -> QWidget:
        """Give the button."""
        return self.add

    def _settle(self) -> None:
        super()._settle()
        self.add.setAccessibleName(f"{self.field.label} 添加一行")

    def paste(self) -> None:
        """Add the rows that were copied in Excel, and say what came of it; they are read beside the window."""
        self.context.pasted(self.field, QGuiApplication.clipboard().text(), self._show_pasted)

    def _show_pasted(self, found: PastedRows) -> None:
        rows, says = found
        if not shiboken6.isValid(self) or self.read_only:
            return
        if not rows:
            self._say(NO_TABLE)
            return
        self.take_pasted(rows)
        self._say(f"贴上了 {len(rows)} 行。{''.join(says)}")
        self.tell()
        # What is wrong with so many cells is judged in a turn of its own.
        QTimer.singleShot(0, self, lambda: self._leave_rows(rows))

    def _leave_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            for column in row:
                self.cell_left.emit(str(row["id"]), column)
        self.left.emit()

    def offer_rows(self, lacking: Sequence[Mapping[str, Any]]) -> None:
        """Offer to add the rows another answer asks for, all with one click: 补足 4 节."""
        self._lacking = lacking
        self.fill.set_words(f"补足还差的 {len(lacking)} 行")
        self.fill.setVisible(bool(lacking) and not self.read_only)

    def _say(self, words: str) -> None:
        self.pasted.setText(words)
        self.pasted.show()

    def leave_cell(self, row_id: str, column: str) -> None:
        """Say that a cell was left."""
        self.cell_left.emit(row_id, column)
        self.left.emit()

    def follow(self, answers: Answers) -> None:
        """Show what was filled in because of another cell, and offer the rows that are still missing."""
        if self.field.lines:
            self.offer_rows(LINES[self.field.lines](answers))
        self.take_proposed({str(row["id"]): row for row in rows_of(answers.get(self.field.id))})

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.add.setVisible(not fixed)
        self.offer_rows(self._lacking)
        self.paste_.setVisible(not fixed and self.pasting)

    def _outline(self, level: str) -> None:
        return


def rows_of(value: Value) -> list[Row]:
    """Give the rows of an answer."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

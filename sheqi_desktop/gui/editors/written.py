"""Editors one writes into: text, long text, numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.line_editor import LineEditor, ReadLineEditor
from sheqi_desktop.gui.editors.lines import LineField, MemoField
from sheqi_desktop.gui.text import PlainLabel

MOST_DIGITS = {"mmHg": 3}
"""A blood pressure never has more; more is a key held down or a digit meant for another field."""
CODE_LIKE = ("phone", "id_no", "code", "number", "card")


def said_length(long: int, least: int) -> str:
    """Say how long a text has to be, and while it is shorter, how far it has come; "" once it is long enough."""
    if long >= least:
        return ""
    return f"至少 {least} 字　{long} / {least}" if long else f"至少 {least} 字"


class TextEditor(LineEditor):
    """One line of words."""

    def _build(self) -> QWidget:
        narrow = any(part in self.field.id for part in CODE_LIKE)
        self._begin(LineField(narrow=narrow))
        self.line.setPlaceholderText(self.field.placeholder)
        self.line.enter_pressed.connect(self.next_asked)
        self._least = 0
        self.count = PlainLabel("", "hint")
        self.count.hide()
        self.add_beside_label(self.count)
        self.line.textChanged.connect(self._count)
        return self.line

    def set_least(self, least: int) -> None:
        """Say beside the label how long the words have to be."""
        self._least = least
        self._count()

    def _count(self) -> None:
        words = said_length(len(self.line.text().strip()), self._least)
        self.count.setText(words)
        self.count.setVisible(bool(words) and not self.read_only)

    def value(self) -> Value:
        """Give the words."""
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        """Show words; a field that already shows them is not touched."""
        words = "" if value is None else str(value)
        if words != self.line.text():
            self.put(words)
            self.line.setCursorPosition(0)


class MemoEditor(Editor):
    """Many lines, with how many characters there are."""

    def _build(self) -> QWidget:
        self._least = self.field.at_least
        self.memo = MemoField()
        self.memo.setPlaceholderText(self.field.placeholder)
        self.count = PlainLabel("", "hint")
        self.memo.textChanged.connect(self._typed)
        lines = 2 if (self.field.size or 0) and (self.field.size or 0) <= 100 else 3
        layout.least(self.memo, height=22 * lines + 18)
        layout.fix(self.memo, height=22 * lines + 18)
        self.add_beside_label(self.count)
        self._typed()
        return self.memo

    def _typed(self) -> None:
        long = len(self.memo.toPlainText().strip())
        most = self.field.size or 0
        self.count.setText(said_length(long, self._least) or (f"{long} / {most} 字" if most else f"{long} 字"))
        self.count.set_tone("bad" if most and long > most else "")
        self.count.setVisible(long > 0 or (self._least > 0 and not self.read_only))
        self.tell()

    def set_least(self, least: int) -> None:
        """Say beside the label how long the words have to be."""
        if least != self._least:
            self._least = least
            self._quiet = True
            self._typed()
            self._quiet = False

    def value(self) -> Value:
        """Give the words."""
        return self.memo.toPlainText().strip() or None

    def set_value(self, value: Value) -> None:
        """Show words; a field that already shows them is not touched, so that its undo history stays."""
        words = "" if value is None else str(value)
        if words != self.memo.toPlainText().strip():
            self._quiet = True
            self.memo.setPlainText(words)
            self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.memo.setReadOnly(fixed)


class NumberEditor(ReadLineEditor):
    """A whole number or a number with one or two decimals; full-width digits become plain."""

    def _build(self) -> QWidget:
        whole = self.field.type == "int"
        self._begin(LineField(narrow=True, digits=whole), 72)
        self.line.setPlaceholderText(self.field.placeholder)
        if not whole:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        if self.field.unit in MOST_DIGITS:
            self.line.setMaxLength(MOST_DIGITS[self.field.unit])
        self.line.enter_pressed.connect(self.next_asked)
        return self.line

    def on_leave(self) -> None:
        """Write the number as it is kept."""
        value = self.value()
        if (value is not None and not isinstance(value, str | bool)) or self.field.type != "int":
            tidy = show(value, self.field)
            if tidy != self.line.text():
                self.put(tidy)

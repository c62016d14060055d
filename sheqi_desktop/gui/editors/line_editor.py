"""What every editor of one line has in common: how it tells, how it is filled, and what it hands on unread."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.fieldtype import Unreadable, parse, show
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.lines import LineField


class LineEditor(Editor):
    """One line one writes into; every letter is told."""

    line: LineField

    def _begin(self, line: LineField, least: int = 0) -> None:
        """Take the line as the control; ``least`` is how narrow it may be."""
        self.line = line
        line.textChanged.connect(lambda: self.tell())
        layout.fix(line, height=36)
        if least:
            layout.least(line, width=least)

    def put(self, words: str) -> None:
        """Write without telling that a person did."""
        self._quiet = True
        self.line.setText(words)
        self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)


class ReadLineEditor(LineEditor):
    """A line whose words are read as a number, a day or a time."""

    def value(self) -> Value:
        """Give what was read; what cannot be is handed on as written, so that the form can say why."""
        try:
            return parse(self.line.text(), self.field, self.context.today)
        except Unreadable:
            return self.line.text().strip()

    def set_value(self, value: Value) -> None:
        """Show a value; a line that already means it stays as it was written."""
        if value != self.value():
            self.put(show(value, self.field))

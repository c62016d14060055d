"""A question that must be answered yes or no: two buttons, so that “no” is said and never merely left out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.widgets.segments import Segment, Segments


class YesNoEditor(Editor):
    """是 and 否 side by side; 1 says yes and 0 no, nothing is chosen until a person chooses."""

    def _build(self) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, gap=0)
        self.segments = Segments((Segment(True, "是", 1), Segment(False, "否", 0)))
        self.segments.chosen.connect(lambda _: self.tell())
        self.segments.next_asked.connect(self.next_asked)
        line.addWidget(self.segments)
        line.addStretch(1)
        return holder

    def focus_target(self) -> QWidget:
        """Give the two buttons."""
        return self.segments

    def value(self) -> Value:
        """Give yes, no, or nothing yet."""
        said = self.segments.value()
        return said if isinstance(said, bool) else None

    def set_value(self, value: Value) -> None:
        """Show yes, no, or nothing yet."""
        self.segments.set_value(value if isinstance(value, bool) else None)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.segments.set_read_only(fixed)

    def _outline(self, level: str) -> None:
        self.segments.set_level(level)

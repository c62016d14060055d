"""The name of a field that must be filled in, with the red star of the forms."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel


class NeededLabel(QWidget):
    """Words and star; ``buddy`` is the field it names."""

    def __init__(self, words: str, buddy: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = layout.row(self, gap=4)
        label = PlainLabel(words, "label")
        if buddy is not None:
            label.setBuddy(buddy)
        star = PlainLabel("*", "label_strong", tone="bad")
        star.setAccessibleName("必填")
        line.addWidget(label)
        line.addWidget(star)
        line.addStretch(1)

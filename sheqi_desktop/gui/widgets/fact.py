"""One fact in three parts: what it is, the number, and the words beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card


class Fact(Card):
    """A label above, a big number and its words below."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__((18, 12, 18, 12), 2, parent=parent)
        self.label = PlainLabel(label, "second", elide=True)
        self.number = PlainLabel("", "number")
        self.words = PlainLabel("", "second", elide=True)
        self.body.addWidget(self.label)
        line = layout.row(gap=8)
        line.addWidget(self.number)
        line.addWidget(self.words, 1)
        self.body.addLayout(line)

    def say(self, number: str, words: str, tone: str = "", label: str = "") -> None:
        """Show another fact."""
        if label:
            self.label.setText(label)
        self.number.setText(number)
        self.number.set_tone(tone)
        self.words.setText(words)
        self.setAccessibleName(f"{self.label.text()} {number} {words}")

"""One big number with its words: 11 站已到齐."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.marks import IconSquare


class StatTile(Card):
    """Icon, number, words."""

    def __init__(self, icon: str, tone: str, number: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__((14, 8, 10, 8), 0, parent=parent)
        line = layout.row(gap=8)
        self._square = IconSquare(icon, tone, 38, 19)
        self._number = PlainLabel(number, "number")
        self._words = PlainLabel(words, "second", elide=True)
        line.addWidget(self._square)
        line.addWidget(self._number)
        line.addWidget(self._words)
        line.addStretch(1)
        self.body.addLayout(line)
        layout.least(self, height=56)
        self.show_number(number, words)

    def show_number(self, number: str, words: str = "") -> None:
        """Show another number."""
        self._number.setText(number)
        if words:
            self._words.setText(words)
        self.setAccessibleName(f"{number} {self._words.text()}")

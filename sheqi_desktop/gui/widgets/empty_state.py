"""What an empty page says: what will be here, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Action, button_for
from sheqi_desktop.gui.widgets.marks import IconSquare


class EmptyState(QWidget):
    """Icon, title, one sentence, one primary action, one alternative."""

    def __init__(self, icon: str, title: str, text: str = "", *actions: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, (16, 16, 16, 16), 6)
        body.addStretch(1)
        body.addWidget(IconSquare(icon, "tint", 56, 28), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(6)
        self.title = PlainLabel(title, "card", wrap=True)
        self.text = PlainLabel(text, "second", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            body.addWidget(label)
        self.text.setVisible(bool(text))
        line = layout.row(gap=10)
        line.addStretch(1)
        for action in actions:
            line.addWidget(button_for(action))
        line.addStretch(1)
        body.addSpacing(4)
        body.addLayout(line)
        body.addStretch(1)

    def say(self, title: str, text: str = "") -> None:
        """Say it differently: a filter without a hit names what was searched."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

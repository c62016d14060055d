"""What an empty page says: what will be here, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Action, button_for
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconSquare

LEAST = 88
"""Pixels at 标准 below which it gives nothing away any more; what does not fit then scrolls."""


class EmptyState(ScrollColumn):
    """Icon, title, one sentence, one primary action, one alternative; in a low place the icon gives way."""

    def __init__(self, icon: str, title: str, text: str = "", *actions: Action, parent: QWidget | None = None) -> None:
        super().__init__((16, 8, 16, 8), 6, parent)
        body = self.body
        body.addStretch(1)
        self._square = IconSquare(icon, "tint", 56, 28)
        body.addWidget(self._square, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = PlainLabel(title, "card", wrap=True)
        self.text = PlainLabel(text, "second", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            body.addWidget(label)
        self.text.setVisible(bool(text))
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=10, centred=True)
        for action in actions:
            flow.addWidget(button_for(action))
        body.addWidget(self._buttons)
        self._buttons.setVisible(bool(actions))
        body.addStretch(1)

    def say(self, title: str, text: str = "") -> None:
        """Say it differently: a filter without a hit names what was searched."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._settle()

    def _words_high(self, width: int) -> int:
        """Tell how high everything but the icon is."""
        margins, gap = self.body.contentsMargins(), self.body.spacing()
        wide = width - margins.left() - margins.right()
        high = margins.top() + margins.bottom() + 4 * gap
        for label in (self.title, self.text):
            high += 0 if label.isHidden() else label.heightForWidth(wide)
        return high + (0 if self._buttons.isHidden() else self._buttons.heightForWidth(wide))

    def _settle(self) -> None:
        self._square.setVisible(self._high(self.width()) <= self.height())

    def _high(self, width: int) -> int:
        return self._words_high(width) + self._square.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether there is room for the icon."""
        super().resizeEvent(event)
        self._settle()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        wide = max(self.inside.sizeHint().width(), self.width())
        return QSize(wide, self._high(wide))

    def minimumSizeHint(self) -> QSize:
        """What does not fit scrolls."""
        return QSize(scale(200), min(scale(LEAST), self.sizeHint().height()))

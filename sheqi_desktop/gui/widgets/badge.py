"""A badge: a state in words, to be read and not pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import paint
from sheqi_desktop.gui.scale import scale


class Badge(QWidget):
    """Words, perhaps with an icon, on the ground of their meaning."""

    def __init__(self, text: str = "", tone: str = "mute", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """Give the words."""
        return self._text

    def say(self, text: str, tone: str = "mute", icon: str = "") -> None:
        """Show another state; empty words hide the badge."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        return QSize(round(paint.badge_width(self._text, self._icon)), scale(22))

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as table cells do."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.badge(painter, QRectF(self.rect()), self._text, self._tone, self._icon)
        painter.end()

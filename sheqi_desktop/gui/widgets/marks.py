"""Icons in squares, icons alone, and the first character of a name in a disc."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import icons, paint
from sheqi_desktop.gui.scale import scale


class IconSquare(QWidget):
    """An icon in a square of its meaning."""

    def __init__(self, icon: str, tone: str = "tint", side: int = 36, px: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._side, self._px = icon, tone, side, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Give the square."""
        return QSize(scale(self._side), scale(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.icon_square(painter, QRectF(self.rect()), self._icon, self._tone, self._px)
        painter.end()


class IconMark(QWidget):
    """An icon alone, in a colour token."""

    def __init__(self, icon: str, ink: str = "text2", px: int = 18, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._px = icon, ink, px
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, ink: str, words: str = "") -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the square."""
        return QSize(scale(self._px), scale(self._px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        if self._icon:
            icons.draw(painter, self._icon, QRectF(self.rect()), self._ink)
        painter.end()


class Avatar(QWidget):
    """The first character of a name in a disc."""

    def __init__(self, name: str, tone: str = "tint", side: int = 32, px: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._side, self._px = name, tone, side, px
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, tone: str = "tint") -> None:
        """Show another person."""
        self._name, self._tone = name, tone
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the square of the disc."""
        return QSize(scale(self._side), scale(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.avatar(painter, QRectF(self.rect()), self._name, self._tone, self._px)
        painter.end()

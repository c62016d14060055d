"""Icons in squares, icons alone, and the first character of a name in a disc."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import icons, paint, theme
from sheqi_desktop.gui.scale import scale


class IconSquare(QWidget):
    """An icon in a square of its meaning."""

    def __init__(
        self, icon: str, tone: str = "tint", side: int = 36, px: int = 18, parent: QWidget | None = None
    ) -> None:
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
    """An icon alone, in a colour token; ``line`` is the height of the text it stands beside."""

    def __init__(
        self,
        icon: str,
        ink: str = "text2",
        px: int = 18,
        words: str = "",
        *,
        line: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._px, self._line = icon, ink, px, line or px
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, ink: str, words: str = "") -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the square, or as high as the line of text beside it."""
        return QSize(scale(self._px), scale(self._line))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        if self._icon:
            side = scale(self._px)
            icons.draw(painter, self._icon, QRectF(0, (self.height() - side) / 2, side, side), self._ink)
        painter.end()


class Avatar(QWidget):
    """The first character of a name in a disc."""

    def __init__(
        self, name: str, tone: str = "tint", side: int = 32, px: int = 14, parent: QWidget | None = None
    ) -> None:
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


class Dot(QWidget):
    """A small filled disc in a colour token, before a group of rows."""

    def __init__(self, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give its square."""
        return QSize(scale(8), scale(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.box(painter, QRectF(self.rect()), self.height(), theme.color(self._ink))
        painter.end()

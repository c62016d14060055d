"""The sheets of a print preview: small ones at the left, the one that is looked at in the middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale

SCREEN_DPI = 96
THUMB_WIDTH = 116
MAKING = "正在排版…"


def room_beside_bar(scroll: QScrollArea) -> QSize:
    """Give the room for a sheet as wide as can be: it is higher than the window, so the bar takes its part."""
    room, bar = scroll.viewport().size(), scroll.verticalScrollBar()
    return room if bar.isVisible() else room - QSize(bar.sizeHint().width(), 0)


class PageList(QWidget):
    """Every sheet in small; ↑ and ↓ turn pages."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pictures: list[QPixmap] = []
        self.at = 0

    def show_pages(self, pictures: Sequence[QPixmap]) -> None:
        """Show other sheets."""
        wide = scale(THUMB_WIDTH) - 8
        smooth = Qt.TransformationMode.SmoothTransformation
        self._pictures = [one.scaledToWidth(wide, smooth) for one in pictures]
        self.at = min(self.at, max(len(pictures) - 1, 0))
        self._speak()
        self.updateGeometry()
        self.update()

    def _pitch(self) -> int:
        high = max((one.height() for one in self._pictures), default=scale(150))
        return high + 8 + scale(30)

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(scale(THUMB_WIDTH), self._pitch() * max(len(self._pictures), 1))

    def choose(self, place: int) -> None:
        """Turn to a sheet."""
        if 0 <= place < len(self._pictures) and place != self.at:
            self.at = place
            self._speak()
            self.update()
            self.chosen.emit(place)

    def _speak(self) -> None:
        self.setAccessibleName(f"页面，第 {self.at + 1} 页 / 共 {len(self._pictures)} 页")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn to the sheet under the mouse."""
        self.choose(int(event.position().y()) // self._pitch())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1}
        if (by := step.get(Qt.Key(event.key()))) is not None:
            self.choose(self.at + by)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets and their numbers."""
        painter = QPainter(self)
        paint.smooth(painter)
        for place, picture in enumerate(self._pictures):
            top = place * self._pitch()
            frame = QRectF(0, top, self.width(), picture.height() + 8)
            now = place == self.at
            paint.box(
                painter,
                frame,
                scale(4),
                theme.color("surface"),
                theme.color("primary" if now else "border"),
                2 if now else 1,
            )
            painter.drawPixmap(4, top + 4, picture)
            if now and self.hasFocus():
                paint.box(painter, frame.adjusted(2, 2, -2, -2), scale(3), None, theme.color("focus"), 1)
            words = QRectF(0, frame.bottom() + scale(4), self.width(), scale(20))
            middle = Qt.AlignmentFlag.AlignHCenter
            paint.write(painter, words, str(place + 1), "text2", fonts.font(12), middle, elide=False)
        painter.end()


class PaperSheet(QWidget):
    """One sheet as it will leave the printer, on a grey desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_sheet")
        self.setAccessibleName("纸张预览")
        self._picture = self._shown = QPixmap()
        self._dpi = SCREEN_DPI
        self.percent = 100

    def show_picture(self, picture: QPixmap, dpi: int) -> None:
        """Show a sheet drawn with so many dots to the inch."""
        self._picture, self._dpi = picture, dpi
        self._fit()

    def wait(self) -> None:
        """Say that a sheet is being made; nobody else's may stand here meanwhile."""
        self._picture = self._shown = QPixmap()
        self.setMinimumSize(0, 0)
        self.update()

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self.percent = percent
        self._fit()

    def fitting(self, room: QSize, whole_sheet: bool = True) -> int:
        """Give the zoom at which the whole sheet can be seen, or at least its whole width."""
        if self._picture.isNull():
            return 100
        whole = self._size(100)
        across, down = (room.width() - 40) * 100 // whole.width(), (room.height() - 40) * 100 // whole.height()
        return max(min(across, down) if whole_sheet else min(across, 100), 20)

    def _size(self, percent: int) -> QSize:
        part = SCREEN_DPI * percent
        return QSize(
            self._picture.width() * part // (100 * self._dpi), self._picture.height() * part // (100 * self._dpi)
        )

    def _fit(self) -> None:
        size = self._size(self.percent)
        if not self._picture.isNull():
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._shown = self._picture.scaled(size, keep, smooth)
            self.setMinimumSize(size.width() + 40, size.height() + 40)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw desk and sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("track"))
        if self._picture.isNull():
            paint.write(painter, QRectF(self.rect()), MAKING, "text2", fonts.font(14), Qt.AlignmentFlag.AlignHCenter)
        if not self._picture.isNull():
            size = self._size(self.percent)
            left = (self.width() - size.width()) // 2
            target = QRectF(left, 20, size.width(), size.height())
            painter.drawPixmap(target.toRect().topLeft(), self._shown)
            paint.box(painter, target.adjusted(-1, -1, 1, 1), 0, None, theme.color("strong"), 1)
        painter.end()

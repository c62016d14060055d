"""A photo in a document that is read, with the numbered frames of its annotations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.domain.annotation import PhotoRect
from sheqi_desktop.gui import paint, theme
from sheqi_desktop.gui.photo_marks import NEW, PhotoMark, draw_frame, draw_marks, mark_at, on_screen
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.operations.attach import Small

WIDE, HIGH = 264, 198
ABOVE = 10
"""The number of a frame at the upper edge stands half above the picture."""


class FramedPhoto(QWidget):
    """The first page of a paper, or the photo; frames on other pages are seen where it is looked at large."""

    mark_pressed = Signal(str)
    look_asked = Signal()

    def __init__(self, marks: Sequence[PhotoMark], new: PhotoRect | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = tuple(one for one in marks if one.rect.page == 1)
        self._new = new if new is not None and new.page == 1 else None
        self._picture = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        told = "、".join(f"第 {one.number} 条" for one in marks)
        self.setAccessibleName(f"照片上框出的地方：{told}" if told else "照片上框出的地方")

    def show_small(self, small: object) -> None:
        """Show the picture, if it is here."""
        assert isinstance(small, Small)
        self._picture.loadFromData(QByteArray(small.picture))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of the whole picture."""
        size = self._picture.size() if not self._picture.isNull() else QSize(WIDE, HIGH)
        room = size.scaled(scale(WIDE), scale(HIGH), Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(room.width(), room.height() + scale(ABOVE))

    def area(self) -> QRectF:
        """Give where the picture is."""
        return QRectF(self.rect()).adjusted(0, scale(ABOVE), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and the frames."""
        painter = QPainter(self)
        paint.smooth(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.area()
        if self._picture.isNull():
            paint.box(painter, area, scale(4), theme.color("sunken"))
        else:
            painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))
        draw_marks(painter, area, self._marks)
        if self._new is not None:
            draw_frame(painter, on_screen(self._new, area), NEW, Qt.PenStyle.DashLine)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a frame goes to its card, anywhere else the photo is looked at large."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            found = mark_at(self._marks, event.position(), self.area())
            if found:
                self.mark_pressed.emit(found)
            else:
                self.look_asked.emit()

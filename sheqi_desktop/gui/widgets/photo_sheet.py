"""A picture one can look at with its numbered frames, and on which a frame can be drawn by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.annotation import MILLE, PhotoRect
from sheqi_desktop.gui import paint, theme
from sheqi_desktop.gui.photo_marks import NEW, PhotoMark, draw_frame, draw_marks, in_picture, mark_at, on_screen
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel

STEP, LEAST = 100, 200
"""In ten-thousandths: how far an arrow key goes, and the smallest frame they make."""
CLICK = 5
"""A mouse that moved no further only clicked."""
_WAYS = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}


class PhotoSheet(PlainLabel):
    """The part that is drawn is kept as the picture lies, however it is turned on screen."""

    drawn = Signal(object)
    """The ``PhotoRect`` that is drawn now, None for none."""
    accepted = Signal()
    mark_pressed = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "second", parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._marks: tuple[PhotoMark, ...] = ()
        self._page, self._turned = 1, 0
        self.markable = False
        self.rect_drawn: PhotoRect | None = None
        self._from: QPointF | None = None

    def allow_marking(self) -> None:
        """Let a frame be drawn here."""
        self.markable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_marks(self, marks: Sequence[PhotoMark], page: int) -> None:
        """Show another page with its frames; what was drawn on the one before is gone."""
        self._marks, self._page = tuple(marks), page
        self._draw(None)

    def show_turned(self, degrees: int) -> None:
        """Hear how the picture is turned."""
        self._turned = degrees
        self.update()

    def area(self) -> QRectF:
        """Give where the picture is."""
        size = self.pixmap().deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def seen(self) -> QRectF:
        """Give where the frame that is being drawn stands on screen; empty for none."""
        return on_screen(self.rect_drawn.turned(self._turned), self.area()) if self.rect_drawn else QRectF()

    def _draw(self, rect: PhotoRect | None) -> None:
        self.rect_drawn = rect
        self.update()
        self.drawn.emit(rect)

    def _may(self) -> bool:
        return self.markable and not self.pixmap().isNull()

    # ------------------------------------------------------------------ hands
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a frame, or a click on one."""
        if event.button() == Qt.MouseButton.LeftButton and not self.pixmap().isNull():
            self._from = event.position()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the frame."""
        if self._from is not None and self._may() and self._far(event.position()):
            found = in_picture(self._page, self._from, event.position(), self.area())
            self._draw(found.turned(-self._turned) if found is not None else None)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the frame; a click in a numbered one goes to its card."""
        begun, self._from = self._from, None
        if begun is not None and not self._far(event.position(), begun):
            found = mark_at(self._marks, begun, self.area(), self._turned)
            if found:
                self.mark_pressed.emit(found)
        super().mouseReleaseEvent(event)

    def _far(self, now: QPointF, begun: QPointF | None = None) -> bool:
        begun = begun or self._from or now
        return (now - begun).manhattanLength() > CLICK

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, with Shift they make it larger or smaller; Enter takes it, Esc lets it go."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and self._may():
            self._push(*way, grow=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rect_drawn is not None:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.rect_drawn is not None:
            self._draw(None)
        else:
            super().keyPressEvent(event)

    def _push(self, x: int, y: int, *, grow: bool) -> None:
        """Move or stretch the frame as it stands on screen; the first arrow puts one into the middle."""
        if self.rect_drawn is None:
            third = MILLE // 3
            self._draw(PhotoRect(self._page, third, third, third, third))
            return
        now = self.rect_drawn.turned(self._turned)
        if grow:
            wide = min(max(now.w + x, LEAST), MILLE - now.x)
            high = min(max(now.h + y, LEAST), MILLE - now.y)
            after = PhotoRect(now.page, now.x, now.y, wide, high)
        else:
            left, top = min(max(now.x + x, 0), MILLE - now.w), min(max(now.y + y, 0), MILLE - now.h)
            after = PhotoRect(now.page, left, top, now.w, now.h)
        self._draw(after.turned(-self._turned))

    # ------------------------------------------------------------------ look
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the frames on it, and the one that is being drawn."""
        super().paintEvent(event)
        if self.pixmap().isNull():
            return
        painter = QPainter(self)
        paint.smooth(painter)
        draw_marks(painter, self.area(), self._marks, self._turned)
        if self.rect_drawn is not None:
            draw_frame(painter, self.seen(), NEW, Qt.PenStyle.DashLine)
        elif self.hasFocus():
            paint.box(painter, self.area(), scale(2), None, theme.color("focus"), paint.FOCUS_WIDTH)
        painter.end()

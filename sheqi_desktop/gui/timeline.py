"""What happened with one person, newest first; the overdue promise on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened or is due: icon, bold line, grey line, when."""

    id: str
    icon: str
    tone: str
    title: str
    detail: str = ""
    when: str = ""
    struck: bool = False
    """Whether it was taken back (作废): it stays in sight, struck through."""


class Timeline(QWidget):
    """The list; Enter or a click opens what it is about."""

    opened = Signal(str)
    PITCH = 50

    def __init__(self, events: Sequence[Event] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self.setObjectName("timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_events(events)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show another life."""
        self._events = tuple(events)
        self._at = 0
        self._speak()
        self.updateGeometry()
        self.update()

    @property
    def events(self) -> tuple[Event, ...]:
        """Give what is shown."""
        return self._events

    def sizeHint(self) -> QSize:
        """Room for everything."""
        return QSize(scale(300), max(len(self._events), 1) * scale(self.PITCH))

    def _speak(self) -> None:
        if self._at < len(self._events):
            one = self._events[self._at]
            self.setAccessibleName(f"时间线 {one.when} {one.title} {one.detail}")
        else:
            self.setAccessibleName("时间线，还没有记录")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is under the mouse."""
        self._at = int(event.position().y()) // scale(self.PITCH)
        self._open()

    def _open(self) -> None:
        if 0 <= self._at < len(self._events):
            self._speak()
            self.update()
            self.opened.emit(self._events[self._at].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, Enter opens."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._events:
            self._at = min(max(self._at + step, 0), len(self._events) - 1)
            self._speak()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw squares, the thread between them, and the words."""
        painter = QPainter(self)
        paint.smooth(painter)
        side, pitch = scale(28), scale(self.PITCH)
        for place, one in enumerate(self._events):
            top = place * pitch
            if not event.rect().intersects(QRectF(0, top, self.width(), pitch).toRect()):
                continue
            square = QRectF(0, top + scale(2), side, side)
            if place + 1 < len(self._events):
                thread = QRectF(square.center().x() - 1, square.bottom() + 2, 2, pitch - side - 4)
                painter.fillRect(thread, theme.color("border"))
            paint.icon_square(painter, square, one.icon, one.tone, 15)
            wide = fonts.metrics(12).horizontalAdvance(one.when) + 2
            when = QRectF(self.width() - wide, top + scale(3), wide, scale(22))
            paint.write(painter, when, one.when, "text2", fonts.font(12))
            left = side + scale(12)
            room = QRectF(left, top + scale(3), when.left() - left - scale(8), scale(22))
            paint.write(painter, room, one.title, "text2" if one.struck else "text", _struck(fonts.font(14, True), one))
            low = QRectF(left, top + scale(24), self.width() - left, scale(20))
            paint.write(painter, low, one.detail, "text2", _struck(fonts.font(13), one))
            if self.hasFocus() and place == self._at:
                paint.box(painter, QRectF(0, top, self.width(), pitch - 2), scale(6), None, theme.color("focus"), 2)
        painter.end()


def _struck(font: QFont, one: Event) -> QFont:
    font.setStrikeOut(one.struck)
    return font

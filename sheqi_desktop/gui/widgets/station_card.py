"""One station on the centre's board: what came, when, and whether all is well."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale


@dataclass(frozen=True, slots=True)
class StationFace:
    """What the card shows; ``lines`` has one line for each machine, ``remark`` is coloured by the state."""

    code: str
    name: str
    state: str
    tone: str
    icon: str
    lines: tuple[str, ...] = ()
    remark: str = ""


class StationCard(QWidget):
    """Name, state, machines and remark; Enter or a click opens the station."""

    opened = Signal(str)

    def __init__(self, face: StationFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_face(face)

    def show_face(self, face: StationFace) -> None:
        """Show another state."""
        self.face = face
        self.setObjectName(f"station_{face.code}")
        self.setAccessibleName(f"{face.name} {face.state} {'，'.join(face.lines)} {face.remark}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines; one more for a second machine."""
        more = max(len(self.face.lines) - 1, 0)
        return QSize(scale(192), scale(100) + more * scale(20))

    def minimumSizeHint(self) -> QSize:
        """The name and the state always fit side by side."""
        badge = paint.badge_width(self.face.state, self.face.icon)
        wide = fonts.metrics(15, True).horizontalAdvance(self.face.name) + badge + scale(40)
        return QSize(round(wide), self.sizeHint().height() - scale(6))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the station."""
        self.opened.emit(self.face.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.face.code)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole, face = QRectF(self.rect()), self.face
        colors = theme.tone(face.tone)
        paint.box(painter, whole, scale(10), theme.color("surface"), theme.color("border"))
        paint.edge(painter, whole, colors.bar, scale(10))
        if self.hasFocus():
            paint.box(painter, whole, scale(10), None, theme.color("focus"), paint.FOCUS_WIDTH)
        left = scale(18)
        wide = paint.badge_width(face.state, face.icon)
        badge = QRectF(whole.right() - wide - scale(10), scale(9), wide, scale(22))
        paint.badge(painter, badge, face.state, face.tone, face.icon)
        name = QRectF(left, scale(8), badge.left() - left - scale(4), scale(26))
        paint.write(painter, name, face.name, "text", fonts.font(15, True))
        top = scale(38)
        room = whole.width() - left - scale(10)
        for line in face.lines or ("",):
            paint.write(painter, QRectF(left, top, room, scale(20)), line, "text2", fonts.font(13))
            top += scale(20)
        ink = colors.text if face.tone in ("warn", "bad", "note") else theme.color("text2")
        low = QRectF(left, whole.bottom() - scale(34), room, scale(24))
        paint.write(painter, low, face.remark, ink, fonts.font(12))
        painter.end()

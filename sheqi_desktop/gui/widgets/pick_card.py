"""One of several answers to choose from, each in a box of its own, with a disc that is filled when it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel

DISC, DOT, LEFT = 18, 8, 14


class PickCard(QAbstractButton):
    """A box with plain words; long words wrap, the arrows are left to whoever holds the boxes."""

    def __init__(self, words: str, spoken: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._body = layout.column(self, (LEFT + DISC + 10, 9, 12, 9), 0)
        self.words = PlainLabel(words, "body", wrap=True)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._body.addWidget(self.words)
        self.toggled.connect(lambda on: self.words.set_role("strong" if on else "body"))

    def sizeHint(self) -> QSize:
        """Room for the words."""
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The words may wrap, and are never cut."""
        return self._body.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the words need."""
        return max(self._body.heightForWidth(width), scale(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the page, which moves between answers and questions."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its disc."""
        painter = QPainter(self)
        paint.smooth(painter)
        now, on = theme.now(), self.isChecked()
        fill = now.color("tint" if on else "sunken" if self.underMouse() else "surface")
        line = now.color("focus" if self.hasFocus() else "primary" if on else "border")
        paint.box(painter, QRectF(self.rect()), scale(8), fill, line, 2 if on or self.hasFocus() else 1)
        side = scale(DISC)
        disc = QRectF(scale(LEFT), self.rect().center().y() - side / 2, side, side)
        paint.box(painter, disc, side / 2, now.color("surface"), now.color("primary" if on else "text2"), 2)
        if on:
            dot = scale(DOT)
            inner = QRectF(disc.center().x() - dot / 2, disc.center().y() - dot / 2, dot, dot)
            paint.box(painter, inner, dot / 2, now.color("primary"))
        painter.end()

"""Cards and the lines inside them."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.layout import Margins
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button


class Card(QWidget):
    """A white sheet with round corners; ``body`` is its column."""

    def __init__(
        self,
        margins: Margins = (18, 14, 18, 14),
        gap: int = 8,
        *,
        fill: str = "surface",
        radius: int = 10,
        edge: str = "",
        outline: str = "border",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill_token, self._radius_px, self._edge_tone, self._outline_token = fill, radius, edge, outline
        self.body = layout.column(self, margins, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sheet, outline and edge."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        outline = theme.color(self._outline_token) if self._outline_token else None
        paint.box(painter, whole, scale(self._radius_px), theme.color(self._fill_token), outline)
        if self._edge_tone:
            paint.edge(painter, whole, theme.tone(self._edge_tone).bar, scale(self._radius_px))
        painter.end()


class Well(Card):
    """A sunken box inside a card."""

    def __init__(self, margins: Margins = (14, 10, 14, 10), gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(margins, gap, fill="sunken", radius=8, parent=parent)


class CardTitle(QWidget):
    """What a card is about, with a small remark beside it and perhaps a link at the right."""

    def __init__(
        self,
        title: str,
        remark: str = "",
        *,
        side: str = "",
        link: str = "",
        pressed: Callable[[], object] | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = layout.row(self, gap=10)
        self.title = PlainLabel(title, "card")
        # Shown before it has a parent, it would flash as a window of its own and take the keyboard with it.
        self.remark = PlainLabel(remark, "second", elide=True, parent=self)
        self.remark.setVisible(bool(remark))
        self.side = PlainLabel(side, "hint", elide=True, parent=self)
        self.side.setVisible(bool(side))
        self.line.addWidget(self.title)
        self.line.addWidget(self.remark)
        self.line.addStretch(1)
        self.line.addWidget(self.side)
        self.link: Button | None = None
        if link:
            self.link = Button(link, LINK, name=name, pressed=pressed)
            self.line.addWidget(self.link)

    def say(self, remark: str = "", side: str = "") -> None:
        """Change the small words."""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.side.setText(side)
        self.side.setVisible(bool(side))


class Line(QWidget):
    """A thin line between two things."""

    def __init__(self, token: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._token))
        painter.end()


class NumberDisc(QWidget):
    """The number of a section in a small disc."""

    def __init__(self, number: int, side: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._side = number, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the disc's square."""
        return QSize(scale(self._side), scale(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        colors = theme.tone("tint")
        outline = colors.text if theme.now().outlined else None
        paint.box(painter, whole, whole.height() / 2, colors.ground, outline, 1)
        paint.write(
            painter,
            whole,
            str(self._number),
            colors.text,
            fonts.font(12, True),
            Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )
        painter.end()


class SectionHeader(QWidget):
    """Number, title and a remark at the right: the head of a part of a form."""

    def __init__(self, number: int, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = layout.row(self, gap=8)
        self.title = PlainLabel(title, "card")
        self.remark = PlainLabel(remark, "hint", wrap=True)
        self.remark.setAlignment(layout.RIGHT | layout.MIDDLE)
        line.addWidget(NumberDisc(number))
        line.addWidget(self.title)
        line.addWidget(self.remark, 1)


SETTLED_MS = 250
"""So long after something was made its place may still change."""


class ScrollColumn(QScrollArea):
    """A column that may grow: it scrolls, and what is inside keeps its least height."""

    def __init__(self, margins: Margins = layout.NONE, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.inside = inside = self._make_inside()
        inside.setObjectName("scroll_inside")
        self.body = layout.column(inside, margins, gap)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._wanted: QWidget | None = None
        self._around = 0
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._follow())

    def bring(self, one: QWidget, around: int = 8) -> None:
        """Bring something in sight that may have been made just now: until it has its place it is gone after."""
        self._wanted, self._around = one, around
        QTimer.singleShot(0, one, self._follow)
        QTimer.singleShot(SETTLED_MS, self, self._let_be)

    def _follow(self) -> None:
        one = self._wanted
        if one is None or not shiboken6.isValid(one) or not self.inside.isAncestorOf(one):
            return
        top, high = one.mapTo(self.inside, one.rect().topLeft()).y(), self.viewport().height()
        view = self.verticalScrollBar().value()
        seen = min(top + one.height(), view + high) - max(top, view)
        if one.height() <= high:
            self.ensureWidgetVisible(one, 0, self._around)
        elif 2 * seen < high:
            # What is higher than the room begins at its head, but does not jump away from whoever reads in it.
            self.verticalScrollBar().setValue(top)

    def _let_be(self) -> None:
        self._wanted = None

    def _make_inside(self) -> QWidget:
        """Give what scrolls."""
        return QWidget()

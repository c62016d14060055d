"""Parts of the settings: a switch, a row of sizes, a picture of a theme, and the page each part is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, fonts, icons, layout, paint, theme
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.desk import Desk


class Switch(QAbstractButton):
    """On or off, at once."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the pill."""
        return QSize(scale(46), scale(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter switches as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pill and knob; a tick says on without colour."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(0, 1, self.width(), self.height() - 2)
        on = self.isChecked()
        fill = theme.color("primary" if on else "surface")
        paint.box(painter, whole, whole.height() / 2, fill, theme.color("primary" if on else "strong"))
        side = whole.height() - scale(8)
        left = whole.right() - side - scale(4) if on else whole.left() + scale(4)
        knob = QRectF(left, whole.top() + scale(4), side, side)
        paint.box(painter, knob, side / 2, theme.color("onprimary" if on else "strong"))
        if on:
            inner = knob.adjusted(scale(4), scale(4), -scale(4), -scale(4))
            icons.draw(painter, "check", inner, "primary")
        if self.hasFocus():
            paint.box(painter, QRectF(self.rect()), self.height() / 2, None, theme.color("text"), 2)
        painter.end()


class SizeRow(QWidget):
    """Five sizes in a line; left and right choose."""

    chosen = Signal(int)

    def __init__(self, options: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options, self._at = tuple(options), 0
        self.setObjectName("settings_size")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.most(self, 480)

    def set_size(self, size: int) -> None:
        """Show which one is chosen."""
        self._at = next((n for n, (one, _) in enumerate(self._options) if one == size), 0)
        self.setAccessibleName(f"字号 {self._options[self._at][1]} {self._options[self._at][0]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for marks and words."""
        return QSize(scale(460), scale(52))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        widest = max(fonts.metrics(12, True).horizontalAdvance(f"{words} {size}") for size, words in self._options)
        return QSize((widest + scale(12)) * len(self._options), scale(52))

    def _places(self) -> list[float]:
        step = self.width() / len(self._options)
        return [step * (n + 0.5) for n in range(len(self._options))]

    def _take(self, place: int) -> None:
        place = min(max(place, 0), len(self._options) - 1)
        if place != self._at:
            self.set_size(self._options[place][0])
            self.chosen.emit(self._options[place][0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest."""
        self._take(int(event.position().x() * len(self._options) / max(self.width(), 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._take(self._at + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, stops and words."""
        painter = QPainter(self)
        paint.smooth(painter)
        places, middle = self._places(), scale(15)
        painter.fillRect(QRectF(places[0], middle - 1.5, places[-1] - places[0], 3), theme.color("track"))
        painter.fillRect(QRectF(places[0], middle - 1.5, places[self._at] - places[0], 3), theme.color("primary"))
        for n, ((size, words), at) in enumerate(zip(self._options, places, strict=True)):
            now = n == self._at
            side = scale(22 if now else 12)
            knob = QRectF(at - side / 2, middle - side / 2, side, side)
            fill = theme.color("primary" if now else "surface")
            paint.box(painter, knob, side / 2, fill, theme.color("primary" if n <= self._at else "strong"), 2)
            if now and self.hasFocus():
                paint.box(painter, knob.adjusted(3, 3, -3, -3), side / 2, None, theme.color("onprimary"), 2)
            room = QRectF(at - self.width() / 10, scale(30), self.width() / 5, scale(20))
            centre = Qt.AlignmentFlag.AlignHCenter
            ink = "text" if now else "text2"
            paint.write(painter, room, f"{words} {size}", ink, fonts.font(12, now), centre, elide=False)
        painter.end()


class ThemeTile(QAbstractButton):
    """A small picture of a theme, to be chosen."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_name, self._words = name, words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setObjectName(f"theme_{name}")
        self.setAccessibleName(f"配色 {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the tile."""
        return QSize(scale(168), scale(132))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile with a window of that theme in it."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole, on = QRectF(self.rect()), self.isChecked()
        fill = theme.color("tint" if on else "surface")
        outline = theme.color("primary" if on or self.hasFocus() else "border")
        paint.box(painter, whole, scale(8), fill, outline, 2 if on or self.hasFocus() else 1)
        self._window(painter, QRectF(scale(9), scale(9), whole.width() - scale(18), scale(84)))
        side = scale(16)
        mark = QRectF(scale(10), whole.bottom() - scale(28), side, side)
        icons.draw(painter, "circle-dot" if on else "circle", mark, "primaryD" if on else "text2")
        room = QRectF(mark.right() + scale(6), mark.top() - 2, whole.width(), side + 4)
        paint.write(painter, room, self._words, "primaryD" if on else "text", fonts.font(14, on), elide=False)
        painter.end()

    def _window(self, painter: QPainter, place: QRectF) -> None:
        shown = theme.load(self.theme_name)
        paint.box(painter, place, scale(4), shown.color("bg"))
        side = QRectF(place.left(), place.top(), scale(30), place.height())
        paint.box(painter, side, scale(4), shown.color("side"))
        sheet = QRectF(side.right() + scale(10), place.top() + scale(12), place.width() - scale(52), scale(60))
        line = shown.color("border") if shown.outlined else None
        paint.box(painter, sheet, scale(4), shown.color("surface"), line, 2)
        for n, part in enumerate((60, 80, 70)):
            bar = QRectF(
                sheet.left() + scale(8), sheet.top() + scale(10 + n * 10), scale(part), scale(4 if n == 0 else 3)
            )
            painter.fillRect(bar, shown.color("text"))
        button = QRectF(sheet.left() + scale(8), sheet.bottom() - scale(16), scale(36), scale(11))
        paint.box(painter, button, scale(3), shown.color("primary"))


def setting(title: str, text: str, control: QWidget) -> QWidget:
    """Put a control at the right of what it is about."""
    whole = QWidget()
    line = layout.row(whole, gap=16)
    words = layout.column(gap=2)
    words.addWidget(PlainLabel(title, "strong", wrap=True))
    words.addWidget(PlainLabel(text, "second", wrap=True))
    line.addLayout(words, 1)
    line.addWidget(control, 0, layout.MIDDLE)
    return whole


class Part(QWidget):
    """One page of the settings: its title, and the rows under it."""

    def __init__(self, desk: Desk, jobs: Jobs, title: str) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        self.body = layout.column(self, gap=12)
        self.body.addWidget(PlainLabel(title, "page"))

    def sorry(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        ask.say_trouble(self, trouble)

    def look(self) -> None:
        """Show what is true now."""

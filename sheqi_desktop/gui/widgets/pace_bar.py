"""How far a promise has come, against how far time has come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale

STATES: dict[str, tuple[str, str, str]] = {
    "done": ("✔ 已达标", "ok", "okBar"),
    "ahead": ("▲ 领先", "info", "infoBar"),
    "normal": ("＝ 正常", "text2", "primary"),
    "behind": ("▼ 滞后", "warn", "warnBar"),
    "far_behind": ("▼▼ 严重滞后", "bad", "badBar"),
    "missed": ("✖ 未达标", "bad", "badBar"),
    "unknown": ("? 数据不足", "text3", "line"),
}
"""State of the pace → mark and word, colour of the words, colour of the bar."""


@dataclass(frozen=True, slots=True)
class PaceLine:
    """One promise: ``part`` and ``tick`` are thousandths of the target; ``words`` say the next step."""

    label: str
    state: str
    done: str
    target: str
    part: int
    tick: int | None = None
    words: str = ""
    data: object = None

    @property
    def state_words(self) -> str:
        """Give mark, state and next step as one sentence."""
        mark = STATES[self.state][0]
        return f"{mark}・{self.words}" if self.words else mark


def draw_pace(painter: QPainter, rect: QRectF, line: PaceLine) -> None:
    """Draw only the bar, as a table cell does too."""
    token = STATES[line.state][2]
    tick = None if line.tick is None else line.tick / 1000
    if line.state == "unknown":
        paint.hatch(painter, rect, rect.height() / 2, theme.color("strong"), theme.color("track"))
        return
    paint.bar(painter, rect, line.part / 1000, theme.color(token), tick)
    if line.state == "missed":
        done = QRectF(rect)
        done.setWidth(rect.width() * min(line.part, 1000) / 1000)
        paint.hatch(painter, done, rect.height() / 2, theme.color("surface"))


class PaceBar(QWidget):
    """Name, state in words, numbers, and the bar with its tick."""

    opened = Signal(object)

    def __init__(self, line: PaceLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_line(line)

    def show_line(self, line: PaceLine) -> None:
        """Show another promise."""
        self._line = line
        self.setAccessibleName(f"{line.label} {line.done} / {line.target}，{line.state_words}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line of words and a bar."""
        return QSize(scale(280), scale(40))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list behind the number."""
        self.opened.emit(self._line.data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._line.data)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words and bar."""
        painter = QPainter(self)
        paint.smooth(painter)
        line, whole = self._line, QRectF(self.rect())
        if self.hasFocus():
            paint.box(painter, whole, scale(6), None, theme.color("focus"), 1)
        top = QRectF(whole.left(), whole.top(), whole.width(), scale(24))
        tail = f"/ {line.target}"
        wide = fonts.metrics(13).horizontalAdvance(tail) + 2
        big = fonts.metrics(16, True).horizontalAdvance(line.done) + 2
        right = QRectF(top.right() - wide, top.top(), wide, top.height())
        paint.write(painter, right, tail, "text2", fonts.font(13), elide=False)
        number = QRectF(right.left() - big - scale(4), top.top(), big, top.height())
        paint.write(painter, number, line.done, "text", fonts.font(16, True), elide=False)
        name = max(fonts.metrics(14).horizontalAdvance(line.label), scale(56))
        paint.write(painter, top, line.label, "text", fonts.font(14), elide=False)
        words = QRectF(top.left() + name + scale(10), top.top(), 0, top.height())
        words.setRight(number.left() - scale(8))
        paint.write(painter, words, line.state_words, STATES[line.state][1], fonts.font(12))
        high = scale(8)
        draw_pace(painter, QRectF(whole.left(), top.bottom() + scale(3), whole.width(), high), line)
        painter.end()

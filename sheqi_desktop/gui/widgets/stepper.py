"""Where we are: steps of a job under each other, stages of a case beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, paint, theme
from sheqi_desktop.gui.scale import scale


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what it is about, and (for stages) what stands in the way."""

    title: str
    detail: str = ""
    trouble: bool = False


def disc(painter: QPainter, rect: QRectF, number: int, state: str) -> None:
    """Draw the mark of a step: done, now or later."""
    now = theme.now()
    ink: QColor
    if state == "done":
        paint.box(painter, rect, rect.height() / 2, now.color("okBar"))
        side = rect.height() * 0.57
        tick = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        icons.draw(painter, "check", tick, "surface")
        return
    if state == "now":
        paint.box(painter, rect, rect.height() / 2, now.color("primary"))
        ink = now.color("onprimary")
    else:
        paint.box(painter, rect, rect.height() / 2, now.color("surface"), now.color("strong"))
        ink = now.color("text2")
    font = fonts.font(15, state == "now")
    paint.write(painter, rect, str(number), ink, font, Qt.AlignmentFlag.AlignHCenter, elide=False)


class Steps(QWidget):
    """Steps of a job, one under the other; the present one stands on a tinted ground."""

    PITCH, HEIGHT = 62, 58

    def __init__(self, steps: Sequence[Step], now: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._now = tuple(steps), now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_now(now)

    def set_now(self, now: int) -> None:
        """Go to a step; one past the last means that all are done."""
        self._now = now
        if now < len(self._steps):
            self.setAccessibleName(f"第 {now + 1} 步 / 共 {len(self._steps)} 步：{self._steps[now].title}")
        else:
            self.setAccessibleName("全部完成")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every step."""
        wide = max(
            (
                max(fonts.metrics(14, True).horizontalAdvance(s.title), fonts.metrics(12).horizontalAdvance(s.detail))
                for s in self._steps
            ),
            default=0,
        )
        return QSize(max(wide + scale(68), scale(196)), scale(self.PITCH) * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all steps."""
        painter = QPainter(self)
        paint.smooth(painter)
        for place, step in enumerate(self._steps):
            whole = QRectF(0, place * scale(self.PITCH), self.width(), scale(self.HEIGHT))
            state = "done" if place < self._now else "now" if place == self._now else "later"
            if state == "now":
                outline = theme.color("tint2") if theme.now().outlined else None
                paint.box(painter, whole, scale(8), theme.color("tint"), outline, 2)
            side = scale(28)
            disc(painter, QRectF(scale(12), whole.center().y() - side / 2, side, side), place + 1, state)
            left, wide = scale(52), whole.width() - scale(60)
            top = QRectF(left, whole.top() + scale(8), wide, scale(22))
            ink = "primaryD" if state == "now" else "text" if state == "done" else "text2"
            paint.write(painter, top, step.title, ink, fonts.font(14, state == "now"))
            low = QRectF(left, top.bottom() - scale(1), wide, scale(18))
            paint.write(painter, low, step.detail, "bad" if step.trouble else "text2", fonts.font(12))
        painter.end()


class Stages(QWidget):
    """Stages of a case, side by side; red words say what stands in the way."""

    pressed = Signal(int)
    """The place of the stage that was pressed with the mouse."""

    def __init__(self, steps: Sequence[Step], now: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stages(steps, now)

    def show_stages(self, steps: Sequence[Step], now: int) -> None:
        """Show another case."""
        self._steps, self._now = tuple(steps), now
        if 0 <= now < len(self._steps):
            self.setAccessibleName(f"现在：{self._steps[now].title} {self._steps[now].detail}")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which stage was pressed."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._steps and self.rect().contains(at):
            self.pressed.emit(min(at.x() * len(self._steps) // max(self.width(), 1), len(self._steps) - 1))

    def sizeHint(self) -> QSize:
        """Give one line of discs with words."""
        return QSize(scale(120) * max(len(self._steps), 1), scale(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw discs, the line between them, and the words."""
        painter = QPainter(self)
        paint.smooth(painter)
        wide = self.width() / max(len(self._steps), 1)
        side = scale(28)
        for place, step in enumerate(self._steps):
            left = place * wide
            state = "done" if place < self._now else "now" if place == self._now else "later"
            mark = QRectF(left + scale(4), (self.height() - side) / 2, side, side)
            disc(painter, mark, place + 1, state)
            words = QRectF(mark.right() + scale(8), 0, wide - side - scale(16), self.height() / 2 + scale(2))
            ink = "primaryD" if state == "now" else "text" if state == "done" else "text2"
            paint.write(painter, words.adjusted(0, scale(4), 0, 0), step.title, ink, fonts.font(14, state == "now"))
            self._line_to_next(painter, place, words, state)
            low = QRectF(words.left(), self.height() / 2, words.width(), scale(20))
            paint.write(painter, low, step.detail, "bad" if step.trouble else "text3", fonts.font(12))
        painter.end()

    def _line_to_next(self, painter: QPainter, place: int, words: QRectF, state: str) -> None:
        """Draw the way to the next stage beside the title; green where it was gone."""
        if place + 1 >= len(self._steps):
            return
        begin = words.left() + QFontMetricsF(fonts.font(14, state == "now")).horizontalAdvance(self._steps[place].title)
        left, right = begin + scale(10), (place + 1) * self.width() / len(self._steps) - scale(4)
        if right > left:
            level = self.height() / 4 + scale(3)
            ink = theme.now().color("okBar" if state == "done" else "line")
            painter.fillRect(QRectF(left, level, right - left, scale(2)), ink)

"""Two to five choices side by side; the chosen one is filled and bold, digits and arrows choose too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import harmless

FINDING_FILLS = {"grey": "text2", "green": "ok", "amber": "warn", "red": "bad", "": "primary"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: what is stored, what is read, the digit that chooses it, the colour it is filled with."""

    value: object
    text: str
    digit: int | None = None
    fill: str = "primary"
    words: str = ""
    off: str = ""
    """Why it cannot be chosen now."""


class Segments(QWidget):
    """The row of choices.  Nothing is chosen until a person chooses."""

    chosen = Signal(object)
    refused = Signal(str)
    """Why the choice that was pressed cannot be made."""
    next_asked = Signal()
    left_field = Signal()

    def __init__(
        self,
        options: Sequence[Segment],
        *,
        equal: bool = False,
        px: int = 13,
        height: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._equal, self._px, self._height = equal, px, height
        self._now: int | None = None
        self._hot: int | None = None
        self._level = ""
        self._fixed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_options(self, options: Sequence[Segment]) -> None:
        """Offer other choices; the chosen one stays if it is still among them."""
        before = self.value() if hasattr(self, "_options") else None
        self._options = tuple(options)
        self._now = next((n for n, one in enumerate(self._options) if one.value == before and before is not None), None)
        self._describe()
        self._limit()
        self.updateGeometry()
        self.update()

    def _limit(self) -> None:
        self.setMaximumWidth(self.sizeHint().width() * 7 // 5)

    @property
    def options(self) -> tuple[Segment, ...]:
        """Give the choices."""
        return self._options

    def value(self) -> object:
        """Give what is chosen, None if nothing is."""
        return None if self._now is None else self._options[self._now].value

    def set_value(self, value: object) -> None:
        """Show a choice without saying so."""
        self._now = next((n for n, one in enumerate(self._options) if one.value == value and value is not None), None)
        self._describe()
        self.update()

    def set_level(self, level: str) -> None:
        """Outline in the colour of a problem."""
        self._level = level
        self.update()

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        self._fixed = fixed
        self.update()

    def sizeHint(self) -> QSize:
        """Room for bold words, so that choosing moves nothing."""
        return QSize(round(sum(self._widths())) + 6, scale(self._height))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def _widths(self) -> list[float]:
        measure = fonts.metrics(self._px, True)
        wide = [float(max(measure.horizontalAdvance(one.text) + scale(18), scale(44))) for one in self._options]
        return [max(wide, default=0.0)] * len(wide) if self._equal else wide

    def _places(self) -> list[QRectF]:
        wide = self._widths()
        spare = (self.width() - 6 - sum(wide)) / max(len(wide), 1)
        places, left = [], 3.0
        for one in wide:
            places.append(QRectF(left, 3, one + spare, self.height() - 6))
            left += one + spare
        return places

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        if event.type() == QEvent.Type.StyleChange:
            self._limit()
            self.updateGeometry()
        super().changeEvent(event)

    def choose(self, place: int) -> None:
        """Choose as a person does."""
        if self._fixed or not 0 <= place < len(self._options):
            return
        if self._options[place].off:
            self.refused.emit(self._options[place].off)
            return
        self._now = place
        self._describe()
        self.update()
        self.chosen.emit(self.value())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for place, rect in enumerate(self._places()):
            if rect.contains(event.position()):
                self.choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the mouse."""
        hot = next((n for n, rect in enumerate(self._places()) if rect.contains(event.position())), None)
        if hot != self._hot:
            self._hot = hot
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._hot = None
        self.update()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.update()
        self.left_field.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk, digits choose, Enter goes on, Delete takes back."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            start = self._now if self._now is not None else (-1 if step > 0 else len(self._options))
            self.choose(min(max(start + step, 0), len(self._options) - 1))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif plain and key == Qt.Key.Key_Space and self._now is None:
            self.choose(0)
        elif plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self._fixed:
            self._now = None
            self._describe()
            self.update()
            self.chosen.emit(None)
        elif plain and event.text().isascii() and event.text().isdigit() and not self._fixed:
            self._press_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _press_digit(self, digit: int) -> None:
        place = next((n for n, one in enumerate(self._options) if one.digit == digit), None)
        if place is not None:
            self.choose(place)

    def event(self, event: QEvent) -> bool:
        """Say a choice's words when the mouse rests on it (同上次 tells what was said last time)."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for one, rect in zip(self._options, self._places(), strict=True):
                if (one.off or one.words) and rect.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), harmless(one.off or one.words), self)
                    return True
        return super().event(event)

    def _describe(self) -> None:
        now = "还没选" if self._now is None else f"已选 {self._options[self._now].text}"
        keys = "、".join(f"{one.digit} {one.text}" for one in self._options if one.digit is not None)
        keys += "".join(f"；{one.text}：{one.off}" for one in self._options if one.off)
        self.setAccessibleDescription(f"{now}；{keys}" if keys else now)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and choices."""
        painter = QPainter(self)
        paint.smooth(painter)
        now, whole = theme.now(), QRectF(self.rect())
        outline: QColor = now.color("border" if self._fixed else "strong")
        wide = 1
        if self._level:
            outline, wide = now.color("bad" if self._level == "must" else "warnBar"), 2
        if self.hasFocus():
            outline, wide = now.color("focus"), 2
        paint.box(painter, whole, scale(6), now.color("sunken" if self._fixed else "surface"), outline, wide)
        centre = Qt.AlignmentFlag.AlignHCenter
        for place, (one, rect) in enumerate(zip(self._options, self._places(), strict=True)):
            chosen = place == self._now
            ink = now.color("disabled" if not self.isEnabled() or one.off else "text2")
            if chosen:
                paint.box(painter, rect, scale(4), now.color(one.fill))
                ink = now.color("onprimary") if one.fill == "primary" or now.outlined else now.color("surface")
            elif place == self._hot and not self._fixed:
                paint.box(painter, rect, scale(4), now.color("sunken"))
            paint.write(painter, rect, one.text, ink, fonts.font(self._px, chosen), centre, elide=False)
        painter.end()

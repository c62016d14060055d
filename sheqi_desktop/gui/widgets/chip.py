"""Chips: filters to be pressed, each with how many it would show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import plain_tooltip
from sheqi_desktop.gui.widgets.flow import FlowLayout

LONGEST = 360
"""Pixels at 标准 of the longest words that are never shortened."""


class Chip(QAbstractButton):
    """One choice that is on or off."""

    def __init__(self, text: str, count: int | None = None, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._icon = count, icon
        self.setCheckable(True)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def set_count(self, count: int | None) -> None:
        """Show how many."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.text() if self._count is None else f"{self.text()} {self._count}")

    def sizeHint(self) -> QSize:
        """Room for the bold words, so that choosing one moves nothing."""
        width = fonts.metrics(13, True).horizontalAdvance(self.text()) + scale(26)
        if self._count is not None:
            width += fonts.metrics(12, True).horizontalAdvance(str(self._count)) + scale(8)
        if self._icon:
            width += scale(20)
        return QSize(width, scale(30))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut; a sentence longer than the line is shortened, and whole in the tooltip."""
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), scale(LONGEST)), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip true."""
        super().resizeEvent(event)
        plain_tooltip(self, "" if self.width() >= self.sizeHint().width() else self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the row; Enter leaves to whoever holds the row."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        holder = self.parentWidget()
        mates = [chip for chip in holder.findChildren(Chip) if chip.isVisible()] if holder else []
        if self in mates and 0 <= mates.index(self) + step < len(mates):
            mates[mates.index(self) + step].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, tinted and bold when it is on."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        now, on = theme.now(), self.isChecked()
        if not self.isEnabled():
            fill, outline, ink = now.color("sunken"), now.color("border"), now.color("disabled")
        elif on:
            fill, outline, ink = now.color("tint"), now.color("primary"), now.color("primaryD")
        else:
            fill, ink = now.color("sunken" if self.underMouse() else "surface"), now.color("text2")
            outline = now.color("border")
        wide = 2 if self.hasFocus() else (now.lines["tintLine"] if on else 1)
        paint.box(painter, whole, whole.height() / 2, fill, now.color("focus") if self.hasFocus() else outline, wide)
        left = whole.left() + scale(13)
        if self._icon:
            side = scale(14)
            icons.draw(painter, self._icon, QRectF(left, whole.center().y() - side / 2, side, side), ink)
            left += side + scale(6)
        room = QRectF(left, whole.top(), whole.width(), whole.height())
        short = self.width() < self.sizeHint().width()
        room.setRight(whole.right() - scale(10 if short else 0))
        left += paint.write(painter, room, self.text(), ink, fonts.font(13, on), elide=short) + scale(8)
        if self._count is not None:
            room = QRectF(left, whole.top(), whole.width(), whole.height())
            paint.write(painter, room, str(self._count), ink, fonts.font(12), elide=False)
        painter.end()


class ChipRow(QWidget):
    """Several chips of which one is on; they flow to a second line where there is no room."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str, int | None] | tuple[str, str, int | None, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._line = FlowLayout(self, gap=8)
        for option in options:
            self.add(*option)

    def add(self, key: str, text: str, count: int | None = None, icon: str = "") -> Chip:
        """Add one choice; the first is on."""
        chip = Chip(text, count, icon, self)
        chip.setObjectName(f"chip_{key}")
        chip.setAutoExclusive(True)
        chip.setChecked(not self._chips)
        chip.clicked.connect(lambda: self.chosen.emit(key))
        self._chips[key] = chip
        self._line.addWidget(chip)
        return chip

    def choose(self, key: str) -> None:
        """Switch one on without saying so."""
        if key in self._chips:
            self._chips[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many one choice holds."""
        if key in self._chips:
            self._chips[key].set_count(count)

    def show_chip(self, key: str, shown: bool) -> None:
        """Leave out a choice that would show nothing."""
        if key in self._chips:
            self._chips[key].setVisible(shown)

    @property
    def current(self) -> str:
        """Give the key of the chip that is on."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

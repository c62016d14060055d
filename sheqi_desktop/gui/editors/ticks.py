"""Editors one ticks: several words as chips, or one box for yes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLayoutItem, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.field_grid import COLUMNS
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.chip import Chip
from sheqi_desktop.gui.widgets.flow import FlowLayout

NOTHING_ELSE = "none"
DIGITS = frozenset("123456789")
KEYPAD = Qt.KeyboardModifier.KeypadModifier
RING_ROOM = 6
"""Between the edge of a box with words and what is in it: the ring of the focus, and four pixels."""
LABEL_ROOM = 23
"""A box beside other fields stands as low as they do, though its words are not above it."""


class CodesEditor(Editor):
    """Several words of a list as chips; 无 switches the others off."""

    def _build(self) -> QWidget:
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=8)
        self._chips: dict[object, Chip] = {}
        self._alone: set[object] = set()
        for entry in self.field.vocabulary.offered() if self.field.vocabulary else ():
            self._add(entry)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return holder

    def _add(self, entry: Entry) -> None:
        chip = Chip(entry.short or entry.label)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if not self._chips else Qt.FocusPolicy.ClickFocus)
        chip.setAccessibleName(f"{self.field.label} {entry.label}")
        chip.clicked.connect(lambda on, code=entry.code: self._pressed(code, on))
        if entry.name == NOTHING_ELSE:
            self._alone.add(entry.code)
        self._chips[entry.code] = chip
        self._flow.addWidget(chip)

    def _pressed(self, code: object, on: bool) -> None:
        if on:
            for other, chip in self._chips.items():
                if other != code and (code in self._alone or other in self._alone):
                    chip.setChecked(False)
        self.tell()

    def focus_target(self) -> QWidget:
        """Give the first chip."""
        return next(iter(self._chips.values()), self.control)

    def _settle(self) -> None:
        super()._settle()
        first = self.focus_target()
        if isinstance(first, Chip):
            first.setAccessibleName(f"{self.field.label_with_unit} {first.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; a digit ticks the chip in that place, as it chooses among segments."""
        place = int(event.text()) - 1 if event.text() in DIGITS else -1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.next_asked.emit()
        elif 0 <= place < len(self._chips) and not self.read_only and not event.modifiers() & ~KEYPAD:
            chip = list(self._chips.values())[place]
            chip.setFocus(Qt.FocusReason.TabFocusReason)
            chip.click()
        else:
            super().keyPressEvent(event)

    def value(self) -> Value:
        """Give the codes in the order of the list."""
        return [code for code, chip in self._chips.items() if chip.isChecked()] or None

    def set_value(self, value: Value) -> None:
        """Show which are on."""
        wanted = value if isinstance(value, list) else []
        for code in wanted:
            if code not in self._chips and self.field.vocabulary:
                entry = self.field.vocabulary.by_code(code)
                if entry is not None:
                    self._add(entry)
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        for chip in self._chips.values():
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, fixed)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.ClickFocus)
        first = self.focus_target()
        if not fixed:
            first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _outline(self, level: str) -> None:
        return


class Box(QCheckBox):
    """A box with words, drawn from tokens so that its outline can be seen in every theme."""

    next_asked = Signal()

    def sizeHint(self) -> QSize:
        """Room for the box and every word."""
        words = fonts.metrics(14).horizontalAdvance(self.text())
        wide = scale(18) + (scale(9) + words if self.text() else 0) + 2 * scale(RING_ROOM)
        return QSize(wide, max(super().sizeHint().height(), scale(28)))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        paint.smooth(painter)
        side = scale(18)
        left = scale(RING_ROOM)
        place = QRectF(left, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        if not self.isEnabled():
            paint.box(painter, place, scale(4), theme.color("sunken"), theme.color("border"))
        else:
            fill = theme.color("primary" if on else "surface")
            paint.box(painter, place, scale(4), fill, None if on else theme.color("strong"))
        if on:
            inner = place.adjusted(3, 3, -3, -3)
            icons.draw(painter, "check", inner, "onprimary" if self.isEnabled() else "text2")
        words = QRectF(left + side + scale(9), 0, self.width(), self.height())
        paint.write(painter, words, self.text(), "text" if self.isEnabled() else "text2", fonts.font(14))
        if self.hasFocus():
            paint.box(painter, QRectF(self.rect()), scale(6), None, theme.color("focus"), paint.FOCUS_WIDTH)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, 1 and 0 say yes and no."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.next_asked.emit()
        elif event.text() in ("0", "1"):
            self.setChecked(event.text() == "1")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()


class BoolEditor(Editor):
    """Yes or no: a box with the question beside it; unticked is “no”, not “unknown”, once it was touched."""

    LABEL_ABOVE = False

    def _build(self) -> QWidget:
        self.box = Box(self.field.label_with_unit)
        layout.least(self.box, height=36)
        self.box.toggled.connect(lambda _: self.tell())
        self.box.next_asked.connect(self.next_asked)
        self._room: QLayoutItem | None = None
        if self.field.width < COLUMNS:
            self._body.addSpacing(scale(LABEL_ROOM))
            self._room = self._body.itemAt(self._body.count() - 1)
        self.label.setParent(self)
        self.label.hide()
        self.star.setParent(self)
        self.star.hide()
        return self.box

    def stand_alone(self) -> None:
        """Leave no room for a label where no other field stands beside."""
        if self._room is not None:
            self._body.removeItem(self._room)
            self._room = None

    def set_needed(self, needed: bool) -> None:
        """The star stands in the words."""
        self.box.setText(self.field.label_with_unit + (" *" if needed else ""))

    def value(self) -> Value:
        """Give yes or no."""
        return self.box.isChecked()

    def set_value(self, value: Value) -> None:
        """Show yes or no."""
        self._quiet = True
        self.box.setChecked(value is True)
        self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.box.setEnabled(not fixed)

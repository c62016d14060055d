"""Ten fields of four digits for the printed code: what cannot be right is said at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.text import PlainLabel, repolish
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.forgotten import GROUPS, check_digit_says, groups_that_cannot_be

DIGITS = 4
ACROSS = 5
WIDE, GAP = 72, 12
"""Room for four digits, and between them; design pixels."""


class _Group(LineField):
    """One group; a pasted code is handed out whole."""

    pasted = Signal(str)

    def paste(self) -> None:
        """Hand a whole code out instead of cutting it to four digits."""
        self.pasted.emit(QApplication.clipboard().text())

    def keyPressEvent(self, event: object) -> None:
        """Ctrl+V goes the same way as the menu."""
        from PySide6.QtGui import QKeyEvent, QKeySequence

        assert isinstance(event, QKeyEvent)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)


class CodeFields(QWidget):
    """The groups, numbered as on the sheet, and a line that says how it stands."""

    changed = Signal()
    enter_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=4)
        holder = QWidget()
        flow = FlowLayout(holder, gap=GAP, down=4)
        layout.most(holder, ACROSS * WIDE + (ACROSS - 1) * GAP)
        body.addWidget(holder)
        self._fields: list[_Group] = []
        for place in range(GROUPS):
            field = _Group(digits=True)
            field.setMaxLength(DIGITS)
            field.setObjectName(f"code_{place + 1}")
            field.setAccessibleName(f"第 {place + 1} 组")
            layout.fix(field, width=WIDE, height=36)
            field.textChanged.connect(lambda _, place=place: self._typed(place))
            field.pasted.connect(self.take)
            field.enter_pressed.connect(self.enter_pressed)
            label = PlainLabel(f"第 {place + 1} 组", "label")
            label.setBuddy(field)
            group = QWidget()
            line = layout.column(group, gap=4)
            line.addWidget(label)
            line.addWidget(field)
            flow.addWidget(group)
            self._fields.append(field)
        self.said = PlainLabel("", "second_main", wrap=True)
        body.addWidget(self.said)
        self.setFocusProxy(self._fields[0])
        self._look()

    @property
    def groups(self) -> list[str]:
        """Give what is typed, group by group."""
        return [field.text().strip() for field in self._fields]

    def take(self, words: str) -> None:
        """Take a whole code from the clipboard."""
        digits = "".join(one for one in words if one.isdigit())
        for place, field in enumerate(self._fields):
            field.setText(digits[place * DIGITS : (place + 1) * DIGITS])

    def clear(self) -> None:
        """Leave nothing of a code on the screen."""
        for field in self._fields:
            field.clear()

    def mark(self, group: int) -> None:
        """Outline a group (from 1) that is wrong, and go there."""
        field = self._fields[group - 1]
        field.setProperty("level", "must")
        repolish(field)
        field.selectAll()
        field.setFocus()

    def why_not(self) -> str:
        """Say what is missing or cannot be right; empty when the check digit fits."""
        groups = self.groups
        missing = [place for place, group in enumerate(groups, start=1) if len(group) < DIGITS]
        if missing:
            return f"还差第 {missing[0]} 组" if len(missing) == 1 else f"还差 {len(missing)} 组"
        bad = groups_that_cannot_be(groups)
        return f"第 {bad[0]} 组抄错了" if bad else check_digit_says(groups)

    @property
    def complete(self) -> bool:
        """Tell whether every group has its four characters."""
        return all(len(group) == DIGITS for group in self.groups)

    def _typed(self, place: int) -> None:
        field = self._fields[place]
        if field.property("level"):
            field.setProperty("level", None)
            repolish(field)
        if len(field.text()) == DIGITS and field.hasFocus() and place + 1 < GROUPS:
            self._fields[place + 1].setFocus()
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        why = self.why_not()
        if not self.complete:
            self.said.setText(why)
            self.said.set_tone("")
        else:
            self.said.setText(f"{why}，请对照恢复单再看一遍。" if why else "校验位对得上。")
            self.said.set_tone("bad" if why else "ok")

"""Single-line and many-line fields that know the input method: Enter while composing only commits the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sheqi_desktop.domain.dates import half_width
from sheqi_desktop.gui import icons, paint
from sheqi_desktop.gui.scale import scale


def leads_out(event: QKeyEvent) -> bool:
    """Tell whether a key belongs to the form around the field: Ctrl+↑↓ walk through its sections."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)


def _idle(event: QKeyEvent, *, undo: bool, redo: bool) -> bool:
    """Tell whether a key asks to take back or to do again, and there is nothing of the kind in the field."""
    key = QKeySequence.StandardKey
    return (event.matches(key.Undo) and not undo) or (event.matches(key.Redo) and not redo)


class LineField(QLineEdit):
    """One line.  ``icon`` at the right opens something; ``narrow`` turns full-width digits into plain ones.

    ``digits`` is narrow too, and tells the input method that only digits are wanted.
    """

    enter_pressed = Signal()
    icon_pressed = Signal()
    key_down = Signal(int)

    def __init__(
        self, icon: str = "", *, narrow: bool = False, digits: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.preedit = ""
        self._icon = icon
        self.takes: frozenset[int] = frozenset()
        """Keys that are handed out by ``key_down`` instead of being typed."""
        if icon:
            self.setProperty("inside", "icon")
        if narrow or digits:
            hint = Qt.InputMethodHint.ImhDigitsOnly if digits else Qt.InputMethodHint.ImhLatinOnly
            self.setInputMethodHints(hint)
            self.textEdited.connect(self._to_half_width)

    def _to_half_width(self, text: str) -> None:
        plain = half_width(text).replace("。", ".")
        if plain != text:
            at = self.cursorPosition()
            self.setText(plain)
            self.setCursorPosition(at)
            self.textEdited.emit(plain)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window when nothing was typed here: they are about the last action."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _idle(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what is being composed."""
        self.preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is being composed in a field that was left."""
        self.preedit = ""
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab and Enter select the old value, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, unless the input method is composing."""
        key = event.key()
        if leads_out(event):
            event.ignore()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not self.preedit:
                self.enter_pressed.emit()
        elif not self.preedit and (key in self.takes and plain):
            self.key_down.emit(key)
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier):
            self.icon_pressed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The icon can be pressed."""
        if self._icon and event.position().x() > self.width() - scale(34) and not self.isReadOnly():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.icon_pressed.emit()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon inside the field."""
        super().paintEvent(event)
        if not self._icon:
            return
        painter = QPainter(self)
        paint.smooth(painter)
        side = scale(16)
        place = QRectF(self.width() - side - scale(11), (self.height() - side) / 2, side, side)
        icons.draw(painter, self._icon, place, "disabled" if self.isReadOnly() else "text2")
        painter.end()


class MemoField(QPlainTextEdit):
    """Many lines; Tab goes on, Enter makes a new line."""

    left_field = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of the form to the form."""
        if leads_out(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window when nothing was typed here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            written = self.document()
            if _idle(event, undo=written.isUndoAvailable(), redo=written.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

"""The field for a 口令."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sheqi_desktop.domain.dates import half_width
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.buttons import IconButton


class PasswordField(LineField):
    """The 口令: no input method while it is hidden, full-width letters become plain, an eye to look at it.

    With the eye open Chinese can be typed as anywhere else: what is composed is seen then.
    """

    caps = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("inside", "icon")
        self.setAccessibleName("口令")
        self._settle()
        self.eye = IconButton("eye", "显示口令", px=17, side=30, parent=self)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.clicked.connect(self._look)
        self._caps = False
        layout.fix(self, height=38)

    def _look(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.eye.icon_name = "eye-off" if hidden else "eye"
        self.eye.setAccessibleName("藏起口令" if hidden else "显示口令")
        self.eye.update()
        self._settle()
        self.setFocus()

    def _settle(self) -> None:
        """Switch the input method off while nothing is seen; Qt switches it on again with every other state."""
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoAutoUppercase
        if hidden:
            hints |= Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhLatinOnly
        self.setInputMethodHints(hints)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, not hidden and not self.isReadOnly())

    def setReadOnly(self, fixed: bool) -> None:
        """Keep the input method as it was."""
        super().setReadOnly(fixed)
        self._settle()

    def words(self) -> str:
        """Give what was typed, in plain letters."""
        return half_width(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right end."""
        super().resizeEvent(event)
        side = self.eye.sizeHint().width()
        self.eye.setGeometry(self.width() - side - scale(10), (self.height() - side) // 2, side, side)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what is committed, show nothing that is composed."""
        if event.commitString():
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice the caps lock by what letters come out."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(not self._caps)
        elif event.text().isalpha() and event.text().isascii():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(event.text().isupper() != shift)
        super().keyPressEvent(event)

    def _set_caps(self, on: bool) -> None:
        self._caps = on
        self.caps.emit(on)

"""Lines that hear the letters still being composed by the input method, so that “wx” finds 王秀 before it is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget


def words_so_far(field: QLineEdit, preedit: str) -> str:
    """Give the text with the letters being composed at the cursor, without the marks the input method puts in."""
    at, text = field.cursorPosition(), field.text()
    return (text[:at] + preedit.replace("'", "").replace(" ", "") + text[at:]).strip()


class ComposingField(QLineEdit):
    """Says ``heard`` at every letter, committed or not."""

    heard = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preedit = ""
        self.textChanged.connect(self.heard)

    @property
    def words(self) -> str:
        """Give what is searched: the text with the letters being composed at the cursor."""
        return words_so_far(self, self.preedit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hear the letters being composed without disturbing the composition."""
        self.preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.heard.emit()

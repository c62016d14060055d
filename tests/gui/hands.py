"""Hands for window tests: type Chinese as an input method does, press keys, settle."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def commit(widget: QWidget, text: str) -> None:
    """Let the input method commit a text."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, letters: str) -> None:
    """Let the input method show letters that are still being composed."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def press(widget: QWidget, *keys: Qt.Key, control: bool = False) -> None:
    """Press keys one after the other."""
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(widget, key, held)


def settle() -> None:
    """Let the window answer everything that waits."""
    for _ in range(4):
        QCoreApplication.processEvents()


def shut(window: QWidget) -> None:
    """Close the window of the program and wait for it: a copy may be made first."""
    window.close()
    for _ in range(6000):
        if not window.isVisible():
            return
        QTest.qWait(10)
    raise AssertionError("the window did not close")


def here() -> str:
    """Give the object name of the field the cursor is in, or of what holds it."""
    widget = QApplication.focusWidget()
    while widget is not None and not widget.objectName():
        widget = widget.parentWidget()
    return widget.objectName() if widget is not None else ""

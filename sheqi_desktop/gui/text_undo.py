"""Ctrl+Z and Ctrl+Y in a field one writes in: its own letters come before the last action."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit


def undo_text() -> bool:
    """Take back what was typed last where the cursor stands; tell whether there was anything."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        there = field.isUndoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        there = field.document().isUndoAvailable()
    else:
        return False
    if there:
        field.undo()
    return there


def redo_text() -> bool:
    """Type again what was taken back last where the cursor stands; tell whether there was anything."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        there = field.isRedoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        there = field.document().isRedoAvailable()
    else:
        return False
    if there:
        field.redo()
    return there

"""Where Tab leads to what was made after its neighbours.

Qt goes in the order in which widgets were made: a row that is added later comes after everything in the window, also
after the button it stands above.  ``QWidget.setTabOrder`` mends that, but does nothing at all where one of the two
takes no focus (a label, a card), and moves what is in a card only if the card itself leads to one of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stop_before(widget: QWidget) -> QWidget:
    """Give what Tab stops at before a widget; the widget itself if there is nothing else."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    return before or widget


def lead_to(before: QWidget, stops: Iterable[QWidget]) -> None:
    """Let Tab go from ``before`` through ``stops`` in this order, and then on as it did."""
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop

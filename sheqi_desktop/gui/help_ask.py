"""What somebody wants help with: the page they stand on, and the field the cursor is in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.editor import Editor


@dataclass(frozen=True, slots=True)
class HelpAsk:
    """Pages of the manual by name, the fitting one first; and a field, if one had the focus."""

    topics: tuple[str, ...]
    field: Field | None = None


def focused_field() -> Field | None:
    """Give the question the cursor is in."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, Editor):
            return widget.field
        widget = widget.parentWidget()
    return None


def topics(topic: str, page: str) -> tuple[str, ...]:
    """Give the names under which the manual may speak of a page: what it says of itself, then its id.

    ``form/referral`` and ``list/referral`` are spoken of under the kind.
    """
    return tuple(dict.fromkeys(one for one in (topic, page.rpartition("/")[2]) if one))

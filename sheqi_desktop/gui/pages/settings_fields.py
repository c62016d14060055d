"""What is typed into the settings: fields of one width, each under its name, two beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel


def lay_fields(grid: QGridLayout, fields: Iterable[tuple[int, str, QWidget]]) -> None:
    """Put fields into a grid; the places of a row are 0 and 1, of the next one 2 and 3."""
    for place, words, field in fields:
        label = PlainLabel(words, "label")
        label.setBuddy(field)
        field.setAccessibleName(words)
        layout.fix(field, width=240, height=36)
        grid.addWidget(label, place // 2 * 2, place % 2)
        grid.addWidget(field, place // 2 * 2 + 1, place % 2)
    grid.setColumnStretch(2, 1)

"""Names and what they say, in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import BREAK, PlainLabel


class KeyValues(QWidget):
    """A short list of facts; an empty one is “—”."""

    def __init__(
        self, facts: Sequence[tuple[str, str]] = (), key_width: int = 64, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = layout.grid(self, gap=8, down=4)
        self._grid.setColumnStretch(1, 1)
        self._key_width = key_width
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        layout.clear(self._grid)
        for place, (key, value) in enumerate(facts):
            name = PlainLabel(key, "second")
            layout.least(name, width=self._key_width)
            self._grid.addWidget(name, place, 0, layout.TOP)
            self._grid.addWidget(
                PlainLabel(value or "—", "second_main", wrap=True, selectable=BREAK not in value), place, 1
            )

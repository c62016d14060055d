"""The two lists of the conflict desk: what was written differently, and files that may be one person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.widgets.chip import Chip

CONFLICTS, PAIRS = "conflicts", "pairs"
WORDS = {CONFLICTS: "修改冲突", PAIRS: "疑似同一人"}


class DeskTabs(QWidget):
    """Two chips; the one of this page is on, the other leads there."""

    chosen = Signal(str, object)

    def __init__(self, here: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = layout.row(self, (12, 4, 12, 10), 8)
        self.chips: dict[str, Chip] = {}
        for page, words in WORDS.items():
            chip = Chip(words)
            chip.setObjectName(f"desk_{page}")
            chip.setChecked(page == here)
            chip.clicked.connect(lambda _=False, page=page: self._press(page, here))
            self.chips[page] = chip
            line.addWidget(chip)
        line.addStretch(1)

    def _press(self, page: str, here: str) -> None:
        self.chips[page].setChecked(page == here)
        if page != here:
            self.chosen.emit(page, None)

    def show_counts(self, conflicts: int, pairs: int) -> None:
        """Say how many wait in each list."""
        self.chips[CONFLICTS].set_count(conflicts)
        self.chips[PAIRS].set_count(pairs)

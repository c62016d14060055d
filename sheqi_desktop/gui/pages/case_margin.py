"""Beside a paper of a case: what the 督导 remarked about it, or what comes next with the case."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.annotation_panel import AnnotationPanel
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.beside import Beside

REMARKS, NEXT = "remarks", "next"


class CaseMargin(QWidget):
    """Two leaves; a paper with annotations that wait opens the first, any other the second."""

    def __init__(self, panel: AnnotationPanel, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = panel
        self._record = ""
        whole = layout.column(self, gap=6)
        self.tabs = Tabs(((REMARKS, "督导批注"), (NEXT, "下一步")), gap=4)
        self.leaves = QStackedWidget()
        self.leaves.addWidget(panel)
        self.leaves.addWidget(side)
        self.tabs.chosen.connect(self._turn)
        whole.addWidget(self.tabs)
        whole.addWidget(self.leaves, 1)
        self.tabs.choose(NEXT)

    def show_beside(self, record: str, beside: Beside | None) -> None:
        """Show what was remarked about another paper; the leaf changes only with the paper."""
        self.panel.show_beside(beside)
        waiting = self.panel.waiting
        self.tabs.set_words(REMARKS, f"督导批注 {waiting}" if waiting else "督导批注")
        if record != self._record:
            self._record = record
            unread = beside is not None and any(one.may & {"read", "confirm"} for one in beside.cards)
            self.tabs.choose(REMARKS if waiting or unread else NEXT)

    def show_remarks(self) -> None:
        """Open the leaf of the annotations."""
        self.tabs.choose(REMARKS)

    def _turn(self, key: str) -> None:
        self.leaves.setCurrentIndex(0 if key == REMARKS else 1)

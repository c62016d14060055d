"""What stands there alone, in the middle, while the program works on the data and nothing else may be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel


class AtWorkPage(QWidget):
    """Hides everything, says what is done and how far it is; a page adds what else it has to say."""

    def __init__(self, title: str, note: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = layout.row(self, (32, 32, 32, 32))
        holder = QWidget()
        layout.fix(holder, width=width)
        column = layout.column(holder, gap=14)
        whole.addStretch(1)
        whole.addWidget(holder)
        whole.addStretch(1)
        column.addStretch(5)
        self.title = PlainLabel(title, "greeting")
        column.addWidget(self.title)
        self._above = layout.column(gap=14)
        column.addLayout(self._above)
        self.panel = ProgressPanel(note)
        column.addWidget(self.panel)
        self._below = layout.column(gap=14)
        column.addLayout(self._below)
        column.addStretch(6)
        self.setFocusProxy(self.panel.cancel)

    def tell(self, progress: Progress, note: str) -> None:
        """Show the step and the share: bytes and pages are nothing to a person."""
        self.panel.show_progress(Progress(progress.step, progress.steps, text=progress.text), note)
        self.panel.show_share(progress)

"""正在换钥匙…: what stands there while the data is written anew under another key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.take_slot_away import OLD_COPIES

SAFE = "取消后还用原来的钥匙，资料不变；口令已经移除，钥匙可以以后再换。"
TOO_LATE = "新的一份已经换上，正在备份，马上就好。"
SWAPPED = 4


class NewKeyPage(QWidget):
    """Hides everything, says how far it is, and lets it be stopped while that is safe."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = layout.row(self, (32, 32, 32, 32))
        holder = QWidget()
        layout.fix(holder, width=480)
        column = layout.column(holder, gap=14)
        whole.addStretch(1)
        whole.addWidget(holder)
        whole.addStretch(1)
        column.addStretch(5)
        column.addWidget(PlainLabel("正在给资料换钥匙…", "greeting"))
        column.addWidget(PlainLabel(OLD_COPIES, "second", wrap=True))
        self.panel = ProgressPanel(SAFE)
        self.panel.cancelled.connect(self.stopped)
        column.addWidget(self.panel)
        column.addStretch(6)
        self.setFocusProxy(self.panel.cancel)

    def show_progress(self, progress: Progress) -> None:
        """Show the step and the share; bytes are nothing to a person."""
        late = progress.step >= SWAPPED
        shown = Progress(progress.step, progress.steps, text=progress.text)
        self.panel.show_progress(shown, TOO_LATE if late else SAFE)
        self.panel.show_share(progress)
        self.panel.set_cancellable(not late)

"""正在换钥匙…: what stands there while the data is written anew under another key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.pages.at_work import AtWorkPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.operations.take_slot_away import OLD_COPIES

SAFE = "取消后还用原来的钥匙，资料不变；口令已经移除，钥匙可以以后再换。"
TOO_LATE = "新的一份已经换上，正在备份，马上就好。"
SWAPPED = 4


class NewKeyPage(AtWorkPage):
    """Lets it be stopped while that is safe."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("正在给资料换钥匙…", SAFE, 480, parent)
        self._above.addWidget(PlainLabel(OLD_COPIES, "second", wrap=True))
        self.panel.cancelled.connect(self.stopped)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is, and from when on it cannot be stopped."""
        late = progress.step >= SWAPPED
        self.tell(progress, TOO_LATE if late else SAFE)
        self.panel.set_cancellable(not late)

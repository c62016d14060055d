"""正在备份…: what stands there for the few seconds between 关闭 and the end of the program."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import DiskFull, Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.countdown import Countdown
from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.pages.at_work import AtWorkPage
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button

SECONDS = 10
"""How long the sentence about a copy that was not made stays before the program closes all the same."""
SAFE = "保存过的都在，跳过也不会丢；下次退出再备份。"
FULL = "磁盘满了，这次没有备份。"
FULL_REMEDY = "保存过的都在。请腾出空间，下次退出再备份；或者下次打开后备份到 U 盘。"
REMEDY = "保存过的都在，下次退出再备份。"


class LeavingPage(AtWorkPage):
    """Lets it be skipped; trouble holds nobody up."""

    skipped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("正在备份…", SAFE, 440, parent)
        self.panel.cancel.set_words("跳过，直接退出")
        self.panel.cancelled.connect(self.skipped)
        self.said = Banner("warn", "", "")
        self.said.hide()
        self._below.addWidget(self.said)
        foot = layout.row()
        foot.addStretch(1)
        self.button = Button("退出", PRIMARY, name="leaving_now", pressed=self.left.emit)
        self.button.hide()
        foot.addWidget(self.button)
        self._below.addLayout(foot)
        self._wait = Countdown(self)
        self._wait.changed.connect(self._count_down)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self.tell(progress, SAFE)

    def say_stopping(self) -> None:
        """Say that it stops at the next safe place."""
        self.title.setText("正在退出…")
        self.panel.set_cancellable(False)

    def say_trouble(self, trouble: Trouble) -> None:
        """Say that no copy was made; whoever walked away finds the program closed."""
        self.title.setText("没有备份")
        self.panel.hide()
        if isinstance(trouble, DiskFull):
            self.said.say("warn", FULL, FULL_REMEDY)
        else:
            self.said.say("warn", trouble.sentence, f"{REMEDY}（{trouble.code}）")
        self.said.show()
        self.button.show()
        self.button.setFocus()
        self._wait.start(SECONDS)

    def _count_down(self, left: int) -> None:
        self.button.set_words(f"退出（{left}）")
        if not left:
            self.left.emit()

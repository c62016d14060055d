"""How far a long piece of work has come: step, count, time left, and what 取消 would do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.job import Progress
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button


class ProgressLine(QWidget):
    """The bar alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, percent: int) -> None:
        """Show so many percent."""
        self._part = min(max(percent, 0), 100)
        self.setAccessibleName(f"{self._part}%")
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(scale(200), scale(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.bar(painter, QRectF(self.rect()), self._part / 100, theme.color("primary"))
        painter.end()


class ProgressPanel(QWidget):
    """Words, bar and 取消."""

    cancelled = Signal()

    def __init__(self, cancel_words: str = "取消后什么也不会写入。", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=6)
        top = layout.row(gap=8)
        self._words = PlainLabel("", "second_main", elide=True)
        self._share = PlainLabel("", "second")
        top.addWidget(self._words, 1)
        top.addWidget(self._share)
        self._bar = ProgressLine()
        low = layout.row(gap=8)
        self._cancel_words = PlainLabel(cancel_words, "hint", wrap=True)
        self.cancel = Button("取消", small=True, name="progress_cancel")
        self.cancel.clicked.connect(self.cancelled)
        low.addWidget(self._cancel_words, 1)
        low.addWidget(self.cancel)
        body.addLayout(top)
        body.addWidget(self._bar)
        body.addLayout(low)

    def show_progress(self, progress: Progress, cancel_words: str = "") -> None:
        """Show how far it is."""
        self._words.setText(progress.words)
        self.show_share(progress)
        if cancel_words:
            self._cancel_words.setText(cancel_words)

    def show_share(self, progress: Progress) -> None:
        """Show only which part is done and how long the rest takes."""
        self._share.setText(progress.share_words)
        self._bar.show_part(progress.percent)

    def set_cancellable(self, can: bool) -> None:
        """Take 取消 away while nothing can be stopped."""
        self.cancel.setVisible(can)

"""The right side of the home page: 合同进度 and what has not been reported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.marks import IconSquare
from sheqi_desktop.gui.widgets.pace_bar import PaceBar, PaceLine
from sheqi_desktop.gui.widgets.ring import Ring
from sheqi_desktop.operations.home import Reporting
from sheqi_desktop.operations.home_progress import Progress, ProgressLine


class ProgressCard(Card):
    """The ring of the month and one bar for each promise; a bar opens the records behind its number."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((18, 16, 18, 14), 9, parent=parent)
        self.body.addWidget(CardTitle("合同进度", side="竖线：按时间应达到"))
        self._top = QWidget()
        ring = layout.row(self._top, gap=16)
        self.ring = Ring()
        ring.addWidget(self.ring)
        words = layout.column(gap=2)
        words.addStretch(1)
        self._title, self._words = PlainLabel("", "strong"), PlainLabel("", "second", wrap=True)
        self._remark = PlainLabel("", "hint", wrap=True)
        self._elders = PlainLabel("", "hint", wrap=True)
        for label in (self._title, self._words, self._remark, self._elders):
            words.addWidget(label)
        words.addStretch(1)
        ring.addLayout(words, 1)
        self.body.addWidget(self._top)
        self._line = Line()
        self.body.addWidget(self._line)
        self._bars: dict[str, PaceBar] = {}
        self._list = layout.column(gap=9)
        self.body.addLayout(self._list)
        self._none = PlainLabel("站负责人和社工能看到这里的数字。", "second", wrap=True)
        self.body.addWidget(self._none)
        self.body.addStretch(1)

    def show_progress(self, progress: Progress) -> None:
        """Show other numbers, all at once."""
        ring = progress.ring
        self._top.setVisible(ring is not None)
        self._line.setVisible(ring is not None)
        self._none.setVisible(ring is None and not progress.lines)
        if ring is not None:
            self.ring.show_numbers(ring.done, ring.target, "人次")
            self._title.setText(ring.title)
            self._words.setText(ring.words)
            self._remark.setText(ring.remark)
            self._elders.setText(ring.elders)
            self._elders.setVisible(bool(ring.elders))
        for one in progress.lines:
            if one.code in self._bars:
                self._bars[one.code].show_line(_pace(one))
                continue
            bar = PaceBar(_pace(one))
            bar.setObjectName(f"pace_{one.code}")
            bar.opened.connect(lambda code: self.opened.emit(str(code)))
            self._bars[one.code] = bar
            self._list.addWidget(bar)


def _pace(one: ProgressLine) -> PaceLine:
    return PaceLine(one.label, one.state, one.done, one.target, one.part, one.tick, one.words, one.code)


class SendCard(Card):
    """How much has not been reported yet, and when the window is; plain until it opens, amber in it, red after."""

    send_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((16, 14, 16, 14), 0, parent=parent)
        row = layout.row(gap=12)
        self._icon = IconSquare("package", "tint", 40, 20)
        row.addWidget(self._icon)
        words = layout.column(gap=2)
        self._count = PlainLabel("", "strong", wrap=True)
        self._window = PlainLabel("", "second", wrap=True)
        words.addWidget(self._count)
        words.addWidget(self._window)
        row.addLayout(words, 1)
        self.button = Button("导出数据包", SOFT, small=True, name="home_export")
        self.button.clicked.connect(self.send_asked)
        row.addWidget(self.button)
        self.body.addLayout(row)

    def show_reporting(self, said: Reporting) -> None:
        """Show other numbers."""
        self._icon.show_icon("package" if said.unsent else "package-check", said.tone or "tint")
        self._count.setText(f"{said.unsent} 处改动还没报送" if said.unsent else "没有要报送的改动")
        self._window.setText(said.window)
        self._window.set_tone(said.tone)

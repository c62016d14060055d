"""The bar above a print preview: print, save, which paper; how large, which page, close."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.said_names import initials

LONGEST_PLACE = 150
"""Pixels for 第 100 页 / 共 100 页."""


class PrintBar(Card):
    """One line; with large letters the looking goes under the printing."""

    print_asked = Signal()
    save_asked = Signal()
    paper_chosen = Signal(int)
    zoom_asked = Signal(int)
    whole_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((20, 9, 20, 9), 0, radius=0, outline="", parent=parent)
        self._line = layout.row(gap=8)
        printing, looking = layout.row(gap=8), layout.row(gap=8)
        self._halves = (printing, looking)
        self.print_button = Button("打印", PRIMARY, "printer", name="print_now", pressed=self.print_asked.emit)
        printing.addWidget(self.print_button)
        printing.addWidget(Button("存为 PDF", icon="file-down", name="print_save", pressed=self.save_asked.emit))
        printing.addSpacing(8)
        name = PlainLabel("表样", "second")
        self.papers = ChoiceList(initials)
        self.papers.setAccessibleName("表样")
        self.papers.activated.connect(self.paper_chosen)
        name.setBuddy(self.papers)
        layout.fix(self.papers, width=220, height=36)
        printing.addWidget(name)
        printing.addWidget(self.papers)
        printing.addSpacing(8)
        printing.addStretch(1)
        looking.addWidget(IconButton("zoom-out", "缩小", name="zoom_out", pressed=lambda: self.zoom_asked.emit(-1)))
        self.percent = PlainLabel("100%", "second")
        looking.addWidget(self.percent)
        looking.addWidget(IconButton("zoom-in", "放大", name="zoom_in", pressed=lambda: self.zoom_asked.emit(1)))
        looking.addWidget(Button("整页", small=True, name="zoom_page", pressed=self.whole_asked.emit))
        looking.addStretch(1)
        self.where = PlainLabel("", "second")
        looking.addWidget(self.where)
        looking.addWidget(Button("关闭", icon="x", name="print_close", pressed=self.close_asked.emit))
        self._line.addLayout(printing)
        self._line.addLayout(looking, 1)
        self.body.addLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether both fit beside each other."""
        super().resizeEvent(event)
        needed = sum(half.sizeHint().width() for half in self._halves) + scale(LONGEST_PLACE)
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)

"""Whom to call, in large figures on red ground: it stands above everything and waits for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.catalog.phones import Phone
from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconMark

NOT_WRITTEN = "的电话县中心还没有填写，可打12345转接。"


class PhoneStrip(QWidget):
    """One sentence and the numbers; numbers nobody wrote down yet are said to be missing, never invented."""

    def __init__(self, words: str, phones: Sequence[Phone], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phones")
        body = layout.column(self, (18, 8, 16, 8), 4)
        head = layout.row(gap=8)
        head.addWidget(IconMark("siren", "bad", 20))
        self.words = PlainLabel(words, "strong", tone="bad", wrap=True)
        head.addWidget(self.words, 1)
        body.addLayout(head)
        holder = QWidget()
        line = FlowLayout(holder, gap=24, down=2)
        self.numbers: dict[str, PlainLabel] = {}
        for phone in phones:
            if phone.number:
                line.addWidget(self._one(phone))
        body.addWidget(holder)
        missing = "、".join(one.name for one in phones if not one.number)
        if missing:
            body.addWidget(PlainLabel(missing + NOT_WRITTEN, "second", wrap=True))
        self.setAccessibleName(f"{words}{'，'.join(f'{one.name} {one.number}' for one in phones if one.number)}")

    def say(self, words: str) -> None:
        """Say another sentence above the numbers."""
        self.words.setText(words)

    def _one(self, phone: Phone) -> QWidget:
        one = QWidget()
        line = layout.row(one, gap=7)
        number = PlainLabel(phone.number, "number", tone="bad", selectable=True)
        self.numbers[phone.number] = number
        line.addWidget(number)
        line.addWidget(PlainLabel(phone.name, "second_main"))
        one.setAccessibleName(f"{phone.name} {phone.number} {phone.what}")
        return one

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the red ground and its edge."""
        painter = QPainter(self)
        paint.smooth(painter)
        colors = theme.tone("bad")
        whole = QRectF(self.rect())
        paint.box(painter, whole, scale(8), colors.ground, colors.text)
        paint.edge(painter, whole, colors.text, scale(8), 5)
        painter.end()

"""What somebody put off: one line that can be opened, and each row can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Button
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.not_today import PutOff


class LaterRows(QWidget):
    """今天不做的 2 件."""

    taken_back = Signal(object)
    turned = Signal(bool)

    def __init__(self, rows: Sequence[PutOff], shown: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=8)
        words = f"今天不做的 {len(rows)} 件"
        turn = Button(words, LINK, "chevron-up" if shown else "chevron-down", name="todo_later")
        turn.clicked.connect(lambda: self.turned.emit(not shown))
        body.addWidget(turn, 0, layout.LEFT)
        for one in rows if shown else ():
            body.addWidget(self._line(one))

    def _line(self, one: PutOff) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, (4, 0, 4, 0), 9)
        line.addWidget(PlainLabel(one.row.who, "strong13"))
        line.addWidget(PlainLabel(one.row.what, "second", elide=True), 1)
        line.addWidget(Badge(f"{short_day(one.until.isoformat())}再说", "mute", "calendar-clock"))
        back = Button("放回来", PLAIN, small=True, name=f"back_{one.row.record}")
        back.setAccessibleName(f"{one.row.who}，{one.row.what}，放回来")
        back.clicked.connect(lambda: self.taken_back.emit(one.row))
        line.addWidget(back)
        return holder

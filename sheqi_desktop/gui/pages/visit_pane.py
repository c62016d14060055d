"""Beside a visit: who this is, what was promised, blood pressure, what is still open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import Avatar, Dot
from sheqi_desktop.gui.widgets.sparkline import Sparkline
from sheqi_desktop.operations.visit_side import BP_LIMIT, VisitSide


class VisitPane(Card):
    """The pane; it is empty until somebody is chosen."""

    whole_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 8, 1, 8), 0, parent=parent)
        self._scroll = ScrollColumn((17, 8, 17, 6), 8)
        self.body.addWidget(self._scroll)
        self.side: VisitSide | None = None
        self.show_side(None)

    def show_side(self, side: VisitSide | None, now: int | None = None, day: str = "今天", known: bool = False) -> None:
        """Show a person; ``now`` is the pressure measured at this visit, on ``day``; ``known`` opens it once more."""
        self._known = known
        self.side = side
        body = self._scroll.body
        layout.clear(body)
        if side is None:
            body.addWidget(PlainLabel("选好服务对象，这里就有上次的情况和约定。", "second", wrap=True))
            body.addStretch(1)
            return
        body.addLayout(self._head(side))
        body.addWidget(Line())
        self._last(side)
        points = side.pressures + (((day, now),) if now else ())
        if points:
            body.addWidget(Line())
            body.addWidget(PlainLabel("血压记录", "strong"))
            self.line = Sparkline(points[-5:], BP_LIMIT)
            body.addWidget(self.line)
        if side.matters:
            body.addWidget(Line())
            body.addWidget(PlainLabel("在办事项", "strong"))
            for matter in side.matters:
                row = layout.row(gap=8)
                row.addWidget(Dot("badBar" if matter.late else "warnBar"))
                row.addWidget(PlainLabel(matter.words, "second", wrap=True), 1)
                body.addLayout(row)
        body.addStretch(1)

    def _head(self, side: VisitSide) -> QHBoxLayout:
        head = layout.row(gap=10)
        head.addWidget(Avatar(side.name, "tint", 40, 18), 0, layout.TOP)
        words = layout.column(gap=4)
        words.addWidget(PlainLabel(side.name, "card", wrap=True))
        holder = QWidget()
        badges = FlowLayout(holder, gap=4)
        for label in side.labels:
            badges.addWidget(Badge(label.text, label.tone))
        words.addWidget(holder)
        head.addLayout(words, 1)
        return head

    def _last(self, side: VisitSide) -> None:
        body = self._scroll.body
        if not side.last:
            body.addWidget(CardTitle("这之前没有探访" if self._known else "还没有探访过"))
            words = "打开的这次是第一次探访。" if self._known else "这是第一次，类别可选“首次摸底”。"
            body.addWidget(PlainLabel(words, "second", wrap=True))
            return
        title = CardTitle(
            f"上次探访 {side.last_day}",
            link="看全文",
            pressed=lambda: self.whole_asked.emit(side.last),
            name="side_whole",
        )
        title.title.set_role("strong")
        # A day of last year names its year: with the link beside it that is more than one line.
        title.title.setWordWrap(True)
        body.addWidget(title)
        for name, said in (("情况", side.findings), ("小结", side.summary), ("约定", side.promise)):
            if said:
                pair = layout.column(gap=0)
                pair.addWidget(PlainLabel(name, "hint"))
                pair.addWidget(PlainLabel(said, "second_main", wrap=True))
                body.addLayout(pair)

"""The strip above one 小组, 志愿者 or 志愿服务队: its name, how far it has come, a line about it, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import Action, Button, button_for
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconSquare


class GroupHead(Card):
    """The strip; the buttons are those it is given.  Where they would cut the name they go under it."""

    def __init__(self, actions: Sequence[Action], icon: str = "hand-heart", parent: QWidget | None = None) -> None:
        super().__init__((20, 12, 20, 12), 0, parent=parent)
        self._row = layout.row(gap=14)
        left = QWidget()
        line = layout.row(left, gap=14)
        line.addWidget(IconSquare(icon, "tint", 44, 22), 0, layout.MIDDLE)
        words = layout.column(gap=2)
        top = layout.row(gap=8)
        self.name = PlainLabel("", "page", elide=True)
        self.badge = Badge()
        top.addWidget(self.name, 0)
        top.addWidget(self.badge, 0, layout.MIDDLE)
        top.addStretch(1)
        self.line = PlainLabel("", "second_main", elide=True)
        words.addLayout(top)
        words.addWidget(self.line)
        line.addLayout(words, 1)
        self._row.addWidget(left, 1)
        self._acts = QWidget()
        flow = FlowLayout(self._acts, gap=14)
        self.buttons: dict[str, Button] = {}
        for action in actions:
            button = button_for(action)
            self.buttons[action.id] = button
            flow.addWidget(button)
        self._row.addWidget(self._acts, 0, layout.MIDDLE)
        self.body.addLayout(self._row)

    def say(self, name: str, state: str, tone: str, line: str) -> None:
        """Show another one."""
        self.name.setText(name)
        self.badge.say(state, tone)
        self.line.setText(line)
        self._settle()

    def _settle(self) -> None:
        margins = self.body.contentsMargins()
        words = self.name.sizeHint().width() + self.badge.sizeHint().width() + scale(44 + 3 * 14)
        room = self.width() - margins.left() - margins.right()
        way = QBoxLayout.Direction
        fits = words + self._acts.sizeHint().width() <= room
        self._row.setDirection(way.LeftToRight if fits else way.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._settle()

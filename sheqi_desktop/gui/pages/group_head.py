"""The strip above one 小组, 志愿者 or 志愿服务队: its name, how far it has come, a line about it, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import Action, Button, button_for
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.marks import IconSquare


class GroupHead(Card):
    """The strip; the buttons are those it is given."""

    def __init__(self, actions: Sequence[Action], icon: str = "hand-heart", parent: QWidget | None = None) -> None:
        super().__init__((20, 12, 20, 12), 0, parent=parent)
        line = layout.row(gap=14)
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
        self.buttons: dict[str, Button] = {}
        for action in actions:
            button = button_for(action)
            self.buttons[action.id] = button
            line.addWidget(button, 0, layout.MIDDLE)
        self.body.addLayout(line)

    def say(self, name: str, state: str, tone: str, line: str) -> None:
        """Show another one."""
        self.name.setText(name)
        self.badge.say(state, tone)
        self.line.setText(line)

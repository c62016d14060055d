"""The head of an activity: what, how far, whose turn it is, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.marks import IconSquare
from sheqi_desktop.gui.widgets.stepper import Stages, Step
from sheqi_desktop.operations.activity_card import STAGES, ActivityCard

ACTS: Mapping[str, tuple[str, str]] = {
    "submit_plan": ("报批计划", "send"),
    "approve_plan": ("批准计划", "check"),
    "sign": ("签批", "badge-check"),
    "record": ("写记录和总结", "pen-line"),
    "return_plan": ("退回计划", "reply"),
    "return": ("退回", "reply"),
    "postpone": ("延期", "calendar-clock"),
    "cancel": ("取消活动", "ban"),
}
"""What can be done, the weightiest first: its words and its icon."""
_LEADING = ("sign", "approve_plan", "submit_plan", "record")


class ActivityHeadCard(Card):
    """Name, state, stages and buttons; what is pressed is said by its key."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((20, 14, 20, 12), 12, parent=parent)
        line = layout.row(gap=14)
        line.addWidget(IconSquare("tent", "tint", 44, 22), 0, layout.TOP)
        words = layout.column(gap=4)
        first = layout.row(gap=8)
        self._name = PlainLabel("", "result", elide=True)
        self._state, self._waits = Badge(""), Badge("")
        first.addWidget(self._name)
        first.addWidget(self._state)
        first.addWidget(self._waits)
        first.addStretch(1)
        words.addLayout(first)
        self._facts = PlainLabel("", "second_main", elide=True)
        words.addWidget(self._facts)
        line.addLayout(words, 1)
        self._buttons = layout.row(gap=8)
        self.leading: Button | None = None
        """The one thing to do next, where there is one."""
        line.addLayout(self._buttons)
        self.body.addLayout(line)
        self.stages = Stages(())
        self.body.addWidget(self.stages)

    def show_activity(self, card: ActivityCard) -> None:
        """Show another activity, or the same one further on."""
        self._name.setText(card.name)
        self._state.say(card.words, card.tone)
        self._waits.say(card.waits, "warn")
        parts = [card.number.partition("-")[2], *(value for _, value in card.plan[:1]), *card.headline]
        self._facts.setText("・".join(part for part in parts if part))
        self.stages.show_stages(
            [Step(title, when) for title, when in zip(STAGES, card.stage_days, strict=True)], card.stage
        )
        layout.clear(self._buttons)
        self.leading = None
        leading = next((key for key in _LEADING if key in card.acts), "")
        for key, (text, icon) in ACTS.items():
            if key in card.acts:
                kind = PRIMARY if key == leading else PLAIN
                button = Button(text, kind, icon, small=bool(leading) and key != leading, name=f"activity_{key}")
                button.clicked.connect(lambda _=False, act=key: self.asked.emit(act))
                self._buttons.addWidget(button)
                if key == leading:
                    self.leading = button

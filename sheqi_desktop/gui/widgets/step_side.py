"""The left side of a job of several steps: what it is, the steps, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.gui.widgets.stepper import Step, Steps


class StepSide(QWidget):
    """300 wide; ``foot`` takes what stands above the telephone line."""

    def __init__(
        self, title: str, words: str, steps: Sequence[Step], phone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("first_run_side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.fix(self, width=300)
        body = layout.column(self, (28, 28, 20, 24), 4)
        body.addWidget(PlainLabel(title, "result"))
        body.addWidget(PlainLabel(words, "second", wrap=True))
        body.addSpacing(scale(20))
        self.steps = Steps(steps)
        scroll = ScrollColumn()
        scroll.body.addWidget(self.steps)
        scroll.body.addStretch(1)
        body.addWidget(scroll, 1)
        self.foot = layout.column(gap=4)
        body.addLayout(self.foot)
        help_ = layout.row(gap=8)
        help_.addWidget(IconMark("phone", "text2", 16))
        ask = f"不会弄？打县中心电话 {phone}，边说边点" if phone else "不会弄？打县中心电话，边说边点"
        help_.addWidget(PlainLabel(ask, "second", wrap=True), 1)
        body.addLayout(help_)

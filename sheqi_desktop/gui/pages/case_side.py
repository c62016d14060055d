"""Beside a case: what may be done next, what is missing before it, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.timeline import Event, Timeline
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.case_counts import CaseCounts
from sheqi_desktop.operations.case_file import CaseFile, Happening, NextStep

FIRST_STEPS = 4
_ICONS = {"ok": "badge-check", "bad": "undo-2", "info": "flag"}


class CaseSide(Card):
    """Three short lists; everything in them can be pressed."""

    step_asked = Signal(object)
    record_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((14, 12, 14, 10), 8, parent=parent)
        self._scroll = ScrollColumn(gap=8)
        self.body.addWidget(self._scroll, 1)
        self._file: CaseFile | None = None
        self._all = False
        self._counts: CaseCounts | None = None

    def show_counts(self, counts: CaseCounts | None) -> None:
        """Say whether the case counts in the contract; this is known a moment after the case itself."""
        if counts != self._counts:
            self._counts = counts
            self._fill()

    def show_case(self, file: CaseFile) -> None:
        """Show a case; what comes next is in sight."""
        if self._file is None or self._file.head.record != file.head.record:
            self._counts = None
        self._file, self._all = file, False
        self._fill()
        self._scroll.verticalScrollBar().setValue(0)

    def _fill(self) -> None:
        file, body = self._file, self._scroll.body
        layout.clear(body)
        if file is None:
            return
        if file.head.fixed:
            body.addWidget(Banner("info", file.head.fixed, name="case_fixed"))
        else:
            body.addWidget(CardTitle("下一步"))
            self._steps(file.steps, file.waiting)
            if file.others:
                body.addWidget(CardTitle("其他"))
                for step in file.others:
                    body.addWidget(self._button(step, PLAIN), 0, layout.LEFT)
                    if step.note:
                        body.addWidget(PlainLabel(step.note, "hint", wrap=True))
        if file.in_the_way:
            body.addWidget(Line())
            body.addWidget(CardTitle("还差什么", f"{len(file.in_the_way)} 处"))
            for words in file.in_the_way:
                self._point("circle-alert", "warn", words)
        if file.lacking:
            body.addWidget(Line())
            body.addWidget(CardTitle("缺件", f"{len(file.lacking)} 份"))
            self._point("file-warning", "bad", "、".join(file.lacking))
        if file.together:
            body.addWidget(Line())
            body.addWidget(CardTitle("集中补录", "督导会看到"))
            for words in file.together:
                self._point("clock-alert", "warn", words)
        if self._counts is not None:
            body.addWidget(Line())
            body.addWidget(CardTitle("指标"))
            counted = self._counts.counted
            self._point("circle-check" if counted else "info", "ok" if counted else "info", self._counts.words)
        body.addWidget(Line())
        body.addWidget(CardTitle("经过"))
        timeline = Timeline([_event(one) for one in file.timeline])
        timeline.opened.connect(lambda record: self.record_asked.emit(record))
        body.addWidget(timeline)
        body.addStretch(1)

    def _button(self, step: NextStep, kind: str) -> Button:
        button = Button(step.words, kind, small=True, name=f"step_{step.target}")
        button.clicked.connect(partial(self._ask, step))
        return button

    def _steps(self, steps: Sequence[NextStep], waiting: Sequence[str]) -> None:
        shown = steps if self._all else steps[:FIRST_STEPS]
        for words in waiting:
            self._point("hourglass", "info", words)
        if not steps and not waiting:
            self._scroll.body.addWidget(PlainLabel("现在没有要办的", "second", wrap=True))
        for place, step in enumerate(shown):
            self._scroll.body.addWidget(self._button(step, PLAIN if place else PRIMARY))
            if step.note:
                self._scroll.body.addWidget(PlainLabel(step.note, "hint", wrap=True))
        if len(steps) > len(shown):
            more = Button(f"还有 {len(steps) - len(shown)} 种", LINK, "chevron-down", small=True, name="step_more")
            more.clicked.connect(self._show_all)
            self._scroll.body.addWidget(more, 0, layout.LEFT)

    def _ask(self, step: NextStep, checked: bool = False) -> None:
        self.step_asked.emit(step)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _point(self, icon: str, ink: str, words: str) -> None:
        line = layout.row(gap=7)
        line.addWidget(IconMark(icon, ink, 16), 0, layout.TOP)
        line.addWidget(PlainLabel(words, "second_main", wrap=True), 1)
        self._scroll.body.addLayout(line)


def _event(one: Happening) -> Event:
    detail = f"{one.who}：{one.comment}" if one.comment else one.who
    return Event(one.record, _ICONS.get(one.tone, "circle-dot"), one.tone or "tint", one.what, detail, one.at[5:10])

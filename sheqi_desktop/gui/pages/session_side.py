"""Beside a 督导记录: what was agreed on before and is not done, and how the worker fares, between two people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import MemoField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn, Well
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.sessions import ActionLine
from sheqi_desktop.operations.wellbeing import Wellbeing

WIDTH = 300
PRIVATE = "只有督导和本人看得到：不进报表，不印，站长和县中心都看不到。"


class SessionSide(Card):
    """Two parts; the lower is only there for the two it is about."""

    done_asked = Signal(str, str)
    """The session an action was agreed on in, and its row."""
    wellbeing_asked = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((16, 12, 10, 12), 8, parent=parent)
        scroll = ScrollColumn((0, 0, 6, 0), 8)
        self.body.addWidget(scroll, 1)
        self.head = CardTitle("上次约定的行动")
        scroll.body.addWidget(self.head)
        self._actions = layout.column(gap=8)
        scroll.body.addLayout(self._actions)
        self._line = Line()
        scroll.body.addWidget(self._line)
        self.private = WellbeingBox()
        self.private.asked.connect(self.wellbeing_asked)
        scroll.body.addWidget(self.private)
        scroll.body.addStretch(1)
        layout.fix(self, width=WIDTH)
        self.show_private(False)

    def show_private(self, shown: bool) -> None:
        """Show the part that is between two people, or nothing of it."""
        self.private.setVisible(shown)
        self._line.setVisible(shown)

    def show_actions(self, lines: Sequence[ActionLine], may_finish: bool) -> None:
        """Show what is open; a supervisor marks it 已办 here."""
        layout.clear(self._actions)
        late = sum(one.late > 0 for one in lines)
        self.head.say(f"{len(lines)} 项没办完" if lines else "", f"{late} 项过期" if late else "")
        if not lines:
            self._actions.addWidget(PlainLabel("没有没办完的", "second", wrap=True))
        for one in lines:
            self._actions.addWidget(self._action(one, may_finish))

    def _action(self, one: ActionLine, may_finish: bool) -> Well:
        well = Well((10, 8, 10, 8), 4)
        well.body.addWidget(PlainLabel(one.what, "strong13", wrap=True))
        well.body.addWidget(PlainLabel(f"{one.who_name}・{one.on} 约定・{one.due} 前", "hint", wrap=True))
        foot = layout.row(gap=6)
        if one.late:
            foot.addWidget(Badge(f"逾期 {one.late} 天", "bad"))
        foot.addStretch(1)
        if may_finish:
            done = Button("已办…", LINK, "check", small=True, name="action_done")
            done.setAccessibleName(f"“{one.what}”已办")
            done.clicked.connect(partial(self._ask_done, one.session, one.row))
            foot.addWidget(done)
        well.body.addLayout(foot)
        return well

    def _ask_done(self, session: str, row: str, checked: bool = False) -> None:
        self.done_asked.emit(session, row)


class WellbeingBox(QWidget):
    """情绪与压力 of one worker: five levels and a few words, kept by a button of its own."""

    asked = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = ""
        column = layout.column(self, gap=6)
        self.title = CardTitle("情绪与压力")
        column.addWidget(self.title)
        column.addWidget(PlainLabel(PRIVATE, "hint", wrap=True))
        self.level = Segments([Segment(n, str(n), n) for n in range(1, 6)], equal=True)
        self.level.setAccessibleName("情绪与压力，1压力很大，5轻松")
        self.level.chosen.connect(lambda _: self._say_level())
        column.addWidget(self.level)
        self.level_words = PlainLabel("", "second")
        column.addWidget(self.level_words)
        self.note = MemoField()
        self.note.setObjectName("wellbeing_note")
        self.note.setAccessibleName("情绪与压力的说明")
        self.note.setPlaceholderText("想说的话，可以不写")
        layout.fix(self.note, height=76)
        column.addWidget(self.note)
        self.keep = Button("保存情绪与压力", SOFT, "lock", small=True, name="wellbeing_keep", pressed=self._ask)
        column.addWidget(self.keep, 0, layout.LEFT)
        self._words: dict[int, str] = {}

    def speak(self, words: dict[int, str]) -> None:
        """Learn what the levels are called."""
        self._words = words

    def show_of(self, worker: str, name: str, kept: Wellbeing | None, why_not: str) -> None:
        """Show what was kept of a worker; ``why_not`` says why it cannot be kept yet."""
        self._worker = worker
        self.title.say(name)
        self.level.set_value(kept.level if kept else None)
        self.note.setPlainText(kept.note if kept else "")
        self.keep.explain(why_not)
        self._say_level()

    def _say_level(self) -> None:
        value = self.level.value()
        self.level_words.setText(self._words.get(value, "") if isinstance(value, int) else "1 压力很大 … 5 轻松")

    def _ask(self) -> None:
        self.asked.emit(self._worker, self.level.value(), self.note.toPlainText())

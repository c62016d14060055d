"""Two files that may be one person, side by side, with both lives on one line, and what the centre says of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.timeline import Event, Timeline
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.same_person import Happened, Pair, Side

STAYS = "认定为同一人，只影响“服务了多少人”；两份档案、编号和服务记录都照旧。以后可以分开。"
CERTAIN, CLASH = "证件号码和姓名都相同", "号码冲突：同一个证件号码，两个姓名"
HIDDEN = "这份档案没有看的权限，请有权限的人来认定。"
SIDE_LEAST = 240


class PairPane(Card):
    """Shows a pair; asks the page to join it, to tell the two apart, to ask the stations, or to part them again."""

    join_asked = Signal()
    apart_asked = Signal()
    ask_asked = Signal()
    part_asked = Signal()
    open_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((22, 14, 22, 14), 8, parent=parent)
        head = layout.row(gap=10)
        self._title = PlainLabel("", "page", elide=True)
        self._badge = Badge("疑似同一人", "note")
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        self.body.addLayout(head)
        self._evidence = PlainLabel("", "second_main", wrap=True)
        self.body.addWidget(self._evidence)
        self.body.addWidget(Line())
        self._scroll = ScrollColumn(gap=10)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(PlainLabel(STAYS, "hint", wrap=True))
        self._buttons = self._foot()

    def _foot(self) -> dict[str, Button]:
        made = {
            "ask": Button("退回核实…", PLAIN, "undo-2", name="pair_ask", pressed=self.ask_asked.emit),
            "apart": Button("不是同一人…", PLAIN, name="pair_apart", pressed=self.apart_asked.emit),
            "join": Button("同一人…", PRIMARY, "check", name="pair_join", pressed=self.join_asked.emit),
            "part": Button("分开…", PLAIN, "undo-2", name="pair_part", pressed=self.part_asked.emit),
        }
        foot = layout.row(gap=8)
        foot.addStretch(1)
        for button in made.values():
            foot.addWidget(button)
        self.body.addLayout(foot)
        return made

    def show_pair(self, pair: Pair, *, decides: bool) -> None:
        """Show two files."""
        self._title.setText(
            pair.left.name if pair.left.name == pair.right.name else f"{pair.left.name} / {pair.right.name}"
        )
        tone = "ok" if pair.joined else "bad" if pair.clash else "note"
        words = (
            "已认定为同一人"
            if pair.joined
            else "号码冲突"
            if pair.clash
            else "确定重复"
            if pair.certain
            else "疑似同一人"
        )
        self._badge.say(words, tone)
        strong = CLASH if pair.clash else CERTAIN if pair.certain else ""
        told = [one for one in pair.evidence if not (strong and one == "证件号码相同")]
        self._evidence.setText(pair.joined or pair.asked or "；".join(one for one in (strong, *told) if one))
        layout.clear(self._scroll.body)
        sides = layout.row(gap=12)
        for side in (pair.left, pair.right):
            sides.addWidget(self._side(side), 1)
        self._scroll.body.addLayout(sides)
        if pair.life:
            self._scroll.body.addWidget(
                CardTitle("两份档案的服务", "同一天两边都有的标出来，既可能是同一人，也可能不是")
            )
            self._scroll.body.addWidget(_life(pair.life))
        self._scroll.body.addStretch(1)
        may = decides and not pair.left.hidden and not pair.right.hidden
        for key, button in self._buttons.items():
            button.setVisible(may and (key == "part") == bool(pair.joined))

    def _side(self, side: Side) -> QWidget:
        card = Card((14, 10, 14, 10), 6)
        layout.least(card, width=SIDE_LEAST)
        head = layout.row(gap=8)
        head.addWidget(PlainLabel(f"{side.name}・{side.sex_age}", "strong", elide=True), 1)
        head.addWidget(Badge(side.station, "info"))
        card.body.addLayout(head)
        line = layout.row(gap=8)
        line.addWidget(PlainLabel(side.number, "hint", elide=True), 1)
        opened: Callable[[], object] = lambda: self.open_asked.emit(side.record)  # noqa: E731
        line.addWidget(Button("打开档案", LINK, small=True, name="pair_open", pressed=opened))
        card.body.addLayout(line)
        card.body.addWidget(PlainLabel(HIDDEN, "soft", wrap=True) if side.hidden else KeyValues(side.facts))
        card.body.addStretch(1)
        return card


def _life(life: tuple[Happened, ...]) -> Timeline:
    events = [
        Event(
            str(nth),
            "circle-alert" if one.both else "calendar",
            "warn" if one.both else "info" if one.left else "note",
            one.words,
            f"{one.station}・{'左' if one.left else '右'}边的档案" + ("・同一天两边都有" if one.both else ""),
            one.on,
        )
        for nth, one in enumerate(life)
    ]
    return Timeline(events)

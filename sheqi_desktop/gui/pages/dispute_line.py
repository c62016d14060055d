"""One answer at odds: what each machine wrote, what was there before, and what it is to be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import MemoField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.gui.widgets.pick_card import PickCard
from sheqi_desktop.operations.disputes import Line
from sheqi_desktop.operations.path_words import NOT_FILLED
from sheqi_desktop.operations.settle_conflict import BOTH, LEFT, RIGHT, TYPED, both

BASE_COLUMN = 2
BASE_WIDTH, LABEL_WIDTH, RESULT_HEIGHT = 150, 72, 62


class DisputeLine(QObject):
    """Puts itself as one row into the grid of what was written and as one field into the result."""

    changed = Signal()
    focused = Signal()

    def __init__(self, line: Line, number: int, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.chosen: int | None = None
        row = number + 1
        label = PlainLabel(line.label, "strong", wrap=True)
        layout.least(label, width=LABEL_WIDTH)
        grid.addWidget(label, row, 0)
        self.cards: list[PickCard] = []
        for nth, side in enumerate(line.sides):
            spoken = f"{line.label}：{side.machine}写的是{side.words}"
            card = PickCard(side.words, spoken, f"dispute_{number}_{nth}")
            card.clicked.connect(partial(self.choose, nth))
            self.cards.append(card)
            grid.addWidget(card, row, nth + 1 + (nth > 0))
        before = Well((8, 6, 8, 6), 0)
        layout.fix(before, width=BASE_WIDTH)
        for text, role in (("原来", "hint"), (line.base, "second_main")):
            words = PlainLabel(text, role, wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            before.body.addWidget(words)
        grid.addWidget(before, row, BASE_COLUMN)
        self.result = QWidget(parent)
        body = layout.column(self.result, gap=4)
        body.addWidget(PlainLabel(line.label, "label"))
        self.field: MemoField | None = None
        self.shown = PlainLabel("还没有选", "second", wrap=True)
        if line.written:
            self.field = MemoField()
            self.field.setAccessibleName(f"{line.label}，合并后写什么")
            self.field.setPlaceholderText("选左边或右边，也可以直接写")
            self.field.textChanged.connect(self.changed)
            layout.fix(self.field, height=RESULT_HEIGHT)
            body.addWidget(self.field)
        else:
            body.addWidget(self.shown)
        if line.suggested is not None:
            self.choose(line.suggested)

    # ------------------------------------------------------------------ choosing
    def choose(self, nth: int) -> None:
        """Take what one machine wrote."""
        nth = max(0, min(nth, len(self.cards) - 1))
        self.chosen = nth
        self._mark(nth)
        words = self.line.sides[nth].words
        if self.field is not None:
            self.field.setPlainText("" if words == NOT_FILLED else words)
        else:
            self.shown.setText(words)
            self.shown.set_role("strong")
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go one answer to the left or right."""
        start = self.chosen if self.chosen is not None else (1 if by < 0 else 0)
        self.choose(start + by)
        self.focus()

    def take_both(self) -> None:
        """Put the words of all machines one under the other, where they are words."""
        if self.field is not None:
            self.chosen = None
            self._mark(None)
            self.field.setPlainText(both(self.line))
            self.changed.emit()

    def _mark(self, chosen: int | None) -> None:
        for other, card in enumerate(self.cards):
            card.setChecked(other == chosen)

    # ------------------------------------------------------------------ what came of it
    def choice(self) -> Choice | None:
        """Give what was decided, None while nothing is."""
        if self.field is None:
            return None if self.chosen is None else self._side(self.chosen)
        text = self.field.toPlainText().strip()
        if self.chosen is not None and text == self._words(self.chosen):
            return self._side(self.chosen)
        if not text:
            return None
        return Choice(text, BOTH if text == both(self.line).strip() else TYPED)

    def _words(self, nth: int) -> str:
        words = self.line.sides[nth].words
        return "" if words == NOT_FILLED else words.strip()

    def _side(self, nth: int) -> Choice:
        value: Value = self.line.sides[nth].value
        return Choice(value, LEFT if nth == 0 else RIGHT)

    def kept(self) -> tuple[int | None, str]:
        """Give what is half decided, to come back to."""
        return self.chosen, self.field.toPlainText() if self.field is not None else ""

    def restore(self, kept: tuple[int | None, str]) -> None:
        """Come back to what was half decided."""
        chosen, text = kept
        if chosen is not None:
            self.choose(chosen)
        if self.field is not None and text:
            self.field.setPlainText(text)

    def has_focus(self) -> bool:
        """Tell whether the person is at this answer."""
        return any(card.window().focusWidget() is card for card in self.cards)

    def focus(self) -> None:
        """Go to this answer."""
        self.cards[self.chosen or 0].setFocus(Qt.FocusReason.TabFocusReason)

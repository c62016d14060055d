"""All annotations of a document as a column of cards; of a thousand only those around the one looked at are made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.thread import State
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.widgets.annotation_card import AnnotationCard
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.operations.document_threads import Card

AT_ONCE = 12
"""So many cards stand in the column; more are a press away."""
DONE = frozenset({State.CONFIRMED, State.READ, State.WITHDRAWN, State.OVERRULED, State.LEFT})
"""States in which nobody waits for anything: these fold away."""


class CardColumn(QWidget):
    """Cards in reading order; what is done with folds into 已处理 3 条."""

    asked = Signal(str, str, str, str)
    typed = Signal(str, str, str, str)
    put_away = Signal(str)
    began = Signal(str)
    filled = Signal()
    """The cards were made anew: what was half typed in them has to be put back."""

    def __init__(self, *, signed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed = signed
        self._all: tuple[Card, ...] = ()
        self._first = 0
        self._open = False
        self._chosen = ""
        self.typing = False
        """Whether somebody was typing on a card when the cards were made anew."""
        self.cards: dict[str, AnnotationCard] = {}
        self._body = layout.column(self, gap=10)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards, from the first one on; a fold that was opened stays open."""
        if tuple(cards) == self._all:
            return
        same = bool(self._all and cards) and _document(self._all[0]) == _document(cards[0])
        self._all = tuple(cards)
        self._first = self._first if same else 0
        self._open = self._open and same
        self._chosen = self._chosen if same else ""
        self._refill()

    @property
    def chosen(self) -> str:
        """The annotation one came to last, '' for none."""
        return self._chosen

    @property
    def listed(self) -> list[Card]:
        """Give the cards that are not folded away."""
        return [one for one in self._all if self._open or one.thread.state not in DONE]

    def go_to(self, annotation: str, *, focus: bool = True) -> AnnotationCard | None:
        """Bring a card in sight, folded away or not, and choose it; None if there is no such annotation."""
        found = next((one for one in self._all if one.annotation.id == annotation), None)
        if found is None:
            return None
        if found.thread.state in DONE and not self._open:
            self._open = True
            self._refill()
        place = self.listed.index(found)
        if not self._first <= place < self._first + AT_ONCE:
            self._first = max(0, place - AT_ONCE // 2)
            self._refill()
        card = self.cards[annotation]
        for one in self.cards.values():
            one.show_chosen(one is card)
        self._chosen = annotation
        if focus:
            card.number.setFocus(Qt.FocusReason.TabFocusReason)
        return card

    def neighbour(self, step: int) -> str:
        """Give the annotation before or after the chosen one, '' at either end."""
        ids = [one.annotation.id for one in self.listed]
        if not ids:
            return ""
        now = ids.index(self._chosen) if self._chosen in ids else -1 if step > 0 else len(ids)
        return ids[now + step] if 0 <= now + step < len(ids) else ""

    def _refill(self) -> None:
        self.typing = any(one.box is not None and one.box.field.hasFocus() for one in self.cards.values())
        layout.clear(self._body)
        self.cards = {}
        listed = self.listed
        self._first = max(0, min(self._first, len(listed) - 1))
        last = min(self._first + AT_ONCE, len(listed))
        if self._first:
            self._more(f"前面还有 {self._first} 条", -AT_ONCE)
        for one in listed[self._first : last]:
            self._add(one)
        if last < len(listed):
            self._more(f"后面还有 {len(listed) - last} 条", AT_ONCE)
        done = sum(1 for one in self._all if one.thread.state in DONE)
        if done:
            words = f"收起已处理的 {done} 条" if self._open else f"已处理 {done} 条"
            fold = Button(words, LINK, "chevron-up" if self._open else "chevron-down", name="cards_done")
            fold.clicked.connect(self._fold)
            self._body.addWidget(fold)
        self.filled.emit()

    def open_all(self) -> None:
        """Unfold what is done with."""
        if not self._open:
            self._fold()

    def show_begun(self, annotation: str, act: str, text: str, choice: str) -> None:
        """Show what was half typed on a card that is made anew, if it may still be done."""
        card = self.cards.get(annotation)
        if card is None or act not in card.card.may:
            return
        card.begin(act, text, choice)
        if self.typing and card.box is not None:
            card.box.field.setFocus(Qt.FocusReason.OtherFocusReason)
            card.box.field.moveCursor(QTextCursor.MoveOperation.End)

    def _add(self, one: Card) -> None:
        card = AnnotationCard(one, signed=self._signed)
        card.show_chosen(one.annotation.id == self._chosen)
        card.asked.connect(self.asked)
        card.typed.connect(self.typed)
        card.put_away.connect(self.put_away)
        card.began.connect(self.began)
        self._body.addWidget(card)
        self.cards[card.id] = card

    def _more(self, words: str, step: int) -> None:
        button = Button(words, LINK, name=f"cards_{'before' if step < 0 else 'after'}")
        button.clicked.connect(lambda: self._move(step))
        self._body.addWidget(button)

    def _move(self, step: int) -> None:
        self._first = max(0, self._first + step)
        # The button that was pressed goes with the old cards: not while it still tells of the press.
        QTimer.singleShot(0, self, self._refill)

    def _fold(self) -> None:
        self._open = not self._open
        QTimer.singleShot(0, self, self._refill)


def _document(one: Card) -> str:
    return one.annotation.anchor.document

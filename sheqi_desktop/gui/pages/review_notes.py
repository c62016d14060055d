"""The violet panel at the right of 待批注: the annotations, the new one, the decisions before, and the criteria."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.new_annotation import NewAnnotation
from sheqi_desktop.gui.pages.rubric_card import RubricCard
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.card_column import CardColumn
from sheqi_desktop.operations.document_threads import Decision
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.phrases import Phrase
from sheqi_desktop.operations.review_document import UnderReview


class ReviewNotes(Card):
    """What was said and what is being said."""

    asked = Signal(str, str, str, str)
    """Act, annotation, words, choice: as the card says it."""

    def __init__(
        self, library: Library, phrases: Callable[[], Sequence[Phrase]], parent: QWidget | None = None
    ) -> None:
        super().__init__((14, 12, 14, 12), 8, fill="noteBg", parent=parent)
        head = layout.row(gap=8)
        head.addWidget(PlainLabel("批注", "card"))
        self.count = PlainLabel("", "second")
        head.addWidget(self.count, 1)
        self.body.addLayout(head)
        self.rolling = ScrollColumn(gap=10)
        self.body.addWidget(self.rolling, 1)
        self.cards = CardColumn()
        self.cards.asked.connect(self.asked)
        self.cards.began.connect(self._began)
        self.rolling.body.addWidget(self.cards)
        words = library.vocabularies
        kinds, tags = words["annotation_kind"].offered(), words["issue_tag"].offered()
        self.decisions = layout.column(gap=2)
        self.rolling.body.addLayout(self.decisions)
        self.rolling.body.addStretch(1)
        self.rubric = RubricCard()
        self.rolling.body.addWidget(self.rubric)
        # However long the threads above are, what one writes and its button stay where they are.
        self.new = NewAnnotation(kinds, tags, words["doc_rating"].offered(), phrases)
        self.body.addWidget(self.new)
        layout.least(self.rolling, height=64)
        layout.least(self, width=270)

    def show_document(self, found: UnderReview | None) -> None:
        """Show the annotations of another document."""
        told = found.told if found is not None else None
        cards = told.cards if told is not None else ()
        self.count.setText(f"{len(cards)} 条" if cards else "还没有")
        self.cards.show_cards(cards)
        self.cards.setVisible(bool(cards))
        self.new.setVisible(told is not None and told.may_annotate)
        self.rubric.show_rubric(found.rubric if found is not None else None)
        layout.clear(self.decisions)
        if told is not None and told.decisions:
            self.decisions.addWidget(PlainLabel("以前的结论", "hint_strong"))
            for one in reversed(told.decisions):
                self.decisions.addWidget(PlainLabel(_decision(one), "hint", wrap=True))

    def go_to(self, annotation: str, *, focus: bool = True) -> None:
        """Bring a card in sight."""
        card = self.cards.go_to(annotation, focus=focus)
        if card is not None:
            self.rolling.bring(card, 20)

    def show_new(self) -> None:
        """Bring the new annotation in sight, where the panes of the page stand under each other and scroll."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, ScrollColumn):
            above = above.parentWidget()
        if above is not None:
            above.bring(self.new, 20)

    def _began(self, annotation: str) -> None:
        """Bring the box in sight that was opened: it makes its card higher."""
        card = self.cards.cards.get(annotation)
        if card is not None and card.box is not None:
            self.rolling.bring(card.box, 28)


def _decision(one: Decision) -> str:
    words = f"第 {one.version} 版 {one.words}・{one.by}・{one.at}"
    return f"{words}：{one.text}" if one.text else words

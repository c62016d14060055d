"""Cards that wait, each with a verb; the root keys at the top sign whichever is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.root_key_field import RootKeyField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.root_key import county_root_keys

_Signed = TypeVar("_Signed")


class SignedCardsPage(ReadingPage):
    """Reads a list, shows a card for each; a page gives its words and what a card is."""

    SIGNS = ""
    """What the root keys are for, over their fields."""
    WORDS = ""
    """What comes of it, '' for nothing to say."""
    NONE = ("", "", "")
    """Icon, title and words where nothing waits."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        layout.column(self).addWidget(scroll)
        self._key_card = Card((24, 16, 24, 16), 8)
        layout.most(self._key_card, 860)
        self.root = RootKeyField(desk)
        self.root.changed.connect(self._weigh)
        self._key_card.body.addWidget(CardTitle(self.SIGNS))
        if self.WORDS:
            self._key_card.body.addWidget(PlainLabel(self.WORDS, "second", wrap=True))
        self._key_card.body.addWidget(self.root)
        scroll.body.addWidget(self._key_card)
        self._cards = layout.column(gap=12)
        scroll.body.addLayout(self._cards)
        self._none = EmptyState(*self.NONE)
        scroll.body.addWidget(self._none)
        scroll.body.addStretch(1)
        self._buttons: list[Button] = []

    def leave(self) -> None:
        """The root key does not wait for whoever comes next."""
        self.root.forget()

    def show_found(self, found: object) -> None:
        """Show a card for each."""
        assert isinstance(found, list)
        layout.clear(self._cards)
        self._buttons = []
        for one in found:
            self._cards.addWidget(self._card(one))
        self._none.setVisible(not found)
        self._key_card.setVisible(bool(self._buttons))
        self._weigh()

    def _card(self, one: Any) -> QWidget:
        """Make the card of one that waits; its verb goes into ``_buttons``."""
        raise NotImplementedError

    def _foot(self, card: Card, verb: Button, *beside: QWidget) -> None:
        """Put what the root keys sign at the foot of a card, and beside it what else there is to press."""
        self._buttons.append(verb)
        foot = layout.row(gap=10)
        for one in (verb, *beside):
            foot.addWidget(one)
        foot.addStretch(1)
        card.body.addLayout(foot)

    def _sign(self, work: Callable[..., _Signed], done: Callable[[_Signed], None]) -> None:
        """Do something with the root keys that were given; nothing while one is missing."""
        keys = self.root.given
        if not self.root.why_not():
            self.jobs.run(lambda job: work(*county_root_keys(self.desk, keys)), done, self.sorry)

    def _was_signed(self, words: str) -> None:
        """Say that it is done, and look what still waits; the keys are asked for anew."""
        self.root.forget()
        self.toast(words)
        self.look()

    def _weigh(self) -> None:
        for button in self._buttons:
            button.explain(self.root.why_not())

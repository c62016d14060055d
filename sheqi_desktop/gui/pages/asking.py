"""A few questions on a scroll, a banner for what is wrong, a foot with one verb; also signed with the root keys.

A page lays its own questions between ``_scroll_on`` and ``_foot_on``, in the order in which Tab goes through them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.gui.root_key_field import RootKeyField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.operations.desk import Desk

T = TypeVar("T")


class AskingPage(Page):
    """Asks, says beside its verb what is still missing, and does it off the main thread."""

    WAIT = "正在写，请稍等"
    """Why the verb cannot be pressed while its work goes on."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._working = False
        self._said = Banner("info", "", "")
        self._said.hide()
        self._why = PlainLabel("", "second", wrap=True)

    # ------------------------------------------------------------------ parts
    def _scroll_on(self, place: QWidget) -> ScrollColumn:
        """Lay the scroll; the foot comes under it."""
        self._column = layout.column(place, gap=0)
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        self._column.addWidget(scroll, 1)
        return scroll

    def _card_on(self, scroll: ScrollColumn, gap: int = 12) -> Card:
        """Lay a card no wider than can be read."""
        card = Card((24, 18, 24, 18), gap)
        layout.most(card, 860)
        scroll.body.addWidget(card)
        return card

    def _foot_on(self, verb: Button, other: Button | None = None) -> Button:
        """Lay what is missing, and the verb, under the scroll; ``other`` is the way out of it."""
        self._verb = verb
        foot = layout.row(margins=(24, 10, 24, 12), gap=12)
        foot.addWidget(self._why, 1)
        if other is not None:
            foot.addWidget(other)
        foot.addWidget(verb)
        self._column.addLayout(foot)
        return verb

    # ------------------------------------------------------------------ what is missing
    def _why_not(self) -> str:
        """Say what is still missing, '' for nothing."""
        raise NotImplementedError

    def _weigh(self) -> None:
        """Look again whether the verb can be pressed; connected to every field."""
        why = self.WAIT if self._working else self._why_not()
        self._why.setText(why)
        self._verb.explain(why)

    def _ready(self) -> bool:
        """Tell whether the verb may go on: Ctrl+Enter comes here also when it may not."""
        self._weigh()
        return not self._working and not self._why_not()

    # ------------------------------------------------------------------ the work, and what went wrong
    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do the work off the main thread; ``done`` gets what came of it, the banner what went wrong."""
        self._working = True
        self._said.hide()
        self._weigh()
        job = self._jobs.run(lambda job: work(), done, self._sorry)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._working = False
        self._weigh()

    def _sorry(self, trouble: Trouble) -> None:
        self._say(f"{trouble.sentence}（{trouble.code}）")

    def _say(self, words: str) -> None:
        """Say what is wrong, the first sentence bold; '' takes it away."""
        head, _, rest = words.partition("。")
        self._said.say("bad", f"{head}。" if words else "", rest)
        self._said.setVisible(bool(words))


class SignedPage(AskingPage):
    """What it does is signed with the root keys, which are asked for each time."""

    def _root_on(self, card: Card) -> None:
        """Ask for the root keys."""
        self.root = RootKeyField(self._desk)
        self.root.changed.connect(self._weigh)
        card.body.addWidget(self.root)

    def leave(self) -> None:
        """The root key does not wait for whoever comes next."""
        self.root.forget()

"""Sentences of referrals, resources, crises and surveys, dealt so that few are alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.operations.demo.book import StationBook, Visit
from sheqi_desktop.operations.demo.calendar import working_days
from sheqi_desktop.operations.demo.decoys import entered_on
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.texts import REACHED, Deck

_SLOT = re.compile(r"\{(\w+)\}")
LAST_DAY = date(2023, 9, 28)


class Words:
    """Decks of sentences of one purpose; what stands in braces is filled from what is known, then by chance."""

    def __init__(self, dice: Dice) -> None:
        """Start with no deck open."""
        self._dice = dice
        self._decks: dict[int, Deck] = {}

    def draw(self, cards: Sequence[str]) -> str:
        """Take the next sentence of a pack."""
        if id(cards) not in self._decks:
            self._decks[id(cards)] = Deck(cards, self._dice)
        return self._decks[id(cards)].draw()

    def fill(self, text: str, known: Mapping[str, str]) -> str:
        """Put words into the braces."""
        return _SLOT.sub(lambda found: known.get(found[1]) or self._number(found[1]), text)

    def _number(self, slot: str) -> str:
        if slot == "money":
            return str(self._dice.between(8, 160) * 100)
        return str(self._dice.between(20, 50) if slot == "minutes" else self._dice.between(2, 6))


def next_working(day: date, after: int) -> date:
    """Give the first working day that many days later."""
    days = [day + timedelta(days=after + n) for n in range(12)]
    return working_days(days, weekend=False)[0]


def visits_seen(book: StationBook) -> list[Visit]:
    """Give the visits that count and reached somebody, typed early enough for something to follow from them."""
    found = [one for one in book.visits if not one.decoy and one.outcome in REACHED]
    return [one for one in found if entered_on(one) + timedelta(days=40) <= LAST_DAY]


def is_there(one: Client, day: date) -> bool:
    """Tell whether somebody is on the books on a day."""
    return one.opened_on <= day <= one.until


def at(day: date, hour: int, minute: int) -> str:
    """Give a moment of a day as forms keep it."""
    return (datetime.combine(day, time(hour), COUNTY) + timedelta(minutes=minute)).isoformat()

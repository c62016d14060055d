"""What the workers wrote: a summary from an opening, what was seen, what was done, and a closing.

Every worker has decks of sentences, dealt to the end before one comes again, so that no two summaries are alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sheqi_desktop.domain.codes import Category, LivingArrangement, RiskSignal, VisitMode, VisitOutcome
from sheqi_desktop.operations.demo.book import Visit
from sheqi_desktop.operations.demo.calendar import spoken
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.material import Material
from sheqi_desktop.operations.demo.people import Client

_SLOT = re.compile(r"\{(\w+)\}")
REACHED = frozenset({VisitOutcome.SEEN, VisitOutcome.CARER_ANSWERED})

SIGNAL_BANKS: Mapping[RiskSignal, str] = {
    RiskSignal.FALL_OR_ILLNESS: "fall",
    RiskSignal.NO_MEDICINE: "medicine",
    RiskSignal.NOBODY_CARING: "uncared",
    RiskSignal.SELF_HARM: "selfharm",
    RiskSignal.VIOLENCE: "abuse",
    RiskSignal.ABANDONED: "neglect",
    RiskSignal.CHILD_OUT_OF_CARE: "school",
    RiskSignal.FIRE_GAS_HOUSE: "hazard",
    RiskSignal.FRAUD: "fraud",
    RiskSignal.MENTAL: "psychosis",
    RiskSignal.NO_LIVELIHOOD: "living",
    RiskSignal.OTHER: "other",
}


def bank_of(visit: Visit) -> str:
    """Say which stock of sentences suits a visit that reached somebody."""
    one = visit.client
    if not visit.door:
        return "call_child" if one.child else "call"
    if visit.mode is VisitMode.APPOINTMENT:
        return "meeting"
    if one.institution:
        return "institution"
    if one.child:
        return "left_behind" if one.category == Category.LEFT_BEHIND_CHILD else "child"
    if one.category in (Category.HOMELESS, Category.OTHER_PERSON):
        return "general"
    if one.category == Category.DESTITUTE_DISPERSED:
        return "destitute"
    if one.category in (Category.DISABLED, Category.SEVERELY_DISABLED):
        return "disabled"
    if one.elderly:
        return "alone" if one.alone else "elder"
    return "relief"


def not_fitting(one: Client) -> tuple[str, ...]:
    """Say which words of the stock would not be true of this person's home."""
    words: tuple[str, ...] = ()
    if one.living is not LivingArrangement.EMPTY_NEST:
        words += ("老两口", "老伴", "两个人") if not one.alone else ("老两口", "两个人")
    if one.alone:
        words += ("夫妻", "妻子", "家里人", "家人", "孩子", "家中小孩", "家里丧事", "口人吃饭")
    return words


class Deck:
    """Sentences in a chance order, each once before the first comes again."""

    def __init__(self, cards: Sequence[str], dice: Dice) -> None:
        """Shuffle a fresh pack."""
        self._cards, self._dice = cards, dice
        self._left: list[str] = []

    def draw(self, fits: Callable[[str], bool] = lambda card: True) -> str:
        """Take the next sentence that fits."""
        for _ in range(2):
            for place in range(len(self._left) - 1, -1, -1):
                if fits(self._left[place]):
                    return self._left.pop(place)
            self._left = self._dice.shuffled(self._cards) + self._left
        raise ValueError("no sentence of the stock fits")


class Teller:
    """One worker's way of writing."""

    def __init__(self, material: Material, dice: Dice) -> None:
        """Take the stock of sentences; the decks are made when first needed."""
        self._material, self._dice = material, dice
        self._decks: dict[tuple[str, str], Deck] = {}

    def _draw(self, bank: str, part: str, without: Sequence[str] = ()) -> str:
        if (bank, part) not in self._decks:
            self._decks[bank, part] = Deck(self._material.banks[bank][part], self._dice)
        return self._decks[bank, part].draw(lambda card: not any(word in card for word in without))

    def tell(self, visit: Visit, next_due: date, pressure: str) -> str:
        """Write the summary of one visit; ``pressure`` stands where the sentences speak of 血压."""
        if visit.outcome not in REACHED:
            told = self._draw("not_met", visit.outcome.name.lower()) + self._draw("not_met", "done")
        elif visit.door:
            told = (
                self._opening(visit)
                + self._seen(visit)
                + self._signal(visit)
                + self._done(visit)
                + self._draw("closing", "normal")
            )
        else:
            told = self._seen(visit) + self._signal(visit) + self._done(visit)
            told += self._draw("closing", "call") if self._dice.chance(45) else ""
        return self.fill(told, visit, next_due, pressure)

    def _opening(self, visit: Visit) -> str:
        if visit.feast:
            return "{time}" + self._draw("festival", visit.feast)
        place = {VisitMode.INSTITUTION: "institution", VisitMode.APPOINTMENT: "meeting"}.get(visit.mode, "door")
        return self._draw("opening", place, ("两位社工",) if len(visit.workers) < 2 else ())

    def _seen(self, visit: Visit) -> str:
        seen = self._draw(bank_of(visit), "seen", not_fitting(visit.client))
        if visit.outcome is VisitOutcome.CARER_ANSWERED and not visit.client.child:
            seen = "本人不便，{carer}代答：" + seen.removeprefix("本人接听，").removeprefix("接通后")
        return seen

    def _signal(self, visit: Visit) -> str:
        return self.signal_words(visit, "said") if visit.signal else ""

    def _done(self, visit: Visit) -> str:
        return self._draw(bank_of(visit), "done", not_fitting(visit.client))

    def signal_words(self, visit: Visit, part: str) -> str:
        """Give what was said about a risk signal, done on the spot, or left to follow up."""
        found: str = self._dice.pick(self._material.notes["signal"][SIGNAL_BANKS[visit.signal]][part])
        return found

    def note(self, table: str, row: str) -> str:
        """Give one of the short notes, its slots still open."""
        found: str = self._dice.pick(self._material.notes[table][row])
        return found

    def fill(self, text: str, visit: Visit, next_due: date, pressure: str = "") -> str:
        """Put words into the braces: what is known of this visit first, the rest by chance."""
        one = visit.client
        known = {
            "time": spoken(visit.start),
            "village": one.home.village[1],
            "next": f"{next_due.month}月{next_due.day}日",
            "month": str(visit.day.month),
            "bp": pressure,
            "carer": one.carer,
            "parent": one.parent,
            "kin": one.kin,
        }

        season = self._material.seasons["summer" if 5 <= visit.day.month <= 9 else "winter"]

        def word(found: re.Match[str]) -> str:
            slot = found[1]
            return (
                known.get(slot) or self._number(slot) or self._dice.pick(season.get(slot) or self._material.slots[slot])
            )

        return _SLOT.sub(word, text)

    def _number(self, slot: str) -> str:
        if slot == "n":
            return str(self._dice.between(2, 6))
        if slot == "days":
            return str(self._dice.between(3, 25))
        return str(self._dice.between(5, 140) * 20) if slot == "money" else ""


def about_feelings(one: Client) -> str:
    """Say which kind of note on a housemate suits this person."""
    return "child" if one.child else "elder" if one.elderly else "adult"

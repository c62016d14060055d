"""What the workers wrote in the papers of a case: sentences dealt to the end before one comes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.domain.codes import Category, DisabilityType, LivingArrangement
from sheqi_desktop.operations.demo.case_book import CaseStory
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.texts import Deck

SUMMARY_AT_LEAST = 110
WHO = {"child": "孩子", "adult": "本人", "elder": "老人"}
_DESTITUTE = (Category.DESTITUTE_DISPERSED, Category.DESTITUTE_INSTITUTION)


def sort_of(one: Client) -> str:
    """Say which stock of sentences suits a person: what most decides how they live."""
    if one.child:
        return "left_behind" if one.category == Category.LEFT_BEHIND_CHILD else "child"
    if one.disabled:
        return "mental" if one.disability == DisabilityType.MENTAL else "disabled"
    if one.category in _DESTITUTE:
        return "destitute"
    if one.elderly:
        return "alone" if one.alone else "elder"
    return "relief"


def _untrue(one: Client) -> tuple[str, ...]:
    """Give words that would not be true of this home."""
    if one.alone:
        return ("老两口", "两口子", "夫妻")
    return () if one.living is LivingArrangement.EMPTY_NEST else ("老两口",)


class CaseTeller:
    """One worker's way of writing about cases."""

    def __init__(self, bank: Mapping[str, Mapping[str, Sequence[str]]], dice: Dice) -> None:
        """Take the stock of sentences; the decks are made when first needed."""
        self._bank, self._dice = bank, dice
        self._decks: dict[tuple[str, str], Deck] = {}

    def draw(self, part: str, story: CaseStory, key: str = "said") -> str:
        """Take the next sentence of a part of the papers, with the names people use in this home."""
        if (part, key) not in self._decks:
            self._decks[part, key] = Deck(self._bank[part][key], self._dice)
        untrue = _untrue(story.client)
        return self.fill(self._decks[part, key].draw(lambda card: not any(word in card for word in untrue)), story)

    def draw_own(self, part: str, story: CaseStory) -> str:
        """Take the next sentence of a part that speaks of people like this one."""
        return self.draw(part, story, sort_of(story.client))

    def fill(self, words: str, story: CaseStory) -> str:
        """Put in who it is about and who is near."""
        return words.replace("{who}", WHO[story.age]).replace("{kin}", story.client.kin or "家里人")

    def process(self, story: CaseStory) -> str:
        """Tell one contact: how it began, what was done, a turn, and what was agreed."""
        return "".join(
            (
                self.draw("opening", story),
                self.draw("core", story, story.problem),
                self.draw("turn", story),
                self.draw("closing", story),
            )
        )

    def complaint(self, story: CaseStory) -> str:
        """Tell in their own words what they came with, and how they said it."""
        return self.draw("presenting", story, story.problem) + self.draw_own("noticed", story)

    def judged(self, story: CaseStory) -> str:
        """Say what the worker makes of it at first."""
        return self.draw_own("judgement", story) + self.draw("judgement", story, "plain")

    def contingency(self, story: CaseStory) -> str:
        """Say what is to be done when things change."""
        return self.draw("contingency", story) + self.draw_own("contingency", story)

    def what_helped(self, story: CaseStory) -> str:
        """Say what worked, in two sentences."""
        return self.draw("effective", story) + self.draw("effective", story)

    def changed(self, story: CaseStory) -> str:
        """Tell how it was and how it is now."""
        return self.draw_own("change", story) + self.draw("change_more", story)

    def told_at_the_end(self, story: CaseStory) -> str:
        """Sum a case up: how it began, what was done, what helped, how it ended."""
        told = self.draw("closing_first", story) + self.draw_own("closing_story", story)
        last = self.draw("closing_last", story)
        while len(told) + len(last) < SUMMARY_AT_LEAST:
            told += self.draw("effective", story)
        return told + last

    def found_again(self, story: CaseStory) -> str:
        """Tell what a return found."""
        return self.draw_own("returned", story) + self.draw("returned_more", story)

"""What the workers wrote in the papers of a case: sentences dealt to the end before one comes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.operations.demo.case_book import CaseStory
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.texts import Deck

WHO = {"child": "孩子", "adult": "本人", "elder": "老人"}


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
        return self.fill(self._decks[part, key].draw(), story)

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

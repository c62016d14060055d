"""How the supervisors and the workers put it: sentences dealt from decks, so that none comes again too soon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.remark_papers import ASKED, Paper
from sheqi_desktop.operations.demo.texts import Deck

BANKS = {
    AnnotationKind.PRAISE: "praise",
    AnnotationKind.ADVICE: "advice",
    AnnotationKind.MUST: "must",
    AnnotationKind.QUESTION: "question",
    AnnotationKind.ETHICS: "ethics",
    AnnotationKind.RISK: "risk",
}
_DAYS = ("周三", "周四", "周五", "下周一")


class Pen:
    """Everything one supervisor and their workers write."""

    def __init__(self, stock: Mapping[str, Any], dice: Dice) -> None:
        """Take the sentences; the decks are shuffled when first needed."""
        self._stock, self._dice = stock, dice
        self._decks: dict[tuple[str, ...], Deck] = {}

    def remark(self, kind: AnnotationKind, paper: Paper, field: str, quote: str) -> str:
        """Write a remark of a type about words, a question or the whole paper."""
        bank = BANKS[kind]
        own = self._stock["remark"][bank].get(paper.family)
        sentence = self._draw("remark", bank, paper.family if own and self._dice.chance(45) else "common")
        ending = "" if kind is AnnotationKind.PRAISE else self.line("remark", "ending")
        return self._fill(sentence, about(paper, field, quote)) + ending

    def answer(self, bank: str, paper: Paper, field: str, quote: str) -> str:
        """Write what the worker answers."""
        return self._fill(self._draw("answer", bank, "common"), about(paper, field, quote))

    def line(self, *path: str) -> str:
        """Write one of the short lines of a list of the stock."""
        return self._fill(self._draw(*path), "")

    def _draw(self, *path: str) -> str:
        if path not in self._decks:
            cards: Any = self._stock
            for part in path:
                cards = cards[part]
            self._decks[path] = Deck(_cards(cards), self._dice)
        return self._decks[path].draw()

    def _fill(self, sentence: str, words: str) -> str:
        told = sentence.replace("{words}", words)
        return told.replace("{n}", str(self._dice.between(2, 4))).replace("{day}", self._dice.pick(_DAYS))


def about(paper: Paper, field: str, quote: str) -> str:
    """Name what a remark is about."""
    return f"“{quote}”" if quote else f"“{ASKED[paper.form][field]}”一栏" if field else paper.title


def _cards(told: Any) -> Sequence[str]:
    return list(told) if isinstance(told, list) else [told]

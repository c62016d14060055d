"""工作移交: three different persons, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers, is_empty
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, must
from sheqi_desktop.domain.records.handover import unfinished, unfinished_words

SAME_PERSON = "移交人、接收人、监交人不能是同一人。"


def three_different_persons(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Nobody hands over to themselves, and nobody watches over their own."""
    seen: set[object] = set()
    for name in ("from_id", "to_id", "witness_id"):
        who = answers.get(name)
        if who and who in seen:
            yield must(name, SAME_PERSON, "three_different_persons", stage="save")
            return
        seen.add(who)


def someone_watches(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """The third person is named: somebody of the station, or whoever comes from the centre."""
    if is_empty(answers.get("witness_id")) and is_empty(answers.get("witness_other")):
        yield must("witness_id", "请选择监交人；站里没有第三个人时，写站外的监交人。", "someone_watches")


def everything_is_handed_over(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """Every item has its taker, and what belongs to it was done."""
    left = unfinished(answers)
    if left:
        yield must("items", unfinished_words(left), "everything_is_handed_over")


CHECKS = {
    function.__name__: function for function in (three_different_persons, someone_watches, everything_is_handed_over)
}

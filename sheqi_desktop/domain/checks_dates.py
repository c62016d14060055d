"""Checks of two days, or of a day and today, that many forms make in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, Stage, must


def not_in_future(
    answers: Answers, field: str, said: str, code: str, facts: Facts, stage: Stage = "save"
) -> Iterator[Problem]:
    """Refuse a day after today."""
    on = day(answers.get(field))
    if on and facts.today and on > facts.today:
        yield must(field, said, code, stage=stage)


def not_before(
    answers: Answers, field: str, start: str, said: str, code: str, stage: Stage = "submit"
) -> Iterator[Problem]:
    """Refuse a day before that of another question."""
    begun, on = day(answers.get(start)), day(answers.get(field))
    if begun and on and on < begun:
        yield must(field, said, code, stage=stage)

"""Checks every form with photos or scans has, without naming them: the day of a photo, and its use elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.attachment import attachments, days_differ
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.problem import Problem, check

OTHER_DAY = "照片日期与服务日期不一致。"
USED_BEFORE = "该图片已用于{number}，请确认不是重复使用。"
FILE_TYPES = frozenset({"file", "files", "signature"})


def photos_are_of_that_day(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """A photo proves the day on which it was taken."""
    served = day(answers.get("service_date"))
    wrong = dict.fromkeys(name for name, one in attachments(answers) if days_differ(one, served))
    for name in wrong:
        yield check(name, OTHER_DAY, "photos_are_of_that_day")


def photos_are_used_once(answers: Answers, facts: Facts) -> Iterator[Problem]:
    """One photo proves one service."""
    for name, one in attachments(answers):
        for number in facts.holders_of(one.hash):
            yield check(name, USED_BEFORE.format(number=number), "photos_are_used_once")


ATTACHMENT_CHECKS: dict[str, Callable[[Answers, Facts], Iterator[Problem]]] = {
    one.__name__: one for one in (photos_are_of_that_day, photos_are_used_once)
}

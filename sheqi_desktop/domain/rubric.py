"""文书质量评分: criteria with weights and fixed words for each level, and the score that follows (domain 14 §7).

A score is feedback to a worker and a mean of a station; it never ranks persons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEVELS = (0, 1, 2, 3, 4)
LEVEL_WORDS = ("无", "差", "合格", "良好", "优秀")
_GRADES = ((900, "优"), (750, "良"), (600, "合格"), (0, "不合格"))
CALIBRATION = 10
"""Two supervisors who differ by more points than this on average talk about it."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what is looked at, how much it weighs in per cent, and what each level means."""

    code: str
    title: str
    weight: int
    levels: tuple[str, ...]
    proposed: bool = False
    """The program proposes a level from missing parts and days late; another one needs a reason."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria a set of documents is judged by; their weights add up to 100."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]


def score(rubric: Rubric, levels: Mapping[str, int | None]) -> str:
    """Give the score of the criteria that apply, 0 to 100 with one decimal, half up; '' where none does.

    Σ weight × level / 4; criteria left out do not count and the weights of the others are scaled up to 100.
    """
    judged = [(one.weight, levels.get(one.code)) for one in rubric.criteria]
    told = [(weight, level) for weight, level in judged if level in LEVELS and level is not None]
    whole = sum(weight for weight, _ in told)
    if not whole:
        return ""
    reached = sum(weight * level for weight, level in told)
    tenths = (reached * 1000 * 2 + 4 * whole) // (2 * 4 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def grade(points: str) -> str:
    """Give the word for a score: 优 from 90, 良 from 75, 合格 from 60."""
    whole, _, tenth = points.partition(".")
    if not whole.isdecimal():
        return ""
    tenths = int(whole) * 10 + int(tenth or 0)
    return next(word for least, word in _GRADES if tenths >= least)


def proposed_level(missing: int, days_late: int) -> int:
    """Propose a level of completeness: nothing missing and in time is 4, each missing part or week late one less."""
    return max(0, 4 - missing - (days_late + 6) // 7)


def mean_difference(pairs: Sequence[tuple[str, str]]) -> str:
    """Give the mean absolute difference of two supervisors on the same documents, one decimal; '' without any."""
    told = [(_tenths(one), _tenths(other)) for one, other in pairs if one and other]
    if not told:
        return ""
    tenths = (2 * sum(abs(one - other) for one, other in told) + len(told)) // (2 * len(told))
    return f"{tenths // 10}.{tenths % 10}"


def _tenths(points: str) -> int:
    whole, _, tenth = points.partition(".")
    return int(whole) * 10 + int(tenth or 0)

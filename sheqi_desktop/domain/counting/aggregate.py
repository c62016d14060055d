"""From counted rows to a value and a rate, exactly: no floats, half up, never 100.0 while failing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import floor

from sheqi_desktop.domain.counting.contract import Measure, ResultRules
from sheqi_desktop.domain.counting.outcome import Number
from sheqi_desktop.domain.counting.reasons import Failure, fail
from sheqi_desktop.domain.counting.sources import Row

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
SATISFIED = 4
ENOUGH_INTERVIEWS = 30
ENOUGH_ANSWERS_OF_TEN = 7


def half_up(number: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round half up, whatever the surrounding decimal settings: 106.25 becomes 106.3."""
    steps = floor(Fraction(number) * 10**decimals + Fraction(1, 2))
    return Decimal((int(steps < 0), tuple(int(digit) for digit in str(abs(steps))), -decimals))


def value_of(measure: Measure, rows: Sequence[Row]) -> Number:
    """Give what the counted rows amount to."""
    if measure.aggregate == "count":
        return len(rows)
    if measure.aggregate == "sum":
        total = Decimal(0)
        for row in rows:
            total = _EXACT.add(total, Decimal(getattr(row, measure.value_field) or 0))
        return total
    if measure.aggregate == "score_ratio":
        return _percent(sum(row.score for row in rows), len(rows) * int(measure.params.get("max_score", 5)))
    overall = int(measure.params.get("questions", 10))
    answers = [row.score for row in rows if row.question == overall]
    return _percent(sum(score >= SATISFIED for score in answers), len(answers))


def _percent(part: int, whole: int) -> Decimal:
    return _EXACT.divide(Decimal(part * 100), Decimal(whole)) if whole else Decimal(0)


def rate_of(actual: Number, total: Decimal | None, passed: bool | None, op: str, rules: ResultRules) -> Decimal | None:
    """Give the rate that is printed: one decimal, half up, at most 99.9 while failing."""
    if not total:
        return None
    rate = half_up(Fraction(actual) * 100 / Fraction(total), rules.rate_decimals)
    if passed is False and rules.never_show_100_when_below:
        step = Decimal((0, (1,), -rules.rate_decimals))
        if op == "<=":
            return 100 + step if rate == 100 else rate
        return min(rate, 100 - step)
    return rate


def usable_answers(measure: Measure, rows: Sequence[Row]) -> tuple[list[Row], list[tuple[Row, Failure]]]:
    """Leave out 说不清, and every answer of an interview with fewer than seven of ten answered."""
    questions = int(measure.params.get("questions", 0))
    least = -(-questions * ENOUGH_ANSWERS_OF_TEN // 10)
    given = defaultdict[str, int](int)
    for row in rows:
        given[row.interview_id] += row.score > 0
    few = fail("complete", "NC_INCOMPLETE")
    unsure = fail("field_min", "NC_FIELD", label="“说不清”的回答")
    kept: list[Row] = []
    lost: list[tuple[Row, Failure]] = []
    for row in rows:
        if given[row.interview_id] < least:
            lost.append((row, few))
        elif row.score <= 0:
            lost.append((row, unsure))
        else:
            kept.append(row)
    return kept, lost


def sample_note(rows: Iterable[Row]) -> str:
    """Say when a percentage rests on too few interviews."""
    n = len({row.interview_id for row in rows})
    return f"样本不足（{n}/{ENOUGH_INTERVIEWS}）" if n < ENOUGH_INTERVIEWS else ""

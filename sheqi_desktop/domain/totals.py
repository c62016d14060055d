"""What the last row of a 台账 says about all of its records together (named in forms/*.toml as ``footer``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.records.survey import figures


def beneficiaries_of(answers: Answers) -> int:
    """Give 受益人次 of one resource link: the number written down, else the persons named."""
    count = answers.get("beneficiary_n")
    return count if isinstance(count, int) else len(rows(answers, "clients"))


def links(records: Sequence[Answers]) -> str:
    """How often something was linked."""
    return f"次数{len(records)}"


def beneficiaries(records: Sequence[Answers]) -> str:
    """How many were reached, each time counted."""
    return f"受益人次{sum(map(beneficiaries_of, records))}"


def value_of(records: Sequence[Answers]) -> Decimal:
    """Give what all links together are worth, in 元."""
    return sum((Decimal(str(one["value_yuan"])) for one in records if one.get("value_yuan")), Decimal(0))


def value(records: Sequence[Answers]) -> str:
    """What it is worth; gifts in kind are estimated, and the sum says so."""
    return f"折合金额{value_of(records):,.2f}元（估值）"


def satisfied_rate(records: Sequence[Answers]) -> str:
    """满意率 with its n."""
    return figures(records).satisfied.words


def score_rate(records: Sequence[Answers]) -> str:
    """得分率 with its n."""
    return figures(records).score.words


TOTALS: dict[str, Callable[[Sequence[Answers]], str]] = {
    function.__name__: function for function in (links, beneficiaries, value, satisfied_rate, score_rate)
}

"""Who confirmed what a paper shows, where that is not whoever signed the record; papers name these functions.

A plan is put forward and approved long before its record is written (domain 05 §1): its paper carries those names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.activity_plan import APPROVED, last_round, moves_of, plan_state
from sheqi_desktop.domain.answers import Answers

_BOXES = {"submit_plan": "worker", "approve_plan": "station_lead", "confirm_plan": "supervisor"}


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's word: the box of the paper it stands in, who, and when as ISO text."""

    role: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Approvals:
    """Everybody who confirmed so far, and whether nobody else is waited for."""

    given: tuple[Approval, ...]
    settled: bool


def plan_approvals(answers: Answers) -> Approvals | None:
    """Give who put the plan forward and who approved it since; None for a 简易活动, whose record is signed instead.

    Nobody's word on their own plan is a word of approval, and a plan handed back begins anew.
    """
    if answers.get("simple") is True:
        return None
    moves = moves_of(answers)
    begins = max((place for place, row in enumerate(moves) if row.get("move") == "submit_plan"), default=len(moves))
    last = last_round(moves)
    given: dict[str, Approval] = {}
    for row in moves[begins:] if last.asked else ():
        role, by = _BOXES.get(str(row.get("move")), ""), str(row.get("by") or "")
        if role and (role == "worker" or by != last.by):
            given.setdefault(role, Approval(role, by, str(row.get("at") or "")))
    return Approvals(tuple(given.values()), plan_state(answers) == APPROVED)


APPROVALS: Mapping[str, Callable[[Answers], Approvals | None]] = {plan_approvals.__name__: plan_approvals}
"""What ``confirmed_by`` of a paper may name."""

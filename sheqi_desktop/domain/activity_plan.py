"""How far the plan of an activity has come: a pure function of the steps taken with it and of what it says.

A small activity is approved by the 站长 alone.  A costly one, one outdoors or one with minors needs the 督导 as well
(domain 05 §1).  Nobody approves the plan they put forward; where the 站长 put it forward, the 督导 approves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value, chosen, rows
from sheqi_desktop.domain.codes_activity import ActivityFeature, TargetGroup

DRAFT, SUBMITTED, APPROVED, POSTPONED, CANCELLED = "draft", "submitted", "approved", "postponed", "cancelled"
PLAN = (
    "name", "activity_type", "theme_day", "target_groups", "service_date", "start_at", "end_at", "planned_n", "place",
    "features", "host_station", "host_other", "co_stations", "partners", "leader_id", "workers", "purpose", "agenda",
    "budget", "safety_plan",
)  # fmt: skip
"""The answers that are approved; who helps as a volunteer may change to the last hour."""
SUPERVISED_FROM_FEN = 1000_00


def fen(amount: Value) -> int:
    """Give an amount of money in 分; what is no amount is nothing."""
    try:
        return int(Decimal(str(amount or "0")) * 100)
    except InvalidOperation:
        return 0


def budget_fen(answers: Answers) -> int:
    """Give what the plan asks for, all items together."""
    return sum(fen(row.get("amount")) for row in rows(answers, "budget"))


def with_minors(answers: Answers) -> bool:
    """Tell whether children take part."""
    return ActivityFeature.MINORS in chosen(answers, "features") or TargetGroup.CHILDREN in chosen(
        answers, "target_groups"
    )


def needs_supervisor(answers: Answers) -> bool:
    """Tell whether the 督导 approves as well: more than 1000 元, outdoors, or with minors."""
    outdoor = ActivityFeature.OUTDOOR in chosen(answers, "features")
    return budget_fen(answers) > SUPERVISED_FROM_FEN or outdoor or with_minors(answers)


def moves_of(answers: Answers) -> list[Mapping[str, Any]]:
    """Give the steps taken with a record, oldest first; what was written in one second stays as it was written."""
    return sorted(rows(answers, "moves"), key=lambda row: str(row.get("at") or ""))


def supervisor_approved(answers: Answers) -> bool:
    """Tell whether the 督导 approved the plan as it was last put forward."""
    return last_round(moves_of(answers)).supervisor


def plan_state(answers: Answers) -> str:
    """Give where the plan stands; postponed lasts until the activity has another day than it had then."""
    moves = moves_of(answers)
    if any(row.get("move") == "cancel" for row in moves):
        return CANCELLED
    put_off = [row for row in moves if row.get("move") == "postpone"]
    if put_off and put_off[-1].get("was") == answers.get("service_date"):
        return POSTPONED
    last = last_round(moves)
    if not last.asked:
        return DRAFT
    if needs_supervisor(answers):
        return APPROVED if last.supervisor and (last.lead or last.by_lead) else SUBMITTED
    return APPROVED if last.lead or last.supervisor else SUBMITTED


@dataclass(slots=True)
class Round:
    """What happened since the plan was last put forward."""

    asked: bool = False
    by: str = ""
    by_lead: bool = False
    lead: bool = False
    supervisor: bool = False


def last_round(moves: Sequence[Mapping[str, Any]]) -> Round:
    """Follow the steps from the last time the plan was put forward."""
    found = Round()
    for row in moves:
        step, by = row.get("move"), str(row.get("by") or "")
        if step == "submit_plan":
            found = Round(asked=True, by=by, by_lead=row.get("by_lead") is True)
        elif step == "return_plan":
            found = Round()
        elif step == "approve_plan":
            found.lead = found.lead or (found.asked and by != found.by)
        elif step == "confirm_plan":
            found.supervisor = found.supervisor or (found.asked and by != found.by)
    return found

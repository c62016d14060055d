"""A 个案 typed through the verbs people use, at a desk with a 督导: each step is one call."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.codes_case import CaseDecision
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sign_off import sign
from tests.builders_case import CASES
from tests.builders_events import a_crisis
from tests.desks import put
from tests.groups import as_person

LEAD, WORKER, GUIDE = 1, 2, 3
_OWN = {"case": {"worker_id"}, "case_consent": {"scan"}}
"""What the builders say that a real desk knows better."""


def typed(desk: Desk, kind: str, case: str = "", **said: Any) -> str:
    """Hand in a paper as the 社工; of the builders' answers those that name people and rows are the desk's own."""
    if case:
        said["parent_id"] = case
    answers = CASES[kind](**said)
    dropped = _OWN.get(kind, set()) | ({"client_id"} if case else set())
    kept = {name: value for name, value in answers.items() if name in said or name not in dropped}
    as_person(desk, WORKER)
    return put(desk, kind, kept).record


def signed(desk: Desk, record: str, *people: int, **decided: Any) -> str:
    """Let people sign one after the other, the 督导 if none is named; the 社工 sits down again."""
    for place in people or (GUIDE,):
        as_person(desk, place)
        sign(desk, record, decided=decided or None)
    as_person(desk, WORKER)
    return record


def taken_in(desk: Desk, client: str, **said: Any) -> str:
    """Give a case that was accepted."""
    case = typed(desk, "case", client_id=client, **said)
    as_person(desk, LEAD)
    decided = {"decision": int(CaseDecision.ACCEPT), "decision_reason": "愿意接受服务，问题在本站能力之内。"}
    return signed(desk, case, LEAD, GUIDE, **decided)


def at_work(desk: Desk, client: str, plan: dict[str, Any] | None = None, **said: Any) -> str:
    """Give a case with consent, assessment and a signed plan of one objective."""
    case = taken_in(desk, client, **said)
    typed(desk, "case_consent", case)
    signed(desk, typed(desk, "case_assessment", case))
    signed(desk, typed(desk, "case_plan", case, **(plan or {})))
    return case


def objectives(desk: Desk, case: str) -> list[str]:
    """Name the objectives of the plan."""
    from sheqi_desktop.domain.records.case_story import PLAN
    from sheqi_desktop.store import records
    from sheqi_desktop.store.records import Wanted

    with desk.read() as read:
        plans = list(records.list_records(read, Wanted(PLAN, parent=case)))
    return [str(row["id"]) for plan in plans for row in plan.answers["objectives"]]


def a_fall(desk: Desk, client: str) -> str:
    """Register that somebody was found ill; by the 站长."""
    as_person(desk, LEAD)
    known = {"client_id": client, "event_kind": 6, "worker_id": desk.me.worker_id, "mr_situations": None}
    found = {
        "found_at": f"{desk.clock.today()}T08:30:00+08:00",
        "victim_name": None,
        "victim_gender": None,
        "victim_age": None,
    }
    made = put(desk, "crisis", {k: v for k, v in (a_crisis() | known | found).items() if v is not None}, hand_in=False)
    as_person(desk, WORKER)
    return made.record

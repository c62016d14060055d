"""Rows and contracts for the counting tests: each test states only what matters."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import count as numbers
from pathlib import Path
from typing import Any

from sheqi_desktop.catalog.contracts import load_contract
from sheqi_desktop.domain.counting.contract import Contract, Measure, RuleCall
from sheqi_desktop.domain.counting.count import MeasureResult, Outcome, count
from sheqi_desktop.domain.counting.sources import Posting, Sources
from sheqi_desktop.domain.records.views import (
    Activity,
    Case,
    CeCredit,
    Deliverable,
    Group,
    GroupSession,
    InterviewAnswer,
    MediaReport,
    ProcessNote,
    TeamMember,
    Training,
    VolunteerHour,
    VolunteerTeam,
)
from sheqi_desktop.domain.records.visit import MODE_GROUP, VisitClient

ROOT = Path(__file__).resolve().parents[3]
CONTRACT_FILE = ROOT / "resources" / "contracts" / "sheqi-2022.toml"
STATION, OTHER_STATION = "411327101", "411327103"
END = date(2023, 9, 30)
_next = numbers(1)


def new_id(kind: str) -> str:
    return f"{kind}{next(_next):05}"


@cache
def station_codes() -> frozenset[str]:
    with (ROOT / "resources" / "places" / "townships.csv").open(encoding="utf-8") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


@cache
def the_contract() -> Contract:
    return load_contract(CONTRACT_FILE, station_codes())


def contract_with(measure: str, **changed: Any) -> Contract:
    """The contract with one measure changed."""
    contract = the_contract()

    def swap(old: Measure) -> Measure:
        return replace(old, **changed) if old.code == measure else old

    return replace(
        contract,
        indicators=tuple(replace(i, measures=tuple(map(swap, i.measures))) for i in contract.indicators),
    )


def contract_of(source: str, *rules: RuleCall, **measure: Any) -> Contract:
    """A contract with the one measure ``m`` of these rules, per station unless said otherwise."""
    base = the_contract()
    facts: dict[str, Any] = {"scope": "station", "target": None, **measure}
    one = Measure("m", "试", "条", "design", source=source, aggregate="count", op=">=", eligibility=rules, **facts)
    return replace(base, indicators=(replace(base.indicators[0], measures=(one,)),))


def counted(contract: Contract | None = None, as_of: date = END, workers: Any = (), **views: Any) -> Outcome:
    return count(contract or the_contract(), Sources.of(**views), as_of, workers)


def codes(result: MeasureResult) -> list[str]:
    """The reasons shown, sorted."""
    return sorted(left_out.first.code for left_out in result.uncounted)


def verdict(contract: Contract, as_of: date = END, **views: Any) -> str:
    """The reason the only row of the first view is given, '' when it counts."""
    result = counted(contract, as_of, **views).result("m")
    assert len(result.counted) + len(result.uncounted) == 1
    return result.uncounted[0].first.code if result.uncounted else ""


def a_visit(**said: Any) -> VisitClient:
    mode = said.get("mode", 1)
    day = said.get("service_date", date(2023, 3, 1))
    client = said.get("client_id", "P1")
    own = said.get("visit_id") or new_id("v")
    facts: dict[str, Any] = {
        "visit_id": own,
        "doc_no": f"TF-{own}",
        "station_code": STATION,
        "client_id": client,
        "person_id": f"person-{client}",
        "household_id": f"house-{client}",
        "is_main": True,
        "service_date": day,
        "start_at": "09:30",
        "mode": mode,
        "mode_group": MODE_GROUP.get(mode, ""),
        "row_outcome": 1,
        "client_sign": "",
        "sign_reason": False,
        "categories": ("A2",),
        "worker_id": "w1",
        "signed_at": f"{day}T18:00:00" if day else None,
        "confirmed": True,
        "period_adjust_state": "",
        "complete": True,
        "void": False,
        "correcting": False,
        "age": 70,
        "minutes": 40,
    }
    return VisitClient(**{**facts, **said, "visit_id": own})


def a_case(**said: Any) -> Case:
    own = said.get("case_id") or new_id("c")
    closed = said.get("closed_on", date(2023, 5, 20))
    facts: dict[str, Any] = {
        "case_id": own,
        "doc_no": f"GA-{own}",
        "station_code": STATION,
        "client_id": f"P-{own}",
        "person_id": f"person-{own}",
        "primary_category": "A2",
        "opened_on": date(2023, 1, 5),
        "closed_on": closed,
        "close_reason": 1,
        "status": "closed",
        "closure_signed_at": "2023-05-22T10:00:00",
        "parts": ("consent", "service_plan", "closure"),
    }
    return Case(**{**facts, **said, "case_id": own})


def notes(case: Case, n: int, **said: Any) -> list[ProcessNote]:
    return [
        ProcessNote(
            **{
                "id": new_id("n"),
                "case_id": case.case_id,
                "service_date": date(2023, 2, 1 + k),
                "confirmed": True,
                **said,
            }
        )
        for k in range(n)
    ]


def a_group(**said: Any) -> Group:
    own = said.get("group_id") or new_id("g")
    facts: dict[str, Any] = {
        "group_id": own,
        "doc_no": f"XZ-{own}",
        "station_code": STATION,
        "group_type": 1,
        "primary_category": "E2",
        "status": "completed",
        "ended_on": date(2023, 6, 30),
        "summary_signed_at": "2023-07-02T10:00:00",
        "parts": ("group_plan", "group_summary"),
    }
    return Group(**{**facts, **said, "group_id": own})


def a_session(group: Group, **said: Any) -> GroupSession:
    own = new_id("s")
    facts: dict[str, Any] = {
        "id": own,
        "doc_no": f"{group.doc_no}-{own}",
        "station_code": group.station_code,
        "group_id": group.group_id,
        "seq": 1,
        "session_date": date(2023, 6, 1),
        "attendee_count": 8,
        "confirmed": True,
    }
    return GroupSession(**{**facts, **said})


def sessions(group: Group, n: int, **said: Any) -> list[GroupSession]:
    return [a_session(group, seq=k + 1, **{"session_date": date(2023, 6, 1 + k), **said}) for k in range(n)]


def an_activity(**said: Any) -> Activity:
    own = said.get("id") or new_id("a")
    facts: dict[str, Any] = {
        "id": own,
        "doc_no": f"HD-{own}",
        "station_code": STATION,
        "activity_type": 1,
        "service_date": date(2023, 3, 5),
        "status": "completed",
        "hosted_by_owner": True,
        "client_n": 20,
        "actual_n": 60,
        "signed_at": "2023-03-06T10:00:00",
        "confirmed": True,
    }
    return Activity(**{**facts, **said, "id": own})


def a_team(**said: Any) -> VolunteerTeam:
    own = said.get("id") or new_id("t")
    facts = {
        "id": own,
        "doc_no": f"ZD-{own}",
        "station_code": STATION,
        "founded_on": date(2022, 3, 1),
        "status": "active",
    }
    return VolunteerTeam(**{**facts, **said, "id": own})


def members(team: VolunteerTeam, n: int, **said: Any) -> list[TeamMember]:
    return [
        TeamMember(
            **{
                "id": new_id("m"),
                "team_id": team.id,
                "person_id": f"{team.id}-{k}",
                "joined_on": date(2022, 3, 1),
                **said,
            }
        )
        for k in range(n)
    ]


def an_hour(team: VolunteerTeam, **said: Any) -> VolunteerHour:
    facts = {
        "id": new_id("h"),
        "team_id": team.id,
        "person_id": "someone",
        "service_date": date(2023, 3, 5),
        "minutes": 120,
        "entered_at": "2023-03-06T09:00:00",
        "confirmed": True,
    }
    return VolunteerHour(**{**facts, **said})


def an_article(**said: Any) -> MediaReport:
    own = said.get("id") or new_id("r")
    facts = {"id": own, "published_on": date(2023, 3, 5), "level": 2, "article_group_id": own, "verified": True}
    return MediaReport(**{**facts, **said, "id": own})


def a_credit(worker: str, hours: str, **said: Any) -> CeCredit:
    facts = {
        "id": new_id("e"),
        "worker_id": worker,
        "channel": "online_course",
        "title": "课程",
        "completed_on": date(2023, 3, 5),
        "credit_hours": Decimal(hours),
        "verified": True,
    }
    return CeCredit(**{**facts, **said})


def a_training(**said: Any) -> Training:
    facts = {
        "id": new_id("k"),
        "station_code": "411327000",
        "training_kind": "central",
        "title": "能力提升",
        "held_on": date(2023, 3, 5),
        "clock_hours": Decimal(6),
        "confirmed": True,
    }
    return Training(**{**facts, **said})


REPORT_PARTS = ("scope", "method", "numbers", "distribution", "features", "needs", "recommendations")


def a_deliverable(kind: str, **said: Any) -> Deliverable:
    facts: dict[str, Any] = {
        "id": new_id("d"),
        "station_code": "411327000",
        "kind": kind,
        "title": kind,
        "finished_on": date(2022, 11, 30),
        "status": "accepted",
        "parts": REPORT_PARTS,
        "based_on": (),
        "has_file": True,
    }
    return Deliverable(**{**facts, **said})


def an_interview(scores: list[int], **said: Any) -> list[InterviewAnswer]:
    own = new_id("i")
    facts = {
        "interview_id": own,
        "station_code": STATION,
        "survey_kind": "final_evaluation",
        "mode": "home",
        "result": "completed",
    }
    return [InterviewAnswer(**{**facts, "question": n, "score": s, **said}) for n, s in enumerate(scores, 1)]


def a_posting(worker: str, **said: Any) -> Posting:
    facts = {
        "worker_id": worker,
        "worker_name": worker,
        "station_code": STATION,
        "unit_kind": "station",
        "post": "social_worker",
        "primary": True,
        "since": date(2022, 9, 1),
    }
    return Posting(**{**facts, **said})

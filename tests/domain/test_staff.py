"""The permission table of domain 10 §4, cell by cell; the life cycle; and whose change a change may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sheqi_desktop.domain import authority, lifecycle
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.staff import CAPABILITIES, RANK, ROLE_NAMES, ROLES, may, permission, who_may

# Columns: 社工 站负责人 督导 中心 主任 评估员; + may, - may not (a request or proposal is not the act).
TABLE = {
    "client.read": "++++++", "client.reveal_sensitive": "+++++-", "minor.read": "+++++-", "service.create": "++----",
    "service.submit": "++----", "service.correct": "++----", "service.correct_closed": "---++-",
    "service.void": "-+-++-", "case.close": "-++---", "case.reopen": "--+-+-", "annotation.create": "--+-+-",
    "annotation.reply": "+++---", "document.sign_off": "-++---", "worklog.own": "+++++-",
    "worklog.read_others": "-+++++", "period.close": "---++-", "person.merge": "---++-", "device.enrol": "----+-",
    "account.create": "---++-", "export.identified": "+++++-", "export.statistics": "++++++",
    "accesslog.read": "++-++-", "data.delete": "----+-", "meeting.create": "+++++-", "deliverable.create": "+++++-",
    "deliverable.accept": "----+-", "media.verify": "---++-", "finance.enter": "---+++", "equipment.register": "++-+++",
    "indicator.read": "++++++", "indicator.read_county": "--++++", "contract.edit": "----+-",
    "report.station_month": "-+++++", "report.county": "--+-+-", "bundle.export": "-++++-", "bundle.import": "-++++-",
    "merge.resolve_conflict": "---++-", "sampling.draw": "---+++",
}  # fmt: skip
CELLS = [(name, role, mark) for name, marks in TABLE.items() for role, mark in zip(ROLES, marks, strict=True)]
STATION, OTHER, CENTRE = "411327101", "411327103", "411327000"
WORKER = authority.Writer("w1", frozenset({"social_worker"}), STATION, "station")
LEAD = authority.Writer("w2", frozenset({"station_lead"}), STATION, "station")
STAFF = authority.Writer("k1", frozenset({"center_staff"}), CENTRE, "center")
SUPERVISOR = authority.Writer("s1", frozenset({"supervisor"}), CENTRE, "supervisor")
BODY: dict[str, Any] = {"station_code": STATION, "status": "draft", "entered_by": "w1"}


@pytest.mark.parametrize(("capability", "role", "mark"), CELLS, ids=[f"{c[0]}-{c[1]}" for c in CELLS])
def test_a_cell_of_the_permission_table(capability: str, role: str, mark: str) -> None:
    assert may(role, capability) is (mark == "+")


def test_every_capability_of_the_page_is_in_the_table_above() -> None:
    assert set(TABLE) == set(CAPABILITIES)


def test_the_table_names_every_role_and_unknown_roles_may_nothing() -> None:
    assert set(RANK) == set(ROLES) == set(ROLE_NAMES)
    assert not any(may("visitor", capability) for capability in CAPABILITIES)
    with pytest.raises(KeyError):
        may("social_worker", "rule.the_world")


def test_a_refusal_can_name_who_may() -> None:
    assert who_may("service.create") == ("social_worker", "station_lead")
    assert who_may("service.correct") == ("station_lead",)
    assert who_may("client.reveal_sensitive") == ("station_lead", "center_director")
    assert permission("supervisor", "client.reveal_sensitive").needs_reason
    assert permission("center_staff", "minor.read").needs_second_person
    assert permission("social_worker", "service.submit").only_own


# ------------------------------------------------------------------------------ life cycle
STEPS = [
    (step, state, state in lifecycle.STEPS[step].before) for step in lifecycle.STEPS for state in lifecycle.STATE_NAMES
]


@pytest.mark.parametrize(("step", "state", "possible"), STEPS, ids=[f"{s[0]}-{s[1]}" for s in STEPS])
def test_a_step_from_a_state_is_possible_or_says_why_not(step: str, state: str, possible: bool) -> None:
    said = lifecycle.why_not(step, state)
    assert (said is None) is possible
    if said:
        assert said == (lifecycle.STATE_NAMES[state], said[1])
        assert said[1].endswith("。")


def test_the_steps_lead_where_the_page_says() -> None:
    after = {step.name: step.after for name, step in lifecycle.STEPS.items() if name != "void_locked"}
    assert after["提交"] == "submitted"
    assert after["退回"] == "returned"
    assert after["签批"] == "signed"
    assert after["作废"] == "voided"
    assert lifecycle.state_of("submitted", voided=False, locked=True) == "locked"
    assert lifecycle.state_of("draft", voided=False, locked=True) == "draft"
    assert lifecycle.state_of("signed", voided=True, locked=True) == "voided"


# ------------------------------------------------------------------------------ whose change
def created(kind: str = "visit", author: str = "w1", **answers: Any) -> Change:
    return Change(ChangeRef("c" * 32, 1), kind, "r1", (), {**BODY, "entered_by": author, **answers}, author, 0)


def patched(kind: str = "visit", author: str = "w1", /, **answers: Any) -> Change:
    return replace(
        created(kind, author), ref=ChangeRef("c" * 32, 2), parents=(ChangeRef("c" * 32, 1),), answers=answers
    )


ALLOWED = [
    ("a worker writes a visit of the own station", created(), None, WORKER),
    ("a worker hands it in", patched(status="submitted", signed_by="w1"), BODY, WORKER),
    ("a lead signs", patched("visit", "w2", status="signed", approved_by="w2"), BODY, LEAD),
    ("a lead voids", patched("visit", "w2", **{VOIDED: True}), BODY, LEAD),
    ("the centre voids", patched("visit", "k1", **{VOIDED: True}), BODY, STAFF),
    ("the centre accepts a late record", patched("visit", "k1", period_adjust="accepted"), BODY, STAFF),
    ("the centre closes a month", created("period_close", "k1", station_code=OTHER), None, STAFF),
    ("the centre reopens it", patched("period_close", "k1", **{VOIDED: True}), BODY, STAFF),
]
REFUSED = [
    ("another station's record", created(station_code=OTHER), None, WORKER),
    ("a patch of another station's record", patched(summary="x"), {**BODY, "station_code": OTHER}, WORKER),
    ("a move of a record to another station", patched(station_code=OTHER), BODY, WORKER),
    ("a station closing a month", created("period_close"), None, WORKER),
    ("a station accepting its own late record", patched(period_adjust="accepted"), BODY, LEAD),
    ("a worker signing off", patched(status="signed"), BODY, WORKER),
    ("writing locked", patched("visit", "w2", status="locked"), BODY, LEAD),
    ("confirming for somebody else", patched(signed_by="w2", status="submitted"), BODY, WORKER),
    ("typing the time of entry", patched(entered_at="2023-01-01T00:00:00+00:00"), BODY, WORKER),
    ("entering in another's name", created(entered_by="w9"), None, WORKER),
    ("the centre writing a visit", created(author="k1"), None, STAFF),
    ("the centre rewriting a body", patched("visit", "k1", summary="x"), BODY, STAFF),
    ("the centre editing a close", patched("period_close", "k1", month=3), BODY, STAFF),
    ("a supervisor editing a body", patched("visit", "s1", summary="x"), BODY, SUPERVISOR),
    ("a stranger", created(), None, replace(WORKER, known=False)),
]


def test_what_the_form_leaves_to_its_signer_is_not_the_authors_to_say() -> None:
    said = patched(decision=1)
    assert authority.why_not(said, BODY, WORKER, {"decision"})
    assert authority.why_not(created(decision=1), None, WORKER, {"decision"})
    assert authority.why_not(said, BODY, WORKER, {"quality"}) is None
    assert authority.why_not(patched("visit", "w2", decision=1), BODY, LEAD, {"decision"}) is None


@pytest.mark.parametrize("case", ALLOWED, ids=[case[0] for case in ALLOWED])
def test_a_change_that_is_the_writers_to_make(
    case: tuple[str, Change, dict[str, Any] | None, authority.Writer],
) -> None:
    assert authority.why_not(case[1], case[2], case[3]) is None


@pytest.mark.parametrize("case", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_change_that_is_not(case: tuple[str, Change, dict[str, Any] | None, authority.Writer]) -> None:
    assert authority.why_not(case[1], case[2], case[3])

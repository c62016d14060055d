"""Referrals, resource links, crises and surveys of the demo county: totals as written, and typed for real."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sheqi_desktop.catalog import assets
from sheqi_desktop.domain.codes import Category
from sheqi_desktop.domain.codes_events import CrisisKind, ReceiptResult, ReferralDirection, ReferralTarget
from sheqi_desktop.domain.records.crisis import CRISIS
from sheqi_desktop.domain.records.survey import figures
from sheqi_desktop.domain.totals import value_of
from sheqi_desktop.operations.crises import alarms
from sheqi_desktop.operations.demo import read_material
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.save_record import new_draft, save_record
from tests.operations.conftest import County
from tests.operations.demo_plans import clients, entries, the_plan

POLICE_WITHIN = timedelta(hours=2)


def told(kind: str) -> list[dict[str, Any]]:
    """Give the records of a kind as they stand at the end."""
    found: dict[str, dict[str, Any]] = {}
    for station in the_plan().stations:
        for entry in station.entries:
            if entry.kind == kind and entry.then in ("submit", "draft"):
                found[entry.key] = {**found.get(entry.key, {}), **entry.answers}
    return list(found.values())


# ------------------------------------------------------------------------------ totals
def test_sixty_five_referrals_go_where_they_should_and_four_are_turned_away() -> None:
    everything = told("referral")
    assert Counter(ReferralTarget(one["target_kind"]).name for one in everything) == {
        "CIVIL_AFFAIRS_OFFICE": 22, "HOSPITAL": 11, "DISABLED_FEDERATION": 8, "CHILD_RESCUE_CENTRE": 5,
        "LEGAL_AID": 4, "CHARITY": 6, "OTHER_STATION": 9,
    }  # fmt: skip
    assert Counter(one["receipt_result"] for one in everything) == {
        ReceiptResult.ACCEPTED: 61,
        ReceiptResult.REJECTED: 4,
    }
    moved = [one["client_id"] for one in everything if one["direction"] == ReferralDirection.TRANSFER]
    assert len(set(moved)) == 9


def test_links_are_worth_what_the_report_says() -> None:
    everything = told("resource_link")
    assert len(everything) == 214
    assert value_of(everything) == Decimal("186420.00")
    assert all(one.get("cash_direct") is True for one in everything if one["kind"] == 2)


def test_twelve_crises_of_their_kinds_and_both_reports_with_the_police_within_two_hours() -> None:
    sent = [entry for _, entry in entries("crisis") if entry.then == "submit"]
    assert Counter(CrisisKind(entry.answers["event_kind"]).name for entry in sent) == {
        "SUDDEN_ILLNESS": 4, "SELF_HARM": 2, "MISSING": 2, "DOMESTIC_VIOLENCE": 1, "DISASTER": 1,
        "MANDATORY_REPORT": 2,
    }  # fmt: skip
    mandatory = [entry.answers for entry in sent if entry.answers["event_kind"] == CrisisKind.MANDATORY_REPORT]
    assert sorted(one["mr_situations"][0] for one in mandatory) == ["4", "6"]
    for one in mandatory:
        first = one["reports"][0]
        assert first["agency"] == 1
        assert datetime.fromisoformat(first["at"]) - datetime.fromisoformat(one["found_at"]) <= POLICE_WITHIN
        born = date.fromisoformat(str(clients()[str(one["client_id"])].answers["birth_date"]))
        assert (date.fromisoformat(str(one["found_at"])[:10]) - born).days < 18 * 365


def test_the_supervisor_closes_crises_and_nobody_else_does() -> None:
    closed = [entry for _, entry in entries("crisis") if entry.then == "move"]
    assert len(closed) >= 8
    assert {entry.worker for entry in closed} <= {"s-1", "s-2", "s-3"}


def test_one_report_was_never_sent_and_a_tramp_keeps_visit_and_crisis() -> None:
    plan = the_plan()
    (unsent,) = [entry for _, entry in entries("crisis") if entry.then == "draft"]
    assert plan.planted["report_unsent"] == (unsent.key,)
    assert "client_id" not in unsent.answers
    client, visit, crisis = plan.planted["unknown_tramp"]
    assert clients()[client].answers["unknown_identity"] is True
    assert clients()[client].answers["primary_category"] == Category.HOMELESS
    known = {
        entry.key: entry.answers for kind in ("visit", "crisis") for _, entry in entries(kind) if entry.then == "submit"
    }
    assert known[visit]["client_id"] == known[crisis]["client_id"] == client


def test_two_hundred_and_twelve_are_drawn_and_the_rates_are_those_of_the_county() -> None:
    everything = told("survey")
    found = figures(everything)
    assert (found.drawn, found.valid) == (212, 200)
    assert (found.satisfied.words, found.score.words) == ("满意率95.0%（n=200）", "得分率92.6%（n=200）")
    marks = Counter(one["q_overall"] for one in everything if "q_overall" in one)
    assert marks == {5: 138, 4: 52, 3: 8, 2: 2}


def test_nobody_asks_about_their_own_work_and_everybody_asked_was_drawn() -> None:
    for station in the_plan().stations:
        (draw,) = [entry for entry in station.entries if entry.kind == "survey_draw"]
        names = {row["client_id"] for row in draw.answers["names"] if not row["spare"]}
        asked = [entry.answers for entry in station.entries if entry.kind == "survey"]
        assert {one["client_id"] for one in asked} == names
        for one in asked:
            assert one["interviewer"] != clients()[str(one["client_id"])].answers["worker_id"]


# ------------------------------------------------------------------------------ words
def test_reasons_and_results_have_at_least_sixty_patterns_each() -> None:
    texts = read_material(assets.resources_dir() / "demo").events
    referral = texts["referral"]
    assert (
        min(len(body["situation"]) * len(referral["tried"]) * len(body["ask"]) for body in referral["target"].values())
        >= 60
    )
    assert len(texts["resource"]["result"]) * len(texts["resource"]["happy"]) >= 60
    assert len(set(texts["survey"]["opening"])) * len(texts["survey"]["wish"]) >= 60


def test_no_slot_is_left_open_and_no_two_referrals_are_alike() -> None:
    texts = [
        str(value)
        for kind in ("referral", "resource_link", "crisis", "survey")
        for one in told(kind)
        for value in one.values()
    ]
    assert not [text for text in texts if re.search(r"\{[a-z]+\}", text)]
    reasons = [one["reason"] for one in told("referral")]
    assert len(set(reasons)) == len(reasons)
    assert min(map(len, reasons)) >= 20


# ------------------------------------------------------------------------------ typed for real
def test_the_unsent_report_raises_the_alarm_on_its_computer(county: County) -> None:
    desk = county.station()
    (unsent,) = [entry for _, entry in entries("crisis") if entry.then == "draft"]
    said = {name: value for name, value in unsent.answers.items() if name != "worker_id"}
    saved = save_record(desk, new_draft(desk, "crisis", said))
    assert [one.record for one in alarms(desk)] == [saved.record]
    with desk.read() as read:
        assert CRISIS.state(document(desk.stored(read, saved.record)), (), None) == "open"

"""Every rule of the closed list passes and fails one row, alone; and the columns of every view are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from sheqi_desktop.domain.counting.contract import RuleCall
from sheqi_desktop.domain.counting.reasons import REASONS
from sheqi_desktop.domain.counting.rules import FIELD_LABELS, RULES
from sheqi_desktop.domain.counting.rules_children import CHILD_RULES
from sheqi_desktop.domain.counting.sources import VIEWS, Sources, check_columns
from sheqi_desktop.domain.counting.survivors import SURVIVOR_RULES
from sheqi_desktop.domain.records import views
from sheqi_desktop.domain.records.visit import VisitClient
from sheqi_desktop.domain.trouble import SourceIncomplete
from tests.domain.counting.rows import (
    a_case,
    a_deliverable,
    a_group,
    a_session,
    a_team,
    a_visit,
    an_activity,
    an_article,
    contract_of,
    counted,
    members,
    notes,
    verdict,
)

CASE = a_case()
TEAM = a_team()
VISIT, ACTIVITY, ARTICLE, PAPER, SESSION = "visit_client", "activity", "media_report", "deliverable", "group_session"
TABLE = [
    (RuleCall("not_void"), VISIT, a_visit(), a_visit(void=True), "NC_VOID"),
    (RuleCall("confirmed"), VISIT, a_visit(), a_visit(confirmed=False), "NC_NOT_CONFIRMED"),
    (
        RuleCall("adjust_ok"),
        VISIT,
        a_visit(period_adjust_state="accepted"),
        a_visit(period_adjust_state="pending"),
        "NC_ADJUST_PENDING",
    ),
    (RuleCall("complete"), VISIT, a_visit(), a_visit(complete=False), "NC_INCOMPLETE"),
    (
        RuleCall("in_period", field="service_date"),
        VISIT,
        a_visit(),
        a_visit(service_date=date(2022, 8, 31)),
        "NC_OUT_OF_PERIOD",
    ),
    (RuleCall("signed_by", field="signed_at"), VISIT, a_visit(), a_visit(signed_at=None), "NC_NOT_SIGNED"),
    (RuleCall("field_in", field="mode", values=(1,)), VISIT, a_visit(), a_visit(mode=4), "NC_FIELD"),
    (RuleCall("field_in", field="row_outcome", values=(1,)), VISIT, a_visit(), a_visit(row_outcome=6), "NC_OUTCOME"),
    (
        RuleCall("field_true", field="hosted_by_owner"),
        ACTIVITY,
        an_activity(),
        an_activity(hosted_by_owner=False),
        "NC_FIELD",
    ),
    (
        RuleCall("field_min", field="client_n", n=2),
        ACTIVITY,
        an_activity(client_n=2),
        an_activity(client_n=1),
        "NC_FIELD",
    ),
    (RuleCall("status_in", values=("completed",)), ACTIVITY, an_activity(), an_activity(status="held"), "NC_STATUS"),
    (RuleCall("client_in_scope"), VISIT, a_visit(), a_visit(categories=("G9",)), "NC_CLIENT_SCOPE"),
    (
        RuleCall("parts_present", parts=("scope", "needs")),
        PAPER,
        a_deliverable("article"),
        a_deliverable("article", parts=("scope",)),
        "NC_PARTS",
    ),
    (RuleCall("has_file"), PAPER, a_deliverable("article"), a_deliverable("article", has_file=False), "NC_NO_FILE"),
    (RuleCall("verified"), ARTICLE, an_article(), an_article(verified=False), "NC_NOT_VERIFIED"),
    (
        RuleCall("on_or_before_end", field="published_on"),
        ARTICLE,
        an_article(published_on=date(1999, 1, 1)),
        an_article(published_on=None),
        "NC_OUT_OF_PERIOD",
    ),
]


@pytest.mark.parametrize(("call", "view", "good", "bad", "code"), TABLE, ids=lambda given: getattr(given, "rule", ""))
def test_each_rule_passes_one_row_and_stops_another(call, view, good, bad, code):
    contract = contract_of(view, call, scope="county")
    assert verdict(contract, **{view: [good]}) == ""
    assert verdict(contract, **{view: [bad]}) == code


@pytest.mark.parametrize(("least", "code"), [(8, ""), (9, "NC_FIELD")])
def test_min_attendance_asks_for_the_contracts_number(least, code):
    contract = contract_of(SESSION, RuleCall("min_attendance"), params={"min_attendance": least})
    assert verdict(contract, group_session=[a_session(a_group(), attendee_count=8)]) == code


@pytest.mark.parametrize(("n", "code"), [(3, ""), (2, "NC_MIN_CHILDREN")])
def test_min_children_counts_the_children_of_that_parent_only(n, code):
    call = RuleCall("min_children", child="process_note", n=3, child_rules=("not_void",))
    strangers = notes(a_case(), 5)
    assert verdict(contract_of("case", call), case=[CASE], process_note=[*notes(CASE, n), *strangers]) == code


def test_children_after_the_day_we_look_at_are_not_there_yet():
    call = RuleCall("min_children", child="team_member", n=2)
    people = [*members(TEAM, 1), *members(TEAM, 1, joined_on=date(2023, 9, 1))]
    contract = contract_of("volunteer_team", call)
    assert verdict(contract, date(2023, 8, 31), volunteer_team=[TEAM], team_member=people) == "NC_MIN_CHILDREN"
    assert verdict(contract, date(2023, 9, 1), volunteer_team=[TEAM], team_member=people) == ""


def test_dedup_keeps_as_many_as_the_contract_says():
    rows = [a_visit(start_at=f"0{n}:00") for n in range(5)]
    contract = contract_of(VISIT, RuleCall("dedup", key=("client_id",), cap=2))
    assert counted(contract, visit_client=rows).result("m").counted == tuple(rows[:2])


def test_dedup_is_judged_last_wherever_it_stands():
    early = a_visit(start_at="08:00", void=True)
    rules = (RuleCall("dedup", key=("client_id",)), RuleCall("not_void"))
    late = a_visit(start_at="09:00")
    assert counted(contract_of(VISIT, *rules), visit_client=[early, late]).result("m").counted == (late,)


def test_the_list_is_closed_and_as_the_page_gives_it():
    page = (
        "not_void confirmed adjust_ok complete in_period signed_by field_in field_true field_min status_in"
        " client_in_scope client_ack parts_present has_file links_to verified on_or_before_end min_children"
        " parent_counts min_attendance dedup phone_share"
    )
    assert RULES.keys() | SURVIVOR_RULES.keys() == set(page.split())
    assert {"active_at_period_end_or_as_of", "distinct_person", "positive_minutes"} < CHILD_RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained(rule):
    assert RULES[rule].make.__doc__


def test_every_label_is_chinese():
    words = [*FIELD_LABELS.values(), *(r.label for r in REASONS.values())]
    words += [word for view in VIEWS.values() for word in (*view.parts.values(), *view.statuses.values(), view.name)]
    assert all(word and not word.isascii() for word in words)


ROW_TYPES = {
    "visit_client": VisitClient,
    "case": views.Case,
    "process_note": views.ProcessNote,
    "group": views.Group,
    "group_session": views.GroupSession,
    "activity": views.Activity,
    "volunteer_team": views.VolunteerTeam,
    "team_member": views.TeamMember,
    "volunteer_hour": views.VolunteerHour,
    "media_report": views.MediaReport,
    "ce_credit": views.CeCredit,
    "training": views.Training,
    "deliverable": views.Deliverable,
    "interview_answer": views.InterviewAnswer,
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_row_type_with_all_its_columns(view):
    check_columns(view, ROW_TYPES[view])


def test_a_missing_column_stops_before_anything_is_counted():
    @dataclass
    class Poor:
        id: str = ""

    with pytest.raises(SourceIncomplete) as stopped:
        Sources.of(team_member=[Poor()])
    assert "team_id、person_id、joined_on、left_on" in str(stopped.value)
    assert "E-CON-08" in str(stopped.value)


def test_a_view_nobody_knows_is_a_bug():
    with pytest.raises(KeyError):
        Sources.of(visits=[])

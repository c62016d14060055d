"""Referrals, crises and surveys: states, what they ask for, and the two rates of domain 08 §6."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.records import crisis, referral, survey
from sheqi_desktop.domain.records.crisis import CRISIS
from sheqi_desktop.domain.records.referral import REFERRAL
from sheqi_desktop.domain.sampling import Candidate, draw, shares
from sheqi_desktop.domain.totals import TOTALS
from tests.builders import TODAY, World, a_child, a_draft, messages
from tests.builders_events import (
    POLICE,
    a_complaint,
    a_crisis,
    a_referral,
    a_resource,
    a_resource_link,
    a_survey,
)


def a_document(kind: str, answers: dict[str, Any], **said: Any) -> Document:
    """Give a record that was handed in."""
    base: dict[str, Any] = {"id": "d1", "kind": kind, "client": "c1", "confirmed": answers, "worker": "w1"}
    return Document(**{**base, "answers": answers, "service_date": str(answers.get("service_date") or ""), **said})


def blocked(kind: str, answers: dict[str, Any], stage: str = "submit") -> list[Problem]:
    """Give what stands in the way of a stage."""
    return a_draft(kind, answers).blocking(stage)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ referral
RECEIVED = {"receipt_on": "2023-03-09", "receipt_result": "accepted", "receipt_by": "王干事"}
FOLLOWED = {"follow_ups": [{"on": "2023-03-10", "note": "低保金已恢复"}]}
WAYS = [
    ({}, "已发出"),
    ({"direction": "transfer", "target_kind": "other_station"}, "转接中"),
    (RECEIVED, "已接收"),
    ({**RECEIVED, "receipt_result": "served_already"}, "已接收"),
    ({**RECEIVED, "receipt_result": "rejected", "receipt_reason": "不属于本所"}, "未接收"),
    ({**RECEIVED, **FOLLOWED}, "跟进中"),
    ({**RECEIVED, **FOLLOWED, "outcome": "solved"}, "办结"),
]


@pytest.mark.parametrize(("said", "words"), WAYS, ids=[one[1] for one in WAYS])
def test_the_state_of_a_referral_follows_from_its_answers(said: dict[str, Any], words: str) -> None:
    told = a_referral(**said)
    assert blocked("referral", told) == []
    one = a_document("referral", told)
    assert REFERRAL.states[referral.state(one, (), TODAY)] == words


def test_a_referral_nobody_handed_in_is_a_draft() -> None:
    assert referral.state(a_document("referral", a_referral(), confirmed=None), (), TODAY) == "draft"


def test_a_referral_is_done_only_with_receipt_and_follow_up() -> None:
    missing = {one.field for one in blocked("referral", a_referral(outcome="solved"))}
    assert missing == {"receipt_on", "receipt_result", "receipt_by", "follow_ups"}


def test_a_reason_of_the_law_stands_for_consent() -> None:
    assert blocked("referral", a_referral(consent_id=None, no_consent_reason="life_in_danger")) == []


def test_consent_counts_when_it_agrees_to_sharing() -> None:
    agreed = {"scopes": [1, 6]}
    assert messages("referral", a_referral(), World(records={"c1": {}, "t1": agreed})) == []


RECEIPTS = [
    ("normal", 6, ""),
    ("normal", 7, "转介已发出7天未收到回执，请跟进。"),
    ("normal", 12, "转介已发出12天未收到回执，请跟进。"),
    ("urgent", 0, ""),
    ("urgent", 1, "转介已发出1天未收到回执，请跟进。"),
]


@pytest.mark.parametrize(("urgency", "days", "words"), RECEIPTS)
def test_a_missing_receipt_is_asked_for_after_seven_days_or_one(urgency: str, days: int, words: str) -> None:
    found = Documents([a_document("referral", a_referral(urgency=urgency))])
    said = [one.why for one in referral.receipts_missing(found, date(2023, 3, 8) + timedelta(days))]
    assert said == ([words] if words else [])


@pytest.mark.parametrize("said", [RECEIVED, {"direction": "in"}])
def test_no_receipt_is_asked_for_twice_or_from_ourselves(said: dict[str, Any]) -> None:
    found = Documents([a_document("referral", a_referral(**said))])
    assert list(referral.receipts_missing(found, date(2023, 4, 1))) == []


# ------------------------------------------------------------------------------ resources
def test_a_link_takes_its_words_from_the_library_and_counts_whom_it_names() -> None:
    draft = a_draft("resource_link", None, World(records={"r1": a_resource()}))
    draft.answer("resource_id", "r1")
    assert (draft.answers["resource_name"], draft.answers["provider"]) == ("爱心米面", "桥头镇惠民超市")
    draft.add_row("clients", {"client_id": "c1"})
    draft.add_row("clients", {"client_id": "c2"})
    assert draft.answers["beneficiary_n"] == 2


def test_money_given_straight_is_fine_and_goods_need_a_receipt() -> None:
    money = a_resource_link(kind="funds", received_by=None, cash_direct=True)
    assert blocked("resource_link", money) == []
    assert [one.field for one in blocked("resource_link", a_resource_link(received_by=None))] == ["received_by"]


def test_the_totals_of_links_say_times_people_and_worth() -> None:
    links = [a_resource_link(), a_resource_link(value_yuan="1020.50", beneficiary_n=30)]
    assert [TOTALS[name](links) for name in ("links", "beneficiaries", "value")] == [
        "次数2",
        "受益人次31",
        "折合金额1,200.50元（估值）",
    ]


# ------------------------------------------------------------------------------ crisis
def test_nothing_but_the_kind_is_needed_to_save_a_crisis() -> None:
    assert blocked("crisis", {"event_kind": 1}, "save") == []
    assert [one.field for one in blocked("crisis", {}, "save")] == ["event_kind"]


def test_a_wrong_clock_or_an_adult_never_stops_a_save() -> None:
    wrong = a_crisis(found_at="2024-01-01T00:00:00+08:00", victim_age=40, facts="有伤", reports=None)
    assert blocked("crisis", wrong, "save") == []


def test_a_child_with_a_file_is_a_minor_by_its_birth_date() -> None:
    assert messages("crisis", a_crisis(client_id="c1", victim_name=None), World(records={"c1": a_child()})) == []


def test_situations_are_asked_of_mandatory_reports_only() -> None:
    assert "请选择强制报告情形。" in messages("crisis", a_crisis(mr_situations=None))
    assert blocked("crisis", a_crisis(event_kind="missing", mr_situations=None, reports=None)) == []


def test_a_report_after_a_day_says_why() -> None:
    late = a_crisis(reports=[{**POLICE, "at": "2023-03-09T15:11:00+08:00"}])
    assert "发现后超过24小时才报告，请说明原因。" in messages("crisis", late)
    just = a_crisis(reports=[{**POLICE, "at": "2023-03-09T15:10:00+08:00"}])
    assert messages("crisis", just) == []


def test_the_day_of_a_crisis_is_that_of_the_finding_in_the_county() -> None:
    draft = a_draft("crisis", a_crisis(found_at="2023-03-07T17:30:00+00:00"))
    assert draft.kept["service_date"] == "2023-03-08"


def the_moves(*names: str) -> list[dict[str, str]]:
    return [{"id": name, "move": name, "at": f"2023-03-1{n}T08:00:00+08:00"} for n, name in enumerate(names)]


CRISES = [
    ({"reports": None}, "未报告"),
    ({"reports": [{**POLICE, "agency": "centre"}]}, "未报告"),
    ({"reports": None, "follow_ups": [{"on": "2023-03-09", "note": "看望"}]}, "未报告"),
    ({}, "已报告"),
    ({"follow_ups": [{"on": "2023-03-09", "note": "看望"}]}, "跟进中"),
    ({"moves": the_moves("close")}, "已关闭"),
    ({"moves": the_moves("false_alarm")}, "排除"),
    ({"event_kind": "missing", "reports": None}, "已报告"),
]


@pytest.mark.parametrize(("said", "words"), CRISES)
def test_a_mandatory_report_is_reported_when_the_police_know(said: dict[str, Any], words: str) -> None:
    one = a_document("crisis", a_crisis(**said))
    assert CRISIS.states[crisis.state(one, (), TODAY)] == words


def test_the_alarm_rings_until_the_police_know_and_the_form_is_in() -> None:
    unsent = a_document("crisis", a_crisis(reports=None), confirmed=None)
    told = a_document("crisis", a_crisis(), confirmed=None)
    done = a_document("crisis", a_crisis())
    assert [len(list(crisis.unreported(Documents([one])))) for one in (unsent, told, done)] == [1, 1, 0]
    assert list(crisis.unreported(Documents([replace(unsent, voided=True)]))) == []


def test_an_open_crisis_makes_its_client_due_a_week_after_the_last_look() -> None:
    followed = a_crisis(follow_ups=[{"on": "2023-03-10", "note": "看望"}])
    assert crisis.in_danger(Documents([a_document("crisis", a_crisis())])) == {"c1": date(2023, 3, 15)}
    assert crisis.in_danger(Documents([a_document("crisis", followed)])) == {"c1": date(2023, 3, 17)}
    closed = a_document("crisis", a_crisis(moves=the_moves("close")))
    assert crisis.in_danger(Documents([closed])) == {}


def test_follow_ups_are_asked_for_after_a_day_then_every_week() -> None:
    fresh = a_document("crisis", a_crisis())
    followed = a_document("crisis", a_crisis(follow_ups=[{"on": "2023-03-09", "note": "看望"}]))
    due = [[task.due for task in crisis.tasks(Documents([one]), TODAY)] for one in (fresh, followed)]
    assert due == [[date(2023, 3, 9)], [date(2023, 3, 16)]]


def test_small_counts_by_town_are_not_told() -> None:
    assert [crisis.small(n) for n in (0, 1, 4, 5, 12)] == ["0", "<5", "<5", "5", "12"]
    assert crisis.kinds_of([a_crisis(), a_crisis(event_kind="missing"), a_crisis()]) == {1: 2, 5: 1}


# ------------------------------------------------------------------------------ survey
def a_marked(mark: int) -> dict[str, Any]:
    return a_survey(**dict.fromkeys(("q1", "q2", "q3", "q4", "q5", "q_overall"), mark))


def test_the_fixture_of_the_two_rates() -> None:
    marks = [a_marked(mark) for mark in (5, 5, 4, 4, 3, 2, 0)]
    refused = a_survey(reached="refused", q_known=None, **dict.fromkeys(("q1", "q2", "q3", "q4", "q5", "q_overall")))
    found = survey.figures([*marks, refused])
    assert (found.drawn, found.valid, found.mean_hundredths) == (8, 6, 383)
    assert (found.satisfied.text, found.score.text) == ("66.7", "76.7")
    assert found.satisfied.words == "满意率66.7%（n=6，样本较少）"
    assert found.score.words == "得分率76.7%（n=6，样本较少）"


def test_the_figures_of_the_county() -> None:
    many = [a_marked(5)] * 138 + [a_marked(4)] * 52 + [a_marked(3)] * 8 + [a_marked(2)] * 2
    found = survey.figures(many)
    assert (found.satisfied.words, found.score.words) == ("满意率95.0%（n=200）", "得分率92.6%（n=200）")


def test_halves_are_rounded_up_and_nobody_is_no_rate() -> None:
    assert survey.Rate("满意率", 1, 2000, 2000).text == "0.1"
    assert survey.Rate("满意率", 0, 0, 0).words == "满意率无（n=0，样本较少）"


def test_one_unhappy_mark_asks_for_a_call_back_until_it_is_handled() -> None:
    found = Documents([a_document("survey", a_survey(q3="poor"))])
    assert [task.what for task in survey.call_backs(found, TODAY)] == ["不满意回访"]
    handled = Documents([a_document("survey", a_survey(q3="poor", handled="已上门说明"))])
    assert list(survey.call_backs(handled, TODAY)) == []
    assert list(survey.call_backs(Documents([a_document("survey", a_survey(q3="fair"))]), TODAY)) == []


def test_a_nameless_paper_keeps_station_category_and_age_band_only() -> None:
    said = a_survey(anonymous=True, client_id=None, respondent=None, category="rural_low_income", age_band="elder")
    assert blocked("survey", said) == []
    assert {one.field for one in blocked("survey", {**said, "category": None, "age_band": None}, "save")} == {
        "category",
        "age_band",
    }


def test_a_complaint_is_answered_within_fifteen_days() -> None:
    waiting = Documents([a_document("complaint", a_complaint(replied_on=None, result=None))])
    assert [task.due for task in survey.complaints_unanswered(waiting, TODAY)] == [date(2023, 3, 16)]
    assert list(survey.complaints_unanswered(Documents([a_document("complaint", a_complaint())]), TODAY)) == []


# ------------------------------------------------------------------------------ sampling
def a_frame() -> list[Candidate]:
    sizes = {("s1", "A2"): 60, ("s1", "B1"): 30, ("s2", "A2"): 10}
    return [Candidate(f"{s}-{c}-{n}", s, c) for (s, c), size in sizes.items() for n in range(size)]


def test_the_same_seed_draws_the_same_names_in_whatever_order_the_frame_comes() -> None:
    assert draw(a_frame(), 20, 5, "7") == draw(a_frame()[::-1], 20, 5, "7")
    assert draw(a_frame(), 20, 5, "7") != draw(a_frame(), 20, 5, "8")


def test_every_stratum_gives_its_share_and_nobody_is_drawn_twice() -> None:
    drawn = draw(a_frame(), 20, 5, "7")
    names = [one.candidate for one in drawn if not one.spare]
    assert [sum(one.station == s and one.category == c for one in names) for s, c in
            (("s1", "A2"), ("s1", "B1"), ("s2", "A2"))] == [12, 6, 2]  # fmt: skip
    assert len({one.candidate.client for one in drawn}) == 25


def test_of_a_small_frame_everybody_is_drawn() -> None:
    assert len(draw(a_frame(), 500, 100, "7")) == 100
    assert shares(3, []) == []

"""Articles, deliverables, training, interviews and targets of the county, each with its boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sheqi_desktop.domain.counting.contract import Amendment
from sheqi_desktop.domain.counting.count import count
from sheqi_desktop.domain.counting.outcome import ExternalResult
from sheqi_desktop.domain.counting.sources import Sources
from tests.domain.counting.rows import (
    END,
    STATION,
    a_credit,
    a_deliverable,
    a_posting,
    a_training,
    an_article,
    an_interview,
    codes,
    contract_with,
    counted,
    the_contract,
)

AFTER = date(2023, 10, 31)


# ------------------------------------------------------------------------------ media
def test_reprints_count_once_and_only_from_county_level_up():
    first = an_article()
    rows = [
        first,
        an_article(published_on=date(2023, 4, 1), article_group_id=first.id),
        an_article(level=1),
        an_article(verified=False),
        an_article(level=5),
    ]
    result = counted(media_report=rows).result("ind_media")
    assert result.value == 2
    assert codes(result) == ["NC_DUPLICATE", "NC_FIELD", "NC_NOT_VERIFIED"]
    assert "媒体级别不符合计数条件" in {u.first.message for u in result.uncounted}


def test_a_reprint_takes_the_place_of_an_original_that_does_not_count():
    original = an_article(level=1)
    reprint = an_article(published_on=date(2023, 4, 1), article_group_id=original.id)
    assert counted(media_report=[original, reprint]).result("ind_media").counted == (reprint,)


# ------------------------------------------------------------------------------ deliverables and training
def test_a_plan_follows_from_a_countable_report():
    report, thin = a_deliverable("survey_report"), a_deliverable("survey_report", parts=("scope",))
    rows = [
        report,
        thin,
        a_deliverable("annual_plan_county", based_on=(report.id,)),
        a_deliverable("annual_plan_county", based_on=(thin.id,)),
        a_deliverable("annual_plan_county", based_on=(report.id,), has_file=False),
    ]
    result = counted(deliverable=rows).result("ind_plan_county")
    assert result.value == 1
    assert {u.first.message for u in result.uncounted} == {"未关联调研报告", "缺少附件"}


def test_a_deliverable_of_another_kind_is_no_candidate():
    outcome = counted(deliverable=[a_deliverable("handbook"), a_deliverable("article", status="writing")])
    assert outcome.result("ind_handbook").value == 1
    assert outcome.result("ind_brand").uncounted == ()
    assert outcome.result("ind_article").uncounted[0].first.message == "状态为“撰写中”，尚不能计入"


def test_a_station_has_one_plan_and_the_centres_own_rows_are_no_stations():
    rows = [a_deliverable("annual_plan_station", station_code=STATION) for _ in range(2)]
    rows.append(a_deliverable("annual_plan_station"))
    result = counted(deliverable=rows).result("ind_plan_station")
    assert (result.value, codes(result), result.status) == (1, ["NC_DUPLICATE"], "列示")


def test_only_central_trainings_are_listed():
    result = counted(training=[a_training(), a_training(training_kind="online")]).result("ind_training")
    assert (result.value, result.uncounted, result.passed) == (1, (), None)


# ------------------------------------------------------------------------------ continuing education
def education(*earned, workers=("w1", "w2"), as_of=END, **posted):
    postings = [a_posting(worker, **posted) for worker in workers]
    return counted(as_of=as_of, workers=postings, ce_credit=earned).result("ind_ce_hours")


@pytest.mark.parametrize(("hours", "met"), [("59.5", 1), ("60", 2), ("60.5", 2)])
def test_every_worker_needs_sixty_hours(hours, met):
    result = education(a_credit("w1", "70"), a_credit("w2", "40"), a_credit("w2", str(Decimal(hours) - 40)))
    assert (result.units_met, result.units_total, result.value) == (met, 2, met)
    assert result.passed is (met == 2)
    assert result.lowest.value == Decimal(hours)


def test_only_verified_credits_add_up():
    result = education(a_credit("w1", "60", verified=False), a_credit("w2", "60", channel="reading"))
    assert codes(result) == ["NC_FIELD", "NC_NOT_VERIFIED"]
    assert result.units_met == 0


def test_credits_of_others_are_not_listed():
    assert education(a_credit("stranger", "60")).uncounted == ()


@pytest.mark.parametrize(
    ("posted", "asked"),
    [
        ({}, 1),
        ({"unit_kind": "centre"}, 0),
        ({"post": "supervisor"}, 0),
        ({"post": "station_lead"}, 1),
        ({"primary": False}, 0),
        ({"since": date(2023, 7, 3)}, 1),
        ({"since": date(2023, 7, 4)}, 0),
        ({"until": date(2023, 9, 29)}, 0),
        ({"until": date(2023, 9, 30)}, 1),
    ],
)
def test_who_is_asked_for_the_hours(posted, asked):
    assert education(workers=("w1",), **posted).units_total == asked


def test_the_population_is_that_of_the_end_once_the_period_is_over():
    assert education(workers=("w1",), as_of=date(2024, 5, 1), until=date(2023, 12, 31)).units_total == 1


def test_without_workers_nothing_is_passed():
    result = education(workers=())
    assert (result.passed, result.rate, result.lowest) == (False, None, None)


# ------------------------------------------------------------------------------ satisfaction
def satisfaction(*interviews, **measure):
    contract = contract_with("ind_satisfaction", **measure) if measure else the_contract()
    rows = [answer for interview in interviews for answer in interview]
    return counted(contract, interview_answer=rows).result("ind_satisfaction")


def test_the_satisfaction_of_the_report_is_a_ratio_of_points():
    scores = [1425 // 30] * 15 + [1425 // 30 + 1] * 15
    thirty = [an_interview([5 - (n >= total - 40) for n in range(10)]) for total in scores]
    result = satisfaction(*thirty)
    assert (str(result.value), str(result.rate), result.passed, result.note) == ("95", "105.6", True, "")


def test_who_does_not_know_is_left_out_of_both_sums():
    result = satisfaction(an_interview([5, 5, 5, 5, 5, 5, 5, 0, 0, 4]))
    assert result.value == Decimal(39 * 100) / 40
    assert codes(result) == ["NC_FIELD", "NC_FIELD"]


def test_an_interview_with_six_answers_does_not_count():
    result = satisfaction(an_interview([5] * 6 + [0] * 4))
    assert (result.value, result.passed, set(codes(result))) == (0, False, {"NC_INCOMPLETE"})


def test_own_surveys_are_no_candidates_and_unfinished_interviews_do_not_count():
    own, refused = an_interview([5] * 10, survey_kind="own"), an_interview([5] * 10, result="refused")
    result = satisfaction(own, refused)
    assert (result.passed, codes(result)) == (False, ["NC_FIELD"] * 10)


def test_few_interviews_are_said_so_but_compared():
    result = satisfaction(an_interview([5] * 10))
    assert (result.passed, result.note) == (True, "样本不足（1/30）")


def test_the_share_of_the_satisfied_is_another_aggregate():
    overall = [5, 5, 4, 4, 3, 2, 0]
    result = satisfaction(*(an_interview([5] * 9 + [last]) for last in overall), aggregate="top2_share")
    assert f"{result.value:.1f}" == "66.7"


def test_a_result_found_outside_this_program_is_printed_with_its_document():
    told = {"ind_satisfaction": ExternalResult(Decimal("95.0"), 30, "评估报告", date(2023, 10, 15))}
    later = count(the_contract(), Sources.of(), date(2023, 10, 15), external=told).result("ind_satisfaction")
    before = count(the_contract(), Sources.of(), date(2023, 10, 14), external=told).result("ind_satisfaction")
    assert (later.passed, later.note, before.passed) == (True, "来源：评估报告", False)


# ------------------------------------------------------------------------------ targets that change
def test_a_changed_target_holds_from_its_day_for_the_whole_period():
    change = Amendment(
        2,
        "change_target",
        date(2023, 2, 1),
        "民政局",
        True,
        "调整",
        effective_from=date(2023, 3, 1),
        measure="ind_case",
        old_target=Decimal(6),
        new_target=Decimal(5),
    )
    contract = replace(the_contract(), amendments=(*the_contract().amendments, change))
    case = contract.measure("ind_case")
    assert contract.target(case, date(2023, 2, 28)) == 6
    assert contract.target(case, date(2023, 3, 1)) == 5
    assert (contract.amendments_on(date(2023, 2, 28)), contract.amendments_on(date(2023, 3, 1))) == (1, 2)


def test_a_removed_station_is_asked_no_more():
    leave = Amendment(
        2, "remove_station", date(2023, 2, 1), "民政局", False, "撤并", effective_from=date(2023, 3, 1), station=STATION
    )
    contract = replace(the_contract(), amendments=(*the_contract().amendments, leave))
    assert STATION in {s.code for s in contract.stations_on(date(2023, 2, 28))}
    assert STATION not in {s.code for s in contract.stations_on(date(2023, 3, 1))}

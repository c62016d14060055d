"""督导计划, 督导记录 and scores: the exact words and the arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.checks_supervision import CHECKS, ONE_WORKER
from sheqi_desktop.domain.facts import NOTHING_KNOWN
from sheqi_desktop.domain.rubric import grade, mean_difference, proposed_level, score
from sheqi_desktop.domain.supervision import (
    gaps,
    half_of,
    not_supervised,
    not_visited,
    open_actions,
    plan,
    session_counts,
)
from tests.desks import LIBRARY

NAMES = {"411327101": "赊店社工站", "411327102": "桥头社工站"}


def a_plan(who: str, stations: list[str], since: str = "2023-01-01", until: str = "2023-12-31", **said: object):
    made = plan({"supervisor_id": who, "from": since, "to": until, "station_codes": stations, **said})
    assert made is not None
    return made


def test_every_station_has_one_lead_on_every_day() -> None:
    first = a_plan("s-1", ["411327101", "411327102"], until="2023-06-30")
    second = a_plan("s-2", ["411327101"], since="2023-06-01")
    told = list(gaps([first, second], NAMES, date(2023, 1, 1), date(2023, 12, 31)))
    assert told == ["赊店社工站同时有两名负责督导。", "桥头社工站在2023-07-01没有负责督导。"]
    assert list(gaps([a_plan("s-1", list(NAMES))], NAMES, date(2023, 1, 1), date(2023, 12, 31))) == []


def test_who_has_no_supervision_planned_in_a_quarter_is_named() -> None:
    made = a_plan("s-1", [], schedule=[{"id": "1", "month": "2023-05", "form": "individual", "workers": ["w-1"]}])
    assert list(not_supervised([made], {"w-1": "李强", "w-2": "张敏"}, 2023, 2)) == ["张敏第2季度没有安排督导。"]


def test_a_station_without_a_visit_in_a_half_year_is_named() -> None:
    schedule = [
        {"id": "1", "month": "2023-06", "form": "onsite", "at_station": "411327101"},
        {"id": "2", "month": "2023-07", "form": "individual", "at_station": "411327102"},
    ]
    made = [a_plan("s-1", list(NAMES), schedule=schedule)]
    assert list(not_visited(made, NAMES, 2023, 1)) == ["桥头社工站上半年没有安排现场跟进。"]
    assert list(not_visited(made, NAMES, 2023, half_of(date(2023, 7, 1)))) == [
        "赊店社工站下半年没有安排现场跟进。", "桥头社工站下半年没有安排现场跟进。",
    ]  # fmt: skip
    assert [half_of(date(2023, month, 30)) for month in (6, 7)] == [1, 2]


def test_an_individual_session_has_one_worker_and_counts_when_both_confirmed() -> None:
    told = {"form": "individual", "workers": ["w-1", "w-2"], "supervisor_signed_at": "x"}
    said = [one.message for one in CHECKS["supervision_has_its_workers"](told, NOTHING_KNOWN)]
    assert said == [ONE_WORKER] == ["个别督导只能选择一名社工。"]
    assert not session_counts(told)
    assert session_counts(told | {"worker_signed_at": "y"})
    assert session_counts(told | {"form": "group"})


def test_actions_stay_until_they_are_done() -> None:
    rows = [
        {"id": "1", "what": "补签", "who": "w-1", "due": "2023-05-02"},
        {"id": "2", "what": "重写目标", "who": "w-1", "due": "2023-04-30"},
        {"id": "3", "what": "学习", "who": "w-1", "due": "2023-04-01", "done_on": "2023-04-01"},
    ]
    assert [one["id"] for one in open_actions([{"actions": rows}], "w-1")] == ["2", "1"]


@pytest.mark.parametrize("name", ["case", "group", "visit"])
def test_the_best_is_100_and_what_does_not_apply_is_left_out(name: str) -> None:
    rubric = LIBRARY.rubrics[name]
    codes = [one.code for one in rubric.criteria]
    assert sum(one.weight for one in rubric.criteria) == 100
    assert score(rubric, dict.fromkeys(codes, 4)) == "100.0"
    assert score(rubric, {codes[0]: 3}) == "75.0"
    assert score(rubric, dict.fromkeys(codes)) == ""


def test_a_score_is_the_weighted_sum() -> None:
    levels = {"C1": 4, "C2": 3, "C3": 2, "C4": 3, "C5": 4, "C6": 1, "C7": 2, "C8": 4}
    assert score(LIBRARY.rubrics["case"], levels) == "73.8"
    levels["C7"] = None
    assert score(LIBRARY.rubrics["case"], levels) == "76.4"
    assert [one.title for one in LIBRARY.rubrics["case"].criteria][3].startswith("目标")
    assert LIBRARY.rubrics["case"].criteria[3].levels[3] == "具体且可测"


@pytest.mark.parametrize(
    ("points", "word"), [("90.0", "优"), ("89.9", "良"), ("75.0", "良"), ("60.0", "合格"), ("59.9", "不合格"), ("", "")]
)
def test_the_words_of_a_score(points: str, word: str) -> None:
    assert grade(points) == word


def test_two_supervisors_are_compared_and_completeness_is_proposed() -> None:
    assert mean_difference([("80.0", "72.5"), ("60.0", "61.0"), ("", "50.0")]) == "4.3"
    assert [proposed_level(0, 0), proposed_level(1, 3), proposed_level(9, 0)] == [4, 2, 0]

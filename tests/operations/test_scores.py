"""文书质量评分 and 督导计划 on real workspaces."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.scores import keep_score, score_sheet, scores, to_score
from sheqi_desktop.operations.supervision_plans import supervision_plans
from tests.builders_supervision import a_supervision_plan
from tests.desks import put
from tests.groups import as_person
from tests.supervising import LEAD, ONE, WORKER, Around, a_case, around

__all__ = ["around"]
FULL = {f"C{n}": 3 for n in range(1, 9)}


def a_plan(desk: Desk, **said: Any) -> str:
    base = {"supervisor_id": "s-1", "from": "2023-06-01", "to": "2023-12-31", "station_codes": [ONE]}
    answers = {k: v for k, v in a_supervision_plan(**(base | said)).items() if v is not None}
    return put(desk, "supervision_plan", answers).record


def test_a_case_is_judged_and_its_worker_sees_it_and_nobody_else_at_the_station(around: Around):
    case = a_case(around)
    assert [one.record for one in to_score(around.first)] == [case]
    sheet = score_sheet(around.first, case)
    assert (sheet.rubric.id, sheet.proposed, sheet.why) == ("case", {"C1": 4}, "没有缺件，都在期限内。")
    with pytest.raises(t.ReviewRefused, match="改动理由"):
        keep_score(around.first, case, FULL, {})
    keep_score(around.first, case, FULL | {"C6": None}, {"C1": "同意书只有一方签名"})
    assert not to_score(around.first)
    around.round()
    (line,) = scores(around.first)
    assert (line.score, line.grade, line.weak) == ("75.0", "良", ())
    (mine,) = scores(around.one)
    assert (mine.score, mine.record) == ("75.0", case)
    as_person(around.one, LEAD)
    assert scores(around.one) == []
    assert scores(around.centre) == []


def test_the_newest_score_counts_and_a_second_supervisor_is_marked(around: Around):
    case = a_case(around)
    keep_score(around.first, case, {"C4": 1}, {"C1": "不评"})
    around.hands.to("2023-06-15T09:00:00")
    keep_score(around.first, case, FULL | {"C1": 4, "C4": 2}, {})
    assert score_sheet(around.first, case).levels["C4"] == 2
    around.round()
    around.hands.to("2023-06-16T09:00:00")
    keep_score(around.second, case, FULL | {"C1": 4}, {})
    around.round()
    assert [(one.supervisor, one.second) for one in scores(around.first)] == [("周督导", True), ("周督导", False)]
    assert "有目标但不可测" in scores(around.first)[1].weak[0]


def test_what_is_no_score_is_refused(around: Around):
    case = a_case(around)
    for levels in ({}, {"C1": None}, {"C4": 9}):
        with pytest.raises(t.ReviewRefused):
            keep_score(around.first, case, levels, {"C1": "不评"})
    for desk in (around.one, around.centre):
        with pytest.raises(t.NotYours):
            score_sheet(desk, case)


def test_the_director_plans_and_sees_what_is_left_open(around: Around):
    a_plan(around.centre)
    told = supervision_plans(around.centre)
    name = around.centre.unit_name(ONE)
    assert [one.stations for one in told.lines] == [name]
    assert any(one.startswith(f"{around.centre.unit_name('411327103')}在2023-06-14没有") for one in told.gaps)
    assert "李强第2季度没有安排督导。" in told.gaps
    assert f"{around.centre.unit_name(ONE)}上半年没有安排现场跟进。" in told.gaps
    assert {(one.supervisor, one.stations, one.workers) for one in told.loads} == {("s-1", 1, 2), ("s-2", 1, 2)}
    with pytest.raises(t.NotFinished) as refused:
        a_plan(around.centre, supervisor_id="s-2")
    assert f"{name}同时有两名负责督导。" in refused.value.sentence
    around.round()
    assert len(supervision_plans(around.first).lines) == 1
    as_person(around.one, WORKER)
    with pytest.raises(t.NotYours):
        a_plan(around.one)


def test_a_plan_the_assignment_does_not_follow_is_told(around: Around):
    a_plan(around.centre, station_codes=[ONE, "411327103"], co_station_codes=None)
    (words,) = supervision_plans(around.centre).differ
    assert "分工还没有生效" in words

"""The supervisors' year as it is planned: 618 remarks in their shares, threads that can happen, words that vary."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.case_story import CLOSURE
from sheqi_desktop.domain.thread import State
from sheqi_desktop.operations.demo import Entry, read_material
from sheqi_desktop.operations.demo.remark_papers import ASKED, MENDED
from sheqi_desktop.operations.demo.remark_year import plan_supervision
from sheqi_desktop.operations.demo.supervision import ROUNDS, Act, SupervisionPlan
from tests.operations.demo_plans import the_plan

STATED = {
    AnnotationKind.PRAISE: 136,
    AnnotationKind.ADVICE: 253,
    AnnotationKind.MUST: 130,
    AnnotationKind.QUESTION: 56,
    AnnotationKind.ETHICS: 18,
    AnnotationKind.RISK: 25,
}
"""Domain 08 §3."""
OF_SUPERVISOR = {"s-1": 6, "s-2": 5, "s-3": 5}


def stock() -> dict[str, Any]:
    return dict(read_material(assets.resources_dir() / "demo").supervision)


@cache
def the_year() -> SupervisionPlan:
    return plan_supervision(the_plan(), stock())


def acts(do: str) -> list[Act]:
    return [
        one
        for part in the_year().rounds
        for some in (*part.desks.values(), part.centre, *part.stations.values())
        for one in some
        if isinstance(one, Act) and one.do == do
    ]


# ------------------------------------------------------------------------------ totals
def test_six_hundred_and_eighteen_remarks_in_the_stated_shares() -> None:
    assert Counter(one.kind for one in the_year().remarks) == STATED
    assert len(the_year().remarks) == 618
    assert len({one.key for one in the_year().remarks}) == 618


def test_each_supervisor_remarks_on_the_papers_of_their_own_stations_alone() -> None:
    assert {one.id: len(one.stations) for one in the_plan().supervisors} == OF_SUPERVISOR
    own = {one.id: set(one.stations) for one in the_plan().supervisors}
    for one in the_year().remarks:
        assert one.station in own[one.supervisor]
        assert f"-{one.station}-" in one.record
    assert {one.station for one in the_year().remarks} == {one.code for one in the_plan().stations}


def test_cases_groups_visits_and_activities_are_all_remarked_on() -> None:
    assert {one.form for one in the_year().remarks} == set(ASKED)


def test_nine_documents_of_a_hundred_are_returned_each_with_a_must() -> None:
    year = the_year()
    assert round(100 * len(year.returned) / len(year.documents)) == 9
    musts = {one.record for one in year.remarks if one.kind == AnnotationKind.MUST}
    assert year.returned <= musts
    assert {one.record for one in acts("verdict") if one.word == "returned"} == year.returned


def test_every_must_in_a_closed_case_was_answered() -> None:
    closed = {
        entry.answers["parent_id"]
        for station in the_plan().stations
        for entry in station.entries
        if entry.kind == CLOSURE and entry.then == "submit"
    }
    case_of = {
        entry.key: entry.answers.get("parent_id") for station in the_plan().stations for entry in station.entries
    }
    ends = [
        one.ends for one in the_year().remarks if one.kind == AnnotationKind.MUST and case_of.get(one.record) in closed
    ]
    assert len(ends) >= 10
    assert set(ends) == {State.CONFIRMED}


def test_all_kinds_of_ends_are_there_and_few_remarks_are_left_open() -> None:
    ends = Counter(one.ends for one in the_year().remarks)
    assert {State.CONFIRMED, State.READ, State.OPEN, State.ANSWERED, State.OVERRULED, State.WITHDRAWN} <= set(ends)
    assert 5 <= ends[State.OPEN] <= 40
    assert {one.word for one in acts("reply")} == {"", "adopted", "partly", "not_now"}
    assert Counter(one.word for one in acts("decide")) == {"granted": 2, "refused": 2}
    assert len(acts("appeal")) == 5
    assert len(acts("reopen")) >= 10


# ------------------------------------------------------------------------------ what can happen
def test_only_papers_nobody_signs_are_handed_in_anew_so_that_nothing_counted_waits() -> None:
    anew = [
        one for part in the_year().rounds for some in part.stations.values() for one in some if isinstance(one, Entry)
    ]
    assert len(anew) >= 130
    assert {one.kind for one in anew} == set(MENDED)
    assert {one.then for one in anew} == {"submit"}
    asked = {form: set(fields) for form, fields in ASKED.items()}
    assert all(set(one.answers) <= asked[one.kind] for one in anew)


def test_what_was_planted_in_the_county_is_left_alone() -> None:
    planted = {key for keys in the_plan().planted.values() for both in keys for key in both.split()}
    assert not planted & the_year().documents


def test_words_that_are_remarked_on_stand_once_in_the_paper() -> None:
    said: dict[str, dict[str, Any]] = {}
    for station in the_plan().stations:
        for entry in station.entries:
            if entry.then in ("draft", "submit"):
                said.setdefault(entry.key, {}).update(entry.answers)
    quoted = [one for one in acts("annotate") if one.quote]
    assert len(quoted) >= 300
    assert all(said[one.record][one.field].count(one.quote) == 1 for one in quoted)


def test_everybody_does_one_thing_after_the_other() -> None:
    for part in the_year().rounds:
        for some in (*part.desks.values(), *part.stations.values()):
            moments = [one.at for one in some]
            assert moments == sorted(moments)
    assert len(the_year().rounds) == ROUNDS + 1


def test_the_same_seed_plans_the_same_year() -> None:
    assert plan_supervision(the_plan(), stock()) == the_year()


# ------------------------------------------------------------------------------ words
def _patterns(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told] if told else []
    inner = told.values() if isinstance(told, dict) else told
    return [one for part in inner for one in _patterns(part)]


@pytest.mark.parametrize("part", ["remark", "answer"])
def test_there_are_at_least_sixty_patterns(part: str) -> None:
    patterns = _patterns({key: some for key, some in stock()[part].items() if key != "ending"})
    assert len(set(patterns)) >= 60


def test_no_two_are_alike_too_often_and_no_slot_is_left_open() -> None:
    written = [one.text for one in acts("annotate")]
    assert Counter(written).most_common(1)[0][1] <= 3
    assert Counter(one.text for one in acts("reply")).most_common(1)[0][1] <= 20
    said = [one.text for do in ("annotate", "reply", "confirm", "reopen", "appeal", "verdict") for one in acts(do)]
    assert not [one for one in said if re.search(r"\{[a-z]+\}", one)]

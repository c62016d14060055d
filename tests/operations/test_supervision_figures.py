"""The figures of supervision from real files that went between three machines, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.supervision_facts import Quarter, Scope
from sheqi_desktop.domain.supervision_figures import (
    CALIBRATED,
    COVERED,
    MUSTS,
    RETURNED,
    SUPERVISOR_DAYS,
    WHOLE_DAYS,
    WORKER_DAYS,
    figures,
)
from sheqi_desktop.domain.turnaround import NO_VERDICT
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.confirm import confirm
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.supervision_facts import gather_facts
from sheqi_desktop.operations.supervision_figures import (
    BY_KIND,
    BY_STATION,
    BY_SUPERVISOR,
    Wanted,
    behind,
    overview,
    own_repeated_issues,
    repeated_issues,
)
from tests.builders_supervision import a_supervision_session
from tests.groups import as_person
from tests.supervising import LEAD, MUST, ONE, WORKER, Around, a_case, around, revise
from tests.typed import a_seen

__all__ = ["around"]
Q2 = Quarter(2023, 2)


@contextmanager
def head(desk: Desk) -> Iterator[None]:
    """Sit down as the director."""
    before, desk.me = desk.me, desk.book.newest.person("w-centre-1")
    yield
    desk.me = before


@pytest.fixture
def told(around: Around) -> Around:
    """A 必改 written on the 14th, here on the 16th, answered on the 18th, back on the 19th, confirmed on the 20th."""
    case = a_case(around)
    annotate(around.first, case, MUST, "写清楚是哪几天不想做饭。", None, [1, 2])
    give_verdict(around.first, case, "returned")
    around.hands.to("2023-06-15T09:00:00")
    around.send(around.first, around.centre)
    around.hands.to("2023-06-16T09:00:00")
    around.send(around.centre, around.one)
    around.hands.to("2023-06-18T09:00:00")
    revise(around.one, case)
    around.send(around.one, around.centre)
    around.hands.to("2023-06-19T09:00:00")
    around.send(around.centre, around.first)
    around.hands.to("2023-06-20T09:00:00")
    (made,) = [one.id for one in _facts(around.first).remarked]
    confirm(around.first, made)
    around.send(around.first, around.centre)
    return around


def _facts(desk: Desk):
    return gather_facts(desk, Q2).facts


def words(desk: Desk, figure: str, by: str = BY_SUPERVISOR, key: str = "") -> str:
    group = next(one for one in overview(desk, Q2).groups[by] if one.key == key)
    found = group.figure(figure)
    assert found is not None
    return found.words + found.note


def test_the_centre_knows_when_an_annotation_was_at_its_station(told: Around):
    for desk in (told.centre, told.first):
        assert words(desk, WORKER_DAYS) == "中位 2.0 天，90% 在 2.0 天内（1 条）"
        whole = "中位 6.0 天，90% 在 6.0 天内（1 条）其中路上（导出到导入）中位 2.0 天"
        assert words(desk, WHOLE_DAYS) == whole, "a day it lay with its writer was no day on the road"
    assert words(told.centre, MUSTS, BY_STATION, ONE) == "1/1（100.0%）"


def test_every_number_opens_its_records(told: Around):
    for figure, value in ((RETURNED, "退回过"), (WORKER_DAYS, "2.0 天"), ("tag:1", "必改"), ("sessions", "")):
        lines = behind(told.centre, Wanted(Q2, Scope(), figure))
        assert [one.value for one in lines] == ([value] if value else [])
    (line,) = behind(told.centre, Wanted(Q2, Scope(kind="case"), MUSTS))
    assert (line.kind, line.station, line.who, line.counted) == ("case", "桥头镇", "李强", True)
    (person, lead) = sorted(behind(told.centre, Wanted(Q2, Scope(), COVERED)), key=lambda one: one.who, reverse=True)
    assert {person.who, lead.who} == {"李强", "张敏"}
    assert {person.why, lead.why} == {"这个季度没有督导"}


def test_what_waits_for_a_verdict_is_listed_until_it_has_one(around: Around):
    case = a_case(around)

    def waits(desk: Desk, scope: Scope = Scope(), quarter: Quarter = Q2) -> list[tuple[str, str]]:  # noqa: B008 - frozen
        told = behind(desk, Wanted(quarter, scope, SUPERVISOR_DAYS))
        return [(one.record, one.station) for one in told if one.why == NO_VERDICT and not one.counted]

    for desk in (around.centre, around.first):
        assert waits(desk) == [(case, "桥头镇")]
        assert waits(desk, quarter=Q2.before) == []
    for scope in (Scope(supervisor="s-1"), Scope(supervisor="s-2"), Scope(station=ONE), Scope(kind="case")):
        assert waits(around.centre, scope) == [(case, "桥头镇")]
    assert waits(around.centre, Scope(kind="visit")) == []
    give_verdict(around.first, case, "signed")
    assert waits(around.first) == []


def test_papers_are_listed_by_supervisor_station_kind_and_problem(told: Around):
    found = overview(told.centre, Q2)
    assert next(one.name for one in found.groups[BY_SUPERVISOR]) == "全县"
    assert {one.key for one in found.groups[BY_SUPERVISOR]} == {"", "s-1", "s-2"}
    assert [one.key for one in found.groups[BY_KIND]] == ["", "case"]
    assert [(one.name, one.months, one.total) for one in found.issues] == [
        ("目标不可测", (0, 0, 1), 1), ("缺少依据", (0, 0, 1), 1),
    ]  # fmt: skip
    assert overview(told.centre, Q2.before).issues == ()


def test_a_supervisor_sees_the_own_figures_only(told: Around):
    assert {one.key for one in overview(told.first, Q2).groups[BY_SUPERVISOR]} <= {"", "s-1"}
    with pytest.raises(t.NotYours):
        behind(told.first, Wanted(Q2, Scope(supervisor="s-2"), WORKER_DAYS))
    as_person(told.one, LEAD)
    with pytest.raises(t.NotYours):
        overview(told.one, Q2)


def test_what_recurs_with_a_worker_is_for_the_supervisor_and_that_worker(told: Around):
    (document,) = gather_facts(told.one, Q2).documents.values()
    case = a_seen(told.one, document.client, "2023-06-19").record
    told.send(told.one, told.centre)
    told.send(told.centre, told.first)
    annotate(told.first, case, MUST, "这里也要写明依据。", None, [2])
    told.send(told.first, told.centre)
    told.send(told.centre, told.one, told.second)
    seen = [("李强", 2, 2)]
    as_person(told.one, WORKER)
    assert [repeated_issues(one, Q2) for one in (told.first, told.second, told.one)] == [seen] * 3
    assert own_repeated_issues(told.one, Q2) == [(2, 2)]
    assert own_repeated_issues(told.first, Q2) == []
    me, told.one.me = told.one.me, replace(told.one.me, worker_id=f"w-{ONE}-9", name="王芳")
    assert repeated_issues(told.one, Q2) == own_repeated_issues(told.one, Q2) == [], "a colleague"
    told.one.me = me
    as_person(told.one, LEAD)
    assert repeated_issues(told.one, Q2) == own_repeated_issues(told.one, Q2) == []
    assert repeated_issues(told.centre, Q2) == []
    with head(told.centre):
        assert repeated_issues(told.centre, Q2) == []


def held(desk: Desk, said: dict[str, Any]) -> None:
    with desk.write() as write:
        desk.append(write, "supervision_session", uuid7(desk.clock.ms()), (), {"station_code": ONE, **said})


def test_a_session_counts_once_it_is_confirmed_by_both(told: Around):
    worker = f"w-{ONE}-2"
    said = a_supervision_session(supervisor_id="s-1", workers=[worker], session_on="2023-06-19")
    said |= {"supervisor_signed_at": "2023-06-19T10:00:00+08:00"}
    held(told.first, said)
    assert words(told.first, COVERED) == "0/2（0.0%）"
    held(told.first, {**said, "worker_signed_at": "2023-06-19T10:00:00+08:00"})
    assert words(told.first, COVERED) == "1/2（50.0%）"
    assert words(told.first, "sessions") == "1 次，1.0 小时"
    assert words(told.first, CALIBRATED) == "—"


def test_an_answer_that_claims_to_have_come_later_than_it_was_given_is_incalculable(told: Around):
    facts = _facts(told.centre)
    (one,) = facts.remarked
    assert one.answered is not None
    assert one.came is not None
    later = replace(one, came=one.answered.at + 1)

    (figure,) = [each for each in figures(replace(facts, remarked=(later,)), Q2) if each.id == WORKER_DAYS]
    assert (figure.words, figure.clocks) == ("—", 1)

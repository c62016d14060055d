"""Cases, groups, activities, teams and hours of a station, each with its boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.counting.figures import session_figures
from tests.domain.counting.rows import (
    STATION,
    a_case,
    a_group,
    a_session,
    a_team,
    an_activity,
    an_hour,
    codes,
    counted,
    members,
    notes,
    sessions,
)

AFTER = date(2023, 10, 31)


# ------------------------------------------------------------------------------ cases
def cases(*pairs, **given):
    rows = [case for case, _ in pairs]
    written = [note for _, own in pairs for note in own]
    return counted(as_of=AFTER, case=rows, process_note=written, **given).result("ind_case")


def with_notes(n, **said):
    case = a_case(**said)
    return case, notes(case, n)


@pytest.mark.parametrize(("n", "passed"), [(5, False), (6, True)])
def test_six_cases_are_enough(n, passed):
    assert cases(*(with_notes(3) for _ in range(n))).unit(STATION).passed is passed


@pytest.mark.parametrize(
    ("said", "n", "code", "message"),
    [
        ({"void": True}, 3, "NC_VOID", "已作废"),
        ({"status": "intervening", "closed_on": None}, 3, "NC_STATUS", "状态为“介入中”，尚不能计入"),
        ({"status": "declined", "closed_on": None}, 0, "NC_STATUS", "状态为“未接案”，尚不能计入"),
        ({"parts": ("service_plan", "closure")}, 3, "NC_PARTS", "缺少：知情同意书"),
        ({"parts": ()}, 3, "NC_PARTS", "缺少：知情同意书、服务计划、结案表"),
        ({}, 2, "NC_MIN_CHILDREN", "仅2次，少于3次"),
        ({"closed_on": date(2023, 10, 1)}, 3, "NC_OUT_OF_PERIOD", "不在服务期内（2022-09-01至2023-09-30）"),
        ({"closure_signed_at": None}, 3, "NC_NOT_SIGNED", "未确认"),
        ({"closure_signed_at": "2023-10-11T00:00:00"}, 3, "NC_SIGNED_LATE", "确认时间晚于数据截止日"),
        ({"period_adjust_state": "pending"}, 3, "NC_ADJUST_PENDING", "已结账月份的补录，待指导中心确认"),
    ],
)
def test_why_a_case_does_not_count(said, n, code, message):
    first = cases(with_notes(n, **said)).uncounted[0].first
    assert (first.code, first.message) == (code, message)


@pytest.mark.parametrize("status", ["closed", "following", "archived", "reopened"])
def test_a_case_counts_from_its_first_closure_on(status):
    assert cases(with_notes(3, status=status)).value == 1


def test_drafted_and_voided_notes_do_not_help():
    case = a_case()
    own = [*notes(case, 2), *notes(case, 1, confirmed=False), *notes(case, 1, void=True)]
    assert cases((case, own)).uncounted[0].first.message == "仅2次，少于3次"


def test_the_cases_of_the_fixture_sum_to_three():
    early = {"close_reason": 5}
    elsewhere, own = with_notes(5, station_code="411327108")
    result = cases(
        with_notes(5),
        with_notes(5, parts=("service_plan", "closure")),
        with_notes(4, **early),
        with_notes(1, **early),
        with_notes(2, status="intervening", closed_on=None),
        with_notes(6, status="reopened"),
        (elsewhere, own),
    )
    assert result.unit(STATION).value == 3
    assert codes(result) == ["NC_MIN_CHILDREN", "NC_PARTS", "NC_STATUS"]


# ------------------------------------------------------------------------------ groups
def groups(*pairs):
    rows = [group for group, _ in pairs]
    held = [session for _, own in pairs for session in own]
    outcome = counted(as_of=AFTER, group=rows, group_session=held)
    return outcome.result("ind_group"), outcome.result("ind_group_session"), rows


def held(n, group=None, **said):
    group = group or a_group()
    return group, sessions(group, n, **said)


@pytest.mark.parametrize(("n", "value"), [(3, 0), (4, 1)])
def test_four_sessions_make_a_group(n, value):
    group, session, _ = groups(held(n))
    assert (group.value, session.value) == (value, n * value)


def test_a_session_out_of_the_period_is_not_one_of_the_four():
    group = a_group()
    early = a_session(group, session_date=date(2022, 8, 31))
    result, session, _ = groups((group, [*sessions(group, 3), early]))
    assert result.uncounted[0].first.message == "仅3节，少于4节"
    assert session.value == 0
    result, session, _ = groups((group, [*sessions(group, 4), early]))
    assert (result.value, session.value, codes(session)) == (1, 4, ["NC_OUT_OF_PERIOD"])


def test_the_groups_of_the_fixture_are_two_with_eight_sessions():
    sparse = a_group()
    group, session, rows = groups(
        held(4),
        (sparse, [*sessions(sparse, 4), a_session(sparse, attendee_count=2)]),
        held(4, a_group(status="summary_submitted", summary_signed_at=None, parts=("group_plan",))),
        held(3),
    )
    assert (group.value, session.value) == (2, 8)
    assert session_figures(session, rows) == (4, 3)


def test_too_few_people_is_said_of_the_session():
    group = a_group()
    _, session, _ = groups((group, [*sessions(group, 4), a_session(group, attendee_count=2)]))
    assert session.uncounted[0].first.message == "到场人数不符合计数条件"


def test_a_session_of_a_group_that_does_not_count_names_its_group():
    _, session, _ = groups(held(3))
    assert session.uncounted[0].first.message == "所属小组未计入"


def test_a_terminated_group_does_not_count():
    group, _, _ = groups(held(4, a_group(status="terminated")))
    assert group.uncounted[0].first.message == "状态为“中止”，尚不能计入"


# ------------------------------------------------------------------------------ activities
def test_the_activities_of_the_fixture_are_four():
    series = [an_activity(service_date=date(2023, 5, day)) for day in (1, 2, 3)]
    rows = [
        an_activity(),
        an_activity(hosted_by_owner=False),
        an_activity(client_n=0),
        an_activity(status="cancelled", confirmed=False, signed_at=None),
        *series,
    ]
    result = counted(activity=rows).result("ind_activity")
    assert result.value == 4
    assert sorted(u.first.message for u in result.uncounted) == [
        "主办站点不符合计数条件",
        "尚未提交或签批",
        "服务对象人数不符合计数条件",
    ]


# ------------------------------------------------------------------------------ teams and hours
def teams(team, people, hours=(), as_of=AFTER):
    outcome = counted(as_of=as_of, volunteer_team=[team], team_member=people, volunteer_hour=hours)
    return outcome.result("ind_vol_team"), outcome.result("ind_vol_team_hours")


@pytest.mark.parametrize(("n", "value"), [(9, 0), (10, 1)])
def test_ten_members_make_a_team(n, value):
    team = a_team()
    assert teams(team, members(team, n))[0].value == value


def test_one_person_twice_is_one_member():
    team = a_team()
    people = [*members(team, 9), *members(team, 1, person_id=f"{team.id}-0")]
    assert teams(team, people)[0].uncounted[0].first.message == "仅9人，少于10人"


@pytest.mark.parametrize(
    ("left_on", "value"),
    [(date(2023, 9, 20), 0), (date(2023, 9, 30), 0), (date(2023, 10, 1), 1), (None, 1)],
)
def test_who_left_by_the_last_day_is_no_member(left_on, value):
    team = a_team()
    assert teams(team, [*members(team, 9), *members(team, 1, person_id="z", left_on=left_on)])[0].value == value


def test_who_joined_after_the_last_day_is_no_member():
    team = a_team()
    people = [*members(team, 9), *members(team, 1, person_id="z", joined_on=date(2023, 10, 1))]
    assert teams(team, people)[0].value == 0


def test_members_are_looked_at_on_the_day_we_ask_for():
    team = a_team()
    people = [*members(team, 9), *members(team, 1, person_id="z", left_on=date(2023, 6, 1))]
    assert teams(team, people, as_of=date(2023, 5, 31))[0].value == 1
    assert teams(team, people, as_of=date(2023, 6, 1))[0].value == 0


def test_a_team_may_be_older_than_the_contract_but_not_younger_than_its_end():
    old, young = a_team(founded_on=date(2015, 1, 1)), a_team(founded_on=date(2023, 10, 1))
    assert teams(old, members(old, 10))[0].value == 1
    assert codes(teams(young, members(young, 10))[0]) == ["NC_OUT_OF_PERIOD"]


@pytest.mark.parametrize(
    ("hour", "value"),
    [
        ({}, 1),
        ({"minutes": 0}, 0),
        ({"minutes": 960}, 1),
        ({"minutes": 961}, 0),
        ({"confirmed": False}, 0),
        ({"void": True}, 0),
        ({"service_date": date(2022, 8, 31)}, 0),
    ],
)
def test_a_team_needs_one_verified_hour_in_the_period(hour, value):
    team = a_team()
    result = teams(team, members(team, 10), [an_hour(team, **hour)])[1]
    assert result.value == value
    assert value or result.uncounted[0].first.message == "仅0条，少于1条"


def test_hours_do_not_help_a_team_that_is_too_small():
    team = a_team()
    assert teams(team, members(team, 9), [an_hour(team)])[1].uncounted[0].first.message == "所属队伍未计入"

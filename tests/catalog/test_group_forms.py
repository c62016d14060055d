"""The forms of 小组: their codes, their help and their ledgers, held to the page that settles them."""

# ruff: noqa: E501  — registers read best on one line
from __future__ import annotations

from enum import Enum

import pytest

from sheqi_desktop.domain import codes_activity, codes_group
from tests.builders import form, vocabularies

MIRRORS = {
    "target_group": codes_activity.TargetGroup,
    "group_stage": codes_group.GroupStage,
    "group_hazard": codes_group.GroupHazard,
    "group_screening": codes_group.GroupScreening,
    "session_happening": codes_group.SessionHappening,
    "attendance_mark": codes_group.AttendanceMark,
    "member_behaviour": codes_group.MemberBehaviour,
    "scale_direction": codes_group.ScaleDirection,
}
HELP = {
    ("group", "planned_sessions"): "合同要求每个小组不少于4节。",
    ("group_session", "stage"): "筹备期的招募、面谈不算节数。",
    ("group_session", "attendance"): "迟到、早退算出席；提前说明的选请假。",
    ("group_session", "dynamics"): "写组员之间怎样互动，不只写活动流程。",
    ("group_summary", "measures"): "同一个人前后都测才算一对。",
}


@pytest.mark.parametrize(("name", "mirror"), MIRRORS.items())
def test_python_speaks_of_the_same_codes_as_the_file(name: str, mirror: type[Enum]) -> None:
    assert {one.name.lower(): one.value for one in mirror} == {e.name: e.code for e in vocabularies()[name]}


@pytest.mark.parametrize(("place", "words"), HELP.items(), ids=lambda value: "".join(value)[:24])
def test_help_has_the_exact_words(place: tuple[str, str], words: str) -> None:
    assert form(place[0]).field(place[1]).help == words


def test_the_group_ledgers_have_the_columns_of_the_register() -> None:
    groups, sessions = form("group").ledger, form("group_session").ledger
    assert groups
    assert sessions
    assert [column.header for column in groups.columns] == (
        "小组编号 名称 性质 群体 带领者 起止日期 计划节数 实际节数 组员数 服务对象数 总人次 出席率 前后测变化 满意度 经费 状态 缺件 备注"
    ).split()
    assert [column.header for column in sessions.columns] == (
        "小组编号 名称 节次 阶段 主题 日期 时间 地点 应到 实到 目标达成 带领者 志愿者 照片数 补录 备注"
    ).split()

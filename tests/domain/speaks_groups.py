"""What the checks of 小组 say, one case a line: check, kind, answers, world, sentence."""

# ruff: noqa: E501  — the table below reads best one case a line
from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.builders import World, row_id
from tests.builders_groups import GROUP, a_group, a_paper, a_roster, a_session, a_summary, a_whole_group

PLANNED = a_paper("group", a_group(), GROUP)
APPROVED = replace(PLANNED, first_signed_at="2023-03-01T10:00:00+08:00")
ROSTER = a_paper(
    "group_roster",
    a_roster(members=[{"id": row_id(n), "name": f"组员{n}", "joined_on": "2023-03-01"} for n in range(1, 6)]),
)
FIRST = a_paper("group_session", a_session(service_date="2023-03-06"), "s1")
TOO_FEW = "出席不足3人，该节不计入节数，请改为延期或个案。"
CHILD = {
    "name": "李小明",
    "birth_year": 2011,
    "joined_on": "2023-03-01",
    "guardian_name": "李强",
    "guardian_phone": "15400000001",
}


def members(*rows: dict[str, Any]) -> dict[str, Any]:
    return a_roster(members=[{"joined_on": "2023-03-01", **row} for row in rows])


def after(*papers: Any, **said: Any) -> World:
    return World(documents=[APPROVED, *papers], **said)


GROUPS_SPEAK: list[tuple[str, str, dict[str, Any], World, str]] = [
    ("worker_in_two_places", "group_session", a_session(), World(documents=[replace(APPROVED, worker="w1")], that_day=[("v1", {"start_at": "15:00", "end_at": "15:30", "doc_no": "411327101-TF-2023-A0001"})]), "张敏在15:00–15:30已有另一条记录（411327101-TF-2023-A0001），请核对时间。"),
    ("group_name_is_new", "group", a_group(), World(documents=[replace(PLANNED, id="g2", number="411327101-XZ-2023-A0001")]), "本站本年已有同名小组（411327101-XZ-2023-A0001），请确认。"),
    ("group_dates_in_order", "group", a_group(end_on="2023-04-10"), World(), "结束时间不能早于开始时间。"),
    ("planned_size_is_usual", "group", a_group(planned_size=5), World(), "小组一般为6至15人，请确认。"),
    ("planned_size_is_usual", "group", a_group(planned_size=16), World(), "小组一般为6至15人，请确认。"),
    ("enough_sessions_are_planned", "group", a_group(planned_sessions=3), World(), "每个小组不得少于4节。"),
    ("many_sessions_are_planned", "group", a_group(planned_sessions=13), World(), "计划13节，超过12节，请确认。"),
    ("every_session_is_planned", "group", a_group(planned_sessions=5), World(), "节数是5节，各节计划写了4节，请改成一致。"),
    ("stages_are_in_order", "group", a_group(sessions=[{"stage": one} for one in ("turning", "forming", "mature", "ending")]), World(), "第一节应为形成期，最后一节应为结束期。"),
    ("stages_are_in_order", "group", a_group(sessions=[{"stage": one} for one in ("forming", "mature", "turning", "ending")]), World(), "阶段应从形成期到结束期依次排列，请核对。"),
    ("background_is_written_out", "group", a_group(background="老人需要陪伴。"), World(), "请写明需求依据（不少于100个字）。"),
    ("helper_station_is_another", "group", a_group(helper_station="411327101"), World(), "协办站点应为本县其他站点。"),
    ("member_joins_once", "group_roster", members({"name": "王秀兰"}, {"name": "王秀兰", "birth_year": 1945}), World(), "王秀兰已在名单中。"),
    ("member_joins_once", "group_roster", members({"name": "王秀兰", "client_id": "c1"}, {"name": "王秀", "client_id": "c1"}), World(), "王秀已在名单中。"),
    ("half_are_clients", "group_roster", members({"name": "王秀兰", "category": "elder_alone"}, {"name": "李桂英"}, {"name": "张凤琴", "category": "other_person"}), World(), "民政服务对象不足一半，评估时可能不认可。"),
    ("roster_names_are_names", "group_roster", members({"name": "王3"}), World(), "姓名只能填写汉字、字母和“·”，长度2至30个字。"),
    ("roster_phones_are_valid", "group_roster", members({"name": "王秀兰", "phone": "123"}), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("minors_have_agreement", "group_roster", members(CHILD), World(), "李小明未满18周岁，须由监护人签署小组协议。"),
    ("members_join_before_they_leave", "group_roster", members({"name": "王秀兰", "left_on": "2023-02-01", "left_reason": "moved"}), World(), "离组日期不能早于入组日期。"),
    ("plan_is_approved", "group_session", a_session(), World(documents=[PLANNED]), "小组计划书尚未签批，不能登记活动记录。"),
    ("held_is_past", "group_session", a_session(service_date="2023-03-11"), World(), "服务日期不能晚于今天。"),
    ("session_after_approval", "group_session", a_session(service_date="2023-02-28"), after(), "活动日期早于计划书签批日期（2023-03-01），请核对。"),
    ("one_session_a_day", "group_session", a_session(service_date="2023-03-06"), after(FIRST), "同一天已有第1节，请确认确实分两节进行。"),
    ("one_session_a_day", "group_session", a_session(service_date="2023-03-06"), after(FIRST), "同一天两节的，请在备注写明原因。"),
    ("session_length_is_usual", "group_session", a_session(end_at="14:59"), World(), "本节时长29分钟，请确认。"),
    ("session_length_is_usual", "group_session", a_session(end_at="17:31"), World(), "本节时长181分钟，请确认。"),
    ("somebody_is_marked", "group_session", a_session(), after(ROSTER), "请登记组员出席情况。"),
    ("somebody_is_marked", "group_session", a_session(attendance=[{"name": "组员1"}]), World(), "请登记组员出席情况。"),
    ("three_are_present", "group_session", a_session(marks=("present", "late", "excused", "absent")), World(), TOO_FEW),
    ("two_steps_at_least", "group_session", a_session(steps=[{"minutes": 60, "step": "座谈"}]), World(), "环节过程至少写2个环节。"),
    ("dynamics_are_written_out", "group_session", a_session(dynamics="大家都很高兴。"), World(), "小组动力至少30个字，请写组员之间怎样互动，不只写活动流程。"),
    ("session_has_evidence", "group_session", a_session(photos=None), World(), "请至少上传1张照片或签到表。"),
    ("summary_follows_sessions", "group_summary", a_summary(ended_on="2023-03-08"), after(FIRST), "最后一节是2023-03-06，与结束日期不一致，请核对。"),
    ("sessions_are_handed_in", "group_summary", a_summary(), after(replace(FIRST, confirmed=None, status="draft")), "第1节还没有提交，不在总结的数字里。"),
    ("held_sessions_are_enough", "group_summary", a_summary(), World(documents=a_whole_group(GROUP, ["2023-03-01", "2023-03-02", "2023-03-03"])), "有效3节，少于4节，不计入小组数。"),
    ("pairs_are_counted", "group_summary", a_summary(measures=[{"name": "王秀兰", "pre": "3.6", "post": "2.7"}, {"name": "李桂英", "pre": "3.0"}, {"name": "张凤琴", "post": "2.0"}]), World(), "前测2份、后测2份，只按1对计算。"),
]  # fmt: skip

"""What the checks of the volunteer forms say, each with one record that makes it speak."""

# ruff: noqa: E501  — the table below reads best one case a line

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import STATION, World
from tests.volunteers import a_certificate, a_correction, a_project, a_team, a_volunteer, an_hour, paper, roll, ten

ID_NO = a_volunteer()["id_no"]
HERE = paper("v99", "volunteer", a_volunteer(doc_no=f"{STATION}-ZY-2022-A0001"), number=f"{STATION}-ZY-2022-A0001")
FOUND_HERE = f"本站已有该身份证号的档案：李卫国 {STATION}-ZY-2022-A0001。请打开原档案，不要重复建档。"


def people(**changed: dict[str, Any]) -> World:
    """Give the ten of the team, some of them changed, with their team and project."""
    return World(records={**ten(), "team1": a_team(), "project1": a_project(), **changed})


def beside(**said: Any) -> World:
    """Give a world with one other record of 李卫国 on that day."""
    other = paper("h0", "volunteer_hour", an_hour(**said), number=f"{STATION}-ZF-2023-A0007")
    return World(records={**ten(), "team1": a_team()}, documents=[other])


def on_duty(*workers: str) -> World:
    """Give an activity at which these workers were on duty."""
    activity = paper("act1", "activity", {"workers": list(workers)}, worker=workers[0])
    return World(
        records={**ten(), "v1": a_volunteer(staff_id="w1"), "v2": a_volunteer(name="李芳")}, documents=[activity]
    )


SPEAKS_VOLUNTEER: list[tuple[str, str, dict[str, Any], World, str]] = [
    ("same_volunteer_known", "volunteer", a_volunteer(), World(documents=[HERE]), FOUND_HERE),
    ("same_volunteer_known", "volunteer", a_volunteer(), World(documents=[paper("v99", "volunteer", a_volunteer(), station="411327103", number="411327103-ZY-2022-A0001")]), "411327103已为此人建档（411327103-ZY-2022-A0001）。可继续保存，指导中心将核对是否重复。"),
    ("no_certificate_without_id_number", "volunteer", a_volunteer(id_no=None), World(), "身份证号未填，暂不能出具志愿服务记录证明。"),
    ("volunteer_phones_are_valid", "volunteer", a_volunteer(phone="123"), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("volunteer_phones_are_valid", "volunteer", a_volunteer(birth_date="2008-05-20", id_type="household_book", id_no="1", guardian_name="李@", guardian_phone="15400000001", guardian_consent=True), World(), "姓名只能填写汉字、字母和“·”，长度2至30个字。"),
    ("volunteer_consents", "volunteer", a_volunteer(info_consent=False), World(), "须经志愿者本人同意方可登记信息。"),
    ("minor_volunteer_has_consent", "volunteer", a_volunteer(birth_date="2008-05-20", id_type="household_book", id_no="1", guardian_name="李强", guardian_phone="15400000001", guardian_consent=False), World(), "未成年志愿者须经监护人同意。"),
    ("child_comes_with_guardian", "volunteer", a_volunteer(birth_date="2009-05-20", id_type="household_book", id_no="1"), World(), "不满14周岁，须由监护人陪同"),
    ("insurance_dates_in_order", "volunteer", a_volunteer(insurance="意外险", insured_from="2023-02-01", insured_until="2023-01-01"), World(), "结束日期不能早于开始日期。"),
    ("registered_on_is_past", "volunteer", a_volunteer(registered_on="2023-03-11"), World(), "登记日期不能晚于今天。"),
    ("leaving_follows_registration", "volunteer", a_volunteer(volunteer_state="left", exited_on="2022-09-01"), World(), "退出、去世日期不能早于登记日期。"),
    ("leaving_follows_registration", "volunteer", a_volunteer(volunteer_state="deceased", deceased_on="2023-03-11"), World(), "退出、去世日期不能晚于今天。"),
    ("founded_on_is_past", "volunteer_team", a_team(founded_on="2023-03-11"), World(), "成立日期不能晚于今天。"),
    ("team_has_ten_members", "volunteer_team", a_team(members=roll(9)), World(), "志愿服务队须有10名以上在册队员，当前9人。"),
    ("team_has_ten_members", "volunteer_team", a_team(members=[*roll(9), roll(1)[0]]), World(), "志愿服务队须有10名以上在册队员，当前9人。"),
    ("member_is_listed_once", "volunteer_team", a_team(members=[*roll(), roll(2)[1]]), World(), "王卫国在名册里不止一次，只按一人计算。"),
    ("member_dates_in_order", "volunteer_team", a_team(members=roll(left={3: "2022-09-11"})), World(), "退出日期不能早于加入日期。"),
    ("leader_is_a_member", "volunteer_team", a_team(leader="v77"), World(), "队长应是在册队员，请先加入名册。"),
    ("team_without_service_sleeps", "volunteer_team", a_team(founded_on="2022-09-01"), World(record_id="team1"), "已有6个月没有服务记录，建议状态改为“休眠”。"),
    ("project_dates_in_order", "volunteer_project", a_project(end_on="2022-10-31"), World(), "结束日期不能早于开始日期。"),
    ("entered_project_has_number", "volunteer_project", a_project(national_entry="entered", national_on="2023-03-11", national_no="P1"), World(), "录入日期不能晚于今天。"),
    ("correction_is_asked_by_now", "hour_correction", a_correction(asked_on="2023-03-11"), World(), "申请日期不能晚于今天。"),
    ("hour_is_in_time", "volunteer_hour", an_hour(late_reason="forgot"), World(deadline=date(2023, 3, 9)), "已超过活动结束后10个工作日，将标记为补录。"),
    ("hour_is_in_time", "volunteer_hour", an_hour(), World(deadline=date(2023, 3, 22), holidays=False), "还没有2023年的放假安排，补录期限按周一至周五计算。"),
    ("volunteer_is_on_the_roll", "volunteer_hour", an_hour(), people(v1=a_volunteer(volunteer_state="left", exited_on="2023-03-01")), "李卫国在2023-03-01已不在册，不能登记之后的服务时长。"),
    ("volunteer_is_on_the_roll", "volunteer_hour", an_hour(), people(v1=a_volunteer(volunteer_state="paused")), "李卫国目前是“暂停”状态，请核对。"),
    ("hour_after_registration", "volunteer_hour", an_hour(), people(v1=a_volunteer(registered_on="2023-03-09")), "服务日期早于志愿者登记日期。"),
    ("volunteer_is_of_the_team", "volunteer_hour", an_hour(), people(team1=a_team(members=roll(left={1: "2023-03-08"}))), "李卫国在2023-03-08已退出“古镇暖心”志愿服务队，不能登记之后的服务时长。"),
    ("volunteer_is_of_the_team", "volunteer_hour", an_hour(volunteer_id="v11"), people(v11=a_volunteer(name="何平")), "何平不是“古镇暖心”志愿服务队的队员，请核对。"),
    ("hour_belongs_somewhere", "volunteer_hour", an_hour(team_id=None), World(), "请选择所属队伍、项目或活动中的一项。"),
    ("service_times_in_order", "volunteer_hour", an_hour(end_at="08:00"), World(), "结束时间不能早于开始时间。"),
    ("service_times_overlap", "volunteer_hour", an_hour(), beside(start_at="10:00", end_at="12:00"), f"李卫国在该时间段已有服务记录（{STATION}-ZF-2023-A0007），时间不能重叠。"),
    ("service_times_overlap", "volunteer_hour", an_hour(start_at="00:30", end_at="02:00"), beside(service_date="2023-03-07", start_at="22:00", end_at="01:00", over_midnight=True), f"李卫国在该时间段已有服务记录（{STATION}-ZF-2023-A0007），时间不能重叠。"),
    ("break_is_shorter", "volunteer_hour", an_hour(break_minutes=135), World(), "扣除的时间应少于签到到签退的时间。"),
    ("long_day_has_reason", "volunteer_hour", an_hour(start_at="08:00", end_at="17:00"), World(), "单日服务时长超过8小时，请填写原因。"),
    ("long_day_has_reason", "volunteer_hour", an_hour(start_at="15:00", end_at="17:00"), beside(start_at="07:00", end_at="14:00"), "单日服务时长超过8小时，请填写原因。"),
    ("long_day_has_reason", "volunteer_hour", an_hour(start_at="06:00", end_at="22:30", long_day_reason="防汛"), World(), "单日服务时长超过16小时，不能登记。"),
    ("short_service_is_nothing", "volunteer_hour", an_hour(end_at="08:55"), World(), "不足半小时不计"),
    ("missed_sign_out_is_confirmed", "volunteer_hour", an_hour(sign_out_missed=True, sign_out_note="走得急"), World(), "忘记签退的，须由活动负责人确认签退时间。"),
    ("recorder_is_another_person", "volunteer_hour", an_hour(recorder="李卫国"), people(), "不能由志愿者本人记录本人时长，请换记录人。"),
    ("recorder_is_another_person", "volunteer_hour", an_hour(), people(v1=a_volunteer(staff_id="w1")), "不能由志愿者本人记录本人时长，请换记录人。"),
    ("duty_is_no_service", "volunteer_hour", an_hour(activity_ref="act1"), on_duty("w1"), "驻站社工的本职工作不属于志愿服务，不能登记时长。"),
    ("duty_is_no_service", "volunteer_hour", an_hour(volunteer_id="v2", activity_ref="act1"), on_duty("w9", "w2"), "驻站社工的本职工作不属于志愿服务，不能登记时长。"),
    ("minor_served_with_consent", "volunteer_hour", an_hour(), people(v1=a_volunteer(birth_date="2008-05-20")), "未成年志愿者须经监护人同意。"),
    ("risky_service_is_insured", "volunteer_hour", an_hour(project_id="project1"), people(project1=a_project(risk_told="told")), "该活动有人身风险，请先为志愿者办理意外伤害保险。"),
    ("training_is_no_service", "volunteer_hour", an_hour(is_training=True), World(), "培训不计入服务时长，请在志愿者登记表的“志愿者培训”里登记学习时长。"),
    ("failed_quality_is_noted", "volunteer_hour", an_hour(quality="failed", quality_on="2023-03-09"), World(), "评价为“不合格”：时长保留，不计入星级。"),
    ("entered_hour_has_project", "volunteer_hour", an_hour(national_entry="entered", national_on="2023-03-09"), World(), "录入全国系统须先有志愿服务项目，请选择所属项目。"),
    ("certificate_is_as_issued", "service_certificate", a_certificate(check_code="000000"), World(), "证明内容与查验码不符。请从志愿者页“出具证明”办理，不要手填。"),
    ("certificate_proves_something", "service_certificate", a_certificate(total_minutes=0, times=0), World(), "没有可证明的服务记录。"),
]  # fmt: skip

"""For every check of activities and media reports, a record that makes it speak, and its exact sentence."""

# ruff: noqa: E501  — a table of cases reads best one a line
from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.document import Document
from tests.builders import STATION, World, a_child, row_id
from tests.builders_activity import PHOTO, a_media_report, a_plan, an_activity

OTHER = "411327103"
SAME = Document(
    "a9",
    "activity",
    station=STATION,
    number="411327101-HD-2023-A0002",
    service_date="2023-03-05",
    answers={"name": "情暖重阳·平安同行", "service_date": "2023-03-05"},
)
KNOWN = Document(
    "m9", "media_report", number="411327101-MT-2023-A0002", service_date="2023-03-06", answers=a_media_report()
)
AGREED = {"client_id": "c1", "scopes": [1, 5], "signed_on": "2023-01-05", "valid_until": "2025-01-05"}
WITHDRAWN = Document(
    "k1", "case_consent", status="signed", answers={**AGREED, "withdrawn_on": "2023-03-01"}, confirmed=AGREED
)
STORED = an_activity()
CHILD = World(records={"c1": a_child()})


def shown(**said: Any) -> dict[str, Any]:
    """Give a report in which somebody is seen."""
    person = {"client_id": "c1", "name_shown": "王某某", "consent": True, **said}
    return a_media_report(people_shown=[{"id": row_id(1), **person}])


SPEAKS_ACTIVITY: list[tuple[str, str, dict[str, Any], World, str]] = [
    ("held_day_is_past", "activity", an_activity(service_date="2023-03-11"), World(), "服务日期不能晚于今天。"),
    ("activity_plan_is_approved", "activity", a_plan(), World(), "活动计划还没有批准，不能提交活动总结。"),
    ("activity_plan_change_has_reason", "activity", an_activity(place="老年活动室", plan_reason="下雨"), World(stored=STORED), "请写明更正原因（不少于5个字）。"),
    ("activity_length_is_plausible", "activity", an_activity(end_at="09:10"), World(), "活动时长10分钟，请确认。"),
    ("simple_stays_small", "activity", an_activity(simple=True), World(), "简易活动限30人以内、没有预算，请取消“简易活动”并报批计划。"),
    ("same_activity_same_day", "activity", an_activity(same_day_reason="两个村各办一场"), World(documents=[SAME]), "当天已有同名活动（411327101-HD-2023-A0002）。"),
    ("host_is_not_helper", "activity", an_activity(co_stations=[STATION]), World(), "协办站点不能与主办站点相同。"),
    ("host_decides_who_counts", "activity", an_activity(host_station=OTHER), World(), "主办的不是本站，本场活动不计入本站指标。"),
    ("few_people_came", "activity", an_activity(actual_n=4, client_n=3, n_elder=3), World(), "参加人数少于5人，请确认是否按“小组”或“探访”登记。"),
    ("clients_are_among_them", "activity", an_activity(client_n=41), World(), "服务对象人数不能大于参加人数。"),
    ("clients_are_among_them", "activity", an_activity(client_n=0), World(), "没有民政服务对象参加的活动不计入指标。"),
    ("groups_are_among_them", "activity", an_activity(n_elder=41), World(), "老年人人数不能大于参加人数。"),
    ("estimate_may_not_be_accepted", "activity", an_activity(count_method="estimate"), World(), "估计人数评估时可能不认可。"),
    ("rows_fit_number", "activity", an_activity(actual_n=5, client_n=5, n_elder=5, attendance=[{"name": "王玉兰"}] * 6), World(), "签到名单6人，多于参加人数5人，请核对。"),
    ("sign_in_phones_are_valid", "activity", an_activity(attendance=[{"name": "王玉兰", "phone": "123"}]), World(), "电话号码格式不正确。手机为11位，固话如0377-67891234。"),
    ("activity_process_is_long_enough", "activity", an_activity(process="来了四十人，很热闹。"), World(), "活动记录不少于50个字。"),
    ("photos_are_two", "activity", an_activity(photos=[PHOTO]), World(), "请上传照片，至少两张。"),
    ("incident_opens_crisis", "activity", an_activity(incident="injury"), World(), "活动中有突发事件，请同时填写危机事件记录。"),
    ("feedback_is_plausible", "activity", an_activity(feedback_n=20, feedback_mean="5.5"), World(), "反馈平均分应在1至5之间。"),
    ("cost_fits_budget", "activity", an_activity(cost_actual="583.21"), World(), "实际支出超过预算的120%，请核对。"),
    ("published_on_is_past", "media_report", a_media_report(published_on="2023-03-11"), World(), "发表日期不能晚于今天。"),
    ("article_can_be_found", "media_report", a_media_report(page_no=None), World(), "请填写网址或报纸版面，便于核验。"),
    ("township_level_does_not_count", "media_report", a_media_report(level="own"), World(), "镇级和自有平台的报道不计入指标。"),
    ("reprint_is_another", "media_report", a_media_report(reprint_of="m1"), World(record_id="m1"), "转载自的应是另一篇报道。"),
    ("same_article_known", "media_report", a_media_report(), World(documents=[KNOWN]), "该报道已登记（411327101-MT-2023-A0002）。"),
    ("people_agreed", "media_report", shown(consent=None), World(), "报道涉及服务对象，请确认已取得宣传同意。"),
    ("consents_stand", "media_report", shown(face_shown=True), World(), "王某某没有书面同意“照片用于宣传”，不能对外使用。"),
    ("consents_stand", "media_report", shown(), World(documents=[WITHDRAWN]), "王某某已于2023-03-01撤回“照片用于宣传”的同意，禁止使用。"),
    ("minors_are_not_shown", "media_report", shown(face_shown=True), CHILD, "未成年人不能在报道中被认出，请隐去姓名和面部。"),
    ("minors_are_not_shown", "media_report", shown(name_shown="李小明"), CHILD, "未成年人不能在报道中被认出，请隐去姓名和面部。"),
]  # fmt: skip

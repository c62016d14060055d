"""What makes each check on referrals, resources, crises, complaints and surveys speak."""

# ruff: noqa: E501  — the table below reads best one case a line
from __future__ import annotations

from sheqi_desktop.domain.document import Document
from tests.builders import World, a_client
from tests.builders_events import (
    POLICE,
    a_complaint,
    a_crisis,
    a_referral,
    a_resource,
    a_resource_link,
    a_survey,
    a_survey_draw,
    an_incident,
)

PHONE = "电话号码格式不正确。手机为11位，固话如0377-67891234。"
CONSENT = "请取得服务对象对信息共享的同意，或选择法定例外情形。"
NO_SHARING = {"scopes": [1, 2], "refused_scopes": [6]}
OPEN_ONE = Document("z1", "referral", number="411327101-ZJ-2023-A0001", client="c1", answers=a_referral(), confirmed={})
TOLD_CENTRE_FIRST = [{**POLICE, "agency": "centre", "at": "2023-03-08T15:30:00+08:00"}, dict(POLICE)]
OWN = World(records={"c1": a_client(worker_id="w2")})

EVENTS_SPEAK = [
    ("target_phone_is_valid", "referral", a_referral(target_phone="6789123"), World(), PHONE),
    ("referral_reason_is_long_enough", "referral", a_referral(reason="低保金停发。"), World(), "请写明转介原因（不少于20个字）。"),
    ("consent_or_exception", "referral", a_referral(consent_id=None), World(), CONSENT),
    ("consent_covers_sharing", "referral", a_referral(), World(records={"c1": a_client(), "t1": NO_SHARING}), CONSENT),
    ("receipt_after_sending", "referral", a_referral(receipt_on="2023-03-07", receipt_result="accepted", receipt_by="王干事"), World(), "回执日期不能早于转介日期。"),
    ("no_open_referral_twice", "referral", a_referral(), World(documents=[OPEN_ONE]), "该服务对象已有一份转往桥头镇民政所的转介（411327101-ZJ-2023-A0001）没有办结，请核对。"),
    ("resource_phone_is_valid", "resource", a_resource(contact_phone="12"), World(), PHONE),
    ("someone_benefits", "resource_link", a_resource_link(clients=None, beneficiary_n=None), World(), "请选择受益对象，或填写受益人次。"),
    ("beneficiaries_once", "resource_link", a_resource_link(clients=[{"client_id": "c1"}, {"client_id": "c1"}], beneficiary_n=2), World(), "同一受益对象填了两次。"),
    ("beneficiaries_once", "resource_link", a_resource_link(clients=[{"client_id": "c1"}, {"client_id": "c2"}]), World(), "受益人次不能少于所选的受益对象。"),
    ("cash_goes_straight", "resource_link", a_resource_link(kind="funds", received_by=None), World(), "现金类资助须由提供方直接发放，社工不得代收代管。"),
    ("found_in_the_past", "crisis", a_crisis(found_at="2023-03-11T08:00:00+08:00"), World(), "发现时间不能晚于现在。"),
    ("minor_report_is_about_a_minor", "crisis", a_crisis(victim_age=18), World(), "当事人已满18周岁，请改选其他事件类别。"),
    ("minor_report_is_about_a_minor", "crisis", a_crisis(client_id="c1"), World(), "当事人已满18周岁，请改选其他事件类别。"),
    ("somebody_is_in_danger", "crisis", a_crisis(victim_name=None), World(), "请填写“当事人”，不清楚的填“不详”。"),
    ("crisis_facts_are_long_enough", "crisis", a_crisis(facts="孩子身上有伤。"), World(), "“事实描述”不少于20个字。"),
    ("police_were_told", "crisis", a_crisis(reports=[{**POLICE, "agency": "civil_affairs"}]), World(), "强制报告须先向公安机关报案，请填写报案时间和接报单位。"),
    ("police_were_told_first", "crisis", a_crisis(reports=TOLD_CENTRE_FIRST), World(), "强制报告须先向公安机关报案，公安的报案时间晚于其他机关，请核对。"),
    ("danger_is_named", "crisis", a_crisis(is_safe_now="unsafe"), World(), "当事人现在不安全：先打110，陪在身边，再回来填表。"),
    ("lead_and_centre_know", "crisis", a_crisis(informed_center_at=None), World(), "发现后24小时内要通报站长和指导中心，请填写时间。"),
    ("complaint_phone_is_valid", "complaint", a_complaint(complainant_phone="110"), World(), PHONE),
    ("complaint_goes_to_another", "complaint", a_complaint(handled_by="w1"), World(), "投诉不能由被投诉人处理。"),
    ("reply_follows_complaint", "complaint", a_complaint(replied_on="2023-02-28"), World(), "答复日期不能早于收到日期。"),
    ("reply_within_fifteen_days", "complaint", a_complaint(service_date="2023-02-10"), World(), "投诉应在收到后15日内答复，请核对。"),
    ("incident_found_in_the_past", "incident", an_incident(found_at="2023-03-11T08:00:00+08:00"), World(), "发现时间不能晚于现在。"),
    ("incident_found_in_the_past", "incident", an_incident(closed_on="2023-03-01"), World(), "关闭日期不能早于发现，也不能在以后。"),
    ("incident_reaches_the_director", "incident", an_incident(reports=[{"to": "police", "at": "2023-03-08T16:00:00+08:00", "by": "张敏"}]), World(), "请填写上报中心主任的时间。"),
    ("incident_harm_is_told", "incident", an_incident(harm="没有"), World(), "请填写可能造成的危害和已采取的措施。"),
    ("telling_nobody_has_a_reason", "incident", an_incident(notices=[{"persons": "31人", "how": "not_needed"}]), World(), "不告知的，请写明理由。"),
    ("telling_nobody_has_a_reason", "incident", an_incident(notices=[{"persons": "31人", "how": "phone"}]), World(), "请填写告知的日期。"),
    ("incident_closed_by_two", "incident", an_incident(closed_on="2023-03-09", closed_by="w1", closed_with="w1"), World(), "关闭要中心主任和个人信息保护负责人两个人。"),
    ("respondent_is_known", "survey", a_survey(client_id=None), World(), "请选择“被访对象”，或勾选“匿名”。"),
    ("interviewer_is_another", "survey", a_survey(), OWN, "满意度不能由责任社工本人调查，请换人。"),
    ("interviewer_is_another", "survey", a_survey(survey_kind="group"), OWN, "满意度不能由责任社工本人调查，请换人。"),
    ("draw_range_in_order", "survey_draw", a_survey_draw(until="2023-01-31"), World(), "结束日期不能早于开始日期。"),
]  # fmt: skip

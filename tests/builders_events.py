"""Referrals, resources, crises, complaints and surveys for tests: complete ones, each test states what differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import STATION, with_

FOUND = "2023-03-08T15:10:00+08:00"
POLICE = {
    "agency": "police",
    "at": "2023-03-08T16:00:00+08:00",
    "way": "phone",
    "taken_by": "桥头派出所值班民警",
    "receipt_no": "10086",
}


def a_referral(**said: Any) -> dict[str, Any]:
    """Give a referral of c1 to the 民政所 of the township on 8 March 2023, just sent."""
    base: dict[str, Any] = {
        "client_id": "c1", "direction": "out", "from_ref": "v1", "service_date": "2023-03-08", "urgency": "normal",
        "target_kind": "civil_affairs_office", "target_org": "桥头镇民政所", "target_contact": "王干事",
        "target_phone": "0377-67891234", "reason": "老人独居，低保金停发两个月，家里没有存粮，请核查并恢复发放。",
        "documents": ["basics"], "consent_id": "t1", "worker_id": "w1",
    }  # fmt: skip
    return with_("referral", base, said)


def a_resource(**said: Any) -> dict[str, Any]:
    """Give rice from a shop."""
    base = {"name": "爱心米面", "kind": "goods", "provider": "桥头镇惠民超市", "contact_phone": "15400000009"}
    return with_("resource", base, said)


def a_resource_link(**said: Any) -> dict[str, Any]:
    """Give two bags of rice that reached c1."""
    base: dict[str, Any] = {
        "service_date": "2023-03-08", "resource_name": "爱心米面", "kind": "goods", "provider": "桥头镇惠民超市",
        "quantity": "2.0", "unit": "bag", "value_yuan": "180.00",
        "clients": [{"client_id": "c1", "amount": "2袋", "receipt": "self"}], "beneficiary_n": 1,
        "received_by": "王玉兰", "worker_id": "w1",
    }  # fmt: skip
    return with_("resource_link", base, said)


def a_crisis(**said: Any) -> dict[str, Any]:
    """Give a mandatory report on a child of seven without a file, told to the police within the hour."""
    base: dict[str, Any] = {
        "event_kind": "mandatory_report", "mr_situations": ["abuse"], "is_safe_now": "safe",
        "victim_name": "不详", "victim_gender": "female", "victim_age": 7, "found_at": FOUND, "found_how": "visit",
        "place": "桥东岗村小卖部门口", "facts": "两只胳膊有成片青紫，问怎么弄的，孩子低头说“爸爸打的”，没有再问。",
        "actions": ["police_called", "company"], "reports": [dict(POLICE)],
        "informed_lead_at": "2023-03-08T15:20:00+08:00", "informed_center_at": "2023-03-08T16:30:00+08:00",
        "worker_id": "w1",
    }  # fmt: skip
    return with_("crisis", base, said)


def a_complaint(**said: Any) -> dict[str, Any]:
    """Give a complaint about w1 that w2 has answered."""
    base = {
        "service_date": "2023-03-01", "channel": "phone", "complainant": "王建民", "about_worker": "w1",
        "about": "约好的探访没有来", "content": "说好2月28日来看老人，等了一上午没有来，也没有打电话。",
        "handled_by": "w2", "replied_on": "2023-03-05", "result": "已致歉并补访，说明当天临时处理走失，今后先打电话。",
    }  # fmt: skip
    return with_("complaint", base, said)


def a_survey(**said: Any) -> dict[str, Any]:
    """Give a survey of c1, asked by w2, content with everything."""
    marks = dict.fromkeys(("q1", "q2", "q3", "q4", "q5", "q_overall"), "good")
    base: dict[str, Any] = {
        "survey_kind": "visit", "mode": "phone", "service_date": "2023-03-08", "interviewer": "w2", "client_id": "c1",
        "respondent": "client", "reached": "done", "q_known": "yes", **marks, "q_recommend": "yes", "worker_id": "w2",
    }  # fmt: skip
    return with_("survey", base, said)


def a_survey_draw(**said: Any) -> dict[str, Any]:
    """Give a draw of one."""
    base: dict[str, Any] = {
        "drawn_on": "2023-03-09", "survey_kind": "visit", "since": "2023-02-01", "until": "2023-02-28", "frame_n": 1,
        "drawn_n": 1, "spare_n": 0, "seed": "20230309",
        "names": [{"place": 1, "station": STATION, "category": "rural_low_income", "client_id": "c1"}],
    }  # fmt: skip
    return with_("survey_draw", base, said)


def an_incident(**said: Any) -> dict[str, Any]:
    """Give a computer that was lost, reported the same day, all told, not closed yet."""
    base: dict[str, Any] = {
        "kind": "lost_computer", "found_at": FOUND, "locked_at": FOUND, "reported_by": "张敏",
        "device_id": f"{STATION}-B", "data_kinds": ["general", "sensitive"], "n_persons": 31, "has_minors": False,
        "n_restricted": 0, "last_acknowledged": "第 3 号，3月1日", "cause": "在班车上被偷，已报警。",
        "harm": "资料整盘加密，没有口令打不开。", "measures": "当天报失，钥匙停用。",
        "reports": [{"to": "director", "at": "2023-03-08T16:00:00+08:00", "by": "张敏", "receipt": ""}],
        "notices": [{"persons": "全部31人", "how": "not_needed", "why_not": "资料加密，没有泄露"}], "worker_id": "w1",
    }  # fmt: skip
    return with_("incident", base, said)


EVENTS: dict[str, Callable[..., dict[str, Any]]] = {
    "referral": a_referral,
    "resource": a_resource,
    "resource_link": a_resource_link,
    "crisis": a_crisis,
    "complaint": a_complaint,
    "incident": an_incident,
    "survey": a_survey,
    "survey_draw": a_survey_draw,
}
"""The maker of each kind."""

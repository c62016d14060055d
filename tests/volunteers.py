"""Volunteers, a team, a project, records of service and a certificate for tests; each states only what matters."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.certificate import check_code
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.identity import make
from tests.builders import STATION, VILLAGE, coded

SURNAMES = "李王张刘陈杨赵黄周吴"
TEAM_SIZE = 10
VOLUNTEER_KINDS = (
    "volunteer", "volunteer_team", "volunteer_project", "volunteer_hour", "service_certificate", "hour_correction",
)  # fmt: skip


def _with(kind: str, base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in coded(kind, {**base, **said}).items() if value is not None}


def a_volunteer(number: int = 1, **said: Any) -> dict[str, Any]:
    """Give a complete registration of 李卫国, 54, or of another of the ten."""
    from datetime import date

    sequence = 991 + 2 * number - 900 * (number > 4)
    base: dict[str, Any] = {
        "name": "李卫国" if number == 1 else f"{SURNAMES[(number - 1) % 10]}卫国", "gender": "male",
        "birth_date": "1968-05-20", "id_type": "resident_id", "id_no": make("411399", date(1968, 5, 20), sequence),
        "region": VILLAGE, "phone": f"154000001{number:02d}", "political_status": "party_member",
        "skills": ["driving", "repair"], "service_kinds": ["elders"], "info_consent": True,
        "registered_on": "2022-09-10", "volunteer_state": "enrolled",
    }  # fmt: skip
    return _with("volunteer", base, said)


def ten() -> dict[str, dict[str, Any]]:
    """Give the registrations of a team of ten: v1 to v10."""
    return {f"v{number}": a_volunteer(number) for number in range(1, TEAM_SIZE + 1)}


def roll(count: int = TEAM_SIZE, **said: Any) -> list[dict[str, Any]]:
    """Give so many lines of a roll; ``left`` maps a place to the day somebody left."""
    left = said.get("left", {})
    return [
        {"volunteer_id": f"v{n}", "role": "leader" if n == 1 else "member", "joined_on": "2022-09-12"}
        | ({"left_on": left[n]} if n in left else {})
        for n in range(1, count + 1)
    ]


def a_team(**said: Any) -> dict[str, Any]:
    """Give 古镇暖心志愿服务队 with its ten members."""
    base: dict[str, Any] = {
        "name": "“古镇暖心”志愿服务队", "founded_on": "2022-09-12", "leader": "v1", "host_unit": "桥头镇社工站",
        "service_scope": ["elders"], "members": roll(), "team_state": "active",
    }  # fmt: skip
    return _with("volunteer_team", base, said)


def a_project(**said: Any) -> dict[str, Any]:
    """Give a running project of that team."""
    base: dict[str, Any] = {
        "name": "暖冬送温暖", "team_id": "team1", "kind": "elders", "start_on": "2022-11-01", "end_on": "2023-03-31",
        "content": "为独居老人送冬衣、修门窗", "leader": "张敏", "risk_told": "no_risk", "project_state": "running",
        "national_entry": "not_entered",
    }  # fmt: skip
    return _with("volunteer_project", base, said)


def an_hour(**said: Any) -> dict[str, Any]:
    """Give the sample record: 李卫国 on 8 March 2023 from 08:30 to 10:45."""
    base: dict[str, Any] = {
        "volunteer_id": "v1", "service_date": "2023-03-08", "start_at": "08:30", "end_at": "10:45", "team_id": "team1",
        "title": "麦收帮扶", "place": "桥东岗村", "content": "帮老人收麦、晒粮",
        "org": "桥头镇社工站", "leader": "王卫国",
        "recorder": "张敏", "service_minutes": 135, "national_entry": "waiting",
    }  # fmt: skip
    return _with("volunteer_hour", base, said)


def a_certificate(**said: Any) -> dict[str, Any]:
    """Give a certificate about two hours, with its check."""
    person = a_volunteer()
    base: dict[str, Any] = {
        "volunteer_id": "v1", "name": person["name"], "gender": "male", "id_type": "resident_id",
        "id_no": person["id_no"], "teams": "“古镇暖心”志愿服务队", "since": "2022-09-10", "until": "2023-03-08",
        "total_minutes": 120, "times": 1, "org": "桥头镇社工站", "handler": "张敏", "principal": "李芳",
        "contact": "0377-67890001", "issued_on": "2023-03-10", "purpose": "评优",
        "details": [{"service_date": "2023-03-08", "title": "麦收帮扶", "content": "帮老人收麦", "hours": "2.0"}],
    }  # fmt: skip
    made = _with("service_certificate", base, said)
    return {**made, "check_code": said.get("check_code") or check_code(made)}


def a_correction(**said: Any) -> dict[str, Any]:
    """Give a request to mend an hour, found to be true."""
    base: dict[str, Any] = {
        "parent_id": "h1", "asked_on": "2023-03-09", "wrong_words": "签退10:45", "right_words": "签退11:45",
        "basis": "签到表", "correction_result": "mended",
    }  # fmt: skip
    return _with("hour_correction", base, said)


MAKERS = {
    "volunteer": a_volunteer, "volunteer_team": a_team, "volunteer_project": a_project, "volunteer_hour": an_hour,
    "service_certificate": a_certificate, "hour_correction": a_correction,
}  # fmt: skip


def paper(record: str, kind: str, answers: dict[str, Any], *, signed: bool = False, **said: Any) -> Document:
    """Give a record as the domain knows it: handed in, and verified if ``signed``."""
    on = str(answers.get("service_date") or "")
    given: dict[str, Any] = {
        "station": STATION, "number": f"{STATION}-ZF-2023-A{sum(map(ord, record)):04d}", "service_date": on,
        "status": "signed" if signed else "submitted", "entered_at": f"{on or '2022-09-12'}T18:00:00+08:00",
        "confirmed": answers, "first_signed_at": "2023-03-09T09:00:00+08:00" if signed else None,
    }  # fmt: skip
    return Document(record, kind, answers=answers, **{**given, **said})

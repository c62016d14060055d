"""Activities and media reports for tests: complete ones, of which a test states only what matters."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.document import Document
from tests.builders import STATION, coded

PHOTO = {"hash": "a" * 64, "size": 2048, "name": "现场.jpg", "type": "image/jpeg"}
PROCESS = "上午九点社工和志愿者到广场布置，老人陆续签到。先由村医量血压，再听防骗讲座，"
PROCESS += "最后一起包饺子，现场气氛热闹，十一点有序散场。"


def a_move(step: str, by: str = "w1", at: str = "2023-02-20T10:00:00+08:00", **told: Any) -> dict[str, Any]:
    """Give one step taken with an activity."""
    return {"id": f"{step}-{by}-{at}", "move": step, "by": by, "at": at, **told}


APPROVED = [
    a_move("submit_plan", "w2", "2023-02-20T10:00:00+08:00"),
    a_move("approve_plan", "w1", "2023-02-21T10:00:00+08:00"),
]


def a_plan(**said: Any) -> dict[str, Any]:
    """Give the plan of a quiet indoor activity with a small budget, not yet put forward."""
    base: dict[str, Any] = {
        "name": "情暖重阳·平安同行", "activity_type": "festival", "theme_day": "chongyang", "target_groups": ["elders"],
        "service_date": "2023-03-05", "start_at": "09:00", "end_at": "11:00", "planned_n": 40, "place": "演示广场",
        "host_station": STATION, "leader_id": "w1", "workers": ["w1", "w2"],
        "purpose": "让独居老人走出家门，认识邻居，学会识别常见骗局。",
        "agenda": [{"time": "09:00", "step": "签到", "content": "发放流程单", "worker": "张敏", "goods": "签到表"}],
        "budget": [{"item": "面粉", "amount": "486.00"}],
    }  # fmt: skip
    return coded("activity", {name: value for name, value in {**base, **said}.items() if value is not None})


def an_activity(**said: Any) -> dict[str, Any]:
    """Give a complete activity whose plan was approved: 40 people, 28 clients."""
    base: dict[str, Any] = {
        "moves": APPROVED, "actual_n": 40, "client_n": 28, "count_method": "sign_in", "n_elder": 30,
        "signin_scan": {**PHOTO, "name": "签到表.jpg"}, "process": PROCESS, "incident": "none",
        "photos": [PHOTO, {**PHOTO, "hash": "b" * 64}],
        "results": "到场老人都会说出三种骗局，六位独居老人互留了电话。",
        "problems": "音响声音小，后排听不清，下次提前试音。", "cost_actual": "480.00", "worker_id": "w1",
    }  # fmt: skip
    return a_plan(**{**base, **said})


def a_media_report(**said: Any) -> dict[str, Any]:
    """Give a complete report in a county paper."""
    base: dict[str, Any] = {
        "title": "重阳敬老进乡村", "published_on": "2023-03-06", "medium": "演示县报", "channel": "newspaper",
        "level": "county", "page_no": "3版", "author": "张敏",
    }  # fmt: skip
    return coded("media_report", {name: value for name, value in {**base, **said}.items() if value is not None})


def signed(id_: str = "a1", **said: Any) -> Document:
    """Give an activity that the 站长 signed."""
    told = an_activity(**said)
    return Document(
        id_, "activity", station=STATION, number=f"HD-{id_}", status="signed", service_date=told["service_date"],
        answers=told, confirmed=told, first_confirmed_at="2023-03-06T10:00:00", first_signed_at="2023-03-07T10:00:00",
    )  # fmt: skip

"""小组 for tests: a plan, its roster, sessions and summary, and whole groups as documents; state only what matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.document import Document
from tests.builders import STATION, coded, row_id

GROUP = "g1"
BACKGROUND = (
    "站里上半年走访时，村里有十一位独居老人说夜里睡不着、白天没人说话，有六位一周出门不到两次。"
    "村医反映其中七位血压不稳又不按时吃药，子女都在外地打工，村委会也希望有人带着老人一起活动，"
    "所以拟办一个互助小组，让住得近的老人结成对子，每周见面，互相提醒吃药和出门散步，把来往保持下去。"
)
DYNAMICS = "两人互助后话多了起来，玉芝主动教大家收边，别人夸她手巧，先前不说话的改花也笑着接话。"


def a_group(**said: Any) -> dict[str, Any]:
    """Give a complete plan of four sessions for ten old people."""
    stages = ("forming", "turning", "mature", "ending")
    base: dict[str, Any] = {
        "name": "暖阳相伴老年互助小组", "group_type": "support", "openness": "half_open", "target_groups": ["elders"],
        "background": BACKGROUND, "theory": "互助与增能理论", "goal": "让独居老人有人说话、有人提醒。",
        "objectives": [{"objective": "八成组员每周与结对老人见面两次", "measure": "见面登记表"}],
        "planned_size": 10, "planned_sessions": 4, "start_on": "2023-04-11", "end_on": "2023-05-05",
        "frequency": "每周一次", "place": "村文化活动室", "leader_id": "w1", "recruit_ways": ["village"],
        "screening": "六十岁以上独居，能自己走到活动室。",
        "sessions": [
            {"stage": stage, "topic": f"第{place}次相聚", "goal": "彼此熟悉", "steps": "热身、分享", "minutes": 60}
            for place, stage in enumerate(stages, 1)
        ],
        "risks": "有人中途退出时由带领者上门了解原因。", "evaluation_methods": ["pre_post", "attendance"],
    }  # fmt: skip
    return _with("group", base, said)


def a_roster(**said: Any) -> dict[str, Any]:
    """Give a roster of four old people with files."""
    people = ("王秀兰", "李桂英", "张凤琴", "陈玉芝")
    members = [
        {"name": name, "gender": "female", "birth_year": 1945 + place, "category": "elder_alone",
         "screen_result": "admitted", "joined_on": "2023-04-01", "agreement_signed": True}
        for place, name in enumerate(people)
    ]  # fmt: skip
    return _with("group_roster", {"parent_id": GROUP, "members": members}, said)


def a_session(**said: Any) -> dict[str, Any]:
    """Give a complete first session on 7 March with four present."""
    marks = said.pop("marks", ("present",) * 4)
    base: dict[str, Any] = {
        "parent_id": GROUP, "happening": "held", "service_date": "2023-03-07", "start_at": "14:30", "end_at": "15:40",
        "place": "村文化活动室", "stage": "forming", "topic": "我来教你一手", "goal": "组员彼此认识",
        "attendance": [{"name": f"组员{place}", "mark": mark} for place, mark in enumerate(marks, 1)],
        "steps": [
            {"minutes": 10, "step": "手指操热身", "content": "跟着音乐活动手指", "reaction": "都能跟上"},
            {"minutes": 50, "step": "两人一组编杯垫", "content": "结对互教", "reaction": "互相教、互相夸"},
        ],
        "dynamics": DYNAMICS, "goal_result": "mostly", "evaluation": "多数组员说出了结对伙伴的名字。",
        "reflection": "环节偏紧，下次少安排一项。", "next_prep": "准备毛线和名牌。",
        "photos": [{"hash": "a" * 64, "size": 1, "type": "image/jpeg", "name": "1.jpg"}],
    }  # fmt: skip
    return _with("group_session", base, said)


def a_summary(**said: Any) -> dict[str, Any]:
    """Give a complete summary without measures."""
    base: dict[str, Any] = {
        "parent_id": GROUP, "ended_on": "2023-03-07",
        "objective_results": [{"objective": "每周见面两次", "percent": 85}],
        "members_changes": "七位组员白天出门多了。", "process_review": "四节按计划完成。", "experience": "结对最管用。",
        "follow_plan": ["self_organised"],
    }  # fmt: skip
    return _with("group_summary", base, said)


GROUPS = {"group": a_group, "group_roster": a_roster, "group_session": a_session, "group_summary": a_summary}


def _with(kind: str, base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in coded(kind, {**base, **said}).items() if value is not None}


# ------------------------------------------------------------------------------ as documents
def a_paper(kind: str, answers: Answers, id_: str = "", parent: str = GROUP, **said: Any) -> Document:
    """Give a document that was handed in; ``signed`` and ``confirmed`` may be said otherwise."""
    signed = said.pop("signed", None)
    facts: dict[str, Any] = {
        "id": id_ or f"{kind}-{parent}", "kind": kind, "station": STATION, "parent": "" if kind == "group" else parent,
        "status": "submitted", "answers": answers, "confirmed": answers,
        "service_date": str(answers.get("service_date") or ""),
        "first_confirmed_at": "2023-03-01T10:00:00+08:00", "first_signed_at": signed,
    }  # fmt: skip
    return Document(**{**facts, **said})


def a_whole_group(
    name: str,
    days: Sequence[str],
    *,
    marks: Sequence[Sequence[str]] = (),
    approved: str | None = "2023-02-20T10:00:00+08:00",
    summed_up: bool = True,
    signed: str | None = "2023-06-20T10:00:00+08:00",
    **said: Any,
) -> list[Document]:
    """Give a group with its sessions and, unless said otherwise, its signed summary."""
    told = coded("group", a_group(**said.pop("plan", {})))
    number = f"{STATION}-XZ-2023-{name}"
    papers = [a_paper("group", {**told, **said}, name, signed=approved, number=number)]
    members = [{"id": row_id(place), "name": f"组员{place}"} for place in range(1, 5)]
    papers.append(a_paper("group_roster", {"parent_id": name, "members": members}, f"{name}-md", name))
    for place, on in enumerate(days):
        session = a_session(service_date=on, parent_id=name, **({"marks": marks[place]} if marks else {}))
        papers.append(
            a_paper("group_session", session, f"{name}-{place + 1}", name, number=f"{number}-J{place + 1:02d}")
        )
    if summed_up:
        summary = a_summary(parent_id=name, ended_on=max(days, default="2023-06-01"))
        papers.append(a_paper("group_summary", summary, f"{name}-pg", name, signed=signed))
    return papers

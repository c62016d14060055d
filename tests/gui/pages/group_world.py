"""A station with one 小组 in its third session, as the mock-up shows it, and others around it."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.operations.desk import Desk
from tests.desks import Hands, a_centre, a_station
from tests.groups import PEOPLE, a_held, a_listed, a_planned, a_summed_up, as_person, signed
from tests.gui.pages.station_world import a_person

STATION = "411327103"
TWELVE = (*PEOPLE, "郑爱莲", "马秀荣")
NAME = "银龄手工互助小组"
PLAN = {
    "name": NAME, "group_type": "interest", "planned_sessions": 6, "start_on": "2023-05-10", "end_on": "2023-07-26",
    "frequency": "两周一次", "planned_size": 12, "place": "村文化活动室",
    "sessions": [
        {"stage": stage, "topic": topic, "goal": "在做中相识", "steps": "热身、互教", "minutes": 65}
        for stage, topic in (
            ("forming", "认识新伙伴"), ("forming", "手上有活"), ("turning", "我来教你一手"), ("mature", "拿手好戏"),
            ("mature", "做一件送人"), ("ending", "展示与道别"),
        )
    ],
}  # fmt: skip
P, L, E, A = "present", "late", "excused", "absent"
FIRST = (P, P, P, P, P, L, P, P, E, P, P, P)
SECOND = (P, E, P, P, A, P, P, P, P, P, P, P)


def a_desk(folder: Path, hands: Hands) -> Desk:
    """Give an enrolled station with a 督导 and nothing in it."""
    return a_station(folder, a_centre(folder, hands), hands, STATION, supervised=True)


def fill(desk: Desk, hands: Hands) -> dict[str, str]:
    """Let the station run groups from April to the morning of 14 June 2023; gives them by name."""
    hands.to("2023-04-10T09:00:00")
    done = a_planned(desk, name="暖阳相伴老年互助小组", start_on="2023-04-11", end_on="2023-05-05")
    a_listed(desk, done)
    for day in ("2023-04-11", "2023-04-18", "2023-04-25", "2023-05-05"):
        hands.to(f"{day}T17:00:00")
        a_held(desk, done, day, (P,) * 9 + (E,), late_reason=None)
    signed(desk, a_summed_up(desk, done))
    hands.to("2023-05-08T09:00:00")
    running = a_planned(desk, **PLAN)
    a_listed(desk, running, TWELVE, {"刘改花": a_person(desk, "刘改花", birth_date="1954-02-11")})
    for day, marks in (("2023-05-10", FIRST), ("2023-05-24", SECOND)):
        hands.to(f"{day}T17:00:00")
        a_held(desk, running, day, marks, TWELVE, late_reason=None)
    hands.to("2023-06-01T09:00:00")
    waiting = a_planned(desk, approve=False, name="小树苗儿童成长小组", group_type="growth", target_groups=["children"],
                        safety_plan="由监护人接送。", start_on="2023-07-01", end_on="2023-07-22")  # fmt: skip
    hands.to("2023-06-14T15:40:00")
    return {"done": done, "running": running, "waiting": waiting}


def as_lead(desk: Desk) -> Desk:
    """Let the 站长 sit down."""
    as_person(desk, 1)
    return desk

"""A station's workspace with people and visits in it, as the pages meet them: everything through the real verbs."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.visits import VisitAsk, VisitRow, visit_rows, visits
from tests.desks import Hands, a_centre, a_station, put

STATION = "411327103"
VILLAGE = f"{STATION}901"


def a_person(desk: Desk, name: str, **said: object) -> str:
    """Put a person's file into the log and give its record id."""
    answers: dict[str, object] = {
        "name": name,
        "gender": 2,
        "id_type": 9,
        "id_missing_reason": 5,
        "birth_date": "1945-03-12",
        "birth_precision": "d",
        "phone": "15437906207",
        "village": VILLAGE,
        "address_detail": "3 组，村委会西侧第三户",
        "living_arrangement": [1],
        "categories": [{"id": "r1", "category": "E2", "start": "2022-09-01"}, {"id": "r2", "category": "A2"}],
        "primary_category": "E2",
        "health_status": 3,
        "self_care": 1,
        "contact2_name": "王建军",
        "contact2_relation": "儿子",
        "contact2_phone": "15437901122",
        "no_needs": True,
        "risk_level": 2,
        "referral_source": 1,
        "opened_on": "2022-10-08",
        "consent_oral": True,
        "consent_oral_on": "2022-10-08",
        "late_reason": "paper",
        "worker_id": desk.me.worker_id,
    }
    answers |= said
    return put(desk, "client", {k: v for k, v in answers.items() if v is not None}, hand_in=False).record


def a_visit(desk: Desk, client: str, day: str, **said: object) -> str:
    """Hand in a visit and give its record id."""
    answers: dict[str, object] = {
        "client_id": client,
        "service_date": day,
        "start_at": "10:05",
        "end_at": "10:50",
        "mode": 1,
        "outcome": 1,
        "visit_type": 2,
        "workers": [desk.me.worker_id, f"w-{STATION}-2"],
        "f_health": 1,
        "f_mood": 1,
        "f_care": 1,
        "f_income": 1,
        "f_housing": 1,
        "f_safety": 1,
        "f_family": 1,
        "risk_signals": [0],
        "risk_level_after": 2,
        "summary": f"上午到家，老人在院里晒太阳，精神不错，{day} 当天说腿疼减轻，约好下月再来看看。",
        "services_given": [1, 5],
        "next_due": "2023-07-01",
        "client_sign": {"state": "signed", "reason": "", "file": None},
        "late_reason": "paper",
    }
    answers |= said
    return put(desk, "visit", {k: v for k, v in answers.items() if v is not None}).record


def a_desk(folder: Path, hands: Hands | None = None) -> Desk:
    """Give an enrolled and approved station with nothing in it."""
    hands = hands or Hands("2023-06-14T10:24:00")
    return a_station(folder, a_centre(folder, hands), hands, STATION)


def fill(desk: Desk, hands: Hands) -> dict[str, str]:
    """Let the station work from February to the morning of 14 June 2023; gives the people by name."""
    people = {
        "王秀兰": a_person(desk, "王秀兰", risk_level=3, health_note="高血压", risk_reason="独居，血压高"),
        "吴学敏": a_person(desk, "吴学敏", village=f"{STATION}904", primary_category="A2", birth_date="1957-01-01",
                        categories=[{"id": "r1", "category": "A2"}]),
        "单玉芬": a_person(desk, "单玉芬", village=f"{STATION}907", birth_date="1938-05-01"),
        "万喜来": a_person(desk, "万喜来", gender=1, birth_date="1940-01-01", primary_category="E1",
                        categories=[{"id": "r1", "category": "E1"}]),
    }  # fmt: skip
    for day, pressure in (("2023-03-12", 155), ("2023-04-21", 149)):
        words = f"{day} 上门量血压 {pressure}，心情平稳，膝盖疼，不愿去医院，叮嘱按时吃药。"
        a_visit(desk, people["王秀兰"], day, bp_systolic=pressure, bp_diastolic=90, risk_level_after=3, summary=words,
                next_due="2023-05-01")  # fmt: skip
    hands.to("2023-05-10T16:00:00")
    matter = {"id": "f1", "matter": "一个月内复访，查看药盒", "worker": "张敏", "due": "2023-06-10"}
    a_visit(desk, people["王秀兰"], "2023-05-10", risk_level_after=3, f_health=3, f_health_note="血压偏高",
            bp_systolic=162, bp_diastolic=95, summary="血压 162/95，忘记服药；已教家属用分药盒，明天再打电话问一问。",
            follow_ups=[matter], next_due="2023-06-10", late_reason=None)  # fmt: skip
    hands.to("2023-05-28T16:00:00")
    a_visit(desk, people["吴学敏"], "2023-05-28", summary="轮椅坏了一个轮子，已联系残联登记更换，心情好，胃口也好。",
            next_due="2023-06-14", late_reason=None)  # fmt: skip
    hands.to("2023-06-11T16:00:00")
    a_visit(desk, people["万喜来"], "2023-06-11", summary="老人耳背，说话要大声，儿子每周回来，饭菜新鲜，煤炉停用。",
            next_due="2023-07-11", late_reason=None)  # fmt: skip
    hands.to("2023-06-14T10:24:00")
    return people


def rows_of(desk: Desk, ask: VisitAsk | None = None) -> list[VisitRow]:
    """Give the lines of the list of visits."""
    return visit_rows(desk, visits(desk, ask).ids)

"""A 小组 typed through the verbs people use, at a desk with a 督导."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.unlock import switch
from sheqi_desktop.store import records
from tests.builders import row_id
from tests.builders_groups import a_group, a_roster, a_session, a_summary
from tests.desks import PASSWORD, put

PEOPLE = ("王秀兰", "李桂英", "张凤琴", "陈玉芝", "刘改花", "赵金环", "孙玉兰", "周桂荣", "何秀云", "吴学敏")
AGES = (78, 74, 70, 81, 69, 72, 76, 73, 79, 66, 71, 68)


def worker(desk: Desk, place: int) -> str:
    """Name a person of the station: 1 站长, 2 社工, 3 督导."""
    return f"w-{desk.station}-{place}"


def as_person(desk: Desk, place: int) -> None:
    """Let somebody else sit down."""
    switch(desk, worker(desk, place), PASSWORD)


def signed(desk: Desk, record: str) -> None:
    """Let the supervisor sign, and the 社工 sit down again."""
    as_person(desk, 3)
    sign(desk, record)
    as_person(desk, 2)


def a_planned(desk: Desk, *, approve: bool = True, **said: Any) -> str:
    """Type a plan as 社工, and have it signed."""
    as_person(desk, 2)
    group = put(desk, "group", a_group(leader_id=worker(desk, 2), **said)).record
    if approve:
        signed(desk, group)
    return group


def a_listed(desk: Desk, group: str, names: tuple[str, ...] = PEOPLE, files: dict[str, str] | None = None) -> str:
    """Type a roster; the lines are ``row_id(1)`` …, some of them people with a file."""
    members = [
        {"name": name, "birth_year": 2023 - age, "category": "elder_alone", "joined_on": "2023-04-01",
         "agreement_signed": True, "gender": "female", **({"client_id": files[name]} if name in (files or {}) else {})}
        for name, age in zip(names, AGES, strict=False)
    ]  # fmt: skip
    return put(desk, "group_roster", a_roster(parent_id=group, members=members)).record


def a_held(
    desk: Desk, group: str, on: str, marks: tuple[str, ...], names: tuple[str, ...] = PEOPLE, **said: Any
) -> str:
    """Type a session."""
    attendance = [
        {"id": row_id(place), "name": name, "mark": mark}
        for place, (name, mark) in enumerate(zip(names, marks, strict=False), 1)
    ]
    told = a_session(parent_id=group, service_date=on, attendance=attendance, **{"late_reason": "paper", **said})
    return put(desk, "group_session", told).record


def a_summed_up(desk: Desk, group: str) -> str:
    """Type the summary."""
    told = a_summary(parent_id=group)
    return put(desk, "group_summary", {name: value for name, value in told.items() if name != "ended_on"}).record


def answers_of(desk: Desk, record: str) -> dict[str, Any]:
    """Read what a record says."""
    with desk.read() as read:
        return dict(desk.stored(read, record).answers)


def stored(desk: Desk, record: str) -> records.StoredRecord:
    """Read a record."""
    with desk.read() as read:
        return desk.stored(read, record)

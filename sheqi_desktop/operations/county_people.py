"""站点与人员: every station of the county with its computers and people, by roster and 登记包 on their way."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.number import LETTERS
from sheqi_desktop.domain.staff import RANK, ROLE_NAMES
from sheqi_desktop.operations.clocks_ahead import days, flagged
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import INVITES, ROLES, Joining
from sheqi_desktop.operations.seats import owed_seats
from sheqi_desktop.store import meta, rosters
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync import enrol
from sheqi_desktop.sync.bytes import fingerprint
from sheqi_desktop.sync.circles import AT_A_STATION, assigned, owner_of
from sheqi_desktop.sync.roster import Device, Person

STATES = {
    "active": ("使用中", "ok", "circle-check"),
    "pending": ("待核准", "warn", "hourglass"),
    "suspended": ("暂停", "warn", "ban"),
    "lost": ("报失", "bad", "shield-x"),
    "revoked": ("已停用", "bad", "shield-x"),
    "retired": ("退役", "mute", "archive"),
}
IN_USE = ("active", "suspended")
KINDS = {"station": "站点机", "travel": "外出机", "center": "中心机", "supervisor": "督导机", "evaluator": "评估机"}


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One computer: its letter, how it stands, and the fingerprint read over the telephone."""

    slot: str
    kind: str
    state: str
    tone: str
    icon: str
    fingerprint: str
    note: str
    device: str = ""
    """Its id, where it may be reported lost."""
    seats: str = ""
    """Who sits at it, in words; '' where that is not asked: of the centre's and of a 督导's."""
    owed: bool = False
    """Whether somebody there took 限阅 records over that do not come there yet."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who works at a place, and as what."""

    worker: str
    number: str
    name: str
    roles: str
    may_sign: bool
    """The person's own signing key has come with a request."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A station, or the centre: its computers and its people."""

    code: str
    name: str
    machines: tuple[MachineLine, ...]
    people: tuple[PersonLine, ...]

    @property
    def waiting(self) -> int:
        """How many computers asked and are not approved."""
        return sum(one.state == STATES["pending"][0] for one in self.machines)


def places(desk: Desk) -> list[PlaceLine]:
    """Give the centre, then every station in the order of the codes."""
    book = desk.book.newest
    with desk.read() as read:
        invites: Mapping[str, Mapping[str, Any]] = meta.get(read, INVITES, {})
        asked = _asked(desk, read)
        ahead = flagged(read)
    owed = owed_seats(desk) if desk.place.kind == "centre" else {}
    order = [desk.library.centre_unit, *(one.code for one in desk.library.places.stations)]
    # A workspace whose code is no longer in the list (domain 17 §9: codes live on) still has its line.
    order += sorted({one.station_code for one in book.devices} - set(order))
    return [_place(desk, unit, asked.get(unit, []), invites.values(), ahead, owed) for unit in order]


def _place(
    desk: Desk,
    unit: str,
    asked: Sequence[MachineLine],
    invites: Iterable[Mapping[str, Any]],
    ahead: Mapping[str, int],
    owed: Container[str],
) -> PlaceLine:
    book, now = desk.book.newest, desk.clock.ms()
    machines = [
        *(
            replace(_machine(desk, one, ahead.get(one.id, 0)), seats=_seats(desk, one), owed=one.id in owed)
            for one in book.devices
            if one.station_code == unit
        ),
        *asked,
    ]
    there = {one.slot for one in machines}
    machines += [one for one in _on_their_way(invites, unit, now) if one.slot not in there]
    people = tuple(_person(one, unit) for one in book.people if any(role.unit == unit for role in one.roles))
    return PlaceLine(unit, desk.unit_name(unit), tuple(machines), people)


def next_letter(desk: Desk, station: str) -> str:
    """Give the first machine letter that was never used at a station."""
    used = {one.slot for one in desk.book.newest.devices if one.station_code == station}
    return next((letter for letter in LETTERS if letter not in used), LETTERS[-1])


def known_people(desk: Desk, station: str) -> list[Joining]:
    """Give who may be put into a 登记包 of a station without being typed: its people, then every 督导 of the county."""
    here, visiting = [], []
    for one in desk.book.newest.people:
        for role in one.roles:
            if role.unit == station and role.role in ROLES:
                here.append(Joining(one.worker_id, one.name, role.role, one.phone))
        if any(role.role == "supervisor" for role in one.roles) and not any(r.unit == station for r in one.roles):
            visiting.append(Joining(one.worker_id, one.name, "supervisor", one.phone))
    return [*sorted(here, key=lambda one: RANK.index(one.role)), *visiting]


def assigned_to(desk: Desk, worker: str) -> frozenset[str]:
    """Give the stations a 督导 is responsible for today."""
    return assigned(desk.book.newest.person(worker), desk.clock.today().isoformat())


def new_worker_id(desk: Desk, station: str, role: str, taken: Iterable[str] = ()) -> str:
    """Give an id to a newcomer: people belong to their station, a 督导 to the county."""
    prefix = "s" if role == "supervisor" else f"w-{station}"
    used = {one.worker_id for one in desk.book.newest.people} | set(taken)
    number = 1
    while f"{prefix}-{number}" in used:
        number += 1
    return f"{prefix}-{number}"


def seconds(desk: Desk) -> list[tuple[str, str]]:
    """Give the other people of the centre who may approve with this one: id and name, only those with a 口令 here."""
    here = {worker for worker, _ in desk.vault.people}
    return [
        (one.worker_id, one.name)
        for one in desk.book.newest.people
        if one.worker_id != desk.me.worker_id
        and one.worker_id in here
        and any(role.role in ("center_staff", "center_director") for role in one.roles)
    ]


def asks_for(desk: Desk, request: enrol.Request) -> tuple[tuple[str, str], ...]:
    """Say who asks, in facts to be compared over the telephone."""
    people = [desk.person_name(one) for one in request.workers]
    asker = desk.person_name(request.worker_id)
    day = county_day(request.made)
    known = desk.book.newest.device(request.device) is not None
    old = desk.book.newest.device(request.copy_of) if request.ends is not None and not known else None
    return (
        ("这次", "换口令后登记新的签名（电脑已核准过）" if known else "登记新电脑"),
        ("站点", desk.unit_name(request.station_code)),
        ("机位", f"{request.slot} 机（{KINDS.get(request.kind, request.kind)}）"),
        *((("接替", f"{old.slot} 机，核准后退役，钥匙停用"),) if old is not None else ()),
        ("申请人", asker),
        ("设了口令的人", "、".join(dict.fromkeys([asker, *people]))),
        ("申请日期", f"{day.year}年{day.month}月{day.day}日"),
    )


def _asked(desk: Desk, read: Read) -> dict[str, list[MachineLine]]:
    found: dict[str, list[MachineLine]] = {}
    for one in rosters.requests(read, "pending"):
        if desk.book.newest.device(one.device) is not None:
            continue
        station, slot, key, kind = enrol.asked_for(one.data)
        day = county_day(one.at)
        line = MachineLine(
            slot, KINDS.get(kind, kind), *STATES["pending"], fingerprint(key), f"{day.month}月{day.day}日收到申请"
        )
        found.setdefault(station, []).append(line)
    return found


def _machine(desk: Desk, device: Device, ahead: int) -> MachineLine:
    words, tone, icon = STATES.get(device.status, (device.status, "mute", "circle"))
    day = county_day(device.since)
    by = "、".join(dict.fromkeys(desk.person_name(one) for one in (device.enrolled_by, device.approved_by) if one))
    note = f"{day.year}年{day.month}月{day.day}日登记" + (f"，{by}" if by else "")
    if device.status == "lost":
        gone = county_day(device.lost_at)
        note += f"；{gone.month}月{gone.day}日报失"
    here = desk.place.kind == "centre" and device.id != desk.machine.device and device.status in IN_USE
    if ahead:
        note = f"电脑日期快 {days(ahead)} 天，请电话请那边校准。{note}"
    return MachineLine(
        device.slot, _kind_words(desk, device), words, tone, icon, fingerprint(device.public), note,
        device.id if here else "",
    )  # fmt: skip


def _seats(desk: Desk, device: Device) -> str:
    """Say who sits at a station's machine."""
    if device.kind not in AT_A_STATION or device.status != "active":
        return ""
    if not device.workers:
        return "没有写明谁在用：本站限阅记录都发给它"
    return f"在用：{'、'.join(desk.person_name(one) for one in device.workers)}"


def _kind_words(desk: Desk, device: Device) -> str:
    owner = f"（{desk.person_name(owner_of(device))}）" if owner_of(device) else ""
    return KINDS.get(device.kind, device.kind) + owner


def _on_their_way(invites: Iterable[Mapping[str, Any]], unit: str, now: int) -> list[MachineLine]:
    """A 登记包 that nobody answered yet and that still holds."""
    found = []
    for one in invites:
        if one.get("station") == unit and not one.get("device") and now <= int(one.get("expires", 0)):
            day = county_day(int(one["expires"]))
            note = f"登记包{day.month}月{day.day}日前有效"
            found.append(MachineLine(str(one.get("slot", "")), "", "等申请", "info", "mail", "", note))
    return found


def _person(one: Person, unit: str) -> PersonLine:
    names = [ROLE_NAMES.get(role.role, role.role) for role in one.roles if role.unit == unit]
    return PersonLine(one.worker_id, one.worker_no, one.name, "、".join(names), bool(one.key))


def joined(people: Sequence[Joining]) -> str:
    """Name people with their roles, as a sentence."""
    return "、".join(f"{one.name}（{ROLE_NAMES.get(one.role, one.role)}）" for one in people)

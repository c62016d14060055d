"""Enrolment at the centre: 登记包 for a station's machine, and its approval after the telephone call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop import __version__
from sheqi_desktop.domain.checks_common import is_phone
from sheqi_desktop.domain.number import LETTERS
from sheqi_desktop.domain.trouble import (
    BundleDamaged,
    NobodyNamed,
    NotFound,
    NotYours,
    PhoneWrong,
    SecondPersonMissing,
    SlotTaken,
)
from sheqi_desktop.operations.assign import begun
from sheqi_desktop.operations.chain_ends import chain_ends
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import read_file
from sheqi_desktop.operations.set_up import RECOVERY_PUBLIC
from sheqi_desktop.operations.unlock import seat
from sheqi_desktop.store import files, meta, outbox, rosters
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync import admit, bundle, enrol
from sheqi_desktop.sync.circles import SUPERVISOR, assigned, own_desk
from sheqi_desktop.sync.copied import OTHER, stranger
from sheqi_desktop.sync.roster import Cut, Person, Role, Workspace

Request = enrol.Request
"""A 申请文件 that was opened; whoever shows it need not know how it is written."""
INVITES = "invites"
ROLES = frozenset({"social_worker", "station_lead", "supervisor"})
"""Who may have a 口令 on a station's machine: its people, and the 督导 who comes to sign what was written there."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who will work at a station's machine; or a 督导 who gets one, with the stations assigned."""

    worker_id: str
    name: str
    role: str
    phone: str = ""
    stations: tuple[str, ...] = ()

    def posts(self, unit: str) -> tuple[Role, ...]:
        """Give the roles this gives them: at the unit, or at each of the stations named."""
        return tuple(Role(self.role, station) for station in self.stations or (unit,))


@dataclass(frozen=True, slots=True)
class Pack:
    """A 登记包 on disk, and what is handed over by telephone or in a sealed envelope."""

    path: Path
    fingerprint: str
    codes: Mapping[str, str]
    expires: int = 0


def invite(
    desk: Desk, station: str, slot: str, people: Sequence[Joining], folder: Path, *roots: Ed25519PrivateKey
) -> Pack:
    """Write the 登记包 for one machine of a station, or (at the centre's unit) of one 督导.

    Raises NotYours, NotFound, SlotTaken, NobodyNamed, PhoneWrong.

    The file is read back; raise NotWritable, StickFull, DiskFull or StickGone.
    """
    return invite_many(desk, {station: people}, slot, folder, *roots)[station]


def invite_many(
    desk: Desk, wanted: Mapping[str, Sequence[Joining]], slot: str, folder: Path, *roots: Ed25519PrivateKey
) -> dict[str, Pack]:
    """Write 登记包 for the same letter at several stations under one new roster, as when all enrol in one room."""
    desk.require_to_prepare("device.enrol")
    for station, people in wanted.items():
        _check(desk, station, slot, people)
    now = desk.clock.ms()
    workspaces = [_workspace(desk, station, people) for station, people in wanted.items()]
    joining = _people(desk, wanted)
    packs = {}
    with desk.write() as write:
        signed = admit.take_on(desk.book, workspaces, joining, roots, desk.me.worker_id, now)
        desk.adopt(write, desk.book.adopt([signed]))
        for station, people in wanted.items():
            packs[station] = _write_pack(desk, write, station, slot, people, folder)
        desk.note(write, "enrol_invite", slot=slot, stations=len(wanted))
    return packs


def receive_request(desk: Desk, request_file: Path) -> enrol.Request:
    """Read a 申请文件 and note that this machine asked: until it is approved its bundles wait and are not strangers.

    Raises InviteUnknown, PackUsed, PackExpired, SlotTaken, BundleDamaged.
    """
    desk.require_to_prepare("device.enrol")
    now = desk.clock.ms()
    data = read_file(request_file)
    with desk.write() as write:
        request = enrol.open_request(
            data,
            file=request_file.name,
            book=desk.book,
            used=lambda invite_id: _used(write, invite_id),
            expires_of=_expiry(write),
            now_ms=now,
        )
        if request.copy_of:
            _refuse_copy(desk, request, request_file.name)
        else:
            _refuse_otherwise(write, request, request_file.name)
        if desk.book.newest.device(request.device) is None:
            rosters.keep_request(write, request.device, data, now)
    return request


def approve(
    desk: Desk, request_file: Path, fingerprint_read: str, second: str, second_password: str, folder: Path,
    *roots: Ed25519PrivateKey,
) -> Path:  # fmt: skip
    """Approve a machine: fingerprint compared, two persons, next roster signed, 核准包 written.

    Raises FingerprintDiffers, SecondPersonMissing, WrongPassword, PackUsed, PackExpired, SlotTaken, BundleDamaged …
    """
    desk.require("device.enrol", approved=bool(second))
    now = desk.clock.ms()
    request = receive_request(desk, request_file)
    request.check(fingerprint_read)
    _check_second(desk, second, second_password)
    with desk.write() as write:
        seated = _seated(desk, write, request)
        signed = admit.approve(
            desk.book, request, roots, enrolled_by=desk.me.worker_id, approved_by=second, now_ms=now, seated=seated,
            cuts=_succession(desk, write, request, now),
        )  # fmt: skip
        desk.adopt(write, desk.book.adopt([signed]))
        rosters.keep_request(write, request.device, read_file(request_file), now, "approved")
        if not request.copy_of:
            _mark_used(write, request.invite, request.device)
        path = _write_approval(desk, write, request.device, folder)
        desk.note(write, "enrol_sign", request.device[:16], second=second)
    return path


def note_own_key(desk: Desk, *roots: Ed25519PrivateKey) -> None:
    """Name the new signing key of somebody of the centre, after a 口令 was set anew; only root keys may."""
    with desk.write() as write:
        keys = {desk.me.worker_id: desk.own_worker_keys(write)[desk.me.worker_id]}
        signed = admit.note_keys(desk.book, keys, roots, desk.me.worker_id, desk.clock.ms())
        desk.adopt(write, desk.book.adopt([signed]))
        desk.note(write, "key_noted", desk.me.worker_id)


def _check(desk: Desk, station: str, slot: str, people: Sequence[Joining]) -> None:
    if station == desk.library.centre_unit:
        _check_supervisor(desk, people)
    elif desk.library.places.station(station) is None:
        raise NotFound(what="站点", key=station)
    if slot not in LETTERS or desk.book.newest.station_device(station, slot) is not None:
        raise SlotTaken(slot=slot)
    if not people or not all(one.name.strip() for one in people):
        raise NobodyNamed()
    for one in people:
        if one.role not in ROLES:
            raise NotFound(what="角色", key=one.role)
        if one.phone and not is_phone(one.phone):
            raise PhoneWrong(name=one.name)


def _check_supervisor(desk: Desk, people: Sequence[Joining]) -> None:
    """A 督导's computer is one person's, who is responsible for at least one station."""
    if len(people) != 1:
        raise NobodyNamed()
    (one,) = people
    if one.role != SUPERVISOR:
        raise NotFound(what="角色", key=one.role)
    for station in one.stations:
        if desk.library.places.station(station) is None:
            raise NotFound(what="站点", key=station)
    if not one.stations and not assigned(desk.book.newest.person(one.worker_id), desk.clock.today().isoformat()):
        raise NotFound(what="负责的站点", key=one.name)


def _workspace(desk: Desk, unit: str, people: Sequence[Joining]) -> Workspace:
    if unit == desk.library.centre_unit:
        return Workspace(own_desk(people[0].worker_id), SUPERVISOR, unit, people[0].name)
    return Workspace(unit, "station", unit, desk.unit_name(unit))


def _roles(desk: Desk, one: Joining, unit: str) -> tuple[Role, ...]:
    """Give the roles somebody gets; a 督导 with a computer keeps what was assigned and begins the rest today."""
    if unit != desk.library.centre_unit:
        return one.posts(unit)
    return begun(desk.book.newest.person(one.worker_id), one.stations, desk.clock.today())


def _refuse_otherwise(read: Read, request: enrol.Request, file: str) -> None:
    """Refuse a request for another place, kind or person than the 登记包 it answers was made for."""
    told = meta.get(read, INVITES, {}).get(request.invite, {})
    people = set(told.get("people") or (request.worker_id, *request.workers))
    same = (request.station_code, request.slot) == (told.get("station"), told.get("slot"))
    same = same and request.kind == told.get("kind", "station")
    if not same or not {request.worker_id, *request.workers} <= people:
        raise BundleDamaged(file=file, why="申请和登记包写的不一样")


def _refuse_copy(desk: Desk, request: enrol.Request, file: str) -> None:
    """Refuse the copy of a machine for a letter that was given, or for people who do not work at that machine."""
    old = desk.book.newest.device(request.copy_of)
    holder = desk.book.newest.station_device(request.station_code, request.slot)
    if request.slot not in LETTERS or (holder is not None and holder.id != request.device):
        raise SlotTaken(slot=request.slot)
    asking = {request.worker_id, *request.workers}
    if old is None or stranger(desk.book, old, asking, desk.clock.today().isoformat()):
        raise BundleDamaged(file=file, why=OTHER)


def _seated(desk: Desk, read: Read, request: enrol.Request) -> frozenset[str]:
    """Give who will sit at a machine: whom its 登记包 named; at a copy, who sat where it comes from."""
    if request.copy_of:
        old = desk.book.newest.device(request.copy_of)
        return frozenset(old.workers if old else ())
    told = meta.get(read, INVITES, {}).get(request.invite, {})
    return frozenset(told.get("people") or ())


def _succession(desk: Desk, read: Read, request: enrol.Request, now: int) -> list[Cut]:
    """Cut the chains of a machine whose place is taken: after what is held here, and after what the copy has of them.

    The two differ where something was written after the copy was made, or has not come yet; both are believed.
    """
    old = desk.book.newest.device(request.copy_of) if request.ends is not None else None
    if old is None or old.status != "active":
        return []
    here, there = set(chain_ends(read, old.id)), {(chain, *end) for chain, end in (request.ends or {}).items()}
    why = f"换了电脑，由 {request.slot} 机接着用"
    return [Cut(old.id, chain, seq, hash_, reason=why, at=now) for chain, seq, hash_ in sorted(here | there)]


def _people(desk: Desk, wanted: Mapping[str, Sequence[Joining]]) -> list[Person]:
    numbers = {one.worker_id: one.worker_no for one in desk.book.newest.people}
    found = []
    for station, people in wanted.items():
        for one in people:
            number = numbers.setdefault(one.worker_id, f"SQ{len(numbers) + 1:04d}")
            roles = _roles(desk, one, station)
            found.append(Person(one.worker_id, number, one.name, "", roles, phone=one.phone))
    return found


def _write_pack(desk: Desk, write: Write, station: str, slot: str, people: Sequence[Joining], folder: Path) -> Pack:
    codes = {one.worker_id: enrol.new_code() for one in people}
    numbers = {one.worker_id: one.worker_no for one in desk.book.newest.people}
    accounts = [
        enrol.Account.make(one.worker_id, numbers[one.worker_id], one.name, one.posts(station), codes[one.worker_id])
        for one in people
    ]
    kind = SUPERVISOR if station == desk.library.centre_unit else "station"
    name = f"督导{people[0].name}" if kind == SUPERVISOR else desk.unit_name(station)
    invitation = enrol.Invitation.write(
        station,
        slot,
        kind,
        bytes.fromhex(meta.get(write, RECOVERY_PUBLIC)),
        desk.clock.ms(),
        desk.library.contract.contract_id,
        accounts,
        {"name": name},
    )
    data = enrol.make_invite(desk.machine, desk.book, invitation, outbox.next_counter(write), __version__)
    path = folder / f"DJ-{station}-{slot}.sqinv"
    files.write_checked(path, data, desk.folder)
    known = meta.get(write, INVITES, {})
    told = {"expires": invitation.expires, "device": "", "station": station, "slot": slot, "kind": kind}
    told |= {"people": sorted(codes)}
    meta.put(write, INVITES, known | {invitation.id: told})
    return Pack(path, desk.book.fingerprint, codes, invitation.expires)


def _write_approval(desk: Desk, write: Write, device_id: str, folder: Path) -> Path:
    device = desk.book.newest.device(device_id)
    if device is None:
        raise NotFound(what="电脑", key=device_id[:8])
    data = bundle.pack(
        kind="roster",
        machine=desk.machine,
        county=desk.book.county,
        to=[device],
        counter=outbox.next_counter(write),
        roster_version=desk.book.newest.version,
        rosters=desk.book.since(0),
        made_ms=desk.clock.ms(),
        app=__version__,
    )
    path = folder / f"HZ-{device.station_code}-{device.slot}.sqb"
    files.write_checked(path, data, desk.folder)
    return path


def _check_second(desk: Desk, second: str, password: str) -> None:
    """The approval needs another person of the centre, with their own 口令."""
    if second == desk.me.worker_id:
        raise SecondPersonMissing()
    seat(desk, second, password)
    if second not in {one.worker_id for one in desk.approvers("device.enrol")}:
        raise NotYours(who="中心工作人员", contact="")


def _used(read: Read, invite_id: str) -> str | None:
    return meta.get(read, INVITES, {}).get(invite_id, {}).get("device") or None


def _expiry(read: Read) -> Callable[[str], int | None]:
    return lambda invite_id: meta.get(read, INVITES, {}).get(invite_id, {}).get("expires")


def _mark_used(write: Write, invite_id: str, device: str) -> None:
    known = meta.get(write, INVITES, {})
    known[invite_id]["device"] = device
    meta.put(write, INVITES, known)

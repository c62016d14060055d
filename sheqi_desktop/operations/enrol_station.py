"""Enrolment at the station, or at a 督导's computer: open the 登记包, set 口令, write the 申请文件, take the 核准包 in.

Work may begin before the approval comes.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import NobodyHere, PackUsed
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.desk import WORKER_KEYS, Desk
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.place import Place
from sheqi_desktop.operations.read_bundle import read_file
from sheqi_desktop.operations.set_up import SetUp, begin, make_ready
from sheqi_desktop.store import files, meta
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.passwords import refuse_weak
from sheqi_desktop.store.vault import Cost, Vault
from sheqi_desktop.sync import bundle, enrol
from sheqi_desktop.sync.circles import SUPERVISOR, own_desk
from sheqi_desktop.sync.copied import read_vouched
from sheqi_desktop.sync.machine import Machine

PACK = "invite"
"""Where the 登记包 is kept: the 申请文件 answers it."""
COPY_OF = "copy_of"
"""Which machine this workspace was copied from, with that machine's word for the new key (``second_computer``)."""


def look_into(pack: Path, clock: Clock) -> enrol.Invite:
    """Read a 登记包 before anything is made: which station, who, and the fingerprint to compare by telephone."""
    return enrol.open_invite(read_file(pack), clock.ms(), pack.name)


def set_up_station(
    folder: Path,
    pack: Path,
    worker: str,
    code: str,
    password: str,
    *,
    fingerprint_read: str,
    clock: Clock,
    library: Library | None = None,
    cost: Cost | None = None,
    demo_day: str = "",
    opened_on: str = "",
) -> SetUp:
    """Make the workspace of a station or a 督导 from its 登记包; the machine's keys are drawn here and never leave.

    Raises FingerprintDiffers, PackExpired, CodeWrong, NobodyHere, WeakPassword, FolderNotEmpty …
    """
    library = library or Library()
    invite = look_into(pack, clock)
    invite.check(fingerprint_read)
    account = invite.account(worker, code)
    # Refused before anything is made: a half-made folder would be in the way of the next try.
    refuse_weak(password)
    make_ready(folder)
    invitation = invite.invitation
    recovery = bytes.fromhex(invitation.recovery) if invitation.recovery else None
    vault, dek, recovery_code = Vault.create(folder, recovery, cost, clock)
    seed = vault.add_slot(dek, worker, account.name, password)
    machine = Machine.make()
    place = Place(
        kind=SUPERVISOR if invitation.kind == SUPERVISOR else "station",
        unit=invitation.station_code,
        slot=invitation.slot,
        name=str(invitation.lists.get("name") or library.unit_name(invitation.station_code)),
        workspace=own_desk(worker) if invitation.kind == SUPERVISOR else invitation.station_code,
        founder=invite.book.founder.hex(),
        demo=bool(demo_day),
        demo_day=demo_day,
        opened_on=opened_on or library.contract.start_date.isoformat(),
        invite=invitation.id,
    )
    database = Database.create(folder, dek, db_dir(), decode_kept, ballast=not demo_day)
    try:
        with database.write() as write:
            begin(write, place, machine, invite.book.since(0))
            meta.put(write, WORKER_KEYS, {worker: public_key(seed)})
            meta.put(write, PACK, read_file(pack).hex())
        me = invite.book.newest.person(worker)
        if me is None:
            raise NobodyHere(worker=worker)
        desk = Desk(folder, database, vault, dek, library, place, machine, me, seed, clock, invite.book)
        desk.start_witness()
    except BaseException:
        database.close()
        raise
    return SetUp(desk, recovery_code)


def add_colleague(desk: Desk, pack: Path, worker: str, code: str, password: str) -> None:
    """Let another person of the same 登记包 set a 口令 on this machine; raise CodeWrong, NobodyHere, WeakPassword."""
    invite = look_into(pack, desk.clock)
    if invite.invitation.id != desk.place.invite:
        raise PackUsed()
    account = invite.account(worker, code)
    seed = desk.vault.add_slot(desk.dek, worker, account.name, password)
    with desk.write() as write:
        meta.put(write, WORKER_KEYS, meta.get(write, WORKER_KEYS, {}) | {worker: public_key(seed)})
        desk.note(write, "slot_added", worker)


def without_password(desk: Desk) -> list[tuple[str, str]]:
    """Give the people of this machine's 登记包 who have no 口令 here yet: id and name; nobody at the centre."""
    with desk.read() as read:
        kept = meta.get(read, PACK, "")
    if not kept:
        return []
    there = {worker for worker, _ in desk.vault.people}
    invite = enrol.open_invite(bytes.fromhex(kept), 0, "")
    return [(one.worker_id, one.name) for one in invite.invitation.accounts if one.worker_id not in there]


def write_request(desk: Desk, folder: Path, name: str = "") -> Path:
    """Write the 申请文件 and read it back; the fingerprint to read by telephone is the machine's own.

    Raises NotWritable, StickFull, DiskFull or StickGone.
    """
    with desk.write() as write:
        # Opened as of the day it was made: a 登记包 that ran out since is the centre's to refuse.
        keys, now = meta.get(write, WORKER_KEYS, {}), desk.clock.ms()
        copied = meta.get(write, COPY_OF, None)
        if (vouched := read_vouched(copied)) is not None:
            place = desk.place.slot
            data = enrol.make_copy_request(
                desk.machine, vouched, desk.book, place, desk.me.worker_id, keys, now, copied["label"]
            )
        else:
            invite = enrol.open_invite(bytes.fromhex(meta.get(write, PACK)), 0, "")
            data = enrol.make_request(desk.machine, invite, desk.me.worker_id, keys, now)
        path = folder / (name or f"SQ-{desk.station}-{desk.place.slot}.sqreq")
        files.write_checked(path, data, desk.folder)
        if copied:
            meta.put(write, COPY_OF, copied | {"written": True})
        desk.note(write, "enrol_request", desk.machine.device[:16])
    return path


def accept_approval(desk: Desk, file: Path) -> None:
    """Take in the 核准包: the roster that names this machine.  Raises the leaf of BundleTrouble that fits."""
    data = read_file(file)
    opened = bundle.open_bundle(data, file=file.name, machine=desk.machine, book=desk.book)
    with desk.write() as write:
        desk.adopt(write, opened.book)
        desk.note(write, "enrol_accept", version=opened.book.newest.version)


def public_key(seed: bytes) -> str:
    """Give the public half of a worker's signing seed, as the roster writes it."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()

"""Make a new workspace: the encrypted file, its keys, the first people; the centre's also founds the county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.catalog.assets import db_dir
from sheqi_desktop.domain.change import ChainHead
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import FolderNotEmpty
from sheqi_desktop.operations.decoding import decode_kept
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.place import Place, keep_place
from sheqi_desktop.operations.root_key import make_root_key
from sheqi_desktop.store import keys, log, meta, rosters
from sheqi_desktop.store.database import Database, Write
from sheqi_desktop.store.files import mend
from sheqi_desktop.store.folder import refuse_unsafe
from sheqi_desktop.store.passwords import refuse_weak
from sheqi_desktop.store.vault import Cost, Vault, new_recovery_pair
from sheqi_desktop.sync.bytes import chain_id, new_epoch
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Device, Person, Role, Roster, Workspace, sign

RECOVERY_PRIVATE = "recovery_private"
RECOVERY_PUBLIC = "recovery_public"
RECOVERY_BOXES = "recovery_boxes"
"""At the centre: the newest box of each machine's database key, as it came with its bundles."""
CENTRE_SUFFIX = "000"
CENTRE_SLOT = "A"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who gets a 口令 on this machine."""

    worker_id: str
    name: str
    role: str
    password: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """A new workspace, open, with the recovery code to print and put into two sealed envelopes."""

    desk: Desk
    recovery_code: str


def set_up_centre(
    folder: Path,
    people: Sequence[Newcomer],
    root_files: Sequence[tuple[Path, str]],
    *,
    clock: Clock,
    library: Library | None = None,
    cost: Cost | None = None,
    demo_day: str = "",
) -> SetUp:
    """Found the county: root keys to their files, roster version 1, the centre's own machine.

    ``root_files`` are (file, 口令) of the two root keys.  Raises FolderNotEmpty, FolderNotSafe, WeakPassword.
    """
    library = library or Library()
    unit = library.contract.county_code + CENTRE_SUFFIX
    for one in people:
        refuse_weak(one.password)
    make_ready(folder)
    roots = [make_root_key(path, password) for path, password in root_files]
    private, public = new_recovery_pair()
    vault, dek, code = Vault.create(folder, public, cost, clock)
    machine = Machine.make()
    seeds = {one.worker_id: vault.add_slot(dek, one.worker_id, one.name, one.password) for one in people}
    members = tuple(_person(one, unit, seeds[one.worker_id], number) for number, one in enumerate(people, start=1))
    device = Device(
        id=machine.device,
        key=machine.public.hex(),
        age=machine.recipient,
        workspace="centre",
        station_code=unit,
        slot=CENTRE_SLOT,
        kind="center",
        label=library.contract.centre_name,
        status="active",
        since=clock.ms(),
        lost_at=0,
        enrolled_by=members[0].worker_id,
        approved_by=members[-1].worker_id,
        asset_no="",
    )
    book = _found(roots, device, members, Workspace("centre", "center", unit, library.contract.centre_name), clock)
    place = Place(
        kind="centre",
        unit=unit,
        slot=CENTRE_SLOT,
        name=library.contract.centre_name,
        workspace="centre",
        founder=roots[0].public_key().public_bytes_raw().hex(),
        demo=bool(demo_day),
        demo_day=demo_day,
        opened_on=library.contract.start_date.isoformat(),
    )
    database = Database.create(folder, dek, db_dir(), decode_kept, ballast=not demo_day)
    first = people[0].worker_id
    try:
        with database.write() as write:
            begin(write, place, machine, [book.signed(1)])
            meta.put(write, RECOVERY_PRIVATE, private.hex())
            meta.put(write, RECOVERY_PUBLIC, public.hex())
        desk = Desk(folder, database, vault, dek, library, place, machine, members[0], seeds[first], clock, book)
        desk.start_witness()
    except BaseException:
        database.close()
        raise
    return SetUp(desk, code)


def make_ready(folder: Path) -> None:
    """Make the folder of a new workspace; raise FolderNotSafe, FolderNotEmpty or NotWritable before drawing a key."""
    refuse_unsafe(folder)
    if Vault.there(folder):
        raise FolderNotEmpty(place=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise mend(failure, folder) from failure


def begin(write: Write, place: Place, machine: Machine, signed_rosters: Sequence[bytes]) -> None:
    """Write what every workspace starts with: who it is, its keys, its first chain, the rosters it believes."""
    keep_place(write, place)
    epoch = new_epoch()
    keys.save_device(write, machine.device, machine.seed, machine.age_secret, epoch)
    chain = chain_id(machine.device, epoch, "all")
    log.start_chain(write, ChainHead(chain, machine.device, epoch, "all"), mine=True)
    for version, signed in enumerate(signed_rosters, start=1):
        rosters.keep(write, version, signed)


def _found(
    roots: Sequence[Ed25519PrivateKey], device: Device, people: Sequence[Person], workspace: Workspace, clock: Clock
) -> Book:
    first = Roster(
        version=1,
        county="",
        roots=tuple(root.public_key().public_bytes_raw().hex() for root in roots),
        threshold=1,
        devices=(device,),
        people=tuple(people),
        workspaces=(workspace,),
        audiences=(),
        cuts=(),
        issued=clock.ms(),
        by=people[0].worker_id,
    )
    return Book.load([sign(first, roots[:1])])


def _person(one: Newcomer, unit: str, seed: bytes, number: int) -> Person:
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
    return Person(one.worker_id, f"SQ{number:04d}", one.name, key, (Role(one.role, unit, "", ""),), phone=one.phone)

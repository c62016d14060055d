"""What an open workspace hands to every verb: the file, the keys, the people, the forms and the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.change import Change, ChangeRef, Changes
from sheqi_desktop.domain.circles import Writing
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.records.annotation import SUPERVISION
from sheqi_desktop.domain.staff import RANK, ROLE_NAMES, permission, who_agrees, who_may
from sheqi_desktop.domain.trouble import ApprovalNeeded, NotFound, NotYours, RecordVoided, Trouble
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.own_chain import own_chain_for
from sheqi_desktop.operations.ownership import owns
from sheqi_desktop.operations.place import Place
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.store import journal, log, meta, records, rosters
from sheqi_desktop.store.database import Database, Read, Write
from sheqi_desktop.store.numbers import Witness
from sheqi_desktop.store.vault import Vault
from sheqi_desktop.sync.bytes import act_bytes, b64
from sheqi_desktop.sync.circles import OWN_DESK, assigned, owner_of, roles_held
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Person

WORKER_KEYS = "worker_keys"
SIGNED_ACTS = frozenset({"status", "_deleted", "moves", "period_adjust", "settled_by", "same_by", "worker_signed_at"})
"""A change that touches one of these carries its author's own signature (TRUST §4.2)."""
LOOKING = frozenset(
    {"client.read", "client.reveal_sensitive", "minor.read", "worklog.read_others", "indicator.read"}
    | {"indicator.read_county", "export.identified", "export.statistics", "accesslog.read"}
    | {"report.station_month", "report.county"}
)
"""What may be done with a workspace that is only looked at: nothing of it changes a record."""


@dataclass(slots=True)
class Desk:
    """An open workspace and who sits at it."""

    folder: Path
    database: Database
    vault: Vault
    dek: bytes
    library: Library
    place: Place
    machine: Machine
    me: Person
    signing_seed: bytes
    clock: Clock
    book: Book
    left_behind: frozenset[tuple[str, int]] = frozenset()
    """The half-typed forms that were here when the workspace was opened: each with its moment in milliseconds."""
    went_on: bool = False
    """Whether this file was taken for the one that wrote last, so that its chains went on."""
    searched: str = field(default="", repr=False)
    """The ID number searched for last, so that reading a list again is not noted twice."""
    hands: set[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]] = field(default_factory=set, repr=False)
    """Segments whose workers' own signatures were checked since the workspace was opened, each with the workers' keys:
    looking at a file and then accepting it checks them once."""

    @property
    def only_look(self) -> str:
        """Say why nothing can be changed here and what to do, with its code; '' where people work."""
        refuse = self.database.refuses
        return str(refuse()) if refuse is not None else ""

    # ---------------------------------------------------------------- who and where
    @property
    def station(self) -> str:
        """The unit that owns what is written here."""
        return self.place.unit

    @property
    def stations(self) -> list[str] | None:
        """Whose records are looked at here: None for the whole county, of a 督导 the stations assigned today."""
        if self.place.kind == "centre":
            return None
        if self.place.kind == "supervisor":
            return sorted(assigned(self.book.newest.person(self.me.worker_id), self._today))
        return [self.station]

    @property
    def writing(self) -> Writing:
        """What kind of machine writes here, for the circle of a change."""
        return Writing(self.place.kind, self.place.unit, self.place.workspace.removeprefix(OWN_DESK))

    @property
    def _today(self) -> str:
        return self.clock.today().isoformat()

    @property
    def role(self) -> str:
        """The role this person has today at this unit; the highest if several."""
        return next((rank for rank in RANK if rank in self.roles), "")

    @property
    def roles(self) -> frozenset[str]:
        """Every role this person holds today at this unit."""
        return self.roles_of(self.me)

    def roles_of(self, person: Person | None) -> frozenset[str]:
        """Every role somebody holds today at this unit; a 督导 is one on the own machine."""
        if self.place.kind == "supervisor":
            return frozenset({"supervisor"} if person and person.worker_id == self.writing.owner else ())
        return roles_held(person, self.place.unit, self._today)

    @property
    def approved(self) -> bool:
        """Tell whether the centre's roster knows this machine as active."""
        device = self.book.newest.device(self.machine.device)
        return device is not None and device.status == "active"

    def colleagues(self) -> list[Person]:
        """Give the people of this unit, in roster order; a 督导's machine is one person's."""
        if self.place.kind == "supervisor":
            return [one for one in self.book.newest.people if one.worker_id == self.writing.owner]
        return [one for one in self.book.newest.people if any(role.unit == self.place.unit for role in one.roles)]

    def person_name(self, worker: str) -> str:
        """Give the name of a worker, the id itself if nobody knows it."""
        found = self.book.newest.person(worker)
        return found.name if found else worker

    def unit_name(self, unit: str) -> str:
        """Give the name people use for a station, the centre, or one machine of it (411327000-B: a 督导's)."""
        code, _, slot = unit.partition("-")
        device = self.book.newest.station_device(code, slot) if slot else None
        if device is not None and owner_of(device):
            return f"督导{self.person_name(owner_of(device))}"
        return f"{self.library.unit_name(code)} {slot} 机" if slot else self.library.unit_name(code)

    def require(self, capability: str, stored: records.StoredRecord | None = None, *, approved: bool = False) -> None:
        """Refuse what the role table does not allow, and say who may; raise NotYours.

        ``stored`` is the record it is about: where the table says ○, only own or assigned ones.  Where it says ▲,
        somebody else must have ``approved`` (``second_person.agreed``).
        """
        if not self.allows(capability, stored, approved=approved):
            raise self.refusal(capability)

    def allows(self, capability: str, stored: records.StoredRecord | None = None, *, approved: bool = False) -> bool:
        """Tell whether this person may do this, with this record if one is named."""
        given = permission(self.role, capability)
        if self.database.refuses is not None and capability not in LOOKING:
            return False
        if not given.allowed or (given.needs_second_person and not approved):
            return False
        if not given.only_own or stored is None:
            return True
        with self.read() as read:
            return owns(self, read, stored)

    def require_to_prepare(self, capability: str) -> None:
        """Refuse whoever may not even prepare this; raise NotYours."""
        if self.database.refuses is not None or not permission(self.role, capability).prepares:
            raise self.refusal(capability)

    def approvers(self, capability: str) -> list[Person]:
        """Give who may agree to this person's ▲: others of this unit with such a role and a 口令 on this machine."""
        roles, here = set(who_agrees(capability)), {worker for worker, _ in self.vault.people}
        others = [one for one in self.colleagues() if one.worker_id != self.me.worker_id and one.worker_id in here]
        return [one for one in others if roles & self.roles_of(one)]

    def refusal(self, capability: str) -> Trouble:
        """Say who may do it: “此操作需要站负责人。请联系{姓名}（{电话}）” (domain 10 §4, rule 6); at ▲ who is asked."""
        if self.database.refuses is not None and capability not in LOOKING:
            return self.database.refuses()
        if permission(self.role, capability).needs_second_person:
            names = "或".join(one.name for one in self.approvers(capability))
            return ApprovalNeeded(who="另一个人批准", contact=names or "县中心的另一位同事")
        free = who_may(capability)
        for role in free:
            for one in self.colleagues():
                if one.worker_id != self.me.worker_id and role in self.roles_of(one):
                    phone = f"（{one.phone}）" if one.phone else ""
                    return NotYours(who=ROLE_NAMES[role], contact=f"请联系{one.name}{phone}。")
        names = "、".join(ROLE_NAMES[role] for role in free)
        return NotYours(who=names or "县中心", contact="请联系县中心。")

    def may_change(self, stored: records.StoredRecord) -> None:
        """Refuse to change what is another station's, void, or 限阅 for this person.

        Raises NotYours, RecordVoided, Restricted.
        """
        if self.database.refuses is not None:
            raise self.database.refuses()
        if not self.keeps(stored):
            raise NotYours(who=self.unit_name(stored.station), contact="这是别的单位的记录，只能看。")
        refuse_unseen(self, stored)
        if stored.voided:
            raise RecordVoided(why=stored.void_reason or "没有写原因")

    def keeps(self, stored: records.StoredRecord) -> bool:
        """Tell whether a record is this unit's; a 督导 has only what belongs to supervision, where assigned."""
        if self.place.kind == "supervisor":
            return stored.kind in SUPERVISION and stored.station in (self.station, *(self.stations or ()))
        return stored.station == self.station

    def own_worker_keys(self, read: Read) -> dict[str, str]:
        """Give the public signing keys of the people of this machine."""
        known = {one.worker_id: one.key for one in self.colleagues() if one.key}
        kept: dict[str, str] = meta.get(read, WORKER_KEYS, {})
        return known | kept

    # ---------------------------------------------------------------- reading
    @contextmanager
    def read(self) -> Iterator[Read]:
        """Open a steady view of the file; other threads may go on writing."""
        with self.database.read() as read:
            yield read

    @contextmanager
    def write(self) -> Iterator[Write]:
        """Open the one transaction of a verb; it is durable when the block ends, or nothing happened."""
        with self._believing(), self.database.write() as write:
            yield write

    @contextmanager
    def part(self, write: Write) -> Iterator[Changes]:
        """Do a piece of a transaction that is undone alone when it fails; gives what it touches."""
        with self._believing(), write.part() as touched:
            yield touched

    @contextmanager
    def _believing(self) -> Iterator[None]:
        believed = self.book, self.me
        try:
            yield
        except BaseException:
            # A roster that was not kept is not believed either, or the next one would be numbered past a gap.
            self.book, self.me = believed
            raise

    def stored(self, read: Read, record: str, what: str = "记录") -> records.StoredRecord:
        """Give a record by id or number, or say that it is not here."""
        found = records.get(read, record)
        if found is None:
            same = records.by_number(read, record)
            found = same[0] if len(same) == 1 else None
        if found is None:
            raise NotFound(what=what, key=record)
        return found

    # ---------------------------------------------------------------- writing
    def append(
        self,
        write: Write,
        kind: str,
        record: str,
        parents: Sequence[ChangeRef],
        answers: Mapping[str, Value],
        reason: str = "",
    ) -> Change:
        """Put one change into the log, with the author's own signature where auditors care."""
        at = self.clock.ms()
        acts = any(name.partition("/")[0] in SIGNED_ACTS for name in answers)
        signature = self.sign_act(write, kind, record, parents, answers, at) if acts else ""
        circle = own_chain_for(write, self.writing, self.book.newest, kind, record, parents, answers)
        return log.append(write, kind, record, parents, answers, self.me.worker_id, at, reason, signature, circle)

    def sign_act(
        self, read: Read, kind: str, record: str, parents: Sequence[ChangeRef], answers: Answers, at: int
    ) -> str:
        """Sign what an auditor will ask about: submit, sign-off, void, re-open; what is taken back is signed too."""
        at = max(at, log.last_at(read))
        act = Change(ChangeRef("", 0), kind, record, tuple(parents), answers, self.me.worker_id, at)
        key = Ed25519PrivateKey.from_private_bytes(self.signing_seed)
        return b64(key.sign(act_bytes(act)))

    def note(self, write: Write, what: str, subject: str = "", **detail: Any) -> None:
        """Add an entry to the journal: ids and counts, never contents."""
        journal.add(write, what, self.me.worker_id, self.clock.ms(), subject, detail or None)

    def adopt(self, write: Write, book: Book) -> None:
        """Keep the newer rosters a bundle or approval brought."""
        for version in range(self.book.newest.version + 1, book.newest.version + 1):
            rosters.keep(write, version, book.signed(version))
        self.book = book
        self.me = book.newest.person(self.me.worker_id) or self.me

    # ---------------------------------------------------------------- the witness outside the file
    def start_witness(self) -> None:
        """Compare this copy with the small file kept outside, and step both: a restored copy must not reuse numbers."""
        witness = Witness.of(self.machine.device)
        with self.write() as write:
            witness.step(write)

    def step_witness(self) -> None:
        """Write down outside how far the log and the numbers have come."""
        with self.read() as read:
            Witness.of(self.machine.device).note(read)

    def close(self) -> None:
        """Close the file cleanly; the folder holds everything."""
        self.database.close()


def changes_of(write: Write) -> Changes:
    """Say what a transaction touched, for every page to decide whether to redraw."""
    return write.touched

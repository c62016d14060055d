"""What stands in a roster: machines, people, bodies of records, circles, and up to where somebody is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sheqi_desktop.sync.bytes import fingerprint

DEVICE_STATES = ("pending", "active", "suspended", "lost", "revoked", "retired")
DEVICE_KINDS = ("station", "travel", "center", "supervisor", "evaluator")


@dataclass(frozen=True, slots=True)
class Device:
    """One computer: its two public keys, where it works, and whether it is believed now."""

    id: str
    key: str
    age: str
    workspace: str
    station_code: str
    slot: str
    kind: str
    label: str = ""
    status: str = "active"
    since: int = 0
    lost_at: int = 0
    enrolled_by: str = ""
    approved_by: str = ""
    asset_no: str = ""
    workers: tuple[str, ...] = ()
    """Who sits at it, and whose 限阅 records it may hold besides; nobody named: everybody of its station."""

    @property
    def public(self) -> bytes:
        """The public signing key as bytes."""
        return bytes.fromhex(self.key)

    @property
    def fingerprint(self) -> str:
        """Five groups of four digits."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is, where, and from which day to which (both counted; empty is open)."""

    role: str
    unit: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One account: who, with which roles, and the keys with which this person signs, one for each computer."""

    worker_id: str
    worker_no: str
    name: str
    key: str = ""
    roles: tuple[Role, ...] = ()
    more_keys: tuple[str, ...] = ()
    phone: str = ""
    """How colleagues reach this person; nobody has to give one."""

    @property
    def signing_keys(self) -> tuple[str, ...]:
        """Every key this person signs with; none while nobody enrolled a computer with them."""
        return (self.key, *self.more_keys) if self.key else ()

    def with_key(self, key: str) -> Person:
        """Note one more key; what is noted is never taken back or overwritten."""
        if not self.key:
            return replace(self, key=key)
        return self if key in self.signing_keys else replace(self, more_keys=(*self.more_keys, key))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A body of records with an owner: a station, the centre, a supervisor's desk."""

    id: str
    kind: str
    station_code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """A named circle of machines that alone receive a chain (domain/circles names them, sync/circles fills them)."""

    name: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """Up to where a machine's chain (or one worker's changes in it) is believed."""

    device: str
    chain: str
    seq: int
    hash: str = ""
    worker: str = ""
    reason: str = ""
    at: int = 0
    unit: str = ""  # of which station's records it speaks; '' for all that the worker wrote there

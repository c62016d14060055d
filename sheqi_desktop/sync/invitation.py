"""What a 登记包 says, and the accounts in it that open with a one-time code."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import scrypt
from hmac import compare_digest
from typing import Any

from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import Unreadable
from sheqi_desktop.sync.roster import DEVICE_KINDS, Role

LASTS_MS = 30 * 24 * 3600 * 1000
"""A 登记包 lasts thirty days."""
SLOTS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
COST = 1 << 14
"""How slowly a code is hashed (scrypt's n)."""
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code() -> str:
    """Draw a one-time code for an account: two groups of four characters that nobody mistakes for each other."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may start work with a one-time code; only a slow salted hash of the code travels."""

    worker_id: str
    worker_no: str
    name: str
    salt: str
    code_hash: str
    roles: tuple[Role, ...] = ()

    @classmethod
    def make(cls, worker_id: str, worker_no: str, name: str, roles: Sequence[Role], code: str) -> Account:
        """Make an account that opens with this code."""
        salt = secrets.token_hex(16)
        return cls(worker_id, worker_no, name, salt, _slow_hash(code, salt), tuple(roles))

    def fits(self, code: str) -> bool:
        """Tell whether this is the code; small letters and dashes do not matter."""
        return compare_digest(_slow_hash(code, self.salt), self.code_hash)


def _slow_hash(code: str, salt: str) -> str:
    plain = "".join(c for c in code.upper() if c in _LETTERS).encode()
    return scrypt(plain, salt=bytes.fromhex(salt), n=COST, r=8, p=1, maxmem=1 << 26, dklen=32).hex()


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a 登记包 says: for which place and letter, for whom, under which contract and lists, until when.

    ``recovery`` is the public key to which the new machine seals its recovery slot, as hex digits.
    """

    id: str
    station_code: str
    slot: str
    kind: str
    recovery: str
    issued: int
    expires: int
    contract: str = ""
    accounts: tuple[Account, ...] = ()
    lists: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def write(
        cls,
        station_code: str,
        slot: str,
        kind: str,
        recovery: bytes,
        now_ms: int,
        contract: str = "",
        accounts: Iterable[Account] = (),
        lists: Mapping[str, Any] | None = None,
    ) -> Invitation:
        """Fill in a new invitation; it lasts thirty days."""
        number, expires = secrets.token_hex(16), now_ms + LASTS_MS
        people, key = tuple(accounts), recovery.hex()
        return cls(number, station_code, slot, kind, key, now_ms, expires, contract, people, lists or {})


def check_invitation(said: Invitation) -> None:
    """Refuse an invitation that no centre would write."""
    shape.hexes(said.id, 32)
    if said.recovery:
        shape.hexes(said.recovery, 64)
    if said.slot not in SLOTS or len(said.slot) != 1 or said.kind not in DEVICE_KINDS:
        raise Unreadable("登记包的机位或类型不对")
    for account in said.accounts:
        shape.hexes(account.salt, 32)
        shape.hexes(account.code_hash, 64)

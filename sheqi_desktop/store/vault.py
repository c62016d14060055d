"""Who may open this workspace: a slot for each worker, a box for the centre, a code on paper.

The database key is random and never stored in clear.  A 口令 opens the worker's signing seed; the seed opens the
box in which the database key lies.  So a colleague at the same machine can read, but cannot sign as somebody else,
and a new database key can be sealed for everyone without knowing anyone's 口令.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.domain.trouble import (
    FolderNotEmpty,
    LastSlot,
    NobodyHere,
    NoWorkspace,
    VaultDamaged,
    WrongPassword,
    WrongRecoveryCode,
)
from sheqi_desktop.store import vaultfile
from sheqi_desktop.store.passwords import Missed, Tries, normal, refuse_weak, weakness
from sheqi_desktop.store.recovery import (
    check_code,
    neighbours,
    new_recovery_pair,
    new_secret,
    open_recovery,
    print_code,
    read_code,
    seal_recovery,
)
from sheqi_desktop.store.sealing import (
    KEY_BYTES,
    QUICK,
    SALT_BYTES,
    Cost,
    derive,
    lock_up,
    public_of,
    seal,
    stretch,
    unlock,
    unseal,
)
from sheqi_desktop.store.vaultfile import Box, Slot, VaultFile

__all__ = [
    "QUICK",
    "Cost",
    "Unlocked",
    "Vault",
    "check_code",
    "new_recovery_pair",
    "open_recovery",
    "seal_recovery",
    "weakness",
]

DATA = "data.db"
_THE_CODE = "recovery code"
_SLOT = b"sheqi worker slot v1"
_CODE = b"sheqi printed code v1"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the right 口令 gives: the database key and this worker's own signing seed."""

    worker_id: str
    dek: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)
    other_keys: tuple[bytes, ...] = field(default=(), repr=False)
    """The other database key, when a change of the key was cut short (rekey.finish tidies up)."""


class Vault:
    """The slots of one workspace."""

    def __init__(self, folder: Path, content: VaultFile, clock: Clock, cost: Cost | None = None) -> None:
        """Hold what was read; :meth:`create` and :meth:`open` are the ways to get one."""
        self.folder = folder
        self._content = content
        self._cost = cost
        self._tries = Tries(folder, clock)

    # -------------------------------------------------------------------------- making and opening
    @staticmethod
    def there(folder: Path) -> bool:
        """Tell whether the folder holds slots or data of a workspace."""
        return vaultfile.there(folder) or (folder / DATA).exists()

    @classmethod
    def create(
        cls, folder: Path, recovery_public: bytes | None = None, cost: Cost | None = None, clock: Clock | None = None
    ) -> tuple[Vault, bytes, str]:
        """Make the slots of a new workspace; gives the database key and the code to print."""
        if cls.there(folder):
            raise FolderNotEmpty(place=folder)
        return cls._make(folder, os.urandom(KEY_BYTES), recovery_public, cost, clock)

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None) -> Vault:
        """Read the slots of a workspace; a damaged copy is mended from the other."""
        content = vaultfile.read(folder)
        if content is None:
            raise VaultDamaged() if cls.there(folder) else NoWorkspace(place=folder)
        return cls(folder, content, clock or Clock())

    @classmethod
    def rebuild(
        cls,
        folder: Path,
        dek: bytes,
        recovery_public: bytes | None = None,
        cost: Cost | None = None,
        clock: Clock | None = None,
    ) -> tuple[Vault, str]:
        """Make new, empty slots around a known database key; the damaged copies are kept aside."""
        _keep_aside(folder)
        vault, _, code = cls._make(folder, dek, recovery_public, cost, clock)
        return vault, code

    @classmethod
    def rebuild_from_code(cls, folder: Path, code: str, clock: Clock | None = None) -> tuple[Vault, bytes]:
        """Make new, empty slots with the printed code, which stays valid."""
        private = derive(read_code(code), _CODE)
        for box in vaultfile.code_boxes(folder):
            keys = _open_box(box, private, _CODE)
            if keys:
                dek = _the_one_in_use(folder, keys)
                _keep_aside(folder)
                vault = cls(folder, VaultFile(0, (), box, None), clock or Clock())
                vault._write(dek)
                return vault, dek
        raise WrongRecoveryCode(why="打不开本机的数据")

    @classmethod
    def _make(
        cls, folder: Path, dek: bytes, recovery_public: bytes | None, cost: Cost | None, clock: Clock | None
    ) -> tuple[Vault, bytes, str]:
        secret = new_secret()
        centre = Box(recovery_public, (seal_recovery(dek, recovery_public),)) if recovery_public else None
        vault = cls(folder, VaultFile(0, (), _code_box(secret, dek), centre), clock or Clock(), cost)
        vault._write(dek)
        return vault, dek, print_code(secret)

    # -------------------------------------------------------------------------- looking
    @property
    def people(self) -> list[tuple[str, str]]:
        """The workers who have a 口令 here: id and name."""
        return [(slot.worker, slot.name) for slot in self._content.slots]

    @property
    def recovery_blob(self) -> bytes | None:
        """The box for the centre, as it travels with every bundle."""
        return self._content.centre.keys[0] if self._content.centre else None

    def missed(self) -> list[Missed]:
        """Give the wrong tries that the journal does not know yet."""
        return self._tries.missed()

    def forget_missed(self) -> None:
        """The journal has them."""
        self._tries.forget_missed()

    # -------------------------------------------------------------------------- opening
    def unlock(self, worker_id: str, password: str) -> Unlocked:
        """Open the workspace with a worker's 口令."""
        slot = self._slot(worker_id)
        self._tries.before(worker_id)
        seed = unlock(stretch(normal(password), slot.salt, slot.cost), slot.seed, _label(worker_id))
        if seed is None:
            raise WrongPassword(times=self._tries.wrong(worker_id))
        keys = _open_box(slot.box, derive(seed, _SLOT), _SLOT)
        if not keys:
            raise VaultDamaged()
        self._tries.right(worker_id)
        dek = _the_one_in_use(self.folder, keys)
        return Unlocked(worker_id, dek, seed, tuple(key for key in keys if key != dek))

    def unlock_with_code(self, code: str) -> bytes:
        """Open the workspace with the printed code; gives the database key."""
        self._tries.before(_THE_CODE)
        private = derive(read_code(code), _CODE)
        keys = _open_box(self._content.code, private, _CODE)
        if not keys:
            self._tries.wrong(_THE_CODE)
            raise WrongRecoveryCode(why="打不开本机的数据")
        self._tries.right(_THE_CODE)
        return _the_one_in_use(self.folder, keys)

    def slip_in(self, code: str) -> int | None:
        """Name the group (from 1) of a printed code in which one digit slipped, None if it is not just that.

        Whoever has all the others right holds the sheet; nothing is opened here.
        """
        self._tries.before(_THE_CODE)
        for group, other in neighbours(code):
            if check_code(other) is None and _open_box(self._content.code, derive(read_code(other), _CODE), _CODE):
                return group
        return None

    # -------------------------------------------------------------------------- changing
    def add_slot(
        self, dek: bytes, worker_id: str, name: str, password: str, signing_seed: bytes | None = None
    ) -> bytes:
        """Give a worker a 口令, or a new one in place of a forgotten one; gives the signing seed."""
        refuse_weak(password)
        self.refuse_forged(dek)
        seed = signing_seed or os.urandom(KEY_BYTES)
        public = public_of(derive(seed, _SLOT))
        slot = self._sealed_slot(worker_id, name, password, seed, Box(public, (seal(dek, public, _SLOT),)))
        others = tuple(kept for kept in self._content.slots if kept.worker != worker_id)
        self._content = replace(self._content, slots=(*others, slot))
        self._write(dek)
        self._tries.right(worker_id)
        return seed

    def change_password(self, worker_id: str, old: str, new: str) -> None:
        """Change a 口令; the old one must be known, the signing seed stays."""
        unlocked = self.unlock(worker_id, old)
        self.add_slot(unlocked.dek, worker_id, self._slot(worker_id).name, new, unlocked.signing_seed)

    def remove_slot(self, dek: bytes, worker_id: str) -> None:
        """Take a worker's way in away; the database key is changed afterwards (rekey)."""
        self._slot(worker_id)
        self.refuse_forged(dek)
        if len(self._content.slots) == 1:
            raise LastSlot()
        left = tuple(slot for slot in self._content.slots if slot.worker != worker_id)
        self._content = replace(self._content, slots=left)
        self._write(dek)

    def new_recovery_code(self, dek: bytes) -> str:
        """Print a new code; the old one is worthless from now on."""
        code = print_code(new_secret())
        self.take_recovery_code(dek, code)
        return code

    def take_recovery_code(self, dek: bytes, code: str) -> None:
        """Take a code that is on paper already; the old one is worthless from now on."""
        self.refuse_forged(dek)
        self._content = replace(self._content, code=_code_box(read_code(code), dek))
        self._write(dek)

    def reseal(self, old: bytes, keys: tuple[bytes, ...]) -> None:
        """Seal other database keys for everybody: both while the key is being changed, then the new one alone."""
        self.refuse_forged(old)
        told = self._content
        self._content = replace(
            told,
            slots=tuple(replace(slot, box=_box(slot.box.public, keys, _SLOT)) for slot in told.slots),
            code=_box(told.code.public, keys, _CODE),
            centre=Box(told.centre.public, tuple(seal_recovery(key, told.centre.public) for key in keys))
            if told.centre
            else None,
        )
        # Authentic to the key in use, which is the last of them until the swap is done.
        self._write(keys[-1])

    def authentic(self, dek: bytes) -> bool:
        """Tell whether whoever wrote the slots last knew this database key."""
        return hmac.compare_digest(self._content.mac, _mac(self._content, dek))

    def refuse_forged(self, dek: bytes) -> None:
        """Refuse to seal anything to public keys that somebody slipped into the file."""
        if not self.authentic(dek):
            raise VaultDamaged()

    # -------------------------------------------------------------------------- inside
    def _sealed_slot(self, worker_id: str, name: str, password: str, seed: bytes, box: Box) -> Slot:
        if self._cost is None:
            known = [slot.cost for slot in self._content.slots]
            self._cost = known[0] if known else Cost.calibrated()
        salt = os.urandom(SALT_BYTES)
        locked = lock_up(stretch(normal(password), salt, self._cost), seed, _label(worker_id))
        return Slot(worker_id, name, salt, self._cost, locked, box)

    def _slot(self, worker_id: str) -> Slot:
        for slot in self._content.slots:
            if slot.worker == worker_id:
                return slot
        raise NobodyHere(worker=worker_id)

    def _write(self, dek: bytes) -> None:
        # The turn is part of what is authenticated, so it is counted up before the code is made.
        told = self._content
        nxt = replace(told, turn=told.turn + 1)
        self._content = replace(told, mac=_mac(nxt, dek)).write(self.folder)


def _mac(content: VaultFile, dek: bytes) -> bytes:
    return hmac.digest(derive(dek, b"sheqi vault authenticity v1"), canonical(content.told), hashlib.sha256)


def _label(worker_id: str) -> bytes:
    return _SLOT + b" " + worker_id.encode()


def _code_box(secret: bytes, dek: bytes) -> Box:
    return _box(public_of(derive(secret, _CODE)), (dek,), _CODE)


def _box(public: bytes, keys: tuple[bytes, ...], label: bytes) -> Box:
    return Box(public, tuple(seal(key, public, label) for key in keys))


def _open_box(box: Box, private: bytes, label: bytes) -> list[bytes]:
    keys = [unseal(sealed, private, label) for sealed in box.keys]
    return [key for key in keys if key and len(key) == KEY_BYTES]


def _the_one_in_use(folder: Path, keys: list[bytes]) -> bytes:
    """While the key is being changed there are two; the file itself says which one it is under."""
    if len(keys) == 1 or not (folder / DATA).exists():
        return keys[0]
    from sheqi_desktop.store.engine import opens_with

    return next((key for key in keys if opens_with(folder / DATA, key)), keys[0])


def _keep_aside(folder: Path) -> None:
    for name in (vaultfile.FIRST, vaultfile.SECOND):
        damaged = folder / name
        if damaged.exists():
            damaged.replace(folder / f"{name}.damaged")

"""A small file outside the workspace that remembers how far it had come, so that a restored copy knows that it is one.

Sequence numbers and 流水 must never be given twice.  A file put back from a backup, or copied to another computer,
is behind (or without) its witness; then a new epoch is opened before the first write.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import Surroundings
from sheqi_desktop.store import keys
from sheqi_desktop.store.files import read_if_there, write_whole
from sheqi_desktop.store.transaction import Read, Write

FILES = "files"
"""The series under which the number of the last bundle is noted: like a 流水 it is never given twice."""


class CopyState(StrEnum):
    """What comparing a file with its witness tells."""

    SAME = "same"
    NEW = "new"
    RESTORED = "restored"
    OTHER_MACHINE = "other"
    MISSING = "missing"


def config_dir() -> Path:
    """Give this person's folder for what belongs to the machine and not to a workspace."""
    told = os.environ.get("SHEQI_CONFIG_DIR")
    if told:
        return Path(told)
    from platformdirs import user_config_path

    return user_config_path("sheqi", appauthor=False)


@dataclass(slots=True)
class Witness:
    """What was last noted about the data of one device."""

    device: str
    epoch: str = ""
    generation: int = 0
    machine: str = ""
    highest: dict[str, int] = field(default_factory=dict)
    chains: dict[str, int] = field(default_factory=dict)
    there: bool = False

    @classmethod
    def of(cls, device: str) -> Witness:
        """Read what was noted; a damaged note is as good as none."""
        empty = cls(device)
        try:
            told: dict[str, Any] = json.loads(read_if_there(empty.path) or b"null")
            highest = {str(series): int(n) for series, n in told["highest"].items()}
            chains = {str(chain): int(n) for chain, n in told["chains"].items()}
            return cls(device, str(told["epoch"]), int(told["generation"]), str(told["machine"]), highest, chains, True)
        except (Surroundings, ValueError, TypeError, KeyError, AttributeError):
            return empty

    @property
    def path(self) -> Path:
        """Where the note lies."""
        return config_dir() / "witness" / f"{self.device}.json"

    def compare(self, read: Read) -> CopyState:
        """Tell whether this file is the one that wrote last, before it writes anything."""
        own = keys.device(read)
        if own is None or (not self.there and own.generation == 0):
            return CopyState.NEW
        if not self.there:
            return CopyState.MISSING
        here = _machine()
        if here and self.machine and here != self.machine:
            return CopyState.OTHER_MACHINE
        behind = any(seq > _last(read, chain) for chain, seq in self.chains.items())
        # The file may be one step ahead of the witness: a power cut between commit and note.
        if behind or self.epoch != own.epoch or self.generation > own.generation:
            return CopyState.RESTORED
        return CopyState.SAME

    def step(self, write: Write) -> None:
        """Count one generation further, here and (once that is durable) outside."""
        write.run("UPDATE device_key SET generation = max(generation, ?) + 1 WHERE current = 1", self.generation)
        self._take(write)
        write.afterwards.append(self._save)

    def note(self, read: Read) -> None:
        """Note outside how far the chains and the numbers have come."""
        self._take(read)
        self._save()

    def _take(self, read: Read) -> None:
        own = keys.device(read)
        if own is None:
            raise RuntimeError("this machine has no keys yet")
        self.epoch, self.generation, self.machine, self.there = own.epoch, own.generation, _machine(), True
        self.chains = dict(read.rows("SELECT name, last FROM chain WHERE mine = 1"))
        for series, n in read.rows("SELECT series, highest FROM number_counter"):
            self.highest[series] = max(n, self.highest.get(series, 0))
        last = int(read.value("SELECT max(counter) FROM outgoing") or 0)
        self.highest[FILES] = max(last, self.highest.get(FILES, 0))

    def _save(self) -> None:
        told = {name: value for name, value in asdict(self).items() if name not in ("device", "there")}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, json.dumps(told, sort_keys=True).encode())
        except (OSError, Surroundings):
            # A profile that cannot be written must not stop work; the next start then asks whether this is a copy.
            return


def _last(read: Read, chain: str) -> int:
    return int(read.value("SELECT last FROM chain WHERE name = ?", chain) or 0)


def _machine() -> str:
    """Give a name of this computer that says nothing about it."""
    told = ""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                told = str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            told = ""
    else:
        try:
            told = Path("/etc/machine-id").read_text("ascii").strip()
        except (OSError, ValueError):
            told = ""
    return hashlib.sha256(f"sheqi {told}".encode()).hexdigest()[:16] if told else ""

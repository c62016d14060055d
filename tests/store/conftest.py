"""Real encrypted files, real sealed segments; nothing here stands in for our own code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.store import keys, log, records
from sheqi_desktop.store.database import Database
from sheqi_desktop.store.segments import Kept
from sheqi_desktop.sync import segment
from sheqi_desktop.sync.bytes import chain_id, new_epoch
from sheqi_desktop.sync.machine import Machine

ROOT = Path(__file__).resolve().parents[2]
DB_DIR = ROOT / "db"
STATION = "411327101"
START_MS = 1_678_233_600_000


def decode(kept: Kept) -> Any:
    return segment.decode(kept.sealed)


def an_id(n: int) -> str:
    return f"{n:08x}-0000-7000-8000-000000000000"


def a_client(n: int = 1, **said: Any) -> dict[str, Any]:
    return {
        "name": "王秀兰",
        "station_code": STATION,
        "doc_no": f"{STATION}-DA-2023-A{n:04d}",
        "status": "submitted",
        "file_state": "active",
        "risk_level": 2,
        "village": "41132710101",
        "phone": f"138{n:08d}",
        "gender": 2,
        "birth_date": "1941-03-12",
        "categories": [{"id": an_id(900_000 + n), "category": "E2"}],
        **said,
    }


def a_visit(client: str = an_id(1), **said: Any) -> dict[str, Any]:
    return {
        "client_id": client,
        "station_code": STATION,
        "status": "submitted",
        "service_date": "2023-03-08",
        "start_at": "09:00",
        "end_at": "09:30",
        "mode": 1,
        "outcome": 1,
        "worker_id": "worker-1",
        "summary": "老人在院里晒太阳，村医来送药。",
        **said,
    }


@dataclass
class Workspace:
    folder: Path
    dek: bytes
    database: Database
    machine: Machine
    now: int = START_MS

    def save(
        self, kind: str, record: str, answers: dict[str, Any], parents: tuple[ChangeRef, ...] = (), **more: Any
    ) -> Change:
        self.now += 1000
        with self.database.write() as write:
            return log.append(write, kind, record, parents, answers, "worker-1", self.now, **more)

    def patch(self, record: str, answers: dict[str, Any], **more: Any) -> Change:
        """Change a record as it is now."""
        with self.database.read() as read:
            stored = records.get(read, record)
        return self.save(stored.kind, record, answers, stored.heads, **more)

    def seal(self) -> Sealed:
        """Seal everything open of the one own chain."""
        with self.database.write() as write:
            head = log.own_chain(write)
            sealed = segment.seal(
                log.open_changes(write, head.chain),
                head,
                county="c0" * 16,
                roster_version=1,
                signer=self.machine,
                now_ms=self.now,
                creation_of=lambda record: log.creation_of(write, record),
                address_of=lambda ref: log.address_of(write, ref),
            )
            self._keep(write, sealed, mine=True)
        return sealed

    def take(self, *segments: Sealed) -> None:
        """Take in what others sealed, in one transaction."""
        with self.database.write() as write:
            records.apply_segments(write, [self._keep(write, sealed) for sealed in segments])

    def _keep(self, write: Any, sealed: Sealed, mine: bool = False) -> Kept:
        header = segment.header_of(sealed)
        return log.keep_segment(
            write,
            sealed,
            device=header.device,
            epoch=header.epoch,
            audience=header.audience,
            prev=header.prev,
            schema=header.schema,
            mine=mine,
        )

    def digest(self) -> str:
        with self.database.read() as read:
            return records.digest(read)

    def rebuilt_digest(self) -> str:
        with self.database.write() as write:
            records.rebuild(write)
            return records.digest(write)

    def get(self, record: str) -> Any:
        with self.database.read() as read:
            return records.get(read, record)

    def reopen(self) -> Database:
        self.database.close()
        self.database = Database.open(self.folder, self.dek, DB_DIR, decode, ballast=False)
        return self.database


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    """Make workspaces by name, each with a machine and a chain of its own."""
    made: list[Workspace] = []

    def make(name: str = "station") -> Workspace:
        folder, dek = tmp_path / name, os.urandom(32)
        database = Database.create(folder, dek, DB_DIR, decode, ballast=False)
        machine, epoch = Machine.make(), new_epoch()
        with database.write() as write:
            keys.save_device(write, machine.device, machine.seed, machine.age_secret, epoch)
            log.start_chain(write, ChainHead(chain_id(machine.device, epoch, "all"), machine.device, epoch, "all"))
        made.append(Workspace(folder, dek, database, machine))
        return made[-1]

    yield make
    for one in made:
        one.database.close()


@pytest.fixture
def station(workspace: Callable[[str], Workspace]) -> Workspace:
    return workspace("station")

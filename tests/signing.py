"""A station where papers are signed: a 站长, a 社工, a 督导, two machines, and a small form with sign_off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.forms import load_form, load_forms
from sheqi_desktop.domain.form import Form
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite
from sheqi_desktop.operations.enrol_station import accept_approval, add_colleague, set_up_station, write_request
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.save_record import Saved
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store.vault import QUICK
from tests.desks import PASSWORD, Hands, a_centre, put, quick_codes
from tests.typed import a_home, a_person

CODE = "411327103"
LEAD, WORKER, GUIDE = f"w-{CODE}-1", f"w-{CODE}-2", "w-guide-1"
FORMS = Path(__file__).parent / "data" / "forms"
GOAL = "三个月内每周有人上门一次，帮着量血压、收拾院子。"


class WithAgreement(Library):
    """Everything the program carries, and the 服务协议 of the tests."""

    @cached_property
    def _forms(self) -> dict[tuple[str, int], Form]:
        found = load_forms(assets.forms_dir(), self.vocabularies)
        ours = [load_form(path, self.vocabularies) for path in FORMS.glob("*.toml")]
        return found | {(one.id, one.version): one for one in ours}


PAPERS = WithAgreement()


@dataclass
class Office:
    """A centre and the machines of one station; whoever asks sits down at one of them."""

    folder: Path
    hands: Hands = field(default_factory=lambda: Hands("2023-05-04T09:00:00"))
    open: list[Desk] = field(default_factory=list)

    def sit(self, worker: str = WORKER, slot: str = "A") -> Desk:
        """Unlock a machine of the station."""
        return self._unlock(self.folder / f"{CODE}-{slot}", worker)

    def centre(self, name: str = "centre", worker: str = "w-centre-1") -> Desk:
        """Unlock the centre."""
        return self._unlock(self.folder / name, worker)

    def _unlock(self, folder: Path, worker: str) -> Desk:
        for desk in [one for one in self.open if one.folder == folder]:
            desk.close()
            self.open.remove(desk)
        desk = unlock(folder, worker, PASSWORD, self.hands.clock, PAPERS)
        self.open.append(desk)
        return desk

    def send(self, sender: Desk, receiver: Desk) -> Path:
        """Carry a bundle over by hand; give the file."""
        path = seal_bundle(sender, receiver.station, self.folder).path
        accept_bundle(receiver, path)
        return path

    def close(self) -> None:
        """Close every desk."""
        for desk in self.open:
            desk.close()


def found(folder: Path, hands: Hands, slots: tuple[str, ...] = ("A", "B")) -> None:
    """Enrol the machines of the station; the same three people open each of them with keys of its own."""
    centre = a_centre(folder, hands)
    for slot in slots:
        _enrol(folder, centre, hands, slot)
    centre.close()


@quick_codes()
def _enrol(folder: Path, centre: Desk, hands: Hands, slot: str) -> None:
    root = open_root_key(folder / "root-1.key", PASSWORD)
    people = [
        Joining(LEAD, "张敏", "station_lead"),
        Joining(WORKER, "李强", "social_worker"),
        Joining(GUIDE, "韩督导", "supervisor"),
    ]
    pack = invite(centre, CODE, slot, people, folder, root)
    desk = set_up_station(
        folder / f"{CODE}-{slot}",
        pack.path,
        LEAD,
        pack.codes[LEAD],
        PASSWORD,
        fingerprint_read=pack.fingerprint,
        clock=hands.clock,
        library=PAPERS,
        cost=QUICK,
        opened_on="2022-08-01",
    ).desk
    for worker in (WORKER, GUIDE):
        add_colleague(desk, pack.path, worker, pack.codes[worker], PASSWORD)
    request = write_request(desk, folder)
    accept_approval(desk, approve(centre, request, desk.machine.fingerprint, "w-centre-2", PASSWORD, folder, root))
    desk.close()


def an_agreement(desk: Desk, client: str, *, hand_in: bool = True, **said: Any) -> Saved:
    """Type a 服务协议 for somebody."""
    answers: dict[str, Any] = {"parent_id": client, "agreed_on": "2023-05-03", "goal": GOAL}
    return put(desk, "agreement", {k: v for k, v in (answers | said).items() if v is not None}, hand_in=hand_in)


def somebody(desk: Desk, nth: int = 1) -> str:
    """Put a person's file into the log."""
    return a_person(desk, a_home(desk), nth)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enrol a station with two machines, once."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        found(folder, Hands("2023-05-02T09:00:00"))
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path, config_dir: Path) -> Iterator[Office]:
    """Give a copy of the station whose papers are signed."""
    folder = tmp_path / "office"
    shutil.copytree(office_template, folder)
    shutil.copytree(folder / "config", config_dir, dirs_exist_ok=True)
    made = Office(folder)
    yield made
    made.close()

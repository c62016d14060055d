"""What is left of a damaged file is read out page by page, looked at and carried out, never worked on (TRUST F20)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import export_ledger
from sheqi_desktop.operations.find_all import find_all
from sheqi_desktop.operations.salvage import Salvaged, result_of, salvage
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import records, redo
from sheqi_desktop.store.leaves import LEAF
from sheqi_desktop.store.sealed_pages import SealedPages
from sheqi_desktop.store.vault import Vault
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home, a_person, a_seen

WORKER = f"w-{STATIONS[0]}-1"
PAGE = 16384


@dataclass
class Station:
    """A closed station, what it held, and nothing beside its file: no copy, no record of what was saved."""

    county: County
    folder: Path
    digest: str
    records: frozenset[str]
    pages: dict[str, list[int]]

    def harm(self, *numbers: int, how: str = "flip") -> None:
        with (self.folder / "data.db").open("rb+") as file:
            for number in numbers:
                file.seek((number - 1) * PAGE + (0 if how == "zero" else 5000))
                file.write(bytes(PAGE) if how == "zero" else b"\x5a" * 64)

    def leaves_with(self, words: bytes) -> list[int]:
        """The leaves on which something is written."""
        dek = Vault.open(self.folder).unlock(WORKER, PASSWORD).dek
        pages = SealedPages(self.folder / "data.db", dek)
        there = {number: pages.get(number) or b"" for number in range(2, pages.count + 1)}
        return [number for number, page in there.items() if page[:1] == bytes([LEAF]) and words in page]

    def salvage(self) -> Salvaged:
        made = salvage(self.folder, WORKER, PASSWORD, self.county.hands.clock, LIBRARY)
        self.county.open.append(made.desk)
        return made

    def held(self, desk: Desk) -> frozenset[str]:
        with desk.read() as read:
            return frozenset(one for (one,) in read.rows("SELECT id FROM record"))


@pytest.fixture
def station(county: County) -> Station:
    desk = county.station()
    for n in range(3):
        a_seen(desk, a_person(desk, a_home(desk), n + 7), f"2023-04-0{n + 1}")
    digest = state_digest(desk)
    with desk.read() as read:
        ids = frozenset(one for (one,) in read.rows("SELECT id FROM record"))
        roots = dict(read.rows("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"))
        pages: dict[str, list[int]] = {name: [root] for name, root in roots.items()}
    dek = desk.dek
    desk.close()
    county.open.remove(desk)
    shutil.rmtree(desk.folder / redo.FOLDER)
    shutil.rmtree(desk.folder / "backups", ignore_errors=True)
    held = SealedPages(desk.folder / "data.db", dek)
    assert held.proved
    return Station(county, desk.folder, digest, ids, pages)


def test_a_sound_file_comes_out_as_it_was(station: Station):
    before = (station.folder / "data.db").read_bytes()
    made = station.salvage()
    assert state_digest(made.desk) == station.digest
    assert (made.result.missing, made.result.changes, made.result.damaged, made.result.last_only) == ([], 0, 0, 0)
    assert any("没有发现缺什么" in line for line in made.lines)
    assert (station.folder / "data.db").read_bytes() == before
    assert made.desk.database.point() is None


def test_a_damaged_index_costs_nothing(station: Station):
    indexes = [numbers[0] for name, numbers in station.pages.items() if name.startswith(("record_", "segment_", "ix_"))]
    assert indexes
    station.harm(*indexes)
    made = station.salvage()
    assert state_digest(made.desk) == station.digest
    assert made.result.damaged == len(indexes)


@pytest.mark.parametrize("how", ["flip", "zero"])
def test_without_the_first_page_the_log_is_still_found(station: Station, how: str):
    station.harm(1, how=how)
    with pytest.raises(t.DatabaseDamaged):
        station.county.station()
    made = station.salvage()
    assert station.held(made.desk) == station.records
    assert state_digest(made.desk) == station.digest
    assert made.result.proved is (how == "flip")


def test_what_nobody_sealed_is_shown_as_it_last_was(station: Station):
    station.harm(*station.pages["open_change"])
    made = station.salvage()
    assert station.held(made.desk) == station.records
    assert made.result.last_only > 0
    assert any("只剩最后的样子" in line for line in made.lines)


def test_what_is_lost_is_named_by_its_number(station: Station):
    station.harm(*station.pages["open_change"], *station.leaves_with(b'"doc_no"'))
    made = station.salvage()
    lost = station.records - station.held(made.desk)
    assert lost
    assert made.result.missing
    assert all(number.startswith(STATIONS[0]) for _, number in made.result.missing)
    assert any(line.startswith("缺 ") for line in made.lines)


@pytest.mark.parametrize("seed", range(10))
def test_any_damage_gives_what_it_leaves_and_no_traceback(station: Station, seed: int):
    chance = random.Random(seed)
    count = (station.folder / "data.db").stat().st_size // PAGE
    station.harm(*chance.sample(range(1, count + 1), max(count // 12, 2)), how=chance.choice(["flip", "zero"]))
    before = (station.folder / "data.db").read_bytes()
    try:
        made = station.salvage()
    except t.DatabaseDamaged:
        # Not even the list of people was left.
        assert not list(station.folder.parent.glob("*-salvaged"))
    else:
        assert station.held(made.desk) <= station.records
        assert made.lines
        find_all(made.desk, "王")
    assert (station.folder / "data.db").read_bytes() == before


def test_half_a_file_gives_what_is_in_that_half(station: Station):
    with (station.folder / "data.db").open("rb+") as file:
        file.truncate((station.folder / "data.db").stat().st_size * 2 // 3 + 999)
    try:
        made = station.salvage()
    except t.DatabaseDamaged:
        return
    assert station.held(made.desk) <= station.records


def test_with_the_record_of_what_was_saved_nothing_is_missing(county: County):
    desk = county.station()
    back_up(desk)
    saved = [a_home(desk) for _ in range(3)]
    digest = state_digest(desk)
    desk.close()
    county.open.remove(desk)
    (desk.folder / "data.db").write_bytes(b"")
    made = salvage(desk.folder, WORKER, PASSWORD, county.hands.clock, LIBRARY)
    county.open.append(made.desk)
    with made.desk.read() as read:
        assert all(records.get(read, one) for one in saved)
    assert state_digest(made.desk) == digest


def test_people_look_and_carry_out_but_change_nothing(station: Station):
    station.harm(*station.pages["open_change"])
    made = station.salvage()
    desk = made.desk
    assert result_of(desk) == made.result
    digest = state_digest(desk)
    assert export_ledger(desk, "visit", reason="交给县中心核对").startswith(b"PK")
    for change in every_way_to_change(desk, station.county.folder):
        with pytest.raises(t.SalvagedOnly) as caught:
            change()
        assert caught.value.code == "E-DSK-13"
    assert state_digest(desk) == digest
    assert not desk.allows("service.create")


def every_way_to_change(desk: Desk, folder: Path) -> Iterator[Callable[[], object]]:
    """Save a record, keep a half-typed form, seal a bundle, void."""
    yield lambda: a_home(desk)
    yield lambda: drafts.keep_draft(desk, "visit", "", {"summary": "写到一半"}, 1, desk.me.worker_id)
    yield lambda: seal_bundle(desk, desk.place.unit, folder)
    with desk.read() as read:
        (visit,) = read.rows("SELECT id FROM record WHERE kind = 'visit' LIMIT 1")[0]
    yield lambda: void(desk, visit, "录错了人，重新录")


def test_a_wrong_password_saves_nothing(station: Station):
    station.harm(1)
    with pytest.raises(t.WrongPassword):
        salvage(station.folder, WORKER, "不是这个口令啊啊", station.county.hands.clock, LIBRARY)
    assert not list(station.folder.parent.glob("*-salvaged"))

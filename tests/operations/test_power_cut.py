"""The power goes after 已保存: the station goes on in the same chain, and the centre takes what it sends then.

Nothing that was sealed or sent can be missing in the file itself, so no number somebody else has seen is given twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.catch_up import index_some
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import journal, keys, log, records
from tests.operations.conftest import STATIONS, County
from tests.power import Disk, watched_disk
from tests.typed import a_home, a_person, a_seen

TODAY = "2023-04-03"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    with watched_disk(monkeypatch) as disk:
        yield disk


def worked(county: County) -> tuple[Desk, str, Path, list[str]]:
    """Have a station work, send a bundle and work on; gives whom it visits, the bundle and what was saved since."""
    desk = county.station()
    client = a_person(desk, a_home(desk), 7)
    a_seen(desk, client, TODAY, start_at="07:00", end_at="07:20")
    sent = seal_bundle(desk, desk.library.centre_unit, county.folder).path
    since = [a_seen(desk, client, TODAY, start_at=f"08:{n}0", end_at=f"08:{n}5").record for n in range(4)]
    return desk, client, sent, since


def powered_again(county: County, desk: Desk, disk: Disk, **arrived: object) -> Desk:
    """Cut the power of a station, and unlock what is left of it."""
    cut = county.folder / "cut"
    disk.cut(desk.folder, cut, **arrived)
    return county.desk("cut", f"w-{STATIONS[0]}-1")


def epoch_of(desk: Desk) -> str:
    with desk.read() as read:
        return keys.device(read).epoch


def centre_takes(county: County, *bundles: Path) -> Desk:
    """Have the centre take every bundle; no chain of it has two ends."""
    centre = county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    for path in bundles:
        accept_bundle(centre, path)
    with centre.read() as read:
        assert all(name == chain for name, chain in read.rows("SELECT name, chain FROM chain"))
        assert records.same_number(read) == []
    check_health(centre)
    return centre


@pytest.mark.parametrize("arrived", [{}, {"log": 0.5}, {"log": 1.0}, {"record": b"\0\0\1\0half a step"}])
def test_everything_is_there_and_the_chain_goes_on(county: County, disk: Disk, arrived: dict[str, object]):
    desk, client, sent, since = worked(county)
    with desk.read() as read:
        chains = log.own_chains(read)
    again = powered_again(county, desk, disk, **arrived)
    assert again.went_on
    assert epoch_of(again) == epoch_of(desk)
    assert state_digest(again) == state_digest(desk)
    with again.read() as read:
        assert log.own_chains(read) == chains
        assert "epoch" not in {one.what for one in journal.entries(read, limit=3)}
        assert journal.verify(read)
    check_health(again)
    later = a_seen(again, client, TODAY, start_at="09:00", end_at="09:20")
    after = seal_bundle(again, again.library.centre_unit, county.folder).path
    assert after != sent
    centre = centre_takes(county, sent, after)
    there = {one.id for one in look_up.list_records(centre, look_up.Wanted("visit"))}
    assert {*since, later.record} <= there


def test_numbers_nobody_else_has_seen_may_be_given_again_others_never(county: County, disk: Disk):
    """The record is lost as well: what was saved last is gone, and nothing the centre has seen is written over."""
    desk, client, sent, since = worked(county)
    disk.cut(desk.folder, county.folder / "cut")
    shutil.rmtree(county.folder / "cut" / "redo")
    again = county.desk("cut", f"w-{STATIONS[0]}-1")
    # The note outside the file knows of more: it begins an epoch of its own.
    assert epoch_of(again) != epoch_of(desk)
    later = a_seen(again, client, TODAY, start_at="09:00", end_at="09:20")
    after = seal_bundle(again, again.library.centre_unit, county.folder).path
    centre = centre_takes(county, sent, after)
    there = {one.id for one in look_up.list_records(centre, look_up.Wanted("visit"))}
    assert later.record in there
    assert there.isdisjoint(since)


def test_an_earlier_file_put_in_by_hand_begins_an_epoch_though_all_is_put_back(county: County):
    desk = county.station()
    client = a_person(desk, a_home(desk), 7)
    desk.close()
    county.open.remove(desk)
    earlier = (desk.folder / "data.db").read_bytes()
    desk = county.station()
    a_seen(desk, client, TODAY, start_at="07:00", end_at="07:20")
    sent = seal_bundle(desk, desk.library.centre_unit, county.folder).path
    since = a_seen(desk, client, TODAY, start_at="08:00", end_at="08:20").record
    epoch, digest = epoch_of(desk), state_digest(desk)
    desk.close()
    county.open.remove(desk)
    (desk.folder / "data.db").write_bytes(earlier)
    again = county.station()
    assert state_digest(again) == digest
    assert epoch_of(again) != epoch
    after = seal_bundle(again, again.library.centre_unit, county.folder).path
    centre = centre_takes(county, sent, after)
    assert since in {one.id for one in look_up.list_records(centre, look_up.Wanted("visit"))}


def test_a_cut_right_after_a_bundle_was_written_leaves_it_sent(county: County, disk: Disk):
    desk, _, _, _ = worked(county)
    sent = seal_bundle(desk, desk.library.centre_unit, county.folder)
    disk.cut(desk.folder, county.folder / "cut")
    shutil.rmtree(county.folder / "cut" / "redo")
    again = county.desk("cut", f"w-{STATIONS[0]}-1")
    with again.read() as read:
        assert read.value("SELECT max(counter) FROM outgoing") == sent.counter
        assert log.open_count(read) == 0
    assert epoch_of(again) == epoch_of(desk)


def test_a_quiet_moment_leaves_nothing_to_be_put_back(county: County, disk: Disk):
    desk, _, _, since = worked(county)
    assert index_some(desk) == 0
    disk.cut(desk.folder, county.folder / "cut")
    shutil.rmtree(county.folder / "cut" / "redo")
    again = county.desk("cut", f"w-{STATIONS[0]}-1")
    assert state_digest(again) == state_digest(desk)
    assert epoch_of(again) == epoch_of(desk)
    assert set(since) <= {one.id for one in look_up.list_records(again, look_up.Wanted("visit"))}

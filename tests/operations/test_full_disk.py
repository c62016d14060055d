"""On a full disk nothing is lost, and the reserve lets people open, search, export and back up (TRUST F2)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.check_health import check_health
from sheqi_desktop.operations.copy_out import copy_workspace
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.quick_search import quick_search
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import ballast
from sheqi_desktop.store.folder import LOW_SPACE_BYTES
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.operations.test_refused_at_the_desk import fill
from tests.store.test_places import mount, unmount
from tests.typed import a_home

RESERVE = 6 << 20


@pytest.fixture
def full(county: County) -> Iterator[Path]:
    """Put a station's workspace on a disk with a reserve and no room beside it."""
    place = county.folder / "disk"
    if not mount("tmpfs", place, "size=24m"):
        pytest.skip("only root may mount a small disk")
    folder = place / "work"
    shutil.copytree(county.folder / f"{STATIONS[0]}-A", folder)
    (folder / ballast.BALLAST).write_bytes(bytes(RESERVE))
    fill_up(place)
    yield folder
    county.close()
    unmount(place)


def fill_up(place: Path) -> None:
    for name in ("rest", "rest2", "rest3"):
        fill(place / name)
    # A file of 4 MB is the most one of them takes.
    for number in range(8):
        fill(place / f"more{number}")


def opened(county: County, folder: Path) -> Desk:
    desk = unlock(folder, f"w-{STATIONS[0]}-1", PASSWORD, county.hands.clock, LIBRARY)
    county.open.append(desk)
    return desk


def test_a_workspace_on_a_full_disk_opens_with_its_reserve(county: County, full: Path):
    desk = opened(county, full)
    assert not (full / ballast.BALLAST).exists()
    assert quick_search(desk, "王") is not None
    check_health(desk)
    assert seal_bundle(desk, desk.library.centre_unit, county.folder).path.is_file()


def test_without_a_reserve_the_sentence_says_that_the_disk_is_full(county: County, full: Path):
    (full / ballast.BALLAST).unlink()
    for number in range(8):
        fill(full.parent / f"again{number}")
    with pytest.raises(t.DiskFull) as told:
        opened(county, full)
    assert "磁盘满了" in told.value.sentence
    made = copy_workspace(full, county.folder / "stick", county.hands.clock)
    assert (made / "data.db").read_bytes() == (full / "data.db").read_bytes()


def test_export_and_backup_on_a_full_disk_use_the_reserve(county: County, full: Path):
    (full.parent / "more0").unlink()
    desk = opened(county, full)
    a_home(desk)
    assert (full / ballast.BALLAST).exists()
    (full.parent / "out").mkdir()
    fill_up(full.parent)
    with suppress(t.DiskFull):
        for _ in range(500):
            a_home(desk)
        pytest.fail("the disk was never full")
    made = back_up(desk, county.folder / "stick")
    assert made.path.is_dir()
    assert not (full / ballast.BALLAST).exists()
    assert seal_bundle(desk, desk.library.centre_unit, full.parent / "out").path.is_file()


def test_a_stick_too_small_for_a_backup_is_told_from_the_disk(county: County):
    desk = county.station()
    stick = county.folder / "stick"
    if not mount("tmpfs", stick, "size=512k"):
        pytest.skip("only root may mount a small stick")
    try:
        with pytest.raises(t.StickFull) as told:
            back_up(desk, stick)
        assert told.value.sentence.startswith("U盘空间不足，还差")
        assert not list(stick.iterdir())
    finally:
        unmount(stick)


def test_the_reserve_is_laid_again_when_there_is_room(county: County):
    folder = county.folder / f"{STATIONS[0]}-A"
    ballast.release(folder)
    desk = opened(county, folder)
    assert (folder / ballast.BALLAST).stat().st_size == ballast.BALLAST_BYTES
    desk.close()


def test_the_home_page_knows_when_the_disk_is_nearly_full(county: County, full: Path):
    (full.parent / "more0").unlink()
    left = home(opened(county, full)).low_space
    assert left is not None
    assert 0 <= left < LOW_SPACE_BYTES >> 20
    assert home(county.station(STATIONS[1])).low_space is None

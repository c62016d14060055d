"""A damaged file: a copy takes its place, the damaged one stays, and no number is given twice (TRUST F20)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.bring_back import bring_back, copies, kind_words
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.operations.seal_changes import seal_open_changes
from sheqi_desktop.store import journal, keys, records
from sheqi_desktop.store.folder import FolderLock
from tests.desks import PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home

WORKER = f"w-{STATIONS[0]}-1"


def damage(path) -> bytes:
    """Overwrite the first page, without which nothing opens."""
    with path.open("rb+") as file:
        file.write(b"\xff" * 16384)
    return path.read_bytes()


def test_a_copy_takes_the_place_of_a_damaged_file_which_is_kept(county: County):
    desk = county.station()
    with desk.read() as read:
        epoch = keys.device(read).epoch
    made = back_up(desk)
    a_home(desk)
    digest = state_digest(desk)
    desk.close()
    county.open.remove(desk)
    folder = desk.folder
    spoilt = damage(folder / "data.db")
    with pytest.raises(t.DatabaseDamaged):
        county.station()
    copy = copies(folder)[0]
    assert (copy.path, kind_words(copy)) == (made.path, "自己备份的")

    back = bring_back(folder, copy.path, WORKER, PASSWORD, county.hands.clock)
    desk = back.desk
    county.open.append(desk)
    assert (state_digest(desk), back.whole) == (digest, True)
    assert back.saved >= 1
    assert back.until is not None
    check_health(desk)
    with desk.read() as read:
        assert keys.device(read).epoch != epoch, "a copy must not go on under the old numbers"
        assert [one.what for one in journal.entries(read, limit=3)][::-1] == ["epoch", "restore", "backup"]
    (aside,) = folder.parent.glob(f"{folder.name}-*-old")
    assert (aside / "data.db").read_bytes() == spoilt
    a_home(desk)


def test_a_wrong_password_or_a_spoilt_copy_moves_nothing(county: County):
    desk = county.station()
    made = back_up(desk)
    desk.close()
    county.open.remove(desk)
    spoilt = damage(desk.folder / "data.db")
    with pytest.raises(t.WrongPassword):
        bring_back(desk.folder, made.path, WORKER, "不是这个口令啊啊", county.hands.clock)
    damage(made.path / "data.db")
    with pytest.raises(t.DatabaseDamaged):
        bring_back(desk.folder, made.path, WORKER, PASSWORD, county.hands.clock)
    assert (desk.folder / "data.db").read_bytes() == spoilt
    assert not list(desk.folder.parent.glob(f"{desk.folder.name}-*"))


def test_what_fails_at_the_end_leaves_the_workspace_unlocked(county: County, monkeypatch):
    desk = county.station()
    made = back_up(desk)
    desk.close()
    county.open.remove(desk)
    monkeypatch.setattr("sheqi_desktop.operations.bring_back.begin_epoch", _no_room)
    with pytest.raises(t.DiskFull):
        bring_back(desk.folder, made.path, WORKER, PASSWORD, county.hands.clock)
    FolderLock(desk.folder).release()


def _no_room(*_: object) -> None:
    raise t.DiskFull


def test_a_workspace_that_is_open_elsewhere_is_not_moved(county: County):
    desk = county.station()
    made = back_up(desk)
    with pytest.raises(t.AlreadyOpen):
        bring_back(desk.folder, made.path, WORKER, PASSWORD, county.hands.clock)


def size_of(folder: Path) -> int:
    return (folder / "data.db").stat().st_size


def first_page(folder: Path) -> None:
    """The salt of the file and the list of its tables."""
    damage(folder / "data.db")


def every_fourth_page(folder: Path) -> None:
    """Tables and indexes alike."""
    with (folder / "data.db").open("rb+") as file:
        for at in range(16384 * 3, size_of(folder), 16384 * 4):
            file.seek(at + 5000)
            file.write(bytes(64))


def cut_in_the_middle(folder: Path) -> None:
    """A disk that ended early."""
    with (folder / "data.db").open("rb+") as file:
        file.truncate(size_of(folder) // 2 + 777)


def empty(folder: Path) -> None:
    """Nothing is left but the name."""
    (folder / "data.db").write_bytes(b"")


def gone(folder: Path) -> None:
    """Not even that."""
    (folder / "data.db").unlink()


@pytest.mark.parametrize(
    "harm", [first_page, every_fourth_page, cut_in_the_middle, empty, gone], ids=lambda one: one.__name__
)
def test_nothing_acknowledged_is_lost_while_a_copy_and_the_record_exist(county: County, harm):
    desk = county.station()
    made = back_up(desk)
    saved = [a_home(desk) for _ in range(3)]
    seal_open_changes(desk)
    saved += [a_home(desk) for _ in range(2)]
    digest = state_digest(desk)
    desk.close()
    county.open.remove(desk)
    harm(desk.folder)
    with pytest.raises(t.DatabaseDamaged):
        county.station()
    back = bring_back(desk.folder, made.path, WORKER, PASSWORD, county.hands.clock)
    county.open.append(back.desk)
    assert back.whole
    assert state_digest(back.desk) == digest
    check_health(back.desk)
    with back.desk.read() as read:
        assert all(records.get(read, one) for one in saved)

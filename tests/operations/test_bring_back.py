"""A damaged file: a copy takes its place, the damaged one stays, and no number is given twice (TRUST F20)."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.bring_back import bring_back, copies, kind_words
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.store import journal, keys
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
    digest = state_digest(desk)
    with desk.read() as read:
        epoch = keys.device(read).epoch
    made = back_up(desk)
    a_home(desk)
    desk.close()
    county.open.remove(desk)
    folder = desk.folder
    spoilt = damage(folder / "data.db")
    with pytest.raises(t.DatabaseDamaged):
        county.station()
    copy = copies(folder)[0]
    assert (copy.path, kind_words(copy)) == (made.path, "自己备份的")

    desk = bring_back(folder, copy.path, WORKER, PASSWORD, county.hands.clock)
    county.open.append(desk)
    assert state_digest(desk) == digest
    check_health(desk)
    with desk.read() as read:
        assert keys.device(read).epoch != epoch, "a copy must not go on under the old numbers"
        assert journal.entries(read, limit=1)[0].what == "restore"
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


def test_a_workspace_that_is_open_elsewhere_is_not_moved(county: County):
    desk = county.station()
    made = back_up(desk)
    with pytest.raises(t.AlreadyOpen):
        bring_back(desk.folder, made.path, WORKER, PASSWORD, county.hands.clock)

"""Copies are made by themselves when something was saved, carried to the drive last used, and restored to see."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import Cancelled, DiskFull
from sheqi_desktop.operations.back_up import back_up, drill, keep_copies, other_drive
from sheqi_desktop.operations.backup_state import backup_state
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, Step
from sheqi_desktop.store import backup, journal
from tests.desks import Hands
from tests.gui.pages.station_world import a_desk, a_person


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-05-01T09:00:00")


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Iterator[Desk]:
    made = a_desk(tmp_path, hands)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on another drive than the workspace."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or not other_drive(memory, tmp_path):
        pytest.skip("no second drive here")
    folder = Path(tempfile.mkdtemp(dir=memory))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_copy_is_owed_only_after_something_was_saved(desk, hands):
    first = keep_copies(desk).made
    assert first is not None
    assert first.kind == "daily"
    assert keep_copies(desk).made is None
    a_person(desk, "王秀兰")
    assert keep_copies(desk, once_a_day=True).made is None
    second = keep_copies(desk).made
    assert second is not None
    assert second.records > first.records
    hands.to("2023-05-20T09:00:00")
    assert keep_copies(desk, once_a_day=True).made is None
    a_person(desk, "李大山")
    assert keep_copies(desk, once_a_day=True).made is not None


def test_it_can_be_skipped_and_is_made_the_next_time(desk):
    shown: list[Step] = []
    progress = Progress(shown.append)
    progress.stop.set()
    with pytest.raises(Cancelled):
        keep_copies(desk, progress)
    assert backup.backups(desk.folder) == []
    progress.stop.clear()
    assert keep_copies(desk, progress).made is not None
    assert [one.text for one in shown if one.done == 0][-1] == "打开核对"
    assert shown[0].steps == 2


def test_the_drive_used_last_gets_a_copy_a_day_while_it_is_there(desk, hands, stick):
    a_person(desk, "王秀兰")
    hands.to("2023-05-20T09:00:00")
    assert backup_state(desk).away_days > 7
    back_up(desk, stick)
    assert backup_state(desk).away_days == 0
    assert keep_copies(desk).carried is None
    hands.to("2023-05-21T09:00:00")
    assert keep_copies(desk).carried is None
    a_person(desk, "李大山")
    kept = keep_copies(desk)
    assert kept.made is not None
    assert kept.carried is not None
    assert kept.carried.path.parent == stick
    assert keep_copies(desk).carried is None
    shutil.rmtree(stick)
    a_person(desk, "赵六")
    hands.to("2023-05-22T09:00:00")
    kept = keep_copies(desk)
    assert (kept.made is not None, kept.carried, kept.trouble) == (True, None, None)
    hands.to("2023-05-30T09:00:00")
    state = backup_state(desk)
    assert state.away_days == 9
    assert state.words == "上次备份 5月22日・9 天没拷到 U 盘"
    assert state.late


def test_a_folder_on_the_same_drive_is_not_elsewhere(desk, hands, tmp_path):
    a_person(desk, "王秀兰")
    hands.to("2023-05-20T09:00:00")
    (tmp_path / "here").mkdir()
    back_up(desk, tmp_path / "here")
    state = backup_state(desk)
    assert state.away == "还没有拷过"
    assert state.away_days


def test_trouble_is_told_and_nothing_is_left_behind(desk, monkeypatch):
    def full(path: Path) -> object:
        return shutil._ntuple_diskusage(1, 1, 0)

    monkeypatch.setattr(shutil, "disk_usage", full)
    kept = keep_copies(desk)
    assert isinstance(kept.trouble, DiskFull)
    assert kept.made is None
    assert not any((desk.folder / "backups").iterdir())


def test_nothing_is_owed_where_one_only_looks(desk):
    desk.database.only_look(DiskFull)
    assert keep_copies(desk).made is None


# ------------------------------------------------------------------------------ the drill
def drills(desk) -> list[bool]:
    with desk.read() as read:
        return [bool(one.detail["passed"]) for one in reversed(journal.entries(read)) if one.what == "drill"]


def test_the_drill_restores_what_is_here_and_says_when(desk, hands):
    a_person(desk, "王秀兰")
    assert backup_state(desk).drill == "还没有试过"
    hands.to("2023-06-14T10:00:00")
    assert backup_state(desk).drill_late
    passed, digest = drill(desk)
    with desk.read() as read:
        assert (passed, digest) == (True, backup.records.digest(read))
    (copy,) = backup.backups(desk.folder)
    drill(desk)
    assert backup.backups(desk.folder) == [copy]
    assert drills(desk) == [True, True]
    state = backup_state(desk)
    assert (state.drill, state.drill_late) == ("通过（2023年6月14日）", False)
    hands.to("2023-07-16T10:00:00")
    assert backup_state(desk).drill_late


def test_a_spoilt_copy_does_not_pass_and_a_good_one_is_made_at_once(desk, hands):
    a_person(desk, "王秀兰")
    spoilt = back_up(desk)
    size = (spoilt.path / "data.db").stat().st_size
    with (spoilt.path / "data.db").open("rb+") as file:
        file.seek(size // 2)
        file.write(b"\x5a" * 64)
    hands.to("2023-07-16T10:00:00")
    assert drill(desk)[0] is False
    state = backup_state(desk)
    assert (state.drill, state.drill_late) == ("没有通过（2023年7月16日）", True)
    backup.verify(backup.backups(desk.folder)[0].path, desk.dek)
    assert drill(desk)[0] is True
    assert drills(desk) == [False, True]
    assert not backup_state(desk).drill_late

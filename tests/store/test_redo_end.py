"""What lies behind the last whole step: the beginning of one that was never acknowledged, or one that is damaged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheqi_desktop.store import backup, blobs, log, redo
from sheqi_desktop.store.redo_again import since
from tests.store.conftest import Workspace, a_visit, an_id

NOON = datetime(2023, 3, 8, 12, tzinfo=UTC)


def written(station: Workspace, count: int, photo: bool = False) -> tuple[backup.Backup, Path, bytes]:
    """Save a few times after a backup; gives it, and the file of steps with what lies in it."""
    made = backup.make(station.database, station.dek, "manual", NOON)
    for n in range(1, count + 1):
        with station.database.write() as write:
            log.append(write, "visit", an_id(n), (), a_visit(), "worker-1", station.now)
            if photo:
                blobs.put(write, b"photo %d" % n, "image/jpeg", station.now)
    station.database.close()
    *_, file = redo.files(station.folder, [station.dek])
    return made, file.path, file.path.read_bytes()


def taken(station: Workspace, made: backup.Backup) -> tuple[int, bool]:
    way = since(station.folder, [station.dek], made.redo)
    assert way is not None
    return sum(1 for _ in way), way.whole


@pytest.mark.parametrize("photo", [False, True], ids=["words", "photo"])
def test_killed_at_any_byte_of_a_step_nothing_that_was_acknowledged_is_called_missing(station, photo):
    made, path, data = written(station, 3, photo)
    *_, last = redo.files(station.folder, [station.dek])[-1].steps()
    for end in range(last.start, last.end):
        path.write_bytes(data[:end])
        assert taken(station, made) == (2, True), end


@pytest.mark.parametrize(("change", "photo"), [(0x01, False), (0x03, True), (0x80, True), (0x80, False)])
def test_no_changed_byte_of_any_step_is_taken_for_the_power_that_went(station, change, photo):
    made, path, data = written(station, 3, photo)
    steps = redo.files(station.folder, [station.dek])[-1].steps()
    for at in range(steps[0].start, steps[-1].end):
        path.write_bytes(data[:at] + bytes([data[at] ^ change]) + data[at + 1 :])
        there, whole = taken(station, made)
        assert not whole, at
        assert there < 3


def test_zeros_where_a_step_lay_are_not_taken_for_the_power_that_went(station):
    made, path, data = written(station, 3)
    *_, last = redo.files(station.folder, [station.dek])[-1].steps()
    for at in range(last.start, last.end):
        path.write_bytes(data[:at].ljust(len(data), b"\0"))
        # What ends in zeros of its own is not changed at all.
        assert data[at:].strip(b"\0") == b"" or not taken(station, made)[1], at


def test_a_file_that_was_just_being_begun_is_no_lost_one(station, monkeypatch):
    made, _, _ = written(station, 1)
    station.reopen()
    station.database.turn_redo()
    monkeypatch.setattr(Path, "replace", _killed)
    with pytest.raises(KeyboardInterrupt):
        station.save("visit", an_id(9), a_visit())
    monkeypatch.undo()
    assert taken(station, made) == (1, True)
    station.save("visit", an_id(9), a_visit())
    assert taken(station, made) == (2, True)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt

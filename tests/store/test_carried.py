"""A file that leaves the machine has its name only when the medium gives back what was written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import DiskFull, NotWritable, StickFull, StickGone, Trouble
from sheqi_desktop.store.files import write_checked
from tests.mediums import spoiling_medium
from tests.store.test_places import mount, unmount

DATA = bytes(range(256)) * 9000


def test_what_reads_back_the_same_is_there_under_its_name(tmp_path: Path):
    write_checked(tmp_path / "a.sqb", DATA)
    assert (tmp_path / "a.sqb").read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["a.sqb"]


def test_a_medium_that_keeps_something_else_leaves_no_file_and_the_older_one_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a.sqb").write_bytes(b"old")
    with spoiling_medium(monkeypatch, tmp_path), pytest.raises(StickGone):
        write_checked(tmp_path / "a.sqb", DATA)
    assert (tmp_path / "a.sqb").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.sqb"]


def test_it_is_read_from_the_medium_and_before_the_name_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    for name, place in (("fsync", os), ("posix_fadvise", os), ("replace", Path)):
        if not hasattr(place, name):
            pytest.skip("this system cannot let go of what it holds in memory")
        real = getattr(place, name)

        def spy(*said: object, real=real, name=name) -> object:
            done.append(name)
            return real(*said)

        monkeypatch.setattr(place, name, spy)
    write_checked(tmp_path / "a.sqb", DATA)
    assert done == ["fsync", "posix_fadvise", "replace", "fsync"]


@pytest.mark.parametrize(
    ("number", "trouble"),
    [(errno.EIO, StickGone), (errno.ENODEV, StickGone), (errno.EROFS, NotWritable), (errno.ENOSPC, StickFull)],
)
def test_each_way_a_stick_fails_is_told_as_what_it_is(tmp_path: Path, monkeypatch, number: int, trouble: type[Trouble]):
    def fail(handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(trouble):
        write_checked(tmp_path / "a.sqb", DATA)
    assert not list(tmp_path.iterdir())


def test_a_full_stick_says_how_much_is_missing_and_a_full_disk_that_it_is_the_disk(tmp_path: Path):
    stick = tmp_path / "stick"
    if not mount("tmpfs", stick, "size=1m"):
        pytest.skip("only root may mount a small stick")
    try:
        with pytest.raises(StickFull) as told:
            write_checked(stick / "a.sqb", bytes(3_500_000), home=tmp_path)
        assert told.value.sentence.startswith("U盘空间不足，还差3MB。")
        with pytest.raises(DiskFull):
            write_checked(stick / "a.sqb", bytes(3_500_000), home=stick)
        assert not list(stick.iterdir())
    finally:
        unmount(stick)

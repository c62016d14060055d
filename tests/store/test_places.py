"""Where a workspace may live, and what happens when the disk does not play along."""

from __future__ import annotations

import errno
import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import DiskFull, FolderNotSafe, NotWritable
from sheqi_desktop.store import ballast, files, folder
from sheqi_desktop.store.database import Database
from tests.store.conftest import DB_DIR, an_id


def mount(kind: str, place: Path, options: str) -> bool:
    place.mkdir(exist_ok=True)
    if os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return subprocess.run(["mount", "-t", kind, "-o", options, "none", str(place)], capture_output=True).returncode == 0


def unmount(place: Path) -> None:
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize(
    "place",
    [
        "OneDrive/社工站",
        "OneDrive - 社旗县/a",
        "我的坚果云/a",
        "BaiduSyncdisk",
        "WPSDrive/1/WPS云盘",
        "WeChat Files/wxid/FileStorage",
    ],
)
def test_a_synced_folder_is_refused(tmp_path, place):
    with pytest.raises(FolderNotSafe):
        Database.create(tmp_path / place, b"k" * 32, DB_DIR)
    assert not (tmp_path / place / "data.db").exists()


@pytest.mark.parametrize("place", ["\\\\server\\share\\社工站", "//server/share/a"])
def test_a_share_is_refused(place):
    assert folder.why_unsafe(Path(place))


def test_a_folder_somebody_syncs_is_known_by_its_mark(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    assert folder.why_unsafe(tmp_path / "deep" / "er")
    assert folder.why_unsafe(tmp_path.parent) is None


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    place = tmp_path / "ro"
    if not mount("tmpfs", place, "ro,size=1m"):
        pytest.skip("only root may mount a read-only folder")
    try:
        with pytest.raises(NotWritable):
            Database.create(place, b"k" * 32, DB_DIR)
    finally:
        unmount(place)


def test_a_full_disk_loses_nothing_that_was_saved(tmp_path):
    place = tmp_path / "small"
    if not mount("tmpfs", place, "size=3m"):
        pytest.skip("only root may mount a small disk")
    try:
        dek = os.urandom(32)
        with Database.create(place, dek, DB_DIR) as database:
            (place / "something else").write_bytes(bytes(300_000))
            saved = 0
            with suppress(DiskFull):
                for n in range(1, 10_000):
                    with database.write() as write:
                        values = an_id(n), an_id(n), "字" * 3000
                        write.run("INSERT INTO draft VALUES (?, 'f', 1, ?, 'u', ?, '', 1, 0, '')", *values)
                    saved = n
                pytest.fail("the disk was never full")
            assert saved > 10
            with database.read() as read:
                assert read.value("SELECT count(*) FROM draft") == saved
            (place / "something else").unlink()
            with database.write() as write:
                write.run("INSERT INTO meta VALUES ('room again', '1')")
        with Database.open(place, dek, DB_DIR) as database:
            database.check()
            with database.write() as write:
                assert write.value("SELECT count(*) FROM draft") == saved
    finally:
        unmount(place)


def test_the_ballast_is_given_up_on_demand(tmp_path):
    with Database.create(tmp_path / "x", b"k" * 32, DB_DIR):
        assert (tmp_path / "x" / "ballast.bin").stat().st_size == ballast.BALLAST_BYTES
        assert ballast.release(tmp_path / "x") == ballast.BALLAST_BYTES
        assert not (tmp_path / "x" / "ballast.bin").exists()
        assert ballast.release(tmp_path / "x") == 0


# ------------------------------------------------------------------------------ files
def test_a_scanner_that_holds_the_file_is_waited_for(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    held = OSError(errno.EACCES, "held")
    held.winerror = 32
    real, calls = Path.replace, []

    def replace(self, target):
        calls.append(1)
        if len(calls) < 4:
            raise held
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    files.atomic_replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new"
    assert len(calls) == 4


@pytest.mark.parametrize(("number", "trouble"), [(errno.ENOSPC, DiskFull), (errno.EROFS, NotWritable)])
def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch, number, trouble):
    files.write_whole(tmp_path / "a", b"old")

    def fail(handle):
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(trouble):
        files.write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]

"""The copy before a merge: read back while the files are looked at, and proved before anything becomes durable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import backup, records, runs
from sheqi_desktop.store.engine import PAGE_BYTES
from tests.operations.conftest import County


def entered(desk: Desk) -> tuple[int, str]:
    with desk.read() as read:
        return records.total(read), records.digest(read)


def unnamed(desk: Desk) -> list[Path]:
    return list((desk.folder / backup.FOLDER).glob(f"{backup.PART}*"))


@contextmanager
def spoilt(desk: Desk) -> Iterator[None]:
    """Change one page of the file behind the back of whoever has it open, and put it right afterwards."""
    desk.database.checkpoint()
    place = desk.database.path.stat().st_size - PAGE_BYTES + 5_000
    with desk.database.path.open("r+b", buffering=0) as file:
        file.seek(place)
        was = file.read(64)
        file.seek(place)
        file.write(bytes(64))
        yield
        file.seek(place)
        file.write(was)


def test_the_copy_holds_what_was_there_before_and_its_name_stands_in_the_run(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before, _ = entered(centre)
    assert all(isinstance(one, Accepted) for one in accept_bundles(centre, county.second))
    newest, *_ = backup.backups(centre.folder)
    assert (newest.kind, newest.records) == ("import", before)
    assert backup.verify(newest.path, centre.dek).records == before
    with centre.read() as read:
        run = runs.last(read)
    assert run is not None
    assert run.copy == newest.path.name
    assert not unnamed(centre)


def test_nothing_becomes_durable_on_a_copy_that_does_not_read_back(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before, kept = entered(centre), backup.backups(centre.folder)
    with spoilt(centre):
        results = accept_bundles(centre, county.second)
    assert len(results) == len(county.second)
    assert all(isinstance(one, Refused) and isinstance(one.trouble, DatabaseDamaged) for one in results)
    assert backup.backups(centre.folder) == kept
    assert not unnamed(centre)
    # The engine reads no further once it met a page that is not as it was sealed.
    centre.close()
    assert entered(county.desk("centre", "w-centre-1")) == before


def test_files_that_are_all_refused_leave_a_good_copy_and_nothing_half_made(county: County, tmp_path: Path):
    centre = county.centre()
    bad = tmp_path / "坏.sqb"
    bad.write_bytes(county.first[0].read_bytes()[:-40])
    (result,) = accept_bundles(centre, [bad])
    assert isinstance(result, Refused)
    assert not unnamed(centre)
    assert all(backup.verify(one.path, centre.dek).records == one.records for one in backup.backups(centre.folder))

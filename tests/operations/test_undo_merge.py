"""撤销这次合并: the copy made before comes back while nothing else was written, and nothing of the run resurrects."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import CannotUndo
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle, accept_bundles
from sheqi_desktop.operations.back_up import back_up, keep_copies
from sheqi_desktop.operations.bring_back import bring_back, copies
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.return_bundles import return_bundles
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.undo_merge import WRITTEN, can_undo, undo_merge
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import journal, outbox, records, runs
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.operations.test_on_its_way import LEAD, Twins, seen, twins
from tests.typed import a_home

__all__ = ["twins"]


def digest(desk: Desk) -> str:
    with desk.read() as read:
        return records.digest(read)


def entries(desk: Desk) -> int:
    with desk.read() as read:
        return journal.verify(read)


def state(desk: Desk) -> str:
    with desk.read() as read:
        run = runs.last(read)
    return run.state if run else ""


def test_the_last_merge_is_taken_back_and_the_same_files_come_in_again(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before = digest(centre)
    accept_bundles(centre, county.second)
    after, noted = digest(centre), entries(centre)
    assert before != after

    undo_merge(centre)
    assert digest(centre) == before
    assert entries(centre) == noted + 1
    assert state(centre) == "undone"
    with centre.read() as read:
        assert {one.file for one in outbox.imports(read)} == {path.name for path in county.first}
        assert outbox.accepted(read, outbox.imports(read)[0].sender) == [1]

    assert all(isinstance(one, Accepted) for one in accept_bundles(centre, county.second))
    assert digest(centre) == after
    undo_merge(centre)
    assert digest(centre) == before


def test_what_was_taken_back_is_gone_after_closing_and_in_a_restored_workspace(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before = digest(centre)
    back_up(centre)
    accept_bundles(centre, county.second)
    undo_merge(centre)
    for _ in range(2):
        centre.close()
        centre = county.centre()
        assert digest(centre) == before
    newest = copies(centre.folder)[-1]
    centre.close()
    back = bring_back(county.folder / "centre", newest.path, "w-centre-1", PASSWORD, county.hands.clock)
    county.open.append(back.desk)
    assert back.whole
    assert digest(back.desk) == before
    assert state(back.desk) == "undone"
    assert all(isinstance(one, Accepted) for one in accept_bundles(back.desk, county.second))


def test_the_receipt_after_it_claims_nothing_that_was_given_back(county: County):
    centre, station = county.centre(), county.station()
    accept_bundles(centre, county.first)
    accept_bundles(centre, county.second)
    undo_merge(centre)
    before = unsigned(station)
    assert before > 0
    accept_bundles(station, [seal_bundle(centre, station.station, county.folder).path])
    assert unsigned(station) == before
    accept_bundles(centre, county.second)
    accept_bundles(station, [seal_bundle(centre, station.station, county.folder).path])
    assert unsigned(station) == 0


def unsigned(desk: Desk) -> int:
    with desk.read() as read:
        return outbox.unsent(read)


def test_it_is_offered_until_something_else_is_written(county: County):
    centre = county.centre()
    assert not can_undo(centre).open
    accept_bundles(centre, county.first)
    assert can_undo(centre).open
    # Looking, opening again, a daily copy and the same files once more are nothing else.
    accept_bundles(centre, [*county.first, county.folder / "root-1.key"])
    centre.close()
    centre = county.centre()
    keep_copies(centre)
    assert can_undo(centre).open

    return_bundles(centre, county.folder)
    offer = can_undo(centre)
    assert (offer.open, offer.why) == (False, WRITTEN)
    here = digest(centre)
    with pytest.raises(CannotUndo) as refused:
        undo_merge(centre)
    assert "作废或更正" in refused.value.sentence
    assert digest(centre) == here


def test_a_saved_record_closes_the_way_back_and_only_the_last_run_goes(county: County):
    station = county.station()
    with station.read() as read:
        assert runs.last(read) is not None
    a_home(station)
    assert can_undo(station).why == WRITTEN

    centre = county.centre()
    accept_bundles(centre, county.first)
    first = digest(centre)
    accept_bundles(centre, county.second)
    undo_merge(centre)
    with pytest.raises(CannotUndo):
        undo_merge(centre)
    assert digest(centre) == first


KILLED = """
import os, sys
from pathlib import Path
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.undo_merge import undo_merge
from sheqi_desktop.operations.unlock import unlock
desk = unlock(Path(sys.argv[1]), "w-centre-1", sys.argv[2])
undo_merge(desk, Progress(lambda step: os._exit(9) if step.done and step.number == 3 else None))
"""


def test_killed_in_the_middle_it_is_as_if_nobody_had_asked_and_can_be_asked_again(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before = digest(centre)
    accept_bundles(centre, county.second)
    after = digest(centre)
    centre.close()
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(county.folder / "centre"), PASSWORD],
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert told.returncode == 9
    centre = county.centre()
    assert digest(centre) == after
    assert can_undo(centre).open
    undo_merge(centre)
    assert digest(centre) == before


def test_a_power_cut_just_before_it_was_durable_still_takes_it_back(county: County):
    centre = county.centre()
    accept_bundles(centre, county.first)
    before = digest(centre)
    accept_bundles(centre, county.second)
    centre.database.checkpoint()
    kept = (centre.folder / "data.db").read_bytes()
    undo_merge(centre)
    centre.close()
    # What was acknowledged is in the record of what was saved; the file itself is as it was before.
    for name in ("data.db-wal", "data.db-shm"):
        (county.folder / "centre" / name).unlink(missing_ok=True)
    (county.folder / "centre" / "data.db").write_bytes(kept)
    centre = county.centre()
    assert digest(centre) == before
    assert all(isinstance(one, Accepted) for one in accept_bundles(centre, county.second))


def test_a_station_takes_its_last_import_back_with_the_roster_it_brought(county: County):
    centre, station = county.centre(), county.station(STATIONS[1])
    accept_bundles(centre, county.first)
    answer = seal_bundle(centre, station.station, county.folder).path
    before, version = unsigned(station), station.book.newest.version
    accept_bundles(station, [answer])
    now = unsigned(station)
    undo_merge(station)
    assert (unsigned(station), station.book.newest.version) == (before, version)
    accept_bundles(station, [answer])
    assert unsigned(station) == now


def test_a_merge_that_shows_two_computers_under_one_key_is_taken_back_whole(twins: Twins, monkeypatch):
    """The chain goes under other names after it, also where an unsealed change of the centre names it."""
    settings, kept = twins.folder / "settings", twins.folder / "kept"
    twins.a.close()
    shutil.copytree(twins.a.folder, kept)
    shutil.copytree(os.environ["SHEQI_CONFIG_DIR"], settings)
    twins.a = twins.open(twins.a)
    record = seen(twins.a)
    accept_bundle(twins.centre, twins.send(twins.a).path)
    void(twins.centre, record, "与纸质表核对，重复录入")
    with monkeypatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        clone = unlock(kept, LEAD, PASSWORD, twins.hands.clock, LIBRARY)
        seen(clone, "11:10")
        path = twins.send(clone).path
        clone.close()
    before = state_digest(twins.centre)
    accept_bundles(twins.centre, [path])
    assert state_digest(twins.centre) != before
    undo_merge(twins.centre)
    assert state_digest(twins.centre) == before
    twins.answer(twins.a)
    with twins.a.read() as read:
        assert records.get(read, record).voided

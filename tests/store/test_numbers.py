"""No number is given twice, whatever happens to the file."""

from __future__ import annotations

import shutil
from contextlib import suppress

import pytest

from sheqi_desktop.domain.trouble import NumberTaken
from sheqi_desktop.store import keys, log, numbers, redo
from sheqi_desktop.store.numbers import CopyState, Witness
from tests.store.conftest import STATION, a_visit, an_id


def give(workspace, type_="TF", year=2023):
    with workspace.database.write() as write:
        return numbers.next_number(write, STATION, type_, year, "A")


def test_numbers_run_per_type_and_year_and_grow_past_four_digits(station):
    assert [give(station), give(station), give(station, "DA"), give(station, year=2024)] == [
        f"{STATION}-TF-2023-A0001",
        f"{STATION}-TF-2023-A0002",
        f"{STATION}-DA-2023-A0001",
        f"{STATION}-TF-2024-A0001",
    ]
    with station.database.write() as write:
        numbers.note_number(write, f"{STATION}-TF-2023-A9999")
        numbers.note_number(write, "not a number")
    assert give(station) == f"{STATION}-TF-2023-A10000"


def test_numbers_that_came_back_from_the_centre_are_not_given_again(station):
    station.save("visit", an_id(1), a_visit(doc_no=f"{STATION}-TF-2023-A0041"))
    station.save("visit", an_id(2), a_visit(doc_no=f"{STATION}-TF-2023-B0099"))
    assert give(station) == f"{STATION}-TF-2023-A0042"


def test_papers_are_numbered_in_their_file_and_keep_their_numbers_when_void(station):
    file = f"{STATION}-GA-2023-A0001"

    def next_(suffix):
        with station.database.write() as write:
            return numbers.next_in_file(write, file, suffix).removeprefix(file)

    def use(place, suffix):
        station.save("visit", an_id(place), a_visit(doc_no=file + next_(suffix)))

    assert [next_("YG"), next_("JH#"), next_("GC##")] == ["-YG", "-JH1", "-GC01"]
    for place, suffix in enumerate(("YG", "JH#", "GC##", "GC##"), start=1):
        use(place, suffix)
    assert [next_("YG"), next_("JH#"), next_("GC##"), next_("JD##")] == ["-YG2", "-JH2", "-GC03", "-JD01"]
    station.save("visit", an_id(9), a_visit(doc_no=f"{STATION}-GA-2023-A0001-GC99", _deleted=True))
    assert next_("GC##") == "-GC100"
    station.save("visit", an_id(10), a_visit(doc_no=f"{STATION}-GA-2023-A00011-YG7"))
    assert next_("YG") == "-YG2"


def test_a_reserved_number_is_taken_once(station):
    with station.database.write() as write:
        printed = numbers.reserve(write, STATION, "TF", 2023, "A", 3, 1, "worker-1")
    assert give(station) == f"{STATION}-TF-2023-A0004"
    with station.database.write() as write:
        assert numbers.is_reserved(write, printed[1])
        numbers.take_reserved(write, printed[1], "A")
        assert not numbers.is_reserved(write, printed[1])
        with pytest.raises(NumberTaken, match="该编号已使用，请核对纸质表编号。"):
            numbers.take_reserved(write, printed[1], "A")
        for stranger in (f"{STATION}-TF-2023-A0900", "随便写的"):
            with pytest.raises(NumberTaken, match="该编号不在本机预留号段内，请检查是否抄错。"):
                numbers.take_reserved(write, stranger, "A")


def step(workspace):
    with workspace.database.write() as write:
        Witness.of(keys.device(write).device).step(write)


def compare(workspace):
    with workspace.database.read() as read:
        return Witness.of(keys.device(read).device).compare(read)


def put_back(station, old: bytes) -> None:
    """The file and the record beside it, as they were: an image of the disk."""
    (station.folder / "data.db").write_bytes(old)
    shutil.rmtree(station.folder / redo.FOLDER)


def test_a_copy_put_back_is_known_and_goes_on_above_the_witness(station, config_dir):
    assert compare(station) == CopyState.NEW
    step(station)
    assert compare(station) == CopyState.SAME
    station.save("visit", an_id(1), a_visit())
    station.database.checkpoint()
    old = (station.folder / "data.db").read_bytes()
    for _ in range(5):
        give(station)
    step(station)
    station.database.close()
    put_back(station, old)
    station.reopen()
    assert compare(station) == CopyState.RESTORED
    assert give(station) == f"{STATION}-TF-2023-A0006"


def test_a_chain_behind_its_witness_is_a_copy_too(station):
    step(station)
    station.database.checkpoint()
    old = (station.folder / "data.db").read_bytes()
    station.save("visit", an_id(1), a_visit())
    with station.database.read() as read:
        Witness.of(keys.device(read).device).note(read)
    station.database.close()
    put_back(station, old)
    station.reopen()
    assert compare(station) == CopyState.RESTORED


def test_a_power_cut_between_commit_and_note_is_no_copy(station):
    step(station)
    with station.database.write() as write:
        write.run("UPDATE device_key SET generation = generation + 1")
        log.append(write, "visit", an_id(1), (), a_visit(), "worker-1", 1)
    assert compare(station) == CopyState.SAME


def test_another_profile_or_computer_is_asked_about(station, tmp_path, monkeypatch):
    step(station)
    from sheqi_desktop.store import witness

    monkeypatch.setattr(witness, "_machine", lambda: "another computer")
    told = Witness.of(station.machine.device)
    told.machine = "this computer"
    with station.database.read() as read:
        assert told.compare(read) == CopyState.OTHER_MACHINE
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(tmp_path / "empty"))
    assert compare(station) == CopyState.MISSING


def test_a_damaged_or_unwritable_witness_stops_nobody(station, config_dir, monkeypatch):
    step(station)
    path = Witness.of(station.machine.device).path
    path.write_bytes(b'{"highest": 3')
    assert compare(station) == CopyState.MISSING
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(path))
    step(station)
    assert give(station) == f"{STATION}-TF-2023-A0001"


def test_a_failed_transaction_moves_no_witness(station):
    step(station)
    before = Witness.of(station.machine.device)
    with suppress(ZeroDivisionError), station.database.write() as write:
        Witness.of(station.machine.device).step(write)
        raise ZeroDivisionError
    assert Witness.of(station.machine.device) == before

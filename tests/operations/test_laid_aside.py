"""What a sentence says is kept is kept: refused bundles to look into, waiting ones until they can be taken in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sheqi_desktop import __version__
from sheqi_desktop.cli.main import main
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import lay_aside
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import approve, receive_request
from sheqi_desktop.operations.enrol_station import write_request
from sheqi_desktop.operations.exchange import came, exchange_lines
from sheqi_desktop.operations.inspect_bundle import inspect_bundle
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import folder as folder_module
from sheqi_desktop.store import laid_aside, outbox
from sheqi_desktop.sync import bundle
from sheqi_desktop.sync.roster import sign
from tests.desks import PASSWORD, a_station
from tests.operations.conftest import County
from tests.operations.refusing import at, clear
from tests.typed import a_home

NEW = "411327105"


def kept(desk: Desk, place: str) -> list[Path]:
    return sorted((desk.folder / place).glob("*"))


def pending(county: County, centre: Desk) -> tuple[Path, Path]:
    """Let a machine ask and write a bundle before it is approved; gives its request and the bundle."""
    station = a_station(county.folder, centre, county.hands, NEW, approved=False)
    county.open.append(station)
    a_home(station)
    request = write_request(station, county.folder)
    receive_request(centre, request)
    return request, seal_bundle(station, centre.station, county.folder).path


def approved(county: County, centre: Desk, request: Path) -> None:
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    told = receive_request(centre, request)
    approve(centre, request, told.fingerprint, "w-centre-2", PASSWORD, county.folder, root)


def another_machine_is_approved(county: County, centre: Desk) -> None:
    county.open.append(a_station(county.folder, centre, county.hands, "411327106"))


def test_a_bundle_of_a_machine_not_yet_approved_waits_and_is_taken_in_after_the_approval(county: County):
    centre = county.centre()
    request, path = pending(county, centre)
    (refused,) = accept_bundles(centre, [path])
    assert isinstance(refused, Refused)
    assert refused.trouble.code == "E-SIG-04"
    assert refused.trouble.sentence == f"{centre.unit_name(NEW)} A 机还没核准。包已存好，核准后就能合并。"
    (file,) = kept(centre, "waiting")
    assert file.read_bytes() == path.read_bytes()
    (line,) = [one for one in exchange_lines(centre) if one.file == path.name]
    assert (line.state, line.tone, line.kept) == ("待核准", "info", True)
    assert lay_aside.ready(centre) == []

    path.unlink()
    approved(county, centre, request)
    (waiting,) = lay_aside.ready(centre)
    assert (waiting.path, waiting.name) == (file, path.name)
    (taken,) = accept_bundles(centre, [waiting.path])
    assert isinstance(taken, Accepted)
    assert taken.new == 1
    assert kept(centre, "waiting") == []
    assert lay_aside.ready(centre) == []
    (line,) = [one for one in exchange_lines(centre) if one.file == path.name]
    assert (line.state, line.kept) == ("已合并", False)


def test_a_bundle_of_a_machine_nobody_had_asked_for_is_offered_once_that_machine_is_approved(county: County):
    centre = county.centre()
    station = a_station(county.folder, centre, county.hands, NEW, approved=False)
    county.open.append(station)
    a_home(station)
    request = write_request(station, county.folder)
    path = seal_bundle(station, centre.station, county.folder).path
    (refused,) = accept_bundles(centre, [path])
    assert isinstance(refused, Refused)
    assert refused.trouble.code == "E-SIG-01"
    clear(refused.trouble)
    assert "包已留存，核准后会再请你看。" in refused.trouble.sentence
    (file,) = kept(centre, "refused")

    path.unlink()
    another_machine_is_approved(county, centre)
    receive_request(centre, request)
    assert lay_aside.ready(centre) == [], "another machine's approval says nothing of this one"
    approved(county, centre, request)
    (waiting,) = lay_aside.ready(centre)
    assert (waiting.path, waiting.name, waiting.code) == (file, path.name, "E-SIG-01")
    (taken,) = accept_bundles(centre, [waiting.path])
    assert isinstance(taken, Accepted)
    assert taken.new == 1
    assert (kept(centre, "refused"), lay_aside.ready(centre)) == ([], [])


def test_a_bundle_refused_first_and_taken_later_has_its_sender_and_number(county: County):
    centre = county.centre()
    request, path = pending(county, centre)
    accept_bundles(centre, [path])
    approved(county, centre, request)
    accept_bundles(centre, [path])
    (one,) = [one for one in came(centre) if one.file == path.name]
    device = centre.book.newest.station_device(NEW, "A")
    assert device is not None
    assert (one.sender, one.counter, one.result) == (device.id, 1, "merged")
    with centre.read() as read:
        assert outbox.accepted(read, device.id) == [1]


def test_a_damaged_bundle_is_refused_kept_and_listed(county: County):
    centre = county.centre()
    data = county.first[0].read_bytes()
    spoilt = at(county.folder, data[:-5])
    (refused,) = accept_bundles(centre, [spoilt])
    assert isinstance(refused, Refused)
    assert [path.read_bytes() for path in kept(centre, "refused")] == [data[:-5]]
    assert kept(centre, "waiting") == []
    (line,) = [one for one in exchange_lines(centre) if one.file == spoilt.name]
    assert (line.state, line.kept) == ("拒收", True)


def test_a_bundle_of_a_lost_machine_is_kept_as_its_sentence_says(county: County):
    centre = county.centre()
    lost = county.station().machine.device
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    devices = tuple(
        replace(one, status="lost", lost_at=1) if one.id == lost else one for one in centre.book.newest.devices
    )
    with centre.write() as write:
        centre.adopt(write, centre.book.adopt([sign(centre.book.successor(devices=devices), [root])]))
    (refused,) = accept_bundles(centre, [county.first[0]])
    assert isinstance(refused, Refused)
    clear(refused.trouble)
    assert "文件已留存" in refused.trouble.sentence
    assert [path.read_bytes() for path in kept(centre, "refused")] == [county.first[0].read_bytes()]


def test_what_only_looks_keeps_nothing_and_does_not_say_so(county: County):
    centre = county.centre()
    _, path = pending(county, centre)
    with pytest.raises(t.SignerPending) as told:
        list(inspect_bundle(centre, path))
    assert told.value.sentence == f"{centre.unit_name(NEW)} A 机还没核准。核准后再导入一次。"
    assert not kept(centre, "waiting")


def test_a_bundle_of_a_newer_program_is_offered_again_after_the_upgrade(
    county: County, monkeypatch: pytest.MonkeyPatch
):
    centre = county.centre()
    path = county.first[0]
    newer = t.BundleTooNew(file=path.name)
    lay_aside.lay_aside(centre, path, newer)
    assert newer.sentence == "这个包是新版软件做的，没有写入任何内容。请先升级（U 盘里的安装包就行），包已存好。"
    assert lay_aside.ready(centre) == []
    (line,) = [one for one in exchange_lines(centre) if one.file == path.name]
    assert line.state == "待升级"
    monkeypatch.setattr(lay_aside, "__version__", __version__ + ".1")
    (waiting,) = lay_aside.ready(centre)
    assert waiting.path.read_bytes() == path.read_bytes()


def test_what_is_no_envelope_is_not_kept_because_anybody_could_read_it(county: County):
    centre = county.centre()
    accept_bundles(centre, [at(county.folder, "王秀兰 411327…".encode())])
    assert not kept(centre, "refused")
    assert len([one for one in came(centre) if one.result == "refused"]) == 1


def test_on_a_disk_nearly_full_nothing_is_kept_and_the_sentence_does_not_say_so(
    county: County, monkeypatch: pytest.MonkeyPatch
):
    centre = county.centre()
    _, path = pending(county, centre)
    monkeypatch.setattr(folder_module, "LOW_SPACE_BYTES", folder_module.free_bytes(centre.folder) + (1 << 30))
    (refused,) = accept_bundles(centre, [path])
    assert isinstance(refused, Refused)
    assert "已存好" not in refused.trouble.sentence
    assert not kept(centre, "waiting")


def test_of_many_refused_ones_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(laid_aside, "MOST_REFUSED", 3)
    files = [b"age-encryption.org/v1\n" + bytes([n]) for n in range(6)]
    for data in files:
        assert laid_aside.keep(tmp_path, laid_aside.REFUSED, bundle.seen(data), data)
    assert {path.read_bytes() for path in (tmp_path / "refused").iterdir()} == set(files[3:])
    for data in files:
        assert laid_aside.keep(tmp_path, laid_aside.WAITING, bundle.seen(data), data)
    assert len(list((tmp_path / "waiting").iterdir())) == 6


def test_the_command_line_takes_in_what_waited(
    county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)
    centre = county.centre()
    request, path = pending(county, centre)
    centre.close()
    county.open.remove(centre)
    verb = ["--data", str(county.folder / "centre"), "--clock", "2023-04-03T09:00", "--json"]
    assert main([*verb, "import", str(path)]) == 2
    assert "包已存好" in json.loads(capsys.readouterr().out)["said"]
    centre = county.centre()
    approved(county, centre, request)
    centre.close()
    county.open.remove(centre)
    assert main([*verb, "import", "--waiting"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1
    assert main([*verb, "import"]) == 2

"""A machine joins by files and one telephone call; whatever does not fit stops it, and nothing is half made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.county_people import asks_for, known_people, new_worker_id, next_letter, places
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.door import people
from sheqi_desktop.operations.enrol_centre import Joining, Pack, approve, invite, receive_request
from sheqi_desktop.operations.enrol_station import (
    accept_approval,
    add_colleague,
    look_into,
    set_up_station,
    write_request,
)
from sheqi_desktop.operations.root_key import county_root_key, make_root_key, open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import rosters
from sheqi_desktop.store.folder import FolderLock
from sheqi_desktop.store.vault import QUICK
from tests.desks import LIBRARY, PASSWORD
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home

NEW = "411327105"
LEAD, SECOND = f"w-{NEW}-1", f"w-{NEW}-2"
FALSE = "0000 0000 0000 0000 0000"


@dataclass
class Room:
    """The centre, the pack it wrote for a new station, and what the two read each other by telephone."""

    county: County
    centre: Desk
    root: Any
    pack: Pack
    stations: list[Desk] = field(default_factory=list)

    def join(self, folder: str = "new", **other: Any) -> Desk:
        facts: dict[str, Any] = {
            "worker": LEAD, "code": self.pack.codes[LEAD], "password": PASSWORD,
            "fingerprint_read": self.pack.fingerprint, "clock": self.county.hands.clock,
        }  # fmt: skip
        path = self.county.folder / folder
        desk = set_up_station(path, self.pack.path, library=LIBRARY, cost=QUICK, **(facts | other)).desk
        self.county.open.append(desk)
        return desk

    def approve(self, request: Path, fingerprint: str, second: str = "w-centre-2", password: str = PASSWORD) -> Path:
        return approve(self.centre, request, fingerprint, second, password, self.county.folder, self.root)


@pytest.fixture
def room(county: County) -> Room:
    centre = county.centre()
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    joining = [Joining(LEAD, "赵站长", "station_lead"), Joining(SECOND, "钱社工", "social_worker")]
    return Room(county, centre, root, invite(centre, NEW, "A", joining, county.folder, root))


def test_a_disk_that_fills_while_a_machine_is_set_up_leaves_the_folder_unlocked(room: Room, monkeypatch):
    monkeypatch.setattr("sheqi_desktop.operations.enrol_station.begin", _no_room)
    with pytest.raises(t.DiskFull):
        room.join("full")
    FolderLock(room.county.folder / "full").release()


def _no_room(*_: object) -> None:
    raise t.DiskFull


def test_a_station_may_work_before_it_is_approved_and_report_afterwards(room: Room):
    station = room.join()
    assert not station.approved
    a_home(station)
    request = write_request(station, room.county.folder)
    accept_approval(station, room.approve(request, station.machine.fingerprint))
    assert station.approved
    made = seal_bundle(station, room.centre.station, room.county.folder)
    assert made.segments == 1


def test_the_fingerprint_is_compared_at_both_ends(room: Room):
    with pytest.raises(t.FingerprintDiffers):
        room.join(fingerprint_read=FALSE)
    assert not (room.county.folder / "new").exists()
    station = room.join()
    request = write_request(station, room.county.folder)
    version = room.centre.book.newest.version
    with pytest.raises(t.FingerprintDiffers):
        room.approve(request, FALSE)
    assert room.centre.book.newest.version == version
    room.approve(request, station.machine.fingerprint)


def test_two_people_approve_and_the_second_with_a_password_of_their_own(room: Room):
    station = room.join()
    request, spoken = write_request(station, room.county.folder), station.machine.fingerprint
    version = room.centre.book.newest.version
    with pytest.raises(t.SecondPersonMissing):
        room.approve(request, spoken, second="w-centre-1")
    with pytest.raises(t.WrongPassword):
        room.approve(request, spoken, password="不是这个口令啊啊")
    with pytest.raises(t.NobodyHere):
        room.approve(request, spoken, second="w-nobody")
    assert room.centre.book.newest.version == version


def test_a_wrong_code_a_weak_password_or_a_stranger_makes_no_workspace(room: Room):
    for kind, other in (
        (t.CodeWrong, {"code": room.pack.codes[SECOND]}),
        (t.CodeWrong, {"worker": "w-nobody"}),
        (t.WeakPassword, {"password": "1234567890"}),
    ):
        with pytest.raises(kind):
            room.join(**other)
        assert not (room.county.folder / "new").exists()
    room.join()


def test_a_pack_serves_one_machine(room: Room):
    first, second = room.join("one"), room.join("two")
    room.approve(write_request(first, room.county.folder), first.machine.fingerprint)
    other = room.county.folder / "二"
    other.mkdir()
    with pytest.raises(t.EnrolTrouble) as told:
        room.approve(write_request(second, other), second.machine.fingerprint)
    assert told.value.code in ("E-ENR-02", "E-ENR-05")


def test_a_pack_runs_out_after_thirty_days(room: Room):
    room.county.hands.to("2023-05-04T10:00:00")
    with pytest.raises(t.PackExpired):
        look_into(room.pack.path, room.county.hands.clock)
    with pytest.raises(t.PackExpired):
        room.join()
    assert not (room.county.folder / "new").exists()


def test_a_letter_is_given_once(room: Room):
    people_ = [Joining("w-x", "孙社工", "social_worker")]
    for place, slot, kind in (
        (STATIONS[0], "A", t.SlotTaken),
        (NEW, "I", t.SlotTaken),
        ("411327999", "A", t.NotFound),
    ):
        with pytest.raises(kind):
            invite(room.centre, place, slot, people_, room.county.folder, room.root)
    with pytest.raises(t.NotFound):
        invite(room.centre, NEW, "B", [Joining("w-x", "孙社工", "king")], room.county.folder, room.root)


def test_a_station_enrols_nobody(room: Room):
    station = room.county.station()
    with pytest.raises(t.NotYours):
        invite(station, NEW, "B", [Joining("w-x", "孙", "social_worker")], room.county.folder, room.root)
    with pytest.raises(t.NotYours):
        receive_request(station, room.pack.path)


def test_a_damaged_pack_request_or_approval_is_refused(room: Room):
    def spoilt(path: Path, place: int) -> Path:
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= 0x01
        other = path.with_name("坏" + path.name)
        other.write_bytes(bytes(data))
        return other

    station = room.join()
    request = write_request(station, room.county.folder)
    approval = room.approve(request, station.machine.fingerprint)
    for place in (0, 9, 40, 200, -1, -70):
        with pytest.raises(t.Trouble):
            look_into(spoilt(room.pack.path, place), room.county.hands.clock)
        with pytest.raises(t.Trouble):
            receive_request(room.centre, spoilt(request, place))
        with pytest.raises(t.Trouble):
            accept_approval(station, spoilt(approval, place))
    assert not station.approved
    accept_approval(station, approval)
    assert station.approved


def test_a_colleague_sets_a_password_with_the_code_of_the_same_pack(room: Room):
    station = room.join()
    with pytest.raises(t.CodeWrong):
        add_colleague(station, room.pack.path, SECOND, room.pack.codes[LEAD], PASSWORD)
    add_colleague(station, room.pack.path, SECOND, room.pack.codes[SECOND], "钱社工自己的口令")
    station.close()
    room.county.open.remove(station)
    assert [one for one, _ in people(room.county.folder / "new")] == [LEAD, SECOND]
    with pytest.raises(t.WrongPassword):
        unlock(room.county.folder / "new", SECOND, PASSWORD, room.county.hands.clock, LIBRARY)
    desk = unlock(room.county.folder / "new", SECOND, "钱社工自己的口令", room.county.hands.clock, LIBRARY)
    room.county.open.append(desk)
    assert (desk.me.name, desk.role) == ("钱社工", "social_worker")


def test_a_new_workspace_never_covers_an_old_one(room: Room):
    station = room.join()
    a_home(station)
    with pytest.raises(t.FolderNotEmpty):
        room.join()


def test_a_root_key_opens_with_its_own_password_only(county: County):
    with pytest.raises(t.Trouble) as told:
        open_root_key(county.folder / "root-1.key", "不是这个口令啊啊")
    assert "（E-" in str(told.value)
    with pytest.raises(t.Surroundings):
        open_root_key(county.folder / "root-3.key", PASSWORD)


def test_a_pack_for_nobody_or_signed_with_a_foreign_key_is_refused(room: Room, tmp_path: Path):
    for people_ in ([], [Joining("w-x", "  ", "social_worker")]):
        with pytest.raises(t.NobodyNamed):
            invite(room.centre, NEW, "B", people_, room.county.folder, room.root)
    other = tmp_path / "other.key"
    make_root_key(other, PASSWORD)
    with pytest.raises(t.RootKeyForeign):
        county_root_key(room.centre, other, PASSWORD)
    other.write_text("not a key", "utf-8")
    with pytest.raises(t.NotReadable):
        county_root_key(room.centre, other, PASSWORD)


def test_a_telephone_that_is_given_travels_with_the_pack_and_stands_in_a_refusal(room: Room, tmp_path: Path):
    people = [Joining(LEAD, "赵站长", "social_worker"), Joining(SECOND, "钱社工", "station_lead", "15400001234")]
    with pytest.raises(t.PhoneWrong, match="钱社工的电话号码格式不正确"):
        invite(room.centre, NEW, "B", [replace(people[1], phone="1540000")], tmp_path, room.root)
    room.pack = invite(room.centre, "411327106", "A", people, tmp_path, room.root)
    station = room.join("phones")
    assert [one.phone for one in station.colleagues()] == ["", "15400001234"]
    with pytest.raises(t.NotYours) as told:
        seal_bundle(station, station.library.centre_unit, tmp_path)
    assert told.value.sentence == "此操作需要站负责人。请联系钱社工（15400001234）。"


def test_a_pack_that_could_not_be_written_leaves_no_gap_in_the_rosters(room: Room, tmp_path: Path):
    version = room.centre.book.newest.version
    joining = [Joining("w-x", "孙社工", "social_worker")]
    with pytest.raises(t.NotWritable):
        invite(room.centre, NEW, "B", joining, tmp_path / "nowhere", room.root)
    assert room.centre.book.newest.version == version
    invite(room.centre, NEW, "B", joining, tmp_path, room.root)
    with room.centre.read() as read:
        assert len(rosters.all(read)) == room.centre.book.newest.version == version + 1


def test_everybody_keeps_a_number_of_their_own(room: Room, tmp_path: Path):
    lead = Joining(LEAD, "赵站长", "station_lead")
    for slot, worker in (("B", "w-x"), ("C", "w-y")):
        invite(room.centre, NEW, slot, [lead, Joining(worker, worker, "social_worker")], tmp_path, room.root)
    numbers = [one.worker_no for one in room.centre.book.newest.people]
    assert len(numbers) == len(set(numbers))


def test_places_tell_what_is_on_its_way_what_waits_and_what_is_in_use(room: Room):
    def states() -> list[str]:
        return [one.state for one in next(one for one in places(room.centre) if one.code == NEW).machines]

    assert states() == ["等申请"]
    station = room.join()
    request = write_request(station, room.county.folder)
    asked = receive_request(room.centre, request)
    assert dict(asks_for(room.centre, asked))["申请人"] == "赵站长"
    assert states() == ["待核准"]
    room.approve(request, station.machine.fingerprint)
    assert states() == ["使用中"]
    assert next_letter(room.centre, NEW) == "B"
    assert [one.name for one in known_people(room.centre, NEW)] == ["赵站长", "钱社工"]
    assert new_worker_id(room.centre, NEW, "social_worker") == f"w-{NEW}-3"

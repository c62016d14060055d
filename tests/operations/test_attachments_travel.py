"""Photos travel in their own parts, the signed sheets first, again and again until the other side says they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import BundleDamaged, NothingToSend, Trouble
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.attach import Source, attach, kept_file
from sheqi_desktop.operations.attachments_owed import attachments_owed
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.seal_bundle import recipients_of, seal_bundle
from sheqi_desktop.store import blobs, log, outbox
from sheqi_desktop.sync.bundle import open_envelope, peek
from tests.operations.conftest import STATIONS, County
from tests.pictures import a_jpeg, a_noise
from tests.typed import a_home, a_person, a_seen


@pytest.fixture
def two(county: County):
    """Give a station that took two photos and a centre that has taken in everything before."""
    station, centre = county.station(), county.centre()
    for path in (county.first[0], county.second[0]):
        accept_bundle(centre, path)
    person = a_person(station, a_home(station), 77)
    photos = [attach(station, Source(f"{colour}.jpg", data=a_jpeg(colour=colour))) for colour in ("red", "blue")]
    county.hands.to("2023-04-03T18:00:00")
    a_seen(station, person, "2023-04-03", start_at="08:10", end_at="08:40", photos=photos)
    return county, station, centre, photos


def here(desk, photos):
    return [kept_file(desk, one["hash"]) is not None for one in photos]


def blobs_of(desk, path: Path) -> list[str]:
    manifest = peek(open_envelope(path.read_bytes(), desk.machine.age_secret, path.name))
    return [part.sha256 for part in manifest.parts if part.kind == "blob"]


def test_photos_come_with_their_records_and_are_not_sent_twice(two):
    county, station, centre, photos = two
    made = seal_bundle(station, centre.station, county.folder)
    assert made.attachments == 2
    assert here(centre, photos) == [False, False]
    assert accept_bundle(centre, made.path).attachments == 2
    assert here(centre, photos) == [True, True]
    assert kept_file(centre, photos[0]["hash"]) == kept_file(station, photos[0]["hash"])
    back = seal_bundle(centre, STATIONS[0], county.folder)
    assert back.attachments == 0, "a station's own photos do not come back to it"
    accept_bundle(station, back.path)
    with station.read() as read:
        assert blobs.held_by(read, centre.machine.device) == {one["hash"] for one in photos}
    with pytest.raises(NothingToSend):
        seal_bundle(station, centre.station, county.folder)


def test_what_was_never_acknowledged_is_sent_again(two):
    county, station, centre, photos = two
    seal_bundle(station, centre.station, county.folder)
    again = seal_bundle(station, centre.station, county.folder)
    assert again.attachments == 2, "the first stick was lost"
    accept_bundle(centre, again.path)
    assert here(centre, photos) == [True, True]


def test_photos_may_follow_later_and_the_records_count_all_the_same(two):
    county, station, centre, photos = two
    made = seal_bundle(station, centre.station, county.folder, photos=False)
    assert (made.attachments, made.later) == (0, 2)
    accept_bundle(centre, made.path)
    counted = count_contract(centre).rows
    with centre.read() as read:
        listed = blobs.missing_by_station(read)
    assert {sha for sha, _ in listed[STATIONS[0]]} == {one["hash"] for one in photos}
    assert all(number.startswith(f"{STATIONS[0]}-TF-2023-A") for _, number in listed[STATIONS[0]])
    later = seal_bundle(station, centre.station, county.folder)
    assert accept_bundle(centre, later.path).attachments == 2
    assert count_contract(centre).rows == counted
    with centre.read() as read:
        assert blobs.missing(read) == []


def test_what_the_centre_has_lost_is_asked_for_and_sent_again(two):
    county, station, centre, photos = two
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    with centre.write() as write:
        write.run("DELETE FROM blob WHERE sha256 = ?", photos[1]["hash"])
    person = a_person(station, a_home(station), 78)
    a_seen(station, person, "2023-04-03", start_at="10:10", end_at="10:40")
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    asked = seal_bundle(centre, STATIONS[0], county.folder)
    accept_bundle(station, asked.path)
    made = seal_bundle(station, centre.station, county.folder)
    assert blobs_of(centre, made.path) == [photos[1]["hash"]]
    accept_bundle(centre, made.path)
    assert here(centre, photos) == [True, True]


def test_a_restored_station_gets_its_photos_back_from_the_centre(two):
    county, station, centre, photos = two
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    with station.write() as write:
        write.run("DELETE FROM blob")
    person = a_person(station, a_home(station), 79)
    a_seen(station, person, "2023-04-03", start_at="11:10", end_at="11:40")
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    back = seal_bundle(centre, STATIONS[0], county.folder)
    assert back.attachments == 2
    accept_bundle(station, back.path)
    assert here(station, photos) == [True, True]


def test_no_station_gets_the_photos_of_another(two):
    county, station, centre, _ = two
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    with centre.read() as read:
        assert attachments_owed(centre, read, recipients_of(centre, STATIONS[1])) == []


def test_many_photos_go_into_several_files_and_what_was_not_written_goes_next_time(two):
    county, station, centre, photos = two
    more = [attach(station, Source(f"{n}.png", data=a_noise(300 + n, 200)), keep_original=True) for n in range(4)]
    person = a_person(station, a_home(station), 80)
    a_seen(station, person, "2023-04-03", start_at="13:10", end_at="13:40", photos=more)
    made = seal_bundle(station, centre.station, county.folder, limit=250_000)
    assert len(made.paths) > 2
    assert [path.name.rpartition("-")[2] for path in made.paths] == [
        f"{n}of{len(made.paths)}.sqb" for n in range(1, len(made.paths) + 1)
    ]
    assert all(path.stat().st_size < 300_000 for path in made.paths)
    accept_bundle(centre, made.paths[-1])
    accept_bundle(centre, made.paths[0])
    assert sum(here(centre, [*photos, *more])) < 6
    accept_bundle(station, seal_bundle(centre, STATIONS[0], county.folder).path)
    rest = seal_bundle(station, centre.station, county.folder)
    assert 0 < rest.attachments < 6
    accept_bundle(centre, rest.path)
    assert all(here(centre, [*photos, *more]))


def test_the_signed_sheets_of_a_consent_go_before_the_photos_and_even_without_them(two):
    county, station, centre, photos = two
    scan = attach(station, Source("同意书.jpg", data=a_jpeg(colour="white")), kind="signed_scan")
    with station.write() as write:
        told = {"station_code": STATIONS[0], "status": "draft", "scan": scan, "_form": 1}
        log.append(write, "case_consent", "0198a000-0000-7000-8000-000000000001", (), told, station.me.worker_id, 1)
    made = seal_bundle(station, centre.station, county.folder, photos=False)
    assert blobs_of(centre, made.path) == [scan["hash"]]
    made = seal_bundle(station, centre.station, county.folder, limit=1)
    carried = [sha for path in made.paths for sha in blobs_of(centre, path)]
    assert carried[0] == scan["hash"]
    assert set(carried) == {scan["hash"], *(one["hash"] for one in photos)}


def test_a_damaged_photo_refuses_the_bundle_whole(two):
    county, station, centre, photos = two
    with station.write() as write:
        write.run("UPDATE blob SET data = ? WHERE sha256 = ?", b"\xff\xd8\xff something else", photos[0]["hash"])
    path = seal_bundle(station, centre.station, county.folder).path
    assert blobs_of(centre, path) == [photos[1]["hash"]], "what is damaged here is never passed on"
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    with centre.read() as read:
        before = outbox.imports(read)
    with pytest.raises(Trouble) as caught:
        accept_bundle(centre, path)
    assert isinstance(caught.value, BundleDamaged) or "没有写入" in caught.value.sentence
    with centre.read() as read:
        assert outbox.imports(read) == before
        assert read.value("SELECT count(*) FROM blob") == 0

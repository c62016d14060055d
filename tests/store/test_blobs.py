"""Which files records name, which are here, and who else is known to hold them."""

from __future__ import annotations

import hashlib

from sheqi_desktop.store import blobs
from tests.store.conftest import STATION, a_visit, an_id


def a_file(data: bytes, **said: object) -> dict[str, object]:
    return {
        "hash": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "name": "照片.jpg",
        "type": "image/jpeg",
        **said,
    }


ONE, TWO = a_file(b"one"), a_file(b"two")


def named(workspace, station=None):
    with workspace.database.read() as read:
        return [(sha, kind) for sha, _, kind, *_ in blobs.named(read, station)]


def missing(workspace):
    with workspace.database.read() as read:
        return blobs.missing(read)


def put(workspace, data):
    with workspace.database.write() as write:
        return blobs.put(write, data, "image/jpeg", 1)


def test_every_road_into_the_file_finds_the_photos_of_a_record(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit(photos=[ONE]))
    first.save("visit", an_id(2), a_visit())
    first.patch(an_id(2), {"client_sign": {"state": "signed", "reason": "", "file": TWO}})
    second.take(first.seal())
    for one in (first, second):
        assert missing(one) == sorted([ONE["hash"], TWO["hash"]])
        assert put(one, b"one") == ONE["hash"]
        assert missing(one) == [TWO["hash"]]
        assert named(one) == [(ONE["hash"], "visit")]
        assert named(one, "411327199") == []
    with second.database.read() as read:
        assert blobs.missing_by_station(read) == {STATION: [(TWO["hash"], "")]}
    first.patch(an_id(1), {"photos": None})
    assert named(first) == [(ONE["hash"], "visit")], "what was handed in still counts"
    second.take(first.seal())
    assert named(second) == named(first)
    second.rebuilt_digest()
    assert named(second) == named(first)


def test_a_photo_that_is_disputed_is_needed_too(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit(status="draft"))
    second.take(first.seal())
    first.patch(an_id(1), {"photos": [ONE]})
    second.patch(an_id(1), {"photos": [TWO]})
    first.take(second.seal())
    assert missing(first) == sorted([ONE["hash"], TWO["hash"]])


def test_a_photo_of_two_records_is_found_twice_unless_one_is_void(station):
    for n in (1, 2, 3):
        station.save("visit", an_id(n), a_visit(photos=[ONE], doc_no=f"N{n}", status="draft"))
    station.patch(an_id(3), {"_deleted": True}, reason="录错了人")
    with station.database.read() as read:
        assert blobs.uses(read, ONE["hash"]) == [(an_id(1), "N1"), (an_id(2), "N2")]
        assert [row[4] for row in blobs.used_twice(read)] == ["N1", "N2"]
    station.patch(an_id(2), {"photos": [TWO]})
    with station.database.read() as read:
        assert blobs.used_twice(read) == []


def test_a_machine_holds_what_came_and_not_what_it_says_it_lacks(station):
    with station.database.write() as write:
        blobs.note_sent(write, 1, ["a", "b"])
        blobs.note_sent(write, 2, ["c"])
        blobs.note_files_came(write, "centre", [1, 99], 1)
        blobs.note_held(write, "centre", ["d"], 1)
        blobs.note_lacking(write, "centre", ["b", "z"])
        assert blobs.held_by(write, "centre") == {"a", "d"}
        assert blobs.held_by(write, "other") == set()


def test_damage_to_a_photo_is_found_by_its_name(station):
    name = put(station, b"one")
    with station.database.read() as read:
        assert blobs.damaged(read) == []
        assert blobs.size_of(read, name) == 3
    with station.database.write() as write:
        write.run("UPDATE blob SET data = ?", b"ONE")
        assert blobs.damaged(write) == [name]

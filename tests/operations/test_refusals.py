"""What must not come in by a bundle: one clear sentence with its code, and nothing is changed."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import receive_request
from sheqi_desktop.operations.enrol_station import write_request
from sheqi_desktop.operations.inspect_bundle import inspect_bundle
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import log, segments
from sheqi_desktop.sync import bundle, segment
from sheqi_desktop.sync.bytes import BUNDLE, b64, pae, write_json
from sheqi_desktop.sync.envelope import close, open_envelope
from sheqi_desktop.sync.frame import cut, write_frame
from sheqi_desktop.sync.roster import sign
from tests.desks import PASSWORD, Hands, a_centre, a_station
from tests.operations.conftest import STATIONS, County
from tests.operations.refusing import at, nothing_changes, refused
from tests.typed import a_home

MUTANTS = int(os.environ.get("SHEQI_MUTANTS", "120"))


# ------------------------------------------------------------------------------ damaged
def test_no_byte_of_a_bundle_can_be_changed(county: County):
    centre = county.centre()
    data = county.first[0].read_bytes()
    places = sorted({*range(0, len(data), max(1, len(data) // MUTANTS)), len(data) - 1})
    with nothing_changes(centre):
        for place in places:
            changed = bytearray(data)
            changed[place] ^= 0x01
            told = refused(centre, at(county.folder, bytes(changed)))
            assert isinstance(told, t.BundleUnopenable | t.BundleDamaged), (place, told)


def test_a_bundle_cut_short_is_refused(county: County):
    centre = county.centre()
    data = county.first[0].read_bytes()
    rng = random.Random(5)
    with nothing_changes(centre):
        for end in [0, 1, len(data) // 2, len(data) - 1, *(rng.randrange(len(data)) for _ in range(8))]:
            refused(centre, at(county.folder, data[:end]))
        refused(centre, at(county.folder, data + b"\0"))


def test_no_byte_inside_the_envelope_can_be_changed_by_whoever_can_open_it(county: County):
    centre = county.centre()
    plain = open_envelope(county.first[0].read_bytes(), centre.machine.age_secret)
    rng = random.Random(6)
    with nothing_changes(centre):
        for place in sorted(rng.sample(range(len(plain)), min(40, MUTANTS))):
            changed = bytearray(plain)
            changed[place] ^= 0x20
            refused(centre, at(county.folder, close(bytes(changed), [centre.machine.recipient])))


def test_what_is_no_bundle_is_refused(county: County):
    centre = county.centre()
    with nothing_changes(centre):
        for data in (b"", b"\0" * 1000, "不是数据包".encode(), b"PK\x03\x04" + b"x" * 99, b"age-encryption.org/v1\n"):
            refused(centre, at(county.folder, data))
        told = refused(centre, county.folder / "没有这个文件.sqb", t.NotReadable)
        assert told.exit_status == 3
        refused(centre, county.folder, t.NotReadable)


# ------------------------------------------------------------------------------ honest, but not for us to take
def test_a_bundle_for_somebody_else_does_not_open(county: County):
    other = county.station(STATIONS[1])
    with nothing_changes(other):
        assert isinstance(refused(other, county.first[0]), t.BundleUnopenable)


def hostile(desk: Desk, *changes: tuple[str, str, Mapping[str, Any], Mapping[str, Any]], **manifest: Any) -> bytes:
    """Write a bundle as a station's own key can, without any of the program's scruples."""
    with desk.read() as read:
        chain = log.own_chain(read)
        assert chain is not None
        made = []
        for number, (kind, record, answers, more) in enumerate(changes, start=1):
            parents = more.get("parents", ())
            ref = ChangeRef(chain.chain, chain.seq + number)
            facts: dict[str, Any] = {"author": desk.me.worker_id, "at": desk.clock.ms()}
            facts |= {name: value for name, value in more.items() if name != "parents"}
            made.append(Change(ref, kind, record, parents, answers, device=desk.machine.device, **facts))
        sealed = segment.seal(
            made,
            chain,
            county=desk.book.county,
            roster_version=desk.book.newest.version,
            signer=desk.machine,
            now_ms=desk.clock.ms(),
            app="试",
            creation_of=lambda record: log.creation_of(read, record),
            address_of=lambda ref: segments.address_of(read, ref),
        )
    facts = {"kind": "sync", "machine": desk.machine, "county": desk.book.county, "counter": 9, "sealed": [sealed]}
    facts |= {"to": desk.book.newest.active(), "roster_version": desk.book.newest.version, "as_of": "2023-04-03"}
    return bundle.pack(**(facts | manifest))


def own_visit(desk: Desk) -> look_up.StoredRecord:
    return look_up.list_records(desk, look_up.Wanted("visit", limit=1))[0]


def forged(
    desk: Desk, which: str, victim: look_up.StoredRecord
) -> tuple[str, str, Mapping[str, Any], Mapping[str, Any]]:
    mine = own_visit(desk)
    new = {"station_code": desk.station, "worker_id": desk.me.worker_id, "entered_by": desk.me.worker_id, "_form": 1}
    fresh = "01869c66-5e80-7d11-a196-00000000beef"
    more: dict[str, Any] = {"parents": mine.heads}
    return {
        "another station's new record": ("visit", fresh, new | {"station_code": victim.station}, {}),
        "the author of another station": ("visit", fresh, new, {"author": f"w-{victim.station}-1"}),
        "an author nobody knows": ("visit", fresh, new, {"author": "w-nobody"}),
        "entered by somebody else": ("visit", fresh, new | {"entered_by": f"w-{desk.station}-2"}, {}),
        "signed for a colleague": ("visit", mine.id, {"signed_by": f"w-{desk.station}-2"}, more),
        "a locked state": ("visit", mine.id, {"status": "locked"}, more),
        "another owner": ("visit", mine.id, {"station_code": victim.station}, more),
        "its own late acceptance": ("visit", mine.id, {"period_adjust": {"decision": 1}}, more),
        "another time of entry": ("visit", mine.id, {"entered_at": "2023-03-01T08:00:00+08:00"}, more),
        "a closed month": ("period_close", fresh, new | {"year": 2023, "month": 3}, {}),
        "a signature of the 站长 by somebody else": (
            "visit",
            mine.id,
            {"lead_signed_by": f"w-{desk.station}-2"},
            more | {"author": f"w-{desk.station}-2"},
        ),
        "an approval in another's name": ("visit", mine.id, {"approved_by": f"w-{desk.station}-2"}, more),
        "a signature by one who may not": (
            "visit",
            mine.id,
            {"status": "signed"},
            more | {"author": f"w-{desk.station}-2"},
        ),
        "a step in another's name": (
            "visit",
            mine.id,
            {f"moves/{fresh}": {"id": fresh, "move": "x", "by": f"w-{desk.station}-2"}},
            more,
        ),
        "a step taken back": ("visit", mine.id, {f"moves/{fresh}": None}, more),
        "a step changed": ("visit", mine.id, {f"moves/{fresh}/on": "2023-01-01"}, more),
        "all steps at once": ("visit", mine.id, {"moves": []}, more),
        "a false hand on a new record": (
            "visit",
            fresh,
            new | {"status": "submitted", "signed_by": desk.me.worker_id},
            {"signature": b64(bytes(64))},
        ),
        "a false hand": ("visit", mine.id, {"status": "submitted"}, more | {"signature": b64(bytes(64))}),
    }[which]


FORGERIES = [
    "another station's new record", "the author of another station", "an author nobody knows",
    "entered by somebody else", "signed for a colleague", "a locked state", "another owner",
    "its own late acceptance", "another time of entry", "a closed month", "a signature of the 站长 by somebody else",
    "an approval in another's name", "a signature by one who may not", "a step in another's name", "a step taken back",
    "a step changed", "all steps at once", "a false hand",
    "a false hand on a new record",
]  # fmt: skip


@pytest.mark.parametrize("which", FORGERIES)
def test_an_enrolled_but_hostile_machine_gets_nothing_in_by(county: County, which: str):
    centre, station = county.centre(), county.station()
    accept_bundles(centre, [*county.first, *county.second])
    with centre.read() as read:
        victim = next(
            one
            for one in look_up.list_records(centre, look_up.Wanted("visit", limit=50))
            if one.station == STATIONS[1] and read is not None
        )
    path = at(county.folder, hostile(station, forged(station, which, victim)))
    with nothing_changes(centre):
        told = refused(centre, path)
        assert told.code == "E-AUT-01"
        assert "整个包没有写入" in told.sentence


def test_a_change_to_a_record_of_another_station_is_refused(county: County):
    """A station that got hold of another's segment writes a patch that names it."""
    centre, station, other = county.centre(), county.station(), county.station(STATIONS[1])
    accept_bundles(centre, [*county.first, *county.second])
    victim = own_visit(other)
    with other.read() as read:
        creation = log.creation_of(read, victim.id)
        addresses = {head: segments.address_of(read, head) for head in (*victim.heads, creation) if head}
    with station.read() as read:
        chain = log.own_chain(read)
        assert chain is not None
        made = Change(
            ChangeRef(chain.chain, chain.seq + 1), "visit", victim.id, victim.heads, {"summary": "改成别的"},
            station.me.worker_id, station.clock.ms(), device=station.machine.device,
        )  # fmt: skip
        sealed = segment.seal(
            [made], chain, county=station.book.county, roster_version=station.book.newest.version,
            signer=station.machine, now_ms=station.clock.ms(), app="试",
            creation_of=lambda _: creation, address_of=addresses.get,
        )  # fmt: skip
    data = bundle.pack(
        kind="sync", machine=station.machine, county=station.book.county, to=centre.book.newest.active(),
        counter=9, roster_version=station.book.newest.version, sealed=[sealed], as_of="2023-04-03",
    )  # fmt: skip
    with nothing_changes(centre):
        assert refused(centre, at(county.folder, data)).code == "E-AUT-01"


def rewritten(desk: Desk, data: bytes, receiver: Desk, **members: Any) -> bytes:
    """Rewrite a manifest and sign it again with the same machine."""
    frame = cut(open_envelope(data, desk.machine.age_secret), "")
    text = write_json(frame.said | members)
    whole = write_frame(text, desk.machine.sign(pae(BUNDLE, text)), [bytes(frame.rest)])
    return close(whole, [receiver.machine.recipient])


def test_a_bundle_of_a_newer_program_is_kept_for_after_the_upgrade(county: County):
    centre, station = county.centre(), county.station()
    with nothing_changes(centre):
        path = at(county.folder, rewritten(station, county.first[0].read_bytes(), centre, v=2))
        assert refused(centre, path).code == "E-BND-03"


def test_a_bundle_of_another_county_is_refused(county: County, tmp_path: Path):
    centre = county.centre()
    with nothing_changes(centre):
        data = rewritten(county.station(), county.first[0].read_bytes(), centre, county="ab" * 32)
        assert refused(centre, at(county.folder, data)).code == "E-BND-05"
        hands = Hands("2022-08-02T09:00:00")
        strangers = a_centre(tmp_path / "elsewhere", hands)
        station = a_station(tmp_path / "elsewhere", strangers, hands)
        a_home(station)
        foreign = seal_bundle(station, strangers.station, tmp_path).path
        assert refused(centre, foreign).code == "E-BND-02"
        strangers.close()
        station.close()


def test_a_letter_that_lists_other_receivers_is_refused(county: County):
    centre, station = county.centre(), county.station()
    data = rewritten(station, county.first[0].read_bytes(), centre, to=[county.station(STATIONS[1]).machine.device])
    with nothing_changes(centre):
        assert refused(centre, at(county.folder, data)).code == "E-BND-04"


def test_a_machine_not_yet_approved_waits_and_an_unknown_one_is_refused(county: County):
    centre = county.centre()
    station = a_station(county.folder, centre, county.hands, "411327105", approved=False)
    county.open.append(station)
    a_home(station)
    path = seal_bundle(station, centre.station, county.folder).path
    with nothing_changes(centre):
        told = refused(centre, path)
        assert told.code == "E-SIG-01"
        assert "没有登记的电脑" in told.sentence
    receive_request(centre, write_request(station, county.folder))
    with nothing_changes(centre):
        told = refused(centre, path)
        assert told.code == "E-SIG-04"
        assert "还没核准" in told.sentence


def test_a_machine_reported_lost_brings_nothing_in(county: County):
    centre = county.centre()
    lost = county.station().machine.device
    root = open_root_key(county.folder / "root-1.key", PASSWORD)
    devices = tuple(
        replace(one, status="lost", lost_at=1) if one.id == lost else one for one in centre.book.newest.devices
    )
    with centre.write() as write:
        centre.adopt(write, centre.book.adopt([sign(centre.book.successor(devices=devices), [root])]))
    with nothing_changes(centre):
        assert refused(centre, county.first[0]).code == "E-SIG-03"
    assert accept_bundle(centre, county.first[1]).new > 0


def test_a_file_larger_than_any_honest_one_is_not_even_read(county: County, monkeypatch):
    centre = county.centre()
    giant = county.folder / "大.sqb"
    with giant.open("wb") as file:
        file.truncate((200 << 20) + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    with nothing_changes(centre):
        assert refused(centre, giant).code == "E-BND-08"


def test_one_refused_file_stops_none_of_the_others(county: County):
    centre = county.centre()
    spoilt = at(county.folder, county.first[0].read_bytes()[:-5])
    results = accept_bundles(centre, [spoilt, county.first[1], county.folder / "没有.sqb", county.first[2]])
    assert [getattr(getattr(one, "trouble", None), "code", "in") for one in results] == [
        "E-BND-02",
        "in",
        "E-DSK-03",
        "in",
    ]


def test_looking_into_a_file_writes_nothing(county: County):
    centre = county.centre()
    with nothing_changes(centre):
        lines = list(inspect_bundle(centre, county.first[0]))
        assert lines[0][1]["counter"] == 1
        read_bundle(centre, county.first[0])

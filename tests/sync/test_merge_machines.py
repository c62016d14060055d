from __future__ import annotations

from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Cut, sign
from sheqi_desktop.sync.segment import decode, seal
from tests.sync.parts import NOW, STATION, County, Workspace_, Writer, reseal, some_visits, uid
from tests.sync.test_merge import accept, pieces, planned


def test_a_machine_no_roster_names_waits_and_is_merged_after_its_approval():
    county, stranger = County(), Machine.make()
    writer = some_visits(county, stranger)
    sealed = writer.seal()
    known = Workspace_(county.centre)
    made = planned(county, known, [sealed])
    assert [each.reason for each in made.park] == ["unapproved"]
    accept(known, made)
    from tests.sync.parts import device_of

    devices = (*county.book.newest.devices, device_of(stranger, STATION, "B", "station"))
    county.book = county.book.adopt([sign(county.book.successor(devices=devices), [county.root])])
    made = planned(county, known, [])
    assert [each.sealed for each in made.accept] == [sealed]


def test_a_parked_segment_that_proves_forged_is_dropped_without_blaming_the_bundle():
    county, stranger = County(), Machine.make()
    forged = reseal(some_visits(county, stranger).seal(), county.other)
    known = Workspace_(county.centre, parked=[forged])
    from tests.sync.parts import device_of

    devices = (*county.book.newest.devices, device_of(stranger, STATION, "B", "station"))
    county.book = county.book.adopt([sign(county.book.successor(devices=devices), [county.root])])
    made = planned(county, known, pieces(county).sealed)
    assert made.dropped == (forged.hash,)
    assert len(made.accept) == 4


def test_a_suspended_machines_segments_wait():
    county = County()
    writer = some_visits(county, county.other)
    writer.seal()
    county.become(county.other, status="suspended")
    made = planned(county, Workspace_(county.centre), writer.sealed)
    assert [each.reason for each in made.park] == ["suspended"]


def test_segments_of_a_lost_machine_are_held_before_and_after_the_loss():
    county = County()
    writer = Writer(county, county.other)
    for i, when in enumerate((NOW, NOW + 1000, NOW + 60_000)):
        writer.create(uid(i + 1), {"note": "x"})
        writer.seal(now_ms=when)
    county.become(county.other, status="lost", lost_at=NOW + 5000)
    cut = Cut(county.other.device, writer.chain, 1, writer.sealed[0].hash, reason="报失", at=NOW + 5000)
    county.book = county.book.adopt([sign(county.book.successor(cuts=(cut,)), [county.root])])
    made = planned(county, Workspace_(county.centre), writer.sealed)
    assert [each.sealed for each in made.accept] == writer.sealed[:1]
    assert [(each.sealed, each.reason) for each in made.quarantine] == [
        (writer.sealed[1], "before"),
        (writer.sealed[2], "after"),
    ]


def test_a_thief_cannot_grow_a_second_branch_under_an_old_number():
    county = County()
    one = Writer(county, county.other)
    one.create(uid(1), {"note": "真"})
    two = one.copy()
    honest = one.seal()
    two.open.clear()
    two.seq = 0
    two.create(uid(2), {"note": "假"})
    forged = two.seal()
    county.become(county.other, status="lost", lost_at=NOW + 1)
    cut = Cut(county.other.device, one.chain, 1, honest.hash, at=NOW + 1)
    county.book = county.book.adopt([sign(county.book.successor(cuts=(cut,)), [county.root])])
    made = planned(county, Workspace_(county.centre, [honest]), [forged])
    assert not made.accept
    assert len(made.quarantine) == 1
    made = planned(county, Workspace_(county.centre), [forged])
    assert not made.accept


def test_one_number_may_mean_two_branches_of_a_chain_and_each_is_named():
    """Both computers went on after a disk was copied; one decision of the centre is about what either wrote then."""
    county = County()
    station, centre = some_visits(county), Writer(county, county.centre)
    station.seal()
    twin = station.copy()
    for writer, record in ((station, uid(11)), (twin, uid(12))):
        writer.create(record, {"mode": 1})
        writer.seal()
    lines = Lines({link.hash: link for link in map(Link.of, [*station.sealed, *twin.sealed])}.values())
    one, other = (lines.own(writer.sealed[-1].hash, station.chain, 6) for writer in (station, twin))
    assert one != other
    for record, parents in ((uid(11), [one]), (uid(12), [other]), (uid(12), [other, one]), (uid(11), [one])):
        centre.patch(record, parents, {"mode": 2})
    records = {uid(11): one, uid(12): other}
    sealed = seal(
        centre.open, centre.head, county=county.book.county, roster_version=1, signer=centre.machine, now_ms=NOW,
        creation_of=records.get, address_of=lines.address,
    )  # fmt: skip
    read = decode(sealed).patches({ref: record for record, ref in records.items()}.get, lines)
    assert [(patch.record, patch.parents) for patch in read] == [
        (change.record, change.parents) for change in centre.open
    ]

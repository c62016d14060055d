"""What is 限阅, what is private, and what no honest program sends: who holds it, and how the rest is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.domain.circles import ALL, private_circle, restricted_circle, station_circle
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.assign import assign
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import log, records, segments
from sheqi_desktop.sync import bundle, segment
from sheqi_desktop.sync.bytes import chain_id
from tests.builders_events import a_crisis
from tests.desks import PASSWORD, a_station, put
from tests.operations.refusing import at, nothing_changes, refused
from tests.operations.test_circles import ONE, TWO, Around, around, circles_held, kinds_of_stations, newest
from tests.typed import a_home, a_person

__all__ = ["around"]
WORKER = f"w-{ONE}-2"


def a_secret(desk: Desk) -> str:
    """Type a mandatory report."""
    person = a_person(desk, a_home(desk), 4)
    answers = a_crisis(client_id=person, worker_id=desk.me.worker_id)
    return put(desk, "crisis", {k: v for k, v in answers.items() if v is not None}, hand_in=False).record


def a_note(desk: Desk, kind: str, station: str = ONE, **said: Any) -> str:
    """Write a record beside those of a station, as the supervisor's pages will."""
    record = uuid7(desk.clock.ms())
    answers = {"station_code": station, "entered_by": desk.me.worker_id, "_form": 1, **said}
    with desk.write() as write:
        desk.append(write, kind, record, (), answers)
    return record


def circle_of(desk: Desk, record: str) -> set[str]:
    with desk.read() as read:
        return {log.circle_of(read, one.ref.chain) for one in log.changes_of(read, record)}


# ------------------------------------------------------------------------------ 限阅
def test_a_restricted_record_has_a_chain_of_its_own_from_its_first_save(around: Around):
    record = a_secret(around.one)
    assert circle_of(around.one, record) == {restricted_circle(ONE, around.one.me.worker_id)}
    around.send(around.one, around.centre)
    around.send(around.one, around.watcher)
    for desk in (around.centre, around.watcher):
        assert look_up.get(desk, record).restricted
    around.visit(around.two)
    around.send(around.two, around.centre)
    around.send(around.centre, around.two)
    assert circles_held(around.two) <= {ALL}
    assert kinds_of_stations(around.two) == {TWO}


def test_what_becomes_restricted_moves_its_later_changes_and_stays(around: Around):
    record = around.visit(around.one)

    def say(**answers: Any) -> str:
        with around.one.write() as write:
            stored = around.one.stored(write, record)
            made = around.one.append(write, "visit", record, stored.heads, answers)
            return log.circle_of(write, made.ref.chain)

    secret = restricted_circle(ONE, look_up.get(around.one, record).worker)
    assert circle_of(around.one, record) == {ALL}
    assert say(restricted=True) == secret
    assert say(restricted=None) == secret
    assert say(note="后来又说") == secret
    around.send(around.one, around.centre)
    assert look_up.get(around.centre, record).answers["note"] == "后来又说"


# ------------------------------------------------------------------------------ between two people
def test_a_private_note_is_in_no_bundle_but_the_two_peoples(around: Around):
    note = a_note(around.watcher, "wellbeing_note", supervisor_id="s-1", worker_id=WORKER, text="压力大，睡不好")
    circle = private_circle("s-1", WORKER)
    assert circle_of(around.watcher, note) == {circle}
    with pytest.raises(t.NothingToSend):
        seal_bundle(around.watcher, around.centre.station, around.folder)
    around.send(around.watcher, around.one)
    assert answers_of(around.one, note)["text"] == "压力大，睡不好"
    with around.one.write() as write:
        stored = around.one.stored(write, note)
        around.one.append(write, "wellbeing_note", note, stored.heads, {"answer": "谢谢"})
    around.visit(around.one)
    around.send(around.one, around.centre)
    assert circle not in circles_held(around.centre)
    with around.centre.read() as read:
        assert records.get(read, note) is None
        assert circle not in {told for _, told in log.chain_circles(read).values()}
    around.send(around.one, around.watcher)
    assert answers_of(around.watcher, note)["answer"] == "谢谢"


def answers_of(desk: Desk, record: str) -> Mapping[str, Any]:
    with desk.read() as read:
        return desk.stored(read, record).answers


# ------------------------------------------------------------------------------ what no honest program makes
def a_segment(
    desk: Desk, circle: str, made: Mapping[str, Any], kind: str = "visit", after: Sealed | None = None, **more: Any
) -> Sealed:
    """Seal one change into the first segment of a chain for some circle, or the next, correctly signed."""
    epoch = "ab" * 8
    chain = chain_id(desk.machine.device, epoch, circle)
    seq, hash_ = (after.last, after.hash) if after else (0, "")
    head = ChainHead(chain, desk.machine.device, epoch, circle, seq, hash_)
    facts: dict[str, Any] = {"record": uuid7(desk.clock.ms()), "parents": ()}
    facts |= {"author": desk.me.worker_id, "at": desk.clock.ms(), "device": desk.machine.device} | more
    change = Change(ChangeRef(chain, seq + 1), kind, answers=made, **facts)
    with desk.read() as read:
        return segment.seal(
            [change], head, county=desk.book.county, roster_version=desk.book.newest.version, signer=desk.machine,
            now_ms=desk.clock.ms(), app="试", creation_of=lambda record: log.creation_of(read, record),
            address_of=lambda ref: segments.address_of(read, ref),
        )  # fmt: skip


def packed(around: Around, sender: Desk, receiver: Desk, *sealed: Sealed, **manifest: Any) -> Path:
    device = sender.book.newest.device(receiver.machine.device)
    assert device is not None
    facts: dict[str, Any] = {"kind": "sync", "machine": sender.machine, "county": sender.book.county, "to": [device]}
    facts |= {"counter": 90, "sealed": sealed, "roster_version": sender.book.newest.version, "as_of": "2023-06-14"}
    return at(around.folder, bundle.pack(**(facts | manifest)))


def test_a_chain_for_others_refuses_the_whole_bundle(around: Around):
    new = {"station_code": ONE, "entered_by": around.one.me.worker_id, "_form": 1}
    secret = (restricted_circle(ONE), restricted_circle(ONE, WORKER))
    for circle in (station_circle(ONE), *secret, private_circle("s-1", WORKER), "station-999999999"):
        path = packed(around, around.one, around.two, a_segment(around.one, circle, new))
        with nothing_changes(around.two):
            told = refused(around.two, path, t.NotOurCircle)
            assert "不该交给本机" in told.sentence


def test_a_circle_that_changed_on_the_way_is_nobodys_fault(around: Around):
    """The 督导 was responsible when it was sealed, or will be by a roster the sender knows already."""
    around.visit(around.one)
    path = seal_bundle(around.one, f"{around.centre.station}-B", around.folder).path
    reassign(around, [TWO])
    newest(around.centre, around.watcher)
    accept_bundle(around.watcher, path, copy_first=False)
    assert station_circle(TWO) in around.watcher.book.newest.circles
    newest(around.centre, around.two)
    before = around.watcher.book
    new = {"station_code": TWO, "entered_by": around.two.me.worker_id, "_form": 1}
    sealed = a_segment(around.two, station_circle(TWO), new)
    assert before.newest.version == around.two.book.newest.version
    reassign(around, [ONE])
    assert around.watcher.book.at(before.newest.version)
    newest(around.centre, around.watcher)
    accept_bundle(around.watcher, packed(around, around.two, around.watcher, sealed), copy_first=False)


def test_where_the_sender_knows_a_later_roster_the_segment_waits(around: Around):
    reassign(around, [ONE, TWO])
    newest(around.centre, around.two)
    new = {"station_code": TWO, "entered_by": around.two.me.worker_id, "_form": 1}
    sealed = a_segment(around.two, station_circle(TWO), new)
    told = read_bundle(around.watcher, packed(around, around.two, around.watcher, sealed))
    assert [one.reason for one in told.plan.park] == ["roster"]


def reassign(around: Around, stations: list[str]) -> None:
    """Let the centre sign a roster in which the 督导 has other stations from today."""
    assign(around.centre, "s-1", stations, open_root_key(around.folder / "root-1.key", PASSWORD))


def test_after_an_assignment_ends_nothing_more_is_sent_and_nothing_is_shown(around: Around):
    first = around.visit(around.one)
    around.send(around.one, around.centre)
    around.send(around.centre, around.watcher)
    assert around.watcher.stations == [ONE]
    reassign(around, [TWO])
    newest(around.centre, around.watcher)
    assert around.watcher.stations == [TWO]
    later = around.visit(around.one, 2)
    around.visit(around.two)
    around.send(around.one, around.centre)
    around.send(around.two, around.centre)
    around.send(around.centre, around.watcher)
    held = {one.id for one in look_up.list_records(around.watcher, look_up.Wanted("visit"))}
    assert first in held
    assert later not in held
    assert {one.station for one in look_up.list_records(around.watcher, look_up.Wanted("visit"))} == {ONE, TWO}


# ------------------------------------------------------------------------------ a 督导 changes no answer
@pytest.mark.parametrize("kind", ["visit", "annotation"])
def test_a_supervisors_machine_cannot_change_a_workers_answers(around: Around, kind: str):
    """Not even under the name of an annotation: the record tells what it is."""
    record = around.visit(around.one)
    around.send(around.one, around.centre)
    around.send(around.one, around.watcher)
    heads = look_up.get(around.watcher, record).heads
    for circle in (ALL, station_circle(ONE)):
        sealed = a_segment(around.watcher, circle, {"summary": "改掉"}, kind, record=record, parents=heads)
        for desk in (around.centre, around.one):
            with nothing_changes(desk):
                told = refused(desk, packed(around, around.watcher, desk, sealed), t.ChangeNotAllowed)
                assert "整个包没有写入" in told.sentence


def test_a_disguised_change_has_no_effect_where_its_record_comes_later(around: Around):
    record = around.visit(around.one)
    around.send(around.one, around.watcher)
    heads = look_up.get(around.watcher, record).heads
    sealed = a_segment(around.watcher, ALL, {"summary": "改掉"}, "supervision_session", record=record, parents=heads)
    accept_bundle(around.centre, packed(around, around.watcher, around.centre, sealed), copy_first=False)
    around.send(around.one, around.centre)
    assert look_up.get(around.centre, record).answers["summary"] != "改掉"


@pytest.mark.parametrize(
    ("kind", "said", "allowed"),
    [
        ("annotation", {}, True),
        ("supervision_plan", {"station_code": "411327000"}, True),
        ("visit", {}, False),
        ("client", {}, False),
        ("period_close", {}, False),
        ("annotation", {"station_code": TWO}, False),
        ("annotation", {"entered_by": WORKER}, False),
    ],
)
def test_a_supervisor_writes_beside_the_assigned_stations_records(around: Around, kind, said, allowed):
    answers = {"station_code": ONE, "entered_by": "s-1", "_form": 1} | said
    path = packed(around, around.watcher, around.centre, a_segment(around.watcher, ALL, answers, kind))
    if allowed:
        accept_bundle(around.centre, path, copy_first=False)
    else:
        with nothing_changes(around.centre):
            refused(around.centre, path, t.ChangeNotAllowed)


def test_nobody_else_writes_on_a_supervisors_machine(around: Around):
    answers = {"station_code": ONE, "entered_by": "w-centre-1", "_form": 1}
    sealed = a_segment(around.watcher, ALL, answers, "annotation", author="w-centre-1")
    with nothing_changes(around.one):
        refused(around.one, packed(around, around.watcher, around.one, sealed), t.ChangeNotAllowed)


def test_a_worker_writes_no_annotation(around: Around):
    answers = {"station_code": ONE, "entered_by": around.one.me.worker_id, "_form": 1}
    sealed = a_segment(around.one, ALL, answers, "annotation")
    with nothing_changes(around.centre):
        refused(around.centre, packed(around, around.one, around.centre, sealed), t.ChangeNotAllowed)


# ------------------------------------------------------------------------------ two machines of one station
def test_mates_exchange_everything_without_the_centre(around: Around):
    b = a_station(around.folder, around.centre, around.hands, ONE, "B")
    around.open.append(b)
    newest(around.centre, around.one)
    first, secret = around.visit(around.one), a_secret(around.one)
    around.send(around.one, b)
    second = around.visit(b, 3)
    around.send(b, around.one)
    for desk in (around.one, b):
        assert {first, second} <= {one.id for one in look_up.list_records(desk, look_up.Wanted("visit"))}
        assert look_up.get(desk, secret).restricted
    b.close()


# ------------------------------------------------------------------------------ a copy that was put back
def test_a_restored_copy_learns_of_a_chain_it_never_opened(around: Around):
    """A copy made before the first 限阅 record does not write that chain a second time under the same name."""
    record = a_secret(around.one)
    around.send(around.one, around.centre)
    with around.one.read() as read:
        chain = log.own_chain(read, restricted_circle(ONE, around.one.me.worker_id))
    assert chain is not None
    with around.one.write() as write:
        write.run("DELETE FROM segment WHERE chain = (SELECT no FROM chain WHERE name = ?)", chain.chain)
        write.run("DELETE FROM chain WHERE name = ?", chain.chain)
        write.run("DELETE FROM record WHERE id = ?", record)
    around.visit(around.two)
    path = seal_bundle(around.centre, ONE, around.folder).path
    assert read_bundle(around.one, path).plan.ahead == (chain.chain,)
    accept_bundle(around.one, path, copy_first=False)
    with around.one.read() as read:
        assert log.own_chain(read, ALL).epoch != chain.epoch
        assert log.own_chains(read)

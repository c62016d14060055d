"""Everybody receives what concerns them and nothing else: stations, the centre, a 督导 and what is 限阅."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sheqi_desktop.domain.circles import ALL, desk_circle, private_circle, restricted_circle, station_circle
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.epoch import begin_epoch
from sheqi_desktop.operations.return_bundles import WHOSE, return_bundles
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import log, segments
from sheqi_desktop.sync.circles import address_of
from sheqi_desktop.sync.header import header_of
from tests.desks import Hands, a_centre, a_station, a_supervisor
from tests.typed import a_home, a_person, a_seen

ONE, TWO = "411327101", "411327103"
WHY = "录重了，电话问过本人"


@dataclass
class Around:
    """A centre, two stations and a 督导 who is responsible for the first of them."""

    folder: Path
    hands: Hands
    centre: Desk
    one: Desk
    two: Desk
    watcher: Desk
    open: list[Desk] = field(default_factory=list)

    def send(self, sender: Desk, receiver: Desk) -> Path:
        device = sender.book.newest.device(receiver.machine.device)
        assert device is not None
        path = seal_bundle(sender, address_of(device), self.folder).path
        accept_bundle(receiver, path, copy_first=False)
        return path

    def visit(self, desk: Desk, nth: int = 1) -> str:
        return a_seen(desk, a_person(desk, a_home(desk), nth), "2023-06-13").record


@pytest.fixture
def around(tmp_path: Path, config_dir: Path) -> Iterator[Around]:
    assert config_dir
    hands = Hands()
    centre = a_centre(tmp_path, hands)
    one, two = (a_station(tmp_path, centre, hands, code) for code in (ONE, TWO))
    watcher = a_supervisor(tmp_path, centre, hands, [ONE])
    found = Around(tmp_path, hands, centre, one, two, watcher)
    for desk in (one, two, watcher):
        newest(centre, desk)
    yield found
    for desk in (centre, one, two, watcher):
        desk.close()


def newest(centre: Desk, desk: Desk) -> None:
    """Bring the centre's newest roster, as its next bundle would."""
    with desk.write() as write:
        desk.adopt(write, desk.book.adopt(centre.book.since(0)))


def circles_held(desk: Desk) -> set[str]:
    """Give the circles of all sealed segments here."""
    with desk.read() as read:
        return {header_of(kept.sealed).audience for kept in segments.segments(read)}


def kinds_of_stations(desk: Desk) -> set[str]:
    return {one.station for one in look_up.list_records(desk, look_up.Wanted(restricted=True, voided=None))}


# ------------------------------------------------------------------------------ the lists
def test_the_roster_lists_every_circle_as_it_follows_from_machines_and_posts(around: Around):
    told = around.centre.book.newest.circles
    centre, one, two, watcher = (
        desk.machine.device for desk in (around.centre, around.one, around.two, around.watcher)
    )
    assert set(told[station_circle(ONE)]) == {centre, one, watcher}
    assert set(told[station_circle(TWO)]) == {centre, two}
    for secret in (restricted_circle(ONE), restricted_circle(ONE, f"w-{ONE}-1"), restricted_circle(ONE, f"w-{ONE}-2")):
        assert set(told[secret]) == {centre, one, watcher}
    assert restricted_circle(ONE, f"w-{TWO}-1") not in told
    assert told[restricted_circle(around.centre.station)] == (centre,)
    assert set(told[private_circle("s-1", f"w-{ONE}-2")]) == {one, watcher}
    assert set(told[desk_circle("s-1")]) == {centre, watcher}
    assert private_circle("s-1", f"w-{TWO}-2") not in told


# ------------------------------------------------------------------------------ the centre's word on one station
def test_what_the_centre_says_of_one_station_reaches_that_station_alone(around: Around):
    first, second = around.visit(around.one), around.visit(around.two)
    around.send(around.one, around.centre)
    around.send(around.two, around.centre)
    void(around.centre, first, WHY)
    close_month(around.centre, ONE, 2023, 5)
    around.send(around.centre, around.two)
    assert circles_held(around.two) == {ALL}
    assert kinds_of_stations(around.two) == {TWO}
    around.send(around.centre, around.one)
    assert circles_held(around.one) == {ALL, station_circle(ONE)}
    assert look_up.get(around.one, first).voided
    assert not look_up.get(around.two, second).voided
    with around.two.read() as read:
        assert look_up.list_records(around.two, look_up.Wanted("period_close")) == []
        assert log.chain_circles(read)


def test_chains_are_opened_by_the_first_change_and_an_epoch_ends_them_all(around: Around):
    first = around.visit(around.one)
    around.send(around.one, around.centre)
    with around.centre.read() as read:
        assert log.own_chain(read, station_circle(ONE)) is None
    void(around.centre, first, WHY)
    with around.centre.read() as read:
        before = log.own_chain(read, station_circle(ONE))
        assert before is not None
    begin_epoch(around.centre)
    with around.centre.read() as read:
        assert log.own_chain(read, station_circle(ONE)) is None
        assert log.own_chain(read, ALL) is not None
        assert before.chain in log.own_chains(read)
    close_month(around.centre, ONE, 2023, 5)
    with around.centre.read() as read:
        after = log.own_chain(read, station_circle(ONE))
        assert after is not None
        assert after.chain != before.chain
    around.send(around.centre, around.one)
    assert look_up.get(around.one, first).voided
    assert look_up.list_records(around.one, look_up.Wanted("period_close"))


# ------------------------------------------------------------------------------ the 督导
def test_a_supervisor_receives_the_assigned_stations_and_nothing_else(around: Around):
    first, second = around.visit(around.one), around.visit(around.two)
    around.send(around.one, around.centre)
    around.send(around.two, around.centre)
    around.send(around.centre, around.watcher)
    assert kinds_of_stations(around.watcher) == {ONE}
    assert [one.id for one in look_up.list_records(around.watcher, look_up.Wanted("visit"))] == [first]
    around.send(around.watcher, around.centre)
    assert look_up.get(around.centre, second)


def test_station_and_supervisor_exchange_without_the_centre_and_the_supervisor_carries_on(around: Around):
    first = around.visit(around.one)
    around.send(around.one, around.watcher)
    assert look_up.get(around.watcher, first)
    around.send(around.watcher, around.centre)
    assert look_up.get(around.centre, first)
    around.send(around.centre, around.watcher)
    around.send(around.watcher, around.one)
    assert look_up.transport(around.one, [first]) != {first: "local"}


def test_the_return_of_all_names_the_supervisors_machine_too(around: Around):
    around.visit(around.one)
    around.send(around.one, around.centre)
    told = {one.station: one.exported for one in return_bundles(around.centre, around.folder)}
    unit = around.centre.station
    assert told[f"{unit}-B"] is not None
    assert told[ONE] is not None
    listed = (around.folder / WHOSE).read_text("utf-8-sig").splitlines()
    assert f"{told[ONE].path.name}　给{around.centre.unit_name(ONE)}" in listed
    assert f"{told[f'{unit}-B'].path.name}　给{around.centre.unit_name(f'{unit}-B')}" in listed


def test_every_machine_says_the_same_from_its_log_alone(around: Around):
    first = around.visit(around.one)
    around.send(around.one, around.centre)
    void(around.centre, first, WHY)
    around.send(around.centre, around.one)
    around.send(around.centre, around.watcher)
    for desk in (around.centre, around.one, around.watcher):
        before = state_digest(desk)
        rebuild_all(desk)
        assert state_digest(desk) == before
    assert state_digest(around.watcher) == state_digest(around.one)

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.change import Change, ChangeRef, Sealed
from sheqi_desktop.domain.fold import State, fold
from sheqi_desktop.sync.bundle import Opened
from sheqi_desktop.sync.header import header_of
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.merge import Plan, judge_by_change, plan
from sheqi_desktop.sync.receipt import have_of_lines, owed
from sheqi_desktop.sync.segment import decode
from tests.sync.parts import STATION, County, Workspace_, Writer, counts_of, raw_bundle, reseal, some_visits, uid


def nobody_minds(_: object) -> tuple[int, ...]:
    return ()


def planned(county: County, known: Workspace_, sealed: list[Sealed], have: object = None, judge=nobody_minds) -> Plan:
    opened: Opened = county.read(county.bundle(sealed, have=have or {}))
    return plan(opened, known, judge)


def accept(known: Workspace_, made: Plan) -> None:
    """Carry a plan out, as far as the segments are concerned."""
    known.held += [each.sealed for each in made.accept]
    taken = {each.hash for each in known.held} | set(made.dropped)
    waiting = {each.hash: each for each in [*known.parked, *(parked.sealed for parked in made.park)]}
    known.parked = [each for each in waiting.values() if each.hash not in taken]


def pieces(county: County, count: int = 4) -> Writer:
    """Write a chain of several segments, each with one more edit of the same record."""
    writer = Writer(county, county.station)
    last = writer.create(uid(1), {"station_code": STATION, "note": "0"})
    writer.seal()
    for i in range(1, count):
        last = writer.patch(uid(1), [last.ref], {"note": str(i)})
        writer.seal()
    return writer


COUNTY = County()


def test_a_first_bundle_is_accepted_in_order_and_a_second_time_changes_nothing():
    known, writer = Workspace_(COUNTY.centre), pieces(COUNTY)
    made = planned(COUNTY, known, writer.sealed[::-1])
    assert [each.sealed for each in made.accept] == writer.sealed
    assert {each.chain for each in made.accept} == {writer.chain}
    assert not made.changes_nothing
    accept(known, made)
    again = planned(COUNTY, known, writer.sealed)
    assert again.changes_nothing
    assert again.skip == tuple(each.hash for each in writer.sealed)


def test_patches_find_their_record_across_segments_and_chains():
    station = pieces(COUNTY)
    centre = Writer(COUNTY, COUNTY.centre)
    centre.patch(uid(1), [ChangeRef(station.chain, 4)], {"mode": 1})
    note = centre.seal([station])
    made = planned(COUNTY, Workspace_(COUNTY.other), [*station.sealed, note])
    assert {change.record for each in made.accept for change in each.patches()} == {uid(1)}
    alone = planned(COUNTY, Workspace_(COUNTY.other), [note])
    assert [change.record for each in alone.accept for change in each.patches()] == [""]


def test_a_gap_waits_and_says_what_is_missing():
    known, writer = Workspace_(COUNTY.centre), pieces(COUNTY, 5)
    made = planned(COUNTY, known, [writer.sealed[0], writer.sealed[3], writer.sealed[4]])
    assert [each.sealed for each in made.accept] == [writer.sealed[0]]
    assert [each.reason for each in made.park] == ["gap", "gap"]
    assert made.missing == [(writer.chain, 2, 3)]
    accept(known, made)
    made = planned(COUNTY, known, writer.sealed[1:3])
    assert [each.sealed for each in made.accept] == writer.sealed[1:]
    assert [each.from_waiting for each in made.accept] == [False, False, True, True]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), max_size=6), max_size=6))
def test_any_order_loss_and_repetition_ends_with_the_same_chain(deliveries):
    writer = pieces(COUNTY, 5)
    known = Workspace_(COUNTY.centre)
    for delivery in [*deliveries, list(range(5))]:
        accept(known, planned(COUNTY, known, [writer.sealed[i] for i in dict.fromkeys(delivery)]))
    assert sorted(each.first for each in known.held) == [1, 2, 3, 4, 5]
    assert not known.parked


def forked(county: County) -> tuple[Writer, Writer]:
    """Let two computers write on from the same copy."""
    one = pieces(county, 2)
    two = one.copy()
    for writer, mode in ((one, 1), (two, 2)):
        last = writer.patch(uid(1), [ChangeRef(writer.chain, 2)], {"mode": mode})
        writer.seal()
        writer.patch(uid(1), [last.ref], {"note": f"支{mode}"})
        writer.seal()
    return one, two


def state_of(known: Workspace_) -> State:
    lines = Lines(known.links())
    found: list[Change] = []
    places = known.record_of
    for each in known.held:
        found += decode(each).changes(places, lines)
    return fold(found)


def test_a_fork_keeps_both_branches_under_the_same_names_whatever_came_first():
    one, two = forked(COUNTY)
    everything = list({each.hash: each for each in one.sealed + two.sealed}.values())
    ends = []
    for order in list(itertools.permutations(range(len(everything))))[::31]:
        known = Workspace_(COUNTY.centre)
        for i in order:
            accept(known, planned(COUNTY, known, [everything[i]]))
        assert not known.parked
        lines = Lines(known.links())
        state = state_of(known)
        ends.append((lines.names(), state))
    names, state = ends[0]
    assert all(end == (names, state) for end in ends)
    assert set(names.values()) == {one.chain, one.sealed[2].hash[:32], two.sealed[2].hash[:32]}
    assert state.conflicts.keys() == {"mode", "note"}
    assert (state.answers["note"], "mode" in state.answers) == ("1", False)


def test_a_fork_renames_what_was_held_already():
    one, two = forked(COUNTY)
    known = Workspace_(COUNTY.centre)
    accept(known, planned(COUNTY, known, one.sealed))
    made = planned(COUNTY, known, two.sealed)
    assert made.forks == (one.chain,)
    (rename,) = made.renames
    assert (rename.old, rename.first, rename.last, rename.new) == (one.chain, 3, 4, one.sealed[2].hash[:32])
    assert [each.chain for each in made.accept] == [two.sealed[2].hash[:32]] * 2


def test_a_branch_whose_joint_is_missing_waits():
    one, two = forked(COUNTY)
    known = Workspace_(COUNTY.centre, list(one.sealed))
    made = planned(COUNTY, known, [two.sealed[3]])
    assert [each.reason for each in made.park] == ["gap"]
    assert made.missing == [(one.chain, 3, 3)]


def test_a_reference_from_outside_cannot_be_redirected_by_a_fork():
    one, two = forked(COUNTY)
    centre = Writer(COUNTY, COUNTY.centre)
    centre.patch(uid(1), [ChangeRef(two.chain, 4)], {"met": True})
    note = centre.seal([two])
    both = Lines([Link.of(each) for each in {*one.sealed, *two.sealed, note}])
    wrong = Lines([Link.of(each) for each in {*one.sealed, note}])
    (patch,) = decode(note).patches(None, both)
    assert patch.parents == (ChangeRef(two.sealed[2].hash[:32], 4),)
    (patch,) = decode(note).patches(None, wrong)
    assert patch.parents[0].chain not in {one.chain, one.sealed[2].hash[:32]}


def test_a_fork_at_the_very_start_and_a_fork_of_a_fork_are_named():
    one, two = Writer(COUNTY, COUNTY.station), Writer(COUNTY, COUNTY.station)
    one.create(uid(1), {"mode": 1})
    two.create(uid(2), {"mode": 2})
    first, second = one.seal(), two.seal()
    three = one.copy()
    one.create(uid(3), {"mode": 3})
    three.create(uid(4), {"mode": 4})
    left, right = one.seal(), three.seal()
    links = [Link.of(each) for each in (first, second, left, right)]
    for order in itertools.permutations(links):
        names = Lines(order).names()
        assert names == {each.hash: each.hash[:32] for each in (first, second, left, right)}


def test_a_signer_cannot_break_its_own_chain():
    writer = pieces(COUNTY, 3)
    broken = reseal(writer.sealed[2], COUNTY.station, prev=writer.sealed[0].hash)
    with pytest.raises(t.BundleDamaged):
        plan(COUNTY.read(raw_bundle(COUNTY, [writer.sealed[0], broken], counts=counts_of(writer.sealed[0], broken))),
             Workspace_(COUNTY.centre), nobody_minds)  # fmt: skip


def test_what_was_written_under_a_roster_not_here_waits_for_it():
    county = County()
    writer = some_visits(county)
    writer.seal(roster_version=2)
    made = planned(county, Workspace_(county.centre), writer.sealed)
    assert [each.reason for each in made.park] == ["roster"]


def test_a_newer_schema_is_accepted_and_marked():
    writer = some_visits(COUNTY)
    writer.seal(schema=7)
    made = planned(COUNTY, Workspace_(COUNTY.centre), writer.sealed)
    assert [each.newer_schema for each in made.accept] == [True]


def test_one_change_that_was_not_the_writers_to_make_refuses_the_bundle():
    writer = some_visits(COUNTY)
    writer.seal()
    judge = judge_by_change(lambda change, header: "别站的记录" if change.record == uid(2) else None, "试.sqb")
    with pytest.raises(t.ChangeNotAllowed) as told:
        planned(COUNTY, Workspace_(COUNTY.centre), writer.sealed, judge=judge)
    assert "别站的记录" in str(told.value)
    waiting = Workspace_(COUNTY.centre, parked=list(writer.sealed))
    made = planned(COUNTY, waiting, [], judge=judge)
    assert made.dropped == (writer.sealed[0].hash,)


def test_a_judge_can_set_changes_aside():
    writer = some_visits(COUNTY)
    writer.seal()
    made = planned(COUNTY, Workspace_(COUNTY.centre), writer.sealed, judge=lambda accept: {4, 5})
    assert made.accept[0].excluded == {4, 5}


def test_a_restored_copy_learns_that_others_know_more_of_it():
    writer = pieces(COUNTY, 4)
    mine = Workspace_(COUNTY.centre, writing={writer.chain: 2}, held=writer.sealed[:2])
    have = {writer.chain: (4, writer.sealed[3].hash)}
    assert planned(COUNTY, mine, [], have).ahead == (writer.chain,)
    assert planned(COUNTY, mine, writer.sealed).ahead == (writer.chain,)
    current = Workspace_(COUNTY.centre, writing={writer.chain: 5}, held=list(writer.sealed))
    assert planned(COUNTY, current, [], have).ahead == ()
    assert planned(COUNTY, current, [], {writer.chain: (3, "a" * 64)}).ahead == (writer.chain,)


def test_what_the_other_side_says_it_holds_is_acknowledged():
    writer = pieces(COUNTY, 4)
    mine = Workspace_(COUNTY.station, held=list(writer.sealed), writing={writer.chain: 4})
    have = {writer.chain: (3, writer.sealed[2].hash), "f" * 32: (9, "f" * 64)}
    opened = COUNTY.read(
        COUNTY.bundle([], COUNTY.centre, to=[COUNTY.device(COUNTY.station)], have=have), COUNTY.station
    )
    assert plan(opened, mine, nobody_minds).acknowledged == {writer.chain: 3}


def test_only_what_is_not_acknowledged_is_owed():
    writer = pieces(COUNTY, 4)
    lines = Lines(Link.of(each) for each in writer.sealed)
    assert [link.first for link in owed(lines, None)] == [1, 2, 3, 4]
    assert [link.first for link in owed(lines, {writer.chain: (2, writer.sealed[1].hash)})] == [3, 4]
    assert owed(lines, have_of_lines(lines)) == []
    assert owed(lines, {writer.chain: (9, "a" * 64)}) == []
    assert (
        len(owed(lines, {writer.chain: (9, "a" * 64)}, lines.of(writer.chain)[0].device)) == 4
    )  # our own copy went on
    assert len(owed(lines, {writer.chain: (2, "a" * 64)})) == 4  # the other side holds another branch


def test_owed_and_have_know_branches():
    one, two = forked(COUNTY)
    lines = Lines(Link.of(each) for each in one.sealed + two.sealed)
    assert have_of_lines(lines).keys() == {one.sealed[2].hash[:32], two.sealed[2].hash[:32]}
    have = {one.chain: (4, one.sealed[3].hash)}
    assert [link.hash for link in owed(lines, have)] == [each.hash for each in two.sealed[2:]]


def test_a_shuffled_county_ends_in_the_same_state():
    """Edits of one record by three machines, delivered in any order, fold to the same."""
    rng = random.Random(3)
    county = County()
    station = Writer(county, county.station)
    made = station.create(uid(1), {"note": "始", "mode": 1})
    station.seal()
    others = [Writer(county, county.centre), Writer(county, county.other)]
    for writer, note in zip(others, ("甲", "乙"), strict=True):
        writer.patch(uid(1), [made.ref], {"note": note, "mode": 1})
        writer.seal([station])
    sealed = [*station.sealed, *others[0].sealed, *others[1].sealed]
    states = []
    for _ in range(6):
        rng.shuffle(sealed)
        known = Workspace_(county.centre)
        for each in sealed:
            accept(known, planned(county, known, [each]))
        states.append(state_of(known))
    assert all(state == states[0] for state in states)
    assert states[0].conflicts.keys() == {"note"}
    assert header_of(sealed[0]).v == 1

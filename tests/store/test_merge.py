"""Whatever order changes come in, and however often, the records are the same."""

from __future__ import annotations

import random

import pytest

from sheqi_desktop.domain.fold import fold
from sheqi_desktop.store import log, records
from sheqi_desktop.store.rows import IN_COLUMNS
from tests.store.conftest import a_client, a_visit, an_id


def state_of(workspace, record):
    with workspace.database.read() as read:
        return fold(log.changes_of(read, record))


def assert_row_is_the_fold(workspace, record):
    """The quick road and the fold must agree on everything."""
    state, row = state_of(workspace, record), workspace.get(record)
    assert row.answers == state.answers
    assert row.confirmed == state.confirmed
    assert row.heads == state.heads
    assert (row.voided, row.void_reason) == (state.voided, state.void_reason)
    assert row.correcting == state.correcting
    assert row.first_confirmed == state.first_confirmed
    assert row.first_confirmed_at == state.first_confirmed_at
    assert row.first_signed_at == state.first_signed_at
    assert row.last_confirmed == state.confirmed_ref
    assert (row.changed_at, row.changed_by, row.author) == (state.changed_at, state.changed_by, state.author)
    assert row.conflicts == len(state.conflicts)


def whole_row(workspace, record):
    with workspace.database.read() as read:
        return read.row("SELECT * FROM record WHERE id = ?", record)


@pytest.mark.parametrize("name", sorted({"summary", *IN_COLUMNS}))
def test_every_column_of_a_row_follows_what_is_changed(station, name):
    said = {"_form": 2, "risk_level": 3, "restricted": True, "status": "signed"}.get(name, "别的")
    station.save("visit", an_id(1), a_visit())
    station.patch(an_id(1), {name: said})
    before = whole_row(station, an_id(1))
    with station.database.write() as write:
        records.refold(write, an_id(1))
    assert whole_row(station, an_id(1)) == before


SCAN = {"hash": "ab" * 32, "size": 9, "name": "签字页.jpg", "type": "image/jpeg"}
PHOTO = SCAN | {"hash": "cd" * 32, "name": "现场.jpg"}
STEPS = [
    {"summary": "补充：药还剩三天。"},
    {"status": "submitted", "signed_by": "worker-1"},
    {"summary": "更正：药还剩五天。", "correction_reason": "看错了药盒"},
    {"status": "submitted"},
    {"f_health": None, "next_due": "2023-03-15"},
    {"status": "returned"},
    {"summary": "再改一次", "restricted": True},
    {"co_clients": [{"id": an_id(77), "client_id": an_id(2), "met": True, "co_note": "在家，精神好"}]},
    {f"co_clients/{an_id(77)}/co_note": "在家，血压高"},
    {f"co_clients/{an_id(78)}": {"id": an_id(78), "client_id": an_id(3), "met": True, "co_note": "在院里剥玉米"}},
    {"status": "locked"},
    {"status": "signed", "approved_by": "worker-9"},
    {"summary": "签批以后的更正", "status": "submitted"},
    {"status": "returned"},
    {"status": "submitted"},
    {"status": "signed"},
    {"scan": SCAN},
    {"photos": [PHOTO]},
    {"photos": [PHOTO, SCAN]},
    {"client_sign": {"state": "thumb", "reason": "", "file": None}},
    {"status": "signed"},
    {"client_sign": {"state": "thumb", "reason": "", "file": SCAN}},
    {"photos": [SCAN]},
    {"status": "signed"},
    {"photos": [SCAN | {"id": an_id(5)}]},
    {"photos": None, "scan": PHOTO},
    {"status": "signed"},
    {f"co_clients/{an_id(77)}": None},
    {"risk_level_after": True},
    {"risk_level_after": 1},
]


def test_the_quick_road_and_the_fold_agree_after_every_step(station):
    station.save("visit", an_id(10), a_visit(status="draft", f_health=1))
    assert_row_is_the_fold(station, an_id(10))
    for step in STEPS:
        station.patch(an_id(10), step)
        assert_row_is_the_fold(station, an_id(10))
    station.patch(an_id(10), {"_deleted": True}, reason="重复录入了")
    assert_row_is_the_fold(station, an_id(10))
    station.patch(an_id(10), {"summary": "作废以后"})
    assert_row_is_the_fold(station, an_id(10))
    assert station.rebuilt_digest() == station.digest()


def test_a_scan_that_comes_after_the_signature_makes_no_correction(station):
    station.save("visit", an_id(10), a_visit(status="draft"))
    station.patch(an_id(10), {"status": "submitted"})
    station.patch(an_id(10), {"status": "signed"})
    for late in ({"scan": SCAN}, {"photos": [PHOTO]}, {"photos": [PHOTO, SCAN]}):
        station.patch(an_id(10), late)
        row = station.get(an_id(10))
        assert (row.correcting, row.revision, row.confirmed["status"]) == (False, 1, "signed")
        assert_row_is_the_fold(station, an_id(10))
    station.patch(an_id(10), {"status": "signed"})
    station.patch(an_id(10), {"photos": [SCAN]})
    assert station.get(an_id(10)).correcting, "a photo that was signed has been taken out"
    assert_row_is_the_fold(station, an_id(10))
    assert station.rebuilt_digest() == station.digest()


def test_two_machines_and_the_centre_end_alike_in_any_order(workspace):
    first, second, centre = workspace("first"), workspace("second"), workspace("centre")
    rng = random.Random(7)
    for n in range(1, 31):
        first.save("visit", an_id(n), a_visit(summary=f"第{n}次"))
    pieces = [first.seal()]
    second.take(pieces[0])
    for _ in range(3):
        for here in (first, second):
            for n in rng.sample(range(1, 31), 8):
                here.patch(an_id(n), {"summary": f"{rng.random()}", "note": rng.choice(["甲", "乙"])})
            pieces.append(here.seal())
    first.take(*[one for one in pieces if one.chain != pieces[0].chain])
    second.take(*[one for one in pieces if one.chain == pieces[0].chain])
    assert first.digest() == second.digest()
    assert_conflicts(first)
    for turn in range(4):
        other = workspace(f"other-{turn}")
        shuffled = pieces[:]
        rng.shuffle(shuffled)
        for piece in shuffled:
            other.take(piece)
        other.take(*shuffled)
        assert other.digest() == first.digest()
        assert other.rebuilt_digest() == first.digest()
    centre.take(*pieces)
    assert centre.digest() == first.digest() == first.rebuilt_digest()


def assert_conflicts(workspace):
    with workspace.database.read() as read:
        found = records.conflicts(read)
        assert found
        assert records.conflict_count(read) == len({one.record for one in found})
        assert all(len(conflict.options) > 1 for conflict in found)


def test_a_conflict_stays_until_a_change_that_knew_all_heads_settles_it(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("client", an_id(1), a_client(phone="13800000000"))
    second.take(first.seal())
    first.patch(an_id(1), {"phone": "13811111111"})
    second.patch(an_id(1), {"phone": "13822222222"})
    first.take(second.seal())
    stored = first.get(an_id(1))
    assert len(stored.heads) == 2
    assert stored.conflicts == 1
    assert stored.answers["phone"] == "13800000000"
    first.patch(an_id(1), {"note": "与电话无关"})
    assert first.get(an_id(1)).conflicts == 1
    first.patch(an_id(1), {"phone": "13822222222"})
    settled = first.get(an_id(1))
    assert settled.conflicts == 0
    assert settled.answers["phone"] == "13822222222"
    assert first.rebuilt_digest() == first.digest()


def test_a_change_that_names_a_missing_one_waits_and_is_taken_later(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    one = first.seal()
    first.patch(an_id(1), {"note": "第一处"})
    two = first.seal()
    first.patch(an_id(1), {"note": "第二处"})
    three = first.seal()
    second.take(three)
    assert second.get(an_id(1)) is None
    second.take(one)
    stored = second.get(an_id(1))
    assert stored.held == 1
    assert "note" not in stored.answers
    second.take(two)
    assert second.get(an_id(1)).held == 0
    assert second.digest() == first.digest() == second.rebuilt_digest()


def test_the_same_record_made_by_two_machines_is_one_record(workspace):
    first, second, centre = workspace("first"), workspace("second"), workspace("centre")
    first.save("client", an_id(1), a_client(note="甲机"))
    second.save("client", an_id(1), a_client(note="乙机"))
    pieces = [first.seal(), second.seal()]
    centre.take(*pieces)
    first.take(pieces[1])
    assert centre.digest() == first.digest() == first.rebuilt_digest()
    assert len(centre.get(an_id(1)).heads) == 2


def test_excluded_changes_have_no_effect_and_stay_in_the_log(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    first.save("visit", an_id(2), a_visit())
    first.patch(an_id(1), {"note": "后来取消了权限"})
    sealed = first.seal()
    with second.database.write() as write:
        kept = log.keep_segment(write, sealed, device="d1" * 16, epoch="e0" * 8, audience="all", excluded=[2, 3])
        records.apply_segment(write, kept)
    assert second.get(an_id(2)) is None
    assert "note" not in second.get(an_id(1)).answers
    before = second.digest()
    assert second.rebuilt_digest() == before
    with second.database.read() as read:
        assert log.segment(read, sealed.hash).sealed == sealed


def test_a_segment_is_kept_byte_for_byte(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    sealed = first.seal()
    second.take(sealed)
    for one in (first, second):
        with one.database.read() as read:
            assert [kept.sealed for kept in log.segments(read)] == [sealed]
            assert log.open_count(read) == 0
            assert log.segments_by_hash(read, [sealed.hash, "00" * 32]) == [sealed]
            assert log.chains(read)[sealed.chain].seq == 1
    with first.database.read() as read:
        assert log.own_chain(read).hash == sealed.hash


def test_history_lists_everyone_after_what_he_knew(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    second.take(first.seal())
    second.patch(an_id(1), {"note": "乙"})
    first.take(second.seal())
    first.patch(an_id(1), {"note": "甲"})
    with first.database.read() as read:
        changes = log.history(read, an_id(1))
        assert [change.answers.get("note") for change in changes] == [None, "乙", "甲"]
        assert all(log.change(read, change.ref) == change for change in changes)
        assert log.record_of(read, changes[0].ref) == an_id(1)


def test_a_branch_takes_its_changes_with_it(workspace):
    first = workspace("first")
    first.save("visit", an_id(1), a_visit())
    first.seal()
    first.patch(an_id(1), {"note": "分支上"})
    first.seal()
    with first.database.write() as write:
        chain = log.own_chain(write).chain
        log.rename_branch(write, chain, 2, "f0" * 16)
        assert log.chains(write)[chain].seq == 1
        assert log.chains(write)["f0" * 16].seq == 2


@pytest.mark.parametrize("kind", ["visit", "client"])
def test_an_answer_of_the_wrong_type_is_stored_and_shown_as_unanswered(station, kind):
    odd = {"station_code": 5, "status": 5, "risk_level": "high", "service_date": {"a": 1}, "_form": True}
    odd |= {"client_id": 7, "mode": "1", "co_clients": [3, {"client_id": None}], "categories": "E2", "name": 9}
    station.save(kind, an_id(1), odd)
    assert station.get(an_id(1)).station == ""
    assert station.get(an_id(1)).answers["station_code"] == 5
    assert_row_is_the_fold(station, an_id(1))


def test_a_record_made_twice_keeps_both_beginnings_whatever_came_first(workspace):
    first, second, third, fourth = (workspace(name) for name in ("first", "second", "third", "fourth"))
    first.now += 100_000
    first.save("visit", an_id(1), a_visit())
    first.patch(an_id(1), {"note": "后来又写的"})
    second.save("visit", an_id(1), a_visit(summary="另一台电脑先写的"))
    late, early = first.seal(), second.seal()
    for one, segments in ((third, (late, early)), (fourth, (early, late))):
        for sealed in segments:
            one.take(sealed)
        with one.database.read() as read:
            assert len({change.ref for change in log.changes_of(read, an_id(1))}) == 3
        assert one.get(an_id(1)).answers["note"] == "后来又写的"
    assert len({third.digest(), fourth.digest(), third.rebuilt_digest(), fourth.rebuilt_digest()}) == 1

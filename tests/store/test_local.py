"""Facts of this machine that never travel: drafts, journal, what was sent and what came."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from sheqi_desktop.domain.trouble import DatabaseDamaged
from sheqi_desktop.store import blobs, drafts, journal, keys, log, meta, outbox, rosters
from tests.store.conftest import a_visit, an_id

DAY_MS = 24 * 3600 * 1000


# ------------------------------------------------------------------------------ drafts
def test_one_draft_per_form_record_and_user(station):
    with station.database.write() as write:
        first = drafts.keep(write, "visit", an_id(1), "w1", {"summary": "今"}, 10)
        assert drafts.keep(write, "visit", an_id(1), "w1", {"summary": "今天"}, 20, 2, "王秀兰") == first
        drafts.keep(write, "visit", an_id(1), "w2", {}, 30)
        drafts.keep(write, "visit", an_id(2), "w1", {}, 30)
        kept = drafts.get(write, "visit", an_id(1), "w1")
        assert (kept.answers, kept.at, kept.form_version, kept.note) == ({"summary": "今天"}, 20, 2, "王秀兰")
        assert [one.record for one in drafts.all_of(write, "w1")] == [an_id(2), an_id(1)]
        drafts.drop(write, "visit", an_id(1), "w1")
        assert drafts.get(write, "visit", an_id(1), "w1") is None
        assert log.open_count(write) == 0


def test_a_draft_given_up_can_be_brought_back_for_thirty_days(station):
    with station.database.write() as write:
        id_ = drafts.keep(write, "visit", "", "w1", {"mode": 1}, 10)
        gone = drafts.put_away(write, id_, 1000)
        assert drafts.get(write, "visit", "", "w1") is None
        assert [one.put_away_at for one in drafts.put_away_of(write, "w1", 2000)] == [1000]
        assert drafts.bring_back(write, gone) == id_
        assert drafts.get(write, "visit", "", "w1").answers == {"mode": 1}
        drafts.put_away(write, id_, 1000)
        assert len(drafts.put_away_of(write, "w1", 999 + 30 * DAY_MS)) == 1
        assert drafts.put_away_of(write, "w1", 1000 + 30 * DAY_MS) == []


def test_a_draft_given_up_is_not_written_over_by_the_next_one_nor_forgotten_with_it(station):
    with station.database.write() as write:
        gone = [
            drafts.put_away(write, drafts.keep(write, "visit", "", "w1", {"summary": words}, 10), 1000)
            for words in ("第一份", "第二份")
        ]
        drafts.keep(write, "visit", "", "w1", {"summary": "第三份"}, 30)
        away = {one.id: one.answers["summary"] for one in drafts.put_away_of(write, "w1", 2000)}
        assert away == dict(zip(gone, ("第一份", "第二份"), strict=True))
        assert drafts.bring_back(write, gone[0]) == ""
        drafts.drop(write, "visit", "", "w1")
        assert len(drafts.put_away_of(write, "w1", 2000)) == 2
        drafts.bring_back(write, gone[0])
        assert drafts.get(write, "visit", "", "w1").answers == {"summary": "第一份"}


# ------------------------------------------------------------------------------ journal
def test_the_journal_only_grows(station):
    with station.database.write() as write:
        assert journal.head(write) is None
        assert [journal.add(write, "login", "w1", n, "r", {"n": n}) for n in (1, 2, 3)] == [1, 2, 3]
        assert journal.verify(write) == 3
        assert journal.head(write)[0] == 3
        assert [entry.n for entry in journal.entries(write, since=2, limit=1)] == [3]
    for statement in (
        "UPDATE journal SET who = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT 2, at, what, 'x', subject, detail, hash FROM journal WHERE n = 2",
        "INSERT INTO journal SELECT 9, at, what, 'x', subject, detail, hash FROM journal WHERE n = 2",
    ):
        with pytest.raises(dbapi2.IntegrityError, match="append-only"), station.database.write() as write:
            write.run(statement)


@pytest.mark.parametrize(
    "column", ["at = at + 1", "what = 'x'", "who = 'x'", "subject = 'x'", "detail = '{}'", "n = 4"]
)
def test_a_rewritten_journal_is_noticed(station, column):
    with station.database.write() as write:
        for n in (1, 2, 3):
            journal.add(write, "login", "w1", n, "r", {"n": n})
    with station.database.write() as write:
        write.run("DROP TRIGGER journal_refuses_update")
        write.run(f"UPDATE journal SET {column} WHERE n = 3")
        with pytest.raises(DatabaseDamaged):
            journal.verify(write)


def test_the_exported_journal_holds_no_formula(station):
    with station.database.write() as write:
        journal.add(write, "print", "=cmd()", 1, "＋1", {"数": 1})
    with station.database.read() as read:
        told = journal.export_csv(read).decode("utf-8-sig")
    assert "'=cmd()" in told
    assert "'＋1" in told
    assert '""数"":1' in told


# ------------------------------------------------------------------------------ sent and received
def test_exported_is_never_received(station):
    station.save("visit", an_id(1), a_visit())
    station.save("visit", an_id(2), a_visit())

    def states():
        with station.database.read() as read:
            return outbox.packed(read), outbox.acknowledged(read, ["centre"]), outbox.unsent(read)

    assert states() == ({}, {}, 2)
    chain = station.seal().chain
    assert states() == ({}, {}, 2)
    with station.database.write() as write:
        counter = outbox.next_counter(write)
        outbox.note_export(write, counter, ["centre"], "SQ.sqb", "aa", "sync", 5, {chain: 2})
    assert states() == ({chain: 2}, {}, 2)
    with station.database.write() as write:
        outbox.note_receipt(write, "centre", 2, {chain: 1}, 6)
        outbox.note_import(write, "bb", "SQ.sqb", "centre", 2, "receipt", 6, "merged")
        outbox.note_receipt(write, "centre", 1, {chain: 0}, 7)
    assert states() == ({chain: 2}, {chain: 1}, 1)
    station.patch(an_id(1), {"note": "又改了"})
    assert states() == ({chain: 2}, {chain: 1}, 2)
    with station.database.read() as read:
        assert outbox.acknowledged(read, "centre") == outbox.acknowledged(read) == {chain: 1}
        assert outbox.acknowledged(read, "supervisor") == outbox.acknowledged(read, []) == {}
        assert outbox.unsent(read, {}) == 3
        assert outbox.changes_of(read, [an_id(1), an_id(3)]) == {an_id(1): [(chain, 1), (chain, 3)]}
        assert [one.counter for one in outbox.exports(read)] == [1]
        assert outbox.last_counter(read) == 1


def test_the_latest_receipt_is_the_whole_truth(station):
    station.save("visit", an_id(1), a_visit())
    chain = station.seal().chain
    with station.database.write() as write:
        outbox.note_receipt(write, "centre", 1, {chain: 1}, 6)
        outbox.note_import(write, "bb", "SQ.sqb", "centre", 1, "receipt", 6, "merged")
        outbox.note_receipt(write, "centre", 2, {}, 7)
        assert outbox.acknowledged(write) == {}
        assert outbox.unsent(write) == 1


def test_a_number_somebody_saw_is_not_given_again(station):
    with station.database.write() as write:
        outbox.note_seen(write, [4, 9, 2])
        outbox.note_seen(write, [3])
        assert outbox.next_counter(write) == 10


def test_a_receipt_is_owed_until_a_bundle_answers(station):
    with station.database.write() as write:
        assert not outbox.owes_receipt(write, ["d1"])
        outbox.note_import(write, "ff", "SQ.sqb", "d1", 3, "sync", 5, "merged", {"new": 2})
        assert outbox.owes_receipt(write, ["d1", "d2"])
        assert not outbox.owes_receipt(write, ["d2"])
        outbox.note_export(write, 1, ["d1"], "a", "aa", "sync", 5)
        assert not outbox.owes_receipt(write, ["d1"])
        known = outbox.imported(write, "ff")
        assert (known.result, known.summary, known.counter) == ("merged", {"new": 2}, 3)
        assert outbox.imports(write) == [known]
        assert outbox.imported(write, "ee") is None


# ------------------------------------------------------------------------------ the rest
def test_facts_rosters_keys_and_blobs_come_back_as_they_were(station):
    with station.database.write() as write:
        meta.put(write, "place", {"站": [1, None]})
        meta.set_setting(write, "theme", "dark")
        meta.set_window_state(write, "main", [1, 2])
        rosters.keep(write, 2, b"two")
        rosters.keep(write, 1, b"one")
        rosters.keep(write, 1, b"other")
        rosters.keep_request(write, "d1", b"r", 5)
        rosters.keep_request(write, "d2", b"r", 6)
        rosters.keep_request(write, "d2", b"r", 6, "approved")
        hash_ = blobs.put(write, b"jpeg", "image/jpeg", 1)
    station.save("visit", an_id(1), a_visit(photos=[{"hash": hash_, "size": 4}, {"hash": "00", "size": 1}]))
    station.reopen()
    with station.database.read() as read:
        assert meta.get(read, "place") == {"站": [1, None]}
        assert meta.get(read, "nothing", 7) == 7
        assert meta.setting(read, "theme") == "dark"
        assert meta.window_state(read, "main") == [1, 2]
        assert rosters.all(read) == [b"one", b"two"]
        assert [one.device for one in rosters.requests(read, "pending")] == ["d1"]
        assert blobs.get(read, hash_) == b"jpeg"
        assert blobs.get(read, "00") is None
        assert blobs.missing(read) == ["00"]
        assert keys.device(read).seed == station.machine.seed
    with station.database.write() as write:
        keys.save_device(write, "another", b"s", "AGE", "e1")
        keys.set_epoch(write, "e2")
        assert (keys.device(write).device, keys.device(write).epoch) == ("another", "e2")
        assert [one.device for one in keys.retired(write)] == [station.machine.device]


def test_what_waits_is_kept_whole(workspace):
    first, second = workspace("first"), workspace("second")
    first.save("visit", an_id(1), a_visit())
    sealed = first.seal()
    with second.database.write() as write:
        log.park(write, sealed, sealed.chain, "gap", (sealed.chain, 1, 3), 5)
        log.park(write, sealed, sealed.chain, "unapproved", None, 9)
        log.quarantine(write, sealed, "after", 6)
        (waiting,) = log.parked(write)
        assert (waiting.sealed, waiting.reason, waiting.missing, waiting.at) == (sealed, "unapproved", None, 5)
        assert log.quarantined(write)[0].sealed == sealed
        log.unpark(write, sealed.hash)
        log.release(write, sealed.hash)
        assert log.parked(write) == log.quarantined(write) == []

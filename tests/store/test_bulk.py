"""Many rows to one statement are the rows one at a time would be."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from sheqi_desktop.store import records
from tests.store.conftest import START_MS, a_client, a_visit, an_id

MADE = "CREATE TEMP TABLE made (no INTEGER PRIMARY KEY, said TEXT NOT NULL, again TEXT NOT NULL) STRICT"
PUT = "INSERT OR IGNORE INTO made (no, said, again) VALUES (?, ?, 'so')"
NUMBERED = "INSERT OR IGNORE INTO made (no, said, again) VALUES (?1, ?2, ?2)"


@pytest.mark.parametrize("sql", [PUT, NUMBERED])
@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 100])
def test_every_row_is_put_in_once_and_counted(station, sql, count):
    rows = [(no, f"第{no}行") for no in range(count)]
    with station.database.write() as write:
        write.run(MADE)
        write.run("INSERT INTO made VALUES (7, '早就有了', 'so')")
        known = sum(no == 7 for no, _ in rows)
        assert write.many(sql, iter(rows)) == count - known
        there = dict(write.rows("SELECT no, said FROM made"))
        assert there == {**dict(rows), 7: "早就有了"}
        assert {again for (again,) in write.rows("SELECT again FROM made WHERE no <> 7")} <= (
            {"so"} if sql == PUT else {said for _, said in rows}
        )


@pytest.mark.parametrize("place", [3, 40, 69])
def test_one_row_that_cannot_be_undoes_the_transaction(station, place):
    rows = [(no, None if no == place else "字") for no in range(70)]

    def put() -> None:
        with station.database.write() as write:
            write.run("INSERT INTO setting (key, value) VALUES ('before', '1')")
            write.run(MADE)
            write.many("INSERT OR FAIL INTO made (no, said, again) VALUES (?, ?, 'so')", rows)

    with pytest.raises(dbapi2.IntegrityError):
        put()
    with station.database.read() as read:
        assert read.value("SELECT 1 FROM setting WHERE key = 'before'") is None


def test_no_index_is_made_of_an_expression(station):
    """One would make the engine keep a way back for every statement of several rows: slower than one at a time."""
    with station.database.read() as read:
        for (index,) in read.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"):
            columns = [row[1] for row in read.rows(f"PRAGMA index_xinfo('{index}')") if row[5]]
            assert min(columns) >= 0, index


def test_of_many_records_those_that_were_here_are_folded_and_the_others_are_new(workspace):
    """Two machines made some of the same records; each batch is longer than one statement holds."""
    one, other, centre = workspace("one"), workspace("other"), workspace("centre")
    for n in range(1, 71):
        one.save("client", an_id(n), a_client(n))
        one.save("visit", an_id(1000 + n), a_visit(an_id(n)))
    other.now = START_MS + 900_000
    for n in (5, 40, 70, 71):
        other.save("client", an_id(n), a_client(n, name="李玉兰"))
        other.save("visit", an_id(1000 + n), a_visit(an_id(n), start_at="10:00"))
    first, second = one.seal(), other.seal()
    centre.take(second)
    centre.take(first)
    before = centre.digest()
    with centre.database.read() as read:
        assert records.total(read) == 142
        lines = read.rows("SELECT r.id, count(*) FROM visit_client v JOIN record r ON r.no = v.record GROUP BY r.id")
        assert sorted(lines) == [(an_id(1000 + n), 1) for n in range(1, 72)]
        assert read.value("SELECT count(*) FROM visit_client") == 71
        assert read.value("SELECT count(*) FROM client_category") == 71
    assert centre.get(an_id(5)).conflicts
    assert centre.get(an_id(1005)).conflicts
    assert centre.rebuilt_digest() == before
    back = workspace("back")
    back.take(first)
    back.take(second)
    assert back.digest() == before

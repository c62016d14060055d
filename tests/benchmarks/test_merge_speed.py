"""How long the centre's day takes: sixteen bundles with 25,000 records, once and again, beside the bare insert."""

from __future__ import annotations

import json
import os
from itertools import count
from pathlib import Path

import pytest
import sqlcipher3

from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundles
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted
from tests.benchmarks.conftest import Made

ROUNDS = 3
SOURCE = ("client_id", "service_date", "start_at", "mode", "outcome", "worker_id", "status")
names = count()


@pytest.fixture(scope="module")
def merged(year: Made, settings: Path):
    """Give a centre that has them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        desk = year.copy_of_the_centre("merged")
        assert all(isinstance(one, Accepted) for one in accept_bundles(desk, year.bundles))
        yield desk
        desk.close()


def test_the_bare_insert(benchmark, merged: Desk, tmp_path: Path):
    """The floor: the same finished rows into an encrypted file with one index, nothing checked, nothing kept."""
    with merged.read() as read:
        found = [
            *records.list_records(read, Wanted("visit", voided=None)),
            *records.list_records(read, Wanted("client")),
        ]
    rows: list[tuple[object, ...]] = [
        (
            one.id,
            one.kind,
            one.station,
            one.number,
            json.dumps(one.answers, ensure_ascii=False),
            *map(one.answers.get, SOURCE),
        )
        for one in found
    ]
    assert len(rows) > 25_000

    def insert() -> None:
        connection = sqlcipher3.connect(str(tmp_path / f"floor-{next(names)}.db"))
        connection.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE record (id TEXT PRIMARY KEY, kind, station, number, answers, a, b, c, d, e, f, g)"
        )
        connection.execute("CREATE INDEX by_day ON record (kind, b)")
        connection.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
        connection.commit()
        connection.close()

    benchmark.pedantic(insert, rounds=ROUNDS)


def test_the_first_merge_of_sixteen_bundles(benchmark, year: Made):
    open_: list[Desk] = []

    def fresh() -> tuple[tuple[Desk], dict[str, object]]:
        open_.append(year.copy_of_the_centre(f"first-{next(names)}"))
        return (open_[-1],), {}

    benchmark.pedantic(lambda desk: accept_bundles(desk, year.bundles), setup=fresh, rounds=ROUNDS)
    for desk in open_:
        desk.close()


def test_the_same_sixteen_again(benchmark, year: Made, merged: Desk):
    before = state_digest(merged)
    benchmark.pedantic(lambda: accept_bundles(merged, year.bundles), rounds=ROUNDS)
    assert state_digest(merged) == before


def test_rebuilding_everything_from_the_log(benchmark, merged: Desk):
    assert benchmark.pedantic(lambda: rebuild_all(merged), rounds=ROUNDS)[0]


def test_counting_the_contract(benchmark, merged: Desk):
    assert benchmark.pedantic(lambda: count_contract(merged), rounds=ROUNDS).rows

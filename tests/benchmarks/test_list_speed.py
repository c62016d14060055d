"""How long a list of 100,000 visits takes to open, to be counted by its filters, to be ordered, to jump to its end."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.gui.lazy_rows import LazyRows
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.store import log, records, visit_list
from sheqi_desktop.sync import segment
from tests.store.conftest import STATION, Workspace, a_client, a_visit, an_id, workspace

__all__ = ["workspace"]

VISITS, PEOPLE, AT_ONCE = 100_000, 300, 10_000
MONTH = ("2023-03-01", "2023-03-31")


def _change(chain: str, n: int, device: str) -> Change:
    if n <= PEOPLE:
        kind, answers = "client", a_client(n, doc_no=f"{STATION}-DA-2023-A{n:05d}")
    else:
        day = f"2023-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        kind = "visit"
        answers = a_visit(client_id=an_id(n % PEOPLE + 1), service_date=day, doc_no=f"{STATION}-TF-2023-A{n:05d}")
        answers |= {"status": "submitted", "risk_signals": [0 if n % 10 else 2], "summary": f"第{n}次到家。" * 12}
    return Change(ChangeRef(chain, n), kind, an_id(n), (), answers, "worker-1", 1_678_233_600_000 + n, device=device)


@pytest.fixture
def archive(workspace) -> Workspace:
    """Give a workspace with 100,000 visits."""
    sender, here = workspace("sender"), workspace("here")
    with sender.database.read() as read:
        head = log.own_chain(read)
    for start in range(0, VISITS + PEOPLE, AT_ONCE):
        wanted = range(start + 1, min(start + AT_ONCE, VISITS + PEOPLE) + 1)
        changes = [_change(head.chain, n, sender.machine.device) for n in wanted]
        sealed = segment.seal(
            changes, head, county="c0" * 16, roster_version=1, signer=sender.machine, now_ms=sender.now
        )
        here.take(sealed)
        head = replace(head, seq=sealed.last, hash=sealed.hash)
    return here


def test_a_hundred_thousand_visits(benchmark, qapp, archive: Workspace):
    """One workspace for all figures: making it takes the longest."""
    table = RecordTable((Column("a", "编号"), Column("b", "日期")), row_height=44)
    table.resize(1100, 560)
    table.show()
    with archive.database.read() as read:

        def rows(some):
            found = records.get_many(read, some)
            return [Row(one, (found[one].number, found[one].service_date)) for one in some]

        def open_and_jump() -> None:
            ids = visit_list.visit_ids(read, "all", MONTH, [STATION])
            table.show_rows(LazyRows(ids, rows))
            table.choose(ids[-1])
            qapp.processEvents()

        assert visit_list.visit_counts(read, MONTH, [STATION])["all"] == VISITS
        for name, work in (
            ("counts", lambda: visit_list.visit_counts(read, MONTH, [STATION])),
            ("ids", lambda: visit_list.visit_ids(read, "all", MONTH, [STATION])),
            ("ids with a risk", lambda: visit_list.visit_ids(read, "risk", MONTH, [STATION])),
            ("ids by name", lambda: visit_list.visit_ids(read, "all", MONTH, [STATION], order="name")),
        ):
            benchmark.extra_info[name] = _best(work)
        benchmark.pedantic(open_and_jump, rounds=10, warmup_rounds=1)
    table.close()


def _best(work) -> float:
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return round(min(taken) * 1000, 1)

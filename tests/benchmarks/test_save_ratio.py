"""What a save with its change costs beside the row of the record alone: the same file, one transaction each, by turns.

The floor writes what the window shows and nothing else: no change to send, no rows to count, no words to find.  It is
durable by the commit of the engine alone (synchronous FULL), as any program would have it.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from itertools import count

from sheqi_desktop.store import jsontext, log
from sheqi_desktop.store.engine import durable_alone
from sheqi_desktop.store.rows import COLUMN_COUNT, COLUMNS
from tests.store.conftest import STATION, Workspace, a_visit, an_id, workspace

__all__ = ["workspace"]

ROUNDS, WARM = 300, 20
MARKS = ", ".join("?" * (COLUMN_COUNT + 1))
SUMMARY = "上午十点到家，老人在院里晒太阳，精神好，血压一百三十八，药还剩三天，已联系村医续药。"


def test_a_save_beside_the_row_of_the_record_alone(workspace, capsys):
    """Every save is durable before the next begins: both wait for the disk, and that is most of either."""
    here: Workspace = workspace("here")
    for n in range(1, 3001):
        here.save("visit", an_id(n), told(n))
    numbers = count(10_001)

    def ours() -> None:
        n = next(numbers)
        with here.database.write() as write:
            here.now += 1000
            log.append(write, "visit", an_id(n), (), told(n), "worker-1", here.now)

    with here.database.write() as write:
        row = list(write.row(f"SELECT {COLUMNS} FROM record WHERE id = ?", an_id(3000)) or ())
        driver = write.driver

    def alone() -> None:
        n = next(numbers)
        with here.database.write() as write:
            no = 1 + write.value("SELECT max(no) FROM record")
            values = [an_id(n), *row[1:-2], jsontext.text(told(n)), None]
            write.run(f"INSERT INTO record (no, {COLUMNS}) VALUES ({MARKS})", no, *values)

    taken: dict[str, list[tuple[float, float]]] = {"ours": [], "alone": []}
    for _ in range(ROUNDS):
        taken["ours"].append(timed(ours))
        # The row alone is in no other record: its own commit has to reach the disk.
        durable_alone(driver, True)
        taken["alone"].append(timed(alone))
        durable_alone(driver, False)
    wall, processor = (
        [statistics.median(one[which] for one in taken[name][WARM:]) for name in ("ours", "alone")] for which in (0, 1)
    )
    with capsys.disabled():
        for name, (ours_ms, alone_ms) in (("wall", wall), ("processor", processor)):
            sys.stdout.write(
                f"\n{name}: a save {ours_ms:.2f} ms, the row alone {alone_ms:.2f} ms: {ours_ms / alone_ms:.2f} times"
            )
    assert len(taken["ours"]) == len(taken["alone"]) == ROUNDS


def timed(work: Callable[[], None]) -> tuple[float, float]:
    began, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - processor) * 1000


def told(n: int) -> dict[str, object]:
    day = f"2023-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    number = f"{STATION}-TF-2023-A{n:05d}"
    return a_visit(client_id=an_id(n % 300 + 1), service_date=day, doc_no=number, summary=f"第{n}次，{SUMMARY}")

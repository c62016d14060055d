"""How long the centre's day takes, beside the bare insert of the same finished rows, by turns in one run.

The figures are printed and kept in README.md; nothing is asserted against the clock.  SHEQI_BENCH_RECORDS sets the size
(25000), SHEQI_BENCH_SIGNED=1 puts every worker's own signature on every record, SHEQI_BENCH_ROUNDS the turns (5).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundles, is_repeat
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.check_health import rebuild_all, state_digest
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.merge_run import finish_open
from sheqi_desktop.operations.progress import Progress
from tests.benchmarks.conftest import Year
from tests.benchmarks.floor import ALL, EVERYTHING, LOG, RECORDS, Floor, floor_of, rows_that_differ
from tests.benchmarks.weight import csv_of_changes, csv_of_records, zstd_19
from tests.desks import PASSWORD

ROUNDS = int(os.environ.get("SHEQI_BENCH_ROUNDS", "5"))
FLOORS = ("records", "records and what lies beside", "every row")
names = count()


class Took(NamedTuple):
    """Seconds by the wall clock, of the processor, and of the copy made first."""

    wall: float
    busy: float
    copy: float = 0.0


class Clocks:
    """Both clocks, from now on."""

    def __init__(self) -> None:
        self._wall, self._busy = time.perf_counter(), time.process_time()

    def since(self) -> tuple[float, float]:
        return time.perf_counter() - self._wall, time.process_time() - self._busy


@pytest.fixture(scope="module")
def merged(year: Year, settings: Path):
    """Give a centre that has all first files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        desk = year.copy_of_the_centre("merged")
        bring_in(desk, year.bundles)
        yield desk
        desk.close()


@pytest.fixture(scope="module")
def after(year: Year, merged: Desk, settings: Path):
    """Give a centre that also has what was changed later; its rows have the numbers they have in the first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(settings))
        merged.database.checkpoint()
        shutil.copytree(merged.folder, year.folder / "after")
        desk = year.open("after", "w-centre-1")
        bring_in(desk, year.changed)
        yield desk
        desk.close()


@pytest.fixture(scope="module")
def floor(merged: Desk, tmp_path_factory: pytest.TempPathFactory) -> Floor:
    return floor_of(merged, tmp_path_factory.mktemp("floor") / "floor.db")


def bring_in(desk: Desk, bundles: tuple[Path, ...]) -> Took:
    """Bring files in, their log into the file too; give how long it took, and the verified copy before it."""
    steps: dict[int, float] = {}
    clock = Clocks()
    accepted = accept_bundles(desk, bundles, Progress(lambda _: steps.setdefault(len(steps), time.perf_counter())))
    desk.database.checkpoint()
    assert all(isinstance(one, Accepted) for one in accepted)
    # The first report is that of the copy, the second that the first file is looked at.
    return Took(*clock.since(), steps[1] - steps[0])


def told(what: str, ours: list[Took], floors: dict[str, list[Took]]) -> None:
    """Print the medians and how often each floor fits into ours: by the wall clock and by the processor's."""
    line = [
        f"{what}: {median(one.wall for one in ours):.3f} s, of it the copy {median(one.copy for one in ours):.3f} s"
    ]
    for name, times in floors.items():
        wall = median(one.wall for one in ours) / median(one.wall for one in times)
        busy = median(one.busy for one in ours) / median(one.busy for one in times)
        each = "、".join(f"{one.wall / two.wall:.2f}" for one, two in zip(ours, times, strict=True))
        line.append(f"{name} {median(one.wall for one in times):.3f} s → {wall:.2f}×（{each}；processor {busy:.2f}×）")
    sys.stdout.write("\n" + "\n  ".join(line) + "\n")


def insert_time(floor: Floor, tables: tuple[str, ...]) -> Took:
    driver = floor.empty(tables)
    clock = Clocks()
    floor.insert(driver, tables)
    took = Took(*clock.since())
    driver.close()
    return took


def test_the_first_merge_of_sixteen_bundles(year: Year, floor: Floor):
    ours: list[Took] = []
    floors: dict[str, list[Took]] = {name: [] for name in FLOORS}
    for _ in range(ROUNDS):
        for tables, times in zip((RECORDS, ALL, EVERYTHING), floors.values(), strict=True):
            times.append(insert_time(floor, tables))
        desk = year.copy_of_the_centre(f"first-{next(names)}")
        ours.append(bring_in(desk, year.bundles))
        assert desk.database.path.stat().st_size > floor.place.stat().st_size
        desk.close()
    told("first merge", ours, floors)


def test_what_was_changed_at_the_stations(year: Year, after: Desk, floor: Floor, tmp_path: Path):
    changed = rows_that_differ(floor, floor_of(after, tmp_path / "floor.db"))
    assert len(floor.rows["record"]) // 5 < len(changed["record"]) < len(floor.rows["record"]) // 2
    ours: list[Took] = []
    floors: dict[str, list[Took]] = {name: [] for name in FLOORS}
    beside = ("record", "visit_client")
    for _ in range(ROUNDS):
        for tables, times in zip((("record",), beside, beside + LOG), floors.values(), strict=True):
            driver = floor.empty(EVERYTHING)
            floor.insert(driver, ALL)
            rows = {table: changed[table] for table in tables}
            clock = Clocks()
            floor.overwrite(driver, rows)
            times.append(Took(*clock.since()))
            driver.close()
        desk = year.copy_of_the_centre(f"changed-{next(names)}")
        bring_in(desk, year.bundles)
        # What the window does after a merge is not part of the next one.
        finish_open(desk)
        index_all(desk)
        ours.append(bring_in(desk, year.changed))
        desk.close()
    told("merge of what was changed", ours, floors)


def test_the_same_sixteen_again(year: Year, merged: Desk, floor: Floor):
    before = state_digest(merged)
    ours: list[Took] = []
    for _ in range(ROUNDS):
        clock = Clocks()
        results = accept_bundles(merged, year.bundles)
        ours.append(Took(*clock.since()))
        assert all(is_repeat(one) for one in results)
    assert state_digest(merged) == before
    told("the same files again", ours, {"records": [insert_time(floor, RECORDS) for _ in range(ROUNDS)]})


def test_the_bytes_of_the_bundles(year: Year, merged: Desk, after: Desk):
    """Beside zstd -19 over plain CSV of the same answers: one table for each kind, for each station as a file is."""
    for what, files, tables in (
        ("new records", year.bundles, csv_of_records(merged)),
        ("changes", year.changed, csv_of_changes(after)),
    ):
        ours, plain = sum(path.stat().st_size for path in files), sum(map(zstd_19, tables))
        assert len(tables) == len(files)
        sys.stdout.write(f"\n{what}: bundles {ours:,} bytes；CSV zstd -19 {plain:,} bytes → {ours / plain:.2f}×")
    sys.stdout.write("\n")


MEMORY = """
import sys
from pathlib import Path
from sheqi_desktop.domain.clock import at
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.unlock import unlock

def highest():
    # What getrusage says is inherited from whoever started us.
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024

folder, password, *bundles = sys.argv[1:]
desk = unlock(Path(folder), "w-centre-1", password, at("2023-04-03T09:00:00"))
before = highest()
accept_bundles(desk, [Path(one) for one in bundles])
print(f"{before} MB when open, {highest()} MB at most")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel how much memory it gave")
def test_the_memory_it_takes(year: Year):
    year.copy_of_the_centre("memory").close()
    asked = [sys.executable, "-c", MEMORY, str(year.folder / "memory"), PASSWORD, *map(str, year.bundles)]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    sys.stdout.write("\n" + said)


def test_making_it_findable(benchmark, year: Year):
    open_: list[Desk] = []

    def fresh() -> tuple[tuple[Desk], dict[str, object]]:
        open_.append(year.copy_of_the_centre(f"words-{next(names)}"))
        bring_in(open_[-1], year.bundles)
        return (open_[-1],), {}

    benchmark.pedantic(index_all, setup=fresh, rounds=2)
    for desk in open_:
        desk.close()


def test_rebuilding_everything_from_the_log(benchmark, merged: Desk):
    assert benchmark.pedantic(lambda: rebuild_all(merged), rounds=3)[0]


def test_counting_the_contract(benchmark, merged: Desk):
    assert benchmark.pedantic(lambda: count_contract(merged), rounds=3).rows

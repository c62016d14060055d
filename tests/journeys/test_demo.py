"""The demo: an invented county walks the whole loop, and its table is the golden one."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.program import Program

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "data" / "expected-county-report.csv"
FULL = bool(os.environ.get("SHEQI_FULL_DEMO"))
STATIONS = 16 if FULL else 2
TYPED = (
    "ind_visit",
    "ind_case",
    "ind_group",
    "ind_group_session",
    "ind_activity",
    "ind_vol_team",
    "ind_vol_team_hours",
)
"""The measures whose records stations type."""
SETTLED = "scope scope_code scope_name measure_code unit target_each target_total actual rate_pct status".split()


@dataclass
class Made:
    """A demo county and what the verb said when it was ready."""

    out: Path
    said: str
    program: Program

    def table(self) -> str:
        return self.program.run("count", "--format", "csv").out


def make(folder: Path, seed: int = 20220901) -> Made:
    program = Program(folder / "out" / "centre", folder / "config", clock="", password="sheqi-demo-2023")
    said = program.run(
        "demo", "--out", str(folder / "out"), "--seed", str(seed), "--stations", str(STATIONS), "--no-window"
    )
    return Made(folder / "out", said.out, program)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("demo"))


def visit_rows(table: str, scope: str = "station", measure: str = "ind_visit") -> dict[str, dict[str, str]]:
    read = csv.DictReader(io.StringIO(table))
    return {
        row["scope_code"]: {name: row[name] for name in SETTLED}
        for row in read
        if row["measure_code"] == measure and row["scope"] == scope
    }


def golden() -> str:
    return GOLDEN.read_text(encoding="utf-8")


def made_stations(demo: Made) -> list[str]:
    return sorted(path.name.removesuffix("-A") for path in demo.out.glob("4113*-A"))


@pytest.mark.parametrize("measure", TYPED)
def test_the_rows_of_the_stations_are_the_golden_ones(demo: Made, measure: str):
    stations = made_stations(demo)
    assert len(stations) == STATIONS
    here, expected = (visit_rows(table, measure=measure) for table in (demo.table(), golden()))
    assert {code: here[code] for code in stations} == {code: expected[code] for code in stations}
    assert all(int(row["actual"]) == 0 for code, row in here.items() if code not in stations)
    if FULL:
        told, wanted = (visit_rows(table, "county", measure) for table in (demo.table(), golden()))
        assert told == wanted


def test_a_stations_own_machine_counts_what_the_centre_counts(demo: Made):
    for code in made_stations(demo)[:2]:
        own = Program(demo.out / f"{code}-A", demo.program.config, clock="", password=demo.program.password)
        own_table = own.run("count", "--format", "csv").out
        assert visit_rows(own_table)[code] == visit_rows(demo.table())[code]


def test_every_planted_row_that_must_not_count_is_found_with_its_reason(demo: Made):
    """What is planted is read from the plan; what is found, from the workspace."""
    from sheqi_desktop.catalog.assets import resources_dir
    from sheqi_desktop.catalog.contracts import load_demo

    found: Counter[str] = Counter()
    for code in made_stations(demo):
        found.update(row["code"] for row in demo.program.run("why", "ind_visit", code).objects)
    planted = load_demo(resources_dir() / "contracts" / "sheqi-2022.toml").decoys
    wanted = Counter({one.reason: one.n for one in planted if one.source == "visit_client"})
    assert found
    assert set(found) <= set(wanted)
    assert all(found[code] <= wanted[code] for code in found)
    if FULL:
        assert found == wanted


def test_the_verb_says_what_it_made(demo: Made):
    assert "各站探访人次" in demo.said
    assert "sheqi-demo-2023" in demo.said
    assert {path.name for path in demo.out.iterdir()} >= {"centre", "bundles", "keys"}
    assert demo.program.run("check").object["parked"] == 0


def test_the_same_seed_gives_the_very_same_table(demo: Made, tmp_path: Path):
    if FULL:
        pytest.skip("two stations are enough for this")
    again = make(tmp_path)
    assert again.table() == demo.table()
    assert again.said.replace(str(tmp_path), "") == demo.said.replace(str(demo.out.parent), "")


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("我的", encoding="utf-8")
    program = Program(tmp_path / "x", tmp_path / "config")
    said = program.run("demo", "--out", str(tmp_path / "out"), "--stations", "1", "--no-window", status=3)
    assert "E-DSK-09" in said.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]

"""The demo: an invented county walks the whole loop, and its table is the golden one."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from sheqi_desktop.domain.records.crisis import CRISIS
from sheqi_desktop.operations.crises import alarms
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.run import PASSWORD, workspace
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.restricted import VIEWED
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import journal
from tests.desks import LIBRARY
from tests.journeys.program import Program
from tests.operations.demo_plans import SEED, the_plan

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "data" / "expected-county-report.csv"
FULL = bool(os.environ.get("SHEQI_FULL_DEMO"))
STATIONS = 16 if FULL else 3
"""The third of them, 赊店镇, works at two machines."""
TWINS = "411327100"
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

    @cached_property
    def table(self) -> str:
        """What the centre counts; nothing here changes it."""
        return self.program.run("count", "--format", "csv").out


def make(folder: Path, seed: int = SEED, stations: int = STATIONS) -> Made:
    program = Program(folder / "out" / "centre", folder / "config", clock="", password="sheqi-demo-2023", patience=900)
    said = program.run(
        "demo", "--out", str(folder / "out"), "--seed", str(seed), "--stations", str(stations), "--no-window"
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
    here, expected = (visit_rows(table, measure=measure) for table in (demo.table, golden()))
    assert {code: here[code] for code in stations} == {code: expected[code] for code in stations}
    assert all(int(row["actual"]) == 0 for code, row in here.items() if code not in stations)
    if FULL:
        told, wanted = (visit_rows(table, "county", measure) for table in (demo.table, golden()))
        assert told == wanted


def test_a_stations_own_machine_counts_what_the_centre_counts(demo: Made):
    for code in made_stations(demo)[:2]:
        own = Program(demo.out / f"{code}-A", demo.program.config, clock="", password=demo.program.password)
        own_table = own.run("count", "--format", "csv").out
        assert visit_rows(own_table)[code] == visit_rows(demo.table)[code]


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


def test_a_station_holds_what_its_workers_typed(demo: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(demo.program.config))
    for plan in [one for one in the_plan().stations if one.code in made_stations(demo)[:2]]:
        desk = unlock(workspace(demo.out, plan.code), plan.people[0].id, PASSWORD, library=LIBRARY)
        try:
            _same(desk, plan.entries)
        finally:
            desk.close()


def _same(desk: Desk, typed_entries: tuple[Entry, ...]) -> None:
    for kind in ("referral", "resource", "resource_link", "crisis", "survey", "survey_draw"):
        keys = {entry.key for entry in typed_entries if entry.kind == kind}
        with desk.read() as read:
            found = documents(read, [kind])
        assert len(found.of(kind)) == len(keys), kind
        assert all(one.handed_in for one in found.of(kind))
    with desk.read() as read:
        crises = documents(read, ["crisis"]).of("crisis")
        assert all(one.restricted for one in crises)
        states = {CRISIS.state(one, (), None) for one in crises}
        assert states <= {"following", "closed"}
        assert [e for e in journal.entries(read) if e.what == VIEWED] or not crises
    assert alarms(desk) == []


def own_records(demo: Made, machine: str, kind: str = "visit") -> list[dict[str, str]]:
    """Give the records of a kind as a machine lists them."""
    own = Program(demo.out / machine, demo.program.config, clock="", password=demo.program.password)
    return own.run("list", kind, "--limit", "100000").objects


def test_13_two_computers_of_one_station_number_apart_and_both_hold_everything(demo: Made):
    first, second = (own_records(demo, f"{TWINS}-{slot}") for slot in "AB")
    assert {one["doc_no"] for one in first} == {one["doc_no"] for one in second}
    numbers = [one["doc_no"] for one in first if one["doc_no"]]
    assert len(numbers) == len(set(numbers))
    by_letter = {letter: [one for one in first if f"-{letter}0" in one["doc_no"]] for letter in "AB"}
    assert len(by_letter["A"]) + len(by_letter["B"]) == len(numbers)
    assert sorted(one["doc_no"][-5:] for one in by_letter["B"])[:2] == ["B0001", "B0002"]
    days = [{one["date"] for one in some} for some in by_letter.values()]
    assert days[0] & days[1], "on some day both typed"
    assert "用两台电脑" in demo.said


def test_14_an_old_bundle_and_all_of_them_a_second_time_change_nothing(demo: Made):
    assert f"1 个旧包在新包之后才到，{STATIONS + 1} 个包又导入了一次：合计没有变。" in demo.said


def test_every_record_at_every_machine_is_signed_for_in_the_end(demo: Made):
    machines = sorted(path.name for path in demo.out.glob("4113*"))
    assert len(machines) == STATIONS + 1
    for machine in machines:
        for kind in ("visit", "client", "case"):
            found = own_records(demo, machine, kind)
            assert found
            assert {one["way"] for one in found} == {"received"}
    assert f"{len(machines)} 台电脑都导入了回传包" in demo.said


def test_the_verb_says_what_it_made(demo: Made):
    assert "各站探访人次" in demo.said
    assert "sheqi-demo-2023" in demo.said
    assert "督导批注" in demo.said
    assert {path.name for path in demo.out.iterdir()} >= {"centre", "bundles", "keys", "supervisor-1"}
    assert demo.program.run("check").object["parked"] == 0


def test_the_same_seed_gives_the_very_same_table(tmp_path: Path):
    one, two = (make(tmp_path / place, stations=1) for place in ("one", "two"))
    assert one.table == two.table
    assert one.said.replace(str(one.out.parent), "") == two.said.replace(str(two.out.parent), "")


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("我的", encoding="utf-8")
    program = Program(tmp_path / "x", tmp_path / "config")
    said = program.run("demo", "--out", str(tmp_path / "out"), "--stations", "1", "--no-window", status=3)
    assert "E-DSK-09" in said.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]

"""小组 of the demo county: the counted numbers, the decoys, who is in them and what was written."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.operations.demo import read_material
from tests.operations.demo_plans import clients, entries, make_plan, the_plan

PRESENT = (1, 2, 3)
GROUPS = {
    "411327001": (7, 30), "411327002": (7, 29), "411327100": (8, 36), "411327101": (7, 29), "411327103": (7, 31),
    "411327104": (6, 25), "411327105": (6, 24), "411327106": (7, 30), "411327107": (7, 29), "411327108": (6, 25),
    "411327109": (6, 24), "411327110": (7, 30), "411327111": (6, 25), "411327112": (7, 29), "411327113": (6, 24),
    "411327313": (6, 25),
}  # fmt: skip


def decoys() -> set[str]:
    planted = the_plan().planted
    return {*planted["groups_of_three"], *planted["group_called_off"]}


def plans() -> dict[str, dict]:
    return {entry.key: dict(entry.answers) for _, entry in entries("group") if entry.then == "submit"}


def counted_plans() -> dict[str, dict]:
    return {key: plan for key, plan in plans().items() if key not in decoys()}


def sessions() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = defaultdict(list)
    for _, entry in entries("group_session"):
        found[entry.answers["parent_id"]].append(dict(entry.answers))
    return found


def rosters() -> dict[str, list[dict]]:
    return {entry.answers["parent_id"]: list(entry.answers["members"]) for _, entry in entries("group_roster")}


def test_every_station_has_the_groups_and_sessions_of_the_contract_file():
    held = sessions()
    found = {
        code: (
            sum(code in key for key in counted_plans()),
            sum(len(held[key]) for key in counted_plans() if code in key),
        )
        for code in GROUPS
    }
    assert found == GROUPS
    assert Counter(len(held[key]) for key in counted_plans()) == {4: 85, 5: 21}


def test_four_groups_of_three_sessions_and_one_called_off_do_not_count():
    held, planted = sessions(), the_plan().planted
    assert [len(held[key]) for key in planted["groups_of_three"]] == [3] * 4
    assert [len(held.get(key, ())) for key in planted["group_called_off"]] == [0]
    assert {plans()[key]["planned_sessions"] for key in decoys()} == {4}
    moves = Counter(entry.answers["move"] for _, entry in entries("group") if entry.then == "move")
    assert moves == {"end_early": 4, "recruit": 1, "cancel": 1}


def test_targets_and_types_keep_their_totals():
    every = counted_plans().values()
    assert Counter(plan["target_groups"][0] for plan in every) == {3: 44, 2: 34, 4: 12, 1: 10, 5: 6}
    assert Counter(plan["group_type"] for plan in every) == {1: 30, 2: 26, 3: 22, 5: 16, 6: 12}


def test_groups_are_of_six_to_fourteen_and_ten_on_average():
    sizes = [len(rosters()[key]) for key in counted_plans()]
    assert (min(sizes), max(sizes), sum(sizes)) == (6, 14, 1081)


def test_attendance_is_between_86_and_100_and_92_on_average():
    rates = []
    for key in counted_plans():
        marks = [row["mark"] for one in sessions()[key] for row in one["attendance"]]
        rates.append(sum(mark in PRESENT for mark in marks) * 1000 // len(marks))
    assert min(rates) >= 860
    assert 915 <= sum(rates) // len(rates) <= 925


def test_every_session_has_three_present():
    for held in sessions().values():
        assert all(sum(row["mark"] in PRESENT for row in one["attendance"]) >= 3 for one in held)


def test_members_are_mostly_clients_who_are_alive_and_there():
    for key, members in rosters().items():
        last = max(one["service_date"] for one in sessions()[key])
        ours = [clients()[row["client_id"]] for row in members if "client_id" in row]
        assert len(ours) * 2 >= len(members), key
        assert len({one.key for one in ours}) == len(ours)
        for one in ours:
            assert one.key.split("-")[1] == key.split("-")[1]
            assert one.answers["opened_on"] <= members[0]["joined_on"]
            assert one.key not in gone() or gone()[one.key] > last
        names = [row["name"] for row in members]
        assert len(set(names)) == len(names)


def gone() -> dict[str, str]:
    left = {}
    for _, entry in entries("client", patch=True):
        day = entry.answers.get("death_date") or entry.answers.get("moved_on") or entry.answers.get("closed_on")
        left[entry.key] = str(day)
    return left


def test_children_come_on_saturdays_and_with_a_guardian():
    for key, plan in counted_plans().items():
        if plan["target_groups"] == [2]:
            assert all(date.fromisoformat(one["service_date"]).weekday() >= 5 for one in sessions()[key])
            assert all(row["guardian_name"] and row["guardian_phone"] for row in rosters()[key])
            assert plan["safety_plan"]


def test_no_worker_is_at_two_places_at_once():
    busy: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kind in ("visit", "group_session"):
        for _, entry in entries(kind):
            if "start_at" in entry.answers:
                span = (entry.answers["start_at"], entry.answers["end_at"])
                busy[entry.worker, entry.answers["service_date"]].append(span)
    for spans in busy.values():
        spans.sort()
        assert all(first[1] <= then[0] for first, then in itertools.pairwise(spans))


def test_the_supervisor_of_the_station_signs_before_the_first_session_and_before_the_cut_off():
    signed = {
        entry.key: entry.at for kind in ("group", "group_summary") for _, entry in entries(kind) if entry.then == "sign"
    }
    for key in counted_plans():
        assert signed[key].date().isoformat() < sessions()[key][0]["service_date"]
        assert signed[f"gp{key[1:]}"].date() <= date(2023, 10, 6)
    workers = {entry.worker for _, entry in entries("group") if entry.then == "sign"}
    assert workers == {"s-1", "s-2", "s-3"}


@pytest.mark.parametrize("kind", ["support", "education", "growth", "interest", "mutual_aid"])
def test_each_type_of_group_has_at_least_sixty_patterns(kind):
    bank = read_material(assets.resources_dir() / "demo").groups[kind]
    patterns = [one for part in bank.values() for one in part]
    assert len(set(patterns)) == len(patterns) >= 60


def test_what_was_written_is_long_enough_and_no_slot_is_open():
    for plan in plans().values():
        assert 800 >= len(plan["background"]) >= 100
    for held in sessions().values():
        assert all(500 >= len(one["dynamics"]) >= 30 for one in held)
    for kind in ("group", "group_roster", "group_session", "group_summary"):
        for _, entry in entries(kind):
            assert not re.search(r"[{}]", "".join(_texts(entry.answers))), entry.key


def _texts(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def test_the_same_seed_gives_the_same_groups():
    again = make_plan()
    assert [one.entries for one in again.stations] == [one.entries for one in the_plan().stations]

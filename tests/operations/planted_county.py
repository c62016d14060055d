"""The stations of the demo county with something planted: only that is typed, with whatever it names, and merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.domain.draft import CONFIRMED
from sheqi_desktop.operations.accept_bundle import accept_bundle, accept_bundles
from sheqi_desktop.operations.demo import Entry, StationPlan, run
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.demo.typist import KEYS, type_entries
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import quiet
from sheqi_desktop.operations.save_record import draft_of, new_draft
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import switch, unlock
from sheqi_desktop.store import meta
from tests.operations.demo_plans import SEED, the_plan

PLANTED = (
    "same_person", "namesakes", "number_conflict", "case_moved", "notes_typed_together", "consent_not_scanned",
    "plan_corrected", "case_reopened", "volunteer_overlap", "photo_used_twice", "tenth_left", "named_twice",
    "unknown_tramp", "report_unsent", "photo_of_a_child", "copied_summaries",
)  # fmt: skip
PLAN_KEY = re.compile(r"(?!w-)[a-z]{1,3}-\d{9}-[\w-]+")
AFTER = datetime(2023, 10, 9, 9, 0, tzinfo=COUNTY)
LEFT, CAME = "411327107", "411327108"


def dead() -> str:
    """Name a client who died, by plan key."""
    return next(
        entry.key
        for station in the_plan().stations
        for entry in station.entries
        if entry.kind == "client" and entry.patch and entry.answers["file_state"] == "deceased"
    )


def planted() -> dict[str, set[str]]:
    """Give the planted records of each station; a case with all its papers."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in PLANTED:
        for key in " ".join(the_plan().planted[name]).split():
            found[key.split("-")[1]].add(key)
    found[dead().split("-")[1]].add(dead())
    return found


def needed(station: StationPlan, wanted: Collection[str]) -> list[Entry]:
    """Give the entries that make some records, and those that make what they name."""
    # Numbers are given in order: all cases of the station somebody left have to be taken in.
    taken_in = {entry.key for entry in station.entries if entry.kind == "case"} if station.code == LEFT else set()
    keys, before = set(wanted) | taken_in, 0
    while before != len(keys):
        before = len(keys)
        for entry in station.entries:
            if _belongs(entry, keys, wanted):
                keys |= set(_named({"": entry.answers, "batch": entry.batch}))
    entries = [entry for entry in station.entries if _belongs(entry, keys, wanted)]
    return [one for one in entries if not (one.then == "move" and one.key in taken_in - set(wanted))]


def _belongs(entry: Entry, keys: Collection[str], wanted: Collection[str]) -> bool:
    paper_of = entry.answers.get("parent_id") or entry.key.rpartition("-")[0]
    return entry.key in keys or paper_of in wanted or not set(entry.batch).isdisjoint(keys)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str) and PLAN_KEY.fullmatch(value):
        yield value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _named(inner)


@dataclass
class Planted:
    """The centre and the stations, and the ids of what the plan names."""

    centre: Desk
    stations: dict[str, Desk]
    ids: dict[str, str]
    sent: list[Path]
    folder: Path

    def at(self, key: str) -> tuple[Desk, str]:
        return self.stations[key.split("-")[1]], self.ids[key]

    def send(self, giver: Desk, unit: str, taker: Desk) -> None:
        """Take a bundle from one desk to another."""
        accept_bundle(taker, seal_bundle(giver, unit, self.folder / "bundles").path)

    def asks(self, desk: Desk, key: str) -> dict[str, str]:
        """Give what the program wants to be looked at again when a record is opened."""
        return {one.code: one.message for one in draft_of(desk, self.ids[key]).problems()}

    def asked(self, key: str) -> dict[str, list[str]]:
        """Give what the program asked when a record was typed, before somebody said that it is right."""
        desk, record = self.at(key)
        found: dict[str, list[str]] = defaultdict(list)
        typed = next(one for station in the_plan().stations for one in station.entries if one.key == key)
        switch(desk, typed.worker, run.PASSWORD)
        answers = {name: said for name, said in draft_of(desk, record).answers.items() if name != CONFIRMED}
        for one in new_draft(desk, typed.kind, answers).problems():
            found[one.code].append(one.message)
        return found


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("planted")
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        for part in ("bundles", "keys"):
            (folder / part).mkdir()
        wanted = planted()
        chosen = [one for one in county_script(SEED).stations if one.code in wanted]
        centre = run._found(folder, county_script(SEED), run.BEGIN)
        run._enrol(centre, folder, chosen, quiet())
        made = Planted(centre, {}, {}, [], folder)
        for station in chosen:
            _type(made, folder, station, wanted[station.code])
        centre.clock = Clock(lambda: AFTER)
        accept_bundles(centre, made.sent)
        yield made
        for desk in (centre, *made.stations.values()):
            desk.close()


def _type(made: Planted, folder: Path, station: StationPlan, wanted: Collection[str]) -> None:
    lead = station.people[0].id
    entries = needed(station, wanted)
    desk = unlock(run.workspace(folder, station.code), lead, run.PASSWORD, Clock(lambda: entries[0].at))
    type_entries(desk, station, entries, run.PASSWORD)
    switch(desk, lead, run.PASSWORD)
    desk.clock = Clock(lambda: AFTER)
    with desk.read() as read:
        made.ids.update(meta.get(read, KEYS, {}))
    made.stations[station.code] = desk
    made.sent.append(seal_bundle(desk, desk.library.centre_unit, folder / "bundles").path)


def keys(name: str) -> tuple[str, ...]:
    return the_plan().planted[name]

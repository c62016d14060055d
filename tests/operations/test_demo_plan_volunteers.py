"""The volunteers of the demo county: every figure of the page, and one station typed through the real verbs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.codes import PoliticalStatus
from sheqi_desktop.domain.conditions_volunteer import overlap
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.identity import why_not
from sheqi_desktop.domain.records.volunteer import served
from sheqi_desktop.domain.service_time import counted_minutes, stars
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.demo.county_plan import StationPlan
from sheqi_desktop.operations.demo.typist import type_entries
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.enrol_centre import Joining, invite
from sheqi_desktop.operations.enrol_station import add_colleague, set_up_station
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.store.vault import QUICK
from tests.desks import PASSWORD, Hands, a_centre
from tests.operations.demo_plans import entries, make_plan, the_plan

HOUR = "volunteer_hour"
HOURS_OF = {
    "411327001": (16, 290.0), "411327002": (15, 270.0), "411327100": (27, 460.0), "411327101": (14, 240.0),
    "411327103": (14, 235.0), "411327104": (13, 205.0), "411327105": (13, 210.0), "411327106": (15, 230.0),
    "411327107": (13, 200.0), "411327108": (12, 185.0), "411327109": (12, 190.0), "411327110": (14, 205.0),
    "411327111": (12, 180.0), "411327112": (13, 185.0), "411327113": (11, 155.0), "411327313": (10, 150.0),
}  # fmt: skip
"""志愿者 and 时长h of each station (domain 08 §2)."""
AGAIN = "-900"
"""The second registration of the person who serves at two stations at once."""


@cache
def typed() -> dict[str, dict[str, Any]]:
    """Every record of service by its key, with the answers it shares."""
    return {
        key: {**entry.answers, **own}
        for _, entry in entries(HOUR)
        if entry.then == "submit"
        for key, own in entry.batch.items()
    }


@cache
def verified() -> dict[str, dict[str, Any]]:
    signed = {key for _, entry in entries(HOUR) if entry.then == "sign" for key in entry.batch}
    return {key: one for key, one in typed().items() if key in signed}


def people() -> Iterator[tuple[str, dict[str, Any]]]:
    for _, entry in entries("volunteer"):
        yield entry.key, dict(entry.answers)


# ------------------------------------------------------------------------------ the figures of the page
def test_volunteers_and_hours_of_every_station_are_those_of_the_page():
    heads = Counter(key.split("-")[1] for key, _ in people() if not key.endswith(AGAIN))
    minutes: Counter[str] = Counter()
    for key, one in verified().items():
        minutes[key.split("-")[1]] += counted_minutes(one)
    assert {code: (heads[code], minutes[code] / 60) for code in HOURS_OF} == HOURS_OF
    assert (sum(heads.values()), sum(minutes.values()) / 60) == (224, 3590.0)


def test_records_are_of_half_an_hour_to_four_hours():
    assert (len(verified()), len(typed())) == (1842, 1865)
    lengths = {counted_minutes(one) for one in verified().values()}
    assert min(lengths) >= 30
    assert max(lengths) <= 240


def test_party_members_minors_and_ages():
    own = [one for key, one in people() if not key.endswith(AGAIN)]
    assert sum(one["political_status"] == PoliticalStatus.PARTY_MEMBER for one in own) == 69
    ages = [age_on(one["birth_date"], date(2023, 3, 1)) or 0 for one in own]
    assert sum(age < 18 for age in ages) == 13
    assert (min(ages) >= 16, max(ages) <= 72) == (True, True)
    assert all(why_not(one["id_no"], date(2023, 9, 30)) is None for one in own)
    assert len({one["id_no"] for one in own}) == 224


def test_four_have_reached_a_star_and_nobody_two():
    minutes: Counter[str] = Counter()
    for one in verified().values():
        minutes[one["volunteer_id"]] += counted_minutes(one)
    reached = Counter(map(stars, minutes.values()))
    assert (reached[1], sum(reached.values()) - reached[0]) == (4, 4)


def test_seventeen_teams_of_ten_or_more_and_two_that_are_none():
    rolls = {entry.key: entry.answers["members"] for _, entry in entries("volunteer_team")}
    rolls |= {entry.key: entry.answers["members"] for _, entry in entries("volunteer_team", patch=True)}
    sizes = {key: len({row["volunteer_id"] for row in rows if not row.get("left_on")}) for key, rows in rolls.items()}
    small = {key for plant in ("tenth_left", "named_twice") for key in the_plan().planted[plant]}
    assert {sizes[key] for key in small} == {9}
    assert sum(size >= 10 for key, size in sizes.items() if key not in small) == len(sizes) - 2 == 17
    assert sorted(sizes[key] for key in sizes if "411327100" in key) == [12, 15]


def test_nobody_serves_in_two_places_at_once_but_for_the_planted_one():
    own: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    number = {key: one["id_no"] for key, one in people()}
    for key, one in typed().items():
        own[number[one["volunteer_id"]]].append((key, one))
    clashes = {
        (key, other)
        for records in own.values()
        for at, (key, one) in enumerate(records)
        for other, two in records[at + 1 :]
        if overlap(one, two)
    }
    assert clashes == {the_plan().planted["volunteer_overlap"]}
    here, there = (typed()[key] for key in the_plan().planted["volunteer_overlap"])
    assert [(one["start_at"], one["end_at"]) for one in (here, there)] == [("09:00", "11:00"), ("10:00", "12:00")]


def test_the_sample_is_in_it():
    person = next(key for key, one in people() if one["id_no"] == "41139919680520993X")
    sample = next(
        one for one in verified().values() if (one["volunteer_id"], one["service_date"]) == (person, "2022-10-04")
    )
    assert (sample["start_at"], sample["end_at"], counted_minutes(sample)) == ("08:30", "10:45", 120)
    team = next(entry.answers for _, entry in entries("volunteer_team") if entry.key == sample["team_id"])
    assert team["name"] == "“古镇暖心”志愿服务队"


def activities() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for patch in (False, True):
        for _, entry in entries("activity", patch=patch):
            if entry.then in ("draft", "submit"):
                found[entry.key] |= entry.answers
    return found


def test_every_activity_names_the_volunteers_whose_hours_name_it():
    served: dict[str, list[str]] = defaultdict(list)
    for one in typed().values():
        if "activity_ref" in one:
            served[one["activity_ref"]].append(one["volunteer_id"])
    held = activities()
    own = {key for key, one in held.items() if one.get("host_station") == key.split("-")[1]}
    assert {key: sorted(people) for key, people in served.items()} == {key: held[key]["volunteers"] for key in own}
    assert len(held["hd-411327100-003"]["volunteers"]) == 12
    for one in typed().values():
        if about := held.get(one.get("activity_ref", "")):
            assert (one["title"], one["place"]) == (about["name"], about["place"])
            assert one["service_date"] == about["service_date"]
            assert _minutes(one["start_at"]) >= _minutes(about["start_at"]) - 30
            assert _minutes(one["end_at"]) <= _minutes(about["end_at"]) + 30


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def test_thirty_six_certificates_one_of_them_replaced():
    asked = [entry for _, entry in entries("service_certificate")]
    assert len(asked) == 36
    assert [entry.answers["replaces"] for entry in asked if "replaces" in entry.answers] == [
        the_plan().planted["certificate_replaced"][0]
    ]


def test_the_same_seed_gives_the_same_year():
    again = make_plan()
    assert [one.entries for one in again.stations] == [one.entries for one in the_plan().stations]


# ------------------------------------------------------------------------------ typed through the real verbs
BRIDGE = "411327101"
BEFORE = ("household", "client", "activity")
KINDS = ("volunteer", "volunteer_team", "volunteer_project", HOUR, "service_certificate")


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give 桥头镇 after a year of typing: one counted team and the one whose tenth member left."""
    folder, hands = tmp_path_factory.mktemp("bridge"), Hands("2022-08-01T09:00:00")
    centre = a_centre(folder, hands)
    plan = next(one for one in the_plan().stations if one.code == BRIDGE)
    desk = _enrolled(folder, centre, hands, plan)
    centre.close()
    own = [entry for entry in plan.entries if entry.kind in (*KINDS, *BEFORE)]
    type_entries(desk, plan, own, PASSWORD)
    hands.to("2023-10-31T09:00:00")
    desk.clock = hands.clock
    yield desk
    desk.close()


def _enrolled(folder: Path, centre: Desk, hands: Hands, plan: StationPlan) -> Desk:
    joining = [Joining(one.id, one.name, one.role) for one in plan.people]
    pack = invite(centre, plan.code, "A", joining, folder, open_root_key(folder / "root-1.key", PASSWORD))
    lead, *others = plan.people
    desk = set_up_station(
        folder / "station", pack.path, lead.id, pack.codes[lead.id], PASSWORD,
        fingerprint_read=pack.fingerprint, clock=hands.clock, library=Library(), cost=QUICK, opened_on="2022-08-01",
    ).desk  # fmt: skip
    for one in others:
        add_colleague(desk, pack.path, one.id, pack.codes[one.id], PASSWORD)
    return desk


def test_a_station_counts_one_team_with_hours(bridge: Desk):
    outcome = count_contract(bridge, date(2023, 10, 31)).outcome
    for measure in ("ind_vol_team", "ind_vol_team_hours"):
        assert outcome.result(measure).unit(BRIDGE).value == 1
    left_out = outcome.result("ind_vol_team").unit(BRIDGE).uncounted
    assert [one.first.code for one in left_out] == ["NC_MIN_CHILDREN"]


def test_its_hours_come_to_those_of_the_page_and_six_records_wait(bridge: Desk):
    with bridge.read() as read:
        hours = documents(read, [HOUR], [BRIDGE]).of(HOUR)
    assert served(hours).minutes / 60 == HOURS_OF[BRIDGE][1]
    assert sum(not one.signed for one in hours) == 6


def test_its_certificates_say_what_was_served(bridge: Desk):
    with bridge.read() as read:
        papers = documents(read, ["service_certificate"], [BRIDGE]).of("service_certificate")
    wanted = [entry for station, entry in entries("service_certificate") if station.code == BRIDGE]
    assert len(papers) == len(wanted)
    assert all(int(str(one.answers["total_minutes"])) >= 30 for one in papers)


def test_every_activity_of_a_station_has_the_hours_of_those_it_names(bridge: Desk):
    with bridge.read() as read:
        hours = [one for one in documents(read, [HOUR], [BRIDGE]).of(HOUR) if one.answers.get("activity_ref")]
        held = documents(read, ["activity"], [BRIDGE]).of("activity")
    assert {one.answers["activity_ref"] for one in hours} == {one.id for one in held}
    assert sum(len(one.answers["volunteers"]) for one in held) == len(hours)  # type: ignore[arg-type]


def test_a_roll_keeps_its_lines_when_somebody_joins_or_leaves(bridge: Desk):
    with bridge.read() as read:
        teams = documents(read, ["volunteer_team"], [BRIDGE]).of("volunteer_team")
    left = [row for one in teams for row in one.answers["members"] if row.get("left_on")]  # type: ignore[union-attr]
    assert [row["left_on"] for row in left] == ["2023-09-20"]

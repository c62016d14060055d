"""The invented people of the demo county: their totals are those of the page that describes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime

import pytest

from sheqi_desktop.domain import identity
from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.dates import age_on
from tests.operations.demo_plans import SEED, clients, entries, make_plan, the_plan

FIRST_DAY, LAST_DAY = date(2022, 8, 1), date(2023, 10, 31)


def answers_of(kind: str):
    return [entry.answers for _, entry in entries(kind)]


def fingerprint() -> str:
    import hashlib

    digest = hashlib.blake2b(digest_size=16)
    for station in make_plan().stations:
        for entry in station.entries:
            digest.update(f"{entry.at.isoformat()} {entry.key} {entry.then} {entry.worker} {entry.phase}".encode())
            digest.update(canonical(dict(entry.answers)))
    return digest.hexdigest()


def test_clients_of_each_category_and_age_group_are_as_many_as_written():
    by_category = Counter(one["primary_category"] for one in answers_of("client"))
    elders = sum(by_category.pop(code) for code in list(by_category) if code.startswith("E"))
    assert elders == 92
    assert by_category == {
        "A2": 372, "A1": 48, "A3": 40, "A4": 18, "A5": 16, "B1": 196, "B2": 58, "C1": 12, "C2": 34, "C3": 46, "C4": 92,
        "D1": 88, "F1": 4, "G9": 4,
    }  # fmt: skip
    for day in (FIRST_DAY, LAST_DAY):
        ages = [age_on(one["birth_date"], day) for one in answers_of("client")]
        groups = Counter("child" if a < 18 else "adult" if a < 60 else "elder" if a < 80 else "old" for a in ages)
        assert groups == {"child": 210, "adult": 268, "elder": 438, "old": 204}


def test_the_other_totals_of_the_clients_are_exact():
    people = answers_of("client")
    assert len(people) == 1120
    assert len(answers_of("household")) == 905
    assert len({one["household_id"] for one in people}) == 905
    assert sum(one["gender"] == 1 for one in people) == 616
    assert Counter(one["risk_level"] for one in people) == {3: 96, 2: 472, 1: 552}
    assert sum(bool(one.get("no_phone")) for one in people) == 157
    assert sum(one["id_type"] == 9 for one in people) == 18
    assert sum(1 in one["living_arrangement"] for one in people) == 269
    assert sum(len(one["categories"]) == 2 for one in people) == 538
    assert Counter(entry.answers["file_state"] for _, entry in entries("client", patch=True)) == {
        "deceased": 17, "moved_out": 9, "closed": 6,
    }  # fmt: skip


def test_each_station_has_its_clients_and_two_workers():
    sizes = Counter(station.name for station, _ in entries("client"))
    assert (sizes["赊店镇"], sizes["陌陂镇"], sizes["桥头镇"]) == (84, 60, 72)
    assert {tuple(person.role for person in station.people) for station in the_plan().stations} == {
        ("station_lead", "social_worker", "supervisor")
    }
    everyone = [person.name for station in the_plan().stations for person in station.people[:2]]
    assert len(set(everyone)) == 32
    assert [len(one.stations) for one in the_plan().supervisors] == [6, 5, 5]
    assert len(the_plan().centre) == 3


def test_kinds_of_disability_keep_their_shares():
    kinds = Counter(kind for one in answers_of("client") for kind in one.get("disability_types", ()))
    total = sum(kinds.values())
    for kind, percent in {4: 46, 5: 17, 6: 16, 1: 9, 2: 7, 3: 2, 7: 3}.items():
        assert abs(kinds[kind] * 100 - percent * total) <= 100


def moved_name() -> str:
    """Name the person who moved with a case: a file at either station."""
    return str(clients()[the_plan().planted["moved"][0]].answers["name"])


def test_one_person_moved_and_has_a_file_at_both_stations():
    left, came = (clients()[key] for key in the_plan().planted["moved"])
    assert [key.split("-")[1] for key in (left.key, came.key)] == ["411327107", "411327108"]
    assert all(left.answers[name] == came.answers[name] for name in ("name", "id_no", "birth_date", "gender"))
    (gone,) = [one.answers for _, one in entries("client", patch=True) if one.key == left.key]
    assert gone["moved_to_station"] == "411327108"
    assert gone["moved_on"] < came.answers["opened_on"] < "2023-06-01"


def test_every_number_is_sound_and_in_the_range_given_to_nobody():
    numbers = [one["id_no"] for one in answers_of("client") if "id_no" in one]
    assert all(identity.read(number) for number in numbers)
    assert all(number.startswith("411399") and 990 <= int(number[14:17]) <= 999 for number in numbers)
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    names = sorted({one["name"] for one in answers_of("client") if one.get("id_no") in twice})
    assert names == sorted(["刘福安", "陈志强", "陈自强", moved_name()])
    phones = [str(row[name]) for row in answers_of("client") for name in ("phone", "contact2_phone") if name in row]
    assert all(phone.startswith("1540000") for phone in phones)


def test_a_birthday_and_a_gender_agree_with_the_number():
    for one in answers_of("client"):
        if number := one.get("id_no"):
            assert one["birth_date"].replace("-", "") == number[6:14]
            assert int(number[16]) % 2 == one["gender"] % 2


@pytest.mark.parametrize(
    ("name", "station", "id_no"),
    [
        ("王玉兰", "411327101", "411399194103129928"),
        ("李卫国", "411327100", "41139919680520993X"),
        ("小明", "411327101", "41139920110915991X"),
    ],
)
def test_people_of_the_examples_live_in_the_county(name, station, id_no):
    found = [(at.code, entry) for at, entry in entries("client") if entry.answers["name"] == name]
    assert [(code, entry.answers["id_no"]) for code, entry in found] == [(station, id_no)]


def test_wang_yulan_has_the_seventh_file_of_her_station():
    numbered = [entry.answers["name"] for at, entry in entries("client") if at.code == "411327101"]
    assert numbered[6] == "王玉兰"
    one = clients()["c-411327101-007"].answers
    assert {row["category"] for row in one["categories"]} == {"A2", "E2"}
    assert (one["risk_level"], one["self_care"], one["contact2_name"]) == (3, 2, "王建民")


def test_planted_people_are_where_they_should_be_found():
    planted = the_plan().planted
    one, other = (clients()[key].answers for key in planted["same_person"])
    assert (one["name"], one["id_no"]) == (other["name"], other["id_no"])
    one, other = (clients()[key].answers for key in planted["namesakes"])
    assert (one["name"], one["village"]) == (other["name"], other["village"])
    assert "id_no" not in other
    assert one["birth_date"][:4] == other["birth_date"][:4]
    one, other = (clients()[key].answers for key in planted["number_conflict"])
    assert one["id_no"] == other["id_no"]
    assert one["name"] != other["name"]
    assert clients()[planted["rare_character"][0]].answers["name"] == "杨䶮"
    assert "·" in clients()[planted["long_name"][0]].answers["name"]


def test_no_two_clients_share_a_name_unless_planted():
    names = Counter(one["name"] for one in answers_of("client"))
    assert {name for name, times in names.items() if times > 1} == {"刘福安", "张秀英", moved_name()}


def test_moments_never_go_back_and_what_is_named_stands_before():
    for station in the_plan().stations:
        known: set[str] = set()
        last = datetime(2022, 8, 1, tzinfo=COUNTY)
        for entry in station.entries:
            assert entry.at >= last
            last = entry.at
            named = [entry.answers.get("household_id"), entry.answers.get("client_id")]
            named += [row["client_id"] for row in entry.answers.get("co_clients", ())]
            assert {key for key in named if key} <= known
            assert (entry.key in known) is (entry.patch or entry.then in ("sign", "return", "move", "scan"))
            known.update(entry.batch or {entry.key})
        assert [entry.phase for entry in station.entries] == sorted(entry.phase for entry in station.entries)


def test_the_same_seed_gives_the_same_county_in_any_process():
    code = "from tests.operations.test_demo_plan import fingerprint; print(fingerprint())"
    told = {fingerprint()}
    for salt in ("0", "77"):
        env = {**os.environ, "PYTHONHASHSEED": salt}
        run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        told.add(run.stdout.strip())
    assert len(told) == 1


def test_another_seed_gives_another_county_with_the_same_totals():
    for seed in (1, 2, 3, 44, 555):
        plan = make_plan(seed)
        assert sum(entry.kind == "client" and not entry.patch for s in plan.stations for entry in s.entries) == 1120
        assert sum(entry.kind == "visit" for s in plan.stations for entry in s.entries) == 2612 + 162
    assert make_plan(1).stations[0].entries[1].answers != make_plan(SEED).stations[0].entries[1].answers


def test_the_plan_takes_less_than_three_seconds():
    start = time.process_time()
    make_plan()
    assert time.process_time() - start < 3

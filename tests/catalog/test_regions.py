"""The places of the county by the words people use for them in a 户籍地."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.catalog.places import load_places
from sheqi_desktop.catalog.regions import Regions

PLACES = load_places(Path(__file__).resolve().parents[2] / "resources" / "places")
REGIONS = Regions("411327", "社旗县", PLACES)
TOWN = PLACES.stations[3]
VILLAGE = PLACES.villages_of(TOWN.code)[0]


@pytest.mark.parametrize(
    ("written", "code", "rest"),
    [
        (VILLAGE.name, VILLAGE.code, ""),
        (f"{TOWN.name}{VILLAGE.name}", VILLAGE.code, ""),
        (f"河南省南阳市社旗县{TOWN.name} {VILLAGE.name}3组", VILLAGE.code, "3组"),
        (f"{TOWN.name}老街", TOWN.code, "老街"),
        ("社旗县", "411327", ""),
        ("河南省南阳市社旗县城关", "411327", "城关"),
        ("河南省南阳市方城县 券桥镇", "", "河南省南阳市方城县 券桥镇"),
        ("", "", ""),
    ],
)
def test_what_people_write_is_a_place_and_what_is_left_over(written: str, code: str, rest: str):
    assert REGIONS.read(written) == (code, rest)


def test_every_place_reads_back_from_its_whole_name_and_old_words_are_their_own_name():
    for one in REGIONS.nearest_first(TOWN.code):
        assert REGIONS.read(REGIONS.name(one.code)) == (one.code, "")
    assert REGIONS.name("赵河那边") == "赵河那边"


def test_the_nearest_places_are_offered_first():
    codes = [one.code for one in REGIONS.nearest_first(TOWN.code)]
    ours = [one.code for one in PLACES.villages_of(TOWN.code)]
    assert codes[: len(ours) + 2] == [*ours, TOWN.code, "411327"]
    assert len(codes) == len(set(codes)) == 1 + len(PLACES.stations) + len(PLACES.villages)

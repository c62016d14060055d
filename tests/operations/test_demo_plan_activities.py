"""The activities of the demo county: as many, of the kinds and sizes, on the days the page describes, and signed."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from sheqi_desktop.catalog import assets
from sheqi_desktop.domain.codes_activity import ActivityType, CountMethod
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.activity import activity_rows, hosted_here
from sheqi_desktop.operations.demo.activities import THEMES
from sheqi_desktop.operations.demo.pictures import demo_picture
from tests.domain.counting.rows import counted
from tests.operations.demo_plans import the_plan


@cache
def held() -> tuple[Document, ...]:
    """Put every activity together from what was typed, moved and signed."""
    said: dict[str, dict[str, Any]] = {}
    found: dict[str, dict[str, Any]] = {}
    for station in the_plan().stations:
        for entry in (one for one in station.entries if one.kind == "activity"):
            own = said.setdefault(entry.key, {"moves": []})
            facts = found.setdefault(entry.key, {"station": station.code})
            if entry.then == "move":
                row = {"by": entry.worker, "at": entry.at.isoformat(), **entry.answers}
                own["moves"].append({"id": f"{len(own['moves'])}", **row})
            elif entry.then == "sign":
                facts |= {"first_signed_at": entry.at.isoformat(), "status": "signed", "signer": entry.worker}
            else:
                own |= entry.answers
                facts |= {"author": entry.worker, "at": entry.at}
    return tuple(
        Document(
            key, "activity", station=facts["station"], status=facts["status"], author=facts["author"],
            answers=said[key], confirmed=said[key], service_date=said[key]["service_date"],
            first_signed_at=facts["first_signed_at"],
            entered_at=facts["at"].isoformat(), worker=facts["signer"],
        )
        for key, facts in found.items()
    )  # fmt: skip


def own_ones() -> list[Document]:
    return [one for one in held() if hosted_here(one.answers, one.station)]


def test_every_station_counts_its_number_and_five_are_held_by_others():
    contract = tomllib.loads((assets.resources_dir() / "contracts" / "sheqi-2022.toml").read_text("utf-8"))
    result = counted(activity=activity_rows(Documents(held()))).result("ind_activity")
    wanted = {one["code"]: one["activities"] for one in contract["demo"]["station"]}
    assert {unit.code: len(unit.counted) for unit in result.units} == wanted
    assert sum(wanted.values()) == 109
    assert Counter(one.first.code for unit in result.units for one in unit.uncounted) == {"NC_FIELD": 5}


def test_kinds_and_numbers_of_people_are_those_of_the_page():
    assert Counter(ActivityType(one.answers["activity_type"]).name.lower() for one in own_ones()) == {
        "policy": 22, "festival": 24, "health": 12, "safety": 16, "children": 14, "elders": 9, "disabled": 5,
        "charity": 2, "community": 3, "volunteers": 2,
    }  # fmt: skip
    people = [one.answers["actual_n"] for one in own_ones()]
    assert (min(people), max(people), sum(people)) == (20, 160, 109 * 48)


def test_theme_days_are_kept_on_their_dates():
    for one in held():
        theme = one.answers.get("theme_day")
        assert theme is None or one.answers["service_date"] == THEMES[theme][0].isoformat()
    assert Counter(one.answers["theme_day"] for one in held() if "theme_day" in one.answers)[1] == 8
    days = [(one.station, one.answers["service_date"]) for one in held()]
    assert len(days) == len(set(days))


def test_the_sample_of_the_page_is_the_third_of_its_station():
    (key,) = the_plan().planted["sample_activity"]
    sample = next(one for one in held() if one.id == key)
    said = sample.answers
    assert (key, sample.station) == ("hd-411327100-003", "411327100")
    assert [said[name] for name in ("name", "service_date", "start_at", "end_at", "place")] == [
        "情暖重阳·平安同行", "2022-10-04", "09:00", "11:00", "赊店镇演示广场",
    ]  # fmt: skip
    assert [said[name] for name in ("actual_n", "client_n", "n_elder", "cost_actual")] == [68, 51, 55, "486.00"]


def test_nobody_signs_what_they_handed_in_and_everything_is_signed_in_time():
    assert all(one.worker != one.author for one in held())
    assert all(one.first_signed_at and one.first_signed_at[:10] <= "2023-09-28" for one in held())


def test_a_record_is_written_within_two_days_and_no_two_are_alike():
    for one in held():
        assert 0 <= (datetime.fromisoformat(one.entered_at).date() - date.fromisoformat(one.service_date)).days <= 2
    processes = [one.answers["process"] for one in held()]
    assert len(set(processes)) == len(processes) == 114


def test_sixty_ways_of_telling_each_kind():
    stock = tomllib.loads((assets.resources_dir() / "demo" / "activities.toml").read_text("utf-8"))
    for kind, parts in stock["type"].items():
        assert len(set(parts["scene"])) * len(set(parts["moment"])) >= 60, kind


def test_more_than_a_hundred_people_are_counted_at_the_door():
    for one in held():
        by_list = one.answers["actual_n"] <= 100
        assert ("signin_scan" in one.answers) is by_list
        assert (one.answers["count_method"] == CountMethod.SIGN_IN) is by_list


def test_a_picture_is_made_from_its_words_and_can_be_opened():
    assert demo_picture("甲") == demo_picture("甲")
    assert len({demo_picture(f"现场{n}") for n in range(60)}) == 60
    for kind, size in (("photo", (240, 150)), ("signed_scan", (150, 210))):
        with Image.open(BytesIO(demo_picture("现场", date(2023, 3, 5), kind))) as opened:
            opened.load()
            assert opened.size == size


def test_every_activity_has_photos_of_its_own_but_the_planted_one():
    hashes = [photo["hash"] for one in held() for photo in one.answers["photos"]]
    first, again = the_plan().planted["photo_used_twice"]
    shared = [one.id for one in held() if any(hashes.count(photo["hash"]) > 1 for photo in one.answers["photos"])]
    assert sorted(shared) == sorted((first, again))
    assert min(len(one.answers["photos"]) for one in held()) == 2


def test_a_child_can_be_seen_on_a_photo_of_one_activity():
    shown = {one.id for one in held() if any(photo["shows_minor"] for photo in one.answers["photos"])}
    assert shown == set(the_plan().planted["photo_of_a_child"])
    (activity,) = [one for one in held() if one.id in shown]
    assert activity.answers["attendance"]

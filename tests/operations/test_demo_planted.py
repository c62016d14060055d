"""What was planted in the demo county is found by the program: typed, merged and looked at through the real verbs.

Of each station only the planted records are typed, with whatever they name.
"""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.records.case_tasks import typed_together
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.volunteer import HOUR, TEAM, VOLUNTEER
from sheqi_desktop.domain.same_person import Suspects
from sheqi_desktop.domain.trouble import NotFinished
from sheqi_desktop.operations.accept_bundle import accept_bundles, is_repeat
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.count_contract import count_contract
from sheqi_desktop.operations.crises import alarms
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.media_ready import media_photos
from sheqi_desktop.operations.reused_photos import reused_photos
from sheqi_desktop.operations.same_person import ask_stations, join, join_certain, pair_of, suspected
from sheqi_desktop.operations.save_record import draft_of, new_draft, submit
from sheqi_desktop.operations.settle_overlap import overlap_pairs, overlapping_hours, settle_overlap, take_back
from sheqi_desktop.store import same_people
from tests.operations.demo_plans import clients
from tests.operations.planted_county import CAME, LEFT, Planted, county, dead, keys

__all__ = ["county"]


# ------------------------------------------------------------------------------ people
def pair(county: Planted, name: str) -> Suspects:
    """Give the pair of files in the centre's queue that a planted problem names."""
    wanted = {county.ids[key] for key in keys(name)}
    return next(one for one in suspected(county.centre) if {one.first, one.second} == wanted)


def test_1_the_same_person_at_two_stations_is_noticed_at_the_centre(county: Planted) -> None:
    for key in keys("same_person"):
        assert "已为此人建档" in county.asks(county.centre, key)["same_id_number_elsewhere"]
    found = pair(county, "same_person")
    assert found.certain
    assert found.evidence[0] == "证件号码相同"
    before, visits = people_of(county), visits_counted(county)
    join(county.centre, found.first, found.second, "证件号码和姓名都相同")
    assert people_of(county) == before - 1
    assert visits_counted(county) == visits


def people_of(county: Planted) -> int:
    """Count the different people the files point to."""
    with county.centre.read() as read:
        return len({one.person or one.record for one in same_people.known(read)})


def visits_counted(county: Planted) -> list[str]:
    units = count_contract(county.centre).outcome.result("ind_visit").units
    return [row.visit_id for unit in units for row in unit.counted]


def test_2_a_namesake_without_a_number_is_noticed_at_the_station(county: Planted) -> None:
    _, without = keys("namesakes")
    desk, _ = county.at(without)
    assert "本站可能已有此人：张秀英" in county.asks(desk, without)["may_be_the_same_person"]
    found = pair(county, "namesakes")
    assert (found.certain, found.clash) == (False, False)
    assert found.evidence[-1] == "姓名、村和出生年份相同"
    people = people_of(county)
    others = sum(one.certain for one in suspected(county.centre))
    assert join_certain(county.centre) == others
    assert people_of(county) == people - others
    assert pair(county, "namesakes") == found, "what is only suspected is joined by nobody but a person"


def test_3_one_number_under_two_names_is_noticed_at_the_centre(county: Planted) -> None:
    for key in keys("number_conflict"):
        assert "same_id_number_elsewhere" in county.asks(county.centre, key)
    found = pair(county, "number_conflict")
    assert (found.clash, found.certain) == (True, False)
    ask_stations(county.centre, found.first, found.second, "请看身份证核对号码")
    assert pair_of(county.centre, found.first, found.second).asked.endswith("请看身份证核对号码")
    for key in keys("number_conflict"):
        desk, record = county.at(key)
        county.send(county.centre, desk.station, desk)
        (task,) = [one for one in home(desk).due.rows if one.about == record and one.what == "核实身份"]
        assert (task.act, task.form) == ("去核实", "client")
        assert task.why.startswith("可能有两份档案是同一个人，县中心请核实")


def test_4_a_case_that_moved_keeps_its_number_and_counts_where_it_is_closed(county: Planted) -> None:
    first, then = keys("case_moved")
    left, came = (case_file(desk, record) for desk, record in (county.at(first), county.at(then)))
    assert left.head.state_words == "转出（不计）"
    result = count_contract(county.centre).outcome.result("ind_case")
    rows = {unit.code: ([one.doc_no for one in unit.counted], unit.uncounted) for unit in result.units}
    assert rows[CAME][0] == [left.head.number]
    assert left.head.number in {one.row.doc_no for one in rows[LEFT][1]}
    assert left.head.number not in rows[LEFT][0]
    assert came.head.client_name == left.head.client_name


def test_5_no_visit_after_a_death_is_taken(county: Planted) -> None:
    desk, client = county.at(dead())
    died = draft_of(desk, client).answers["death_date"]
    draft = new_draft(desk, "visit", {"client_id": client, "service_date": "2023-10-08", "mode": 1})
    with pytest.raises(NotFinished):
        submit(desk, draft)
    said = [one.message for one in draft.problems() if one.code == "client_was_alive"]
    assert said == [f"该服务对象已于{died}去世，不能登记此日期的服务。"]


def test_16_the_unknown_person_has_visit_and_crisis(county: Planted) -> None:
    client, visit, crisis = keys("unknown_tramp")
    desk, record = county.at(client)
    assert draft_of(desk, record).answers["unknown_identity"] is True
    assert clients()[client].answers["primary_category"] == "F1"
    for key in (visit, crisis):
        with county.centre.read() as read:
            assert county.centre.stored(read, county.ids[key]).client == record
    # Weeks later he is known by name; his own village has had a file of him for long.
    known, _ = keys("number_conflict")
    with county.centre.read() as read:
        told = county.centre.stored(read, county.ids[known]).answers
    with desk.write() as write:
        stored = desk.stored(write, record)
        said = {"unknown_identity": False, "id_type": 1} | {
            name: told[name] for name in ("name", "id_no", "birth_date")
        }
        desk.append(write, "client", record, stored.heads, said, "派出所查明了身份")
    county.send(desk, county.centre.library.centre_unit, county.centre)
    people, visits = people_of(county), visits_counted(county)
    wanted = {record, county.ids[known]}
    found = next(one for one in suspected(county.centre) if {one.first, one.second} == wanted)
    assert (found.certain, found.evidence[0]) == (True, "证件号码相同")
    join(county.centre, found.first, found.second, "派出所查明了身份")
    assert people_of(county) == people - 1
    assert visits_counted(county) == visits
    for key in (visit, crisis):
        with county.centre.read() as read:
            kept = county.centre.stored(read, county.ids[key])
            assert (kept.client, kept.voided) == (record, False)


# ------------------------------------------------------------------------------ papers
def test_7_notes_typed_on_one_day_are_named_for_the_supervisor(county: Planted) -> None:
    with county.centre.read() as read:
        found = list(typed_together(documents(read, ["case", "process_note"])))
    told = {file.id: len(notes) for file, _, notes in found}
    assert {county.ids[key] for key in keys("notes_typed_together")} <= set(told)
    assert sum(told[county.ids[key]] for key in keys("notes_typed_together")) == 14
    assert len({on for file, on, _ in found if file.id in map(county.ids.get, keys("notes_typed_together"))}) == 1


def test_8_a_closed_case_without_the_scan_of_its_consent_lacks_it_and_counts(county: Planted) -> None:
    (key,) = keys("consent_not_scanned")
    desk, record = county.at(key)
    file = case_file(desk, record)
    assert "知情同意书扫描件" in file.lacking
    unit = count_contract(county.centre).outcome.result("ind_case").unit(desk.station)
    assert file.head.number in {one.doc_no for one in unit.counted}
    others = [one for one in unit.counted if one.doc_no != file.head.number]
    assert others
    assert all("知情同意书扫描件" not in case_file(desk, one.case_id).lacking for one in others)


def test_9_a_signed_plan_that_was_changed_waits_and_the_first_version_holds(county: Planted) -> None:
    (key,) = keys("plan_corrected")
    desk, record = county.at(key)
    (plan,) = [one for one in case_file(desk, record).papers if one.kind == "case_plan"]
    assert (plan.detail, plan.correcting) == ("更正待签批", True)
    with desk.read() as read:
        (paper,) = documents(read, ["case", "case_plan"], [desk.station]).under(record, "case_plan")
    assert paper.signed
    assert "resources" not in paper.counted
    assert paper.answers["resources"]


def test_a_summary_that_repeats_an_earlier_one_is_noticed(county: Planted) -> None:
    for pair in keys("copied_summaries"):
        _, later = pair.split()
        assert "几乎相同" in county.asked(later)["summary_is_not_copied"][0]


# ------------------------------------------------------------------------------ volunteers, photos, reports
def test_10_hours_at_two_places_at_once_wait_and_do_not_count(county: Planted) -> None:
    here, there = (county.ids[key] for key in keys("volunteer_overlap"))
    (found,) = overlapping_hours(county.centre)
    assert (found.standing.id, found.waiting.id) == (here, there)
    assert not found.decided
    (shown,) = overlap_pairs(county.centre)
    assert (shown.why, shown.may_decide) == ("时间重叠，等待核定，暂不计入", True)
    assert held(county) == {there}
    settle_overlap(county.centre, there, here, "签到表和照片都在这一边")
    assert held(county) == {here}
    take_back(county.centre, there, here, "又查了一次签到表")
    assert held(county) == {there}


def held(county: Planted) -> frozenset[str]:
    """Give the volunteer hours the county does not count since another record has their time."""
    with county.centre.read() as read:
        return held_hours(documents(read, [VOLUNTEER, TEAM, HOUR]))


def test_11_the_photo_of_two_activities_is_listed_and_asked_about(county: Planted) -> None:
    first, again = keys("photo_used_twice")
    (found,) = reused_photos(county.centre)
    assert {one.record for one in found.uses} == {county.ids[first], county.ids[again]}
    desk, record = county.at(first)
    with desk.read() as read:
        number = desk.stored(read, record).number
    assert f"该图片已用于{number}，请确认不是重复使用。" in county.asked(again)["photos_are_used_once"]


def test_15_two_teams_of_nine_do_not_count(county: Planted) -> None:
    result = count_contract(county.centre, date(2023, 9, 30)).outcome.result("ind_vol_team")
    for name in ("tenth_left", "named_twice"):
        (key,) = keys(name)
        desk, record = county.at(key)
        (left_out,) = [one for one in result.unit(desk.station).uncounted if one.row.id == record]
        assert left_out.first.code == "NC_MIN_CHILDREN"


def test_17_a_report_nobody_sent_is_a_red_alarm(county: Planted) -> None:
    desk, record = county.at(keys("report_unsent")[0])
    assert [one.record for one in alarms(desk)] == [record]


def test_18_a_childs_photo_is_kept_from_the_media(county: Planted) -> None:
    (key,) = keys("photo_of_a_child")
    _, record = county.at(key)
    first, shown = (one for one in media_photos(county.centre, record) if one.question == "photos")
    assert first.usable
    assert not shown.usable
    assert "照片里有未成年人，须监护人书面同意并遮挡面部。" in shown.reasons


# ------------------------------------------------------------------------------ bundles
def test_14_a_bundle_a_second_time_changes_nothing(county: Planted) -> None:
    before = count_contract(county.centre).csv
    assert all(is_repeat(one) for one in accept_bundles(county.centre, county.sent))
    assert count_contract(county.centre).csv == before

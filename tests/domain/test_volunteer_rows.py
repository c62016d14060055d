"""Teams, members and hours through the counting engine, from what the forms say (domain 06 §7, 08 §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sheqi_desktop.domain.authority import Writer, why_not
from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.counting.count import MeasureResult
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import overlaps
from sheqi_desktop.domain.records.volunteer import (
    ROWS,
    lowered_certificates,
    people,
    served,
    timely_share,
    volunteer_hour_rows,
)
from sheqi_desktop.domain.records.volunteer_tasks import certificates_to_renew
from sheqi_desktop.domain.service_time import hours
from tests.builders import row_id
from tests.domain.counting.rows import STATION, codes, counted
from tests.volunteers import a_certificate, a_project, a_team, a_volunteer, an_hour, paper, roll, ten

END = date(2023, 9, 30)


def registered(**changed: dict[str, Any]) -> list[Document]:
    return [paper(name, "volunteer", {**one, **changed.get(name, {})}) for name, one in ten().items()]


def team(members: list[dict[str, Any]] | None = None, **said: Any) -> Document:
    given = {"station": said.pop("station", STATION), "voided": said.pop("voided", False)}
    return paper("team1", "volunteer_team", a_team(members=members or roll(), **said), **given)


def hour(record: str = "h1", *, signed: bool = True, **said: Any) -> Document:
    document: dict[str, Any] = {name: said.pop(name) for name in ("entered_at", "voided", "station") if name in said}
    return paper(record, "volunteer_hour", an_hour(**said), signed=signed, **document)


def counts(*documents: Document, measure: str = "ind_vol_team") -> MeasureResult:
    papers = Documents(documents)
    return counted(as_of=date(2023, 10, 31), **{view: rows(papers) for view, rows in ROWS.items()}).result(measure)


def reasons(result: MeasureResult) -> list[str]:
    return codes(result.unit(STATION))


# ------------------------------------------------------------------------------ the fixture of 08 §6
def test_the_volunteer_fixture_gives_five_and_a_half_hours():
    fixture = [
        hour("h1", start_at="08:30", end_at="10:45"),
        hour("h2", start_at="09:00", end_at="09:25", service_date="2023-03-09"),
        hour("h3", start_at="13:00", end_at="17:10", break_minutes=20, service_date="2023-03-10"),
        hour("h4", start_at="08:00", end_at="10:00", service_date="2023-03-11", signed=False),
    ]
    assert hours(served(fixture).minutes) == "5.5"
    rows = volunteer_hour_rows(Documents([*registered(), *fixture]))
    assert [row.minutes for row in rows if row.confirmed] == [120, 0, 210]
    assert sum(row.minutes for row in rows if row.confirmed) == 330


# ------------------------------------------------------------------------------ teams
@pytest.mark.parametrize(("members", "value"), [(roll(9), 0), (roll(10), 1)])
def test_nine_are_no_team_and_ten_are(members, value):
    result = counts(*registered(), team(members))
    assert result.unit(STATION).value == value
    assert reasons(result) == ([] if value else ["NC_MIN_CHILDREN"])


def test_the_same_person_twice_is_one_member():
    assert reasons(counts(*registered(), team([*roll(9), roll(1)[0]]))) == ["NC_MIN_CHILDREN"]


def test_two_registrations_of_one_person_are_one_member():
    twin = {"id_no": a_volunteer(1)["id_no"]}
    assert reasons(counts(*registered(v2=twin), team())) == ["NC_MIN_CHILDREN"]


def test_who_left_before_the_end_is_no_member_any_more():
    assert reasons(counts(*registered(), team(roll(left={10: "2023-09-20"})))) == ["NC_MIN_CHILDREN"]
    assert reasons(counts(*registered(), team(roll(left={10: "2023-09-30"})))) == ["NC_MIN_CHILDREN"]
    assert counts(*registered(), team(roll(left={10: "2023-10-01"}))).unit(STATION).value == 1


@pytest.mark.parametrize(
    "gone",
    [{"volunteer_state": 3, "exited_on": "2023-09-01"}, {"volunteer_state": 4, "deceased_on": "2023-09-01"}],
)
def test_leaving_or_dying_ends_every_membership(gone):
    assert reasons(counts(*registered(v10=gone), team())) == ["NC_MIN_CHILDREN"]


def test_a_void_registration_is_nobody():
    ten_of_them = registered()
    void = paper("v10", "volunteer", a_volunteer(10), voided=True)
    assert reasons(counts(*ten_of_them[:-1], void, team())) == ["NC_MIN_CHILDREN"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"team_state": "forming"}, "NC_STATUS"),
        ({"team_state": "dissolved"}, "NC_STATUS"),
        ({"founded_on": "2023-10-01"}, "NC_OUT_OF_PERIOD"),
        ({"voided": True}, "NC_VOID"),
    ],
)
def test_why_a_team_does_not_count(said, code):
    assert reasons(counts(*registered(), team(**said)))[0] == code


def test_a_draft_of_a_team_is_no_team():
    draft = paper("team1", "volunteer_team", a_team(), confirmed=None, status="draft")
    assert counts(*registered(), draft).unit(STATION).value == 0


# ------------------------------------------------------------------------------ hours of teams
@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({}, 1),
        ({"signed": False}, 0),
        ({"end_at": "08:55"}, 0),
        ({"service_date": "2023-10-01"}, 0),
        ({"voided": True}, 0),
        ({"team_id": None, "project_id": "project1"}, 1),
    ],
)
def test_a_team_has_hours_once_one_is_verified(said, value):
    project = paper("project1", "volunteer_project", a_project())
    result = counts(*registered(), project, team(), hour(**said), measure="ind_vol_team_hours")
    assert result.unit(STATION).value == value


def test_two_services_at_once_are_found_and_the_later_entry_waits():
    """Planted problem 10: 09:00 to 11:00 at one station, 10:00 to 12:00 at the other, the same person."""
    here = registered()
    there = paper("x1", "volunteer", a_volunteer(), station="411327103", number="411327103-ZY-2022-A0001")
    first = hour("h1", start_at="09:00", end_at="11:00", entered_at="2023-03-08T18:00:00+08:00")
    second = hour("h2", start_at="10:00", end_at="12:00", volunteer_id="x1", entered_at="2023-03-09T08:00:00+08:00")
    papers = Documents([*here, there, second, first])
    assert [(one.standing.id, one.waiting.id) for one in overlaps(papers)] == [("h1", "h2")]
    assert {row.id: row.confirmed for row in volunteer_hour_rows(papers)} == {"h1": True, "h2": False}
    apart = Documents([*here, there, first, hour("h2", start_at="11:00", end_at="12:00", volunteer_id="x1")])
    assert overlaps(apart) == []


def two_at_once(**of_the_first: str | None) -> Documents:
    first = hour("h1", entered_at="2023-03-08T18:00:00+08:00")
    second = hour("h2", title="理发", entered_at="2023-03-09T08:00:00+08:00")
    return Documents([*registered(), replace(first, answers={**first.answers, **of_the_first}), second])


def test_whoever_decides_says_which_of_two_services_counts():
    papers = two_at_once(set_aside_for="h2", set_aside_why="签到表上只有第二处")
    found = overlaps(papers)[0]
    assert (found.standing.id, found.waiting.id, found.decided) == ("h2", "h1", True)
    assert {row.id: row.confirmed for row in volunteer_hour_rows(papers)} == {"h1": False, "h2": True}
    assert not overlaps(two_at_once())[0].decided


def test_a_decision_for_a_record_that_was_voided_since_has_no_force():
    first, second = two_at_once(set_aside_for="h2").of("volunteer_hour")
    papers = Documents([*registered(), first, replace(second, voided=True)])
    assert overlaps(papers) == []
    assert {row.id: row.confirmed for row in volunteer_hour_rows(papers)}["h1"]


def test_a_correction_counts_once_it_is_verified_again():
    changed = hour(end_at="12:45")
    waiting = Document(**{**{name: getattr(changed, name) for name in changed.__slots__}, "confirmed": an_hour()})
    assert volunteer_hour_rows(Documents([waiting]))[0].minutes == 120


# ------------------------------------------------------------------------------ people and certificates
def test_people_are_counted_once_however_often_they_are_registered():
    again = paper("x1", "volunteer", a_volunteer(), station="411327103", number="411327103-ZY-2022-A0001")
    gone = registered(v9={"volunteer_state": 3, "exited_on": "2023-09-30"})
    found = people(Documents([*gone, again, hour(), hour("h2", volunteer_id="x1")]), date(2022, 9, 1), END)
    assert (found.enrolled, found.active) == (9, 1)


def test_hours_judged_insufficient_are_kept_and_give_no_star():
    good, bad = hour("h1"), hour("h2", quality="failed", quality_on="2023-03-09")
    both = served([good, bad])
    assert (both.minutes, both.star_minutes, both.times) == (240, 120, 2)


def test_a_certificate_that_says_too_much_is_to_be_replaced():
    issued = paper("m1", "service_certificate", a_certificate())
    assert lowered_certificates(Documents([issued, hour()])) == []
    assert [one.id for one in lowered_certificates(Documents([issued, hour(end_at="10:00")]))] == ["m1"]
    replaced = paper("m1", "service_certificate", a_certificate(replaced_by="m2"))
    assert lowered_certificates(Documents([replaced, hour(end_at="10:00")])) == []


def test_the_share_entered_in_time_stands_beside_the_number():
    late, in_time = hour("h2", late_reason="forgot"), hour("h1")
    assert timely_share([late, in_time], lambda one: not one.answers.get("late_reason")) == (1, 2)


def test_a_certificate_to_be_replaced_stands_among_the_things_to_do():
    issued = paper("m1", "service_certificate", a_certificate(), number=f"{STATION}-ZM-2023-A0001")
    asked = list(certificates_to_renew(Documents([issued, hour(end_at="10:00")]), date(2023, 3, 20)))
    assert [(one.what, one.record) for one in asked] == [("通知更换证明", "m1")]
    assert list(certificates_to_renew(Documents([issued, hour()]), date(2023, 3, 20))) == []


def test_which_of_two_services_counts_is_said_by_the_lead_or_the_centre_in_their_own_name():
    ref = ChangeRef("d", 1)

    def ruling(by: str = "w1") -> Change:
        said = {"set_aside_for": "h2", "set_aside_by": by}
        return Change(ChangeRef("d", 2), "volunteer_hour", row_id(1), (ref,), said, "w1", 1, "", "", "d")

    before = {"station_code": STATION, "status": "signed"}
    worker = Writer("w1", frozenset({"social_worker"}), STATION, "station")
    lead = Writer("w1", frozenset({"station_lead"}), STATION, "station")
    centre = Writer("w1", frozenset({"center_staff"}), "411327000", "center")
    assert why_not(ruling(), before, worker) == "时间重叠的时长要由站负责人或县中心核定"
    assert why_not(ruling(), before, lead) is None
    assert why_not(ruling(), before, centre) is None
    assert why_not(ruling("w2"), before, centre) == "不能替别人确认"


@pytest.mark.parametrize(
    ("staff", "said", "counts_"),
    [
        ({}, {"approved_as": "team_leader"}, False),
        ({"v1": "w2"}, {"approved_as": "team_leader"}, True),
        ({"v2": "w2"}, {"approved_as": "team_leader"}, False),
        ({"v3": "w2"}, {}, False),
        ({}, {}, True),
    ],
)
def test_hours_count_once_verified_by_the_lead_or_the_leader_of_the_team_and_never_by_who_served(staff, said, counts_):
    people = {name: one | ({"staff_id": staff[name]} if name in staff else {}) for name, one in ten().items()}
    papers = [paper(name, "volunteer", one) for name, one in people.items()]
    signed = hour(volunteer_id="v3", approved_by="w2", approved_at="2023-03-09T09:00:00+08:00", **said)
    assert volunteer_hour_rows(Documents([*papers, team(), signed]))[0].confirmed is counts_


def test_a_leader_who_entered_the_hours_does_not_sign_them_whatever_machine_says_so():
    said = {"status": "signed", "approved_by": "w1", "approved_as": "team_leader"}
    ref = ChangeRef("d", 1)
    signing = Change(ChangeRef("d", 2), "volunteer_hour", row_id(1), (ref,), said, "w1", 1, "", "", "d")
    worker = Writer("w1", frozenset({"social_worker"}), STATION, "station")
    before = {"station_code": STATION, "status": "submitted"}
    assert why_not(signing, before | {"signed_by": "w2"}, worker) is None
    assert why_not(signing, before | {"signed_by": "w1"}, worker) == "自己录入的时长不能由自己审核"

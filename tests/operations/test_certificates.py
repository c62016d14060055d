"""Certificates of voluntary service: only what was verified, checked by six digits, replaced in the register."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.trouble import AlreadyReplaced, NoIdentityNumber, NotFinished, NothingToCertify
from sheqi_desktop.operations.grid_rows import GridRow
from sheqi_desktop.operations.issue_certificate import (
    Request,
    issue_certificate,
    periods,
    prepare,
    to_replace,
)
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.print_record import print_record
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.verify_hours import verify_hours
from sheqi_desktop.operations.volunteer_hours import save_rows
from tests.desks import put
from tests.reports.papers import text_of
from tests.typed import tidy
from tests.volunteer_station import WHAT, Station
from tests.volunteers import a_volunteer, ten

CERTIFICATE = "service_certificate"
YEAR = (date(2022, 9, 1), date(2023, 9, 30))


def a_request(station: Station, who: str = "v1", **said: object) -> Request:
    return Request(station.people[who], *YEAR, "评优", **said)


def test_a_certificate_says_what_the_verified_records_say(station: Station):
    station.verified(station.rows(1))
    save_rows(station.desk, station.rows(1, on="6-13"), station.common)
    issued = issue_certificate(station.desk, a_request(station))
    said = get(station.desk, issued.saved.record).answers
    assert issued.warnings == ("有1条记录未审核，未计入本证明。",)
    assert (said["total_minutes"], said["times"], said["name"]) == (210, 1, "李卫国")
    assert [row["hours"] for row in said["details"]] == ["3.5"]
    assert issued.saved.number.split("-")[1] == "ZM"


def test_nothing_served_is_nothing_certified(station: Station):
    save_rows(station.desk, station.rows(1), station.common)
    with pytest.raises(NothingToCertify, match="没有可证明的服务记录。"):
        prepare(station.desk, a_request(station))


def test_who_has_no_number_gets_no_certificate(station: Station):
    nameless = put(station.desk, "volunteer", tidy(a_volunteer(11) | {"id_no": None}), hand_in=False)
    with pytest.raises(NoIdentityNumber, match="身份证号未填，暂不能出具志愿服务记录证明。"):
        prepare(station.desk, Request(nameless.record, *YEAR, "评优"))


def test_more_than_fifteen_records_stand_on_a_list_of_their_own(station: Station):
    rows = [GridRow(f"6-{day:02d}", station.name(1), WHAT, "08:00", "09:00") for day in range(1, 14)]
    rows += [GridRow(f"6-{day:02d}", station.name(1), WHAT, "14:00", "15:00") for day in range(1, 4)]
    station.verified(rows)
    said = prepare(station.desk, a_request(station)).answers
    assert said["details_apart"] is True
    assert "details" not in said
    issued = issue_certificate(station.desk, a_request(station)).saved
    first = text_of(print_record(station.desk, CERTIFICATE, issued.record).data)
    apart = text_of(print_record(station.desk, CERTIFICATE, issued.record, PrintChoices("details")).data)
    assert "明细另附" in first.replace("\n", "")
    assert [apart.count(f"2023-06-{day:02d}") for day in (1, 3, 4, 13)] == [2, 2, 1, 1]
    assert "16次" in apart


def test_the_days_to_certify_are_offered_year_by_year(station: Station):
    station.verified(station.rows(1))
    offered = periods(station.desk, station.people["v1"])
    assert [one.words for one in offered] == ["全部（2023年6月起）", "本合同期", "2023年"]
    assert offered[0].since == date(2023, 6, 14)


def test_a_new_certificate_takes_the_place_of_the_old_one(station: Station):
    station.verified(station.rows(1))
    first = issue_certificate(station.desk, a_request(station)).saved
    second = issue_certificate(station.desk, a_request(station, replaces=first.record)).saved
    old = get(station.desk, first.record)
    assert (old.answers["replaced_by"], old.correcting) == (second.record, False)
    assert first.number != second.number
    with pytest.raises(AlreadyReplaced, match=second.number):
        issue_certificate(station.desk, a_request(station, replaces=first.record))


def test_a_certificate_typed_by_hand_is_refused(station: Station):
    station.verified(station.rows(1))
    said = dict(prepare(station.desk, a_request(station)).answers) | {"total_minutes": 6000}
    with pytest.raises(NotFinished, match="证明内容与查验码不符"):
        put(station.desk, CERTIFICATE, said)


def test_hours_that_were_corrected_downwards_ask_for_a_new_certificate(station: Station):
    record = station.verified(station.rows(1))[0]
    issue_certificate(station.desk, a_request(station))
    assert to_replace(station.desk) == []
    draft = draft_of(station.desk, record)
    draft.answer("end_at", "09:00")
    draft.answer("correction_reason", "签退时间抄错了")
    submit(station.desk, draft, record)
    assert to_replace(station.desk) == []
    verify_hours(station.sit(1), [record])
    assert len(to_replace(station.desk)) == 1


def test_the_number_of_the_holder_is_whole_only_with_a_reason(station: Station):
    station.verified(station.rows(1))
    issued = issue_certificate(station.desk, a_request(station)).saved
    number = str(ten()["v1"]["id_no"])
    masked = text_of(print_record(station.desk, CERTIFICATE, issued.record).data)
    assert number not in masked
    assert "本证明依据本单位志愿服务记录出具，可向记录单位查验。" in masked.replace("\n", "")
    assert number in text_of(
        print_record(station.desk, CERTIFICATE, issued.record, PrintChoices(masked=False, reason="持有人本人要求")).data
    )

"""即将超期 on the home page: hours to verify, to enter, to hand in, and overlaps to decide."""

from __future__ import annotations

from sheqi_desktop.operations.due import due_rows
from sheqi_desktop.operations.volunteer_hours import save_rows
from tests.volunteer_station import Station


def asked(station: Station, what: str) -> list[str]:
    return [row.why for row in due_rows(station.desk).rows if row.what == what]


def test_hours_that_wait_are_asked_for_three_working_days_before_they_run_out(station: Station):
    save_rows(station.desk, station.rows(3), station.common)
    station.sit(1)
    assert asked(station, "审核服务时长") == []
    station.hands.to("2023-06-28T09:00:00")
    assert asked(station, "审核服务时长") == ["6月14日麦收帮扶 3 条等审核，审核后计入时长"]
    station.sit(2)
    assert asked(station, "审核服务时长") == []


def test_an_activity_that_names_volunteers_without_hours_is_asked_for(station: Station):
    station.an_activity("v1", "v2", service_date="2023-06-01")
    assert asked(station, "登记志愿时长") == ["写了 2 位志愿者，还没登记服务时长"]


def test_two_services_at_once_are_asked_of_the_lead(station: Station):
    station.two_at_once()
    assert asked(station, "核定重叠时长") == []
    station.sit(1)
    assert asked(station, "核定重叠时长") == ["李卫国6月14日有两条服务记录时间重叠"]

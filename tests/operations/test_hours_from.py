"""生成志愿服务记录: rows for the volunteers an activity or a session names, each once."""

from __future__ import annotations

from sheqi_desktop.operations.grid_rows import GridRow
from sheqi_desktop.operations.hours_from import hours_from
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.volunteer_hours import judge, save_rows
from tests.desks import put
from tests.groups import a_held, a_listed, a_planned
from tests.typed import tidy
from tests.volunteer_station import DAY, Station
from tests.volunteers import a_project


def test_every_volunteer_of_an_activity_gets_a_row_with_day_times_and_project(station: Station):
    project = put(station.desk, "volunteer_project", tidy(a_project(team_id=station.team, end_on="2023-12-31"))).record
    record = station.an_activity("v1", "v2")
    found = hours_from(station.desk, record)
    assert (found.named, found.made, found.team, found.project) == (2, 0, station.team, project)
    assert found.words == "志愿者 2 人，还没登记服务时长"
    names = [station.name(1), station.name(2)]
    assert found.rows == tuple(
        GridRow(DAY, name, "端午包粽子", "08:30", "11:00", activity_ref=record, place="村文化广场") for name in names
    )
    verdicts = judge(station.desk, found.rows, station.common)
    assert [one.right for one in verdicts] == [True, True]


def test_nobody_gets_a_second_row_of_the_same_service(station: Station):
    record = station.an_activity("v1", "v2", "v3")
    rows = hours_from(station.desk, record).rows
    saved = save_rows(station.desk, rows[:2], station.common).saved
    said = get(station.desk, saved[0].record).answers
    assert (said["activity_ref"], said["place"], said["service_minutes"]) == (record, "村文化广场", 150)
    again = hours_from(station.desk, record)
    assert [row.who for row in again.rows] == [station.name(3)]
    assert again.words == "志愿者 3 人，已登记 2 人 5.0 小时，待审核 2 条"


def test_hours_that_were_typed_for_the_same_time_are_not_made_again(station: Station):
    record = station.an_activity("v1", "v2")
    typed = GridRow(DAY, station.name(1), "端午活动", "08:30", "11:00")
    save_rows(station.desk, [typed], station.common)
    assert [row.who for row in hours_from(station.desk, record).rows] == [station.name(2)]


def test_before_the_day_nothing_is_made(station: Station):
    record = station.an_activity("v1", service_date="2023-06-20")
    assert hours_from(station.desk, record).why_not == "还没举办，举办以后再登记服务时长"


def test_a_session_of_a_group_names_its_topic_and_times(station: Station):
    group = a_planned(station.desk)
    a_listed(station.desk, group)
    session = a_held(station.desk, group, DAY, ("present",) * 10, volunteers=[station.people["v1"]])
    row = hours_from(station.desk, session).rows[0]
    said = get(station.desk, session).answers
    assert (row.on, row.start, row.end, row.activity_ref) == (DAY, said["start_at"], said["end_at"], session)
    assert str(said["topic"]) in row.what


def test_who_nobody_named_asks_for_nothing(station: Station):
    assert hours_from(station.desk, station.an_activity()).words == ""

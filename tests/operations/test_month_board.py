"""Station × month: what came when, what is missing, whom the centre waits for; domain 17 §3."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.board import board, reminders, send_until
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.month_board import MonthCell, due_day, month_board
from sheqi_desktop.operations.report_lost import Loss, report_lost
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.void_brake import allow_voids
from tests.desks import PASSWORD, a_station
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home, a_person, a_seen

MARCH, APRIL, MAY = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)


def cell(desk: Desk, code: str, month: date, slot: str = "A") -> MonthCell:
    found = month_board(desk)
    (row,) = [one for one in found.rows if (one.code, one.slot) == (code, slot)]
    return row.cells[found.months.index(month)]


def test_the_columns_are_the_months_of_the_contract_and_every_machine_has_its_row(county: County):
    centre = county.centre()
    county.open.append(a_station(county.folder, centre, county.hands, STATIONS[0], "B"))
    found = month_board(centre)
    contract = centre.library.contract
    assert (found.months[0], found.months[-1]) == (
        contract.start_date.replace(day=1), contract.end_date.replace(day=1),
    )  # fmt: skip
    assert [row.slot for row in found.rows if row.code == STATIONS[0]] == ["A", "B"]


def test_a_month_is_waited_for_then_late_by_days_then_there(county: County):
    centre = county.centre()
    county.hands.to("2023-04-01T09:00:00")
    assert (cell(centre, STATIONS[0], MARCH).state, cell(centre, STATIONS[0], APRIL).state) == ("waiting", "none")
    assert "还有 2 天到期" in cell(centre, STATIONS[0], MARCH).words
    for day, short in (("06", "迟3天"), ("10", "迟7天"), ("18", "迟15天")):
        county.hands.to(f"2023-04-{day}T09:00:00")
        assert cell(centre, STATIONS[0], MARCH).short == short
    accept_bundles(centre, [county.first[0]])
    there = cell(centre, STATIONS[0], MARCH)
    assert (there.state, there.files) == ("merged", (county.first[0].name,))
    assert "新增" in there.words


def test_a_gap_is_shown_until_what_was_missing_came(county: County):
    centre = county.centre()
    accept_bundles(centre, [county.second[0]])
    assert cell(centre, STATIONS[0], MARCH).state == "gap"
    assert "补到才算齐" in cell(centre, STATIONS[0], MARCH).words
    ((_, words),) = reminders(centre, board(centre), STATIONS[0])
    assert words == f"{centre.unit_name(STATIONS[0])}：第1号数据包未收到，请于4月3日前交。"
    accept_bundles(centre, [county.first[0]])
    assert cell(centre, STATIONS[0], MARCH).state == "merged"


def test_what_came_and_waits_says_why_in_its_month(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    person = a_person(station, a_home(station), 7)
    days = [f"2023-03-{day}" for day in range(10, 18)]
    seen = [
        a_seen(
            station,
            person,
            day,
            late_reason="no_device",
            summary=f"{day}到家，老人在院里晒太阳，身体好，说了家里的事。",
        )
        for day in days
    ]
    accept_bundles(centre, [seal_bundle(station, centre.station, county.folder).path])
    county.hands.to("2023-05-02T09:00:00")
    for one in seen:
        void(station, one.record, "录到别人名下了")
    path = seal_bundle(station, centre.station, county.folder).path
    accept_bundles(centre, [path])
    waits = cell(centre, STATIONS[0], APRIL)
    assert (waits.state, waits.short, waits.files) == ("pending", "待合并", (path.name,))
    assert waits.words.startswith("已到待合并：")
    allow_voids(centre, path, "站长来电：录到邻县去了")
    accept_bundles(centre, [path])
    assert cell(centre, STATIONS[0], APRIL).state == "merged"


def test_a_lost_machine_is_waited_for_no_more(county: County):
    centre, station = county.centre(), county.station(STATIONS[1])
    county.open.append(a_station(county.folder, centre, county.hands, STATIONS[1], "B"))
    loss = Loss(station.machine.device, int(county.hands.moment.timestamp() * 1000) - 3_600_000, "集市上丢的", "")
    report_lost(centre, loss, open_root_key(county.folder / "root-1.key", PASSWORD))
    assert [row.slot for row in month_board(centre).rows if row.code == STATIONS[1]] == ["B"]


def test_a_reminder_names_the_last_day_while_it_is_to_come_and_three_days_after_it():
    assert due_day(MAY) == date(2023, 6, 3)
    assert send_until(MAY, date(2023, 6, 1)) == date(2023, 6, 3)
    assert send_until(MAY, date(2023, 6, 4)) == date(2023, 6, 7)

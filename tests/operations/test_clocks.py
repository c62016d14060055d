"""Wrong clocks: a computer before its program was made, and one far ahead of this one (TRUST F9, SYNC §7)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import sheqi_desktop
from sheqi_desktop.domain import clock as clocks
from sheqi_desktop.domain.clock import Clock, at
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.clock_doubt import BUILT, MARK, clock_warning, in_doubt
from sheqi_desktop.operations.clocks_ahead import flagged, words
from sheqi_desktop.operations.county_people import places
from sheqi_desktop.operations.look_up import get
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import log
from tests.operations.conftest import STATIONS, County
from tests.typed import a_home

NOW = "2023-04-03T09:00:00"


def of_the_computer(monkeypatch: pytest.MonkeyPatch, day: date) -> Clock:
    """Set the clock of the computer itself."""
    moment = at(f"{day.isoformat()}T09:00").now().timestamp()
    monkeypatch.setattr(clocks.time, "time", lambda: moment)
    return Clock()


# ------------------------------------------------------------------------------ before the program was made
def test_a_computer_before_its_program_was_made_has_a_wrong_date(county: County, monkeypatch: pytest.MonkeyPatch):
    desk = county.another_centre("fresh")
    with desk.read() as read:
        assert in_doubt(read, of_the_computer(monkeypatch, BUILT - timedelta(days=1)))
        day = (BUILT - timedelta(days=1)).isoformat()
        assert clock_warning(read, Clock()) == f"电脑日期可能不正确（{day}），请先校准再录入。"
        assert not in_doubt(read, of_the_computer(monkeypatch, BUILT))
        assert not in_doubt(read, at("2023-04-03T09:00"))  # a clock that was set is not the computer's


def test_what_is_entered_before_the_program_was_made_is_marked(county: County, monkeypatch: pytest.MonkeyPatch):
    desk = county.station()
    desk.clock = of_the_computer(monkeypatch, date.fromisoformat(NOW[:10]))
    assert get(desk, a_home(desk)).answers[MARK] is True


def test_the_day_the_program_was_made_stands_with_its_number_and_needs_no_clock():
    told = Path(sheqi_desktop.__file__).read_text(encoding="utf-8")
    assert f'__version__ = "{sheqi_desktop.__version__}"\nBUILT_ON = "{BUILT.isoformat()}"\n' in told


# ------------------------------------------------------------------------------ another computer, far ahead
def from_far_ahead(county: County, moment: str) -> Path:
    """Let a station's computer live in another year, and send what was typed there."""
    station = county.station()
    county.hands.to(moment)
    a_home(station)
    path = seal_bundle(station, station.library.centre_unit, county.folder).path
    county.hands.to(NOW)
    return path


def test_a_bundle_from_far_ahead_is_kept_moves_nothing_here_and_is_said(county: County):
    centre = county.centre()
    for first in (*county.first[:1], *county.second[:1]):
        accept_bundle(centre, first)
    path = from_far_ahead(county, "2031-04-03T09:00:00")
    seen = read_bundle(centre, path)
    told = words(centre, seen.ahead)
    assert told == (
        "桥头镇 A 机的电脑日期比本机快 2922 天。记录照收，先后不看日期；请看看本机日期对不对，再打电话请那边校准。",
    )
    done = accept_bundle(centre, path)
    assert isinstance(done, Accepted)
    assert (done.new, words(centre, done.ahead)) == (1, told)
    notes = [one.note for place in places(centre) if place.code == STATIONS[0] for one in place.machines]
    assert notes[0].startswith("电脑日期快 2922 天，请电话请那边校准。")
    with centre.read() as read:
        assert log.last_at(read) <= centre.clock.ms()
        assert not in_doubt(read, centre.clock)
        assert list(flagged(read)) == list(seen.ahead)
    # What this computer writes next carries its own time.
    with centre.write() as write:
        made = centre.append(write, "period_close", "p1", (), {"station_code": centre.station, "year": 2023})
    assert made.at == centre.clock.ms()


def test_two_days_are_nothing_and_a_clock_set_right_loses_its_flag(county: County):
    centre = county.centre()
    accept_bundle(centre, county.first[0])
    accept_bundle(centre, county.second[0])
    station = county.station()
    county.hands.to("2023-04-05T08:59:00")
    a_home(station)
    near = seal_bundle(station, station.library.centre_unit, county.folder).path
    county.hands.to(NOW)
    assert accept_bundle(centre, near).ahead == {}
    county.hands.to("2023-04-05T09:01:00")
    a_home(station)
    far = seal_bundle(station, station.library.centre_unit, county.folder).path
    county.hands.to(NOW)
    with centre.read() as read:
        assert in_doubt(read, centre.clock)  # it is today that seems to be wrong, while nobody is far ahead
    assert list(accept_bundle(centre, far).ahead) == [station.machine.device]
    with centre.read() as read:
        assert not in_doubt(read, centre.clock)
    county.hands.to("2023-04-06T09:00:00")
    a_home(station)
    right = seal_bundle(station, station.library.centre_unit, county.folder).path
    accept_bundle(centre, right)
    with centre.read() as read:
        assert flagged(read) == {}


@pytest.mark.parametrize("ms", [0, (1 << 48) - 1, 1 << 62])
def test_whatever_moment_a_bundle_claims_can_be_shown(ms: int):
    assert clocks.county_day(ms).year in (1970, 9999)


def test_a_wrong_clock_changes_no_digest(county: County):
    path = from_far_ahead(county, "2031-04-03T09:00:00")
    one, other = county.centre(), county.another_centre("other")
    for file in (county.first[0], county.second[0], path):
        accept_bundle(one, file)
    for file in (path, county.second[0], county.first[0]):
        accept_bundle(other, file)
    assert state_digest(one) == state_digest(other)

"""A 督导 who is no longer responsible for a station is believed there up to the last position, elsewhere as before."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.circles import ALL, desk_circle, station_circle
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.assign import assign
from sheqi_desktop.operations.end_watch import end_watch, ended
from sheqi_desktop.operations.root_key import open_root_key
from tests.desks import PASSWORD
from tests.operations.refusing import nothing_changes, refused
from tests.operations.test_circles import ONE, TWO, Around, around, newest
from tests.operations.test_circles_kept import a_note, a_segment, packed

__all__ = ["around"]
DAY_MS = 86_400_000


def root(around: Around):
    return open_root_key(around.folder / "root-1.key", PASSWORD)


def ended_there(around: Around) -> str:
    """Let the 督导 write of the first station, bring it, and get the second instead; give what was written before."""
    around.visit(around.one)
    around.send(around.one, around.watcher)
    around.hands.to("2023-06-20T09:00:00")
    before = a_note(around.watcher, "annotation", supervisor_id="s-1")
    around.send(around.watcher, around.centre)
    assign(around.centre, "s-1", [TWO], root(around))
    return before


def comes_in(around: Around, circle: str, station: str = ONE, days: int = 2) -> bool:
    """Tell whether an annotation dated back, under the roster of before, has an effect at the centre."""
    said = {"station_code": station, "entered_by": "s-1", "_form": 1, "supervisor_id": "s-1", "body": "倒签的"}
    at = around.watcher.clock.ms() - days * DAY_MS
    path = packed(around, around.watcher, around.centre, a_segment(around.watcher, circle, said, "annotation", at=at))
    accept_bundle(around.centre, path, copy_first=False)
    found = look_up.list_records(around.centre, look_up.Wanted("annotation", stations=[station]))
    return any(one.answers.get("body") == "倒签的" for one in found)


def test_before_the_last_position_is_signed_what_is_dated_back_comes_in(around: Around):
    """The proof that the forged bundle is sound but for the cut."""
    ended_there(around)
    assert comes_in(around, station_circle(ONE))


def test_what_was_open_when_the_new_roster_came_is_taken(around: Around):
    """It was written by somebody who was responsible; that it was sealed later is nobody's fault."""
    around.hands.to("2023-06-20T09:00:00")
    written = a_note(around.watcher, "annotation", supervisor_id="s-1")
    assign(around.centre, "s-1", [TWO], root(around))
    newest(around.centre, around.watcher)
    around.send(around.watcher, around.centre)
    assert look_up.get(around.centre, written)


def test_so_it_is_where_the_segment_before_had_waited(around: Around):
    """The one in the middle came first; which roster it names is known when the others bring it in."""
    around.hands.to("2023-06-20T09:00:00")
    said = {"station_code": ONE, "entered_by": "s-1", "_form": 1, "supervisor_id": "s-1", "body": "早写的"}
    first = a_segment(around.watcher, ALL, said, "annotation")
    second = a_segment(around.watcher, ALL, said, "annotation", after=first)
    accept_bundle(around.centre, packed(around, around.watcher, around.centre, second), copy_first=False)
    assign(around.centre, "s-1", [TWO], root(around))
    newest(around.centre, around.watcher)
    third = a_segment(around.watcher, ALL, said, "annotation", after=second)
    path = packed(around, around.watcher, around.centre, first, third, counter=91)
    accept_bundle(around.centre, path, copy_first=False)
    found = look_up.list_records(around.centre, look_up.Wanted("annotation", stations=[ONE]))
    assert [one.answers["body"] for one in found] == ["早写的"] * 3


def test_what_was_written_after_it_came_is_refused(around: Around):
    around.hands.to("2023-06-20T09:00:00")
    assign(around.centre, "s-1", [TWO], root(around))
    newest(around.centre, around.watcher)
    said = {"station_code": ONE, "entered_by": "s-1", "_form": 1, "supervisor_id": "s-1", "body": "不归我了"}
    first = a_segment(around.watcher, ALL, said | {"station_code": TWO}, "annotation")
    second = a_segment(around.watcher, ALL, said, "annotation", after=first)
    path = packed(around, around.watcher, around.centre, first, second)
    with nothing_changes(around.centre):
        refused(around.centre, path, t.ChangeNotAllowed)


@pytest.mark.parametrize("circle", [station_circle(ONE), ALL, desk_circle("s-1"), station_circle(TWO)])
def test_afterwards_nothing_of_that_station_has_an_effect_in_whatever_chain(around: Around, circle: str):
    before = ended_there(around)
    (waits,) = ended(around.centre)
    assert (waits.worker, waits.station, waits.until) == ("s-1", ONE, "2023-06-19")
    end_watch(around.centre, "s-1", ONE, root(around))
    assert ended(around.centre) == []
    assert not comes_in(around, circle)
    assert look_up.get(around.centre, before)


def test_of_the_stations_that_stay_everything_counts(around: Around):
    ended_there(around)
    end_watch(around.centre, "s-1", ONE, root(around))
    newest(around.centre, around.watcher)
    assert comes_in(around, station_circle(TWO), TWO, days=0)


def test_it_waits_until_the_machine_has_brought_something_of_after_the_last_day(around: Around):
    a_note(around.watcher, "annotation", supervisor_id="s-1")
    assign(around.centre, "s-1", [TWO], root(around))
    assert ended(around.centre) == []
    with pytest.raises(t.NotFound):
        end_watch(around.centre, "s-1", ONE, root(around))
    around.send(around.watcher, around.centre)
    assert [one.station for one in ended(around.centre)] == [ONE]


def test_who_comes_back_is_believed_there_again(around: Around):
    ended_there(around)
    end_watch(around.centre, "s-1", ONE, root(around))
    assign(around.centre, "s-1", [ONE, TWO], root(around))
    newest(around.centre, around.watcher)
    assert comes_in(around, station_circle(ONE), days=0)

"""督导分工: one 督导 for every station, and a bundle goes out for that news alone."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.assign import assign, share_out, watchers
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.sync.circles import station_circle
from tests.desks import PASSWORD, a_supervisor
from tests.operations.test_circles import ONE, TWO, Around, around

__all__ = ["around"]


def shared(around: Around, **leads: str) -> frozenset[str]:
    """Give every station to s-1, but those named."""
    codes = [one.code for one in around.centre.library.places.stations]
    wanted = dict.fromkeys(codes, "s-1") | {code.removeprefix("_"): lead for code, lead in leads.items()}
    return share_out(around.centre, wanted, open_root_key(around.folder / "root-1.key", PASSWORD))


def test_every_station_has_one_and_all_change_under_one_roster(around: Around):
    second = a_supervisor(around.folder, around.centre, around.hands, [ONE], "C", "s-2")
    second.close()
    assert [one.worker for one in watchers(around.centre)] == ["s-1", "s-2"]
    before = around.centre.book.newest.version
    changed = shared(around, **{f"_{TWO}": "s-2"})
    assert around.centre.book.newest.version == before + 1
    # The first station had both; the second nobody.
    assert {ONE, TWO} <= changed
    first, other = watchers(around.centre)
    assert TWO not in first.stations
    assert ONE in first.stations
    assert other.stations == {TWO}
    assert around.watcher.machine.device not in around.centre.book.newest.circles[station_circle(TWO)]


def test_a_station_without_and_a_stranger_are_refused(around: Around):
    before = around.centre.book.newest
    with pytest.raises(t.StationsNotLed) as told:
        shared(around, **{f"_{TWO}": ""})
    assert around.centre.unit_name(TWO) in told.value.sentence
    with pytest.raises(t.NotFound):
        shared(around, **{f"_{TWO}": "w-centre-1"})
    assert around.centre.book.newest == before


def test_a_station_hears_of_its_other_supervisor_though_there_is_no_other_news(around: Around):
    for desk in (around.one, around.two):
        around.visit(desk)
        around.send(desk, around.centre)
        around.send(around.centre, desk)
        with pytest.raises(t.NothingToSend):
            seal_bundle(around.centre, desk.station, around.folder)
    root = open_root_key(around.folder / "root-1.key", PASSWORD)
    assign(around.centre, "s-1", [TWO], root)
    for desk in (around.one, around.two):
        path = seal_bundle(around.centre, desk.station, around.folder).path
        accept_bundle(desk, path, copy_first=False)
        assert desk.book.newest == around.centre.book.newest

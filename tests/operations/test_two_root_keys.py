"""A roster that asks for two root keys is signed by two, whatever is signed: one place opens them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sheqi_desktop.cli.main import main
from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.assign import assign
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, invite, note_own_key
from sheqi_desktop.operations.report_lost import Loss, report_lost
from sheqi_desktop.operations.root_key import county_root_keys, make_root_key, open_root_key
from sheqi_desktop.sync.roster import sign
from tests.desks import PASSWORD
from tests.operations.conftest import STATIONS, County

WATCHER = "s-1"


@pytest.fixture
def centre(county: County) -> Desk:
    """Give a centre with a 督导 and a roster that from now on asks for two keys."""
    desk = county.centre()
    root = open_root_key(both(county)[0], PASSWORD)
    joining = [Joining(WATCHER, "周督导", "supervisor", stations=(STATIONS[0],))]
    invite(desk, desk.library.centre_unit, "B", joining, county.folder, root)
    with desk.write() as write:
        two = replace(desk.book.successor(), threshold=2)
        desk.adopt(write, desk.book.adopt([sign(two, [root])]))
    return desk


def both(county: County) -> list[Path]:
    return [county.folder / "root-1.key", county.folder / "root-2.key"]


def test_one_key_or_one_twice_is_not_enough_and_a_stranger_none_at_all(county: County, centre: Desk):
    one, two = both(county)
    for given in ([one], [one, one], []):
        with pytest.raises(t.RootsMissing):
            county_root_keys(centre, [(path, PASSWORD) for path in given])
    make_root_key(county.folder / "fremd.key", PASSWORD)
    with pytest.raises(t.RootKeyForeign):
        county_root_keys(centre, [(one, PASSWORD), (county.folder / "fremd.key", PASSWORD)])
    assert len(county_root_keys(centre, [(one, PASSWORD), (two, PASSWORD)])) == 2


def test_every_act_that_signs_the_roster_takes_both(county: County, centre: Desk):
    roots = county_root_keys(centre, [(path, PASSWORD) for path in both(county)])
    station = county.station(STATIONS[1])
    before = centre.book.newest.version

    def acts(*keys):
        yield lambda: assign(centre, WATCHER, list(STATIONS[:2]), *keys)
        yield lambda: invite(centre, STATIONS[0], "C", [Joining("w-9", "新人", "social_worker")], county.folder, *keys)
        yield lambda: note_own_key(centre, *keys)
        yield lambda: report_lost(centre, Loss(station.machine.device, 1, "在车站被偷了"), *keys)

    for act in acts(roots[0]):
        with pytest.raises(t.RosterBroken):
            act()
    assert centre.book.newest.version == before
    done = [act() for act in acts(*roots)]
    assert centre.book.newest.version == before + len(done)
    assert centre.book.newest.threshold == 2


def test_the_verb_takes_the_option_twice(
    county: County, centre: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    centre.close()
    county.open.remove(centre)
    monkeypatch.setenv("SHEQI_PASSWORD", PASSWORD)
    monkeypatch.setenv("SHEQI_ROOT_PASSWORD", PASSWORD)
    keys = [word for path in both(county) for word in ("--root-key", str(path))]
    words = ["--data", str(centre.folder), "assign", WATCHER, "--station", STATIONS[1]]
    assert main([*words, *keys[:2]]) != 0
    assert "名册要 2 把根密钥一起签" in capsys.readouterr().err
    assert main([*words, *keys]) == 0
    assert "从今天起负责" in capsys.readouterr().out

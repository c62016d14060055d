"""分几个文件: each part is a whole file of its own, in any order; what is lost on the way alone is sent again."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import NothingToSend
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle, accept_bundles
from sheqi_desktop.operations.attach import Source, attach
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import Exported, seal_bundle
from sheqi_desktop.operations.seal_changes import seal_open_changes
from sheqi_desktop.sync.bundle import Manifest, open_envelope, peek
from tests.operations.conftest import STATIONS, County
from tests.pictures import a_noise
from tests.typed import a_home, a_person, a_seen

DAYS = ("2023-04-01", "2023-04-02", "2023-04-03")


@pytest.fixture
def written(county: County) -> tuple[County, Desk, Exported]:
    """Give a station that wrote on three days, each with a photo, and its files on sticks of 40 kB."""
    station = county.station()
    person = a_person(station, a_home(station), 77)
    county.hands.to("2023-04-03T18:00:00")
    for number, day in enumerate(DAYS):
        photo = attach(station, Source(f"{number}.jpg", data=a_noise(200 + number, 150)))
        a_seen(station, person, day, start_at=f"0{number + 7}:10", end_at=f"0{number + 7}:40", photos=[photo])
        seal_open_changes(station)
    out = county.folder / "sticks"
    out.mkdir()
    return county, station, seal_bundle(station, "411327000", out, limit=1)


def said(desk: Desk, path: Path) -> Manifest:
    return peek(open_envelope(path.read_bytes(), desk.machine.age_secret, path.name))


def kinds(desk: Desk, path: Path) -> list[str]:
    return [part.kind for part in said(desk, path).parts if part.kind != "roster"]


def test_every_part_is_a_whole_file_with_its_place_in_its_name(written):
    _county, station, made = written
    assert len(made.paths) >= 6
    for number, path in enumerate(made.paths, start=1):
        manifest = said(station, path)
        assert manifest.part == (number, len(made.paths))
        assert path.name.endswith(f"-{number}of{len(made.paths)}.sqb")
        assert len(kinds(station, path)) == 1
    assert len({said(station, path).counter for path in made.paths}) == len(made.paths)


def test_parts_come_in_any_order_and_end_in_the_same(written):
    county, _station, made = written
    orders = [made.paths, made.paths[::-1], *list(permutations(made.paths))[7::211][:3]]
    digests = set()
    for number, order in enumerate(orders):
        centre = county.another_centre(f"centre-{number}")
        accept_bundle(centre, county.first[0])
        accept_bundle(centre, county.second[0])
        for path in order:
            assert isinstance(accept_bundle(centre, path), Accepted), "each is taken alone"
        digests.add(state_digest(centre))
        assert check_health(centre).missing == 0
    assert len(digests) == 1


def test_only_what_was_lost_is_sent_again(written):
    county, station, made = written
    centre = county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    photos = [path for path in made.paths if kinds(station, path) == ["blob"]]
    lost = photos[1]
    taken = accept_bundles(centre, [path for path in made.paths if path != lost])
    assert all(isinstance(one, Accepted) for one in taken)
    assert check_health(centre).missing == 1
    back = county.folder / "back"
    back.mkdir()
    accept_bundle(station, seal_bundle(centre, STATIONS[0], back).path)
    again = seal_bundle(station, centre.station, back)
    assert (again.segments, again.attachments) == (0, 1)
    (names,) = [[part.sha256 for part in said(station, path).parts if part.kind == "blob"] for path in again.paths]
    assert names == [part.sha256 for part in said(station, lost).parts if part.kind == "blob"]
    accept_bundle(centre, again.path)
    assert check_health(centre).missing == 0
    accept_bundle(station, seal_bundle(centre, STATIONS[0], back).path)
    with pytest.raises(NothingToSend):
        seal_bundle(station, centre.station, back)


def test_a_lost_part_of_the_log_makes_what_hangs_on_it_wait_and_comes_again(written):
    county, station, made = written
    centre = county.centre()
    accept_bundles(centre, [county.first[0], county.second[0]])
    # The first of them holds what the second bundle of the fixture brought.
    log_files = [path for path in made.paths if kinds(station, path) == ["segment"]][1:]
    rest = [path for path in made.paths if path != log_files[0]]
    results = accept_bundles(centre, rest)
    assert all(isinstance(one, Accepted) for one in results)
    assert any(one.missing for one in results if isinstance(one, Accepted)), "the gap is named"
    back = county.folder / "back"
    back.mkdir()
    accept_bundle(station, seal_bundle(centre, STATIONS[0], back).path)
    again = seal_bundle(station, centre.station, back)
    assert again.segments == len(log_files), "of the log what hangs on the lost part, nothing from before it"
    assert again.attachments == 0
    accept_bundle(centre, again.path)
    whole = county.another_centre("whole")
    accept_bundles(whole, [county.first[0], county.second[0], *made.paths])
    assert state_digest(centre) == state_digest(whole)

"""5,000 files rightly signed by machines that lie inside: nothing follows that is not theirs, each told its reason."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.operations.accept_bundle import accept_bundles, bring_in
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import quiet
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.store import log
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync.roster import Cut, Person, Role, sign
from tests.desks import PASSWORD
from tests.operations.conftest import County
from tests.operations.inner import IN, Liar, Lie
from tests.operations.lies import CUT, GONE, GUIDE, OF_A_STATION, OF_THE_CENTRE, lies
from tests.operations.refusing import nothing_changes

LIES = int(os.environ.get("SHEQI_LIES", "5000"))
BATCH = 500


class _Undone(Exception):
    """The file was taken; it is put back, so that the next one meets the same workspace."""


def effects(read: Read) -> dict[str, tuple[object, ...]]:
    """Give all that counting, lists and searches read of each record."""
    told = {row[0]: row for row in read.rows("SELECT * FROM record ORDER BY id")}
    found = {row[1]: row[2:] for row in told.values()}
    for no, *line in read.rows("SELECT * FROM visit_client ORDER BY record, place"):
        found[told[no][1]] += tuple(line)
    return found


def attempt(desk: Desk, write: Write, lie: Lie, before: dict[str, tuple[object, ...]]) -> tuple[str, set[str]]:
    """Bring a file in, see what became of every record, and take it back; anything but a Trouble is a crash here."""
    try:
        with desk.part(write):
            bring_in(desk, write, Path("试.sqb"), lie.data, quiet())
            after = effects(write)
            raise _Undone
    except _Undone:
        return IN, {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    except Trouble as trouble:
        str(trouble)
        return trouble.code, set()


def told_on(desk: Desk, every: Sequence[Lie], shares: Counter[str]) -> list[tuple[str, str, str, set[str]]]:
    """Try lies on a workspace; give those that were not treated as they deserve."""
    wrong = []
    with nothing_changes(desk), desk.write() as write:
        before = effects(write)
        for lie in every:
            code, touched = attempt(desk, write, lie, before)
            shares[lie.tried] += 1
            if code != lie.code or not touched <= lie.may_touch:
                wrong.append((lie.tried, lie.code, code, touched - lie.may_touch))
        assert effects(write) == before
    return wrong


def with_three_more(county: County, centre: Desk, liar: Desk) -> None:
    """Name three more people of the liar's station: one whose post ended, one cut off, and a 督导."""
    unit, root = liar.station, open_root_key(county.folder / "root-1.key", PASSWORD)
    more = (
        Person(GONE, "", "走的人", roles=(Role("social_worker", unit, "2022-01-01", "2022-12-31"),)),
        Person(CUT, "", "停的人", roles=(Role("station_lead", unit),)),
        Person(GUIDE, "", "督导", roles=(Role("supervisor", unit),)),
    )
    with centre.write() as write:
        chains = [one.chain for one in log.chains(write).values() if one.device == liar.machine.device]
        cuts = tuple(Cut(liar.machine.device, chain, 0, worker=CUT) for chain in chains)
        newest = centre.book.newest
        book = centre.book.adopt(
            [sign(centre.book.successor(people=(*newest.people, *more), cuts=(*newest.cuts, *cuts)), [root])]
        )
        centre.adopt(write, book)


def test_a_station_that_lies_gets_nothing_in_that_is_not_its_own(county: County, record_property):
    centre, station = county.centre(), county.station()
    accept_bundles(centre, [*county.first, *county.second])
    with_three_more(county, centre, station)
    liar = Liar(station, centre, centre, random.Random(411327))
    liar.people = tuple(one for one in liar.people if one.startswith("w-4"))
    shares: Counter[str] = Counter()
    wrong = []
    count = LIES * 9 // 10
    for start in range(0, count, BATCH):
        some = list(lies(liar, OF_A_STATION, min(BATCH, count - start)))
        wrong += told_on(centre, some, shares)
    record_property("shares", dict(shares))
    assert not wrong, (len(wrong), wrong[:20])


def test_a_centre_that_lies_writes_into_no_stations_record(county: County):
    centre, station = county.centre(), county.station()
    liar = Liar(centre, station, station, random.Random(411326))
    wrong = told_on(station, list(lies(liar, OF_THE_CENTRE, LIES // 10)), Counter())
    assert not wrong, (len(wrong), wrong[:20])

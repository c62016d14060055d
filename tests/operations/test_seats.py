"""What is 限阅 goes to the machines of the 站长 and of its worker alone, and follows whoever takes it over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.domain.circles import restricted_circle
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.county_people import places
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_review import review_export
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.return_bundles import return_bundles
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.seats import owed_seats, seat, seated, seats
from sheqi_desktop.sync.roster import Book
from sheqi_desktop.sync.roster import sign as signed
from tests.desks import PASSWORD, Hands, a_centre, a_station, a_supervisor
from tests.operations.test_circles import newest
from tests.operations.test_circles_kept import a_secret
from tests.typed import a_home, a_person, a_seen

UNIT = "411327101"
LEAD, WORKER = f"w-{UNIT}-1", f"w-{UNIT}-2"


@dataclass
class Pair:
    """A centre, a station with two machines, and its 督导."""

    folder: Path
    centre: Desk
    a: Desk
    b: Desk
    watcher: Desk

    def sits(self, desk: Desk, *workers: str) -> None:
        seat(self.centre, desk.machine.device, workers, open_root_key(self.folder / "root-1.key", PASSWORD))
        for one in (self.a, self.b, self.watcher):
            newest(self.centre, one)

    def give(self, sender: Desk, *receivers: Desk, to: str = "") -> None:
        """Let each receiver take what is for it out of what was written for a unit."""
        for path in seal_bundle(sender, to or receivers[0].station, self.folder).paths:
            for one in receivers:
                _takes(one, path)

    def has(self, desk: Desk, record: str) -> bool:
        return any(one.id == record for one in look_up.list_records(desk, look_up.Wanted(restricted=True)))


def _takes(desk: Desk, path: Path) -> bool:
    try:
        accept_bundle(desk, path, copy_first=False)
    except t.BundleUnopenable:
        return False
    return True


@pytest.fixture
def pair(tmp_path: Path, config_dir: Path) -> Iterator[Pair]:
    assert config_dir
    hands = Hands()
    centre = a_centre(tmp_path, hands)
    a, b = (a_station(tmp_path, centre, hands, UNIT, slot) for slot in "AB")
    found = Pair(tmp_path, centre, a, b, a_supervisor(tmp_path, centre, hands, [UNIT]))
    for desk in (a, b, found.watcher):
        newest(centre, desk)
    yield found
    for desk in (centre, a, b, found.watcher):
        desk.close()


def test_who_may_have_a_password_at_a_machine_sits_at_it(pair: Pair):
    assert [(one.worker, one.sits) for one in seats(pair.centre, pair.b.machine.device)] == [
        (LEAD, True),
        (WORKER, True),
    ]
    told = next(one for one in places(pair.centre) if one.code == UNIT)
    assert [one.seats for one in told.machines] == ["在用：张敏、李强"] * 2


def test_where_both_sit_both_have_it(pair: Pair):
    record = a_secret(pair.a)
    pair.give(pair.a, pair.b)
    assert pair.has(pair.b, record)


def test_a_machine_at_which_neither_the_lead_nor_its_worker_sits_has_not(pair: Pair):
    pair.sits(pair.a, LEAD)
    pair.sits(pair.b, WORKER)
    record, visit = a_secret(pair.a), a_seen(pair.a, a_person(pair.a, a_home(pair.a)), "2023-06-13").record
    pair.give(pair.a, pair.b)
    pair.give(pair.a, pair.centre)
    pair.give(pair.a, pair.watcher, to=f"{pair.centre.station}-B")
    pair.give(pair.centre, pair.a, pair.b)
    assert [pair.has(one, record) for one in (pair.b, pair.centre, pair.watcher)] == [False, True, True]
    assert pair.has(pair.b, visit)


def test_its_worker_and_the_lead_have_it_wherever_they_sit(pair: Pair):
    pair.sits(pair.a, LEAD)
    pair.sits(pair.b, WORKER)
    record = a_secret_of(pair.b, WORKER)
    pair.give(pair.b, pair.a)
    assert pair.has(pair.a, record)


def a_secret_of(desk: Desk, worker: str) -> str:
    """Type a mandatory report that is in a worker's hands."""
    record = a_secret(desk)
    with desk.write() as write:
        stored = desk.stored(write, record)
        desk.append(write, stored.kind, record, stored.heads, {"worker_id": worker})
    return record


def ask_back_what_only_one_may_have(pair: Pair) -> str:
    """Let the centre write in a record that one of the two machines may have and the other not; give the record."""
    pair.sits(pair.a, LEAD)
    pair.sits(pair.b, WORKER)
    record = a_secret(pair.a)
    pair.give(pair.a, pair.centre)
    with pair.centre.write() as write:
        stored = pair.centre.stored(write, record)
        pair.centre.append(write, stored.kind, record, stored.heads, {"asked_back_why": "请补经过"})
    return record


def test_a_bundle_for_two_machines_that_may_not_have_the_same_is_one_file_for_each(pair: Pair):
    record = ask_back_what_only_one_may_have(pair)
    assert review_export(pair.centre, UNIT).total >= 1
    told = {one.station: one.exported for one in return_bundles(pair.centre, pair.folder)}[UNIT]
    assert told is not None
    assert len(told.paths) == 2
    assert [path.stem[-4:] for path in told.paths] == ["forA", "forB"]
    assert [[_takes(desk, path) for path in told.paths] for desk in (pair.a, pair.b)] == [[True, False], [False, True]]
    assert look_up.get(pair.a, record).answers["asked_back_why"] == "请补经过"
    assert not pair.has(pair.b, record)


def test_whoever_takes_it_over_gets_what_was_written_before_once_the_machine_is_named(pair: Pair):
    pair.sits(pair.a, LEAD)
    pair.sits(pair.b, WORKER)
    record = a_secret(pair.a)
    with pair.a.write() as write:
        stored = pair.a.stored(write, record)
        pair.a.append(write, stored.kind, record, stored.heads, {"worker_id": WORKER})
        pair.a.append(write, stored.kind, record, pair.a.stored(write, record).heads, {"place": "村委会"})
    pair.give(pair.a, pair.b)
    pair.give(pair.a, pair.centre)
    assert not pair.has(pair.b, record)
    assert owed_seats(pair.centre) == {pair.b.machine.device: {LEAD}}
    assert [one.worker for one in seats(pair.centre, pair.b.machine.device) if one.owed] == [LEAD]
    pair.sits(pair.b, WORKER, LEAD)
    assert owed_seats(pair.centre) == {}
    pair.give(pair.a, pair.b)
    assert look_up.get(pair.b, record).answers["place"] == "村委会"
    assert look_up.get(pair.b, record).worker == WORKER


def test_whoever_a_restricted_file_was_handed_to_may_read_it(pair: Pair):
    record, worker = a_secret(pair.a), pair.a.book.newest.person(WORKER)
    other = replace(pair.a, me=worker)
    assert not may_see(other, look_up.get(pair.a, record))
    with pair.a.write() as write:
        row = {"id": record, "move": "hand_over", "by": LEAD, "at": "2023-06-14T10:00:00+08:00", "to_worker": WORKER}
        pair.a.append(write, "crisis", record, pair.a.stored(write, record).heads, {f"moves/{record}": row})
    assert may_see(other, look_up.get(pair.a, record))


def test_a_person_who_moves_to_another_machine_gets_it_there(pair: Pair):
    pair.sits(pair.a, LEAD, WORKER)
    pair.sits(pair.b, WORKER)
    record = a_secret(pair.a)
    pair.give(pair.a, pair.centre)
    pair.give(pair.a, pair.b)
    assert not pair.has(pair.b, record)
    pair.sits(pair.b, WORKER, LEAD)
    pair.give(pair.centre, pair.b, to=UNIT)
    assert pair.has(pair.b, record)


def test_a_machine_at_which_nobody_works_any_more_has_nothing_restricted(pair: Pair):
    circle = restricted_circle(UNIT, WORKER)
    roster = pair.centre.book.newest
    pair.sits(pair.b, WORKER)
    people = tuple(one for one in pair.centre.book.newest.people if one.worker_id != WORKER)
    gone = pair.centre.book.successor(people=people)
    assert pair.b.machine.device in roster.circles[circle]
    assert not any(
        pair.b.machine.device in told for name, told in gone.circles.items() if name.startswith("restricted-")
    )


def test_a_machine_whose_people_nobody_named_has_what_its_station_has_as_before(pair: Pair):
    book = pair.centre.book
    unnamed = book.successor(devices=seated(book.newest.devices, {pair.b.machine.device: ()}))
    whole = Book.load([*book.since(0), signed(unnamed, [open_root_key(pair.folder / "root-1.key", PASSWORD)])]).newest
    assert whole.device(pair.b.machine.device).workers == ()
    for circle in (restricted_circle(UNIT), restricted_circle(UNIT, LEAD), restricted_circle(UNIT, WORKER)):
        assert pair.b.machine.device in whole.circles[circle]


@pytest.mark.parametrize(
    ("who", "trouble"), [((), t.NobodyNamed), (("w-centre-1",), t.NobodyNamed), (("niemand",), t.NotFound)]
)
def test_somebody_of_the_station_must_sit_there(pair: Pair, who, trouble):
    with pytest.raises(trouble):
        pair.sits(pair.b, *who)

"""本机, 已装包, 已收: what each machine shows, against what the centre's own file holds, over a life of sticks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import Cancelled
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.exchange import exchange_lines, receipts
from sheqi_desktop.operations.look_up import transport
from sheqi_desktop.operations.on_its_way import standing
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.record_list import list_lines
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import Exported, seal_bundle
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.operations.void import void
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.typed import a_home, a_person, a_seen

UNIT = "411327103"
LEAD = f"w-{UNIT}-1"


@dataclass
class Twins:
    """A station with two machines, its centre, and whatever lies on the stick."""

    folder: Path
    hands: Hands
    centre: Desk
    a: Desk
    b: Desk

    def send(self, desk: Desk, to: str = "") -> Exported:
        return seal_bundle(desk, to or desk.library.centre_unit, self.folder / "stick")

    def answer(self, *machines: Desk) -> None:
        """Let the centre write back, and some of the machines read it."""
        made = self.send(self.centre, UNIT)
        for one in machines:
            accept_bundle(one, made.path)

    def keep(self, desk: Desk) -> Desk:
        """Copy the folder of a machine as it is now; give the machine again, which was closed for that."""
        desk.close()
        shutil.copytree(desk.folder, self.folder / "kept")
        return self.open(desk)

    def put_back(self, desk: Desk) -> Desk:
        """Put the folder that was kept in the place of what the machine has now."""
        desk.close()
        shutil.rmtree(desk.folder)
        shutil.copytree(self.folder / "kept", desk.folder)
        return self.open(desk)

    def open(self, desk: Desk) -> Desk:
        return unlock(desk.folder, desk.me.worker_id, PASSWORD, self.hands.clock, LIBRARY)

    def way(self, desk: Desk, record: str) -> str:
        way = transport(desk, [record])[record]
        assert way != "received" or self.at_centre(desk, record)
        return way

    def at_centre(self, desk: Desk, record: str) -> bool:
        """Tell whether the centre's file holds every change of a record that a machine holds."""
        with desk.read() as read, self.centre.read() as there:
            return {one.ref for one in log.changes_of(read, record)} <= {
                one.ref for one in log.changes_of(there, record)
            }


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[Twins]:
    hands = Hands("2023-04-03T19:00:00")
    centre = a_centre(tmp_path, hands)
    a, b = (a_station(tmp_path, centre, hands, UNIT, slot) for slot in "AB")
    (tmp_path / "stick").mkdir()
    made = Twins(tmp_path, hands, centre, a, b)
    # Both machines learn of each other with their first return bundle.
    a_home(a)
    accept_bundle(centre, made.send(a).path)
    made.answer(a, b)
    yield made
    for one in (made.centre, made.a, made.b):
        one.close()


def seen(desk: Desk, at: str = "08:10") -> str:
    """Give a fresh visit to a fresh person."""
    end = f"{at[:3]}{int(at[3:]) + 20}"
    return a_seen(desk, a_person(desk, a_home(desk), int(at[:2])), "2023-04-03", start_at=at, end_at=end).record


def change(desk: Desk, record: str) -> None:
    draft = draft_of(desk, record)
    draft.answer("summary", "老人在院里晒太阳，精神比上次好，说女儿打电话来，下月回家看他。")
    submit(desk, draft, record, [one for one in draft.problems() if one.confirmable])


def test_a_record_goes_from_here_by_stick_to_the_receipt_and_back_with_every_change(twins: Twins):
    record = seen(twins.a)
    assert twins.way(twins.a, record) == "local"
    assert standing(twins.a, record).note == "有改动还没装进数据包，下次导出时带走。"
    lost = twins.send(twins.a)
    lost.path.unlink()
    assert twins.way(twins.a, record) == "packed", "a lost stick was written all the same"
    accept_bundle(twins.centre, twins.send(twins.a).path)
    assert twins.way(twins.a, record) == "packed", "arrived, and nobody has said so here"
    twins.answer(twins.a)
    assert twins.way(twins.a, record) == "received"
    change(twins.a, record)
    assert twins.way(twins.a, record) == "local"
    assert [one.way for one in list_lines(twins.a, "visit", [record])] == ["本机"]
    assert standing(twins.centre, record) is None


def test_a_cancelled_export_has_packed_nothing(twins: Twins):
    record = seen(twins.a)
    stop = Progress(lambda step: stop.stop.set() if step.number == 2 else None)
    with pytest.raises(Cancelled):
        seal_bundle(twins.a, twins.a.library.centre_unit, twins.folder / "stick", stop)
    assert twins.way(twins.a, record) == "local"


def test_what_the_mate_has_is_not_with_the_centre(twins: Twins):
    record = seen(twins.a)
    made = twins.send(twins.a, UNIT)
    assert twins.way(twins.a, record) == "packed"
    accept_bundle(twins.b, made.path)
    assert twins.way(twins.b, record) == "packed"
    assert standing(twins.b, record).note.startswith("同站 A 机写的，随数据包来的。")
    other = seen(twins.b, "10:10")
    accept_bundle(twins.a, twins.send(twins.b, UNIT).path)
    assert twins.way(twins.a, record) == "packed", "a mate's receipt is not the centre's"
    assert twins.way(twins.a, other) == "packed"
    assert receipts(twins.a).waiting > 0
    (line,) = [one for one in exchange_lines(twins.a) if one.file == made.path.name]
    assert (line.state, line.tone) == ("那台已收", "info")
    assert "交给 同站另一台电脑" in line.words
    assert not records_at(twins.centre)


def records_at(desk: Desk) -> list[str]:
    with desk.read() as read:
        return records.list_ids(read, Wanted("visit"), "", None)


def test_the_mate_carries_it_to_the_centre_and_both_turn_green_by_the_centres_word_alone(twins: Twins):
    record = seen(twins.a)
    accept_bundle(twins.b, twins.send(twins.a, UNIT).path)
    own = seen(twins.b, "10:10")
    carried = twins.send(twins.b)
    accept_bundle(twins.centre, carried.path)
    assert twins.at_centre(twins.a, record)
    assert (twins.way(twins.a, record), twins.way(twins.b, record)) == ("packed", "packed")
    twins.answer(twins.b)
    assert (twins.way(twins.b, record), twins.way(twins.b, own)) == ("received", "received")
    assert twins.way(twins.a, record) == "packed"
    (line,) = [one for one in exchange_lines(twins.b) if one.file == carried.path.name]
    assert (line.state, line.tone) == ("已签收", "ok"), "what it carried of the mate's is signed for too"
    accept_bundle(twins.a, sorted((twins.folder / "stick").glob("SQ-411327000-*"))[-1])
    assert twins.way(twins.a, record) == "received"
    # B's own record came to A with the centre's bundle; it is with the centre.
    assert twins.way(twins.a, own) == "received"


def test_the_centre_may_have_signed_before_the_mates_record_came(twins: Twins):
    record = seen(twins.b)
    accept_bundle(twins.centre, twins.send(twins.b).path)
    to_mate = twins.send(twins.b, UNIT)
    twins.answer(twins.a)
    accept_bundle(twins.a, to_mate.path)
    assert twins.way(twins.a, record) == "received"


def test_a_change_of_the_mate_makes_a_green_record_wait_again(twins: Twins):
    record = seen(twins.a)
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a, twins.b)
    assert (twins.way(twins.a, record), twins.way(twins.b, record)) == ("received", "received")
    change(twins.b, record)
    assert twins.way(twins.b, record) == "local"
    accept_bundle(twins.a, twins.send(twins.b, UNIT).path)
    assert twins.way(twins.a, record) == "packed"
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a, twins.b)
    assert (twins.way(twins.a, record), twins.way(twins.b, record)) == ("received", "received")


def test_after_a_restore_it_says_what_the_copy_knew_until_the_centre_says_more(twins: Twins):
    record = seen(twins.a)
    twins.a = twins.keep(twins.a)
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a)
    assert twins.way(twins.a, record) == "received"
    twins.a = twins.put_back(twins.a)
    fresh = seen(twins.a, "10:10")
    assert (twins.way(twins.a, record), twins.way(twins.a, fresh)) == ("local", "local")
    accept_bundle(twins.centre, twins.send(twins.a).path)
    assert (twins.way(twins.a, record), twins.way(twins.a, fresh)) == ("packed", "packed")
    twins.answer(twins.a)
    assert (twins.way(twins.a, record), twins.way(twins.a, fresh)) == ("received", "received")


def test_a_machine_that_was_put_back_and_has_nothing_new_gets_back_what_it_lost(twins: Twins):
    twins.a = twins.keep(twins.a)
    record = seen(twins.a)
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.b)
    seen(twins.b, "10:10")
    accept_bundle(twins.centre, twins.send(twins.b).path)
    twins.a = twins.put_back(twins.a)
    twins.answer(twins.a)
    assert record not in records_at(twins.a), "both had said that they hold it"
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a)
    assert record in records_at(twins.a)


def test_what_the_centre_wrote_and_lost_again_is_not_green(twins: Twins):
    record = seen(twins.a)
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a)
    twins.centre = twins.keep(twins.centre)
    void(twins.centre, record, "与纸质表核对，重复录入")
    twins.answer(twins.a)
    assert twins.way(twins.a, record) == "received"
    twins.centre = twins.put_back(twins.centre)
    seen(twins.a, "10:10")
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a)
    assert twins.way(twins.a, record) == "packed", "the centre says itself how far it has its own chain"
    accept_bundle(twins.centre, twins.send(twins.a).path)
    twins.answer(twins.a)
    assert twins.way(twins.a, record) == "received"
    with twins.centre.read() as read:
        assert records.get(read, record).voided


def test_a_list_asks_the_file_as_often_for_many_as_for_one(twins: Twins, monkeypatch):
    made = [seen(twins.a, f"{hour:02d}:10") for hour in range(8, 18)]
    accept_bundle(twins.b, twins.send(twins.a, UNIT).path)
    asked = [_questions(twins.b, some, monkeypatch) for some in (made[:1], made)]
    assert asked[0] == asked[1]


def _questions(desk: Desk, some: list[str], monkeypatch) -> int:
    from sheqi_desktop.operations.on_its_way import ways
    from sheqi_desktop.store.transaction import Read

    asked = 0
    rows = Read.rows

    def counted(self, *args):
        nonlocal asked
        asked += 1
        return rows(self, *args)

    with monkeypatch.context() as patch, desk.read() as read:
        patch.setattr(Read, "rows", counted)
        ways(desk, read, some)
    return asked

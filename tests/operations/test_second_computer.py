"""A workspace copied to another computer: what is asked, the new key and letter, and what the centre accepts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.back_up import back_up, restore_backup
from sheqi_desktop.operations.copied_here import is_asked
from sheqi_desktop.operations.county_people import asks_for
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import approve, receive_request
from sheqi_desktop.operations.enrol_station import COPY_OF, accept_approval, write_request
from sheqi_desktop.operations.on_its_way import unsigned
from sheqi_desktop.operations.report_lost import Loss, believe_held, held_back, report_lost
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.second_computer import Which, answer, asks
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import log, meta
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.typed import a_home, a_person, a_seen


@dataclass
class Around:
    """A centre, a station's machine, and its folder copied to another computer, opened there."""

    folder: Path
    hands: Hands
    centre: Desk
    old: Desk
    new: Desk
    before: str
    """What was saved before the copy and was in no bundle."""

    def approved(self) -> None:
        request, root = write_request(self.new, self.folder), open_root_key(self.folder / "root-1.key", PASSWORD)
        words = self.new.machine.fingerprint
        accept_approval(self.new, approve(self.centre, request, words, "w-centre-2", PASSWORD, self.folder, root))

    def visit(self, desk: Desk, nth: int) -> str:
        return a_seen(desk, a_person(desk, a_home(desk), nth), "2023-06-13").record


@pytest.fixture
def around(tmp_path: Path, config_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Around]:
    assert config_dir
    hands = Hands()
    centre = a_centre(tmp_path, hands)
    old = a_station(tmp_path, centre, hands)
    before = a_seen(old, a_person(old, a_home(old), 1), "2023-06-13").record
    worker, folder = old.me.worker_id, old.folder
    old.close()
    shutil.copytree(folder, tmp_path / "copy")
    old = unlock(folder, worker, PASSWORD, hands.clock, LIBRARY)
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(tmp_path / "config of the new one"))
    new = unlock(tmp_path / "copy", worker, PASSWORD, hands.clock, LIBRARY)
    found = Around(tmp_path, hands, centre, old, new, before)
    yield found
    for desk in (centre, found.old, found.new):
        desk.close()


def test_a_copy_asks_until_it_is_answered_and_sends_nothing_meanwhile(around: Around):
    assert asks(around.new)
    assert not asks(around.old)
    with pytest.raises(t.WhichComputer):
        seal_bundle(around.new, around.centre.station, around.folder)
    worker, folder = around.new.me.worker_id, around.new.folder
    around.new.close()
    around.new = unlock(folder, worker, PASSWORD, around.hands.clock, LIBRARY)
    assert asks(around.new)
    answer(around.new, Which.SAME)
    assert not asks(around.new)


def test_the_same_computer_keeps_its_key_and_writes_a_new_epoch(around: Around):
    with around.old.read() as mine, around.new.read() as copy:
        one, other = log.own_chain(mine), log.own_chain(copy)
    answer(around.new, Which.SAME)
    assert one is not None
    assert other is not None
    assert one.epoch != other.epoch
    assert around.new.machine.device == around.old.machine.device
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    assert look_up.get(around.centre, around.before)


@pytest.mark.parametrize("which", [Which.MOVED, Which.SECOND])
def test_another_computer_has_another_key_and_letter_and_enrols(around: Around, which: Which):
    answer(around.new, which)
    assert around.new.machine.device != around.old.machine.device
    assert (around.old.place.slot, around.new.place.slot) == ("A", "B")
    assert not around.new.approved
    after = around.visit(around.new, 2)
    assert "-B" in look_up.get(around.new, after).number
    (around.folder / "early").mkdir()
    early = seal_bundle(around.new, around.centre.station, around.folder / "early").path
    with pytest.raises(t.SignerUnknown):
        accept_bundle(around.centre, early, copy_first=False)
    around.approved()
    assert around.new.approved
    accept_bundle(around.centre, early, copy_first=False)
    assert look_up.get(around.centre, around.before)
    with around.centre.read() as read:
        (made,) = log.changes_of(read, after)
    assert made.device == around.new.machine.device


def test_what_was_written_before_the_copy_is_received_when_the_centre_says_so(around: Around):
    answer(around.new, Which.SECOND)
    around.approved()
    assert look_up.transport(around.new, [around.before]) != {around.before: "received"}
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    accept_bundle(around.new, seal_bundle(around.centre, around.new.station, around.folder).path, copy_first=False)
    assert look_up.transport(around.new, [around.before]) == {around.before: "received"}
    with around.new.read() as read:
        assert unsigned(around.new, read) == 0


def test_both_go_on_and_everybody_has_everything(around: Around):
    answer(around.new, Which.SECOND)
    around.approved()
    second, first = around.visit(around.new, 2), around.visit(around.old, 3)
    for desk in (around.new, around.old):
        accept_bundle(around.centre, seal_bundle(desk, around.centre.station, around.folder).path, copy_first=False)
    path = seal_bundle(around.centre, around.old.station, around.folder).path
    for desk in (around.centre, around.old, around.new):
        if desk is not around.centre:
            accept_bundle(desk, path, copy_first=False)
        assert {around.before, first, second} <= {one.id for one in look_up.list_records(desk, look_up.Wanted("visit"))}


def test_a_copy_of_a_lost_machine_is_not_taken_on(around: Around):
    answer(around.new, Which.SECOND)
    request = write_request(around.new, around.folder)
    assert receive_request(around.centre, request).copy_of == around.old.machine.device
    root = open_root_key(around.folder / "root-1.key", PASSWORD)
    report_lost(around.centre, Loss(around.old.machine.device, around.hands.clock.ms(), "车上丢的，包没了"), root)
    with pytest.raises(t.BundleDamaged):
        receive_request(around.centre, request)


def test_a_letter_that_was_given_meanwhile_is_refused(around: Around):
    answer(around.new, Which.SECOND)
    (around.folder / "asked").mkdir()
    request = write_request(around.new, around.folder / "asked")
    a_station(around.folder, around.centre, around.hands, around.old.station, "B").close()
    with pytest.raises(t.SlotTaken):
        receive_request(around.centre, request)


# ------------------------------------------------------------------------------ 换了电脑 takes the other's place
def test_a_second_computer_leaves_the_first_in_use(around: Around):
    answer(around.new, Which.SECOND)
    around.approved()
    assert around.centre.book.newest.device(around.old.machine.device).status == "active"


def test_the_computer_whose_place_was_taken_retires_where_the_copy_went_on(around: Around):
    answer(around.new, Which.MOVED)
    request = receive_request(around.centre, write_request(around.new, around.folder))
    assert dict(asks_for(around.centre, request))["接替"] == "A 机，核准后退役，钥匙停用"
    around.approved()
    old = around.centre.book.newest.device(around.old.machine.device)
    assert old.status == "retired"
    cuts = {cut.chain: (cut.seq, cut.hash) for cut in around.centre.book.newest.cuts_of(old.id)}
    assert cuts == dict(request.ends)
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    assert look_up.get(around.centre, around.before)


def test_what_the_old_computer_writes_afterwards_is_not_believed(around: Around):
    answer(around.new, Which.MOVED)
    around.approved()
    around.hands.to("2023-06-15T09:00:00")
    later = around.visit(around.old, 3)
    path = seal_bundle(around.old, around.centre.station, around.folder).path
    with pytest.raises(t.SignerRevoked):
        accept_bundle(around.centre, path, copy_first=False)
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    with pytest.raises(t.NotFound):
        look_up.get(around.centre, later)
    with pytest.raises(t.NotFound):
        seal_bundle(around.centre, f"{around.old.station}-A", around.folder)


def test_what_it_had_packed_before_is_held_for_a_person(around: Around):
    """The copy was made a day before; the stick written that evening comes after the new computer was approved."""
    late = around.visit(around.old, 3)
    path = seal_bundle(around.old, around.centre.station, around.folder).path
    around.hands.to("2023-06-15T09:00:00")
    answer(around.new, Which.MOVED)
    around.approved()
    accept_bundle(around.centre, path, copy_first=False)
    with pytest.raises(t.NotFound):
        look_up.get(around.centre, late)
    (held,) = held_back(around.centre)
    assert held.before
    root = open_root_key(around.folder / "root-1.key", PASSWORD)
    believe_held(around.centre, held.device, "对过纸质表，是她写的", root)
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    assert look_up.get(around.centre, late)


def test_what_the_centre_had_of_the_old_computer_and_what_the_copy_has_are_both_believed(around: Around):
    """The copy was an older one: the old computer had sent more, and the copy seals the same changes once more."""
    late = around.visit(around.old, 3)
    accept_bundle(around.centre, seal_bundle(around.old, around.centre.station, around.folder).path, copy_first=False)
    answer(around.new, Which.MOVED)
    around.approved()
    after = around.visit(around.new, 2)
    accept_bundle(around.centre, seal_bundle(around.new, around.centre.station, around.folder).path, copy_first=False)
    for record in (around.before, late, after):
        assert look_up.get(around.centre, record)
    assert held_back(around.centre) == []
    accept_bundle(around.new, seal_bundle(around.centre, around.new.station, around.folder).path, copy_first=False)
    assert look_up.get(around.new, late)


def test_the_new_computer_may_ask_for_one_more_signing_key_after_the_old_one_retired(around: Around):
    answer(around.new, Which.MOVED)
    around.approved()
    around.approved()
    assert around.centre.book.newest.device(around.new.machine.device).status == "active"


def test_the_old_key_signs_up_to_where_the_copy_goes(around: Around):
    answer(around.new, Which.MOVED)
    with around.new.write() as write:
        said = meta.get(write, COPY_OF, {})
        said["ends"] = {chain: [last + 5, hash_] for chain, (last, hash_) in said["ends"].items()}
        meta.put(write, COPY_OF, said)
    with pytest.raises(t.BundleDamaged):
        receive_request(around.centre, write_request(around.new, around.folder))


def test_brought_back_from_a_backup_of_the_open_question_it_asks_again_and_sends_nothing(around: Around):
    with around.new.read() as read:
        assert is_asked(read)
    backed = back_up(around.new)
    answer(around.new, Which.MOVED)
    assert not asks(around.new)
    worker = around.new.me.worker_id
    around.new.close()
    restore_backup(backed.path, around.folder / "back", worker, PASSWORD, around.hands.clock)
    around.new = unlock(around.folder / "back", worker, PASSWORD, around.hands.clock, LIBRARY)
    assert asks(around.new)
    with pytest.raises(t.WhichComputer):
        seal_bundle(around.new, around.centre.station, around.folder)

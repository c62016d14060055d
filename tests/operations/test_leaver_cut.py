"""Somebody who left is believed up to the last day: an old roster that is named in a bundle does not help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.change import ChainHead, Change, ChangeRef, Sealed
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.close_account import close_account, leavers
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, invite
from sheqi_desktop.operations.handover import complete_handover
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import log, segments
from sheqi_desktop.sync import bundle, segment
from sheqi_desktop.sync.bytes import chain_id
from tests.desks import PASSWORD, Hands, a_centre, a_station
from tests.operations.refusing import at
from tests.operations.test_handover import CODE, WORKER, begin, fill, sign_all


class Left:
    """A station whose worker handed over on the 14th, and the centre that holds all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hands = folder, Hands("2023-06-14T09:00:00")
        self.centre = a_centre(folder, self.hands)
        self.station = a_station(folder, self.centre, self.hands, CODE, supervised=True)
        self.old = self.station.book.newest.version
        record = begin(self.station, on="2023-06-14")
        fill(self.station, record)
        sign_all(self.station, record)
        complete_handover(self.station, record)

    def send(self) -> None:
        """Let the station's bundle come."""
        accept_bundle(self.centre, seal_bundle(self.station, self.centre.station, self.folder).path, copy_first=False)

    def close(self) -> None:
        """Let the root key end the account."""
        root = open_root_key(self.folder / "root-1.key", PASSWORD)
        close_account(self.centre, WORKER, CODE, root)

    def forged(self, *, fresh_chain: bool = False) -> tuple[str, Path]:
        """Write a visit in the leaver's name behind what was sent, under the roster of before, correctly sealed."""
        desk = self.station
        with desk.read() as read:
            head = next(one for one in log.chains(read).values() if one.device == desk.machine.device and one.seq)
            if fresh_chain:
                epoch = "cd" * 8
                head = ChainHead(chain_id(desk.machine.device, epoch, "all"), desk.machine.device, epoch, "all")
            record = uuid7(desk.clock.ms())
            said: dict[str, Any] = {"station_code": CODE, "entered_by": WORKER, "_form": 1, "note": "走了以后写的"}
            change = Change(
                ChangeRef(head.chain, head.seq + 1), "visit", answers=said, record=record, parents=(), author=WORKER,
                at=desk.clock.ms() - 2 * 86_400_000, device=desk.machine.device,
            )  # fmt: skip
            sealed: Sealed = segment.seal(
                [change], head, county=desk.book.county, roster_version=self.old, signer=desk.machine,
                now_ms=desk.clock.ms(), app="试", creation_of=lambda one: log.creation_of(read, one),
                address_of=lambda ref: segments.address_of(read, ref),
            )  # fmt: skip
        device = self.centre.book.newest.device(self.centre.machine.device)
        data = bundle.pack(
            kind="sync", machine=desk.machine, county=desk.book.county, to=[device], counter=77, sealed=[sealed],
            roster_version=self.old, as_of="2023-06-15",
        )  # fmt: skip
        return record, at(self.folder, data)

    def comes_in(self, *, fresh_chain: bool = False) -> bool:
        """Tell whether what is forged has an effect at the centre."""
        record, path = self.forged(fresh_chain=fresh_chain)
        accept_bundle(self.centre, path, copy_first=False)
        return record in {one.id for one in look_up.list_records(self.centre, look_up.Wanted("visit"))}


@pytest.fixture
def left(tmp_path: Path, config_dir: Path) -> Iterator[Left]:
    made = Left(tmp_path)
    yield made
    for desk in (made.centre, made.station):
        desk.close()


def cut_of(centre: Desk) -> list[str]:
    return [one.worker for one in centre.book.newest.cuts]


@pytest.mark.parametrize("fresh_chain", [False, True])
def test_an_old_roster_does_not_help_whoever_left(left: Left, fresh_chain: bool):
    left.hands.to("2023-06-15T09:00:00")
    left.send()
    left.close()
    assert set(cut_of(left.centre)) == {WORKER}
    assert leavers(left.centre) == []
    assert not left.comes_in(fresh_chain=fresh_chain)


def test_before_the_account_is_closed_it_is_a_record_like_any_other(left: Left):
    """The proof that the forged bundle is sound but for the cut."""
    left.hands.to("2023-06-15T09:00:00")
    left.send()
    assert left.comes_in()


def test_what_was_written_up_to_the_last_day_still_comes_and_the_cut_follows(left: Left):
    left.send()
    left.close()
    assert cut_of(left.centre) == [], "the last day is not over: honest work may still be under way"
    assert leavers(left.centre) == []
    left.hands.to("2023-06-15T09:00:00")
    with left.station.write() as write:
        left.station.append(write, "visit", uuid7(left.hands.clock.ms()), (), {"station_code": CODE, "_form": 1})
    left.send()
    (again,) = leavers(left.centre)
    assert again.worker == WORKER
    left.close()
    assert set(cut_of(left.centre)) == {WORKER}


def test_who_comes_back_to_the_station_is_believed_again(left: Left):
    left.hands.to("2023-06-15T09:00:00")
    left.send()
    left.close()
    root = open_root_key(left.folder / "root-1.key", PASSWORD)
    invite(left.centre, CODE, "B", [Joining("w-new", "新人", "social_worker")], left.folder, root)
    assert set(cut_of(left.centre)) == {WORKER}
    invite(left.centre, CODE, "C", [Joining(WORKER, "李强", "social_worker")], left.folder, root)
    assert cut_of(left.centre) == []

"""Real workspaces for tests: a centre, stations enrolled by files, people who save and submit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite
from sheqi_desktop.operations.enrol_station import accept_approval, add_colleague, set_up_station, write_request
from sheqi_desktop.operations.library import Library
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.save_record import Saved, new_draft, save_record, submit
from sheqi_desktop.operations.set_up import Newcomer, set_up_centre
from sheqi_desktop.store.vault import QUICK
from sheqi_desktop.sync import invitation

PASSWORD = "练习用的口令一二三"
LIBRARY = Library()
"""Read once for all tests; nobody changes it."""


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self, moment: str = "2023-06-14T09:00:00") -> None:
        self.moment = datetime.fromisoformat(moment).replace(tzinfo=COUNTY)
        self.clock = Clock(lambda: self.moment)

    def to(self, moment: str) -> None:
        """Move the hands."""
        self.moment = datetime.fromisoformat(moment).replace(tzinfo=COUNTY)


def a_centre(folder: Path, hands: Hands) -> Desk:
    """Found a county; its root keys lie beside the workspace."""
    people = [
        Newcomer("w-centre-1", "林主任", "center_director", PASSWORD),
        Newcomer("w-centre-2", "何干事", "center_staff", PASSWORD),
    ]
    roots = [(folder / "root-1.key", PASSWORD), (folder / "root-2.key", PASSWORD)]
    folder.mkdir(parents=True, exist_ok=True)
    made = set_up_centre(folder / "centre", people, roots, clock=hands.clock, library=LIBRARY, cost=QUICK)
    return made.desk


@contextmanager
def quick_codes() -> Iterator[None]:
    """Hash the one-time codes of a machine that is enrolled here quickly: nobody has to guess them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invitation, "COST", 1 << 4)
        yield


@quick_codes()
def a_station(
    folder: Path,
    centre: Desk,
    hands: Hands,
    code: str = "411327103",
    slot: str = "A",
    *,
    approved: bool = True,
    supervised: bool = False,
) -> Desk:
    """Enrol one machine of a station by files, with a 站长 (zhang), a 社工 (li) and if asked a 督导 (zhou)."""
    root = open_root_key(folder / "root-1.key", PASSWORD)
    people = [Joining(f"w-{code}-1", "张敏", "station_lead"), Joining(f"w-{code}-2", "李强", "social_worker")]
    people += [Joining(f"w-{code}-3", "周督导", "supervisor")] * supervised
    pack = invite(centre, code, slot, people, folder, root)
    desk = set_up_station(
        folder / f"{code}-{slot}",
        pack.path,
        people[0].worker_id,
        pack.codes[people[0].worker_id],
        PASSWORD,
        fingerprint_read=pack.fingerprint,
        clock=hands.clock,
        library=LIBRARY,
        cost=QUICK,
        opened_on="2022-08-01",
    ).desk
    for one in people[1:]:
        add_colleague(desk, pack.path, one.worker_id, pack.codes[one.worker_id], PASSWORD)
    if approved:
        request = write_request(desk, folder)
        second = "w-centre-2"
        accept_approval(desk, approve(centre, request, desk.machine.fingerprint, second, PASSWORD, folder, root))
    return desk


@quick_codes()
def a_supervisor(
    folder: Path, centre: Desk, hands: Hands, stations: Sequence[str], slot: str = "B", worker: str = "s-1"
) -> Desk:
    """Enrol the computer of a 督导 who is responsible for some stations, by files."""
    root = open_root_key(folder / "root-1.key", PASSWORD)
    unit = centre.library.centre_unit
    joining = [Joining(worker, "周督导", "supervisor", stations=tuple(stations))]
    pack = invite(centre, unit, slot, joining, folder, root)
    desk = set_up_station(
        folder / f"supervisor-{slot}",
        pack.path,
        worker,
        pack.codes[worker],
        PASSWORD,
        fingerprint_read=pack.fingerprint,
        clock=hands.clock,
        library=LIBRARY,
        cost=QUICK,
        opened_on="2022-08-01",
    ).desk
    request = write_request(desk, folder)
    accept_approval(desk, approve(centre, request, desk.machine.fingerprint, "w-centre-2", PASSWORD, folder, root))
    return desk


def put(desk: Desk, kind: str, answers: Mapping[str, Any], *, hand_in: bool = True) -> Saved:
    """Type a form as a worker would, confirm what asks to be looked at again, and save it or hand it in."""
    draft = new_draft(desk, kind)
    for name, value in answers.items():
        draft.answer(name, value)
    if not hand_in:
        return save_record(desk, draft)
    return submit(desk, draft, confirming=[one for one in draft.problems() if one.confirmable])

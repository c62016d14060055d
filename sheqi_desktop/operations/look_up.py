"""Look at what is kept: one record, a list, its history, the same number twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.restricted import may_see, refuse_unseen
from sheqi_desktop.store import log, outbox, records
from sheqi_desktop.store.records import StoredRecord, Wanted


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a record, in words people read."""

    number: int
    when: str
    who: str
    fields: tuple[str, ...]
    change: Change


def get(desk: Desk, record: str, why: str = "查看") -> StoredRecord:
    """Give one record by id or number; raise NotFound, or Restricted for who may not see it.

    Who looked at a 限阅 record, when and why is noted in the journal.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
    return opened(desk, stored, why)


def known(desk: Desk, record: str) -> bool:
    """Tell whether a record with this id is here."""
    with desk.read() as read:
        return records.get(read, record) is not None


def list_records(desk: Desk, wanted: Wanted) -> list[StoredRecord]:
    """Give the records asked for; of restricted ones, where they are asked for, those this person may see."""
    with desk.read() as read:
        found = records.list_records(read, wanted)
    return [one for one in found if may_see(desk, one)]


def history(desk: Desk, record: str) -> list[Step]:
    """Give every step of a record, oldest first: who, when, which answers, why."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        refuse_unseen(desk, stored)
        changes = log.history(read, stored.id)
    return [
        Step(
            number,
            county_moment(change.at).isoformat(timespec="seconds"),
            desk.person_name(change.author),
            () if change.creates else tuple(sorted(change.answers)),
            change,
        )
        for number, change in enumerate(changes, start=1)
    ]


def transport(desk: Desk, found: Sequence[str]) -> dict[str, str]:
    """Say of each record whether it is only here, packed, or received: local / packed / received."""
    with desk.read() as read:
        return outbox.transport(read, list(found))


__all__ = ["Step", "StoredRecord", "Wanted", "get", "history", "known", "list_records", "transport"]

"""Look at what is kept: one record, a list, its history, the same number twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.form import Form
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hidden_numbers import shown_changes, shown_record
from sheqi_desktop.operations.on_its_way import WAY_WORDS, ways
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import StoredRecord, Wanted

_OURS = {
    "status": "状态",
    "moves": "步骤",
    "doc_no": "编号",
    "signed_by": "签批人",
    "signed_at": "签批时间",
    "correction_reason": "更正原因",
    "period_adjust": "结账后调整",
    "settled_by": "中心处理",
}
"""What the program writes beside the answers of a form."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a record, in words people read."""

    number: int
    when: str
    who: str
    fields: tuple[str, ...]
    change: Change
    words: tuple[str, ...] = ()
    """What it changed, as the form asks it."""


def get(desk: Desk, record: str, why: str = "查看") -> StoredRecord:
    """Give one record by id or number; raise NotFound, or Restricted for who may not see it.

    Who looked at a 限阅 record, when and why is noted in the journal; numbers are as this person may read them.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
    return shown_record(desk, opened(desk, stored, why))


def known(desk: Desk, record: str) -> bool:
    """Tell whether a record with this id is here."""
    with desk.read() as read:
        return records.get(read, record) is not None


def list_records(desk: Desk, wanted: Wanted) -> list[StoredRecord]:
    """Give the records asked for; of restricted ones, where they are asked for, those this person may see."""
    with desk.read() as read:
        found = records.list_records(read, wanted)
    return [shown_record(desk, one) for one in found if may_see(desk, one)]


def history(desk: Desk, record: str) -> list[Step]:
    """Give every step of a record, oldest first: who, when, which answers, why.

    Its steps say what the record says: raises NotFound, Restricted, MinorClosed as opening it does.
    """
    stored = get(desk, record, "看经过")
    with desk.read() as read:
        changes = log.history(read, stored.id)
    form = desk.library.form_of(stored.kind, stored.answers)
    return [
        Step(
            number,
            county_moment(change.at).isoformat(timespec="seconds"),
            desk.person_name(change.author),
            () if change.creates else tuple(sorted(change.answers)),
            replace(change, answers=shown_changes(desk, stored, change.answers)),
            _words(form, change),
        )
        for number, change in enumerate(changes, start=1)
    ]


def _words(form: Form, change: Change) -> tuple[str, ...]:
    """Say which questions a step answered as the form asks them; what only the program knows is left out."""
    if change.creates:
        return ("新建",)
    told: dict[str, None] = {}
    for path, value in sorted(change.answers.items()):
        name = path.partition("/")[0]
        if name == VOIDED:
            told["作废" if value else "取消作废"] = None
        elif name in _OURS:
            told[_OURS[name]] = None
        elif name in form:
            told[form.field(name).label] = None
    return tuple(told) or ("其他",)


def transport(desk: Desk, found: Sequence[str]) -> dict[str, str]:
    """Say of each record whether it is only here, packed, or received: local / packed / received."""
    with desk.read() as read:
        return ways(desk, read, found)


__all__ = ["WAY_WORDS", "Step", "StoredRecord", "Wanted", "get", "history", "known", "list_records", "transport"]

"""One 工作移交 as its page shows it: every item and what it lacks, who signed, and what has become open since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.codes_handover import HandoverItem
from sheqi_desktop.domain.records.handover import PARTS, TICKED, missing, signatures, unfinished_words
from sheqi_desktop.domain.trouble import HandoverUnfinished
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.handover_items import Item, handover_state, not_listed, open_items
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

LEAD = "station_lead"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as the page shows it: what it still lacks, '' when it is handed over."""

    id: str
    kind: str
    what: str
    to: str
    lacks: str
    tick: bool
    """A person says it is done, by one key."""
    done: bool


@dataclass(frozen=True, slots=True)
class HandoverFile:
    """Everything the page of one handover says."""

    record: str
    number: str
    name: str
    state: str
    who: tuple[str, str, str]
    on: str
    behalf: str
    items: tuple[ItemLine, ...]
    found: int
    """What is open and not on the list yet."""
    left: str
    """还有{n}项未完成移交, '' when nothing is left."""
    signed: tuple[tuple[str, str, str], ...]
    """(part, who, when; '' where it is not signed)."""
    answers: Mapping[str, Any]
    may: bool
    """Whoever sits here may carry it out."""


def handover_file(desk: Desk, record: str) -> HandoverFile:
    """Read one handover, and look again at what is open.  Raises NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        fresh = fresh_items(desk, read, stored)
        still = still_open(desk, read, stored)
    told, behalf = stored.answers, stored.answers.get("on_behalf") is True
    vocabulary = desk.library.vocabularies["handover_item"]
    signed = signatures(told)
    left = [] if handover_state(stored) == "done" else [*_left(told, still), *(one["what"] for one in fresh)]
    return HandoverFile(
        record=stored.id,
        number=stored.number,
        name=desk.person_name(str(told.get("from_id") or "")),
        state=handover_state(stored),
        who=(
            desk.person_name(str(told.get("from_id") or "")),
            desk.person_name(str(told.get("to_id") or "")),
            desk.person_name(str(told.get("witness_id") or "")) or str(told.get("witness_other") or ""),
        ),
        on=str(told.get("effective_on") or ""),
        behalf=str(told.get("on_behalf_reason") or "") if behalf else "",
        items=tuple(
            ItemLine(
                str(row.get("id")),
                vocabulary.label(row.get("kind")) if row.get("kind") else "",
                str(row.get("what") or ""),
                desk.person_name(str(row.get("to") or "")),
                _lacks(row, behalf, still),
                row.get("kind") in TICKED,
                row.get("done") is True,
            )
            for row in rows(told, "items")
        ),
        found=len(fresh),
        left=unfinished_words(left) if left else "",
        signed=tuple(
            (part, _signer(desk, told, part, row), str(row.get("at") or "")[:16].replace("T", " "))
            if (row := signed.get(part))
            else (part, "", "")
            for part in PARTS
        ),
        answers=told,
        may=desk.role == LEAD,
    )


def _signer(desk: Desk, told: Mapping[str, Any], part: str, row: Mapping[str, Any]) -> str:
    by = str(row.get("by") or "")
    if by == told.get(f"{part}_id"):
        return desk.person_name(by)
    if part == "from" and told.get("on_behalf") is True:
        return f"{desk.person_name(by)}（代）"
    named = str(told.get(f"{part}_id") or "")
    return f"{desk.person_name(named) or told.get('witness_other') or ''}（纸质）"


# ------------------------------------------------------------------------------ what is left
def fresh_items(desk: Desk, read: Read, stored: StoredRecord) -> list[Item]:
    """Give what is open and not on the list."""
    if handover_state(stored) == "done":
        return []
    return not_listed(stored.answers, open_items(desk, read, str(stored.answers.get("from_id") or "")))


def still_open(desk: Desk, read: Read, stored: StoredRecord) -> frozenset[object]:
    """Name what is on the list and open still: a draft that was handed in meanwhile is no longer."""
    if handover_state(stored) == "done":
        return frozenset()
    return frozenset(one["ref"] for one in open_items(desk, read, str(stored.answers.get("from_id") or "")))


def _lacks(row: Mapping[str, Any], behalf: bool, still: frozenset[object]) -> str:
    """Say what an item lacks; a draft that is no longer there, or a team with another 队长, lacks nothing."""
    if row.get("kind") in (HandoverItem.DRAFT, HandoverItem.TEAM) and row.get("ref"):
        if row["ref"] not in still:
            return ""
        if row["kind"] == HandoverItem.DRAFT and not behalf:
            return "由本人提交或放弃"
    return missing(row, behalf)


def _left(told: Mapping[str, Any], still: frozenset[object]) -> list[str]:
    behalf = told.get("on_behalf") is True
    return [str(row.get("what") or "") for row in rows(told, "items") if _lacks(row, behalf, still)]


def refuse_unfinished(desk: Desk, read: Read, stored: StoredRecord) -> None:
    """Raise HandoverUnfinished while anything is left, on the list or not."""
    left = _left(stored.answers, still_open(desk, read, stored))
    left += [one["what"] for one in fresh_items(desk, read, stored)]
    if left:
        raise HandoverUnfinished(why=unfinished_words(left))

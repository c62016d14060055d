"""工作移交: begun with everything found open, signed by three, and carried out in one transaction (domain 17 §8).

What is carried out are the ordinary changes anybody could make one by one: a case is handed over by its own step, a
client and a group get another responsible worker.  Who wrote an old record is never touched.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.checks_handover import SAME_PERSON
from sheqi_desktop.domain.codes_handover import HandoverItem
from sheqi_desktop.domain.records.handover import (
    COMPLETE,
    KIND,
    PARTS,
    SIGN,
    signatures,
    unsigned,
)
from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, WrongFileState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.handover_file import LEAD, fresh_items, refuse_unfinished
from sheqi_desktop.operations.handover_items import (
    by_hand,
    clients_of,
    handover_state,
    open_items,
    with_ids,
)
from sheqi_desktop.operations.save_record import STANDING, Saved, new_draft, save_record
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.store import drafts
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord

REASON_AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, who takes over, who watches, from which day; where the worker is gone already, why."""

    who: str
    to: str
    witness: str
    on: str
    witness_other: str = ""
    on_behalf: str = ""
    """The reason of a 代移交, '' where the worker does it."""


def begin_handover(desk: Desk, leaving: Leaving) -> Saved:
    """Write a 移交清单 with everything of that worker that is open; a draft until it is complete.

    Raises NotYours, WrongFileState when the three are not three, ReasonTooShort, NotFinished.
    """
    _require_lead_or(desk, leaving.who)
    if len({leaving.who, leaving.to, leaving.witness} - {""}) < (3 if leaving.witness else 2):
        raise WrongFileState(why=SAME_PERSON)
    if leaving.on_behalf and len(leaving.on_behalf.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="代移交")
    with desk.read() as read:
        items = with_ids([*open_items(desk, read, leaving.who), *by_hand()], leaving.to)
    told = {
        "from_id": leaving.who,
        "to_id": leaving.to,
        "witness_id": leaving.witness or None,
        "witness_other": leaving.witness_other or None,
        "effective_on": leaving.on,
        "on_behalf": bool(leaving.on_behalf.strip()),
        "on_behalf_reason": leaving.on_behalf.strip() or None,
        "items": items,
    }
    return save_record(desk, new_draft(desk, KIND, told))


def change_item(desk: Desk, record: str, item: str, **said: Any) -> Changes:
    """Fill in what was done about an item (``done``, ``to``, …).  Raises NotYours, WrongFileState."""
    with desk.write() as write:
        stored = _open(desk, write, record)
        row = next((one for one in rows(stored.answers, "items") if one.get("id") == item), None)
        if row is None:
            raise WrongFileState(why="清单上没有这一项，请重新打开。")
        patch = {f"items/{item}/{name}": value for name, value in said.items() if row.get(name) != value}
        if patch:
            _put(desk, write, stored, patch)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def look_again(desk: Desk, record: str) -> int:
    """Put on the list what has become open since it was written; gives how many items came."""
    with desk.write() as write:
        stored = _open(desk, write, record)
        fresh = with_ids(fresh_items(desk, write, stored), str(stored.answers.get("to_id") or ""))
        if fresh:
            _put(desk, write, stored, {f"items/{one['id']}": one for one in fresh})
    desk.step_witness()
    return len(fresh)


def sign_handover(desk: Desk, record: str, part: str, second: Second | None = None, comment: str = "") -> Changes:
    """Sign for one of the three: oneself, a colleague with their own 口令, or what was signed on paper, with a note.

    For whoever left suddenly the 站长 signs, for the reason that is on the list.  Raises HandoverUnfinished, NotYours,
    ReasonTooShort, WrongPassword, WrongFileState.
    """
    from sheqi_desktop.operations.unlock import seat

    hand = desk
    if second is not None and second.worker != desk.me.worker_id:
        taken = seat(desk, second.worker, second.password)
        hand = replace(desk, me=taken.person, signing_seed=taken.signing_seed)
    with hand.write() as write:
        stored = _open(hand, write, record)
        refuse_unfinished(hand, write, stored)
        if part in signatures(stored.answers):
            raise WrongFileState(why=f"{PARTS[part]}已经签过字。")
        named = str(stored.answers.get(f"{part}_id") or "")
        behalf = part == "from" and stored.answers.get("on_behalf") is True
        if hand.me.worker_id != named:
            if hand.role != LEAD:
                raise NotYours(who=PARTS[part], contact="请本人签字，或由站负责人代录纸质签名。")
            if not behalf and len(comment.strip()) < REASON_AT_LEAST:
                raise ReasonTooShort(what="代录纸质签名")
        # A 督导 signs beside the record and hands nothing in (authority); the 站长 does that with the last step.
        _step(hand, write, stored, SIGN + part, comment, confirms=hand.roles != {"supervisor"})
        touched = changes_of(write)
    desk.step_witness()
    return touched


def complete_handover(desk: Desk, record: str) -> Changes:
    """Carry a signed handover out: cases, clients, groups and drafts change hands, in one transaction or not at all.

    The account ends with the effective day: the centre sees it waiting with the next bundle, for only the root key
    changes the roster.  Raises NotYours, HandoverUnfinished, WrongFileState.
    """
    if desk.role != LEAD:
        raise NotYours(who="站负责人", contact="请站负责人来完成移交。")
    with desk.write() as write:
        stored = _open(desk, write, record)
        refuse_unfinished(desk, write, stored)
        if waiting := unsigned(stored.answers):
            raise WrongFileState(why=f"{'、'.join(waiting)}还没有签字。")
        for row in rows(stored.answers, "items"):
            _carry_out(desk, write, stored, row)
        _step(desk, write, desk.stored(write, record), COMPLETE, "", confirms=True)
        desk.note(write, "handover", stored.id, items=len(rows(stored.answers, "items")))
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _open(desk: Desk, read: Read, record: str) -> StoredRecord:
    stored = desk.stored(read, record)
    desk.may_change(stored)
    if stored.kind != KIND or handover_state(stored) == "done":
        raise WrongFileState(why="这份移交已经完成，不能再改。")
    return stored


def _require_lead_or(desk: Desk, worker: str) -> None:
    if desk.place.kind != "station" or (desk.role != LEAD and desk.me.worker_id != worker):
        raise NotYours(who="站负责人或移交人本人", contact="")


# ------------------------------------------------------------------------------ what is written
def _put(desk: Desk, write: Write, stored: StoredRecord, patch: dict[str, Any], reason: str = "") -> None:
    if stored.status in STANDING:
        patch = patch | {"status": "submitted", "signed_by": desk.me.worker_id, "signed_at": _now(desk)}
    desk.append(write, stored.kind, stored.id, stored.heads, patch, reason)


def _step(
    desk: Desk, write: Write, stored: StoredRecord, name: str, comment: str, *, confirms: bool = False, **told: Any
) -> None:
    """Take a step with a file; one that ``confirms`` hands it in as it stands, so the paper shows who signed."""
    row = {
        "id": str(uuid.uuid4()),
        "move": name,
        "on": desk.clock.today().isoformat(),
        "by": desk.me.worker_id,
        "at": _now(desk),
        "comment": comment.strip(),
        **told,
    }
    row = {key: value for key, value in row.items() if value not in (None, "")}
    handed_in = {"status": "submitted", "signed_by": desk.me.worker_id, "signed_at": _now(desk)} if confirms else {}
    said: dict[str, Any] = {f"moves/{row['id']}": row, **handed_in}
    desk.append(write, stored.kind, stored.id, stored.heads, said, comment.strip())


def _carry_out(desk: Desk, write: Write, stored: StoredRecord, row: Mapping[str, Any]) -> None:
    kind, to, ref = row.get("kind"), str(row.get("to") or ""), str(row.get("ref") or "")
    leaver = str(stored.answers.get("from_id") or "")
    why = f"工作移交 {stored.number.partition('-')[2]}"
    if kind == HandoverItem.CASE:
        _step(desk, write, desk.stored(write, ref), "hand_over", why, to_worker=to)
    elif kind in (HandoverItem.HIGH_RISK, HandoverItem.GROUP):
        name = "leader_id" if kind == HandoverItem.GROUP else "worker_id"
        _put(desk, write, desk.stored(write, ref), {name: to}, why)
    elif kind == HandoverItem.CLIENTS:
        named = {str(one.get("ref")) for one in rows(stored.answers, "items") if one["kind"] == HandoverItem.HIGH_RISK}
        for client in clients_of(desk, write, leaver):
            if client.id not in named:
                _put(desk, write, client, {"worker_id": to}, why)
    elif kind == HandoverItem.DRAFT and stored.answers.get("on_behalf") is True:
        _take_draft(desk, write, ref, leaver)


def _take_draft(desk: Desk, write: Write, ref: str, leaver: str) -> None:
    """Give a draft of whoever left suddenly to the 站长, marked with whose it was."""
    mark = f"代移交：原为{desk.person_name(leaver)}的草稿"
    if ref.startswith("draft-"):
        drafts.give_to(write, ref.removeprefix("draft-"), desk.me.worker_id, mark, desk.clock.ms())
        return
    stored = desk.stored(write, ref)
    if not stored.voided and stored.status in ("draft", "returned"):
        desk.append(write, stored.kind, stored.id, stored.heads, {"worker_id": desk.me.worker_id}, mark)


def _now(desk: Desk) -> str:
    return desk.clock.now().isoformat(timespec="seconds")

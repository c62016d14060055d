"""保存 and 提交: what was typed becomes one change in the log, durable before anybody is told.

保存 puts the record into the log in state 草稿: it travels and never counts.  提交 hands it in: it is the author's
电子确认 and carries the author's own signature.  A new record handed in at once is one change, not two.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.attachment import REPLACED, taken_out
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock_doubt import MARK, is_marked
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.records.annotation import SESSION
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import NotFinished, NotYours
from sheqi_desktop.operations import correct
from sheqi_desktop.operations.clock_doubt import in_doubt
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.follow_through import follow_through
from sheqi_desktop.operations.identifiers import single_id, uuid7
from sheqi_desktop.operations.meanwhile import WRITTEN_ELSEWHERE, caught_up
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.session_credits import keep_credits
from sheqi_desktop.operations.session_rights import (
    TYPED,
    belongs_to,
    capability,
    handed_in,
    refuse_credit,
    refuse_new,
    refuse_others,
)
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import drafts, numbers, records
from sheqi_desktop.store.database import Write

STANDING = frozenset({"submitted", "signed", "locked"})
"""States in which a save is a new revision of something already handed in."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A durable save: which record, under which number, and what screens may want to redraw."""

    record: str
    number: str
    changes: Changes
    began: Began = field(default_factory=Began)
    """What a form that goes on being typed goes on from."""
    joined: bool = False
    """Something others had written meanwhile is in it too: a form that stays open should be read again."""


@dataclass(frozen=True, slots=True)
class _Put:
    """One form in a transaction that is not durable yet."""

    record: str
    number: str
    began: Began
    joined: bool = False


def new_draft(desk: Desk, kind: str, answers: Mapping[str, Value] | None = None) -> Draft:
    """Open an empty form of this kind, with its defaults and whatever is known beforehand."""
    form = desk.library.form(kind)
    draft = Draft(form, None, World(desk), new_row_id=lambda: str(uuid.uuid4()))
    for name, value in (answers or {}).items():
        draft.answer(name, value)
    return draft


def draft_of(desk: Desk, record: str) -> Draft:
    """Open a saved record for changing; its facts know what was last saved.  Raises Restricted."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        answers = correct.without_old_reason(read, stored)
    # A record of a kind only a newer program knows can be looked at here, not changed.
    desk.library.form(stored.kind)
    opened(desk, stored, "修改")
    form = desk.library.form_of(stored.kind, stored.answers)
    return Draft(form, answers, World(desk, stored.id), began=Began(stored.heads, answers))


def save_record(desk: Desk, draft: Draft, record: str = "") -> Saved:
    """Put a form into the log; raise NotFinished when the ● fields are not right.

    What others saved since the form was opened stays; raises ChangedMeanwhile for what both answered.
    """
    return _put(desk, draft, record, handing_in=False)


def submit(desk: Desk, draft: Draft, record: str = "", confirming: Iterable[Problem] | None = None) -> Saved:
    """Hand a form in; raise NotFinished when a ● ◐ ▲ field is not right or a 请核对 is not confirmed.

    ``confirming`` are the 请核对 the person has just confirmed with one click each.  Raises ChangedMeanwhile as 保存.
    """
    for problem in confirming or ():
        draft.confirm(problem)
    return _put(desk, draft, record, handing_in=True)


def submit_many(desk: Desk, drafts_: Iterable[Draft]) -> list[Saved]:
    """Hand in many new forms together (a grid of hours): all of them are durable, or none.

    Raises NotFinished for the first that is not right; nothing is written then.
    """
    return put_many(desk, [(draft, True) for draft in drafts_])


def put_many(desk: Desk, given: Iterable[tuple[Draft, bool]]) -> list[Saved]:
    """Save many new forms together, each handed in or kept as 草稿: all of them are durable, or none.

    Raises NotFinished for the first that is not right; nothing is written then.
    """
    wanted = list(given)
    for draft, handing_in in wanted:
        desk.require(capability(desk, draft.form.id, "service.submit" if handing_in else "service.create"))
        _refuse_unfinished(draft, handing_in)
    with desk.write() as write:
        put = [_put_one(desk, write, draft, "", handing_in) for draft, handing_in in wanted]
        touched = changes_of(write)
    desk.step_witness()
    return [_saved(draft, one, touched) for (draft, _), one in zip(wanted, put, strict=True)]


def put_in(desk: Desk, write: Write, draft: Draft) -> tuple[str, str]:
    """Hand in a new form in a transaction that does more; gives its id and number.  Raises NotFinished."""
    _refuse_unfinished(draft, handing_in=True)
    put = _put_one(desk, write, draft, "", handing_in=True)
    return put.record, put.number


def keep_in(desk: Desk, write: Write, draft: Draft) -> str:
    """Keep a new form as 草稿 in a transaction that does more; gives its id.  Raises NotFinished."""
    _refuse_unfinished(draft, handing_in=False)
    return _put_one(desk, write, draft, "", handing_in=False).record


def _put(desk: Desk, draft: Draft, record: str, *, handing_in: bool) -> Saved:
    desk.require(capability(desk, draft.form.id, "service.submit" if handing_in else "service.create"))
    _refuse_unfinished(draft, handing_in)
    with desk.write() as write:
        put = _put_one(desk, write, draft, record, handing_in)
        touched = changes_of(write)
    desk.step_witness()
    return _saved(draft, put, touched)


def _saved(draft: Draft, put: _Put, touched: Changes) -> Saved:
    """Let a form that is durable go on from what was saved."""
    draft.began = put.began
    return Saved(put.record, put.number, touched, put.began, put.joined)


def _refuse_unfinished(draft: Draft, handing_in: bool) -> None:
    problems = draft.blocking("submit" if handing_in else "save")
    if problems:
        raise NotFinished(title=draft.form.title, problems=problems)


def _put_one(desk: Desk, write: Write, draft: Draft, record: str, handing_in: bool) -> _Put:
    if draft.form.single and isinstance(parent := draft.answers.get("parent_id"), str):
        record = single_id(draft.form.id, parent)
    if record and (stored := records.get(write, record)) is not None:
        put = _revise(desk, write, draft, stored, handing_in)
    else:
        put = _create(desk, write, draft, record or uuid7(desk.clock.ms()), handing_in)
    if handing_in:
        follow_through(desk, write, put.record)
    elif draft.form.id == SESSION:
        keep_credits(desk, write, desk.stored(write, put.record))
    for typed in ("", put.record):
        drafts.drop(write, draft.form.id, typed, desk.me.worker_id)
    return put


def _create(desk: Desk, write: Write, draft: Draft, record: str, handing_in: bool) -> _Put:
    answers = draft.kept
    refuse_new(desk, draft.form.id)
    _refuse_signers_words(draft.form, answers)
    typed = dict(answers)
    file = _file_of(desk, write, draft, answers)
    answers |= _envelope(desk, write, draft, answers)
    if file is not None:
        answers = _from_file(file) | answers
        if draft.form.single:
            # Whoever makes the one document of a file first, it says the same: no conflict.
            answers["worker_id"] = file.worker
    if draft.form.restricted or _speaks_of_restricted(write, answers):
        answers["restricted"] = True
    answers["doc_no"] = number = _number(desk, write, draft, answers, file)
    if handing_in:
        answers |= _handed_in(desk)
        if draft.form.id == SESSION:
            answers["supervisor_signed_at"] = answers["signed_at"]
    made = desk.append(write, draft.form.id, record, (), answers)
    return _Put(record, number, Began((made.ref,), typed))


def _revise(desk: Desk, write: Write, draft: Draft, stored: records.StoredRecord, handing_in: bool) -> _Put:
    desk.may_change(stored)
    refuse_credit(stored.kind)
    if stored.kind in TYPED:
        refuse_others(desk, stored)
    elif stored.status != "draft":
        # Nobody but its author or responsible worker rewrites what was handed in; the 站长 may (domain 10 §4).
        desk.require(capability(desk, stored.kind, "service.correct"), stored)
    if handing_in and stored.kind not in TYPED:
        desk.require(capability(desk, stored.kind, "service.submit"), stored)
    typed = dict(draft.kept)
    whole = caught_up(desk, write, draft, stored)
    if joined := whole is not draft:
        _refuse_unfinished(whole, handing_in)
    correct.refuse_without_reason(write, stored, whole.answers)
    patch = _patch(whole, stored)
    _refuse_signers_words(draft.form, patch)
    if is_marked(stored.answers) and not in_doubt(write, desk.clock):
        patch[MARK] = None
    if stored.kind == SESSION:
        patch |= handed_in(desk, stored, patch, handing_in, _moment(desk))
    elif handing_in or stored.status in STANDING:
        patch |= _handed_in(desk) | dict(correct.until_signed(write, stored))
        if stored.answers.get("lead_signed_by"):
            # What the 站长 signed was the version before.
            patch |= {"lead_signed_by": None, "lead_signed_at": None}
    if stored.status != "draft" and (gone := taken_out(patch, stored.answers)):
        # Another photo is another version: a 必改 about the old one is answered by it.
        patch[REPLACED] = list(gone)
    heads = stored.heads
    if patch:
        reason = str(whole.answers.get("correction_reason") or "")
        heads = (desk.append(write, stored.kind, stored.id, stored.heads, patch, reason).ref,)
    # What others wrote is not in the form that goes on being typed: it counts as not seen.
    return _Put(stored.id, stored.number, Began(() if joined else heads, typed), joined)


def _patch(draft: Draft, stored: records.StoredRecord) -> dict[str, Value]:
    # A form that was opened before its record had number and station does not take them back.
    patch = {
        name: value
        for name, value in draft.patch_since(stored.answers).items()
        if (value is not None or name.partition("/")[0] in draft.form)
        and name not in WRITTEN_ELSEWHERE
        # What a signer said is not taken back by a question that is no longer asked.
        and not (value is None and name in draft.form.signer_answers)
    }
    return patch if draft.form.version == stored.form else patch | {"_form": draft.form.version}


def _refuse_signers_words(form: Form, said: Mapping[str, Value]) -> None:
    """Refuse an author's answer to what the form leaves to its signer (domain 10 §4); raise NotYours."""
    told = next((name for name in form.signer_answers if said.get(name) is not None), None)
    if told is not None:
        who = "、".join(ROLE_NAMES[role] for role in form.sign_off)
        label = form.field(told).label if told in form else told
        raise NotYours(who=who, contact=f"“{label}”由签批的人填写，请空着提交。")


def _envelope(desk: Desk, write: Write, draft: Draft, answers: Mapping[str, Value]) -> dict[str, Any]:
    own: dict[str, Any] = {
        "station_code": belongs_to(desk, draft.form.id, answers),
        "entered_at": _moment(desk),
        "entered_by": desk.me.worker_id,
        "worker_id": answers.get("worker_id") or desk.me.worker_id,
        "status": "draft",
        "_form": draft.form.version,
        "source": answers.get("source") or "screen",
    }
    if answers.get("late_reason"):
        own["late_entry"] = True
    if in_doubt(write, desk.clock):
        own[MARK] = True
    return own


def _handed_in(desk: Desk) -> dict[str, Any]:
    return {"status": "submitted", "signed_by": desk.me.worker_id, "signed_at": _moment(desk)}


def _file_of(desk: Desk, write: Write, draft: Draft, answers: Mapping[str, Value]) -> records.StoredRecord | None:
    """Give the file a document belongs to; it must be here, ours and not void."""
    parent = answers.get("parent_id")
    if not draft.form.belongs_to or not isinstance(parent, str):
        return None
    file = desk.stored(write, parent)
    desk.may_change(file)
    return file


def _from_file(file: records.StoredRecord) -> dict[str, Value]:
    """Give what a document has from its file: whose it is, and whether only named people may see it."""
    own: dict[str, Value] = {"client_id": file.client} if file.client else {}
    return own | ({"restricted": True} if file.restricted else {})


def _speaks_of_restricted(write: Write, answers: Mapping[str, Value]) -> bool:
    """Tell whether a record follows from a 限阅 one: a referral out of a crisis is as secret as the crisis."""
    source = answers.get("from_ref")
    found = records.get(write, source) if isinstance(source, str) else None
    return found is not None and found.restricted


def _number(
    desk: Desk, write: Write, draft: Draft, answers: Mapping[str, Value], file: records.StoredRecord | None
) -> str:
    typed = answers.get("doc_no")
    if isinstance(typed, str) and typed:
        numbers.take_reserved(write, typed, desk.place.slot)
        return typed
    if file is not None:
        return numbers.next_in_file(write, file.number, draft.form.suffix)
    if not draft.form.number:
        return ""
    day = str(answers.get("service_date") or answers.get("opened_on") or desk.clock.today().isoformat())
    return numbers.next_number(write, desk.station, draft.form.number, int(day[:4]), desk.place.slot)


def _moment(desk: Desk) -> str:
    return desk.clock.now().isoformat(timespec="seconds")

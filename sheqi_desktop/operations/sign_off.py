"""签批 and 退回: who is named by the form signs what somebody else handed in.

One signature after the other: the 站长 before the 督导 where a form names both.
Nobody signs what they handed in themselves; where the 站长 is the author, the 督导 signs in that place too (domain 10
§3).  What a 督导 signs or hands back is kept as their decision about that version too (``verdict_rows``), and no 必改
may be open then (14 §5).

Hours of voluntary service may be verified by the 队长 of the team too, and never by who served (06 §4).
"""

from __future__ import annotations

from collections.abc import Mapping

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.lifecycle import RETURNED, SIGNED, SUBMITTED, why_not
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.records.hour_verifier import AS, TEAM_LEADER
from sheqi_desktop.domain.records.volunteer import HOUR
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import NotFinished, NothingToSign, NotYours, OwnRecord, ReasonTooShort, WrongState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.hour_verifiers import verifier
from sheqi_desktop.operations.meanwhile import refuse_unseen_change
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.operations.verdict_rows import keep_verdict, refuse_to_sign, say_must
from sheqi_desktop.operations.world import World
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord

LEAD, SUPERVISOR = "station_lead", "supervisor"
REASON_AT_LEAST = 5


def next_signer(desk: Desk, form: Form, answers: Answers) -> str:
    """Give the role whose signature comes next, '' for a form nobody signs."""
    signers = form.signers(answers)
    if not signers:
        return ""
    author = _roles(desk, str(answers.get("signed_by") or ""), str(answers.get("station_code") or desk.station))
    waiting = [role for role in signers if role != LEAD or (LEAD not in author and not _lead_signed(answers))]
    return waiting[0] if waiting else SUPERVISOR


def _roles(desk: Desk, worker: str, unit: str) -> frozenset[str]:
    """Give the roles somebody holds today at the station a record belongs to, wherever this desk stands."""
    person, today = desk.book.newest.person(worker), desk.clock.today().isoformat()
    posts = [one for one in (person.roles if person else ()) if one.unit == unit]
    return frozenset(one.role for one in posts if (one.since or today) <= today <= (one.until or today))


def _lead_signed(answers: Answers) -> bool:
    return bool(answers.get("lead_signed_by"))


def may_sign(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether the person at this desk may sign or return this record now."""
    form = desk.library.form_of(stored.kind, stored.answers)
    signer = next_signer(desk, form, stored.answers)
    own = stored.answers.get("signed_by") == desk.me.worker_id
    return stored.status == SUBMITTED and not stored.voided and not own and signer in roles_at(desk, stored.station)


def sign(
    desk: Desk, record: str, note: str = "", decided: Mapping[str, Value] | None = None, seen: Began | None = None
) -> Changes:
    """Sign a record that was handed in; ``decided`` are the answers the form leaves to the signer.

    ``seen`` is the record as the signer looked at it.  Raises WrongState, NothingToSign, NotYours, OwnRecord,
    OwnHours, ChangedUnseen, and NotFinished when what the signature needs is missing.
    """
    with desk.write() as write:
        sign_in(desk, write, record, note, decided, seen)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def sign_in(
    desk: Desk,
    write: Write,
    record: str,
    note: str = "",
    decided: Mapping[str, Value] | None = None,
    seen: Began | None = None,
    which: str = "",
) -> None:
    """Sign one record in a transaction that may sign many, of which ``which`` names it; raises what ``sign`` raises."""
    stored, form, signer = _to_sign(desk, write, record, "签批", "sign")
    refuse_unseen_change(desk, write, stored, seen, "签批", which)
    if signer == SUPERVISOR:
        refuse_to_sign(desk, write, stored)
    draft = Draft(form, stored.answers, World(desk, stored.id, write))
    given = {name: value for name, value in (decided or {}).items() if name in form.signer_answers}
    for name, value in given.items():
        draft.answer(name, value)
    signers = form.signers(draft.kept)
    last = signer in (signers[-1], TEAM_LEADER) or (signer == SUPERVISOR and SUPERVISOR not in signers)
    if last and (problems := draft.blocking("sign")):
        raise NotFinished(title=form.title, problems=problems)
    patch: dict[str, Value] = {name: draft.kept.get(name) for name in given}
    at = desk.clock.now().isoformat(timespec="seconds")
    if last:
        patch |= {"status": SIGNED, "approved_by": desk.me.worker_id, "approved_at": at}
        if signer == TEAM_LEADER or stored.answers.get(AS):
            patch[AS] = TEAM_LEADER if signer == TEAM_LEADER else None
    else:
        patch |= {"lead_signed_by": desk.me.worker_id, "lead_signed_at": at}
    if note.strip():
        patch["approval_note"] = note.strip()
    desk.append(write, stored.kind, stored.id, stored.heads, patch)
    if last and signer == SUPERVISOR:
        keep_verdict(desk, write, stored, VerdictCode.SIGNED, note)


def return_(desk: Desk, record: str, note: str, seen: Began | None = None) -> Changes:
    """Hand a record back to its author, saying what must be changed; what was signed before stays valid.

    What a 督导 says so stands as a 必改 about the whole document, where none is open.  ``seen`` is the record as it was
    looked at.  Raises ReasonTooShort, WrongState, NothingToSign, NotYours, OwnRecord, ChangedUnseen.
    """
    with desk.write() as write:
        return_in(desk, write, record, note, seen)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def return_in(desk: Desk, write: Write, record: str, note: str, seen: Began | None = None) -> None:
    """Hand one record back in a transaction that does more; raises what ``return_`` raises."""
    if len(note.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="退回")
    stored, _, signer = _to_sign(desk, write, record, "退回", "return")
    refuse_unseen_change(desk, write, stored, seen, "退回")
    if signer == SUPERVISOR:
        say_must(desk, write, stored, note)
    patch = {"status": RETURNED, "return_note": note.strip()}
    desk.append(write, stored.kind, stored.id, stored.heads, patch, note.strip())
    if signer == SUPERVISOR:
        keep_verdict(desk, write, stored, VerdictCode.RETURNED, note)


def _to_sign(desk: Desk, read: Read, record: str, words: str, step: str) -> tuple[StoredRecord, Form, str]:
    stored = desk.stored(read, record)
    form = desk.library.form_of(stored.kind, stored.answers)
    signer = next_signer(desk, form, stored.answers)
    if not signer:
        raise NothingToSign(title=form.title)
    if refused := why_not(step, "voided" if stored.voided else stored.status):
        state, hint = refused
        raise WrongState(state=state, step=words, hint=hint)
    if stored.kind == HOUR:
        who = verifier(desk, read)
        who.refuse(stored)
        if step == "sign" and signer not in roles_at(desk, stored.station) and who.as_leader(stored):
            return stored, form, TEAM_LEADER
    if stored.answers.get("signed_by") == desk.me.worker_id:
        raise OwnRecord(title=form.title, step=words, who=ROLE_NAMES[signer])
    if signer not in roles_at(desk, stored.station):
        raise NotYours(
            who=f"{ROLE_NAMES[signer]}或本队队长" if stored.kind == HOUR else ROLE_NAMES[signer],
            contact="请等对方到站或通过数据包办理。",
        )
    return stored, form, signer

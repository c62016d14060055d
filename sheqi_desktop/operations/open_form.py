"""Open a form: a new one with what is known beforehand, a saved one, or one that was half typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.records.annotation import CREDIT, SESSION
from sheqi_desktop.domain.records.case_story import ASSESSMENT, CASE, CLOSURE, EVALUATION, PLAN, REVIEW
from sheqi_desktop.domain.risk import next_due
from sheqi_desktop.domain.staff import may
from sheqi_desktop.operations import correct
from sheqi_desktop.operations.case_lock import case_locks
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hidden_numbers import shown_answers, shown_facts
from sheqi_desktop.operations.identifiers import single_id, uuid7
from sheqi_desktop.operations.meanwhile import behind, settled
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.people import valid_categories
from sheqi_desktop.operations.remembering import remembering
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.session_rights import BY_SESSION, TYPED, capability, not_theirs
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import drafts, records
from sheqi_desktop.store.records import StoredRecord

DATED_TODAY = frozenset({CASE, ASSESSMENT, PLAN, REVIEW, EVALUATION, CLOSURE})
"""Papers mostly written on the day they are dated; a consent carries the day on which it was signed on paper."""

HIDDEN = "号码遮住的记录，只能看"


@dataclass(slots=True)
class OpenForm:
    """A form ready to be typed in."""

    draft: Draft
    record: str
    number: str = ""
    status: str = ""
    """'' while it is not in the log."""
    restored_at: int | None = None
    """When what is shown was kept as a draft; None for a form as it was saved, or a fresh one."""
    read_only: str = ""
    """Why it can only be looked at."""
    voided: bool = False
    revision: int = 1
    not_mine: str = ""
    """Why this person may go on typing a colleague's draft but not hand it in; '' when they may."""
    correctable: bool = False
    """It is read only because it was signed or its month was closed: a 更正 opens it."""
    hidden: bool = False
    """Numbers in it are masked: it is only looked at, and printed as it was saved."""
    locked: bool = False
    """It lies in a closed case: nobody voids it any more."""


def open_form(
    desk: Desk,
    kind: str,
    record: str = "",
    known: Mapping[str, Value] | None = None,
    correcting: str = "",
    why: str = "打开表单",
) -> OpenForm:
    """Open a form of a kind; a half-typed draft of the same record wins over what was saved.

    ``correcting`` is the reason of a 更正: it opens what was signed, or what counts in a closed month.  Whoever opens
    a 限阅 record is noted with the reason ``why``.  Raises NotFound, and Restricted for a 限阅 record of others.
    """
    parent = (known or {}).get("parent_id")
    if not record and isinstance(parent, str) and desk.library.form(kind).single:
        record = single_id(kind, parent)
    with desk.read() as read:
        stored = records.get(read, record) if record else None
        kept = drafts.get(read, kind, record, desk.me.worker_id) if record else None
        fixed = fixed_reason(desk, stored) if stored else ""
        begun = correcting or (str(kept.answers.get(correct.REASON) or "") if kept else "")
        closed = correct.closed_because(read, stored) if stored and not fixed and not begun else ""
        fresh = correct.without_old_reason(read, stored) if stored else {}
        locked = stored is not None and case_locks(read, stored)
    if stored is not None:
        opened(desk, stored, why)
    record = record or uuid7(desk.clock.ms())
    world = shown_facts(desk, remembering(World(desk, record)))
    new_row = lambda: str(uuid.uuid4())  # noqa: E731 - a row id is nothing but a fresh number
    if stored is None:
        draft = Draft(desk.library.form(kind, kept.form_version if kept else None), None, world, new_row)
        for name, value in (kept.answers if kept else {**_defaults(desk, kind), **(known or {})}).items():
            if name in draft.form or name == "parent_id" or kept:
                draft.answer(name, value)
        return OpenForm(draft, record, restored_at=kept.at if kept else None, read_only=desk.only_look)
    form = desk.library.form_of(kind, stored.answers)
    told = shown_answers(desk, stored, fresh)
    hidden = told is not fresh
    fixed = fixed or (HIDDEN if hidden else "")
    use_kept = kept is not None and not fixed and not closed
    draft = Draft(form, told, world, new_row, Began(stored.heads, fresh))
    if use_kept and kept is not None:
        draft = _gone_on(desk, Draft(form, kept.answers, world, new_row, kept.began or Began()), stored)
    if correcting:
        draft.answer(correct.REASON, correcting)
    return OpenForm(
        draft,
        stored.id,
        stored.number,
        stored.status,
        kept.at if use_kept and kept else None,
        fixed or closed,
        stored.voided,
        stored.revision,
        ""
        if fixed or kind in TYPED or desk.allows(capability(desk, kind, "service.submit"), stored)
        else not_mine(desk, stored, "提交"),
        bool(closed) and not hidden and desk.allows("service.correct", stored),
        hidden,
        locked and kind != CASE,
    )


def copy_of(desk: Desk, draft: Draft, record: str) -> Draft:
    """Give a copy of a form as it is now, for a save that runs while the person goes on."""
    return Draft(draft.form, draft.answers, World(desk, record), began=draft.began)


def _gone_on(desk: Desk, kept: Draft, stored: StoredRecord) -> Draft:
    """Give a half-typed form with what others saved meanwhile; what clashes is asked when it is saved."""
    with desk.read() as read:
        joins = behind(desk, read, kept, stored)
    if not joins:
        return kept
    fresh = settled(desk, kept, stored.id)
    return Draft(fresh.form, fresh.answers, kept.facts, lambda: str(uuid.uuid4()), fresh.began)


def fixed_reason(desk: Desk, stored: StoredRecord) -> str:
    """Say why a record can only be looked at, '' when it may be changed."""
    if desk.only_look:
        return desk.only_look
    if stored.voided:
        return f"这条记录已作废：{stored.void_reason or '没有写原因'}"
    if stored.kind == CREDIT:
        return BY_SESSION
    if stored.kind in TYPED:
        return not_theirs(desk, stored)
    if stored.station != desk.station:
        return f"这是{desk.unit_name(stored.station)}的记录，只能看"
    if stored.status != "draft" and may(desk.role, "service.correct") and not desk.allows("service.correct", stored):
        return not_mine(desk, stored, "修改")
    return ""


def not_mine(desk: Desk, stored: StoredRecord, step: str) -> str:
    """Say whose record it is and who takes the step: “这是张敏的记录，由张敏或站负责人提交”."""
    who = desk.person_name(responsible(stored) or stored.author)
    return f"这是{who}的记录，由{who}或站负责人{step}"


def _defaults(desk: Desk, kind: str) -> dict[str, Value]:
    now = desk.clock.now().astimezone(COUNTY)
    today = now.date().isoformat()
    if kind == "visit":
        return {"service_date": today, "start_at": f"{now:%H:%M}", "workers": [desk.me.worker_id]}
    if kind == "client":
        return {"opened_on": today, "worker_id": desk.me.worker_id}
    if kind == "activity":
        return {"host_station": desk.station, "leader_id": desk.me.worker_id, "workers": [desk.me.worker_id]}
    if kind == SESSION:
        return {"session_on": today, "supervisor_id": desk.me.worker_id}
    form = desk.library.form(kind)
    dating = form.dated_by if kind in DATED_TODAY else "service_date"
    return {dating: today} if dating in form else {}


# ------------------------------------------------------------------------------ proposals
@dataclass(frozen=True, slots=True)
class Proposal:
    """What follows from the answers so far: the next day, why, and the telephone to call."""

    next_due: str
    words: str
    phone: str
    risk: int


LEVELS = {3: "高风险", 2: "中风险", 1: "低风险"}


def propose(desk: Desk, answers: Answers) -> Proposal | None:
    """Propose the next visit from the risk level and the categories of a person; None while nobody is chosen."""
    client = answers.get("client_id")
    if not isinstance(client, str):
        return None
    with desk.read() as read:
        person = records.get(read, client)
    if person is None:
        return None
    level = answers.get("risk_level_after")
    risk = level if isinstance(level, int) and not isinstance(level, bool) else person.risk
    day = answers.get("service_date")
    told = shown_answers(desk, person) if may_see(desk, person) else {}
    phone = str(told.get("phone") or told.get("contact2_phone") or "")
    try:
        on = desk.clock.today() if not isinstance(day, str) else desk.clock.today().fromisoformat(day)
    except ValueError:
        on = desk.clock.today()
    due = next_due(on, risk, valid_categories(person.answers, on))
    words = f"{LEVELS.get(risk, '低风险')}：{(due - on).days} 天内，可提前"
    return Proposal(due.isoformat(), words, phone, person.risk)

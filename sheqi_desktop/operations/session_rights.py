"""Who saves what of 督导记录 and 督导计划 by the common 保存 and 提交, and whose a record of supervision is.

A supervisor writes the whole of a session; a supervised worker only the own part of it, and hands in nothing but the
own 确认 (domain 14 §2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.authority_supervision import WORKERS_WORDS
from sheqi_desktop.domain.records.annotation import CREDIT, PLAN, SESSION
from sheqi_desktop.domain.records.incident import INCIDENT
from sheqi_desktop.domain.staff import may
from sheqi_desktop.domain.trouble import NotYours, ReviewRefused
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.sync.circles import SUPERVISED, in_force

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

TYPED = frozenset({SESSION, PLAN})
"""Kinds of supervision that are typed as whole forms."""
WRITES, ANSWERS = "annotation.create", "annotation.reply"
NOT_SIGNED_YET = "督导还没有提交这份记录，提交以后再确认。"
OTHER_STATION = "被督导者换了站，请另写一份督导记录。"
BY_SUPERVISOR = "督导记录由督导填写，社工只填自己的部分。"
BY_SESSION = "学时跟着督导记录走，有出入的请督导改督导记录。"
HANDED_IN = frozenset({"actions"})
"""What may go on after both signed without asking the worker again: what became of the actions."""


def capability(desk: Desk, kind: str, step: str) -> str:
    """Name what the permission table asks of a save of this kind; ``step`` for all that is no supervision.

    An incident everybody may write down, at the centre too; its director closes it (domain 16 §10).
    """
    if kind == INCIDENT:
        return "worklog.own"
    if kind not in TYPED:
        return step
    return WRITES if kind == PLAN or may(desk.role, WRITES) else ANSWERS


def supervised(answers: Answers) -> list[str]:
    """Name the workers a session was held with."""
    told = answers.get("workers")
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def is_supervised(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether the person at this desk is one of those a session was held with."""
    return stored.kind == SESSION and desk.me.worker_id in supervised(stored.answers)


def not_theirs(desk: Desk, stored: StoredRecord) -> str:
    """Say why somebody may only look at a session or a plan, '' for its supervisor and for its workers."""
    if may(desk.role, WRITES):
        return (
            "" if desk.keeps(stored) and is_writer(desk, stored) else f"这是督导{supervisor_of(desk, stored)}的，只能看"
        )
    return "" if is_supervised(desk, stored) else "督导记录由督导填写，只能看"


def is_writer(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether a session or a plan is this supervisor's own; of a plan also whether they set it up."""
    return desk.me.worker_id in (stored.answers.get("supervisor_id"), stored.author)


def supervisor_of(desk: Desk, stored: StoredRecord) -> str:
    """Give the name of the supervisor a session or a plan is of."""
    return desk.person_name(str(stored.answers.get("supervisor_id") or ""))


def refuse_others(desk: Desk, stored: StoredRecord) -> None:
    """Let its supervisor, and to a session its workers, go on with it; raise NotYours."""
    if not (is_writer(desk, stored) if may(desk.role, WRITES) else is_supervised(desk, stored)):
        raise NotYours(who=f"督导{supervisor_of(desk, stored)}", contact=BY_SUPERVISOR)


def units_of(desk: Desk, workers: Iterable[str]) -> set[str]:
    """Give the stations some workers work at today."""
    day = desk.clock.today().isoformat()
    people = [desk.book.newest.person(one) for one in workers]
    return {unit for one in people for role, unit in in_force(one, day) if role in SUPERVISED}


def belongs_to(desk: Desk, kind: str, answers: Answers) -> str:
    """Give the unit a new record belongs to: a session with workers of one station to that station, which then has it.

    One with workers of several stations stays with the supervisor and the centre: no station reads of another's.
    """
    if kind != SESSION:
        return desk.station
    units = units_of(desk, supervised(answers))
    return units.pop() if len(units) == 1 else desk.library.centre_unit


def refuse_credit(kind: str) -> None:
    """Let nobody type 学时 of a session: they follow from it; raise NotYours."""
    if kind == CREDIT:
        raise NotYours(who="督导", contact=BY_SESSION)


def refuse_new(desk: Desk, kind: str) -> None:
    """Let only a supervisor, or the director, begin a session or a plan; raise NotYours."""
    refuse_credit(kind)
    if kind in TYPED and not may(desk.role, WRITES):
        raise NotYours(who="督导", contact=BY_SUPERVISOR)


def handed_in(desk: Desk, stored: StoredRecord, patch: Mapping[str, Value], step: bool, at: str) -> dict[str, Any]:
    """Give what a save of a session adds to what was typed; ``step`` when it is handed in.

    The supervisor's 提交 is their 确认; what they change later takes the worker's back.  The worker's 提交 is the own.
    Raises NotYours, ReviewRefused.
    """
    if not may(desk.role, WRITES):
        return _workers_part(desk, stored, patch, step, at)
    if "workers" in patch and belongs_to(desk, SESSION, patch) != stored.station:
        raise ReviewRefused(why=OTHER_STATION)
    changed = {name.partition("/")[0] for name in patch} - HANDED_IN
    if not step and stored.status == "draft":
        return {}
    added: dict[str, Any] = {}
    if step or changed:
        added = {"status": "submitted", "signed_by": desk.me.worker_id, "signed_at": at, "supervisor_signed_at": at}
    if changed and stored.answers.get("worker_signed_at"):
        added["worker_signed_at"] = None
    return added


def _workers_part(desk: Desk, stored: StoredRecord, patch: Mapping[str, Value], step: bool, at: str) -> dict[str, Any]:
    if not is_supervised(desk, stored) or {name.partition("/")[0] for name in patch} - WORKERS_WORDS:
        raise NotYours(who="督导", contact=BY_SUPERVISOR)
    if not step:
        return {}
    if not stored.answers.get("supervisor_signed_at"):
        raise ReviewRefused(why=NOT_SIGNED_YET)
    return {"worker_signed_at": at}

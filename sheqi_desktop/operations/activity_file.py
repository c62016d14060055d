"""社区活动: 报批, 批准, 退回, 延期, 取消; the record itself is saved, handed in and signed like any other."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.activity_plan import PLAN, last_round, moves_of
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import NotFinished, OwnRecord
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import move
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read

LEAD, SUPERVISOR = "station_lead", "supervisor"
PLAN_TITLE = "活动计划"


def plan_problems(draft: Draft) -> list[Problem]:
    """List what still has to be changed before the plan may be put forward."""
    return [one for one in draft.blocking("submit") if one.field in PLAN and one.code != "activity_plan_is_approved"]


def submit_plan(desk: Desk, record: str) -> Changes:
    """Put the plan forward; raise NotFinished when something of it is missing, WrongFileState."""
    desk.require("service.submit")
    if problems := plan_problems(draft_of(desk, record)):
        raise NotFinished(title=PLAN_TITLE, problems=problems)
    return move(desk, record, "submit_plan", by_lead=True if LEAD in desk.roles else None)


def approve_plan(desk: Desk, record: str, comment: str = "") -> Changes:
    """Approve a plan somebody else put forward: the 站长 for the station, the 督导 for what needs them.

    Raises WrongFileState, NotYours, OwnRecord.
    """
    with desk.read() as read:
        own = _asked_by(desk, read, record) == desk.me.worker_id
    if own:
        raise OwnRecord(title=PLAN_TITLE, step="批准", who=ROLE_NAMES[SUPERVISOR if LEAD in desk.roles else LEAD])
    step = "confirm_plan" if SUPERVISOR in desk.roles and LEAD not in desk.roles else "approve_plan"
    return move(desk, record, step, comment)


def return_plan(desk: Desk, record: str, comment: str) -> Changes:
    """Hand a plan back, saying what must be changed.  Raises WrongFileState, NotYours, ReasonTooShort."""
    return move(desk, record, "return_plan", comment)


def postpone(desk: Desk, record: str, comment: str, to: date | None = None) -> Changes:
    """Put an activity off; it keeps its number and waits for another day, given now or later."""
    with desk.read() as read:
        was = desk.stored(read, record).service_date
    changes = move(desk, record, "postpone", comment, was=was)
    if to is None:
        return changes
    draft = draft_of(desk, record)
    draft.answer("service_date", to.isoformat())
    return save_record(desk, draft, record).changes


def cancel(desk: Desk, record: str, comment: str) -> Changes:
    """Call an activity off for good."""
    return move(desk, record, "cancel", comment)


def _asked_by(desk: Desk, read: Read, record: str) -> str:
    found = records.get(read, record)
    return last_round(moves_of(found.answers)).by if found else ""

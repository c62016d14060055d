"""社区活动: 报批, 批准, 退回, 延期, 取消; the record itself is saved, handed in and signed like any other."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.activity_plan import PLAN, SUBMITTED, last_round, moves_of, plan_state
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import NotFinished, OwnRecord
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import move
from sheqi_desktop.operations.save_record import draft_of, save_record
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

KIND = "activity"
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


def approve_plan(desk: Desk, record: str, comment: str = "", seen: Began | None = None) -> Changes:
    """Approve a plan somebody else put forward: the 站长 for the station, the 督导 for what needs them.

    ``seen`` is the activity as it was looked at.  Raises WrongFileState, NotYours, OwnRecord, ChangedUnseen.
    """
    with desk.read() as read:
        own = _asked_by(desk, read, record) == desk.me.worker_id
    if own:
        raise OwnRecord(title=PLAN_TITLE, step="批准", who=ROLE_NAMES[SUPERVISOR if LEAD in desk.roles else LEAD])
    step = "confirm_plan" if SUPERVISOR in desk.roles and LEAD not in desk.roles else "approve_plan"
    return move(desk, record, step, comment, seen=seen)


def return_plan(desk: Desk, record: str, comment: str, seen: Began | None = None) -> Changes:
    """Hand a plan back, saying what must be changed.

    ``seen`` is the activity as it was looked at.  Raises WrongFileState, NotYours, ReasonTooShort, ChangedUnseen.
    """
    return move(desk, record, "return_plan", comment, seen=seen)


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


def may_approve(desk: Desk, stored: StoredRecord) -> bool:
    """Tell whether an approval of this person is still wanted; of a plan that waits for one."""
    last = last_round(moves_of(stored.answers))
    if last.by == desk.me.worker_id:
        return False
    lead = LEAD in desk.roles and not last.lead
    return lead or (SUPERVISOR in desk.roles and not last.supervisor)


def plans_to_approve(desk: Desk, read: Read) -> list[StoredRecord]:
    """List the plans of this station that wait for the person at this desk."""
    drafts = records.list_records(read, Wanted(KIND, stations=[desk.station], statuses=["draft"]))
    waiting = [one for one in drafts if plan_state(one.answers) == SUBMITTED and one.answers.get("simple") is not True]
    return [one for one in waiting if may_approve(desk, one)]


def asked_on(stored: StoredRecord) -> date | None:
    """Give the day on which a plan was last put forward."""
    asked = [row for row in moves_of(stored.answers) if row.get("move") == "submit_plan"]
    return day(str(asked[-1].get("on") or "")) if asked else None


def _asked_by(desk: Desk, read: Read, record: str) -> str:
    found = records.get(read, record)
    return last_round(moves_of(found.answers)).by if found else ""

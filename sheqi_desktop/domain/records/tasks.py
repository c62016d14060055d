"""What records ask for by a day, kind by kind; the home page lists it among the visits that fall due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.checks_client import UNREACHED
from sheqi_desktop.domain.checks_visit import FAILURES_IN_A_ROW
from sheqi_desktop.domain.clock_doubt import is_marked
from sheqi_desktop.domain.codes import Category, IdMissingReason, RiskLevel
from sheqi_desktop.domain.dates import add_months, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records import (
    activity,
    case_tasks,
    crisis,
    group_tasks,
    referral,
    survey,
    volunteer_tasks,
)
from sheqi_desktop.domain.records.client import closes_file
from sheqi_desktop.domain.task import Task, Tasks

AHEAD = timedelta(days=30)
PAPER_AFTER = timedelta(days=30)
THIS_WEEK = timedelta(days=6)
"""What has no day of its own stands among the things of this week and is never called late."""
_WAITS_FOR_NUMBER = frozenset({IdMissingReason.LOST, IdMissingReason.TO_FOLLOW})
_LEFT_BEHIND = frozenset({Category.LEFT_BEHIND_CHILD, Category.MIGRANT_CHILD})


def returned(documents: Documents, today: date) -> Iterator[Task]:
    """Ask the author to change what was handed back."""
    for kind in documents.kinds:
        for one in documents.of(kind):
            if one.status == "returned" and not one.voided:
                note = str(one.answers.get("return_note") or "请按批注改好后再提交")
                who = str(one.answers.get("signed_by") or one.author)
                yield Task(one.id, kind, one.client, today, "已退回", note, who, "去修改", urgent=True)


def promised_on_visits(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for what was promised on a visit and has not been done (跟进事项); a later visit past its day settles it."""
    visits = [one for one in documents.of("visit") if not one.voided]
    last: dict[str, str] = {}
    for one in visits:
        last[one.client] = max(last.get(one.client, ""), one.service_date)
    for one in visits:
        for row in rows(one.answers, "follow_ups"):
            due = day(row.get("due"))
            if due is None or due > today + AHEAD or row.get("done_on"):
                continue
            if one.service_date == last[one.client] or last[one.client] < due.isoformat():
                yield Task(one.id, "visit", one.client, due, "跟进事项", str(row.get("matter") or ""), one.worker)


def high_risk_unreached(documents: Documents, today: date) -> Iterator[Task]:
    """Tell the 站长 of a person at 高风险 whom nobody reached on three days in a row (02 §2)."""
    missed: dict[str, list[Document]] = {}
    for one in sorted(documents.of("visit"), key=lambda each: (each.service_date, each.id)):
        if one.voided or not one.handed_in:
            continue
        reached = one.answers.get("outcome") not in UNREACHED
        missed[one.client] = [] if reached else [*missed.get(one.client, ()), one]
    for one in _active_clients(documents):
        failed = missed.get(one.id, [])
        if len({each.service_date for each in failed}) < FAILURES_IN_A_ROW:
            continue
        if one.answers.get("risk_level") == RiskLevel.HIGH:
            last = failed[-1]
            said = "高风险，已连续3次没联系上，请联系村（居）干部或上门核实"
            due = day(last.service_date) or today
            yield Task(last.id, "visit", one.id, due, "没联系上", said, "", "去看看", urgent=True, for_lead=True)


def dates_to_look_at(documents: Documents, today: date) -> Iterator[Task]:
    """Ask the 站长 to look at the days of what was entered while the computer's date was wrong (17 §11)."""
    for kind in documents.kinds:
        for one in documents.of(kind):
            if is_marked(one.answers) and not one.voided and not one.restricted:
                said = "录入时电脑日期可能不对，请核对日期后再提交一次"
                yield Task(one.id, kind, one.client, today + THIS_WEEK, "日期待核", said, "", "去核对", for_lead=True)


def papers_of_clients(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for the identity number thirty days after the file was opened without one (01 §2)."""
    for one in _active_clients(documents):
        opened = day(one.answers.get("opened_on"))
        if opened is not None and one.answers.get("id_missing_reason") in _WAITS_FOR_NUMBER:
            if opened + PAPER_AFTER <= today:
                said = "建档时没有证件号码，已满30天"
                yield Task(one.id, "client", one.id, today + THIS_WEEK, "补证件号", said, one.worker)


def children_growing_up(documents: Documents, today: date) -> Iterator[Task]:
    """Ask to look at the category of a child thirty days before it ends by age (01 §3)."""
    for one in _active_clients(documents):
        born = day(one.answers.get("birth_date"))
        if born is None:
            continue
        named = {row.get("category") for row in rows(one.answers, "categories") if not day(row.get("end"))}
        for years in [16] * bool(named & _LEFT_BEHIND) + [18] * any(str(code)[:1] == "C" for code in named):
            on = add_months(born, 12 * years)
            if on - AHEAD <= today <= on + AHEAD:
                said = f"该儿童将于{on.isoformat()}满{years}周岁，请核对类别"
                yield Task(one.id, "client", one.id, max(on, today + THIS_WEEK), "核对类别", said, one.worker)


def _active_clients(documents: Documents) -> Iterator[Document]:
    for one in documents.of("client"):
        if not one.voided and not one.restricted and not closes_file(one.answers.get("file_state")):
            yield one


TASKS: tuple[Tasks, ...] = (
    returned,
    promised_on_visits,
    high_risk_unreached,
    dates_to_look_at,
    papers_of_clients,
    children_growing_up,
    case_tasks.cases,
    activity.activities_to_do,
    group_tasks.group_tasks,
    referral.receipts_missing,
    crisis.tasks,
    survey.call_backs,
    survey.complaints_unanswered,
    volunteer_tasks.certificates_to_renew,
)
"""Every kind of task, in no order: the page sorts by day."""


def tasks(documents: Documents, today: date) -> Iterator[Task]:
    """Give everything the records of a station ask for."""
    for asked in TASKS:
        yield from asked(documents, today)

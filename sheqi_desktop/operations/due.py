"""今天要做什么: every next visit that falls due, every task of a record, and what is still half typed.

One list for home page and tour: each row says who, what, why and offers one act.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from sheqi_desktop.domain.codes import RiskLevel, VisitMode
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.records.annotation import ANNOTATION, SUPERVISION
from sheqi_desktop.domain.records.tasks import tasks
from sheqi_desktop.domain.task import Task
from sheqi_desktop.operations.annotation_tasks import annotation_tasks
from sheqi_desktop.operations.crises import clients_in_danger
from sheqi_desktop.operations.day_words import near_moment, short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import asked_back_tasks
from sheqi_desktop.operations.documents import gather
from sheqi_desktop.operations.headline import cut, saying
from sheqi_desktop.operations.hours_due import hour_tasks
from sheqi_desktop.operations.kinds import KINDS, words_of
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.operations.same_person import asked_tasks, twin_tasks
from sheqi_desktop.operations.sessions import session_tasks
from sheqi_desktop.operations.sign_off import LEAD
from sheqi_desktop.store import drafts, records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

Group = Literal["late", "today", "week", "never"]
CALLS = frozenset({int(VisitMode.PHONE), int(VisitMode.VIDEO)})
WEEK = 7
LOOK_BACK = 180
"""Days within which what was promised on a visit is still asked for."""
WHY_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to do: ``kind`` visit, call, draft or task.

    ``record`` is the client to visit, or the record of kind ``form`` to go on with.
    """

    kind: str
    record: str
    form: str
    who: str
    what: str
    why: str
    badge: str
    tone: str
    act: str
    group: Group
    days_late: int = 0
    risk: int = 0
    worker: str = ""
    about: str = ""
    """The client, where the row stands for a record of theirs."""
    annotation: str = ""
    """The annotation that asks for it, and the file its document lies in."""
    file: str = ""

    @property
    def order(self) -> tuple[int, int, int, str]:
        """By days late, then risk, then name; what is urgent comes first, drafts last."""
        return (-self.days_late, -self.risk, {"task": 0, "draft": 2}.get(self.kind, 1), self.who)


@dataclass(frozen=True, slots=True)
class DueList:
    """All rows; the page cuts them to what fits."""

    rows: tuple[DueRow, ...]

    def of(self, *groups: Group, worker: str = "") -> list[DueRow]:
        """Give the rows of some groups, of one worker if named, the most urgent first."""
        found = [row for row in self.rows if row.group in groups and (not worker or row.worker in ("", worker))]
        return sorted(found, key=lambda row: (groups.index(row.group), *row.order))


def due_rows(desk: Desk, ahead: int = WEEK, half_typed: bool = True) -> DueList:
    """List what this station should do now and within a week.

    Visits are named ``ahead`` days before they fall due, forms half typed only if they are wanted.
    """
    today = desk.clock.today()
    with desk.read() as read:
        waiting = _waiting(desk, read, today + timedelta(days=ahead))
        rows = [_visit(desk, read, one, today) for one in waiting if one.next_due]
        rows += [_never(desk, one) for one in waiting if not one.next_due]
        rows += _tasks(desk, read, today, {row.record for row in rows})
        if half_typed:
            rows += [_draft(desk, read, one, today) for one in drafts.all_of(read, desk.me.worker_id)]
    return DueList(tuple(rows))


def _waiting(desk: Desk, read: Read, until: date) -> list[sources.Due]:
    """Give whose next visit falls due; an open crisis makes the risk 高 and the day at most a week off (07 §3)."""
    danger = clients_in_danger(read, [desk.station])
    found = []
    for one in sources.due_list(read, [desk.station]):
        if one.client in danger:
            soonest = danger[one.client].isoformat()
            one = replace(one, risk=int(RiskLevel.HIGH), next_due=min(one.next_due or soonest, soonest))
        if one.next_due <= until.isoformat():
            found.append(one)
    return found


def _visit(desk: Desk, read: Read, due: sources.Due, today: date) -> DueRow:
    on = day(due.next_due) or today
    late = (today - on).days
    last = next(iter(sources.visits_of(read, due.client, 1)), None)
    told = HIDDEN if last is not None and not may_see(desk, last) else _why(last, today)
    call = last is not None and last.answers.get("mode") in CALLS
    village = desk.library.places.village_name(due.village) if due.village else ""
    badge, tone = (
        (f"逾期 {late} 天", "bad") if late > 0 else ("今天", "warn") if late == 0 else (short_day(due.next_due), "info")
    )
    return DueRow(
        kind="call" if call else "visit",
        record=due.client,
        form="visit",
        who=due.name,
        what="・".join(part for part in ("电话访问" if call else "居家探访", village) if part),
        why=told,
        badge=badge,
        tone=tone,
        act="开始记录",
        group="late" if late > 0 else "today" if late == 0 else "week",
        days_late=max(late, 0),
        risk=due.risk,
        worker=due.worker,
    )


def _never(desk: Desk, due: sources.Due) -> DueRow:
    village = desk.library.places.village_name(due.village) if due.village else ""
    return DueRow(
        kind="visit",
        record=due.client,
        form="visit",
        who=due.name,
        what="・".join(part for part in ("首次摸底", village) if part),
        why="建档后还没有探访过",
        badge="还没访过",
        tone="mute",
        act="开始记录",
        group="never",
        risk=due.risk,
        worker=due.worker,
    )


def _tasks(desk: Desk, read: Read, today: date, visiting: set[str]) -> list[DueRow]:
    """Give what the records ask for until the end of the week; what names nobody is told by what it is.

    What was promised on a visit is told in the row of the next one, if it is among those of ``visiting``.
    """
    since = (today - timedelta(days=LOOK_BACK)).isoformat()
    kinds = [kind for kind in KINDS if kind != "visit" and kind not in SUPERVISION]
    stored = sources.of_kinds(read, kinds, [desk.station])
    stored += sources.of_kinds(read, ["visit"], [desk.station], since)
    stored = [one for one in stored if may_see(desk, one)]
    until = today + timedelta(days=WEEK)
    leads = LEAD in desk.roles
    asked = (*tasks(gather(read, stored), today), *hour_tasks(desk, read, stored, today))
    asked += (*asked_back_tasks(stored, today), *asked_tasks(stored, today))
    asked += tuple(twin_tasks(read, desk.station, stored, today))
    asked += tuple(annotation_tasks(desk, read, {one.id: one for one in stored}))
    of_sessions = list(session_tasks(desk, read, today))
    asked += tuple(one for one, _ in of_sessions)
    found = [
        one
        for one in asked
        if one.due <= until
        and (leads or not one.for_lead)
        and (one.kind != "visit" or one.urgent or one.client not in visiting)
    ]
    titles = {one.id: one for one in (*stored, *(session for _, session in of_sessions))}
    return [_task(one, titles.get(one.client) or titles.get(one.record), today) for one in found]


def _task(task: Task, about: StoredRecord | None, today: date) -> DueRow:
    late = (today - task.due).days
    badge, tone = (
        (f"逾期 {late} 天", "bad")
        if late > 0
        else ("今天", "warn")
        if late == 0
        else (short_day(task.due.isoformat(), today), "info")
    )
    name = "限阅" if about is None or about.restricted else about.name or saying(about.kind, about.answers)
    return DueRow(
        kind="task",
        record=task.record,
        form=task.kind,
        who=name or words_of(task.kind).words,
        what=task.what,
        why=cut(task.why),
        badge=badge,
        tone=tone,
        act=task.act,
        group="late" if late > 0 else "today" if late == 0 else "week",
        days_late=max(late, 0),
        risk=4 if task.urgent else about.risk if about is not None else 0,
        worker=task.worker,
        about=task.client,
        annotation=task.annotation,
        file=task.file,
    )


def _draft(desk: Desk, read: Read, kept: drafts.KeptDraft, today: date) -> DueRow:
    return DueRow(
        kind="draft",
        record=kept.record,
        form=kept.form,
        who=draft_name(desk, read, kept),
        what=f"{words_of(kept.form).words}没填完",
        why=f"草稿自动保存于{near_moment(kept.at, today)}",
        badge="今天",
        tone="warn",
        act="继续填写",
        group="today",
        worker=kept.user,
    )


def draft_name(desk: Desk, read: Read, kept: drafts.KeptDraft) -> str:
    """Give the name of the person or the file a half-typed form is about, else what kind of form it is."""
    name = kept.answers.get("name") or kept.answers.get("head_name")
    for about in ("client_id", "parent_id"):
        if not name and isinstance(kept.answers.get(about), str):
            name = _name_of(desk, read, str(kept.answers[about]))
    if not name and kept.form == ANNOTATION:
        name = _name_of(desk, read, kept.record)
    return str(name or words_of(kept.form).words)


def _name_of(desk: Desk, read: Read, record: str) -> str:
    """Give the name a record is known by: its own, its client's (a 个案), or what it says of itself (a 小组)."""
    found = records.get(read, record)
    if found is None or not may_see(desk, found):
        return shown_name(desk, found)
    about = records.get(read, found.client) if found.client and not found.name else None
    return found.name or shown_name(desk, about) or saying(found.kind, found.answers)


def _why(last: StoredRecord | None, today: date) -> str:
    if last is None:
        return "上次的记录不在本机"
    return f"上次 {short_day(last.service_date, today)}：{promise(last.answers) or said(last.answers) or '没有写小结'}"


def promise(answers: dict[str, Any]) -> str:
    """Give what was agreed on a visit: the open follow-ups, shortest first words."""
    rows = [row for row in answers.get("follow_ups") or () if isinstance(row, dict)]
    open_ = [str(row.get("matter") or "") for row in rows if not row.get("done_on")]
    words = "；".join(one for one in open_ if one)
    return f"约定{words}"[:WHY_AT_MOST] if words else ""


def said(answers: dict[str, Any]) -> str:
    """Give the beginning of the summary, up to a full stop."""
    return cut(str(answers.get("summary") or answers.get("outcome_note") or ""), WHY_AT_MOST)

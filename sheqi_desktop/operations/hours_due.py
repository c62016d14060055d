"""What voluntary service asks for on the home page: hours to enter, to hand in, to verify, and overlaps to decide.

即将超期 (domain 06 §4): the ten working days after a service end soon, or ended a short while ago.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sheqi_desktop.domain.records.hour_overlaps import overlaps
from sheqi_desktop.domain.records.volunteer import HOUR, VOLUNTEER
from sheqi_desktop.domain.task import Task
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import gather
from sheqi_desktop.operations.hour_verifiers import verifier
from sheqi_desktop.operations.sign_off import LEAD, may_sign
from sheqi_desktop.operations.verify_hours import SOON, deadline
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

VERIFY, OVERLAPS = "hours_verify", "hour_overlaps"
"""Where such a task is done: the records of service with 审核, and the pairs beside each other."""
NAMING = ("activity", "group_session")
LOOK_BACK = 60
"""Days after which a service nobody entered hours for is not asked for any more."""
THIS_WEEK = timedelta(days=6)


def hour_tasks(desk: Desk, read: Read, stored: Sequence[StoredRecord], today: date) -> Iterator[Task]:
    """Give what the hours among some records ask for; each service once, however many took part."""
    hours = [one for one in stored if one.kind == HOUR and not one.voided]
    yield from _not_handed_in(desk, hours)
    yield from _to_verify(desk, read, hours)
    yield from _not_entered(desk, stored, hours, today)
    yield from _overlapping(desk, read, stored, today)


def _not_handed_in(desk: Desk, hours: Sequence[StoredRecord]) -> Iterator[Task]:
    for one in hours:
        if one.status != "draft" or not one.service_date:
            continue
        line = deadline(desk, str(one.answers.get("title") or ""), date.fromisoformat(one.service_date))
        if line.days_left <= SOON:
            yield Task(one.id, HOUR, "", line.until, "提交服务时长", f"{line.title}还是草稿", one.worker)


def _to_verify(desk: Desk, read: Read, hours: Sequence[StoredRecord]) -> Iterator[Task]:
    """Ask for the verification of a service, whoever may give it."""
    waiting: dict[tuple[str, str], list[StoredRecord]] = {}
    submitted = [one for one in hours if one.status == "submitted" and one.service_date]
    who = verifier(desk, read) if submitted else None
    for one in submitted:
        if who is not None and not who.own_hours(one) and (who.as_leader(one) or may_sign(desk, one)):
            waiting.setdefault((one.service_date, str(one.answers.get("title") or "")), []).append(one)
    for (on, title), found in waiting.items():
        line = deadline(desk, title, date.fromisoformat(on))
        if line.days_left <= SOON:
            why = f"{short_day(on, desk.clock.today())}{title} {len(found)} 条等审核，审核后计入时长"
            yield Task(found[0].id, VERIFY, "", line.until, "审核服务时长", why, "", "去审核")


def _not_entered(
    desk: Desk, stored: Sequence[StoredRecord], hours: Sequence[StoredRecord], today: date
) -> Iterator[Task]:
    """Ask for the hours of an activity or session that names volunteers and has none."""
    linked = {str(one.answers.get("activity_ref") or "") for one in hours}
    told = {(one.service_date, str(one.answers.get("volunteer_id") or "")) for one in hours}
    since, until = (today - timedelta(days=LOOK_BACK)).isoformat(), today.isoformat()
    for one in stored:
        if one.kind not in NAMING or one.voided or one.id in linked or not since <= one.service_date <= until:
            continue
        value = one.answers.get("volunteers")
        named = {who for who in value if isinstance(who, str)} if isinstance(value, list) else set()
        if not named or all((one.service_date, who) in told for who in named):
            continue
        line = deadline(desk, one.name, date.fromisoformat(one.service_date))
        if line.days_left <= SOON:
            why = f"写了 {len(named)} 位志愿者，还没登记服务时长"
            yield Task(one.id, one.kind, "", line.until, "登记志愿时长", why, one.worker)


def _overlapping(desk: Desk, read: Read, stored: Sequence[StoredRecord], today: date) -> Iterator[Task]:
    """Ask the 站长 which of two services at once counts."""
    if LEAD not in desk.roles:
        return
    found = gather(read, [one for one in stored if one.kind in (HOUR, VOLUNTEER)])
    for pair in overlaps(found):
        if not pair.decided:
            person = found.get(str(pair.waiting.counted.get("volunteer_id") or ""))
            name = str(person.answers.get("name") or "") if person else ""
            why = f"{name}{short_day(pair.waiting.service_date, today)}有两条服务记录时间重叠"
            yield Task(pair.waiting.id, OVERLAPS, "", today + THIS_WEEK, "核定重叠时长", why, "", "去核定")

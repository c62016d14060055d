"""What annotations ask a station to do: a 必改 within a week of its arrival, a 风险提醒 the very day (14 §4, §8).

A 风险提醒 on a document about a minor also asks whether a 强制报告 is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.dates import county_day_of
from sheqi_desktop.domain.task import Task
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER
from sheqi_desktop.operations.crises import CRISIS
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.minors import minor_of
from sheqi_desktop.operations.remarks import file_of, remarks_at
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.operations.station_threads import ANSWER_WITHIN, came_of
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

CHECK_REPORT = "未成年人有风险，要不要强制报告"
_WHAT = {AnnotationKind.MUST: "必改批注没改", AnnotationKind.RISK: "风险提醒没处理"}


def annotation_tasks(desk: Desk, read: Read, stored: Mapping[str, StoredRecord]) -> Iterator[Task]:
    """Name what waits, a task for each document; of a 风险提醒 the 站长 is told too."""
    here = remarks_at(read, [desk.station])
    asked = [one for one in here.annotations.values() if one.kind in _WHAT]
    waits = [one for one in asked if here.thread(one).state in WAITS_FOR_WORKER]
    if not waits:
        return
    came = came_of(read, here.rows)
    missing = {one.anchor.document for one in waits} - stored.keys()
    targets = {**stored, **records.get_many(read, missing)}
    for one in waits:
        target = targets.get(one.anchor.document)
        if target is None or not may_see(desk, target):
            continue
        kind = AnnotationKind(one.kind)
        arrived = county_day(came[one.id])
        risk = kind == AnnotationKind.RISK
        due = arrived if risk else arrived + timedelta(days=ANSWER_WITHIN)
        told = (target.id, target.kind, target.client, due, _WHAT[kind], one.body)
        act, urgent, file = "去回复" if risk else "去修改", risk or target.kind == "visit", file_of(target)
        yield Task(*told, responsible(target), act, urgent=urgent, annotation=one.id, file=file)
        if risk:
            yield Task(*told, act="去看", urgent=True, for_lead=True, annotation=one.id, file=file)
            yield from _report_check(desk, read, target, arrived, one.body, stored)


def _report_check(
    desk: Desk, read: Read, target: StoredRecord, due: date, body: str, stored: Mapping[str, StoredRecord]
) -> Iterator[Task]:
    """Ask everybody of the station whether a 强制报告 is due, until somebody began one: it is never put off (07 §3)."""
    child = minor_of(desk, read, target)
    if child is None:
        return
    begun = (one for one in stored.values() if one.kind == CRISIS and one.client == child.id and not one.voided)
    if not any((county_day_of(one.entered_at) or due) >= due for one in begun):
        yield Task("", CRISIS, child.id, due, CHECK_REPORT, body, act="核对报告", urgent=True)

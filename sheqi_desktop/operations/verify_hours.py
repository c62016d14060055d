"""审核志愿服务记录: 站长 or 队长, who neither served nor handed them in, verifies many records at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes import NationalEntry, ServiceQuality
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.records.volunteer import HOUR, timely_share
from sheqi_desktop.domain.trouble import NotFinished
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.hour_verifiers import verifier
from sheqi_desktop.operations.sign_off import may_sign, sign_in
from sheqi_desktop.operations.world import WORKING_DAY_LIMITS, World
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

SOON = 3
"""Working days before the deadline on which a service without a record is 即将超期."""


def verify_hours(
    desk: Desk,
    wanted: Sequence[str],
    quality: ServiceQuality = ServiceQuality.GOOD,
    seen: Mapping[str, Began] | None = None,
) -> Changes:
    """Verify records together: all of them are signed, or none.

    ``seen`` is each record as it was looked at.  Raises WrongState, NotYours, OwnRecord, OwnHours, ChangedUnseen,
    NotFinished as a single signature does.
    """
    decided: dict[str, Value] = {"quality": int(quality), "quality_on": desk.clock.today().isoformat()}
    with desk.write() as write:
        for record in wanted:
            which = _which(desk, write, record)
            sign_in(desk, write, record, decided=decided, seen=(seen or {}).get(record), which=which)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _which(desk: Desk, read: Read, record: str) -> str:
    """Name one of many by its day, its person and its service."""
    stored = desk.stored(read, record)
    named = [short_day(stored.service_date, desk.clock.today()), stored.name, str(stored.answers.get("title") or "")]
    return f"（{'・'.join(one for one in named if one)}）"


def to_verify(desk: Desk) -> list[StoredRecord]:
    """List the records that wait for the signature of the person at this desk, oldest first."""
    wanted = Wanted(HOUR, stations=[desk.station], statuses=["submitted"], order="service_date", descending=False)
    with desk.read() as read:
        found, who = records.list_records(read, wanted), verifier(desk, read)
    return [one for one in found if not who.own_hours(one) and (who.as_leader(one) or may_sign(desk, one))]


# ------------------------------------------------------------------------------ the national system
def waiting_for_national(desk: Desk) -> list[StoredRecord]:
    """待录入全国系统: the verified records that do not stand there yet, oldest first."""
    wanted = Wanted(HOUR, stations=[desk.station], statuses=["signed"], order="service_date", descending=False)
    with desk.read() as read:
        found = records.list_records(read, wanted)
    return [one for one in found if one.answers.get("national_entry") in (None, NationalEntry.WAITING)]


def mark_entered(desk: Desk, wanted: Iterable[str], on: date, project_no: str = "") -> Changes:
    """Write down that records stand in the national system since a day; it changes nothing that was verified.

    Raises NotFinished for a record that belongs to no project: the national system takes hours of projects only.
    """
    desk.require("service.submit")
    said: dict[str, Value] = {"national_entry": int(NationalEntry.ENTERED), "national_on": on.isoformat()}
    said |= {"national_no": project_no.strip()} if project_no.strip() else {}
    with desk.write() as write:
        for record in wanted:
            stored = desk.stored(write, record)
            desk.may_change(stored)
            draft = Draft(desk.library.form_of(HOUR, stored.answers), stored.answers, World(desk, stored.id, write))
            for name, value in said.items():
                draft.answer(name, value)
            asked = {"national_entry", "national_on", "national_no", "project_id"}
            if problems := [one for one in draft.blocking() if one.field in asked]:
                raise NotFinished(title=draft.form.title, problems=problems)
            desk.append(write, HOUR, stored.id, stored.heads, said)
        touched = changes_of(write)
    desk.step_witness()
    return touched


# ------------------------------------------------------------------------------ in time
@dataclass(frozen=True, slots=True)
class Deadline:
    """An activity without hours, and until when they are entered in time."""

    title: str
    on: date
    until: date
    days_left: int
    """Working days; negative once it is over."""
    holidays_known: bool


def in_time(desk: Desk, one: Document) -> bool:
    """Tell whether a record was entered within its ten working days."""
    served, entered = one.service_date, one.entered_at[:10]
    if not served or not entered:
        return False
    return entered <= _deadline(desk, date.fromisoformat(served)).isoformat()


def timely(desk: Desk, written: Sequence[Document]) -> int | None:
    """Give how many of a hundred verified records were entered in time, None while there is none."""
    prompt, all_ = timely_share(written, lambda one: in_time(desk, one))
    return prompt * 100 // all_ if all_ else None


def drafts_running_out(desk: Desk) -> list[tuple[StoredRecord, Deadline]]:
    """即将超期: the records still in 草稿 whose ten working days end soon, the most urgent first."""
    wanted = Wanted(HOUR, stations=[desk.station], statuses=["draft"], order="service_date", descending=False)
    with desk.read() as read:
        found = [one for one in records.list_records(read, wanted) if one.service_date]
    told = [
        (one, deadline(desk, str(one.answers.get("title") or ""), date.fromisoformat(one.service_date)))
        for one in found
    ]
    return [(one, line) for one, line in told if line.days_left <= SOON]


def activities_without_hours(desk: Desk) -> list[Deadline]:
    """还没登记的活动: the station's activities nobody wrote hours for, that of the nearest deadline first."""
    today = desk.clock.today()
    with desk.read() as read:
        held = records.list_records(
            read, Wanted("activity", stations=[desk.station], since=None, until=today.isoformat())
        )
        hours = records.list_records(read, Wanted(HOUR, stations=[desk.station]))
    linked = {str(one.answers.get("activity_ref") or "") for one in hours}
    told = {(one.service_date, str(one.answers.get("title") or "")) for one in hours}
    open_ = [
        deadline(desk, _title(one), date.fromisoformat(one.service_date))
        for one in held
        if one.service_date and one.id not in linked and (one.service_date, _title(one)) not in told
    ]
    return sorted((one for one in open_ if one.days_left >= -SOON * 2), key=lambda one: one.until)


def _title(one: StoredRecord) -> str:
    return str(one.answers.get("name") or one.answers.get("title") or "")


def deadline(desk: Desk, title: str, on: date) -> Deadline:
    """Say until when the hours of a day are entered in time."""
    until, today = _deadline(desk, on), desk.clock.today()
    days = desk.library.working_days
    left, day = 0, min(today, until)
    while day < max(today, until):
        day = days.after(day, 1)
        left += 1
    known = days.unknown_year(on, until) is None
    return Deadline(title, on, until, left if today <= until else -left, known)


def _deadline(desk: Desk, on: date) -> date:
    return desk.library.working_days.after(on, WORKING_DAY_LIMITS[HOUR])

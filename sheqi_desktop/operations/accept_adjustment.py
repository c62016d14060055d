"""已结账月份的补录、更正和作废: what waits for the centre, and its decision, which travels back to the station.

A decision is about one confirmation or void, named by its change; a later correction needs a new one (domain 00 §6).
A client's file belongs to no month; it is asked about where its correction would change visits of a closed one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import VOIDED, Change, Changes
from sheqi_desktop.domain.clock import county_day, county_moment
from sheqi_desktop.domain.standing import ACCEPTED, PENDING, REFUSED, Standing, adjust_ref
from sheqi_desktop.domain.trouble import ReasonTooShort, WrongState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.store import adjustments, records
from sheqi_desktop.store.closes import Closes, closes, standing_of
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.drawn import changed_files, drawn_of, visits_held
from sheqi_desktop.store.history import change
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.source_rows import CLIENT

REASON_AT_LEAST = 5
ADDED, CORRECTED, VOIDED_LATE, RESTORED = "补录", "更正", "作废", "恢复"
STATE_NAMES = {PENDING: "待确认", ACCEPTED: "已确认", REFUSED: "未确认"}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One thing the centre is asked about: which record of whom, what was done after the close, when and why."""

    record: str
    kind: str
    number: str
    station: str
    on: str
    title: str
    what: str
    by: str
    at: str
    days_late: int
    reason: str
    state: str
    note: str


def adjustments_of(desk: Desk, record: str) -> Adjustment | None:
    """Give what waits or was decided about one record, None when its month is not concerned."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        return _adjustment(desk, read, stored, closes(read))


def list_adjustments(desk: Desk, *, decided: bool = False) -> list[Adjustment]:
    """List what waits for the centre, by day of service; with ``decided`` also what it has said.

    The centre sees all stations, a station its own.
    """
    with desk.read() as read:
        return adjustments_in(desk, read, decided=decided)


def adjustments_in(desk: Desk, read: Read, *, decided: bool = False) -> list[Adjustment]:
    """List the same from what one transaction sees: a copy, or what is being brought in."""
    stations = desk.stations
    closed = closes(read)
    files = [client for client, _ in changed_files(read, closed, stations)]
    stored = records.get_many(read, [*adjustments.candidates(read, closed, stations), *files])
    found = [_adjustment(desk, read, one, closed) for one in stored.values()]
    wanted = [one for one in found if one is not None and (decided or one.state == PENDING)]
    return sorted(wanted, key=lambda one: (one.state != PENDING, one.on, one.number, one.record))


def decide(desk: Desk, record: str, accepted: bool, reason: str) -> Changes:
    """Accept or refuse what waits about one record, with a reason of at least five characters.

    Raises NotYours away from the centre, ReasonTooShort, WrongState when nothing waits, NotFound.
    """
    return decide_many(desk, [record], accepted, reason)


def decide_many(desk: Desk, wanted: Iterable[str], accepted: bool, reason: str) -> Changes:
    """Decide about several records with one reason: all of them, or none."""
    desk.require("service.correct_closed")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="确认" if accepted else "不予确认")
    with desk.write() as write:
        closed = closes(write)
        for record in wanted:
            stored = desk.stored(write, record)
            stands = _stands(write, closed, stored).standing
            if stands.waiting is None:
                raise WrongState(state="不需要确认", step="确认", hint="它没有等中心确认的改动。")
            said: dict[str, Value] = {
                "period_adjust": ACCEPTED if accepted else REFUSED,
                "adjust_ref": adjust_ref(stands.waiting),
                "adjust_note": reason.strip(),
            }
            desk.append(write, stored.kind, stored.id, stored.heads, said, reason.strip())
            desk.note(write, "adjust", stored.id, accepted=accepted)
        touched = changes_of(write)
    desk.step_witness()
    return touched


@dataclass(frozen=True, slots=True)
class _Asked:
    """What counts of a record, and the visits of closed months that would change with a client's file."""

    standing: Standing
    days: tuple[str, ...] = ()


def _stands(read: Read, closed: Closes, stored: StoredRecord) -> _Asked:
    if stored.kind != CLIENT:
        return _Asked(standing_of(read, closed, stored.id, stored.station))
    file = drawn_of(read, closed, stored.id, stored.station)
    days = tuple(visits_held(read, stored.station, stored.id, file))
    adjust = ACCEPTED if file.accepted and not file.held else ""
    waiting = file.waiting if days else None
    whole = file.whole
    return _Asked(Standing(whole, whole.confirmed, whole.voided, adjust, waiting, file.decided, late=True), days)


def _adjustment(desk: Desk, read: Read, stored: StoredRecord, closed: Closes) -> Adjustment | None:
    asked = _stands(read, closed, stored)
    stands = asked.standing
    if stands.waiting is None and stands.adjust != ACCEPTED:
        return None
    ref = stands.waiting or stands.whole.counts_since
    step = change(read, ref) if ref else None
    if step is None:
        return None
    state = ACCEPTED if stands.waiting is None else stands.decided or PENDING
    answers = stands.whole.answers
    seen = may_see(desk, stored)
    on = asked.days[0] if asked.days else str((stands.counted or answers).get("service_date") or "")
    return Adjustment(
        record=stored.id,
        kind=stored.kind,
        number=stored.number,
        station=stored.station,
        on=on,
        title=_title(desk, read, stored) if seen else HIDDEN,
        what=_what(stands, step),
        by=desk.person_name(step.author),
        at=county_moment(step.at).isoformat(timespec="minutes"),
        days_late=max((county_day(step.at).toordinal() - _ordinal(desk, on)), 0),
        reason=_reason(desk, asked, step) if seen else HIDDEN,
        state=state,
        note=str(answers.get("adjust_note") or "") if state != PENDING and seen else "",
    )


def _title(desk: Desk, read: Read, stored: StoredRecord) -> str:
    person = records.get(read, stored.client) if stored.client else None
    if person is not None:
        return f"{words_of(stored.kind).short}・{shown_name(desk, person)}"
    return "・".join(one for one in (words_of(stored.kind).short, saying(stored.kind, stored.answers)) if one)


def _what(stands: Standing, step: Change) -> str:
    if VOIDED in step.answers:
        return VOIDED_LATE if step.answers[VOIDED] is True else RESTORED
    return CORRECTED if stands.late or stands.whole.first_confirmed != step.ref else ADDED


def _ordinal(desk: Desk, day: str) -> int:
    try:
        return desk.clock.today().fromisoformat(day).toordinal()
    except ValueError:
        return desk.clock.today().toordinal()


def _reason(desk: Desk, asked: _Asked, step: Change) -> str:
    """Say why it came late: the reason written with it, or chosen for a late entry; of a file, what it changes."""
    if step.reason:
        return step.reason
    if asked.days:
        return f"改了对象类别或出生日期，影响已结账的探访{len(asked.days)}条"
    told = asked.standing.whole.answers.get("late_reason")
    return desk.library.label("late_reason", told) if told is not None else ""

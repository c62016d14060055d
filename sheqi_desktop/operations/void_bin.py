"""已作废: everything that was voided, of every kind, with its reason; nothing is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.change import VOIDED, Change
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.restricted import shown_name
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import StoredRecord, Wanted


@dataclass(frozen=True, slots=True)
class VoidLine:
    """One voided record: what it was, when and by whom it was voided, and why."""

    record: str
    kind: str
    what: str
    number: str
    who: str
    on: str
    reason: str
    by: str
    when: str


def void_bin(desk: Desk, text: str = "") -> list[VoidLine]:
    """List what was voided here, the latest first; ``text`` is looked for in names, numbers and reasons."""
    stations = desk.stations
    with desk.read() as read:
        stored = records.list_records(read, Wanted(None, stations=stations, voided=True, order="changed"))
        people = records.get_many(read, list({one.client for one in stored} - {""}))
        voids = {one.id: _void(log.history(read, one.id)) for one in stored}
    found = [_line(desk, one, people.get(one.client), voids[one.id]) for one in stored]
    typed = text.strip().lower()
    return [one for one in found if any(typed in part.lower() for part in (one.who, one.number, one.reason, one.what))]


def _void(steps: list[Change]) -> Change | None:
    return next((one for one in reversed(steps) if one.answers.get(VOIDED) is True), None)


def _line(desk: Desk, one: StoredRecord, person: StoredRecord | None, void: Change | None) -> VoidLine:
    today = desk.clock.today()
    about = shown_name(desk, person) or one.name or saying(one.kind, one.answers)
    day = county_moment(void.at).date().isoformat() if void is not None else ""
    return VoidLine(
        record=one.id,
        kind=one.kind,
        what=words_of(one.kind).short,
        number=one.number,
        who=about,
        on=near_day(one.service_date, today) if one.service_date else "",
        reason=one.void_reason,
        by=desk.person_name(void.author) if void is not None else "",
        when=near_day(day, today) if day else "",
    )

"""立即报告: whom to call before anything is filled in, what is unreported, and whom a crisis puts at risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sheqi_desktop.catalog.phones import Phone
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes_events import CrisisKind
from sheqi_desktop.domain.records.crisis import alarm_words, found_on, in_danger, unreported
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import gather
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Read

CRISIS = "crisis"
CALL_FIRST = "先打110，再填表。不需要证据确凿，怀疑就要报告。"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A mandatory report that has not reached those who must know; ``record`` is '' for whoever may not open it."""

    record: str
    number: str
    words: str
    found: date


def report_phones(desk: Desk) -> tuple[Phone, ...]:
    """Give the numbers to call, 110 first; they need no form, no file and no network."""
    return desk.library.phones


def first_answers(desk: Desk) -> dict[str, str | int]:
    """Give what an immediate report begins with: a minor, found now."""
    now = desk.clock.now().astimezone(COUNTY).replace(second=0, microsecond=0)
    return {"event_kind": int(CrisisKind.MANDATORY_REPORT), "found_at": now.isoformat()}


def alarms(desk: Desk) -> list[Alarm]:
    """List the unreported mandatory reports of this station (the centre: of all), the oldest first.

    Everybody learns that there is one; only who may see a 限阅 record can open it from here.
    """
    with desk.read() as read:
        stations = desk.stations
        stored = {one.id: one for one in sources.of_kinds(read, [CRISIS], stations)}
        waiting = sorted(unreported(gather(read, stored.values())), key=lambda one: (found_on(one), one.id))
    return [
        Alarm(one.id if may_see(desk, stored[one.id]) else "", one.number, alarm_words(one), found_on(one))
        for one in waiting
    ]


def clients_in_danger(read: Read, stations: list[str] | None) -> dict[str, date]:
    """Give the clients with an open crisis and the day by which each must be seen again.

    Worked out each time from the crises themselves: the file of the person is not touched, so that nothing in it says
    why, and when the crisis is closed the risk is again what the worker judged.
    """
    return in_danger(gather(read, sources.of_kinds(read, [CRISIS], stations)))

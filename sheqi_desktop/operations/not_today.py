"""今天不做: a row of the home page put off by one person until another day; a local fact that never travels.

It changes no due date: what is late stays late, it is only not shown to this person until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.trouble import NotPutOff
from sheqi_desktop.operations.crises import CRISIS
from sheqi_desktop.operations.day_words import short_day, weekday
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import DueList, DueRow
from sheqi_desktop.store import meta

PLACE = "not_today"
LONGEST = 30


@dataclass(frozen=True, slots=True)
class PutOff:
    """A row that waits, and the day it comes back."""

    row: DueRow
    until: date


@dataclass(frozen=True, slots=True)
class Split:
    """What is to be done now, and what this person put off."""

    now: DueList
    later: tuple[PutOff, ...]


def key_of(row: DueRow) -> str:
    """Name a row: another thing to do with the same record is another row."""
    return f"{row.kind}/{row.form}/{row.record}/{row.what}"


def split(desk: Desk, due: DueList) -> Split:
    """Part the rows into those of today and those put off; the order of neither changes."""
    today, waiting = desk.clock.today(), _waiting(desk)
    now, later = [], []
    for row in due.rows:
        until = day(waiting.get(key_of(row), ""))
        if until is not None and until > today and may_wait(row):
            later.append(PutOff(row, until))
        else:
            now.append(row)
    return Split(DueList(tuple(now)), tuple(sorted(later, key=lambda one: one.until)))


def may_wait(row: DueRow) -> bool:
    """Tell whether a row may be put off: somebody in danger may not."""
    return row.form != CRISIS


def put_off(desk: Desk, row: DueRow, until: date) -> date | None:
    """Put a row off until a day, and give the day it stood at before; raise NotPutOff for danger or a past day."""
    today = desk.clock.today()
    if not may_wait(row) or not today < until <= today + timedelta(days=LONGEST):
        raise NotPutOff(what=row.what)
    before = day(_waiting(desk).get(key_of(row), ""))
    _note(desk, row, until)
    return before


def take_back(desk: Desk, row: DueRow, until: date | None = None) -> date | None:
    """Show a row again now, or as it was put off before; gives the day it stood at until now."""
    before = day(_waiting(desk).get(key_of(row), ""))
    _note(desk, row, until)
    return before


def days_to_choose(today: date) -> list[tuple[date, str]]:
    """Give the days a row may wait for, in words: 明天, then the days of two weeks, then the 30th day."""
    found = []
    for number in (*range(1, 15), 21, LONGEST):
        on = today + timedelta(days=number)
        named = {1: "　明天", 2: "　后天"}.get(number, "")
        found.append((on, f"{short_day(on.isoformat(), today)}　{weekday(on)}{named}"))
    return found


def _waiting(desk: Desk) -> Mapping[str, str]:
    with desk.read() as read:
        told: Mapping[str, Mapping[str, str]] = meta.setting(read, PLACE, {})
    return told.get(desk.me.worker_id, {})


def _note(desk: Desk, row: DueRow, until: date | None) -> None:
    today = desk.clock.today().isoformat()
    with desk.write() as write:
        everybody = dict(meta.setting(write, PLACE, {}))
        mine = {key: told for key, told in everybody.get(desk.me.worker_id, {}).items() if told > today}
        mine.pop(key_of(row), None)
        if until is not None:
            mine[key_of(row)] = until.isoformat()
        meta.set_setting(write, PLACE, everybody | {desk.me.worker_id: mine})

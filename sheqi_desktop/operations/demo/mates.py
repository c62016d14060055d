"""赊店镇 with its second laptop: from that day each of the two workers types at their own, and a stick goes between.

What one types about a person, case or activity the other wrote last is typed only once that stick has come; so nobody
writes over anybody, as two people at one desk would see to it.  What both may still do is tried in tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.demo.county_plan import Entry, StationPlan
from sheqi_desktop.operations.demo.supervision import Act
from sheqi_desktop.operations.demo.typist import PLAN_KEY, Typist
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.seal_bundle import seal_bundle

STATION = "411327100"
FIRST, SECOND = "A", "B"
SINCE = date(2023, 8, 1)
"""The day the second laptop came."""
T = TypeVar("T", bound=Entry | Act)
LAST_STICK = 12
"""So many forms of the first machine are typed after the bundle that will come late to the centre."""


def before(entries: Iterable[T]) -> list[T]:
    """Give what was typed while there was one laptop."""
    return [one for one in entries if one.at.date() < SINCE]


def since(entries: Iterable[Entry]) -> list[Entry]:
    """Give what was typed on two."""
    return [one for one in entries if one.at.date() >= SINCE]


class Mates:
    """Two machines of one station, and who of them has seen what of the other."""

    def __init__(self, plan: StationPlan, desks: Mapping[str, Desk], ids: dict[str, str], password: str, stick: Path):
        """Sit down at both."""
        self._plan, self._desks, self._stick = plan, desks, stick
        self._typists = {slot: Typist(desk, plan, password, ids) for slot, desk in desks.items()}
        self._unseen: dict[str, set[str]] = {slot: set() for slot in desks}
        self._last: dict[str, str] = {}
        self.carried = 0
        """How often a stick went from one to the other."""

    def type(self, entry: Entry) -> None:
        """Type a form at the machine of its worker, after the stick with what it is about, if need be."""
        about = {entry.key, *entry.batch, *_named(entry.answers), *_named(entry.batch)}
        slot = self._slot(entry, about)
        if about & self._unseen[slot] or (entry.then == "issue" and self._unseen[slot]):
            self.carry(_other(slot), slot, entry.at)
        self._typists[slot].type(entry)
        written = {entry.key, *entry.batch, str(entry.answers.get("parent_id") or entry.key)}
        self._unseen[_other(slot)] |= written
        self._last.update(dict.fromkeys(written, slot))

    def carry(self, giver: str, taker: str, at: datetime) -> None:
        """Take what one machine wrote to the other, by the 站长's stick, without the centre."""
        for slot in (giver, taker):
            self._typists[slot].sit(self._plan.people[0].id, at)
        made = seal_bundle(self._desks[giver], self._plan.code, self._stick)
        accept_bundle(self._desks[taker], made.path, copy_first=False)
        self._unseen[taker].clear()
        self.carried += 1

    def remember(self) -> None:
        """Keep which record is which of the plan's, on both."""
        for one in self._typists.values():
            one.remember()

    def _slot(self, entry: Entry, about: Iterable[str]) -> str:
        """Say where it is typed: each worker at their own; whoever signs, where it was written last."""
        own = {person.id: slot for person, slot in zip(self._plan.people, (FIRST, SECOND), strict=False)}
        written = [self._last[key] for key in sorted(about) if key in self._last]
        return own.get(entry.worker) or (written[0] if written else FIRST)


def _other(slot: str) -> str:
    return SECOND if slot == FIRST else FIRST


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str) and re.fullmatch(PLAN_KEY, value):
        yield value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _named(inner)

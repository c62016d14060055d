"""逐条查看: every record behind the number of an export, and how far each is on its way: 本机, 已装包, 已收."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_review import going_to
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.on_its_way import WAY_WORDS, ways
from sheqi_desktop.operations.record_list import STATE_WORDS
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.operations.seal_bundle import recipients_of
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

LATEST_RECEIVED = 200
"""How many of the received records are listed: the latest, for looking up whether one arrived."""


@dataclass(frozen=True, slots=True)
class WayLine:
    """One record and where it stands."""

    record: str
    kind: str
    words: str
    icon: str
    who: str
    says: str
    day: str
    change: str
    state: str
    state_tone: str
    way: str
    way_words: str
    way_tone: str
    seen: bool = True
    """Whether the person may open it."""


def way_lines(desk: Desk, to: str) -> list[WayLine]:
    """Give the records a bundle to a unit would carry, then the latest that it has signed for.  Raises NotFound."""
    receivers = recipients_of(desk, to)
    with desk.read() as read:
        new, changed = going_to(desk, read, receivers)
        fresh = {record for ids in new.values() for record in ids}
        moving = fresh | {record for ids in changed.values() for record in ids}
        stored = [*records.get_many(read, sorted(moving)).values()]
        latest = records.list_records(
            read,
            Wanted(stations=[desk.station], order="changed", voided=None, restricted=True, limit=LATEST_RECEIVED),
        )
        arrived = [one for one in latest if one.id not in moving]
        stands = ways(desk, read, [one.id for one in (*stored, *arrived)])
        names = _names(desk, read, [*stored, *arrived])
    stored.sort(key=lambda one: -one.changed_at)
    lines = []
    for one in (*stored, *arrived):
        # Behind the number stands what the receiver has not signed for, whatever somebody else may hold.
        way = stands[one.id] if one.id not in moving or stands[one.id] != "received" else "packed"
        change = ("新增" if one.id in fresh else "修改") if one.id in moving else ""
        lines.append(_line(desk, one, names, way, change))
    return [one for one in lines if one.change or one.way == "received"]


def _names(desk: Desk, read: Read, stored: list[StoredRecord]) -> dict[str, str]:
    found = records.get_many(read, [one.client for one in stored if one.client])
    return {id_: shown_name(desk, one) for id_, one in found.items()}


def _line(desk: Desk, one: StoredRecord, names: dict[str, str], way: str, change: str) -> WayLine:
    today, words, seen = desk.clock.today(), words_of(one.kind), may_see(desk, one)
    state, tone = ("作废", "mute") if one.voided else STATE_WORDS.get(one.status or "", ("", "mute"))
    who = one.name or names.get(one.client or "", "") if seen else HIDDEN
    way_words, way_tone = WAY_WORDS[way]
    return WayLine(
        record=one.id,
        kind=one.kind,
        words=words.words,
        icon=words.icon,
        who=who,
        says=f"{one.number.partition('-')[2] or one.number}　{saying(one.kind, one.answers) if seen else ''}".strip(),
        day=near_day(one.service_date or "", today),
        change=change,
        state=state,
        state_tone=tone,
        way=way,
        way_words=way_words,
        way_tone=way_tone,
        seen=seen,
    )

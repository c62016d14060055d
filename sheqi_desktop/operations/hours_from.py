"""生成志愿服务记录: rows of the hours grid for the volunteers whom an activity or a session of a 小组 names.

The rows are only offered: the person checks and saves them.  Whoever already has hours of that service gets no second
row, however often one asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.conditions_volunteer import end_of_service, overlap
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.volunteer import HOUR, PROJECT, TEAM, VOLUNTEER
from sheqi_desktop.domain.service_time import counted_minutes, hours
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.grid_rows import GridRow
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

TITLE_AT_MOST = 40
SOURCES = frozenset({"activity", "group_session"})
NOT_HELD = "还没举办，举办以后再登记服务时长"


@dataclass(frozen=True, slots=True)
class HoursFrom:
    """What a service asks of the hours grid: the rows still missing, and what has been made of it."""

    record: str = ""
    named: int = 0
    made: int = 0
    waiting: int = 0
    hours: str = "0.0"
    rows: tuple[GridRow, ...] = ()
    team: str = ""
    project: str = ""
    why_not: str = ""

    @property
    def words(self) -> str:
        """Say how far it is."""
        if not self.named:
            return ""
        if self.why_not or not self.made:
            return f"志愿者 {self.named} 人，{self.why_not or '还没登记服务时长'}"
        waits = f"，待审核 {self.waiting} 条" if self.waiting else ""
        return f"志愿者 {self.named} 人，已登记 {self.made} 人 {self.hours} 小时{waits}"


def hours_from(desk: Desk, record: str) -> HoursFrom:
    """Read what an activity or a session asks for; raise NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        said = stored.answers
        value = said.get("volunteers")
        named = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        if stored.kind not in SOURCES or stored.voided or stored.station != desk.station or not named:
            return HoursFrom(record)
        people = records.get_many(read, list(dict.fromkeys(named)))
        on = str(said.get("service_date") or "")
        done = [document(one) for one in sources.related(read, HOUR, "service_date", on)]
        what = _title(read, stored)
        team, project = _team(read, desk, people, on)
        names = Counter(one.name for one in sources.of_kinds(read, [VOLUNTEER], [desk.station]) if not one.voided)
    entered = {one for one in people if any(_covers(hour, one, stored) for hour in done)}
    own = [hour for hour in done if not hour.voided and hour.answers.get("activity_ref") == stored.id]
    missing = [people[one] for one in dict.fromkeys(named) if one in people and one not in entered]
    return HoursFrom(
        stored.id,
        len(people),
        len(entered),
        sum(hour.handed_in and not hour.signed for hour in own),
        hours(sum(counted_minutes(hour.counted) for hour in own)),
        tuple(_row(names, one, said, what, stored.id) for one in missing),
        team,
        project,
        NOT_HELD if not on or on > desk.clock.today().isoformat() else "",
    )


def _row(names: Mapping[str, int], person: StoredRecord, said: Answers, what: str, record: str) -> GridRow:
    tail = f" {person.number.rpartition('-')[2]}" if names.get(person.name, 0) > 1 else ""
    on, start, end, place = (str(said.get(name) or "") for name in ("service_date", "start_at", "end_at", "place"))
    return GridRow(on, person.name + tail, what, start, end, activity_ref=record, place=place)


def _covers(hour: Document, person: str, service: StoredRecord) -> bool:
    """Tell whether a record is this person's of this service, or takes the same time of theirs."""
    if hour.voided or hour.answers.get("volunteer_id") != person:
        return False
    times = {name: service.answers.get(name) for name in ("service_date", "start_at", "end_at")}
    return hour.answers.get("activity_ref") == service.id or overlap(hour.answers, times)


def _title(read: Read, stored: StoredRecord) -> str:
    said = stored.answers
    if stored.kind == "activity":
        return str(said.get("name") or said.get("title") or "")[:TITLE_AT_MOST]
    group = records.get(read, stored.parent) if stored.parent else None
    return "".join((group.name if group else "", str(said.get("topic") or "")))[:TITLE_AT_MOST]


def _team(read: Read, desk: Desk, people: Mapping[str, StoredRecord], on: str) -> tuple[str, str]:
    """Give the team most of them belong to that day, and its one project of that day."""
    size: dict[str, int] = {}
    for team in sources.of_kinds(read, [TEAM], [desk.station]):
        here = sum(_belongs(row, people, on) for row in rows(team.answers, "members"))
        if here and not team.voided:
            size[team.id] = here
    if not size:
        return "", ""
    chosen = max(size, key=lambda one: size[one])
    running = [
        one.id
        for one in sources.related(read, PROJECT, "team_id", chosen)
        if str(one.answers.get("start_on") or "") <= on <= str(one.answers.get("end_on") or "9999")
    ]
    return chosen, running[0] if len(running) == 1 else ""


def _belongs(row: Answers, people: Mapping[str, StoredRecord], on: str) -> bool:
    person = people.get(str(row.get("volunteer_id") or ""))
    if person is None:
        return False
    ended = end_of_service(person.answers)
    left = day(row.get("left_on"))
    return not any(one is not None and one.isoformat() <= on for one in (ended, left))

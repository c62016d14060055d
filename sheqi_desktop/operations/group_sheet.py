"""The sheet of 点名: the members of a group on a day, and every session beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes_group import AttendanceMark
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.group import state_of
from sheqi_desktop.domain.records.group_file import (
    PRESENT,
    GroupFile,
    Member,
    Rate,
    marks_of,
    planned_day,
    was_held,
)
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.group_words import KINDS, TONES, head_line


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One session of the sheet; a planned one has no record and no marks."""

    place: int
    record: str
    on: str
    day_words: str
    marks: Mapping[str, int] = field(default_factory=dict)
    expected: frozenset[str] = frozenset()
    held: bool = False


@dataclass(frozen=True, slots=True)
class SheetMember:
    """One line of the sheet."""

    id: str
    name: str
    age: str
    client: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The members of a group on a day, the other sessions, and where the session being typed stands among them."""

    group: str
    name: str
    state_words: str
    tone: str
    line: str
    planned_words: str
    members: tuple[SheetMember, ...]
    columns: tuple[SheetColumn, ...]
    here: int
    """The place of the session being typed in ``columns``."""
    roster: str = ""

    def rate(self, member: str, marks: Mapping[str, int]) -> Rate:
        """Give the rate of a member, the marks of the session being typed among them."""
        others = [one for one in self.columns if one.held and member in one.expected]
        present = sum(one.marks.get(member) in PRESENT for one in others)
        mine = marks.get(member)
        return Rate(present + (mine in PRESENT), len(others) + (mine is not None))

    def stayed_away(self, marks: Mapping[str, int]) -> list[SheetMember]:
        """Give who was absent this time and the time before: worth a visit."""
        before = next((one for one in reversed(self.columns[: self.here]) if one.held), None)
        away = AttendanceMark.ABSENT
        return [
            one
            for one in self.members
            if before is not None and marks.get(one.id) == away and before.marks.get(one.id) == away
        ]


def attendance_sheet(desk: Desk, group: str, session: str, on: str) -> Sheet:
    """Give the sheet of a session on a day; raise NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, group, "小组")
        papers = documents(read, KINDS, [stored.station])
    found = papers.get(stored.id)
    assert found is not None
    file = GroupFile.among(papers, found)
    today = desk.clock.today()
    state = state_of(file)
    columns, here = _columns(file, session, on, today.isoformat())
    plan = rows(file.group.counted, "sessions")
    minutes = plan[here].get("minutes") if here < len(plan) else None
    return Sheet(
        group=file.group.id,
        name=str(file.group.counted.get("name") or ""),
        state_words=FILES["group"].states[state],
        tone=TONES[state],
        line=head_line(desk, file),
        planned_words=f"计划 {minutes} 分钟" if minutes else "",
        members=tuple(
            SheetMember(one.id, one.name, _age(one, on, today.isoformat()), one.client) for one in file.active(day(on))
        ),
        columns=columns,
        here=here,
        roster=file.roster.id if file.roster else "",
    )


def _age(one: Member, on: str, today: str) -> str:
    years = one.age_on(day(on or today))
    return f"{years} 岁" if years is not None else ""


def _columns(file: GroupFile, session: str, on: str, today: str) -> tuple[tuple[SheetColumn, ...], int]:
    """Put the session being typed among the others by its day, and the planned ones after them."""
    others = [one for one in file.standing if one.id != session]
    here = sum(planned_day(one) < on for one in others) if on else len(others)
    columns = [_column(file, one) for one in others]
    columns.insert(here, SheetColumn(0, session, on, "今天" if on == today else _month_day(on)))
    while len(columns) < file.planned_sessions:
        columns.append(SheetColumn(0, "", "", ""))
    placed = [
        SheetColumn(place, one.record, one.on, one.day_words, one.marks, one.expected, one.held)
        for place, one in enumerate(columns, 1)
    ]
    return tuple(placed), here


def _column(file: GroupFile, one: Document) -> SheetColumn:
    said = one.counted
    on = str(said.get("service_date") or "")
    held = was_held(said)
    marks = marks_of(said) if held else {}
    return SheetColumn(
        0, one.id, on, _month_day(on), marks, frozenset(file.expected(said)) if held else frozenset(), held
    )


def _month_day(on: str) -> str:
    found = day(on)
    return f"{found.month}/{found.day}" if found else ""


def attendance_rows(sheet: Sheet, before: Sequence[Mapping[str, Value]]) -> list[dict[str, Value]]:
    """Give a line for everybody of the group that day, marked as it was; who was marked and is gone since stays."""
    known = {str(row["id"]): row for row in before}
    lines: list[dict[str, Value]] = []
    for one in sheet.members:
        mark = known.get(one.id, {}).get("mark")
        line: dict[str, Value] = {"id": one.id, "name": one.name}
        lines.append(line if mark is None else {**line, "mark": mark})
    here = {one.id for one in sheet.members}
    return lines + [dict(row) for name, row in known.items() if name not in here and row.get("mark") is not None]

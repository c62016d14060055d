"""A 小组 with its roster, sessions and summary: who belongs to it on a day, who came, what is held and what is short.

Plan, checks, paper, ledger, counting and pages all ask this one reading of a group's documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.codes import Category
from sheqi_desktop.domain.codes_group import AttendanceMark, GroupScreening, SessionHappening
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.facts import Facts

PRESENT = frozenset({AttendanceMark.PRESENT, AttendanceMark.LATE, AttendanceMark.LEFT_EARLY})
LEAST_PRESENT = 3
LEAST_SESSIONS = 4


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the roster."""

    id: str
    name: str
    client: str = ""
    gender: Value = None
    birth_year: int | None = None
    category: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    admitted: bool = True

    @property
    def served(self) -> bool:
        """Tell whether this is a 民政服务对象: has a file here, or a category other than 其他群众."""
        return bool(self.client) or (bool(self.category) and self.category != Category.OTHER_PERSON)

    def active_on(self, on: date | None) -> bool:
        """Tell whether the person belonged to the group on a day; the day of leaving still counts."""
        if not self.admitted or on is None:
            return self.admitted
        return (self.joined_on is None or self.joined_on <= on) and (self.left_on is None or on <= self.left_on)

    def age_on(self, on: date | None) -> int | None:
        """Give the years completed in that calendar year: only the year of birth is known."""
        return None if self.birth_year is None or on is None else on.year - self.birth_year


def members_of(answers: Answers) -> list[Member]:
    """Read the rows of a roster."""
    return [
        Member(
            id=str(row["id"]),
            name=str(row.get("name") or ""),
            client=str(row.get("client_id") or ""),
            gender=row.get("gender"),
            birth_year=year if isinstance(year := row.get("birth_year"), int) else None,
            category=str(row.get("category") or ""),
            joined_on=day(row.get("joined_on")),
            left_on=day(row.get("left_on")),
            admitted=row.get("screen_result") in (None, GroupScreening.ADMITTED),
        )
        for row in rows(answers, "members")
    ]


def marks_of(answers: Answers) -> dict[str, int]:
    """Give who was marked how in a session, by the id of the roster line."""
    return {
        str(row["id"]): mark
        for row in rows(answers, "attendance")
        if isinstance(mark := row.get("mark"), int) and not isinstance(mark, bool)
    }


def present_in(answers: Answers) -> int:
    """Count who came: 出席, 迟到 and 早退."""
    return sum(mark in PRESENT for mark in marks_of(answers).values())


def was_held(answers: Answers) -> bool:
    """Tell whether the session took place; postponed and cancelled ones did not."""
    return answers.get("happening") in (None, SessionHappening.HELD)


def planned_day(session: Document) -> str:
    """Give the day that decides the place of a session: a postponed one keeps its number."""
    said = session.counted
    return str(said.get("postponed_from") or said.get("service_date") or "")


@dataclass(frozen=True, slots=True)
class Rate:
    """Marks of presence out of those that were possible."""

    present: int
    possible: int

    @property
    def words(self) -> str:
        """94.4%, cut off after one decimal place; nothing where nobody could come."""
        if not self.possible:
            return ""
        tenths = self.present * 1000 // self.possible
        return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"

    @property
    def whole(self) -> str:
        """67%, rounded, for a narrow column; a dash where nobody could come yet."""
        return f"{(self.present * 200 + self.possible) // (2 * self.possible)}%" if self.possible else "—"


@dataclass(frozen=True, slots=True)
class GroupFile:
    """A group and its documents, void ones left out; sessions in the order of their places."""

    group: Document
    roster: Document | None = None
    sessions: tuple[Document, ...] = ()
    summary: Document | None = None
    members: tuple[Member, ...] = field(default=())

    # ------------------------------------------------------------------------------ gathering
    @classmethod
    def gather(cls, group: Document, papers: Iterable[Document]) -> GroupFile:
        """Read a group from the documents that lie in its file."""
        by_kind: dict[str, list[Document]] = {}
        for one in papers:
            by_kind.setdefault(one.kind, []).append(one)
        roster = next(iter(by_kind.get("group_roster", ())), None)
        summaries = by_kind.get("group_summary", [])
        return cls(
            group=group,
            roster=roster,
            sessions=tuple(sorted(by_kind.get("group_session", ()), key=lambda one: (planned_day(one), one.number))),
            summary=next((one for one in summaries if one.signed), summaries[-1] if summaries else None),
            members=tuple(members_of(roster.answers)) if roster else (),
        )

    @classmethod
    def among(cls, documents: Documents, group: Document) -> GroupFile:
        """Read a group from all documents of a station."""
        return cls.gather(group, documents.under(group.id, "group_roster", "group_session", "group_summary"))

    # ------------------------------------------------------------------------------ sessions
    @property
    def standing(self) -> tuple[Document, ...]:
        """The sessions that have a place in the row: all but the cancelled ones."""
        gone = SessionHappening.CANCELLED
        return tuple(one for one in self.sessions if one.counted.get("happening") != gone)

    @property
    def held(self) -> tuple[Document, ...]:
        """The sessions that took place and were handed in."""
        return tuple(one for one in self.sessions if one.handed_in and was_held(one.counted))

    @property
    def eligible(self) -> tuple[Document, ...]:
        """The sessions that may count: handed in, with at least three present."""
        return tuple(one for one in self.held if present_in(one.counted) >= LEAST_PRESENT)

    @property
    def last_day(self) -> date | None:
        """The day of the last held session."""
        return max((on for one in self.held if (on := day(one.counted.get("service_date")))), default=None)

    @property
    def first_day(self) -> date | None:
        """The day of the first held session."""
        return min((on for one in self.held if (on := day(one.counted.get("service_date")))), default=None)

    @property
    def planned_sessions(self) -> int:
        """How many sessions the plan promises."""
        told = self.group.counted.get("planned_sessions")
        return told if isinstance(told, int) and not isinstance(told, bool) else 0

    def place_of(self, session: str) -> int:
        """Give the 节次 of a session by date, 0 for one that is not in the row."""
        return next((place for place, one in enumerate(self.standing, 1) if one.id == session), 0)

    def place_for(self, on: str, but: str = "") -> int:
        """Give the 节次 a session of that day has or would have."""
        return 1 + sum(bool(on) and planned_day(one) < on for one in self.standing if one.id != but)

    # ------------------------------------------------------------------------------ people
    def active(self, on: date | None) -> list[Member]:
        """Give who belonged to the group on a day, in the order of the roster."""
        return [one for one in self.members if one.active_on(on)]

    def expected(self, answers: Answers) -> set[str]:
        """Give who was expected in a session: everybody active that day, and whoever was marked besides."""
        return {one.id for one in self.active(day(answers.get("service_date")))} | set(marks_of(answers))

    def rate(self, sessions: Sequence[Document] | None = None) -> Rate:
        """Give the rate of attendance over the held sessions."""
        seen = [one.counted for one in (self.held if sessions is None else sessions)]
        return Rate(sum(map(present_in, seen)), sum(len(self.expected(one)) for one in seen))

    def rate_of(self, member: str, sessions: Sequence[Answers] | None = None) -> Rate:
        """Give the rate of one person over the sessions held while they belonged to the group."""
        seen = [one.counted for one in self.held] if sessions is None else sessions
        possible = [marks_of(one).get(member) for one in seen if member in self.expected(one)]
        return Rate(sum(mark in PRESENT for mark in possible), len(possible))

    @property
    def dropouts(self) -> list[Member]:
        """Give who left before the last session."""
        last = self.last_day
        return [one for one in self.members if one.left_on and (last is None or one.left_on < last)]

    @property
    def people(self) -> list[Member]:
        """Give everybody who was taken in."""
        return [one for one in self.members if one.admitted]

    # ------------------------------------------------------------------------------ papers
    @property
    def approved_on(self) -> date | None:
        """The day on which the plan was first signed."""
        return day(self.group.first_signed_at)


def file_of(facts: Facts, group: Value) -> GroupFile | None:
    """Read a group from the world around a form; None if it is not known."""
    if not isinstance(group, str) or not group:
        return None
    found = facts.document(group)
    if found is None:
        return None
    kinds = ("group_roster", "group_session", "group_summary")
    return GroupFile.gather(found, [one for kind in kinds for one in facts.related(kind, "parent_id", group)])

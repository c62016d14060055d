"""What the hours page says beside its grid: a team and its hours, the month, the contract, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.checks_volunteer import TEAM_AT_LEAST
from sheqi_desktop.domain.codes import TeamRole, TeamState
from sheqi_desktop.domain.codes_volunteer import ProjectState
from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.volunteer import HOUR, PROJECT, TEAM, VOLUNTEER, served
from sheqi_desktop.domain.service_time import hours, star_words
from sheqi_desktop.operations.day_words import near_day, short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.grid_rows import Common
from sheqi_desktop.operations.said_names import initials, spoken
from sheqi_desktop.operations.verify_hours import Deadline, activities_without_hours, drafts_running_out, timely
from sheqi_desktop.store import records
from sheqi_desktop.store.records import StoredRecord, Wanted

AWAY_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class TeamName:
    """A team to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the team's card."""

    record: str
    name: str
    remark: str
    hours: str
    stars: str


@dataclass(frozen=True, slots=True)
class Known:
    """A volunteer as the grid completes names: how the name is said, how old, and whether still here."""

    record: str
    name: str
    written: str
    """What is put into the cell: the name, with the end of the number where there are namesakes."""
    spoken: str
    initials: str
    age: str


@dataclass(frozen=True, slots=True)
class HoursPage:
    """Everything the page shows; ``team`` is '' while the station has none."""

    teams: tuple[TeamName, ...] = ()
    team: str = ""
    team_name: str = ""
    size: int = 0
    members: tuple[Member, ...] = ()
    month_hours: str = "0.0"
    month_times: int = 0
    waiting: int = 0
    contract_hours: str = "0.0"
    timely: int | None = None
    missing: tuple[Deadline, ...] = ()
    missing_words: str = ""
    running_out: int = 0
    common: Common = field(default_factory=Common)
    known: tuple[Known, ...] = ()
    projects: tuple[TeamName, ...] = ()
    """The projects of the team that are not over yet."""

    @property
    def enough(self) -> bool:
        """Tell whether the team has its ten."""
        return self.size >= TEAM_AT_LEAST


def hours_page(desk: Desk, team: str = "") -> HoursPage:
    """Read the page of one team, the first that is at work unless one is named."""
    today, stations = desk.clock.today(), [desk.station]
    with desk.read() as read:
        teams = records.list_records(read, Wanted(TEAM, stations=stations, order="number", descending=False))
        people = records.list_records(read, Wanted(VOLUNTEER, stations=stations, order="number", descending=False))
        written = [document(one) for one in records.list_records(read, Wanted(HOUR, stations=stations))]
        projects = records.list_records(read, Wanted(PROJECT, stations=stations, order="number"))
    held = held_hours(Documents([*map(document, people), *written]))
    written = [one for one in written if one.id not in held]
    known = _known(people, today)
    chosen = _chosen(teams, team)
    missing = tuple(activities_without_hours(desk))
    page = {
        "known": known,
        "missing": missing,
        "missing_words": f"{short_day(missing[0].on.isoformat(), today)} {missing[0].title}" if missing else "",
        "running_out": len(drafts_running_out(desk)),
        **_totals(desk, written, today),
    }
    if chosen is None:
        return HoursPage(**page)  # type: ignore[arg-type]
    members = _members(desk, chosen.answers, {one.id: one for one in people}, written, today)
    return HoursPage(
        teams=tuple(TeamName(one.id, one.name) for one in teams),
        team=chosen.id,
        team_name=chosen.name,
        size=len(members),
        members=members,
        projects=tuple(TeamName(one.id, one.name) for one in projects if _open(one, chosen.id)),
        common=_common(desk, chosen, {one.id: one for one in people}),
        **page,  # type: ignore[arg-type]
    )


def _chosen(teams: Sequence[StoredRecord], team: str) -> StoredRecord | None:
    at_work = [one for one in teams if one.answers.get("team_state") == TeamState.ACTIVE]
    named = [one for one in teams if one.id == team]
    return next(iter(named or at_work or teams), None)


def _open(project: StoredRecord, team: str) -> bool:
    closed = project.answers.get("project_state") == ProjectState.FINISHED
    return project.answers.get("team_id") == team and not closed


def _totals(desk: Desk, written: Sequence[Document], today: date) -> dict[str, object]:
    contract, month = desk.library.contract, today.replace(day=1).isoformat()
    since, until = contract.start_date.isoformat(), contract.end_date.isoformat()
    this_month = served([one for one in written if month <= one.service_date <= today.isoformat()])
    whole = served([one for one in written if since <= one.service_date <= until])
    waiting = sum(one.handed_in and not one.signed for one in written)
    return {
        "month_hours": hours(this_month.minutes),
        "month_times": this_month.times,
        "waiting": waiting,
        "contract_hours": hours(whole.minutes),
        "timely": timely(desk, written),
    }


def _members(
    desk: Desk, team: Answers, people: dict[str, StoredRecord], written: Sequence[Document], today: date
) -> tuple[Member, ...]:
    own: dict[str, list[Document]] = {}
    for one in written:
        own.setdefault(str(one.counted.get("volunteer_id") or ""), []).append(one)
    found: dict[str, tuple[int, Member]] = {}
    for row in rows(team, "members"):
        person = people.get(str(row.get("volunteer_id") or ""))
        if person is None or not _belongs(row, person.answers, today):
            continue
        done = served(own.get(person.id, ()))
        role = desk.library.label("team_role", row.get("role")) if row.get("role") != TeamRole.MEMBER else ""
        remark = "・".join(part for part in (role, _last(done.last, today)) if part)
        stars = star_words(done.star_minutes, desk.library.star_hours)
        found.setdefault(person.id, (done.minutes, Member(person.id, person.name, remark, hours(done.minutes), stars)))
    return tuple(member for _, member in sorted(found.values(), key=lambda one: -one[0]))


def _belongs(row: Answers, person: Answers, today: date) -> bool:
    left, ended = day(str(row.get("left_on") or "")), end_of_service(person)
    return not any(one is not None and one <= today for one in (left, ended))


def _last(last: str, today: date) -> str:
    if not last:
        return "还没参加过"
    if today - date.fromisoformat(last) > timedelta(days=AWAY_AFTER_DAYS):
        return f"超过 {AWAY_AFTER_DAYS} 天没参加"
    return near_day(last, today)


def _common(desk: Desk, team: StoredRecord, people: dict[str, StoredRecord]) -> Common:
    leader = people.get(str(team.answers.get("leader") or ""))
    return Common(
        team_id=team.id,
        place=desk.place.name,
        org=f"{desk.place.name}社工站",
        leader=leader.name if leader else desk.me.name,
        recorder=desk.me.name,
    )


def _known(people: Sequence[StoredRecord], today: date) -> tuple[Known, ...]:
    names = [one.name for one in people]
    found = []
    for one in people:
        if (ended := end_of_service(one.answers)) is not None and ended <= today:
            continue
        years = age_on(one.answers.get("birth_date"), today)
        tail = f" {one.number.rpartition('-')[2]}" if names.count(one.name) > 1 else ""
        age = "" if years is None else f"{years} 岁"
        found.append(Known(one.id, one.name, one.name + tail, spoken(one.name), initials(one.name), age))
    return tuple(found)

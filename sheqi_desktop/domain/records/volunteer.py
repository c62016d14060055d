"""From registrations, teams and records of service to the rows that counting reads (domain 06 §7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.codes import ServiceQuality, TeamState
from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.hour_verifier import among_staff, verified_rightly
from sheqi_desktop.domain.records.views import TeamMember, VolunteerHour, VolunteerTeam
from sheqi_desktop.domain.records.volunteer_roll import Roll
from sheqi_desktop.domain.service_time import counted_minutes, whole_minutes

VOLUNTEER, TEAM, PROJECT, HOUR, CERTIFICATE = (
    "volunteer", "volunteer_team", "volunteer_project", "volunteer_hour", "service_certificate",
)  # fmt: skip


# ------------------------------------------------------------------------------ rows for counting
def volunteer_team_rows(documents: Documents) -> list[VolunteerTeam]:
    """Give every team that was handed in."""
    return [
        VolunteerTeam(
            id=one.id,
            doc_no=one.number,
            station_code=one.station,
            founded_on=day(one.counted.get("founded_on")),
            status=_state(one.counted),
            void=one.voided,
        )
        for one in documents.of(TEAM)
        if one.confirmed is not None
    ]


def _state(team: Answers) -> str:
    state = team.get("team_state")
    return TeamState(state).name.lower() if state in tuple(TeamState) else ""


def team_member_rows(documents: Documents) -> list[TeamMember]:
    """Give every membership of those teams, of people who are registered."""
    roll = Roll(documents)
    found = []
    for team in documents.of(TEAM):
        for row in rows(team.confirmed or {}, "members"):
            volunteer = str(row.get("volunteer_id") or "")
            if roll.knows(volunteer):
                found.append(
                    TeamMember(
                        id=str(row["id"]),
                        team_id=team.id,
                        person_id=roll.person(volunteer),
                        joined_on=day(row.get("joined_on")),
                        left_on=roll.left_on(volunteer, day(row.get("left_on"))),
                    )
                )
    return found


def volunteer_hour_rows(documents: Documents) -> list[VolunteerHour]:
    """Give every record of service; one that overlaps an earlier one of the same person waits until it is decided."""
    roll, held = Roll(documents), held_hours(documents)
    staff = among_staff(documents)
    return [
        VolunteerHour(
            id=one.id,
            team_id=team_of(one.counted, documents),
            person_id=roll.person(str(one.counted.get("volunteer_id") or "")),
            service_date=day(one.counted.get("service_date")),
            minutes=counted_minutes(one.counted),
            entered_at=one.entered_at or None,
            confirmed=one.signed and one.id not in held and verified_rightly(one, documents, staff),
            void=one.voided,
        )
        for one in documents.of(HOUR)
        if one.confirmed is not None
    ]


def team_of(hour: Answers, documents: Documents) -> str:
    """Give the one team a record belongs to: its own, or that of its project."""
    project = documents.get(str(hour.get("project_id") or ""))
    return str(hour.get("team_id") or (project.counted.get("team_id") if project else "") or "")


# ------------------------------------------------------------------------------ totals
@dataclass(frozen=True, slots=True)
class Served:
    """The verified service of somebody: how often, how long, and how long for the stars; minutes are rounded."""

    times: int = 0
    minutes: int = 0
    star_minutes: int = 0
    last: str = ""


def served(hours: Sequence[Document]) -> Served:
    """Add up the records that are verified; hours judged 不合格 are kept, and left out of the stars."""
    good = [one for one in hours if one.signed]
    failed = [one for one in good if one.counted.get("quality") == ServiceQuality.FAILED]
    minutes = sum(counted_minutes(one.counted) for one in good)
    return Served(
        times=len(good),
        minutes=minutes,
        star_minutes=minutes - sum(counted_minutes(one.counted) for one in failed),
        last=max((one.service_date for one in good), default=""),
    )


def timely_share(hours: Sequence[Document], in_time: Callable[[Document], bool]) -> tuple[int, int]:
    """Give how many verified records were entered in time, and of how many."""
    good = [one for one in hours if one.signed]
    return sum(map(in_time, good)), len(good)


@dataclass(frozen=True, slots=True)
class People:
    """志愿者人数 and 活跃志愿者 of a span: different persons on the roll at its end, and those who served in it."""

    enrolled: int
    active: int


def people(documents: Documents, since: date, until: date) -> People:
    """Count the persons; somebody registered at two stations is one."""
    roll, enrolled = Roll(documents), set()
    for one in documents.of(VOLUNTEER):
        registered, ended = day(one.counted.get("registered_on")), end_of_service(one.counted)
        if roll.knows(one.id) and registered and registered <= until and (ended is None or until < ended):
            enrolled.add(roll.person(one.id))
    rows = volunteer_hour_rows(documents)
    active = {
        row.person_id
        for row in rows
        if row.confirmed and not row.void and row.minutes and row.service_date and since <= row.service_date <= until
    }
    return People(len(enrolled), len(active))


def lowered_certificates(documents: Documents) -> list[Document]:
    """Find the certificates that say more than the records now do: 通知更换证明."""
    by_volunteer: dict[str, list[Document]] = {}
    held = held_hours(documents)
    for one in documents.of(HOUR):
        if one.id in held:
            continue
        by_volunteer.setdefault(str(one.counted.get("volunteer_id") or ""), []).append(one)
    found = []
    for one in documents.of(CERTIFICATE):
        said = one.answers
        if one.voided or said.get("replaced_by") or one.confirmed is None:
            continue
        since, until = str(said.get("since") or ""), str(said.get("until") or "")
        own = [h for h in by_volunteer.get(str(said.get("volunteer_id") or ""), ()) if since <= h.service_date <= until]
        if served(own).minutes < whole_minutes(said.get("total_minutes")):
            found.append(one)
    return found


ROWS: dict[str, Callable[[Documents], Sequence[Any]]] = {
    "volunteer_team": volunteer_team_rows,
    "team_member": team_member_rows,
    "volunteer_hour": volunteer_hour_rows,
}
COUNTED_KINDS = (VOLUNTEER, TEAM, PROJECT, HOUR)

"""Who may verify an hour of service (domain 06 §4): the 站长, or the 队长 of its team; never who served or entered it.

A worker of the station is known among the volunteers by ``staff_id``.  The same questions are asked at the desk before
the signature, and again when hours are counted, from whatever machine they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.codes import TeamRole
from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.dates import county_day_of, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.volunteer_roll import VOLUNTEER

TEAM_LEADER = "team_leader"
"""Written as ``approved_as`` where the 队长 verified and not the 站长."""
AS = "approved_as"


def registrations(volunteers: Iterable[Document], worker: str) -> dict[str, Answers]:
    """Give what a worker of the station is registered as among the volunteers."""
    return {
        one.id: one.counted for one in volunteers if worker and not one.voided and one.counted.get("staff_id") == worker
    }


def leads(team: Answers, own: Mapping[str, Answers], on: date) -> bool:
    """Tell whether one of these registrations was 队长 of a team on a day."""
    for row in rows(team, "members"):
        volunteer = str(row.get("volunteer_id") or "")
        leader = row.get("role") == TeamRole.LEADER or team.get("leader") == volunteer
        if volunteer not in own or not leader:
            continue
        joined, ends = day(row.get("joined_on")), (day(row.get("left_on")), end_of_service(own[volunteer]))
        if (joined is None or joined <= on) and not any(one is not None and one <= on for one in ends):
            return True
    return False


def among_staff(documents: Documents) -> list[Document]:
    """Give the registrations of volunteers who work at the station as well."""
    return [one for one in documents.of(VOLUNTEER) if one.counted.get("staff_id")]


def verified_rightly(hour: Document, documents: Documents, staff: Iterable[Document]) -> bool:
    """Tell whether the signature of a record is that of somebody who might give it; ``staff`` as ``among_staff``."""
    said = hour.answers if hour.answers.get("status") == "signed" else hour.counted
    by = str(said.get("approved_by") or "")
    own = registrations(staff, by)
    if said.get("volunteer_id") in own:
        return False
    if said.get(AS) != TEAM_LEADER:
        return True
    team, on = documents.get(str(said.get("team_id") or "")), county_day_of(said.get("approved_at"))
    return team is not None and on is not None and leads(team.counted, own, on)

"""The forms of 志愿者 as the workers typed them: registrations, teams, projects, hours, certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes import IdType, RiskTold, TeamRole, TeamState, VolunteerState
from sheqi_desktop.operations.demo.calendar import clock
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.material import Place
from sheqi_desktop.operations.demo.volunteer_people import Team, Volunteer
from sheqi_desktop.operations.demo.volunteer_year import Activity, Record, ended_after, rest_in


def registration(one: Volunteer, words: Mapping[str, Any]) -> dict[str, Value]:
    """Give the answers of a registration."""
    answers: dict[str, Value] = {
        "name": one.name,
        "gender": int(one.gender),
        "birth_date": one.birth.isoformat(),
        "id_type": int(IdType.RESIDENT_ID),
        "id_no": one.id_no,
        "region": one.village,
        "phone": one.phone,
        "political_status": int(one.party),
        "occupation": one.occupation,
        "skills": list(one.skills),
        "service_kinds": list(one.kinds),
        "availability": [4, 5] if one.minor else [1, 4],
        "info_consent": True,
        "registered_on": one.registered.isoformat(),
        "volunteer_state": int(VolunteerState.ENROLLED),
    }
    if one.minor:
        name, phone = one.guardian
        answers |= {"guardian_name": name, "guardian_phone": phone, "guardian_consent": True}
    if one.insured:
        answers |= {"insurance": words["insurance"], "insured_from": "2022-09-01", "insured_until": "2023-10-31"}
    return answers


def roll(members: Sequence[tuple[Volunteer, date]], left: Mapping[str, date] | None = None) -> list[Value]:
    """Give the rows of a team's roll; ``left`` names who left, and when."""
    rows: list[Value] = []
    for place, (one, joined) in enumerate(members):
        role = TeamRole.LEADER if place == 0 else TeamRole.DEPUTY if place == 1 else TeamRole.MEMBER
        row = {"volunteer_id": one.key, "role": int(role), "joined_on": joined.isoformat()}
        if left and one.key in left:
            row["left_on"] = left[one.key].isoformat()
        rows.append(row)
    return rows


def team(one: Team, members: Sequence[tuple[Volunteer, date]]) -> dict[str, Value]:
    """Give the answers of a team's registration, with those who belong to it on that day."""
    return {
        "name": one.name,
        "founded_on": one.founded.isoformat(),
        "team_state": int(TeamState.ACTIVE),
        "leader": members[0][0].key,
        "host_unit": one.host,
        "service_scope": sorted({kind for who, _ in members for kind in who.kinds}),
        "slogan": one.slogan,
        "members": roll(members),
    }


def project(one: Team, place: Place, words: Mapping[str, Any]) -> dict[str, Value]:
    """Give the answers of the winter project of a team."""
    return {
        "name": f"{place.name}{words['project']}",
        "team_id": one.key,
        "kind": 1,
        "client_groups": ["elder", "relief"],
        "start_on": "2022-11-01",
        "end_on": "2023-02-28",
        "place": f"{place.name}各村",
        "content": words["project_content"],
        "leader": one.members[0][0].name,
        "recruit_n": len(one.members),
        "project_state": 4,
        "risk_told": int(RiskTold.NO_RISK),
        "national_entry": 1,
    }


def common(one: Activity, place: Place, office: Office, project_key: str) -> dict[str, Value]:
    """Give the answers that all records of an activity share."""
    service = one.service
    answers: dict[str, Value] = {
        "service_date": one.day.isoformat(),
        "start_at": clock(one.start),
        "team_id": one.team.key,
        "title": service["title"],
        "place": service["place"].format(town=place.name, village=one.village[1]),
        "content": one.content,
        "org": f"{place.name}社工站",
        "leader": one.team.members[0][0].name,
        "recorder": office.worker_names[1],
    }
    if service.get("project") and project_key:
        answers["project_id"] = project_key
    if one.helps is not None:
        answers["activity_ref"] = one.helps.key
    if one.late_reason:
        answers["late_reason"] = one.late_reason
    return answers


def own(one: Record, activity: Activity) -> dict[str, Value]:
    """Give the answers of one person's record."""
    rest = rest_in(one.half_hours)
    end = activity.start + ended_after(one.half_hours, activity.extra)
    answers: dict[str, Value] = {"volunteer_id": one.who.key, "end_at": clock(end)}
    return answers | ({"break_minutes": rest} if rest else {})

"""What is derived from a volunteer, a team and a record of service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.checks_volunteer import members_on
from sheqi_desktop.domain.codes import NationalEntry, PoliticalStatus, ServiceQuality
from sheqi_desktop.domain.conditions_volunteer import HOUR
from sheqi_desktop.domain.dates import age_on
from sheqi_desktop.domain.derived_certificate import hours_of_the_certificate
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.service_time import counted_minutes, hours, star_words

PROMISE = (
    "本人自愿参加志愿服务，遵守志愿服务条例和服务队的约定，不收取报酬，保守服务对象的个人信息。"
    "本人同意本站登记并在志愿服务中使用以上信息。"
)


# ------------------------------------------------------------------------------ the volunteer
def volunteer_promise(answers: Answers, seen: Seen) -> str:
    """The promise and the consent above the signature, the same on every form."""
    return PROMISE


def verified(documents: Iterable[Document]) -> list[Document]:
    """Give the records that count: verified by somebody else and not void."""
    return [one for one in documents if one.signed]


def total(documents: Iterable[Document]) -> int:
    """Add the rounded minutes."""
    return sum(counted_minutes(one.counted) for one in documents)


def _own_hours(seen: Seen) -> list[Document]:
    return verified(seen.facts.related(HOUR, "volunteer_id", seen.record_id)) if seen.record_id else []


def _of_span(documents: Iterable[Document], seen: Seen) -> list[Document]:
    return [one for one in documents if seen.since <= one.service_date <= (seen.until or "9999")]


def volunteer_hours_in_all(answers: Answers, seen: Seen) -> str:
    """Every verified hour of the person."""
    return hours(total(_own_hours(seen)))


def volunteer_hours_of_span(answers: Answers, seen: Seen) -> str:
    """The verified hours in the days of the list."""
    return hours(total(_of_span(_own_hours(seen), seen)))


def star_condition(answers: Answers, seen: Seen) -> str:
    """达到n星条件, without the hours judged 不合格."""
    good = [one for one in _own_hours(seen) if one.counted.get("quality") != ServiceQuality.FAILED]
    return star_words(total(good), seen.facts.star_hours)


def volunteer_teams(answers: Answers, seen: Seen) -> str:
    """The teams whose roll names the person."""
    names = []
    for team in seen.facts.related("volunteer_team", "station_code", answers.get("station_code")):
        roll = team.answers.get("members")
        rows = roll if isinstance(roll, list) else []
        if any(
            isinstance(row, Mapping) and row.get("volunteer_id") == seen.record_id and not row.get("left_on")
            for row in rows
        ):
            names.append(str(team.answers.get("name") or ""))
    return "、".join(names)


# ------------------------------------------------------------------------------ the team
def leader_phone(answers: Answers, seen: Seen) -> str:
    """How the leader is reached."""
    leader = answers.get("leader")
    return str((seen.facts.record(leader) or {}).get("phone") or "") if isinstance(leader, str) else ""


def _members(answers: Answers, seen: Seen) -> list[Answers]:
    return members_on(answers, seen.facts, seen.facts.today) if seen.facts.today else []


def team_size(answers: Answers, seen: Seen) -> str:
    """How many different persons belong to it today."""
    return str(len(_members(answers, seen)))


def team_party_members(answers: Answers, seen: Seen) -> str:
    """How many of them are 党员."""
    party = PoliticalStatus.PARTY_MEMBER
    return str(sum(one.get("political_status") == party for one in _members(answers, seen)))


def team_projects(answers: Answers, seen: Seen) -> str:
    """How many projects it runs."""
    return str(len(seen.facts.related("volunteer_project", "team_id", seen.record_id))) if seen.record_id else "0"


def _team_hours(seen: Seen) -> list[Document]:
    found = seen.facts.related(HOUR, "team_id", seen.record_id) if seen.record_id else ()
    return _of_span(verified(found), seen)


def team_times_of_span(answers: Answers, seen: Seen) -> str:
    """How many services the team did in the days of the list: one a day and name."""
    return str(len({(one.service_date, one.counted.get("title")) for one in _team_hours(seen)}))


def team_hours_of_span(answers: Answers, seen: Seen) -> str:
    """The verified hours of the team in the days of the list."""
    return hours(total(_team_hours(seen)))


# ------------------------------------------------------------------------------ the record
def volunteer_name(answers: Answers, seen: Seen) -> str:
    """Whose hours they are."""
    volunteer = answers.get("volunteer_id")
    return seen.name_of("volunteer", volunteer) if isinstance(volunteer, str) else ""


def service_hours(answers: Answers, seen: Seen) -> str:
    """The rounded length in hours."""
    return hours(counted_minutes(answers)) if answers.get("start_at") else ""


def project_or_activity(answers: Answers, seen: Seen) -> str:
    """The project if there is one, else the name of the service."""
    return seen.say("project_id", answers) or str(answers.get("title") or "")


def verified_by(answers: Answers, seen: Seen) -> str:
    """Who verified it."""
    by = answers.get("approved_by")
    return (seen.facts.person_name(by) or by) if isinstance(by, str) else ""


def national_entry_words(answers: Answers, seen: Seen) -> str:
    """Whether it stands in the national system, since when."""
    words = seen.label("national_entry", answers.get("national_entry"))
    on = answers.get("national_on") if answers.get("national_entry") == NationalEntry.ENTERED else None
    return f"{words}（{on}）" if on else words


def _service(answers: Answers, seen: Seen) -> list[Answers]:
    """Give the records of one service, everybody who was there."""
    alike = ("title", "place", "leader")
    found = [
        one.answers
        for one in seen.facts.related(HOUR, "service_date", answers.get("service_date"))
        if all(one.answers.get(name) == answers.get(name) for name in alike)
        and one.answers.get("doc_no") != answers.get("doc_no")
    ]
    everybody = [answers, *found]
    return sorted(everybody, key=lambda one: str(one.get("doc_no") or ""))


def hours_of_the_service(answers: Answers, seen: Seen) -> Sequence[Answers]:
    """The lines of the sign-in sheet."""
    return _service(answers, seen)


def service_totals(answers: Answers, seen: Seen) -> str:
    """How many people and hours stand on the sheet."""
    if not answers.get("start_at"):
        return ""
    there = _service(answers, seen)
    return f"{len(there)}人  {hours(sum(map(counted_minutes, there)))}小时"


# ------------------------------------------------------------------------------ rows
def row_number(row: Answers, answers: Answers, seen: Seen) -> str:
    """The place of a line in its table."""
    for value in answers.values():
        if isinstance(value, list) and row in value:
            return str(value.index(row) + 1)
    certified = "total_minutes" in answers
    gathered = hours_of_the_certificate if certified else hours_of_the_service
    lines = gathered(answers, seen) if certified or answers.get("start_at") else []
    return str(lines.index(row) + 1) if row in lines else ""


def _person(row: Answers, seen: Seen) -> Answers:
    volunteer = row.get("volunteer_id")
    return (seen.facts.record(volunteer) if isinstance(volunteer, str) else None) or {}


def member_gender(row: Answers, answers: Answers, seen: Seen) -> str:
    """男 or 女."""
    return seen.label("gender", _person(row, seen).get("gender"))


def member_age(row: Answers, answers: Answers, seen: Seen) -> str:
    """Full years today."""
    years = age_on(_person(row, seen).get("birth_date"), seen.facts.today)
    return "" if years is None else str(years)


def member_phone(row: Answers, answers: Answers, seen: Seen) -> str:
    """How to reach the member."""
    return str(_person(row, seen).get("phone") or "")


def member_skills(row: Answers, answers: Answers, seen: Seen) -> str:
    """What the member can do."""
    skills = _person(row, seen).get("skills")
    return "、".join(seen.label("volunteer_skill", one) for one in skills) if isinstance(skills, list) else ""


def hour_volunteer(row: Answers, answers: Answers, seen: Seen) -> str:
    """Who was there."""
    return volunteer_name(row, seen)


def hour_team(row: Answers, answers: Answers, seen: Seen) -> str:
    """With which team."""
    return seen.say("team_id", row)


def hour_start(row: Answers, answers: Answers, seen: Seen) -> str:
    """Signed in."""
    return str(row.get("start_at") or "")


def hour_end(row: Answers, answers: Answers, seen: Seen) -> str:
    """Signed out."""
    return str(row.get("end_at") or "")


def hour_length(row: Answers, answers: Answers, seen: Seen) -> str:
    """The rounded hours."""
    return service_hours(row, seen)


def hour_date(row: Answers, answers: Answers, seen: Seen) -> str:
    """On which day."""
    return str(row.get("service_date") or "")


def hour_title(row: Answers, answers: Answers, seen: Seen) -> str:
    """What it was called."""
    return str(row.get("title") or "")


def hour_content(row: Answers, answers: Answers, seen: Seen) -> str:
    """What was done."""
    return str(row.get("content") or "")


def hour_quality(row: Answers, answers: Answers, seen: Seen) -> str:
    """How it was judged."""
    return seen.say("quality", row)


DERIVED: dict[str, Callable[[Answers, Seen], str]] = {
    one.__name__: one
    for one in (
        volunteer_promise, volunteer_hours_in_all, volunteer_hours_of_span, star_condition, volunteer_teams,
        leader_phone, team_size, team_party_members, team_projects, team_times_of_span, team_hours_of_span,
        volunteer_name, service_hours, project_or_activity, verified_by, national_entry_words, service_totals,
    )
}  # fmt: skip
ROW_DERIVED: dict[str, Callable[[Answers, Answers, Seen], str]] = {
    one.__name__: one
    for one in (
        row_number, member_gender, member_age, member_phone, member_skills,
        hour_volunteer, hour_team, hour_start, hour_end, hour_length, hour_quality, hour_date, hour_title,
        hour_content,
    )
}  # fmt: skip
GATHERED: dict[str, Callable[[Answers, Seen], Sequence[Answers]]] = {
    one.__name__: one for one in (hours_of_the_service, hours_of_the_certificate)
}
"""Lines of a table on paper that stand in no record: everybody's records of one service."""

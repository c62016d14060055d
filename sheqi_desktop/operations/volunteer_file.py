"""One volunteer at a glance: hours by year, stars, teams, every service, and the register of certificates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.checks_volunteer import NO_CERTIFICATE
from sheqi_desktop.domain.codes import VolunteerState
from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.volunteer import CERTIFICATE, HOUR, TEAM, Served, lowered_certificates, served
from sheqi_desktop.domain.service_time import STAR_NAMES, counted_minutes, hours, star_words, stars, whole_minutes
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.record_list import STATE_WORDS
from sheqi_desktop.operations.settle_overlap import NOT_DECIDED
from sheqi_desktop.store import sources
from sheqi_desktop.store.records import StoredRecord

NOTHING_TO_PROVE = "没有可证明的服务记录。"
STATE_TONES = {VolunteerState.ENROLLED: "ok", VolunteerState.PAUSED: "warn"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """The verified service of one year: how often, how long, and the part of the best year."""

    year: str
    times: int
    hours: str
    part: float


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One record of service."""

    record: str
    day: str
    on: str
    title: str
    team: str
    hours: str
    state: str
    tone: str
    struck: bool


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team the person belongs to or belonged to."""

    record: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate of the register."""

    record: str
    number: str
    words: str
    state: str
    tone: str
    standing: bool


@dataclass(frozen=True, slots=True)
class VolunteerFile:
    """Everything the page shows."""

    record: str
    name: str
    number: str
    state: str
    tone: str
    line: str
    own: bool
    hours: str
    times: int
    waiting: int
    star: str
    next_star: str
    years: tuple[YearLine, ...]
    services: tuple[ServiceLine, ...]
    teams: tuple[TeamLine, ...]
    certificates: tuple[CertificateLine, ...]
    no_certificate: str
    """Why none can be issued now, '' where one can."""


def volunteer_file(desk: Desk, record: str) -> VolunteerFile:
    """Read one volunteer.  Raises NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record, "志愿者")
        own_hours = [document(one) for one in sources.related(read, HOUR, "volunteer_id", stored.id)]
        own_hours.sort(key=lambda one: (one.service_date, str(one.counted.get("start_at") or "")))
        teams = sources.of_kinds(read, [TEAM], [stored.station])
        issued = [document(one) for one in sources.related(read, CERTIFICATE, "volunteer_id", stored.id)]
    held = held_hours(Documents(own_hours))
    good = [one for one in own_hours if one.id not in held]
    done = served(good)
    said = stored.answers
    state = said.get("volunteer_state")
    own = stored.station == desk.station
    return VolunteerFile(
        record=stored.id,
        name=stored.name,
        number=stored.number,
        state="作废" if stored.voided else desk.library.label("volunteer_state", state),
        tone="mute" if stored.voided else STATE_TONES.get(VolunteerState(state), "mute") if state else "mute",
        line=_line(desk, stored),
        own=own and not stored.voided,
        hours=hours(done.minutes),
        times=done.times,
        waiting=sum(one.handed_in and not one.signed for one in own_hours),
        star=_star(desk, said, done),
        next_star=_next_star(done, desk.library.star_hours),
        years=_years(good),
        services=tuple(_service(desk, one, teams, held=one.id in held) for one in reversed(own_hours)),
        teams=tuple(_teams(desk, stored, teams)),
        certificates=tuple(_certificates(desk, Documents([*own_hours, *issued]))),
        no_certificate=_no_certificate(said, done) if own else "只证明本站记录的服务。",
    )


def _line(desk: Desk, stored: StoredRecord) -> str:
    said, today = stored.answers, desk.clock.today()
    years = age_on(said.get("birth_date"), today)
    region = str(said.get("region") or "")
    since = short_day(str(said.get("registered_on") or ""), today)
    ended = end_of_service(said)
    parts = (
        desk.library.label("gender", said.get("gender")),
        f"{years} 岁" if years is not None else "",
        desk.library.places.village_name(region) if region else "",
        f"{since}登记" if since else "",
        f"{short_day(ended.isoformat(), today)}起不在册" if ended else "",
        "身份证号待完善" if not said.get("id_no") else "",
    )
    return "・".join(part for part in parts if part)


def _star(desk: Desk, said: Answers, done: Served) -> str:
    """Say what was awarded, and what the hours would allow."""
    awarded = desk.library.label("volunteer_star", said.get("star_awarded")) if said.get("star_awarded") else ""
    by = "・".join(str(said.get(name)) for name in ("star_awarded_by", "star_awarded_on") if said.get(name))
    allowed = star_words(done.star_minutes, desk.library.star_hours)
    given = (f"已评{awarded}（{by}）" if by else f"已评{awarded}") if awarded else ""
    return "・".join(part for part in (allowed, given) if part)


def _next_star(done: Served, thresholds: Sequence[int]) -> str:
    reached = stars(done.star_minutes, thresholds)
    if reached >= len(thresholds):
        return ""
    missing = thresholds[reached] * 60 - done.star_minutes
    return f"离{STAR_NAMES[reached]}星还差 {hours(missing)} 小时"


def _years(good: Sequence[Document]) -> tuple[YearLine, ...]:
    by_year: dict[str, list[Document]] = {}
    for one in good:
        if one.signed:
            by_year.setdefault(one.service_date[:4], []).append(one)
    done = {year: served(found) for year, found in by_year.items()}
    most = max((one.minutes for one in done.values()), default=0) or 1
    return tuple(
        YearLine(year, done[year].times, hours(done[year].minutes), done[year].minutes / most)
        for year in sorted(done, reverse=True)
    )


def _service(desk: Desk, one: Document, teams: Sequence[StoredRecord], *, held: bool) -> ServiceLine:
    said, today = one.counted, desk.clock.today()
    state, tone = STATE_WORDS.get(one.status, ("", "mute"))
    if one.voided:
        state, tone = "作废", "mute"
    elif held:
        state, tone = ("重叠未计", "warn") if one.answers.get("set_aside_for") else (NOT_DECIDED[:4], "warn")
    elif one.signed:
        state, tone = "已审核", "ok"
    elif one.handed_in:
        state, tone = "待审核", "info"
    team = next((each.name for each in teams if each.id == said.get("team_id")), "")
    return ServiceLine(
        record=one.id,
        day=one.service_date,
        on=short_day(one.service_date, today),
        title=str(said.get("title") or ""),
        team=team,
        hours=hours(counted_minutes(said)),
        state=state,
        tone=tone,
        struck=one.voided,
    )


def _teams(desk: Desk, person: StoredRecord, teams: Sequence[StoredRecord]) -> list[TeamLine]:
    """Give the memberships, those of today first."""
    found: list[tuple[bool, TeamLine]] = []
    today = desk.clock.today()
    for team in teams:
        for row in rows(team.answers, "members"):
            if team.voided or row.get("volunteer_id") != person.id:
                continue
            ends = [one for one in (day(row.get("left_on")), end_of_service(person.answers)) if one]
            joined = short_day(str(row.get("joined_on") or ""), today)
            left = short_day(min(ends).isoformat(), today) if ends else ""
            role = desk.library.label("team_role", row.get("role"))
            words = "・".join(part for part in (role, f"{joined}加入", f"{left}退出" if left else "") if part)
            found.append((bool(ends), TeamLine(team.id, team.name, words)))
    return [line for _, line in sorted(found, key=lambda each: each[0])]


def _certificates(desk: Desk, papers: Documents) -> list[CertificateLine]:
    """Give the register of this person, the newest first."""
    today, lowered = desk.clock.today(), {one.id for one in lowered_certificates(papers)}
    found = []
    for one in papers.of(CERTIFICATE):
        said, by = one.answers, papers.get(str(one.answers.get("replaced_by") or ""))
        state, tone = ("已被替代", "mute") if said.get("replaced_by") else ("有效", "ok")
        if one.voided:
            state, tone = "作废", "mute"
        elif one.id in lowered:
            state, tone = "待更换", "warn"
        words = (
            short_day(str(said.get("issued_on") or ""), today),
            f"{said.get('times') or 0} 次 {hours(whole_minutes(said.get('total_minutes')))} 小时",
            str(said.get("purpose") or ""),
            f"见 {by.number.rpartition('-')[2]}" if by else "",
        )
        standing = not one.voided and not said.get("replaced_by")
        number = one.number.partition("-")[2]
        said_words = "・".join(part for part in words if part)
        found.append(CertificateLine(one.id, number, said_words, state, tone, standing))
    return found[::-1]


def _no_certificate(said: Answers, done: Served) -> str:
    if not said.get("id_no"):
        return NO_CERTIFICATE
    return "" if done.minutes else NOTHING_TO_PROVE

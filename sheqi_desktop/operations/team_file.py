"""One 志愿服务队 at a glance: does it count, what is missing, who joined and left when, what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.checks_volunteer import TEAM_AT_LEAST, members_on, team_has_ten_members
from sheqi_desktop.domain.codes import PoliticalStatus, TeamRole, TeamState
from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.records.hour_overlaps import held_hours
from sheqi_desktop.domain.records.volunteer import HOUR, PROJECT, TEAM, VOLUNTEER, served
from sheqi_desktop.domain.service_time import hours
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import sources
from sheqi_desktop.store.records import StoredRecord

_TONES = ((TeamState.ACTIVE, "ok"), (TeamState.FORMING, "info"), (TeamState.DORMANT, "warn"))
TONES = {str(int(state)): tone for state, tone in _TONES}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One line of the roll; ``left`` is '' while the person belongs to it."""

    record: str
    name: str
    role: str
    age: str
    joined: str
    left: str
    hours: str
    last: str
    gone: bool


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of the team."""

    record: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TeamFile:
    """Everything the page shows."""

    record: str
    name: str
    number: str
    state: str
    tone: str
    line: str
    own: bool
    size: int
    enough: bool
    party: int
    hours: str
    times: int
    counts: bool
    missing: tuple[str, ...]
    """What stands between the team and being counted, and what to look at again."""
    members: tuple[MemberLine, ...]
    projects: tuple[ProjectLine, ...]


def team_file(desk: Desk, record: str) -> TeamFile:
    """Read one team.  Raises NotFound."""
    today = desk.clock.today()
    with desk.read() as read:
        stored = desk.stored(read, record, "志愿服务队")
        people = {one.id: one for one in sources.of_kinds(read, [VOLUNTEER], [stored.station])}
        done = [document(one) for one in sources.related(read, HOUR, "team_id", stored.id)]
        projects = sources.related(read, PROJECT, "team_id", stored.id)
    held = held_hours(Documents([*map(document, people.values()), *done]))
    done = [one for one in done if one.id not in held]
    world, said = World(desk, stored.id), stored.answers
    here = members_on(said, world, today)
    whole = served(done)
    missing = _missing(desk, stored, world, done)
    return TeamFile(
        record=stored.id,
        name=stored.name,
        number=stored.number,
        state="作废" if stored.voided else desk.library.label("team_state", said.get("team_state")),
        tone="mute" if stored.voided else TONES.get(str(said.get("team_state")), "mute"),
        line=_line(desk, said, people),
        own=stored.station == desk.station and not stored.voided,
        size=len(here),
        enough=len(here) >= TEAM_AT_LEAST,
        party=sum(one.get("political_status") == PoliticalStatus.PARTY_MEMBER for one in here),
        hours=hours(whole.minutes),
        times=len({(one.service_date, one.counted.get("title")) for one in done if one.signed}),
        counts=not stored.voided and not _short(desk, stored, len(here)) and whole.minutes > 0,
        missing=tuple(missing),
        members=tuple(_members(desk, said, people, done)),
        projects=tuple(_project(desk, one) for one in projects),
    )


def _line(desk: Desk, said: Answers, people: dict[str, StoredRecord]) -> str:
    leader = people.get(str(said.get("leader") or ""))
    founded = short_day(str(said.get("founded_on") or ""), desk.clock.today())
    parts = (
        f"{founded}成立" if founded else "",
        f"队长 {leader.name}" if leader else "",
        f"管理单位 {said.get('host_unit')}" if said.get("host_unit") else "",
        str(said.get("slogan") or ""),
    )
    return "・".join(part for part in parts if part)


# ------------------------------------------------------------------------------ does it count
def _short(desk: Desk, stored: StoredRecord, size: int) -> list[str]:
    """Say why the team itself does not count today (domain 06 §7)."""
    said, founded = stored.answers, day(stored.answers.get("founded_on"))
    found = []
    if said.get("team_state") != TeamState.ACTIVE:
        found.append(f"状态是“{desk.library.label('team_state', said.get('team_state'))}”，“活动”的才计入。")
    if founded is None or founded > desk.clock.today():
        found.append("成立日期还没到，成立以后才计入。")
    if size < TEAM_AT_LEAST:
        found.append(f"志愿服务队须有{TEAM_AT_LEAST}名以上在册队员，当前{size}人，还差{TEAM_AT_LEAST - size}人。")
    if stored.confirmed is None:
        found.append("登记表还没有提交。")
    return found


def _missing(desk: Desk, stored: StoredRecord, world: World, done: Sequence[Document]) -> list[str]:
    if stored.voided:
        return ["已作废，不计入。"]
    size = len(members_on(stored.answers, world, desk.clock.today()))
    found = _short(desk, stored, size)
    if not any(one.signed for one in done):
        waits = sum(one.handed_in for one in done)
        tail = f"（有{waits}条等审核）" if waits else ""
        found.append(f"还没有审核过的服务记录{tail}，“已录入服务时长的队伍”暂不计。")
    draft = Draft(desk.library.form_of(TEAM, stored.answers), stored.answers, world)
    said = [one.message for one in draft.problems() if one.code != team_has_ten_members.__name__]
    return [*found, *dict.fromkeys(said)]


# ------------------------------------------------------------------------------ the roll
def _members(desk: Desk, team: Answers, people: dict[str, StoredRecord], done: Sequence[Document]) -> list[MemberLine]:
    """Give the roll: the leader, the deputies, the members, then those who left."""
    today, found = desk.clock.today(), []
    for row in rows(team, "members"):
        person = people.get(str(row.get("volunteer_id") or ""))
        if person is None:
            continue
        own = served([one for one in done if one.counted.get("volunteer_id") == person.id])
        ends = [one for one in (day(row.get("left_on")), end_of_service(person.answers)) if one]
        gone = bool(ends) and min(ends) <= today
        years = age_on(person.answers.get("birth_date"), today)
        role = row.get("role")
        line = MemberLine(
            record=person.id,
            name=person.name,
            role=desk.library.label("team_role", role),
            age="" if years is None else str(years),
            joined=short_day(str(row.get("joined_on") or ""), today),
            left=short_day(min(ends).isoformat(), today) if ends else "",
            hours=hours(own.minutes),
            last=short_day(own.last, today) or "还没参加过",
            gone=gone,
        )
        found.append(((gone, role if isinstance(role, int) else TeamRole.MEMBER, -own.minutes, person.number), line))
    return [line for _, line in sorted(found, key=lambda each: each[0])]


def _project(desk: Desk, one: StoredRecord) -> ProjectLine:
    today = desk.clock.today()
    since, until = (short_day(str(one.answers.get(name) or ""), today) for name in ("start_on", "end_on"))
    state = desk.library.label("project_state", one.answers.get("project_state"))
    entry = desk.library.label("project_entry", one.answers.get("national_entry"))
    words = "・".join(part for part in (state, f"{since}—{until}", f"全国系统{entry}" if entry else "") if part)
    return ProjectLine(one.id, one.name, words)

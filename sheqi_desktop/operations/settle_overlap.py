"""时段重叠: two records of one person at one time, side by side; a person says which counts, and may take it back."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.hour_overlaps import BY, FOR, ON, WHY, Overlap, overlaps
from sheqi_desktop.domain.records.volunteer import HOUR, TEAM, VOLUNTEER
from sheqi_desktop.domain.service_time import counted_minutes, hours
from sheqi_desktop.domain.trouble import NotYours, ReasonTooShort, WrongState
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.store.database import Read, Write

REASON_AT_LEAST = 5
LEAD = "station_lead"
NOT_DECIDED = "时间重叠，等待核定，暂不计入"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, in words."""

    record: str
    number: str
    station: str
    facts: tuple[tuple[str, str], ...]
    hours: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that cannot both be true: the one that counts now, and the one that does not, with the reason."""

    who: str
    when: str
    counts: Side
    waits: Side
    why: str
    """Why the other one does not count."""
    decided: bool
    decided_by: str = ""
    may_decide: bool = False


def overlapping_hours(desk: Desk) -> list[Overlap]:
    """Give the pairs this desk sees: the centre those of all stations, a station its own."""
    with desk.read() as read:
        return overlaps(_read(desk, read))


def overlaps_to_settle(desk: Desk) -> int:
    """Count the pairs nobody has decided about."""
    return sum(not one.decided for one in overlapping_hours(desk))


def overlap_pairs(desk: Desk) -> list[Pair]:
    """Give the pairs in words: those that wait for a decision first, the latest day first."""
    with desk.read() as read:
        found = _read(desk, read)
    pairs = [(one, _pair(desk, found, one)) for one in overlaps(found)]
    pairs.sort(key=lambda each: each[0].waiting.service_date, reverse=True)
    return [pair for _, pair in sorted(pairs, key=lambda each: each[0].decided)]


def _read(desk: Desk, read: Read) -> Documents:
    stations = desk.stations
    return documents(read, [VOLUNTEER, TEAM, HOUR], stations)


def _pair(desk: Desk, found: Documents, one: Overlap) -> Pair:
    said, today = one.waiting.answers, desk.clock.today()
    person = found.get(str(one.waiting.counted.get("volunteer_id") or ""))
    by = ""
    if one.decided:
        by = f"{desk.person_name(str(said.get(BY) or ''))} {short_day(str(said.get(ON) or ''), today)}"
    return Pair(
        who=str(person.answers.get("name") or "") if person else "",
        when=short_day(one.waiting.service_date, today),
        counts=_side(desk, found, one.standing),
        waits=_side(desk, found, one.waiting),
        why=f"已核定不计入：{said.get(WHY)}" if one.decided else NOT_DECIDED,
        decided=one.decided,
        decided_by=by,
        may_decide=not _refused(desk, one.standing, one.waiting),
    )


def _side(desk: Desk, found: Documents, one: Document) -> Side:
    said, team = one.counted, found.get(str(one.counted.get("team_id") or ""))
    entered = one.entered_at[:16].replace("T", " ")
    facts = (
        ("日期", short_day(one.service_date, desk.clock.today())),
        ("时间", f"{said.get('start_at') or ''}—{said.get('end_at') or ''}"),
        ("时长", f"{hours(counted_minutes(said))} 小时"),
        ("活动名称", str(said.get("title") or "")),
        ("地点", str(said.get("place") or "")),
        ("服务内容", str(said.get("content") or "")),
        ("队伍", str(team.answers.get("name") or "") if team else ""),
        ("组织单位", str(said.get("org") or "")),
        ("负责人", str(said.get("leader") or "")),
        ("记录人", str(said.get("recorder") or "")),
        ("录入", f"{desk.person_name(one.author)} {entered}"),
        ("审核", "已审核" if one.signed else "未审核"),
    )
    return Side(one.id, one.number, desk.unit_name(one.station), facts, hours(counted_minutes(said)))


# ------------------------------------------------------------------------------ deciding
def settle_overlap(desk: Desk, counts: str, waits: str, reason: str) -> Changes:
    """Say which of two records counts; the other is kept, does not count, and says why.

    Raises ReasonTooShort, WrongState where they no longer overlap, NotYours, NotFound.
    """
    said: dict[str, Value] = {FOR: counts, WHY: reason.strip(), BY: desk.me.worker_id}
    said[ON] = desk.clock.today().isoformat()
    return _write(desk, counts, waits, said, reason, "核定")


def take_back(desk: Desk, counts: str, waits: str, reason: str) -> Changes:
    """Take a decision back: the pair waits again, and the record entered first counts meanwhile.

    Raises what ``settle_overlap`` raises.
    """
    return _write(desk, counts, waits, dict.fromkeys((FOR, WHY, BY, ON)), reason, "撤回核定")


def _write(desk: Desk, counts: str, waits: str, said: dict[str, Value], reason: str, step: str) -> Changes:
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what=step)
    with desk.write() as write:
        found = _read(desk, write)
        pair = next((one for one in overlaps(found) if {one.standing.id, one.waiting.id} == {counts, waits}), None)
        if pair is None or (said[FOR] is None and not pair.decided):
            raise WrongState(state="已不重叠", step=step, hint="请按 F5 重新看一遍。")
        if refused := _refused(desk, pair.standing, pair.waiting):
            raise refused
        if pair.decided and pair.waiting.id != waits:
            # The other one was set aside before: it stands again with the same decision.
            _patch(desk, write, pair.waiting.id, dict.fromkeys((FOR, WHY, BY, ON)), reason)
        _patch(desk, write, waits, said, reason)
        desk.note(write, "settle_overlap", waits, counts=counts, taken_back=said[FOR] is None)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _patch(desk: Desk, write: Write, record: str, said: dict[str, Value], reason: str) -> None:
    stored = desk.stored(write, record)
    desk.append(write, HOUR, stored.id, stored.heads, said, reason.strip())


def _refused(desk: Desk, one: Document, other: Document) -> NotYours | None:
    """Give why this person may not decide: it is the 站长 at the station of both, the centre anywhere."""
    if desk.place.kind == "centre":
        return None
    if one.station != desk.station or other.station != desk.station:
        return NotYours(who="县中心", contact="两个站的记录由县中心核定。")
    if LEAD not in desk.roles:
        return NotYours(who="站负责人", contact="请站负责人核定。")
    return None

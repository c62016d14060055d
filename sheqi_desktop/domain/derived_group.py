"""What paper and Excel say of a 小组 that nobody typed: who came, rates, places in the row, changes of a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_group import AttendanceMark, GroupScreening, ScaleDirection
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.domain.derived_client import TICKED, UNTICKED
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.group import STATES, shortfalls, state_of
from sheqi_desktop.domain.records.group_file import (
    PRESENT,
    GroupFile,
    file_of,
    marks_of,
    members_of,
    present_in,
    was_held,
)
from sheqi_desktop.domain.records.group_measures import measured, tenths
from sheqi_desktop.domain.seen import Seen

SHEET_SESSIONS = 12
"""Columns of the 出席总表: more sessions than that are rarely held."""
_SHORT = {AttendanceMark.PRESENT: "出", AttendanceMark.LATE: "迟", AttendanceMark.LEFT_EARLY: "退",
          AttendanceMark.EXCUSED: "假", AttendanceMark.ABSENT: "缺"}  # fmt: skip


def _file(answers: Answers, seen: Seen) -> GroupFile | None:
    return file_of(seen.facts, answers.get("parent_id") or seen.record_id)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


# ------------------------------------------------------------------------------ the group
def group_name(answers: Answers, seen: Seen) -> str:
    """The name of the group a document belongs to."""
    file = _file(answers, seen)
    return str(file.group.answers.get("name") or "") if file else ""


def group_number(answers: Answers, seen: Seen) -> str:
    """The number of the group a document belongs to."""
    file = _file(answers, seen)
    return file.group.number or str(file.group.answers.get("doc_no") or "") if file else ""


def group_leader(answers: Answers, seen: Seen) -> str:
    """Who leads the group."""
    file = _file(answers, seen)
    leader = file.group.answers.get("leader_id") if file else None
    return seen.name_of("worker", leader) if isinstance(leader, str) else ""


def group_span(answers: Answers, seen: Seen) -> str:
    """From when to when the plan says."""
    ends = [str(answers.get(name) or "") for name in ("start_on", "end_on")]
    return "至".join(end for end in ends if end)


def group_days(answers: Answers, seen: Seen) -> str:
    """From the first to the last session held."""
    file = _file(answers, seen)
    if file is None or file.first_day is None or file.last_day is None:
        return ""
    return f"{file.first_day.isoformat()}至{file.last_day.isoformat()}"


def budget_total(answers: Answers, seen: Seen) -> str:
    """The sum of the budget in 元."""
    fen = [_fen(row.get("amount")) for row in rows(answers, "budget")]
    return f"{sum(fen) // 100}.{sum(fen) % 100:02d}元" if fen else ""


def _fen(value: object) -> int:
    whole, _, part = str(value or "0").partition(".")
    return (
        int(whole) * 100 + int(part.ljust(2, "0")[:2] or 0) if whole.isdigit() and (not part or part.isdigit()) else 0
    )


def group_state(answers: Answers, seen: Seen) -> str:
    """How far the group has come."""
    file = _file(answers, seen)
    return STATES[state_of(file)] if file else ""


def group_missing(answers: Answers, seen: Seen) -> str:
    """What keeps it from counting."""
    file = _file(answers, seen)
    return "".join(shortfalls(file)) if file else ""


# ------------------------------------------------------------------------------ people and sessions
def sessions_held(answers: Answers, seen: Seen) -> str:
    """How many sessions took place."""
    file = _file(answers, seen)
    return str(len(file.held)) if file else ""


def member_count(answers: Answers, seen: Seen) -> str:
    """How many people were taken in."""
    file = _file(answers, seen)
    return str(len(file.people)) if file else ""


def member_clients(answers: Answers, seen: Seen) -> str:
    """How many of them are 民政服务对象."""
    file = _file(answers, seen)
    return str(sum(one.served for one in file.people)) if file else ""


def client_share(answers: Answers, seen: Seen) -> str:
    """Their share on the roster itself."""
    people = [one for one in members_of(answers) if one.admitted]
    served = sum(one.served for one in people)
    return f"{served}人，占组员{served * 100 // len(people)}%" if people else ""


def present_total(answers: Answers, seen: Seen) -> str:
    """人次: the marks of presence of all sessions."""
    file = _file(answers, seen)
    return str(file.rate().present) if file else ""


def attendance_rate(answers: Answers, seen: Seen) -> str:
    """Presence out of what was possible."""
    file = _file(answers, seen)
    return file.rate().words if file else ""


def dropouts(answers: Answers, seen: Seen) -> str:
    """How many left before the end."""
    file = _file(answers, seen)
    return f"{len(file.dropouts)}人" if file else ""


# ------------------------------------------------------------------------------ summary
def _summary(answers: Answers, seen: Seen) -> Answers:
    file = _file(answers, seen)
    return file.summary.counted if file and file.summary else {}


def pre_post_words(answers: Answers, seen: Seen) -> str:
    """The measure of this summary in a sentence; with fewer than five pairs without a percentage."""
    told = measured(answers)
    if told.means is None:
        return ""
    said = f"{answers.get('scale') or '量表'}前测{told.means[0]}→后测{told.means[1]}（n={len(told.pairs)}"
    direction = seen.label("scale_direction", answers.get("direction"))
    said += f"，{direction}）" if direction else "）"
    change = told.per_cent
    if change is None or not direction:
        return said
    better = (change > 0) == (answers.get("direction") == ScaleDirection.HIGHER_IS_BETTER)
    return said + ("，没有变化" if not change else f"，{'改善' if better else '变差'}{abs(change)}%")


def pre_post_change(answers: Answers, seen: Seen) -> str:
    """The measure of the group's summary."""
    return pre_post_words(_summary(answers, seen), seen)


def group_satisfaction(answers: Answers, seen: Seen) -> str:
    """The mean of satisfaction in the summary."""
    return str(_summary(answers, seen).get("satisfaction_mean") or "")


def group_cost(answers: Answers, seen: Seen) -> str:
    """What was spent."""
    return str(_summary(answers, seen).get("cost_actual") or "")


# ------------------------------------------------------------------------------ one session
def session_place(answers: Answers, seen: Seen) -> str:
    """第3节, by date."""
    file = _file(answers, seen)
    on = str(answers.get("postponed_from") or answers.get("service_date") or "")
    if file is None or not on:
        return ""
    return f"第{file.place_of(seen.record_id) or file.place_for(on, seen.record_id)}节"


def expected_count(answers: Answers, seen: Seen) -> str:
    """应到: everybody active that day, and whoever came besides."""
    file = _file(answers, seen)
    return str(len(file.expected(answers))) if file and was_held(answers) else ""


def present_count(answers: Answers, seen: Seen) -> str:
    """实到."""
    return str(present_in(answers)) if was_held(answers) and rows(answers, "attendance") else ""


def attendance_count(answers: Answers, seen: Seen) -> str:
    """应到 and 实到 in one line."""
    there = present_count(answers, seen)
    return f"应到 {expected_count(answers, seen) or len(marks_of(answers))} 人，实到 {there} 人" if there else ""


def attendance_boxes(answers: Answers, seen: Seen) -> str:
    """Every member with a box, ticked for who came; what else was noted stands behind the name."""
    said = []
    for row in rows(answers, "attendance"):
        mark = row.get("mark")
        word = "" if mark in (None, AttendanceMark.PRESENT) else f"（{_SHORT[AttendanceMark(int(str(mark)))]}）"
        said.append(f"{TICKED if mark in PRESENT else UNTICKED}{row.get('name') or ''}{word}")
    return "  ".join(said)


def photo_count(answers: Answers, seen: Seen) -> str:
    """How many photos."""
    photos = answers.get("photos")
    return str(len(photos)) if isinstance(photos, list) else "0"


# ------------------------------------------------------------------------------ 出席总表
def _nth(file: GroupFile | None, place: int) -> Document | None:
    held = [one for one in file.held if file.place_of(one.id) == place] if file else []
    return held[0] if held else None


def session_days(answers: Answers, seen: Seen) -> str:
    """The day of each session."""
    file = _file(answers, seen)
    held = file.held if file else ()
    return "  ".join(f"第{file.place_of(one.id)}节 {one.counted.get('service_date')}" for one in held if file)


def foot_words(answers: Answers, seen: Seen) -> str:
    """The word before the sums."""
    return "实到"


def session_present(place: int, answers: Answers, seen: Seen) -> str:
    """How many came to the n-th session."""
    session = _nth(_file(answers, seen), place)
    return str(present_in(session.counted)) if session else ""


def row_session(place: int, row: Answers, answers: Answers, seen: Seen) -> str:
    """How one member was marked in the n-th session."""
    session = _nth(_file(answers, seen), place)
    mark = marks_of(session.counted).get(str(row.get("id"))) if session else None
    return _SHORT[AttendanceMark(mark)] if mark in tuple(AttendanceMark) and mark is not None else ""


def row_present(row: Answers, answers: Answers, seen: Seen) -> str:
    """How often one member came."""
    file = _file(answers, seen)
    rate = file.rate_of(str(row.get("id"))) if file else None
    return str(rate.present) if rate and rate.possible else ""


def row_rate(row: Answers, answers: Answers, seen: Seen) -> str:
    """The rate of one member."""
    file = _file(answers, seen)
    return file.rate_of(str(row.get("id"))).words if file else ""


# ------------------------------------------------------------------------------ one line of a list
def line_place(row: Answers, answers: Answers, seen: Seen) -> str:
    """1, 2, 3 …, in whichever list the line stands."""
    for value in answers.values():
        if isinstance(value, list) and any(one is row for one in value):
            return _number(1 + next(place for place, one in enumerate(value) if one is row))
    return ""


def roster_age(row: Answers, answers: Answers, seen: Seen) -> str:
    """The age on joining: by the file, else by the year of birth."""
    on = day(row.get("joined_on")) or seen.facts.today
    client, year = row.get("client_id"), row.get("birth_year")
    known = seen.facts.record(client) if isinstance(client, str) and client else None
    age = age_on(known.get("birth_date"), on) if known else None
    return _number(age if age is not None else on.year - year if on and isinstance(year, int) else None)


def member_guardian(row: Answers, answers: Answers, seen: Seen) -> str:
    """The guardian with the telephone."""
    return " ".join(str(said) for name in ("guardian_name", "guardian_phone") if (said := row.get(name)))


def member_remark(row: Answers, answers: Answers, seen: Seen) -> str:
    """候补, the day of leaving and why, and what was noted."""
    said = []
    if row.get("screen_result") not in (None, GroupScreening.ADMITTED):
        said.append(seen.label("group_screening", row.get("screen_result")))
    if row.get("left_on"):
        said.append(f"{row['left_on']}离组 {seen.label('group_left_reason', row.get('left_reason'))}".strip())
    return "；".join([*said, *([str(row["note"])] if row.get("note") else [])])


def row_change(row: Answers, answers: Answers, seen: Seen) -> str:
    """The change of one person, where both were asked."""
    pre, post = tenths(row.get("pre")), tenths(row.get("post"))
    if pre is None or post is None:
        return ""
    change = post - pre
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change) // 10}.{abs(change) % 10}"


_PLACES = range(1, SHEET_SESSIONS + 1)
DERIVED: Mapping[str, Callable[[Answers, Seen], str]] = {
    function.__name__: function
    for function in (
        group_name,
        group_number,
        group_leader,
        group_span,
        group_days,
        budget_total,
        group_state,
        group_missing,
        sessions_held,
        member_count,
        member_clients,
        client_share,
        present_total,
        attendance_rate,
        dropouts,
        pre_post_words,
        pre_post_change,
        group_satisfaction,
        group_cost,
        session_place,
        expected_count,
        present_count,
        attendance_count,
        attendance_boxes,
        photo_count,
        session_days,
        foot_words,
    )
} | {f"session_{place}_present": partial(session_present, place) for place in _PLACES}

ROW_DERIVED: Mapping[str, Callable[[Answers, Answers, Seen], str]] = {
    function.__name__: function
    for function in (line_place, row_present, row_rate, roster_age, member_guardian, member_remark, row_change)
} | {f"row_session_{place}": partial(row_session, place) for place in _PLACES}

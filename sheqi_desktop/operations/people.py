"""服务对象: the list of people a station looks after, with filters, counts and who is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheqi_desktop.domain.codes import Gender
from sheqi_desktop.domain.dates import age_on, day
from sheqi_desktop.operations.crises import clients_in_danger
from sheqi_desktop.operations.day_words import due_words, near_month
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.operations.said_names import initials, marks_of, spoken
from sheqi_desktop.store import records, search, sources
from sheqi_desktop.store.records import StoredRecord, Wanted

ELDERLY_FROM, CHILD_BELOW = 60, 18
ACTIVE = ("", "active")
TONES = {"elder": "tint", "child": "note", "disabled": "info", "relief": "mute"}
STATE_WORDS = {"paused": "暂停", "moved_out": "迁出", "deceased": "去世", "closed": "已退出"}
GENDERS = {int(Gender.MALE): "男", int(Gender.FEMALE): "女"}
FOUND_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Label:
    """A category or state in words, with its colour of meaning."""

    text: str
    tone: str = "mute"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list."""

    record: str
    name: str
    spoken: str
    initials: str
    marks: tuple[tuple[int, int], ...]
    sex_age: str
    labels: tuple[Label, ...]
    village: str
    station: str
    last: str
    last_day: str
    due: str
    due_day: str
    due_tone: str
    overdue: bool
    gone: bool
    groups: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """The list as asked for, and how many each filter would show."""

    rows: tuple[PersonRow, ...]
    counts: dict[str, int]
    typed: str
    how: str

    @property
    def overlap(self) -> str:
        """Say that somebody may stand under several filters, where their sum is more than the people (domain 01 §3)."""
        return MANY_KINDS if sum(self.counts.get(key, 0) for key in OF_KIND) > self.counts.get("all", 0) else ""


CHIPS: tuple[tuple[str, str, Callable[[PersonRow], bool]], ...] = (
    ("all", "全部", lambda row: not row.gone),
    ("low_income", "低保", lambda row: bool(row.codes & {"A1", "A2"})),
    ("destitute", "特困", lambda row: bool(row.codes & {"B1", "B2"})),
    ("old_young", "一老一小", lambda row: bool(row.groups & {"elder", "child"})),
    ("disabled", "残疾", lambda row: "disabled" in row.groups),
    ("overdue", "逾期未访", lambda row: row.overdue),
    ("gone", "不在册", lambda row: row.gone),
)
"""Key, words, and whom the filter shows.  All but the last look only at people on the books."""
OF_KIND = ("low_income", "destitute", "old_young", "disabled")
"""Filters by what somebody is; one person may stand under several."""
MANY_KINDS = "同一人可属多类，各类之和大于总人数"


def people(desk: Desk, text: str = "", chip: str = "all") -> People:
    """List the people of this station (the centre sees all) that fit what was typed and the chip that is on.

    Restricted files are never listed.  Under 逾期未访 those who waited longest come first.
    """
    stations = desk.stations
    today = desk.clock.today()
    typed = text.strip()
    note_search(desk, typed)
    with desk.read() as read:
        stored = records.list_records(read, Wanted("client", stations=stations, order="name", descending=False))
        seen = sources.last_visits(read, stations)
        due = {one.client: one.next_due for one in sources.due_list(read, stations)}
        for client, soonest in clients_in_danger(read, stations).items():
            due[client] = min(due.get(client) or soonest.isoformat(), soonest.isoformat())
        wanted: dict[str, int] | None = None
        if typed:
            places = desk.library.regions.named(typed)
            hits = search.search_people(read, typed, FOUND_AT_MOST, stations, places)
            wanted = {hit.record: place for place, hit in enumerate(hits)}
        rows = [_row(desk, one, seen, due, today, typed) for one in stored]
    counts = {key: sum(fits(row) and (key == "gone" or not row.gone) for row in rows) for key, _, fits in CHIPS}
    fits = next(fits for key, _, fits in CHIPS if key == chip)
    shown = [row for row in rows if fits(row) and (chip == "gone" or not row.gone)]
    if wanted is not None:
        shown = sorted(
            (row for row in shown if row.record in wanted), key=lambda row: (not row.overdue, wanted[row.record])
        )
    elif chip == "overdue":
        shown.sort(key=lambda row: row.due_day)
    else:
        shown.sort(key=lambda row: (not row.overdue, row.initials, row.name))
    return People(tuple(shown), counts, typed, _how(typed))


def _how(typed: str) -> str:
    if not typed:
        return ""
    if typed.isdigit():
        return f"电话后四位或编号 {typed}"
    if typed.isascii():
        return f"拼音首字母 {typed}" if len(typed) <= 4 else f"拼音 {typed}"
    return f"“{typed}”"


def _row(
    desk: Desk, one: StoredRecord, seen: dict[str, tuple[str, str]], due: dict[str, str], today: date, typed: str
) -> PersonRow:
    answers = one.answers
    gone = one.file_state not in ACTIVE
    said = spoken(one.name)
    last_day = seen.get(one.id, ("", ""))[0]
    next_day = "" if gone else due.get(one.id, "")
    badge, tone = due_words(next_day, today)
    codes = frozenset(valid_categories(answers, today))
    return PersonRow(
        record=one.id,
        name=one.name,
        spoken=said,
        initials=initials(one.name),
        marks=marks_of(said, typed),
        sex_age=sex_and_age(answers, today),
        labels=(Label(STATE_WORDS.get(one.file_state, one.file_state)),)
        if gone
        else tuple(labels(desk, answers, today))[:2],
        village=desk.library.places.village_name(one.village) if one.village else "",
        station=desk.unit_name(one.station),
        last=near_month(last_day, today),
        last_day=last_day,
        due=badge,
        due_day=next_day,
        due_tone=tone,
        overdue=not gone and tone == "bad",
        gone=gone,
        groups=frozenset(groups(desk, answers, today)),
        codes=codes,
    )


# ------------------------------------------------------------------------------ words about a person
def sex_and_age(answers: dict[str, Any], today: date) -> str:
    """Give 女・78, with 约 where only the year of birth is known."""
    sex = GENDERS.get(answers.get("gender") or 0, "")
    age = age_of(answers, today)
    about = "约" if answers.get("birth_precision") == "y" else ""
    return "・".join(part for part in (sex, f"{about}{age}" if age is not None else "") if part)


def age_of(answers: dict[str, Any], today: date) -> int | None:
    """Give the full years today; a year or month alone counts from its first day."""
    born = str(answers.get("birth_date") or "")
    return age_on((born + "-01-01")[:10] if len(born) in (4, 7) else born, today)


def valid_categories(answers: dict[str, Any], on: date) -> list[str]:
    """Give the category codes in force on a day, the primary one first."""
    found = []
    for row in answers.get("categories") or ():
        if isinstance(row, dict) and isinstance(row.get("category"), str):
            since, until = day(row.get("start")), day(row.get("end"))
            if (since is None or since <= on) and (until is None or on <= until):
                found.append(row["category"])
    first = answers.get("primary_category")
    return sorted(dict.fromkeys(found), key=lambda code: code != first)


def labels(desk: Desk, answers: dict[str, Any], today: date) -> Iterable[Label]:
    """Give the categories in short words; a disability carries its grade, the six groups of elders come first."""
    words = desk.library.vocabularies["category"]
    for code in valid_categories(answers, today):
        entry = words.by_code(code)
        if entry is None:
            continue
        text = entry.short or entry.label
        if code in ("D1", "D2") and answers.get("disability_grade"):
            grade = desk.library.vocabularies["disability_grade"].by_code(answers["disability_grade"])
            text = f"残疾 {grade.short or grade.label}" if grade else text
        if code in ("A1", "A2"):
            text = "低保"
        yield Label(text, TONES.get(entry.group, "mute"))


def groups(desk: Desk, answers: dict[str, Any], today: date) -> Iterable[str]:
    """Give the report groups a person belongs to: by category and by age."""
    words = desk.library.vocabularies["category"]
    for code in valid_categories(answers, today):
        entry = words.by_code(code)
        if entry is not None:
            yield entry.group
    age = age_of(answers, today)
    if age is not None and age >= ELDERLY_FROM:
        yield "elder"
    if age is not None and age < CHILD_BELOW:
        yield "child"

"""What the search over everything shows: people, records, and what can be done with the first person found."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import said
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import KINDS, words_of
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.operations.people import labels, sex_and_age
from sheqi_desktop.operations.restricted import shown_name
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.store import records, search
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

PEOPLE_AT_MOST, RECORDS_AT_MOST = 5, 4
SEARCHED = tuple(kind for kind in KINDS if kind != "client")
PEOPLE, RECORDS, ACTS = "人", "记录", "可以做的事"


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of the result; ``marks`` are the letters of the title that answered."""

    group: str
    kind: str
    record: str
    title: str
    detail: str
    side: str
    icon: str
    marks: tuple[tuple[int, int], ...] = ()
    client: str = ""
    act: str = ""


def find_all(desk: Desk, typed: str) -> list[FoundLine]:
    """Find by name, pinyin, initials, number, village, the end of a phone, or words of a record.

    Only this station's (the centre finds all), never restricted ones.
    """
    text = typed.strip()
    if not text:
        return []
    note_search(desk, typed)
    stations = desk.stations
    places = desk.library.regions.named(text)
    with desk.read() as read:
        people = search.search_people(read, text, PEOPLE_AT_MOST, stations, places)
        found = search.search_records(read, text, RECORDS_AT_MOST, stations, SEARCHED)
        stored = records.get_many(read, [hit.record for hit in (*people, *found)])
        persons = [_person(desk, stored[hit.record], text) for hit in people if hit.record in stored]
        kept = [_record(desk, read, stored[hit.record], text) for hit in found if hit.record in stored]
        if persons and not kept:
            kept = _visits_of(desk, read, persons[0], text)
    return [*persons, *kept, *_acts(desk, persons, text)]


def _person(desk: Desk, one: StoredRecord, typed: str) -> FoundLine:
    today = desk.clock.today()
    village = desk.library.places.village_name(one.village) if one.village else ""
    about = "・".join(part for part in (sex_and_age(one.answers, today), village) if part)
    letters = "・".join(initials(one.name).upper())
    words = "、".join(label.text for label in list(labels(desk, one.answers, today))[:2])
    detail = f"{letters}　{words}" if words else letters
    marks = ((0, len(one.name)),)
    return FoundLine(PEOPLE, "client", one.id, f"{one.name} {about}", detail, "打开档案", "user", marks, one.id)


def _record(desk: Desk, read: Read, one: StoredRecord, typed: str) -> FoundLine:
    number = one.number.partition("-")[2]
    if one.kind == "household":
        name = str(one.answers.get("head_name") or "")
        return FoundLine(RECORDS, one.kind, one.id, f"{name} 家庭", "家庭情况", number, "house", _marks(name, typed))
    person = records.get(read, one.client) if one.client else None
    name = shown_name(desk, person)
    if one.kind != "visit":
        kind = words_of(one.kind)
        title = f"{name} {kind.words}".strip()
        return FoundLine(
            RECORDS, one.kind, one.id, title, saying(one.kind, one.answers), number, kind.icon, _marks(title, typed)
        )
    return _visit(desk, one, name, ((0, len(name)),) if typed in name else ())


def _visits_of(desk: Desk, read: Read, person: FoundLine, typed: str) -> list[FoundLine]:
    wanted = records.Wanted("visit", client=person.client, limit=2)
    name = person.title.partition(" ")[0]
    return [_visit(desk, one, name, ((0, len(name)),)) for one in records.list_records(read, wanted)]


def _visit(desk: Desk, one: StoredRecord, name: str, marks: tuple[tuple[int, int], ...]) -> FoundLine:
    mode = desk.library.vocabularies["visit_mode"].by_code(one.answers.get("mode"))
    way = (mode.short or mode.label) if mode else "探访"
    title = f"{name} {way} {short_day(one.service_date, desk.clock.today())}"
    icon = "phone" if mode is not None and mode.group == "call" else "footprints"
    return FoundLine(RECORDS, "visit", one.id, title, said(one.answers), one.number.partition("-")[2], icon, marks)


def _acts(desk: Desk, persons: list[FoundLine], typed: str) -> list[FoundLine]:
    if not persons:
        title = f"新建服务对象“{typed}”"
        return [FoundLine(ACTS, "", "", title, "", "", "user-plus", act="new_client")]
    first = persons[0]
    name = first.title.partition(" ")[0]
    wide = len(name)
    return [
        FoundLine(ACTS, "", "", f"给 {name} 记一次探访", "", "Ctrl+回车", "plus", ((2, wide),), first.client, "visit"),
        FoundLine(ACTS, "", "", f"打印 {name} 的登记表", "", "", "printer", ((3, wide),), first.client, "print"),
    ]


def _marks(words: str, typed: str) -> tuple[tuple[int, int], ...]:
    at = words.find(typed)
    return ((at, len(typed)),) if at >= 0 else ()

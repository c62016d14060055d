"""疑似同一人: pairs of files that may be one person, both lives on one line, and the decision, which can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.number import parse
from sheqi_desktop.domain.same_person import (
    ASKED_BY,
    ASKED_ON,
    ASKED_WHY,
    NOT_SAME,
    PERSON,
    SAME_BY,
    SAME_ON,
    SAME_WHY,
    Suspects,
    suspects,
)
from sheqi_desktop.domain.task import Task
from sheqi_desktop.domain.trouble import NotDecided, WrongState
from sheqi_desktop.operations.day_words import near_day, short_day
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.headline import title_of
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.minors import may_read
from sheqi_desktop.operations.people import sex_and_age
from sheqi_desktop.operations.person_facts import basics_of, facts_of
from sheqi_desktop.operations.restricted import HIDDEN, may_see, shown_name
from sheqi_desktop.store import records, same_people, sources
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord, Wanted

MAY = "person.merge"
CLIENT = "client"
TYPED_TWICE = "typed_twice"
REASON_AT_LEAST = 2
CERTAIN_WHY = "证件号码和姓名都相同"
ANSWER_WITHIN = timedelta(days=7)
LIFE_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two files in ready words, numbers masked."""

    record: str
    name: str
    sex_age: str
    station: str
    number: str
    facts: tuple[tuple[str, str], ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """A day in either life; ``both`` when both files have a service on that day, a hint for and against."""

    on: str
    words: str
    station: str
    left: bool
    both: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files, what speaks for one person, both lives; ``joined`` says who decided that they are one."""

    key: str
    left: Side
    right: Side
    evidence: tuple[str, ...]
    certain: bool
    clash: bool
    life: tuple[Happened, ...]
    asked: str = ""
    joined: str = ""


def suspected(desk: Desk) -> list[Suspects]:
    """Find the pairs nobody has decided about: the centre those of the county, a station its own."""
    stations = desk.stations
    with desk.read() as read:
        return suspects(same_people.known(read, stations))


def joined_pairs(desk: Desk) -> list[tuple[str, str]]:
    """Give the files that point to one person, in pairs, to be parted again if need be."""
    with desk.read() as read:
        return same_people.joined(read)


def pair_of(desk: Desk, first: str, second: str, found: Suspects | None = None) -> Pair:
    """Put two files side by side.  Raises NotFound."""
    with desk.read() as read:
        one, other = desk.stored(read, first), desk.stored(read, second)
        sides = [_side(desk, read, each) for each in (one, other)]
        hidden = any(side.hidden for side in sides)
        life = () if hidden else _life(desk, read, one, other)
    return Pair(
        key=key_of(first, second),
        left=sides[0],
        right=sides[1],
        evidence=found.evidence if found else (),
        certain=bool(found and found.certain),
        clash=bool(found and found.clash),
        life=life,
        asked=_asked(desk, one),
        joined=_joined(desk, one, other),
    )


def names_of(desk: Desk, files: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the name and the station of some files; 限阅 for who may not see one."""
    with desk.read() as read:
        found = records.get_many(read, sorted(set(files)))
    return {one.id: (shown_name(desk, one), desk.unit_name(one.station)) for one in found.values()}


def key_of(first: str, second: str) -> str:
    """Name a pair."""
    return "/".join(sorted((first, second)))


# ------------------------------------------------------------------------------ in words
def _side(desk: Desk, read: Read, one: StoredRecord) -> Side:
    hidden = not may_see(desk, one) or not may_read(desk, read, one)
    told = [] if hidden else [*facts_of(desk, one), *basics_of(desk, one)]
    return Side(
        record=one.id,
        name=one.name if may_see(desk, one) else HIDDEN,
        sex_age=sex_and_age(one.answers, desk.clock.today()),
        station=desk.unit_name(one.station),
        number=one.number.partition("-")[2],
        facts=tuple((fact.label, fact.value) for fact in told if fact.label != "编号"),
        hidden=hidden,
    )


def _life(desk: Desk, read: Read, one: StoredRecord, other: StoredRecord) -> tuple[Happened, ...]:
    lives = [_services(read, each) for each in (one, other)]
    days = set.intersection(*({service.service_date for service in life} for life in lives))
    today = desk.clock.today()
    found = [
        (service.service_date, Happened(
            near_day(service.service_date, today), title_of(desk, service),
            desk.unit_name(service.station), left, service.service_date in days,
        ))
        for left, life in ((True, lives[0]), (False, lives[1]))
        for service in life
    ]  # fmt: skip
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(happened for _, happened in found[:LIFE_AT_MOST])


def _services(read: Read, client: StoredRecord) -> list[StoredRecord]:
    visits = records.list_records(read, Wanted("visit", client=client.id, limit=LIFE_AT_MOST))
    others = [one for one in sources.about(read, client.id) if one.service_date and not one.voided]
    return [one for one in (*visits, *others) if one.service_date]


def _asked(desk: Desk, one: StoredRecord) -> str:
    if not one.answers.get(ASKED_BY):
        return ""
    on = short_day(str(one.answers.get(ASKED_ON) or ""), desk.clock.today())
    return f"{on}退回两站核实：{one.answers.get(ASKED_WHY) or ''}"


def _joined(desk: Desk, one: StoredRecord, other: StoredRecord) -> str:
    if not one.person or one.person != other.person:
        return ""
    said = other.answers if other.answers.get(SAME_BY) else one.answers
    on = short_day(str(said.get(SAME_ON) or ""), desk.clock.today())
    return f"{desk.person_name(str(said.get(SAME_BY) or ''))} {on}认定为同一人：{said.get(SAME_WHY) or ''}"


# ------------------------------------------------------------------------------ deciding
def join(desk: Desk, first: str, second: str, reason: str) -> Changes:
    """同一人: both files point to one person; numbers, texts and services stay with each file.

    Raises NotDecided without a reason, WrongState when they are joined already, NotYours, NotFound.
    """
    with _deciding(desk, first, second, reason) as (write, one, other):
        if one.person and one.person == other.person:
            raise WrongState(state="已认定为同一人", step="再认定一次", hint="")
        _join(desk, write, one, other, reason)
        return _done(desk, write, "same_person", one, other)


def join_certain(desk: Desk) -> int:
    """Join all pairs whose number and name are equal, the only ones that need no look; give how many (domain 01 §9)."""
    desk.require(MAY)
    pairs = [one for one in suspected(desk) if one.certain]
    with desk.write() as write:
        for pair in pairs:
            one, other = (desk.stored(write, each) for each in (pair.first, pair.second))
            if not one.person or one.person != other.person:
                _join(desk, write, one, other, CERTAIN_WHY)
                desk.note(write, "same_person", one.id, other=other.id)
    desk.step_witness()
    return len(pairs)


def not_the_same(desk: Desk, first: str, second: str, reason: str) -> Changes:
    """不是同一人: the pair is never asked about again.  Raises what ``join`` raises."""
    with _deciding(desk, first, second, reason) as (write, one, other):
        for each, mate in ((one, other), (other, one)):
            told = each.answers.get(NOT_SAME)
            others = [str(name) for name in told] if isinstance(told, list) else []
            said: dict[str, Value] = {NOT_SAME: [*others, mate.id]}
            _patch(desk, write, each, said | _signed(desk, reason), reason)
        return _done(desk, write, "not_same_person", one, other)


def part(desk: Desk, first: str, second: str, reason: str) -> Changes:
    """分开: take the decision back; both files are what they were before.  Raises WrongState when not joined."""
    with _deciding(desk, first, second, reason) as (write, one, other):
        if not one.person or one.person != other.person:
            raise WrongState(state="没有认定为同一人", step="分开", hint="")
        mates = same_people.of_person(write, one.person)
        alone = [one, other] if len(mates) <= 2 else [other]
        nothing = dict.fromkeys((PERSON, SAME_BY, SAME_ON, SAME_WHY))
        for each in alone:
            _patch(desk, write, each, nothing, reason)
        return _done(desk, write, "part_person", one, other)


def ask_stations(desk: Desk, first: str, second: str, reason: str) -> Changes:
    """退回核实: both stations find it among their tasks.  Raises what ``join`` raises."""
    with _deciding(desk, first, second, reason) as (write, one, other):
        on = desk.clock.today().isoformat()
        for each in (one, other):
            _patch(desk, write, each, {ASKED_BY: desk.me.worker_id, ASKED_ON: on, ASKED_WHY: reason.strip()}, reason)
        return _done(desk, write, "ask_person", one, other)


@contextmanager
def _deciding(desk: Desk, first: str, second: str, reason: str) -> Iterator[tuple[Write, StoredRecord, StoredRecord]]:
    desk.require(MAY)
    if len(reason.strip()) < REASON_AT_LEAST:
        raise NotDecided()
    with desk.write() as write:
        yield write, desk.stored(write, first, "服务对象"), desk.stored(write, second, "服务对象")
    desk.step_witness()


def _done(desk: Desk, write: Write, what: str, one: StoredRecord, other: StoredRecord) -> Changes:
    desk.note(write, what, one.id, other=other.id)
    return changes_of(write)


def _join(desk: Desk, write: Write, one: StoredRecord, other: StoredRecord, reason: str) -> None:
    person = one.person or other.person or uuid7(desk.clock.ms())
    files = {one.id, other.id}
    for known_as in {one.person, other.person} - {"", person}:
        files |= set(same_people.of_person(write, known_as))
    for each in records.get_many(write, sorted(files)).values():
        if each.person != person or each.id == other.id:
            said: dict[str, Value] = {PERSON: person}
            _patch(desk, write, each, said | _signed(desk, reason), reason)


def _signed(desk: Desk, reason: str) -> dict[str, Value]:
    told: dict[str, Value] = {SAME_BY: desk.me.worker_id, SAME_WHY: reason.strip()}
    return told | {SAME_ON: desk.clock.today().isoformat()} | dict.fromkeys((ASKED_BY, ASKED_ON, ASKED_WHY))


def _patch(desk: Desk, write: Write, stored: StoredRecord, said: Mapping[str, Value], reason: str) -> None:
    desk.append(write, CLIENT, stored.id, stored.heads, said, reason.strip())


def twin_tasks(read: Read, station: str, stored: Iterable[StoredRecord], today: date) -> Iterator[Task]:
    """Ask a station about one person who was typed at two of its machines before a stick went between them."""
    files = {one.id: one for one in stored if one.kind == CLIENT and not one.voided}
    letters = {one.id: number.letter for one in files.values() if (number := parse(one.number)) is not None}
    if len(set(letters.values())) < 2:
        return
    for pair in suspects(same_people.known(read, [station])):
        one, other = files.get(pair.first), files.get(pair.second)
        if one is None or other is None or letters.get(one.id) == letters.get(other.id):
            continue
        one, other = sorted((one, other), key=lambda each: each.number)
        numbers = " 和 ".join(each.number.rpartition("-")[2] for each in (one, other))
        why = f"{pair.evidence[0]}：{numbers}，请核对"
        yield Task(other.id, TYPED_TWICE, other.id, today, "两台电脑都建了档", why, other.worker, "去核对")


def asked_tasks(stored: Iterable[StoredRecord], today: date) -> Iterator[Task]:
    """Ask the stations what the centre asked them about, until somebody there has saved the file again."""
    for one in stored:
        if one.kind == CLIENT and one.answers.get(ASKED_BY) and one.changed_by == one.answers[ASKED_BY]:
            due = (day(str(one.answers.get(ASKED_ON) or "")) or today) + ANSWER_WITHIN
            why = f"可能有两份档案是同一个人，县中心请核实：{one.answers.get(ASKED_WHY) or ''}"
            yield Task(one.id, CLIENT, one.id, due, "核实身份", why, one.worker, "去核实")

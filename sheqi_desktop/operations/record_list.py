"""Any kind of record as a list: which there are in which order, and what each line says when it is looked at.

The list itself is ids only, so that a hundred thousand records open at once; lines are read a screenful at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.case_story import PLAN
from sheqi_desktop.operations.correct import CORRECTION_WAITS, waits_for_signature
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document, gather
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.operations.on_its_way import WAY_WORDS, file_ways, ways
from sheqi_desktop.operations.restricted import HIDDEN, may_see
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.store import records, search
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

STATE_WORDS = {
    "draft": ("草稿", "warn"),
    "submitted": ("已提交", "info"),
    "returned": ("已退回", "note"),
    "signed": ("已签批", "ok"),
}
CHIPS = ("all", "month", "draft", "submitted", "returned", "signed", "voided")
MOST_FOUND = 2000
LONGEST = 120
OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True)
class ListAsk:
    """What a list should show: a kind, words typed, one filter, an order (an answer's name), one person's only."""

    kind: str
    text: str = ""
    chip: str = "all"
    order: str = ""
    descending: bool = True
    client: str = ""


@dataclass(frozen=True, slots=True)
class RecordList:
    """The ids in order, and how many each filter would show."""

    ask: ListAsk
    ids: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: the words of the listed questions, and how far the record has come."""

    record: str
    cells: tuple[str, ...]
    state: str
    state_tone: str
    way: str
    way_tone: str
    jump: str
    voided: bool
    own: bool
    station: str = ""
    """Whose it is, for a desk that reads the lists of several stations."""


def listed(form: Form) -> list[Field]:
    """Give the questions a list of this kind shows, in order."""
    return [form.field(name) for name in form.listed if name in form]


def record_list(desk: Desk, ask: ListAsk) -> RecordList:
    """Find what fits, newest first unless asked otherwise; a 限阅 record of others is a line without words."""
    stations = desk.stations
    note_search(desk, ask.text)
    with desk.read() as read:
        found = _found(read, ask, stations)
        counts = {chip: _count(desk, read, ask, chip, stations) for chip in CHIPS}
        wanted = _wanted(desk, ask, ask.chip, stations)
        ids = records.list_ids(read, wanted, ask.order, found)
        if ask.kind in PRIVATE_KINDS:
            # That a colleague told their supervisor something is nobody else's to know either.
            ids = [one for one, told in records.get_many(read, ids).items() if may_see(desk, told)]
            counts = {chip: len(ids) if chip == ask.chip else 0 for chip in CHIPS}
    return RecordList(ask, tuple(ids), counts)


def list_lines(desk: Desk, kind: str, ids: Sequence[str]) -> list[ListLine]:
    """Give the lines of some records of one kind, in the order of the ids."""
    today = desk.clock.today()
    with desk.read() as read:
        stored = records.get_many(read, ids)
        stands = (file_ways if kind in FILES else ways)(desk, read, list(stored))
        names = names_of(read, desk, stored.values(), listed(desk.library.form(kind)))
        states = _file_states(read, kind, stored, today)
    lines = [_line(desk, stored[one], stands.get(one, "local"), names, today) for one in ids if one in stored]
    return [_in_state(line, *states[line.record]) if line.record in states else line for line in lines]


def _file_states(read: Read, kind: str, stored: Mapping[str, StoredRecord], today: date) -> dict[str, tuple[str, str]]:
    """Give the state of each whole file (个案, 小组 …) in words and tone; a void one stays void."""
    known = FILES.get(kind)
    if known is None:
        return {}
    papers = gather(read, records.list_records(read, Wanted(parents=list(stored), restricted=True)))
    standing = [one for one in stored.values() if not one.voided]
    found = {one.id: known.state(document(one), papers.under(one.id), today) for one in standing}
    return {record: (known.states.get(state, state), known.tones.get(state, "")) for record, state in found.items()}


def _in_state(line: ListLine, words: str, tone: str) -> ListLine:
    return replace(line, state=words, state_tone=tone or line.state_tone)


def _found(read: Read, ask: ListAsk, stations: Sequence[str] | None) -> list[str] | None:
    """Give the records that fit what was typed, also by the name of the person; None when nothing was typed."""
    typed = ask.text.strip()
    if not typed:
        return None
    hits = search.search_records(read, typed, MOST_FOUND, stations, [ask.kind])
    people = search.search_people(read, typed, MOST_FOUND, stations)
    found = dict.fromkeys(hit.record for hit in hits)
    for one in people:
        found |= dict.fromkeys(records.list_ids(read, Wanted(ask.kind, client=one.record, voided=None)))
    return list(found)


def _wanted(desk: Desk, ask: ListAsk, chip: str, stations: Sequence[str] | None) -> Wanted:
    today = desk.clock.today()
    return Wanted(
        ask.kind,
        stations=stations,
        statuses=[chip] if chip in STATE_WORDS else None,
        since=today.replace(day=1).isoformat() if chip == "month" else None,
        until=f"{today:%Y-%m}-31" if chip == "month" else None,
        client=ask.client or None,
        voided=chip == "voided",
        restricted=True,
        descending=ask.descending,
    )


def _count(desk: Desk, read: Read, ask: ListAsk, chip: str, stations: Sequence[str] | None) -> int:
    return records.count_records(read, _wanted(desk, ask, chip, stations))


# ------------------------------------------------------------------------------ lines
def names_of(read: Read, desk: Desk, stored: Iterable[StoredRecord], fields: Sequence[Field]) -> dict[str, str]:
    """Give the words for every record these questions point to, read in one go."""
    return named(desk, read, [one.answers for one in stored], fields)


def named(desk: Desk, read: Read, told: Iterable[Answers], fields: Sequence[Field]) -> dict[str, str]:
    """Give the words for every record these answers point to, in the columns of lists too."""
    wanted: set[str] = set()
    cases: set[str] = set()
    for answers in told:
        for refers, id_ in _pointed_to(answers, fields):
            if refers == OBJECTIVE:
                cases.add(str(answers.get("parent_id") or ""))
            elif refers not in ("worker", "village", "region", "station"):
                wanted.add(id_)
    found = {id_: _title(desk, one) for id_, one in records.get_many(read, sorted(wanted)).items()}
    return found | (objectives_of(read, cases) if cases else {})


def objectives_of(read: Read, cases: Iterable[str]) -> dict[str, str]:
    """Give the objectives of all plans of some cases, by id."""
    plans = records.list_records(read, Wanted(PLAN, parents=sorted(cases), restricted=True, descending=False))
    found = (row for plan in plans for row in rows(plan.answers, "objectives"))
    return {str(row["id"]): str(row.get("objective") or "") for row in found}


def _pointed_to(answers: Answers, fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = answers.get(field.id)
        if field.type in ("ref", "refs") and value:
            for one in value if isinstance(value, list) else [value]:
                yield field.refers, str(one)
        elif field.type == "rows":
            for row in rows(answers, field.id):
                yield from _pointed_to(row, field.columns)


def _title(desk: Desk, one: StoredRecord) -> str:
    if not may_see(desk, one):
        return HIDDEN
    return one.name or str(one.answers.get("title") or "") or one.number.partition("-")[2]


def _line(desk: Desk, one: StoredRecord, way: str, names: Mapping[str, str], today: date) -> ListLine:
    form = desk.library.form_of(one.kind, one.answers)
    hidden = not may_see(desk, one)
    cells = tuple("限阅" if hidden else said(desk, field, one.answers.get(field.id), names) for field in listed(form))
    state, tone = ("作废", "mute") if one.voided else STATE_WORDS.get(one.status, (one.status, "mute"))
    way_words, way_tone = WAY_WORDS[way]
    if one.correcting and not one.voided:
        state, tone = CORRECTION_WAITS if waits_for_signature(one) else "更正中", "warn"
    return ListLine(
        one.id, cells, state, tone, way_words, way_tone, initials(cells[0]) if cells else "", one.voided,
        one.station == desk.station, desk.unit_name(one.station),
    )  # fmt: skip


def said(desk: Desk, field: Field, value: Value, names: Mapping[str, str]) -> str:
    """Give an answer in words for a line of a list: names for people and files, days as people say them."""
    if value in (None, "", []):
        return ""
    if field.type == "date":
        return near_day(str(value), desk.clock.today())
    if field.type in ("ref", "refs"):
        given = value if isinstance(value, list) else [value]
        return "、".join(ref_words(desk, field.refers, str(one), names) for one in given)
    if field.type == "rows" and isinstance(value, list):
        return f"{len(value)} 项"
    return show(value, field, desk.clock.today()).replace("\n", " ")[:LONGEST]


def ref_words(desk: Desk, refers: str, one: str, names: Mapping[str, str]) -> str:
    """Give the words for something that is pointed to, '' if nobody knows it."""
    if refers == "worker":
        return desk.person_name(one)
    if refers == "village":
        return desk.library.places.village_name(one)
    if refers == "region":
        return desk.library.regions.name(one)
    if refers == "station":
        return desk.unit_name(one)
    return names.get(one, "")

"""探访记录: the list of visits of a station, newest first, with filters and where each record stands on its way."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.codes import VisitMode, VisitOutcome
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import said
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.operations.on_its_way import WAY_WORDS, ways
from sheqi_desktop.operations.restricted import HIDDEN, shown_name
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.store import records, search, visit_list
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

CALLS = (int(VisitMode.PHONE), int(VisitMode.VIDEO))
REACHED = (int(VisitOutcome.SEEN), int(VisitOutcome.CARER_ANSWERED))


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the list."""

    record: str
    number: str
    on: str
    on_words: str
    name: str
    initials: str
    village: str
    mode: str
    call: bool
    outcome: str
    reached: bool
    summary: str
    worker: str
    worker_id: str
    state: str
    state_tone: str
    way: str
    way_tone: str
    draft: bool
    voided: bool
    risky: bool
    station: str


CHIPS = (
    ("all", "全部"),
    ("month", "本月"),
    ("home", "上门"),
    ("call", "电话"),
    ("missed", "没见到"),
    ("risk", "有风险信号"),
    ("draft", "草稿"),
    ("voided", "已作废"),
)
MOST_FOUND = 2000


@dataclass(frozen=True, slots=True)
class VisitAsk:
    """What the list should show: words typed, one filter, one person's only, only mine, and the order of a column."""

    text: str = ""
    chip: str = "all"
    client: str = ""
    mine: bool = False
    order: str = "on"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class VisitList:
    """The ids as asked for, and how many each filter would show."""

    ids: tuple[str, ...]
    counts: dict[str, int]
    counted_this_month: int


def visits(desk: Desk, ask: VisitAsk | None = None) -> VisitList:
    """List the visits that fit what was typed (name, initials, number, words of the record) and the filter."""
    ask = ask or VisitAsk()
    today = desk.clock.today()
    stations = desk.stations
    last = monthrange(today.year, today.month)[1]
    month = (today.replace(day=1).isoformat(), today.replace(day=last).isoformat())
    worker = desk.me.worker_id if ask.mine else ""
    note_search(desk, ask.text)
    with desk.read() as read:
        ids = visit_list.visit_ids(read, ask.chip, month, stations, ask.client, worker, ask.order, ask.descending)
        counts = visit_list.visit_counts(read, month, stations)
        fitting = _fitting(desk, read, ask.text.strip(), stations)
    shown = ids if fitting is None else [one for one in ids if one in fitting]
    return VisitList(tuple(shown), counts, counts.pop("reached"))


def visit_rows(desk: Desk, ids: Sequence[str]) -> list[VisitRow]:
    """Give the lines of some visits, in the order of the ids."""
    today = desk.clock.today()
    with desk.read() as read:
        found = records.get_many(read, ids)
        names = records.get_many(read, list({one.client for one in found.values() if one.client}))
        stands = ways(desk, read, found)
    known = [found[one] for one in ids if one in found]
    return [_row(desk, one, names.get(one.client), stands.get(one.id, "local"), today) for one in known]


def _fitting(desk: Desk, read: Read, typed: str, stations: Sequence[str] | None) -> set[str] | None:
    if not typed:
        return None
    hits = search.search_records(read, typed, MOST_FOUND, stations, ["visit"])
    places = desk.library.regions.named(typed)
    people = search.search_people(read, typed, MOST_FOUND, stations, places)
    found = {hit.record for hit in hits}
    for one in people:
        found.update(records.list_ids(read, Wanted("visit", client=one.record, voided=None)))
    return found


def _row(desk: Desk, one: StoredRecord, person: StoredRecord | None, way: str, today: date) -> VisitRow:
    answers = one.answers
    mode = desk.library.vocabularies["visit_mode"].by_code(answers.get("mode"))
    call = answers.get("mode") in CALLS
    outcome = desk.library.vocabularies["visit_outcome"].by_code(answers.get("outcome"))
    state, tone = ("作废", "mute") if one.voided else ("草稿", "warn") if one.status == "draft" else ("已提交", "ok")
    way_words, way_tone = WAY_WORDS[way]
    signals = [code for code in answers.get("risk_signals") or () if code]
    return VisitRow(
        record=one.id,
        number=one.number,
        on=one.service_date,
        on_words=near_day(one.service_date, today),
        name=HIDDEN if one.restricted else shown_name(desk, person),
        initials="" if one.restricted else initials(shown_name(desk, person)),
        village=desk.library.places.village_name(person.village) if person and person.village else "",
        mode=(mode.short or mode.label) if mode else "",
        call=call,
        outcome=outcome.short_for("call" if call else "door") if outcome else "",
        reached=answers.get("outcome") in REACHED,
        summary=HIDDEN if one.restricted else said(answers),
        worker=desk.person_name(one.worker) if one.worker else "",
        worker_id=one.worker,
        state=state,
        state_tone=tone,
        way=way_words,
        way_tone=way_tone,
        draft=one.status == "draft",
        voided=one.voided,
        risky=bool(signals),
        station=desk.unit_name(one.station),
    )

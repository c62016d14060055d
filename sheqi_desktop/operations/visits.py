"""探访记录: the list of visits of a station, newest first, with filters and where each record stands on its way."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.codes import VisitMode, VisitOutcome
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import said
from sheqi_desktop.operations.record_list import WAY_WORDS
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.store import outbox, records
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


@dataclass(frozen=True, slots=True)
class VisitList:
    """The list as asked for, and how many each filter would show."""

    rows: tuple[VisitRow, ...]
    counts: dict[str, int]
    counted_this_month: int


CHIPS: tuple[tuple[str, str, Callable[[VisitRow], bool]], ...] = (
    ("all", "全部", lambda row: not row.voided),
    ("month", "本月", lambda row: not row.voided),
    ("home", "上门", lambda row: not row.voided and not row.call),
    ("call", "电话", lambda row: not row.voided and row.call),
    ("missed", "没见到", lambda row: not row.voided and not row.reached),
    ("risk", "有风险信号", lambda row: not row.voided and row.risky),
    ("draft", "草稿", lambda row: row.draft and not row.voided),
    ("voided", "已作废", lambda row: row.voided),
)


def visits(desk: Desk, text: str = "", chip: str = "all", client: str = "", mine: bool = False) -> VisitList:
    """List the visits that fit: words in name, number or summary; one chip; one person; only my own."""
    today = desk.clock.today()
    stations = None if desk.place.kind == "centre" else [desk.station]
    wanted = Wanted(
        "visit", stations=stations, client=client or None, worker=desk.me.worker_id if mine else None, voided=None
    )
    with desk.read() as read:
        found = records.list_records(read, wanted)
        names = records.get_many(read, list({one.client for one in found if one.client}))
        ways = outbox.transport(read, [one.id for one in found])
    rows = [_row(desk, one, names.get(one.client), ways.get(one.id, "local"), today) for one in found]
    first = today.replace(day=1).isoformat()
    last = today.replace(day=monthrange(today.year, today.month)[1]).isoformat()
    month = [row for row in rows if first <= row.on <= last]
    counts = {key: sum(fits(row) for row in (month if key == "month" else rows)) for key, _, fits in CHIPS}
    fits = next(fits for key, _, fits in CHIPS if key == chip)
    typed = text.strip().lower()
    shown = [row for row in (month if chip == "month" else rows) if fits(row) and _has(row, typed)]
    return VisitList(tuple(shown), counts, sum(row.reached and not row.draft and not row.voided for row in month))


def _has(row: VisitRow, typed: str) -> bool:
    if not typed:
        return True
    return any(typed in part.lower() for part in (row.name, row.number, row.summary, row.village, row.worker)) or (
        row.initials.startswith(typed)
    )


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
        name="限阅" if one.restricted else person.name if person else "",
        initials=initials(person.name) if person and not one.restricted else "",
        village=desk.library.places.village_name(person.village) if person and person.village else "",
        mode=(mode.short or mode.label) if mode else "",
        call=call,
        outcome=outcome.short_for("call" if call else "door") if outcome else "",
        reached=answers.get("outcome") in REACHED,
        summary="限阅" if one.restricted else said(answers),
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

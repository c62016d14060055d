"""冲突处理, the reading half: which records two machines wrote differently, and every difference in words.

Until somebody decides, a record goes on with what all of its writers last agreed on (domain 17 §5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.disputes import (
    ASKED_BY,
    ASKED_ON,
    ASKED_WHY,
    BY,
    NOT_BEFOREHAND,
    ON,
    WHY,
    is_decision,
    known_to,
)
from sheqi_desktop.domain.fold import CONFIRMING, State, fold
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.task import Task
from sheqi_desktop.operations.day_words import near_moment, short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.headline import saying
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.path_words import field_at, label_at, value_at, words_at
from sheqi_desktop.operations.restricted import may_see, shown_name
from sheqi_desktop.reports.masking import masked_value
from sheqi_desktop.store import journal, log, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

SETTLED, DAY_MS = "settle_conflict", 86_400_000
SHOW_DAYS = 31
ASKED_BACK = "asked_back"
ANSWER_WITHIN = timedelta(days=7)
STATE_WORDS = {True: "已提交", False: "草稿"}
VOID_LABEL, VOID_WORDS = "作废", {True: "作废", False: "不作废，留着"}


@dataclass(frozen=True, slots=True)
class Side:
    """What one machine wrote: the value and its words, who, when, on which machine, handed in or not."""

    ref: ChangeRef
    value: Value
    words: str
    by: str
    when: str
    machine: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One answer at odds: what all last agreed on, and what each machine wrote since, the first to show first."""

    path: str
    label: str
    base: str
    sides: tuple[Side, ...]
    written: bool
    """Words people wrote themselves: they may be put together or mended by hand."""
    suggested: int | None = None
    """The side that was handed in where the other is a draft; None where a person has to look."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record at odds, or one that was: ``decided`` says who settled it and how."""

    record: str
    kind: str
    title: str
    number: str
    station: str
    machines: str
    lines: tuple[Line, ...]
    same: int
    agreed: str
    asked_back: str = ""
    decided: str = ""
    hidden: bool = False
    """限阅 for this person: it is counted and not shown."""
    taken: tuple[tuple[str, str], ...] = ()
    """What was decided: each question that was at odds, and the answer that counts since."""


def disputes(desk: Desk) -> list[Dispute]:
    """Give everything at odds this desk sees, the longest waiting first; what a station was asked about comes last."""
    with desk.read() as read:
        found = [_dispute(desk, read, one) for one in _at_odds(desk, read)]
    return sorted(found, key=lambda one: (bool(one.asked_back), one.station, one.number, one.record))


def at_odds(desk: Desk) -> int:
    """Count the records at odds this desk sees."""
    with desk.read() as read:
        return len(_at_odds(desk, read))


def settled_lately(desk: Desk) -> list[Dispute]:
    """Give what was settled at this machine in the last month, the latest first."""
    since = desk.clock.ms() - SHOW_DAYS * DAY_MS
    with desk.read() as read:
        notes = dict.fromkeys(one.subject for one in reversed(journal.about(read, SETTLED, since)))
        stored = records.get_many(read, list(notes))
        wanted = [stored[one] for one in notes if one in stored and stored[one].answers.get(BY)]
        return [_settled(desk, read, one) for one in wanted if not one.conflicts]


def dispute_of(desk: Desk, record: str) -> Dispute | None:
    """Give what is at odds in one record, None when nothing is."""
    with desk.read() as read:
        stored = desk.stored(read, record)
        return _dispute(desk, read, stored) if stored.conflicts else None


def _at_odds(desk: Desk, read: Read) -> list[StoredRecord]:
    found = records.get_many(read, sorted({one.record for one in records.conflicts(read)}))
    centre = desk.place.kind == "centre"
    return [one for one in found.values() if centre or one.station == desk.station]


def asked_back_tasks(stored: Iterable[StoredRecord], today: date) -> Iterator[Task]:
    """Ask the station what the centre asked it about; within a week, so that the count of the month can be right."""
    for one in stored:
        if one.conflicts and one.answers.get(ASKED_BY):
            due = (day(str(one.answers.get(ASKED_ON) or "")) or today) + ANSWER_WITHIN
            why = f"两台电脑写得不一样，县中心请核实：{one.answers.get(ASKED_WHY) or ''}"
            yield Task(one.id, ASKED_BACK, one.client, due, "核实后改一下", why, one.worker, "去核实")


# ------------------------------------------------------------------------------ in words
def _dispute(desk: Desk, read: Read, stored: StoredRecord) -> Dispute:
    changes = log.history(read, stored.id)
    state = fold(changes)
    lines = () if not may_see(desk, stored) else _lines(desk, read, stored, state, changes)
    sides = {side.ref: side for line in lines for side in line.sides}
    asked = ""
    if stored.answers.get(ASKED_BY):
        on = short_day(str(stored.answers.get(ASKED_ON) or ""), desk.clock.today())
        asked = f"{on}退回站点核实：{stored.answers.get(ASKED_WHY) or ''}"
    return Dispute(
        record=stored.id,
        kind=stored.kind,
        title=_title(desk, read, stored),
        number=stored.number.partition("-")[2] or stored.number,
        station=stored.station,
        machines=" / ".join(dict.fromkeys(side.machine for side in sides.values())) or desk.unit_name(stored.station),
        lines=lines,
        same=_same(state),
        agreed=_agreed(desk, changes, state),
        asked_back=asked,
        hidden=not may_see(desk, stored),
    )


def _settled(desk: Desk, read: Read, stored: StoredRecord) -> Dispute:
    on = short_day(str(stored.answers.get(ON) or ""), desk.clock.today())
    hidden = not may_see(desk, stored)
    said = f"{desk.person_name(str(stored.answers.get(BY)))} {on}"
    title = _title(desk, read, stored)
    why = "" if hidden else str(stored.answers.get(WHY) or "")
    taken = () if hidden else _taken(desk, read, stored)
    return Dispute(
        record=stored.id, kind=stored.kind, title=title, number=stored.number.partition("-")[2] or stored.number,
        station=stored.station, machines=desk.unit_name(stored.station), lines=(), same=0, agreed="",
        decided="：".join(part for part in (said, why) if part), hidden=hidden, taken=taken,
    )  # fmt: skip


def _taken(desk: Desk, read: Read, stored: StoredRecord) -> tuple[tuple[str, str], ...]:
    """Give what the last decision about a record took: each question, and the answer in words."""
    last = max(filter(is_decision, log.history(read, stored.id)), key=lambda one: one.at, default=None)
    if last is None:
        return ()
    form = desk.library.form_of(stored.kind, stored.answers)
    was_at_odds = fold(known_to(log.history(read, stored.id), last.parents)).conflicts
    found = []
    for path in sorted(was_at_odds, key=lambda each: _place(form, each)):
        if path not in last.answers:
            continue
        value, field = last.answers[path], field_at(form, path)
        if path == VOIDED:
            found.append((VOID_LABEL, VOID_WORDS[value is True]))
            continue
        shown = value if field is None else masked_value(field, value)
        found.append((label_at(form, path), words_at(desk, read, form, path, [shown])[0]))
    return tuple(found)


def _title(desk: Desk, read: Read, stored: StoredRecord) -> str:
    about = records.get(read, stored.client) if stored.client and not stored.name else stored
    name = shown_name(desk, about) if may_see(desk, stored) else shown_name(desk, stored)
    if not name and may_see(desk, stored):
        name = saying(stored.kind, stored.answers)
    return "・".join(part for part in (name, words_of(stored.kind).short) if part)


def _same(state: State) -> int:
    at_odds = {path.partition("/")[0] for path in state.conflicts}
    return sum(1 for name in state.answers if name not in at_odds and not name.startswith("_"))


def _agreed(desk: Desk, changes: Sequence[Change], state: State) -> str:
    """Give the day of the last change that everybody at odds knew."""
    history = History.of(changes)
    place = {step.ref: i for i, step in enumerate(history.steps)}
    at_odds = [place[ref] for options in state.conflicts.values() for ref, _ in options if ref in place]
    common = [i for i, _ in enumerate(history.steps) if all(history.knew(j, i) for j in at_odds)]
    last = max(common, default=None)
    return short_day(county_day(history.steps[last].at).isoformat(), desk.clock.today()) if last is not None else ""


def _lines(desk: Desk, read: Read, stored: StoredRecord, state: State, changes: Sequence[Change]) -> tuple[Line, ...]:
    form = desk.library.form_of(stored.kind, stored.answers)
    by_ref = {one.ref: one for one in changes}
    found = []
    for path, options in sorted(state.conflicts.items(), key=lambda each: _place(form, each[0])):
        field = field_at(form, path)
        values = [*(value for _, value in options), value_at(state.answers, path)]
        shown = values if field is None else [masked_value(field, value) for value in values]
        *said, base = words_at(desk, read, form, path, shown)
        if path == VOIDED:
            said, base = [VOID_WORDS[value is True] for _, value in options], VOID_WORDS[False]
        sides = tuple(
            _side(desk, by_ref[ref], value, words, changes) for (ref, value), words in zip(options, said, strict=True)
        )
        written = field is not None and field.type in ("text", "memo") and not field.refers and not field.mask
        label = VOID_LABEL if path == VOIDED else label_at(form, path)
        found.append(Line(path, label, base, sides, written, _suggested(path, sides)))
    return tuple(found)


def _side(desk: Desk, change: Change, value: Value, words: str, changes: Iterable[Change]) -> Side:
    known = fold([*known_to(changes, change.parents), change])
    device = desk.book.newest.device(change.device)
    machine = f"{desk.unit_name(device.station_code)} {device.slot} 机" if device else "不认识的电脑"
    confirmed = known.answers.get("status") in CONFIRMING
    return Side(
        change.ref, value, words, desk.person_name(change.author),
        near_moment(change.at, desk.clock.today()), machine, confirmed,
    )  # fmt: skip


def _suggested(path: str, sides: Sequence[Side]) -> int | None:
    """Confirmed beats draft, and nothing else does: never because it is newer (domain 17 §5)."""
    confirmed = [number for number, one in enumerate(sides) if one.confirmed]
    if path.rpartition("/")[2] in NOT_BEFOREHAND or len(confirmed) != 1:
        return None
    return confirmed[0]


def _place(form: Form, path: str) -> tuple[int, str]:
    names = [field.id for field in form]
    name = path.partition("/")[0]
    return (names.index(name) if name in names else len(names), path)

"""待审: what waits for a supervisor — documents to sign, those drawn to be read, and answers to be confirmed.

Made from plain rows and the remarks about them, so that thousands of documents take a moment.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import PLAN, Annotation
from sheqi_desktop.domain.review_sample import SAMPLE_OF, Sampled, sampled
from sheqi_desktop.domain.supervision import SAMPLED, plan
from sheqi_desktop.domain.thread import UNFINISHED, State, Thread
from sheqi_desktop.domain.verdict import LOOKED_AT, WAITS, Verdict
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import SUPERVISOR, Remarks, remarks_at
from sheqi_desktop.operations.restricted import HIDDEN
from sheqi_desktop.operations.sign_off import next_signer
from sheqi_desktop.operations.supervised import responsible_for, supervised_stations
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.store.remarks import revisions_of
from sheqi_desktop.store.review_list import ReviewRow, answers_of, handed_in

LATE_AFTER = 14
"""So many days without a verdict are told to the director (A-ANNOT, 14 §5.7)."""
YOURS = "看过第 {n} 版，已改"
"""To that supervisor; short, for it stands at the end of a narrow line."""
SIGN, SAMPLE, CONFIRM = "sign", "sample", "confirm"


_Rates = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One document that waits for a supervisor.

    ``why`` is ``sign`` (waits for the signature), ``sample`` (drawn to be read) or ``confirm`` (answers to its
    annotations wait).  ``days`` since its newest version was written, ``late`` after 14.  ``state`` is 待审第4版,
    ``note`` 督导审阅的是第3版, to that supervisor 看过第 3 版，已改.
    ``at`` is when it came to wait, in milliseconds.
    ``risk`` is that of the person it is about: 3 高, 2 中, 1 低, 0 unknown.
    """

    record: str
    kind: str
    number: str
    title: str
    station: str
    station_name: str
    who: str
    worker: str
    on: str
    days: int
    late: bool
    risk: int
    version: int
    state: str
    note: str
    why: str
    correction: bool
    musts_open: int
    answered: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, the longest waiting first and among equals the higher risk; and how many of what."""

    lines: tuple[Waiting, ...]
    by_station: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)
    late: int = 0


def review_queue(desk: Desk, stations: Sequence[str] | None = None, since: date | None = None) -> Queue:
    """List what waits for this supervisor (the director sees every station).

    ``stations`` narrows it to some; ``since`` is the first day of service of which documents are drawn to be read, the
    first of last month without one.  Nothing for whoever supervises no station.
    """
    mine = supervised_stations(desk)
    wanted = sorted(mine if stations is None else mine.intersection(stations))
    if not wanted:
        return Queue(())
    with desk.read() as read:
        lines = _lines(desk, read, wanted, since or _last_month(desk.clock.today()))
    lines.sort(key=lambda one: (-one.days, -one.risk, one.number, one.record))
    return Queue(
        tuple(lines),
        Counter(one.station for one in lines),
        Counter(one.kind for one in lines),
        sum(one.late for one in lines),
    )


def _lines(desk: Desk, read: Read, stations: list[str], since: date) -> list[Waiting]:
    here = remarks_at(read, stations)
    threads: dict[str, list[tuple[Annotation, Thread]]] = defaultdict(list)
    for one in here.annotations.values():
        threads[one.anchor.document].append((one, here.thread(one)))
    signed = _to_sign(desk, read, stations)
    signs = {one.id for one in signed}
    rates = _rates(desk, read, desk.me.worker_id)
    drawn = [one for one in _drawn(desk, read, stations, since, rates) if one.id not in signs]
    looked = _Looked(read, here, {one.id for one in (*signed, *drawn)})
    found = [(one, SIGN) for one in signed if not looked.decided(one.id)]
    found += [(one, SAMPLE) for one in drawn if not looked.decided(one.id)]
    taken = {one.id for one, _ in found}
    answered = {document for document, told in threads.items() if any(t.state == State.ANSWERED for _, t in told)}
    found += [(one, CONFIRM) for one in _others(read, answered - taken)]
    return [_line(desk, row, why, threads.get(row.id, []), looked) for row, why in found]


def undecided(desk: Desk, read: Read, here: Remarks, since: date) -> list[ReviewRow]:
    """Give what was handed in and waits for a verdict, at every station looked at here; each supervisor's rates hold.

    Of documents that are drawn, those served from ``since`` on, or from the first of last month where that is earlier.
    """
    since = min(since, _last_month(desk.clock.today()))
    there = responsible_for(desk)
    stations = sorted(
        desk.stations if desk.stations is not None else (one.code for one in desk.library.places.stations)
    )
    found = {one.id: one for one in _to_sign(desk, read, stations)}
    led: dict[str, list[str]] = defaultdict(list)
    for station in stations:
        led[min(there.get(station, ()), default="")].append(station)
    for supervisor, own in led.items():
        for one in _drawn(desk, read, own, since, _rates(desk, read, supervisor)):
            found.setdefault(one.id, one)
    looked = _Looked(read, here, set(found))
    return [one for one in found.values() if not looked.decided(one.id)]


def _to_sign(desk: Desk, read: Read, stations: list[str]) -> list[ReviewRow]:
    """Give the documents whose next signature is the supervisor's."""
    forms = {kind: desk.library.form(kind) for kind in desk.library.kinds()}
    kinds = [kind for kind, form in forms.items() if SUPERVISOR in (*form.sign_off, *dict(form.sign_off_also_when))]
    asked = {kind for kind in kinds if SUPERVISOR not in forms[kind].sign_off}
    said = {id_: told for kind in asked for id_, told in answers_of(read, kind, stations).items()}
    found = []
    for one in handed_in(read, kinds, stations):
        stamps = {"signed_by": one.signed_by, "lead_signed_by": one.lead_signed_by, "station_code": one.station}
        if next_signer(desk, forms[one.kind], {**said.get(one.id, {}), **stamps}) == SUPERVISOR:
            found.append(one)
    return found


def _drawn(desk: Desk, read: Read, stations: list[str], since: date, rates: _Rates) -> list[ReviewRow]:
    """Give the documents nobody signs that are to be read."""
    known = set(desk.library.kinds())
    rows = handed_in(read, [kind for kind in SAMPLE_OF if kind in known], stations, since.isoformat())
    found: list[ReviewRow] = []
    for kind, group in SAMPLE_OF.items():
        of_kind = [one for one in rows if one.kind == kind]
        chosen = sampled((Sampled(one.id, one.worker, one.service_date[:7]) for one in of_kind), *rates[group])
        found += [one for one in of_kind if one.id in chosen]
    return found


def _rates(desk: Desk, read: Read, supervisor: str) -> _Rates:
    """Give what share is read: the rates of the supervisor's own 督导计划, or those of the county."""
    today = desk.clock.today()
    for stored in records.list_records(read, Wanted(PLAN)):
        told = plan(stored.answers)
        if told is not None and told.supervisor == supervisor and told.since <= today <= told.until:
            return told.rates
    return SAMPLED


def _others(read: Read, ids: Iterable[str]) -> list[ReviewRow]:
    """Give documents that wait for nothing themselves: their annotations were answered."""
    found = []
    for one in records.get_many(read, ids).values():
        client = records.get(read, one.client) if one.client else None
        name, hidden, risk = (client.name, int(client.restricted), client.risk) if client else (one.name, 0, 0)
        found.append(
            ReviewRow(
                one.id, one.kind, one.station, one.number, one.service_date, one.worker, one.client, one.parent,
                int(one.restricted), one.revision, one.changed_at, int(one.first_signed_at is not None), "", "", name,
                hidden, risk,
            )
        )  # fmt: skip
    return found


class _Looked:
    """Which version of each document was decided about: asked only of those somebody said something about."""

    def __init__(self, read: Read, here: Remarks, documents: set[str]) -> None:
        self._here = here
        self._versions = revisions_of(read, documents & here.verdicts.keys())

    def decided(self, record: str) -> bool:
        """Tell whether somebody decided about the newest version."""
        versions = self._versions.get(record)
        return versions is not None and any(one.revision == versions.newest for one in self._here.verdicts[record])

    def older(self, record: str, reader: str) -> str:
        """Say to a person which version was looked at, '' where none was."""
        versions = self._versions.get(record)
        if versions is None:
            return ""

        def turn(one: Verdict) -> tuple[int, int, str]:
            return versions.number(one.revision), one.at, one.id

        last = max(self._here.verdicts.get(record, ()), key=turn, default=None)
        number = versions.number(last.revision) if last is not None else 0
        if last is None or not number:
            return ""
        return (YOURS if last.by == reader else LOOKED_AT).format(n=number)


def _line(desk: Desk, row: ReviewRow, why: str, told: list[tuple[Annotation, Thread]], looked: _Looked) -> Waiting:
    days = max(0, (desk.clock.today() - county_day(row.changed_at)).days)
    older = looked.older(row.id, desk.me.worker_id) if why != CONFIRM else ""
    answers = [event.at for _, thread in told if thread.state == State.ANSWERED for event in thread.events]
    hidden = bool(row.restricted or row.client_restricted)
    return Waiting(
        record=row.id,
        kind=row.kind,
        number=row.number,
        title=desk.library.form(row.kind).title,
        station=row.station,
        station_name=desk.unit_name(row.station),
        who=HIDDEN if hidden else row.client_name,
        worker=desk.person_name(row.signed_by or row.worker),
        on=row.service_date,
        days=days,
        late=days > LATE_AFTER,
        risk=row.risk,
        version=row.revision,
        state="等确认回复" if why == CONFIRM else WAITS.format(n=row.revision),
        note=older,
        why=why,
        correction=bool(row.first_signed or (why == SIGN and not desk.library.form(row.kind).sign_off)),
        musts_open=sum(1 for one, thread in told if one.kind == AnnotationKind.MUST and thread.state in UNFINISHED),
        answered=sum(1 for _, thread in told if thread.state == State.ANSWERED),
        at=max([row.changed_at, *answers]),
    )


def _last_month(today: date) -> date:
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)

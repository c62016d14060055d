"""The typed rows of visits the counting reads: every person of every visit, with what was true on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.drawn import Drawn
from sheqi_desktop.domain.records.visit import MODE_GROUP, VisitClient
from sheqi_desktop.domain.records.visit_lines import lines
from sheqi_desktop.domain.standing import PENDING, Standing
from sheqi_desktop.store.closes import Closes, closes, standing_of
from sheqi_desktop.store.drawn import Category, categories_in, held_files, valid_on
from sheqi_desktop.store.lids import ref_of
from sheqi_desktop.store.sql import Conditions, sql_marks
from sheqi_desktop.store.transaction import Read

_VISITS = (
    "SELECT v.record, v.place, v.client, v.service_date, v.start_at, v.minutes, v.mode, v.outcome, v.sign,"
    " v.sign_reason, v.complete, r.id, r.number, r.station, r.worker, r.voided, r.correcting, r.counted,"
    " r.first_confirmed, r.first_confirmed_at, r.last_confirmed, c.person, c.household, c.birth_date, r.adjust"
    " FROM record r JOIN visit_client v ON v.record = r.no LEFT JOIN record c ON c.id = v.client"
    " WHERE r.kind = 'visit'"
)
_AT_ONCE = 500
Judge = Callable[[Mapping[str, Any]], bool]
"""Tells whether a version of a visit is complete by its form; the store itself knows no forms."""


def visit_clients(
    read: Read,
    stations: Sequence[str] | None = None,
    until: str | date | None = None,
    judge: Judge = lambda answers: True,
) -> list[VisitClient]:
    """Give every person of every visit with all that the counting needs; voids and drafts are in it and marked.

    Of a visit in a closed month that was corrected or voided later, the rows are those of the version that counts.
    """
    only = Conditions()
    only.one_of("r.station", stations)
    if until is not None:
        only.ask("v.service_date <= ?", str(until))
    closed = closes(read)
    make = _Maker(read, held_files(read, closed, stations))
    found: list[VisitClient] = []
    others: dict[str, tuple[Any, ...]] = {}
    for row in read.driver.execute(f"{_VISITS}{only.sql_and()}", only.values):
        first, last, station, voided, adjusted = row[18], row[20], row[13], row[15], row[24]
        if station in closed.of and _asks(read, closed, station, first, last, bool(voided), adjusted):
            others[row[11]] = row
            continue
        found.append(make(row[1:10], row, _adjust(read, closed, station, row[3], first)))
    for row in others.values():
        found += _standing_rows(read, closed, make, row, judge)
    return found


def _asks(read: Read, closed: Closes, station: str, first: int, last: int, voided: bool, adjusted: str) -> bool:
    if not first or (first == last and not voided and not adjusted and not closed.branches):
        return False
    return closed.look_closer(station, ref_of(read, first), ref_of(read, last) if last else None, voided, adjusted)


def _adjust(read: Read, closed: Closes, station: str, day: str, first: int) -> str:
    if not first or not closed.closed(station, day[:7]):
        return ""
    return PENDING if closed.late(station, day, ref_of(read, first)) else ""


def _standing_rows(
    read: Read, closed: Closes, make: _Maker, row: tuple[Any, ...], judge: Judge
) -> Iterator[VisitClient]:
    stands: Standing = standing_of(read, closed, row[11], row[13])
    counted = stands.counted
    facts = list(row)
    facts[10] = bool(counted is not None and judge(counted))
    facts[15], facts[16] = int(stands.voided), int(stands.late or stands.whole.correcting)
    facts[17] = int(counted is not None)
    said = lines(stands.whole.answers if counted is None else counted)
    people = make.people([line[1] for line in said])
    for line in said:
        facts[21:24] = people.get(line[1], (None, None, None))
        yield make(line[:9], facts, stands.adjust)


class _Maker:
    """Makes rows, remembering what many of them share."""

    def __init__(self, read: Read, held: Mapping[str, Drawn]) -> None:
        self._read = read
        self._held = held
        self._days: dict[str, date | None] = {}
        self._moments: dict[int, str] = {}
        self._categories = _categories(read)

    def __call__(self, line: Sequence[Any], facts: Sequence[Any], adjust: str) -> VisitClient:
        place, client, day, start, minutes, mode, outcome, sign, reason = line
        (
            complete, visit, number, station, worker, voided, correcting, counted, first, first_at, _, person,
            household, birth, _,
        ) = facts[10:]  # fmt: skip
        categories = self._categories.get(client, ())
        if client in self._held and (then := self._held[client].held.get(day[:7])):
            # Corrected after that month was closed, and the centre has not accepted it.
            categories, birth = categories_in(then), str(then.get("birth_date") or "")
        if day not in self._days:
            self._days[day] = _day(day)
        if first and first_at not in self._moments:
            self._moments[first_at] = county_moment(first_at).isoformat(timespec="seconds")
        return VisitClient(
            visit_id=visit,
            doc_no=number,
            station_code=station,
            client_id=client,
            # A person not merged by the county yet is known by the client file alone.
            person_id=person or client,
            household_id=household or "",
            is_main=place == 0,
            service_date=self._days[day],
            start_at=start or None,
            mode=mode,
            mode_group=MODE_GROUP.get(mode, ""),
            row_outcome=outcome,
            client_sign=sign,
            sign_reason=bool(reason),
            categories=valid_on(categories, day),
            worker_id=worker,
            signed_at=self._moments[first_at] if first else None,
            confirmed=bool(counted),
            period_adjust_state=adjust,
            complete=bool(counted) if complete is None else bool(complete),
            void=bool(voided),
            correcting=bool(correcting),
            age=_age(birth, self._days[day]),
            minutes=None if minutes < 0 else minutes,
        )

    def people(self, clients: Sequence[str]) -> dict[str, tuple[str, str, str]]:
        """Give person, household and day of birth of some clients."""
        some = clients[:_AT_ONCE]
        rows = self._read.rows(
            f"SELECT id, person, household, birth_date FROM record WHERE id IN ({sql_marks(some)})", *some
        )
        return {id_: (person, household, birth) for id_, person, household, birth in rows}


def _categories(read: Read) -> dict[str, list[Category]]:
    found: dict[str, list[Category]] = {}
    for client, code, since, until in read.driver.execute(
        "SELECT client, code, since, until FROM client_category ORDER BY client, place"
    ):
        found.setdefault(client, []).append(Category(code, since, until))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _age(birth: str | None, on: date | None) -> int | None:
    born = _day((birth + "-01-01")[:10] if len(birth) == 4 else (birth + "-01")[:10]) if birth else None
    if born is None or on is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

"""What a form may point to: people, households, colleagues, villages, stations; found by name, pinyin or number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.people import age_of, sex_and_age
from sheqi_desktop.operations.restricted import HIDDEN, may_see
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.store import records, search
from sheqi_desktop.store.records import StoredRecord, Wanted

AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Ref:
    """One thing to point to: what is stored, what is read, and what tells namesakes apart."""

    id: str
    text: str
    detail: str = ""


def find(desk: Desk, kind: str, typed: str) -> list[Ref]:
    """Find what fits the letters typed so far, best first; nothing typed gives the likeliest."""
    if kind == "client":
        return _clients(desk, typed)
    if kind == "household":
        return _households(desk, typed)
    if kind == "record":
        return _records(desk, typed)
    if kind in desk.library.kinds():
        return _of_kind(desk, kind, typed)
    return [ref for ref in _known(desk, kind) if _fits(ref, typed.strip().lower())][:AT_MOST]


def name_of(desk: Desk, kind: str, id_: str) -> Ref | None:
    """Give the words for something that is pointed to."""
    if kind == "record" or kind in desk.library.kinds():
        with desk.read() as read:
            found = records.get(read, id_)
        if found is None:
            return None
        if not may_see(desk, found):
            return Ref(id_, HIDDEN)
        ref = _ref(desk, found)
        village = desk.library.places.village_name(found.village) if found.village else ""
        return Ref(ref.id, ref.text, village if kind == "client" else ref.detail)
    if kind == "worker":
        return Ref(id_, desk.person_name(id_))
    if kind == "village":
        return Ref(id_, desk.library.places.village_name(id_))
    if kind == "station":
        return Ref(id_, desk.unit_name(id_))
    return None


def _known(desk: Desk, kind: str) -> Iterator[Ref]:
    if kind == "worker":
        for one in desk.colleagues():
            yield Ref(one.worker_id, one.name, one.worker_no)
    elif kind == "village":
        for village in desk.library.places.villages_of(desk.station):
            yield Ref(village.code, village.name)
    elif kind == "station":
        for station in desk.library.places.stations:
            yield Ref(station.code, station.name)


def _fits(ref: Ref, typed: str) -> bool:
    return not typed or typed in ref.text.lower() or initials(ref.text).startswith(typed)


def _clients(desk: Desk, typed: str) -> list[Ref]:
    with desk.read() as read:
        if typed.strip():
            villages = [one.code for one in desk.library.places.villages_of(desk.station) if typed.strip() in one.name]
            hits = search.search_people(read, typed, AT_MOST, [desk.station], villages)
            found = records.get_many(read, [hit.record for hit in hits])
            return [_ref(desk, found[hit.record]) for hit in hits if hit.record in found]
        wanted = Wanted("client", stations=[desk.station], file_states=("", "active"), order="changed", limit=AT_MOST)
        return [_ref(desk, one) for one in records.list_records(read, wanted)]


def _households(desk: Desk, typed: str) -> list[Ref]:
    with desk.read() as read:
        wanted = Wanted("household", stations=[desk.station], order="changed")
        refs = [_ref(desk, one) for one in records.list_records(read, wanted)]
    return [ref for ref in refs if _fits(ref, typed.strip().lower())][:AT_MOST]


def _records(desk: Desk, typed: str) -> list[Ref]:
    """Find records of any kind by number or words, the latest where nothing is typed; 限阅 ones by number alone."""
    with desk.read() as read:
        if not typed.strip():
            wanted = Wanted(stations=[desk.station], order="changed", limit=AT_MOST)
            return [_ref(desk, one) for one in records.list_records(read, wanted)]
        same = [one for one in records.by_number(read, typed) if one.station == desk.station]
        hits = search.search_records(read, typed, AT_MOST, [desk.station])
        found = records.get_many(read, [hit.record for hit in hits])
    listed = {one.id: one for one in (*same, *(found[hit.record] for hit in hits if hit.record in found))}
    return [_ref(desk, one) for one in listed.values()][:AT_MOST]


def _of_kind(desk: Desk, kind: str, typed: str) -> list[Ref]:
    with desk.read() as read:
        wanted = Wanted(kind, stations=[desk.station], order="changed")
        refs = [_ref(desk, one) for one in records.list_records(read, wanted)]
    return [ref for ref in refs if _fits(ref, typed.strip().lower())][:AT_MOST]


def _ref(desk: Desk, one: StoredRecord) -> Ref:
    village = desk.library.places.village_name(one.village) if one.village else ""
    if one.kind == "household":
        size = one.answers.get("size")
        detail = "・".join(part for part in (village, f"{size} 口人" if size else "") if part)
        return Ref(one.id, f"{one.answers.get('head_name') or ''} 家", detail)
    if one.kind == "client":
        today = desk.clock.today()
        born = str(one.answers.get("birth_date") or "")[:4] if age_of(one.answers, today) is not None else ""
        parts = (village, sex_and_age(one.answers, today), f"{born} 年生" if born else "")
        return Ref(one.id, one.name, "・".join(part for part in parts if part))
    short = one.number.partition("-")[2]
    if one.restricted:
        return Ref(one.id, short, HIDDEN)
    words = words_of(one.kind).words
    name = str(one.answers.get("name") or one.answers.get("title") or "")
    if name:
        return Ref(one.id, name, short or words)
    return Ref(one.id, short or words, "・".join(part for part in (words, one.service_date) if part))

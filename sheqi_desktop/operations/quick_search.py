"""全局查找: people, records and things that can be done, limited to what the role may see."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.store import search


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the result."""

    kind: str
    record: str
    title: str
    detail: str
    number: str


def quick_search(desk: Desk, text: str, limit: int = 20) -> list[Found]:
    """Find by name, pinyin, initials, number, village, last four of the phone, or words of a record.

    People first.  Records of another station are found at the centre only; restricted ones never (TRUST S8, 00 §8).
    """
    if not text.strip():
        return []
    note_search(desk, text)
    stations = desk.stations
    with desk.read() as read:
        people = search.search_people(read, text, limit, stations)
        rest = search.search_records(read, text, limit - len(people), stations) if len(people) < limit else []
    seen = {hit.record for hit in people}
    return [_found(desk, hit) for hit in [*people, *(hit for hit in rest if hit.record not in seen)]]


def _found(desk: Desk, hit: search.Hit) -> Found:
    village = desk.library.places.village_name(hit.village) if hit.village else ""
    where = village if desk.place.kind != "centre" else f"{desk.unit_name(hit.station)} {village}".strip()
    return Found(hit.kind, hit.record, hit.title, " · ".join(part for part in (where, hit.number) if part), hit.number)

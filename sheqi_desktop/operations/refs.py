"""What a form may point to: people, households, colleagues, villages, stations; found by name, pinyin or number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.domain.pinyin import syllables
from sheqi_desktop.domain.records.incident import INCIDENT
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.noted import note_search
from sheqi_desktop.operations.people import age_of, sex_and_age
from sheqi_desktop.operations.ref_choices import (
    NOWHERE,
    OBJECTIVE,
    RECORD,
    SAME_AS,
    About,
    choices,
    client_about,
    kinds_about,
    objective_named,
    objectives_about,
)
from sheqi_desktop.operations.restricted import HIDDEN, may_see
from sheqi_desktop.operations.said_names import initials, plain_reading
from sheqi_desktop.operations.session_rights import TYPED
from sheqi_desktop.operations.supervised import around, centre_people
from sheqi_desktop.store import records, search
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

AT_MOST = 8
BEGINNING = 18
NO_OBJECTIVE = "计划里已没有的目标"
_NAMES = ("name", "title", "resource_name")
_TOLD = ("summary", "process", "reason", "content")


@dataclass(frozen=True, slots=True)
class Ref:
    """One thing to point to: what is stored, what is read, and what tells namesakes apart."""

    id: str
    text: str
    detail: str = ""


def find(desk: Desk, kind: str, typed: str, about: About = NOWHERE) -> list[Ref]:
    """Find what fits the letters typed so far, best first; nothing typed gives the likeliest.

    ``about`` is the form the question stands in: of records only those are found that make sense there.
    """
    if kind == "client":
        return _clients(desk, typed)
    if kind == "household":
        return _households(desk, typed)
    if kind == OBJECTIVE:
        found: Iterable[Ref] = (_objective(row) for row in objectives_about(desk, about))
    elif kind == RECORD and not (client_about(desk, about) and kinds_about(about)):
        return _records(desk, typed, kinds_about(about))
    elif kind == RECORD or SAME_AS.get(kind, kind) in desk.library.kinds():
        limit = None if typed.strip() else AT_MOST
        found = (_ref(desk, one) for one in choices(desk, kind, about, limit))
    else:
        found = _known(desk, kind, about)
    return [ref for ref in found if _fits(ref, typed.strip().lower())][:AT_MOST]


def name_of(desk: Desk, kind: str, id_: str, about: About = NOWHERE) -> Ref | None:
    """Give the words for something that is pointed to."""
    if kind == OBJECTIVE:
        row = objective_named(desk, about, id_)
        return _objective(row) if row is not None else Ref(id_, NO_OBJECTIVE)
    if kind == RECORD or SAME_AS.get(kind, kind) in desk.library.kinds():
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
    if kind == "region":
        region = desk.library.regions.find(id_)
        return Ref(id_, region.name, region.within) if region else Ref(id_, id_)
    if kind == "station":
        return Ref(id_, desk.unit_name(id_))
    return None


def _known(desk: Desk, kind: str, about: About) -> Iterator[Ref]:
    if kind == "worker" and about.form == INCIDENT:
        # Both who close it are of the centre, also where a station wrote it down (domain 16 §10).
        for person in centre_people(desk):
            yield Ref(person.worker_id, person.name, person.worker_no)
    elif kind == "worker":
        for one in [*desk.colleagues(), *(around(desk) if about.form in TYPED else ())]:
            if not desk.roles_of(one) and about.form not in TYPED:
                # Whoever left stays the author of what they wrote, and is offered no longer.
                continue
            yield Ref(one.worker_id, one.name, one.worker_no)
    elif kind == "village":
        for village in desk.library.places.villages_of(desk.station):
            yield Ref(village.code, village.name)
    elif kind == "region":
        for region in desk.library.regions.nearest_first(desk.station):
            yield Ref(region.code, region.name, region.within)
    elif kind == "station":
        for station in desk.library.places.stations:
            yield Ref(station.code, station.name)


def _fits(ref: Ref, typed: str) -> bool:
    said = "".join(syllables(ref.text, plain_reading))
    return (
        not typed
        or typed in f"{ref.text} {ref.detail}".lower()
        or typed in initials(ref.text)
        or said.startswith(typed)
    )


def _clients(desk: Desk, typed: str) -> list[Ref]:
    note_search(desk, typed)
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


def _records(desk: Desk, typed: str, kinds: Sequence[str]) -> list[Ref]:
    """Find records by number or words, the latest where nothing is typed; 限阅 ones by number alone."""
    with desk.read() as read:
        if not typed.strip():
            found = [one for kind in kinds or (None,) for one in _latest(desk, read, kind)]
            found.sort(key=lambda one: one.changed_at, reverse=True)
            return [_ref(desk, one) for one in found[:AT_MOST]]
        same = [one for one in records.by_number(read, typed) if desk.stations is None or one.station in desk.stations]
        hits = search.search_records(read, typed, AT_MOST, desk.stations, list(kinds) or None)
        known = records.get_many(read, [hit.record for hit in hits])
    listed = {one.id: one for one in (*same, *(known[hit.record] for hit in hits if hit.record in known))}
    return [_ref(desk, one) for one in listed.values() if not kinds or one.kind in kinds][:AT_MOST]


def _latest(desk: Desk, read: Read, kind: str | None) -> Iterator[StoredRecord]:
    return iter(records.list_records(read, Wanted(kind, stations=desk.stations, order="changed", limit=AT_MOST)))


def _objective(row: Mapping[str, Value]) -> Ref:
    ways = (str(row.get(name) or "") for name in ("measure", "baseline", "target"))
    measure, baseline, target = ways
    change = f"{baseline}→{target}" if baseline or target else ""
    return Ref(str(row["id"]), str(row.get("objective") or ""), "・".join(part for part in (measure, change) if part))


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
    name = str(next((said for key in _NAMES if (said := one.answers.get(key))), ""))
    if name:
        return Ref(one.id, name, short or words)
    on = near_day(one.service_date, desk.clock.today()) if one.service_date else ""
    about = " ".join(part for part in (on, _what(desk, one) or words) if part)
    return Ref(one.id, about, "・".join(part for part in (short, _said(one)) if part))


def _what(desk: Desk, one: StoredRecord) -> str:
    """Say what kind of contact it was, as the list of that kind would."""
    form = desk.library.form_of(one.kind, one.answers)
    if org := one.answers.get("target_org"):
        return f"{words_of(one.kind).words}：{org}"
    return show(one.answers.get("mode"), form.field("mode")) if "mode" in form and one.answers.get("mode") else ""


def _said(one: StoredRecord) -> str:
    """Give the beginning of what was written, to tell two of one day apart."""
    told = next((said for name in _TOLD if (said := str(one.answers.get(name) or ""))), "")
    return told[:BEGINNING].replace("\n", " ") + ("…" if len(told) > BEGINNING else "")

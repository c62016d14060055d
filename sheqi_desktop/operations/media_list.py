"""媒体报道: the register with what the centre said of each, whether it counts, and what it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.attachment import pointers
from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.counting.count import count
from sheqi_desktop.domain.counting.sources import Sources
from sheqi_desktop.domain.records.media import media_report_rows
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.domain.staff import may
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import gather
from sheqi_desktop.operations.record_list import STATE_WORDS
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.verify_media import not_verifiable
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import blobs, search, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

KIND, MEASURE = "media_report", "ind_media"
CHIPS = ("all", "pending", "verified", "rejected", "counted", "draft", "voided")
VERIFY_TONES = {VerifyState.PENDING: "warn", VerifyState.VERIFIED: "ok", VerifyState.REJECTED: "bad"}
NOT_OF_THIS_CONTRACT = "发表日期不在本期合同内"
NOT_HANDED_IN = "还没有提交"
MOST_FOUND = 2000


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody an article names or shows."""

    words: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class MediaLine:
    """One report: what the list says of it, and what is looked at before it is verified."""

    record: str
    number: str
    title: str
    on: str
    on_words: str
    medium: str
    level: str
    station: str
    state: str
    """'draft', 'pending', 'verified', 'rejected' or 'voided'."""
    words: str
    tone: str
    counts: bool
    why_not: str
    jump: str
    own: bool
    link: str
    page_no: str
    author: str
    reason: str
    by: str
    source: str
    source_words: str
    source_kind: str
    clippings: tuple[Mapping[str, object], ...]
    people: tuple[PersonShown, ...]
    not_here: int
    """How many of the clippings have not come to this machine."""
    may_verify: bool

    @property
    def voided(self) -> bool:
        """Tell whether it is void."""
        return self.state == "voided"


@dataclass(frozen=True, slots=True)
class MediaAsk:
    """What is typed, the filter, and the order: the name of a column."""

    text: str = ""
    chip: str = "all"
    order: str = "on"
    down: bool = True


@dataclass(frozen=True, slots=True)
class MediaList:
    """The lines by their ids, the ids in order, and how many each filter has."""

    ids: tuple[str, ...]
    counts: Mapping[str, int]
    lines: Mapping[str, MediaLine] = field(default_factory=dict)


def media_list(desk: Desk, ask: MediaAsk) -> MediaList:
    """List the reports of this workspace; each is judged by the counting itself, reprints among the whole."""
    stations = desk.stations
    with desk.read() as read:
        stored = list(sources.of_kinds(read, [KIND], stations))
        why_not = _counted(desk, read, stored)
        lines = {one.id: _line(desk, read, one, why_not) for one in stored}
        typed = ask.text.strip()
        hits = search.search_records(read, typed, MOST_FOUND, stations, [KIND]) if typed else ()
    found = {hit.record for hit in hits} if typed else set(lines)
    shown = [one for one in lines.values() if one.record in found and _fits(one, ask.chip)]
    shown.sort(key=lambda one: (getattr(one, _ORDERS.get(ask.order, "on")), one.on, one.number), reverse=ask.down)
    counts = {chip: sum(_fits(one, chip) for one in lines.values()) for chip in CHIPS}
    return MediaList(tuple(one.record for one in shown), counts, lines)


_ORDERS = {
    "title": "title", "on": "on", "station": "station", "state": "words", "counts": "counts",
}  # fmt: skip


def _fits(one: MediaLine, chip: str) -> bool:
    if chip == "voided" or one.voided:
        return chip == "voided" and one.voided
    return chip == "all" or one.state == chip or (chip == "counted" and one.counts)


def _counted(desk: Desk, read: Read, stored: Sequence[StoredRecord]) -> dict[str, str]:
    """Ask the counting why each report does not count, '' for those that do; who is not in it is not of this year."""
    rows_ = media_report_rows(gather(read, stored))
    contract = desk.library.contract
    outcome = count(contract, Sources.of(media_report=rows_), max(desk.clock.today(), contract.end_date))
    found: dict[str, str] = {}
    for unit in outcome.result(MEASURE).units:
        found |= {one.row.id: one.first.message for one in unit.uncounted}
        found |= {one.id: "" for one in unit.counted}
    return found


def _line(desk: Desk, read: Read, one: StoredRecord, why_not: Mapping[str, str]) -> MediaLine:
    said = one.answers
    form = desk.library.form_of(KIND, said)
    seen = Seen(form, World(desk, one.id, read), desk.library.vocabularies, one.id)
    state, words, tone = _state(desk, one)
    why = NOT_HANDED_IN if one.confirmed is None else why_not.get(one.id, NOT_OF_THIS_CONTRACT)
    files = tuple(pointers(said.get("clippings")))
    source = str(said.get("article_of") or "")
    about = seen.facts.document(source) if source else None
    on = str(said.get("published_on") or "")
    return MediaLine(
        record=one.id,
        number=one.number,
        title=str(said.get("title") or ""),
        on=on,
        on_words=near_day(on, desk.clock.today()) if on else "",
        medium=str(said.get("medium") or ""),
        level=seen.say("level", said),
        station=desk.unit_name(one.station),
        state=state,
        words=words,
        tone=tone,
        counts=not why and not one.voided,
        why_not="" if one.voided else why,
        jump=initials(str(said.get("title") or "")),
        own=one.station == desk.station,
        link=str(said.get("link") or ""),
        page_no=str(said.get("page_no") or ""),
        author=str(said.get("author") or ""),
        reason=one.void_reason if one.voided else str(said.get("verify_reason") or ""),
        by=desk.person_name(str(said["verified_by"])) if said.get("verified_by") else "",
        source=source if about is not None else "",
        source_words=" ".join(part for part in (about.number, str(about.answers.get("name") or "")) if part)
        if about
        else "",
        source_kind=about.kind if about is not None else "",
        clippings=files,
        people=_people(said),
        not_here=sum(not blobs.there(read, str(file["hash"])) for file in files),
        may_verify=may(desk.role, "media.verify") and not not_verifiable(one),
    )


def _state(desk: Desk, one: StoredRecord) -> tuple[str, str, str]:
    """Give what the centre said; before anything was handed in, how far it is."""
    if one.voided:
        return "voided", "作废", "mute"
    if one.confirmed is None:
        words, tone = STATE_WORDS.get(one.status, ("草稿", "warn"))
        return "draft", words, tone
    said = str(one.answers.get("verify_state") or VerifyState.PENDING)
    known = said if said in VERIFY_TONES else str(VerifyState.PENDING)
    entry = desk.library.vocabularies["verify_state"].by_name(known)
    return known, entry.label if entry else known, VERIFY_TONES[VerifyState(known)]


def _people(said: Answers) -> tuple[PersonShown, ...]:
    """Give those an article is about as it calls them: never the name of their file."""
    return tuple(
        PersonShown(
            (str(row.get("name_shown") or "") or "没有写称呼")
            + ("，有清晰面部" if row.get("face_shown") is True else ""),
            row.get("consent") is True,
        )
        for row in rows(said, "people_shown")
    )

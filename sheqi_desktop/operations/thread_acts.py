"""What the person at this desk can do with an annotation now, and how far a station's answer is on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.revisions import Revisions
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER, State, Thread
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import supervises
from sheqi_desktop.operations.restricted import roles_at
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.outbox import LOCAL, PACKED, RECEIVED
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import unsent

CONFIRMED = "督导已确认"
ON_ITS_WAY = {LOCAL: "等下次报送带走", PACKED: "已装包，等县中心收到", RECEIVED: "县中心已收到，等督导确认"}
"""How far an answer is on its way to the supervisor."""


def way_words(desk: Desk, told: Thread, versions: Revisions, sent: Mapping[str, str]) -> str:
    """Say at the station how far its answer is on its way to the supervisor."""
    if desk.place.kind != "station" or not told.events:
        return ""
    if told.state == State.CONFIRMED:
        return CONFIRMED
    last = told.events[-1]
    if told.state != State.ANSWERED or last.id not in sent:
        return ""
    revised = next((one.revision for one in reversed(told.events) if one.revision), "")
    number = versions.number(revised)
    done = f"已修改（第{number}版）" if number else "已回复"
    return f"{done}，{ON_ITS_WAY[sent[last.id]]}"


@dataclass(frozen=True, slots=True)
class Hand:
    """What the person at this desk is to a document: asked once, and not again for each of a thousand cards."""

    worker: str
    supervises: bool
    answers: bool
    """Whether they may answer what is remarked about it."""
    unsent: frozenset[str]
    """Of a 督导, the own annotations that nobody else can have yet."""


def hand_of(desk: Desk, read: Read, stored: StoredRecord, annotations: Iterable[Annotation]) -> Hand:
    """Ask what the person at this desk is to a document, for all of its annotations."""
    me, watches = desk.me.worker_id, supervises(desk, stored.station)
    own = [one.id for one in annotations if one.by == me] if watches else []
    works = roles_at(desk, stored.station) & {"social_worker", "station_lead"}
    answers = bool(works) and desk.allows("annotation.reply", stored)
    return Hand(me, watches, answers, frozenset(unsent(read, own)))


def may_do(hand: Hand, stored: StoredRecord, one: Annotation, told: Thread, versions: Revisions) -> frozenset[str]:
    """Name what the person at this desk can do with an annotation now."""
    found: set[str] = set()
    if hand.supervises:
        own = one.by == hand.worker
        found |= {"confirm"} if told.state == State.ANSWERED else set()
        found |= {"reopen"} if told.state in (State.ANSWERED, State.CONFIRMED) else set()
        found |= {"withdraw"} if own and told.state in WAITS_FOR_WORKER else set()
        found |= {"decide_appeal"} if told.appealed and not own else set()
        found |= {"rewrite"} if own and not told.events and one.id in hand.unsent else set()
    if hand.answers:
        found |= _may_answer(stored, one, told, versions)
    return frozenset(found)


def _may_answer(stored: StoredRecord, one: Annotation, told: Thread, versions: Revisions) -> set[str]:
    """Name what a worker can do: a 必改 that waits is answered by 去修改, and by words only once it was revised."""
    waits = told.state in WAITS_FOR_WORKER
    if one.kind == AnnotationKind.PRAISE:
        return {"read"} if told.state == State.OPEN else set()
    must = one.kind == AnnotationKind.MUST
    revised = versions.newer(one.anchor.revision, versions.newest)
    found = (
        {"revise"}
        if waits and not stored.voided and one.kind in (AnnotationKind.MUST, AnnotationKind.ADVICE)
        else set()
    )
    if told.state not in (State.WITHDRAWN, State.OVERRULED) and not (must and waits and not revised):
        found.add("reply")
    return found | ({"appeal"} if must and waits and not told.appealed else set())

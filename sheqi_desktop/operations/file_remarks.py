"""Which documents of a file were remarked on, and how much of it waits: for the pages of a 小组, an 活动, a form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER, State
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import Remarks, file_of, remarks
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import records


@dataclass(frozen=True, slots=True)
class RemarkedPaper:
    """A document with annotations: what waits in words (必改 1、提问 1), and the annotation one wants to see first."""

    record: str
    kind: str
    file: str
    title: str
    words: str
    waiting: int
    all: int
    first: str


def file_remarks(desk: Desk, record: str, *, alone: bool = False) -> tuple[RemarkedPaper, ...]:
    """List the documents of a file that were remarked on, what waits first; ``alone`` looks at the one document."""
    with desk.read() as read:
        stored = records.get(read, record)
        if stored is None:
            return ()
        here = remarks(read, stored)
        about = {one.anchor.document for one in here.annotations.values()}
        targets = records.get_many(read, {record} & about if alone else about)
    found = [
        _paper(desk, here, key, one.kind, file_of(one), one.number)
        for key, one in targets.items()
        if may_see(desk, one)
    ]
    return tuple(sorted(found, key=lambda one: (not one.waiting, one.title, one.record)))


def waiting_words(desk: Desk, here: Remarks, document: str) -> str:
    """Say of a document what waits for an answer: 必改 1、提问 1; '' where nothing does."""
    kinds = Counter(one.kind for one in _waiting(here, document))
    labels = desk.library.vocabularies["annotation_kind"]
    return "、".join(
        f"{labels.label(kind)} {kinds[kind]}"
        for kind in sorted(kinds, key=lambda one: (one != AnnotationKind.MUST, one))
    )


def _paper(desk: Desk, here: Remarks, document: str, kind: str, file: str, number: str) -> RemarkedPaper:
    every = [one for one in here.of(document) if here.thread(one).state != State.WITHDRAWN]
    waiting = _waiting(here, document)
    place = number.rpartition("-")[2] if file != document else ""
    title = "・".join(part for part in (desk.library.form(kind).title, place) if part)
    first = (waiting or every or here.of(document))[0].id
    return RemarkedPaper(
        document, kind, file, title, waiting_words(desk, here, document), len(waiting), len(every), first
    )


def _waiting(here: Remarks, document: str) -> list[Annotation]:
    asked = (one for one in here.of(document) if one.kind != AnnotationKind.PRAISE)
    return [one for one in asked if here.thread(one).state in WAITS_FOR_WORKER]

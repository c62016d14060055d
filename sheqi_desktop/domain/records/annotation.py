"""督导批注, what is done with them, and 文书结论: from answers to rows, and from a person's words to answers.

The only room that names the questions of these forms.  All three are append-only: nobody edits the row of another, and
nobody edits their own once it was sent (domain 14 §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.annotation import Anchor, photo_rect
from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.domain.codes_annotation import Act, AnnotationKind
from sheqi_desktop.domain.thread import Event, Note
from sheqi_desktop.domain.verdict import Verdict

ANNOTATION, REPLY, VERDICT = "annotation", "annotation_reply", "verdict"
PLAN, SESSION, WELLBEING, SCORE = "supervision_plan", "supervision_session", "wellbeing_note", "quality_score"
CREDIT = "ce_credit"
APPEND_ONLY = frozenset({ANNOTATION, REPLY, VERDICT, SCORE})
"""Kinds whose rows are added and never rewritten."""
WRITTEN_BY_SUPERVISOR = frozenset({ANNOTATION, VERDICT, SCORE, PLAN, SESSION, WELLBEING, CREDIT})
"""Kinds only a supervisor of the station, or the director, begins."""
SUPERVISION = APPEND_ONLY | WRITTEN_BY_SUPERVISOR
SUPERVISORS_ACTS = frozenset({Act.CONFIRM, Act.REOPEN, Act.WITHDRAW, Act.APPEAL_GRANTED, Act.APPEAL_REFUSED})
WORKERS_ACTS = frozenset({Act.REVISE, Act.READ, Act.APPEAL})
BY_HAND_OF: Mapping[str, str] = {
    ANNOTATION: "supervisor_id", REPLY: "by", VERDICT: "by", SCORE: "supervisor_id", PLAN: "supervisor_id",
    SESSION: "supervisor_id", WELLBEING: "supervisor_id", CREDIT: "supervisor_id",
}  # fmt: skip
"""The answer that names who wrote a row: always its author."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One remark on a document, as it was written."""

    id: str
    kind: int
    body: str
    by: str
    at: str
    anchor: Anchor
    version: int
    file: str
    issue_tags: tuple[int, ...] = ()
    rating: int | None = None
    phrase: bool = False
    """It is a phrase of the bank used as it is (模板批注)."""

    @property
    def note(self) -> Note:
        """What its state depends on."""
        return Note(self.id, self.kind, self.by, self.anchor.revision)


def ref_text(ref: ChangeRef) -> str:
    """Write the name of a revision: ``chain:seq``."""
    return f"{ref.chain}:{ref.seq}"


def ref_read(text: Value) -> ChangeRef | None:
    """Read the name of a revision, None for what is none."""
    chain, _, seq = str(text or "").rpartition(":")
    return ChangeRef(chain, int(seq)) if chain and seq.isascii() and seq.isdecimal() and len(seq) < 12 else None


def annotation(record: str, answers: Answers) -> Annotation:
    """Read an annotation; whatever a hostile file may say in it becomes something plain."""
    tags = answers.get("issue_tags")
    return Annotation(
        id=record,
        kind=_whole(answers.get("kind")) or AnnotationKind.ADVICE.value,
        body=_text(answers.get("body")),
        by=_text(answers.get("supervisor_id")),
        at=_text(answers.get("at")),
        anchor=_anchor(answers),
        version=_whole(answers.get("target_version")) or 1,
        file=_text(answers.get("file_id")),
        issue_tags=tuple(one for one in tags if type(one) is int) if isinstance(tags, list) else (),
        rating=_whole(answers.get("doc_rating")),
        phrase=answers.get("phrase") is True,
    )


def _anchor(answers: Answers) -> Anchor:
    start, end, quote = _whole(answers.get("start")), _whole(answers.get("end")), _text(answers.get("quote"))
    right = start is not None and end is not None and end - start == len(quote) > 0
    return Anchor(
        table=_text(answers.get("target_table")),
        document=_text(answers.get("target_id")),
        revision=_text(answers.get("target_revision")),
        field=_text(answers.get("target_field")),
        start=start if right else None,
        end=end if right else None,
        quote=quote if right else "",
        prefix=_text(answers.get("prefix")) if right else "",
        suffix=_text(answers.get("suffix")) if right else "",
        photo=photo_rect(answers.get("photo_rect")),
    )


def anchor_answers(anchor: Anchor) -> dict[str, Value]:
    """Give the answers that keep an anchor."""
    told: dict[str, Value] = {
        "target_table": anchor.table,
        "target_id": anchor.document,
        "target_revision": anchor.revision,
        "target_field": anchor.field or None,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote or None,
        "prefix": anchor.prefix or None,
        "suffix": anchor.suffix or None,
        "photo_rect": anchor.photo.text() if anchor.photo else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def event(record: str, answers: Answers, at: int) -> Event:
    """Read what was done with an annotation; ``at`` is the writer's clock in milliseconds."""
    return Event(
        id=record,
        act=_text(answers.get("act")),
        by=_text(answers.get("by")),
        at=at,
        based_on=_names(answers.get("based_on")),
        adoption=_text(answers.get("adoption")),
        text=_text(answers.get("text")),
        revision=_text(answers.get("revision")),
    )


def event_answers(one: Event, annotation_: Annotation) -> dict[str, Value]:
    """Give the answers that keep an event."""
    told: dict[str, Value] = {
        "annotation_id": annotation_.id,
        "target_id": annotation_.anchor.document,
        "file_id": annotation_.file,
        "act": one.act,
        "by": one.by,
        "adoption": one.adoption or None,
        "text": one.text or None,
        "revision": one.revision or None,
        "based_on": sorted(one.based_on) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def verdict(record: str, answers: Answers, at: int) -> Verdict:
    """Read a decision about a revision of a document."""
    return Verdict(
        id=record,
        verdict=_text(answers.get("verdict")),
        revision=_text(answers.get("target_revision")),
        by=_text(answers.get("by")),
        at=at,
        based_on=_names(answers.get("based_on")),
        text=_text(answers.get("text")),
    )


def verdict_answers(one: Verdict, table: str, document: str, file: str, version: int) -> dict[str, Value]:
    """Give the answers that keep a decision."""
    told: dict[str, Value] = {
        "target_table": table,
        "target_id": document,
        "file_id": file,
        "target_revision": one.revision,
        "target_version": version,
        "verdict": one.verdict,
        "by": one.by,
        "text": one.text or None,
        "based_on": sorted(one.based_on) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _names(told: Value) -> frozenset[str]:
    listed: Iterable[object] = told if isinstance(told, list) else ()
    return frozenset(one for one in listed if isinstance(one, str))


def _text(told: Value) -> str:
    return told if isinstance(told, str) else ""


def _whole(told: Value) -> int | None:
    return told if type(told) is int and told >= 0 else None

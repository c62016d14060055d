"""One document as a supervisor reads it: its words, its annotations, whose it is, and what it is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.codes_annotation import RubricSet
from sheqi_desktop.domain.records.annotation import ANNOTATION
from sheqi_desktop.domain.rubric import Rubric
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import DocumentThreads, document_threads
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.laid_out import NAMED, ReadSection, lay_out
from sheqi_desktop.operations.people import sex_and_age
from sheqi_desktop.operations.record_list import named
from sheqi_desktop.operations.restricted import may_see, shown_name
from sheqi_desktop.store import drafts, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

CASE_KINDS = frozenset(
    {
        "case", "case_consent", "case_assessment", "case_plan", "process_note", "case_review", "case_evaluation",
        "case_closure", "case_follow_up",
    }
)  # fmt: skip
GROUP_KINDS = frozenset({"group", "group_roster", "group_session", "group_summary"})


@dataclass(frozen=True, slots=True)
class UnderReview:
    """A document on the desk of its supervisor.

    ``note`` tells that an older version was looked at, '' else.
    ``file`` is what 看全案 opens: a kind and a record, '' twice for none.  ``signs`` tells 通过 from 已阅.
    ``typed`` is the half-typed annotation that is kept, empty for none.
    """

    told: DocumentThreads
    note: str
    sections: tuple[ReadSection, ...]
    title: str
    about: str
    file: tuple[str, str]
    signs: bool
    rubric: Rubric | None
    typed: Mapping[str, Any]


def review_document(desk: Desk, record: str, revision: str = "") -> UnderReview:
    """Read a document for its supervisor, in its newest version or another one.

    Raises NotFound, Restricted, MinorClosed; that a 限阅 document or a child's was opened is noted.
    """
    told = document_threads(desk, record, revision)
    with desk.read() as read:
        stored = desk.stored(read, record)
        form = desk.library.form_of(stored.kind, stored.answers)
        names = named(desk, read, [told.answers], form.fields)
        person = records.get(read, stored.client) if stored.client else None
        kept = drafts.get(read, ANNOTATION, record, desk.me.worker_id)
        title, about = _title(desk, stored, person), _about(desk, stored, person)
        file = _file(read, stored)
    return UnderReview(
        told=told,
        note=told.review.note_for(desk.me.worker_id),
        sections=lay_out(desk, form, told.answers, names, NAMED, told.fields),
        title=title,
        about=about,
        file=file,
        signs=bool(form.signers(stored.answers)),
        rubric=desk.library.rubrics.get(_rubric(stored.kind)),
        typed=kept.answers if kept is not None else {},
    )


def _rubric(kind: str) -> str:
    if kind in CASE_KINDS:
        return RubricSet.CASE
    return RubricSet.GROUP if kind in GROUP_KINDS else kind


def _title(desk: Desk, stored: StoredRecord, person: StoredRecord | None) -> str:
    who = shown_name(desk, person) if person is not None else shown_name(desk, stored)
    what = words_of(stored.kind).words
    return f"{who}・{what}" if who else what


def _about(desk: Desk, stored: StoredRecord, person: StoredRecord | None) -> str:
    today = desk.clock.today()
    station, worker = f"{desk.unit_name(stored.station)}社工站", desk.person_name(stored.worker or stored.author)
    handed = near_day(county_day(stored.changed_at).isoformat(), today)
    who = ""
    if person is not None and may_see(desk, person) and may_see(desk, stored):
        category = person.answers.get("primary_category")
        label = desk.library.vocabularies["category"].label(category, today) if category else ""
        age = sex_and_age(person.answers, today).replace("・", " ")
        who = " ".join(part for part in (f"{age} 岁" if age[-1:].isdigit() else age, label) if part)
    return "・".join(part for part in (station, worker, f"{handed}提交", who) if part)


def _file(read: Read, stored: StoredRecord) -> tuple[str, str]:
    """Name what the document is part of: its case or group, else the person it is about."""
    if stored.parent and (parent := records.get(read, stored.parent)) is not None:
        return parent.kind, parent.id
    if stored.kind in ("case", "group", "activity"):
        return stored.kind, stored.id
    return ("client", stored.client) if stored.client else ("", "")

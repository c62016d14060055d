"""批注: a supervisor's remark on a document, at words, at a question, at a row, at a photo or at the whole of it.

One row of its own, which travels and is never rewritten by anybody else; its writer may change it until it was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.annotation import (
    QUOTE_AT_MOST,
    Anchor,
    Path,
    PhotoRect,
    file_at,
    make_anchor,
    nfc,
    photo_rect,
    text_at,
    too_long,
)
from sheqi_desktop.domain.answers import Value, clean_text, is_shorter
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.records.annotation import ANNOTATION, anchor_answers, annotation
from sheqi_desktop.domain.thread import BODY_AT_LEAST, BODY_TOO_SHORT
from sheqi_desktop.domain.trouble import NotFound, ReviewRefused, RowSent
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.remarks import file_of, newest_ref, put_row, refuse_others
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import is_sent, whole_revisions

BODY_AT_MOST = 800
QUOTE_TOO_LONG = f"选中的文字最多{QUOTE_AT_MOST}个字，请选短一些，或者批注整段。"
OUTSIDE = "选中的位置不在这段文字里，请重新选。"
BODY_TOO_LONG = f"“批注内容”最多{BODY_AT_MOST}个字，已超出{{m}}个字。"
NOT_THIS_PHOTO = "框出的照片不在这份文书里，请重新打开照片再框。"
NOT_A_KIND = "请选择“类型”。"


@dataclass(frozen=True, slots=True)
class Selected:
    """What was selected in the revision that was read.

    ``field`` is '' for the whole document, a question, or ``rows[id].column``; ``start`` and ``end`` count code points
    of the answer after NFC, None for the whole answer.  ``revision`` is the change reference of the version that was
    on the screen (``document_threads`` gives it), '' for the newest.  A part of a photo (``photo``) is selected in the
    file that ``field`` names by its hash: ``photos[9f…]``.
    """

    field: str = ""
    start: int | None = None
    end: int | None = None
    revision: str = ""
    photo: PhotoRect | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation that is durable, and what screens may want to redraw."""

    annotation: str
    changes: Changes


def annotate(
    desk: Desk,
    record: str,
    kind: int,
    body: str,
    at: Selected | None = None,
    issue_tags: Sequence[int] = (),
    rating: int | None = None,
    *,
    phrase: bool = False,
) -> Annotated:
    """Write an annotation of a document.

    ``kind`` and ``issue_tags`` are codes of ``annotation_kind`` and ``issue_tag``, ``rating`` of ``doc_rating``;
    ``phrase`` tells that a phrase of the bank was used as it is.  Raises NotYours for anybody but the 督导 of the
    station and the director, Restricted, NotFound, and ReviewRefused with the exact words of what is wrong.
    """
    with desk.write() as write:
        made = annotate_in(desk, write, record, kind, body, at, issue_tags, rating, phrase=phrase)
        touched = changes_of(write)
    desk.step_witness()
    return Annotated(made, touched)


def annotate_in(
    desk: Desk,
    write: Write,
    record: str,
    kind: int,
    body: str,
    at: Selected | None = None,
    issue_tags: Sequence[int] = (),
    rating: int | None = None,
    *,
    phrase: bool = False,
) -> str:
    """Write one annotation in a transaction that does more; gives its id, raises what ``annotate`` raises."""
    stored = desk.stored(write, record)
    refuse_others(desk, stored.station)
    refuse_unseen(desk, stored)
    said = _said(kind, body)
    revision, version = _revision(write, stored, at.revision if at else "")
    said |= anchor_answers(_anchor(write, stored, revision, _whole_if_masked(desk, stored, at or Selected())))
    said |= {
        "target_version": version,
        "file_id": file_of(stored),
        "supervisor_id": desk.me.worker_id,
        "issue_tags": sorted(set(issue_tags)) or None,
        "doc_rating": rating,
        "phrase": phrase or None,
    }
    given = {name: value for name, value in said.items() if value is not None}
    return put_row(desk, write, ANNOTATION, stored, given).record


def selected(desk: Desk, record: str, field: str = "", quote: str = "") -> Selected:
    """Give the selection of words that stand in an answer exactly once; of the whole answer without words.

    Raises ReviewRefused where they stand nowhere or in several places.
    """
    if not quote:
        return Selected(field)
    with desk.read() as read:
        text = text_at(desk.stored(read, record).answers, field)
    if text.count(nfc(quote)) != 1:
        raise ReviewRefused(why=OUTSIDE)
    start = text.index(nfc(quote))
    return Selected(field, start, start + len(nfc(quote)))


def framed(field: str, part: str) -> Selected:
    """Give the selection of a part of a photo, told as it is kept (``photo_rect``); raise ReviewRefused for none."""
    rect = photo_rect(part)
    if rect is None:
        raise ReviewRefused(why=NOT_THIS_PHOTO)
    return Selected(field, photo=rect)


def rewrite(desk: Desk, annotation_id: str, kind: int, body: str) -> Changes:
    """Change the words of one's own annotation that was not sent yet.

    Raises RowSent for another's or for one that was sent, and ReviewRefused.
    """
    with desk.write() as write:
        stored = desk.stored(write, annotation_id, "批注")
        own = annotation(stored.id, stored.answers).by == desk.me.worker_id
        if stored.kind != ANNOTATION or not own or is_sent(write, stored.id):
            raise RowSent()
        desk.append(write, ANNOTATION, stored.id, stored.heads, _said(kind, body))
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _said(kind: int, body: str) -> dict[str, Value]:
    if kind not in set(AnnotationKind):
        raise ReviewRefused(why=NOT_A_KIND)
    text = clean_text(body).strip()
    if not text or (kind != AnnotationKind.PRAISE and is_shorter(text, BODY_AT_LEAST)):
        raise ReviewRefused(why=BODY_TOO_SHORT)
    if len(text) > BODY_AT_MOST:
        raise ReviewRefused(why=BODY_TOO_LONG.format(m=len(text) - BODY_AT_MOST))
    return {"kind": int(kind), "body": text}


def _revision(read: Read, stored: StoredRecord, wanted: str) -> tuple[str, int]:
    """Give the revision that was read and its number: of an older one what was written about it stays with it."""
    newest, number = newest_ref(read, stored)
    if not wanted or wanted == newest:
        return newest, number
    versions = whole_revisions(read, stored.id)
    return (wanted, versions.number(wanted)) if versions.number(wanted) else (newest, number)


def _whole_if_masked(desk: Desk, stored: StoredRecord, at: Selected) -> Selected:
    """Never quote an identity or telephone number: where they are masked, an annotation is about the whole answer."""
    path, form = Path.read(at.field), desk.library.form_of(stored.kind, stored.answers)
    field = form.field(path.field) if path.field in form else None
    asked = field.column(path.column) if field is not None and path.column else field
    masked = asked is not None and asked.mask not in ("", "name")
    return Selected(at.field, revision=at.revision, photo=at.photo) if masked else at


def _anchor(read: Read, stored: StoredRecord, revision: str, at: Selected) -> Anchor:
    if at.photo is not None:
        if photo_rect(at.photo.text()) is None or file_at(_answers_at(read, stored, revision), at.field) is None:
            raise ReviewRefused(why=NOT_THIS_PHOTO)
        return make_anchor(stored.kind, stored.id, revision, at.field, photo=at.photo)
    if at.start is None or at.end is None or at.start == at.end:
        return make_anchor(stored.kind, stored.id, revision, at.field)
    text = text_at(_answers_at(read, stored, revision), at.field)
    if too_long(at.start, at.end):
        raise ReviewRefused(why=QUOTE_TOO_LONG)
    if not 0 <= at.start < at.end <= len(nfc(text)):
        raise ReviewRefused(why=OUTSIDE)
    return make_anchor(stored.kind, stored.id, revision, at.field, text, at.start, at.end)


def _answers_at(read: Read, stored: StoredRecord, revision: str) -> dict[str, Value]:
    if revision == newest_ref(read, stored)[0]:
        return stored.answers
    return fold(whole_revisions(read, stored.id).known_to(revision)).answers


def annotation_here(desk: Desk, read: Read, annotation_id: str) -> tuple[StoredRecord, StoredRecord]:
    """Give an annotation and the document it is about; raise NotFound for what is none."""
    row = records.get(read, annotation_id)
    if row is None or row.kind != ANNOTATION:
        raise NotFound(what="批注", key=annotation_id)
    return row, desk.stored(read, str(row.answers.get("target_id") or ""), "批注的文书")

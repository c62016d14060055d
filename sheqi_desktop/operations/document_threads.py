"""A document with everything that was remarked about it, each at its words in the version that is shown.

What a window needs to draw a margin of cards beside a document, for the supervisor and for the worker alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sheqi_desktop.domain.annotation import How, Path, Spot, file_at, place, text_at
from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.form import Form
from sheqi_desktop.domain.records.annotation import Annotation
from sheqi_desktop.domain.revisions import Revisions
from sheqi_desktop.domain.thread import Event, Thread
from sheqi_desktop.domain.verdict import FOR_VERSION, VERDICT_WORDS, Review, review
from sheqi_desktop.operations.compare import Piece, words
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.laid_out import FILES
from sheqi_desktop.operations.on_its_way import ways
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.path_words import label_at
from sheqi_desktop.operations.remarks import Remarks, moment_words, remarks
from sheqi_desktop.operations.sign_off import may_sign
from sheqi_desktop.operations.thread_acts import Hand, hand_of, may_do, way_words
from sheqi_desktop.operations.verdict_rows import why_not_signed
from sheqi_desktop.reports.masking import masked
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.store.remarks import whole_revisions

REMOVED_ROW = "这一行已删除"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a thread: who did what, when, with which words, and which version it points to."""

    id: str
    act: str
    words: str
    by: str
    at: str
    text: str = ""
    version: int = 0
    stands: bool = False
    """Nothing else knew it: of a thread that is at odds, one of the two sides."""


@dataclass(frozen=True, slots=True)
class Card:
    """One annotation as a card in the margin.

    ``spot`` is where it is drawn: ``spot.field`` as ``rows[id].column``, ``start`` and ``end`` code points of the
    answer after NFC.  ``moved`` is 位置已调整, 原文已修改 or ''.  ``compared`` is the 对照 of the old answer with the
    one shown, where the words changed.  ``may`` names what the person at this desk can do now: ``reply``, ``confirm``,
    ``reopen``, ``withdraw``, ``appeal``, ``decide_appeal``, ``rewrite``, ``read``, ``revise``.
    """

    annotation: Annotation
    thread: Thread
    spot: Spot
    number: int
    kind: str
    tags: tuple[str, ...]
    rating: str
    by: str
    at: str
    label: str
    moved: str
    for_version: str
    lines: tuple[Line, ...]
    way: str = ""
    """Of an answer of this station: 已修改（第2版），等下次报送带走."""
    compared: tuple[Piece, ...] = ()
    may: frozenset[str] = frozenset()
    file: Mapping[str, Any] | None = None
    """The photo or paper a part of which it is about, as its own version describes it: it may have been replaced."""

    @property
    def state(self) -> str:
        """The state in words: 待处理, 已修改, 已确认."""
        return self.thread.words


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict as the timeline shows it."""

    verdict: str
    words: str
    by: str
    at: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentThreads:
    """A document in one of its versions, with its cards in reading order.

    ``revision`` is handed back to ``annotate`` and ``give_verdict``.  ``review.words`` is the state (待审第4版),
    ``review.note`` 督导审阅的是第3版.  ``why_not_sign`` is '' where the person may press 通过, else the sentence.
    ``signature`` is 督导签批：{name} {time} of the version that is signed, '' before.
    """

    record: str
    kind: str
    title: str
    number: str
    station: str
    answers: Answers
    revision: str
    version: int
    versions: tuple[str, ...]
    review: Review
    cards: tuple[Card, ...]
    decisions: tuple[Decision, ...]
    musts_open: int
    may_annotate: bool
    may_decide: bool
    why_not_sign: str
    signature: str = ""
    counts: Mapping[str, int] | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The questions something was remarked on."""
        return frozenset(Path.read(one.spot.field).field for one in self.cards if one.spot.field)


def document_threads(desk: Desk, record: str, revision: str = "") -> DocumentThreads:
    """Read a document with its annotations re-anchored to a version (the newest without one).

    Raises NotFound, Restricted, MinorClosed; that a 限阅 document or a child's was opened is noted.
    """
    with desk.read() as read:
        stored = desk.stored(read, record)
    opened(desk, stored, "批注")
    with desk.read() as read:
        return _document_threads(desk, read, stored, revision)


def _document_threads(desk: Desk, read: Read, stored: StoredRecord, revision: str) -> DocumentThreads:
    form = desk.library.form_of(stored.kind, stored.answers)
    versions = whole_revisions(read, stored.id)
    shown = revision if versions.number(revision) else versions.newest
    texts = _Texts(stored, versions)
    answers = texts.at(shown) or {}
    here = remarks(read, stored)
    signs = bool(form.signers(stored.answers))
    told = review(versions.refs, here.verdicts.get(stored.id, ()), stored.status, signs=signs)
    annotations = here.of(stored.id)
    sent = ways(desk, read, [event.id for one in annotations for event in here.thread(one).events[-1:]])
    hand = hand_of(desk, read, stored, annotations)
    cards = [_card(desk, stored, hand, form, one, here, versions, shown, texts, sent) for one in annotations]
    cards.sort(key=_reading_order(form, answers))
    states = [one.thread.state for one in cards]
    return DocumentThreads(
        record=stored.id,
        kind=stored.kind,
        title=form.title,
        number=stored.number,
        station=stored.station,
        answers=masked(form, answers),
        revision=shown,
        version=versions.number(shown),
        versions=versions.refs,
        review=told,
        cards=tuple(replace(one, number=place_) for place_, one in enumerate(cards, start=1)),
        decisions=tuple(_decisions(desk, here, stored, versions)),
        musts_open=here.musts_open(stored.id),
        may_annotate=hand.supervises and not stored.voided,
        may_decide=hand.supervises and told.waits,
        why_not_sign=why_not_signed(desk, read, stored) if may_sign(desk, stored) else "现在不由你签批。",
        signature=_signature(desk, stored),
        counts={state.value: states.count(state) for state in dict.fromkeys(states)},
    )


def cards_in(desk: Desk, read: Read, stored: StoredRecord, answers: Answers) -> list[Card]:
    """Give the cards of a document in reading order, each placed in what a paper shows of it; number them by order."""
    form, versions = desk.library.form_of(stored.kind, answers), whole_revisions(read, stored.id)
    texts, here = _Texts(stored, versions), remarks(read, stored)
    shown = next((ref for ref in reversed(versions.refs) if texts.at(ref) == answers), "") if here.of(stored.id) else ""
    texts.show(shown, answers)
    annotations = here.of(stored.id)
    hand = hand_of(desk, read, stored, annotations)
    cards = [_card(desk, stored, hand, form, one, here, versions, shown, texts, {}) for one in annotations]
    return sorted(cards, key=_reading_order(form, answers))


class _Texts:
    """What a document said in each of its versions, folded once each."""

    def __init__(self, stored: StoredRecord, versions: Revisions) -> None:
        self._versions = versions
        self._told: dict[str, Answers | None] = {}
        if len(stored.heads) == 1 or not stored.conflicts:
            self._told[versions.newest] = stored.answers

    def show(self, revision: str, answers: Answers) -> None:
        """Take these for the answers of a version; '' names what is none of those held."""
        self._told[revision] = answers

    def at(self, revision: str) -> Answers | None:
        """Give the answers of a version, None for one that is not here."""
        if revision not in self._told:
            known = self._versions.known_to(revision)
            self._told[revision] = fold(known).answers if known else None
        return self._told[revision]


def _card(
    desk: Desk,
    stored: StoredRecord,
    hand: Hand,
    form: Form,
    one: Annotation,
    here: Remarks,
    versions: Revisions,
    shown: str,
    texts: _Texts,
    sent: Mapping[str, str],
) -> Card:
    new = texts.at(shown) or {}
    quoted = one.anchor.start is not None or bool(one.anchor.file)
    old = new if one.anchor.revision == shown else None if quoted else texts.at(one.anchor.revision)
    spot = place(one.anchor, old, new)
    told, words_ = here.thread(one), desk.library.vocabularies
    return Card(
        annotation=one,
        thread=told,
        spot=spot,
        number=0,
        kind=words_["annotation_kind"].label(one.kind),
        tags=tuple(words_["issue_tag"].label(tag) for tag in one.issue_tags),
        rating=words_["doc_rating"].label(one.rating) if one.rating is not None else "",
        by=desk.person_name(one.by),
        at=moment_words(one.at),
        label=_label(form, one.anchor.field),
        moved=REMOVED_ROW if spot.row_gone else spot.words,
        for_version=FOR_VERSION.format(n=one.version) if one.anchor.revision != shown else "",
        lines=tuple(_line(desk, each, versions, told) for each in told.events),
        way=way_words(desk, told, versions, sent),
        compared=_compared(form, one, spot, texts, new),
        may=may_do(hand, stored, one, told, versions),
        file=_file(one, texts, new),
    )


def _file(one: Annotation, texts: _Texts, new: Answers) -> Mapping[str, Any] | None:
    """Give the file a part of which is remarked on; of one that was replaced what its own version said of it."""
    if not one.anchor.file:
        return None
    return file_at(new, one.anchor.field) or file_at(texts.at(one.anchor.revision) or {}, one.anchor.field)


def _compared(form: Form, one: Annotation, spot: Spot, texts: _Texts, new: Answers) -> tuple[Piece, ...]:
    """Lay the old answer beside the new one; numbers that are masked are not compared."""
    if spot.how != How.CHANGED or not one.anchor.field:
        return ()
    path = Path.read(one.anchor.field)
    question = form.field(path.field) if path.field in form else None
    if question is None or question.mask not in ("", "name") or question.type in FILES:
        return ()
    old = texts.at(one.anchor.revision)
    before = text_at(old, one.anchor.field) if old is not None else one.anchor.quote
    return words(before, "" if spot.row_gone else text_at(new, one.anchor.field))


def _label(form: Form, field: str) -> str:
    """Give what people call the place an annotation is about."""
    if not field:
        return "整份文书"
    path = Path.read(field)
    return label_at(form, f"{path.field}/{path.row}/{path.column}" if path.row and path.column else path.field)


def _line(desk: Desk, one: Event, versions: Revisions, told: Thread) -> Line:
    words_ = desk.library.vocabularies
    said = words_["annotation_act"].label(one.act)
    if one.adoption:
        said = words_["adoption"].label(one.adoption)
    return Line(
        id=one.id,
        act=one.act,
        words=said,
        by=desk.person_name(one.by),
        at=f"{county_moment(one.at):%Y-%m-%d %H:%M}",
        text=one.text,
        version=versions.number(one.revision),
        stands=one.id in told.heads,
    )


def _reading_order(form: Form, answers: Answers) -> Callable[[Card], tuple[int, str, int, str, str]]:
    """Order cards as their places are read; those about the whole document come first."""
    turns = {field.id: turn for turn, field in enumerate(form, start=1)}

    def order(one: Card) -> tuple[int, str, int, str, str]:
        path = Path.read(one.spot.field)
        told = answers.get(path.field) if path.row else None
        rows_ = [row.get("id") for row in told if isinstance(row, dict)] if isinstance(told, list) else []
        row = f"{rows_.index(path.row):05}" if path.row in rows_ else ""
        start = one.spot.start if one.spot.start is not None else -1
        return turns.get(path.field, 0), row, start, one.annotation.at, one.annotation.id

    return order


def _decisions(desk: Desk, here: Remarks, stored: StoredRecord, versions: Revisions) -> list[Decision]:
    known = here.verdicts.get(stored.id, [])
    return [
        Decision(
            one.verdict,
            next((words_ for code, words_ in VERDICT_WORDS.items() if code == one.verdict), ""),
            desk.person_name(one.by),
            f"{county_moment(one.at):%Y-%m-%d %H:%M}",
            versions.number(one.revision),
            one.text,
        )
        for one in sorted(known, key=lambda each: (versions.number(each.revision), each.at, each.id))
    ]


def _signature(desk: Desk, stored: StoredRecord) -> str:
    """Give what is printed below a signed version: 督导签批：{name} {time}."""
    said = stored.confirmed or {}
    by, at = str(said.get("approved_by") or ""), str(said.get("approved_at") or "")
    if stored.first_signed_at is None or not by:
        return ""
    return f"督导签批：{desk.person_name(by)} {moment_words(at)}"

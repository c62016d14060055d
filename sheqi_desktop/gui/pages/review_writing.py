"""What is written on 待批注: the new annotation, and the words on the cards; all of it kept while it is half typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.marked_runs import Picked
from sheqi_desktop.gui.pages.card_verbs import verb
from sheqi_desktop.gui.pages.new_annotation import Typed
from sheqi_desktop.gui.pages.review_keeper import ReviewKeeper
from sheqi_desktop.gui.pages.review_notes import ReviewNotes
from sheqi_desktop.gui.pages.review_paper import ReviewPaper
from sheqi_desktop.gui.widgets.card_acts import LOCATE
from sheqi_desktop.operations.annotate import Annotated, Selected, annotate
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.review_document import UnderReview

NOT_ADDED = "还有一条批注没添加：请先按“添加”，或清掉再提交。"
ADDED = "批注已添加，发回前还能改"
GO_ON = "上次没写完的批注在右边，接着写就行"


class ReviewWriting(QObject):
    """Stands between the paper, the notes and the verbs."""

    wrote = Signal(object)
    """What a write changed."""
    added = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, paper: ReviewPaper, notes: ReviewNotes, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self.paper, self.notes = desk, jobs, paper, notes
        self._shown: UnderReview | None = None
        self._on_card: tuple[str, str, str, str] | None = None
        self.keeper = ReviewKeeper(desk, jobs, self)
        self.keeper.failed.connect(self._failed)
        notes.asked.connect(self._act)
        notes.cards.typed.connect(self._typed_on_card)
        notes.cards.put_away.connect(lambda _: self._put_away())
        notes.cards.filled.connect(self._show_on_card)
        notes.new.added.connect(self._add)
        notes.new.typed.connect(self._typed)
        paper.photo_framed.connect(self.begin_at)
        notes.new.quote_dropped.connect(lambda: paper.show_new(None))

    # ------------------------------------------------------------------ which document
    def show_document(self, found: UnderReview | None) -> None:
        """Hear which document is shown; of another one bring back what was half typed."""
        before, self._shown = self._shown, found
        if found is None or (before is not None and before.told.record == found.told.record):
            return
        typed = Typed.of(found.typed) if found.typed else Typed()
        self.notes.new.show_typed(typed)
        self.paper.show_new(typed.at if typed.revision in ("", found.told.revision) else None)
        self._on_card = typed.said
        if typed.said is not None:
            self.notes.cards.go_to(typed.said[1], focus=False)
            self._show_on_card()
        if typed.body or typed.said is not None:
            self.said.emit(GO_ON)

    def _show_on_card(self) -> None:
        """What was half typed on a card is on it again after the cards were made anew."""
        if self._on_card is not None:
            act, annotation, text, choice = self._on_card
            self.notes.cards.show_begun(annotation, act, text, choice)

    def _may(self) -> bool:
        return self._shown is not None and self._shown.told.may_annotate

    # ------------------------------------------------------------------ a new one
    def begin(self) -> None:
        """Ctrl+M: write about what is selected, the answer one stands in, or the whole document."""
        self.begin_at(self.paper.selection())

    def begin_at(self, at: Picked | None) -> None:
        """Write about an answer, a part of it or of a photo; None for the whole document."""
        if self._shown is None or not self._may():
            return
        label = self.paper.label_of(at.path) if at is not None else ""
        self.paper.show_new(at)
        self.notes.new.begin(at, label, self._shown.told.revision)
        self.notes.show_new()

    def phrase(self) -> None:
        """Ctrl+B: offer the phrases."""
        if self._may():
            self.notes.show_new()
            self.notes.new.open_phrases()

    @property
    def begun(self) -> bool:
        """Tell whether an annotation is written that was not added."""
        return self.notes.new.begun

    def say_not_added(self) -> None:
        """Say so where it is written."""
        self.notes.new.say_why(NOT_ADDED)
        self.notes.show_new()
        self.notes.new.field.setFocus()

    def _add(self, typed: Typed) -> None:
        if self._shown is None:
            return
        told, at = self._shown.told, typed.at
        revision = typed.revision or told.revision
        place = Selected(revision=revision)
        if at is not None:
            place = Selected(at.path, at.start, at.end, revision, at.photo)
        work = partial(
            annotate, self._desk, told.record, typed.kind, typed.body, place, typed.tags, typed.rating,
            phrase=typed.phrase,
        )  # fmt: skip
        self._jobs.run(lambda job: work(), partial(self._added, told.record), self._not_added)

    def _added(self, record: str, made: Annotated) -> None:
        if self._shown is not None and self._shown.told.record == record:
            self.notes.new.show_typed(Typed())
            self.paper.show_new(None)
        if self._on_card is None:
            self.keeper.forget(record)
        else:
            self._typed(Typed())
        self.added.emit()
        self.said.emit(ADDED)
        self.wrote.emit(made.changes)

    def _not_added(self, trouble: Trouble) -> None:
        self.notes.new.say_why(trouble.sentence)
        self.notes.new.field.setFocus()

    # ------------------------------------------------------------------ on a card
    def _act(self, act: str, annotation: str, text: str, choice: str) -> None:
        if act == LOCATE:
            if not self.paper.go_to(annotation):
                self.notes.go_to(annotation)
            return
        work = verb(self._desk, act, annotation, text, choice)
        if work is not None:
            self._jobs.run(lambda job: work(), partial(self._done, annotation), partial(self._not_done, annotation))

    def _done(self, annotation: str, changes: Changes) -> None:
        card = self.notes.cards.cards.get(annotation)
        if card is not None:
            card.finish()
        self._card_done()
        self.wrote.emit(changes)

    def _not_done(self, annotation: str, trouble: Trouble) -> None:
        card = self.notes.cards.cards.get(annotation)
        if card is not None and card.box is not None:
            card.say_why(trouble.sentence)
        else:
            self.failed.emit(trouble)

    # ------------------------------------------------------------------ keeping
    def _typed(self, typed: Typed) -> None:
        if self._shown is not None:
            self.keeper.typed(self._shown.told.record, replace(typed, said=self._on_card))

    def _typed_on_card(self, act: str, annotation: str, text: str, choice: str) -> None:
        self._on_card = (act, annotation, text, choice)
        self._typed(self.notes.new.value())

    def _put_away(self) -> None:
        if self._on_card is not None and not self._on_card[2].strip():
            self._card_done()

    def _card_done(self) -> None:
        if self._on_card is not None:
            self._on_card = None
            self._typed(self.notes.new.value())

    def _failed(self, trouble: object) -> None:
        self.failed.emit(trouble)

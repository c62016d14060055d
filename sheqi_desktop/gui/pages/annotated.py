"""One document with 督导批注 beside it: a visit, a paper of a 小组, an 活动; a paper of a 个案 is read in its case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.annotation import ANNOTATION, REPLY, VERDICT
from sheqi_desktop.domain.records.case_story import CASE, PAPERS
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.annotation_panel import AnnotationPanel
from sheqi_desktop.gui.pages.document_ask import DocumentAsk, way_to
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.reading_card import ReadingCard
from sheqi_desktop.gui.pages.revising import revising
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.beside import Beside, beside, document_of, file_at
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.reading import Reading, read_record

NOTHING = ("没有这份文书", "从“督导批注”里选一条。")
CRUMBS = (("督导批注", "annotations"),)
LEAST = 240
"""Height of document and panel below which the page scrolls as a whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document in words with what was remarked about it; ``file`` is the file it lies in."""

    reading: Reading
    beside: Beside | None
    file: str


class AnnotatedPage(ReadingPage):
    """The document at the left, the cards at the right."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._ask = DocumentAsk("")
        self._coming = ""
        self.found: Found | None = None
        self.paper = ReadingCard(NOTHING, Photos(desk, jobs, self))
        self.paper.edit_asked.connect(lambda kind, record: self.edit())
        self.paper.print_asked.connect(lambda kind, record: self.go("print", FormAsk(kind, record)))
        self.paper.compare_asked.connect(lambda record: self.go("compare", record))
        self.panel = AnnotationPanel(desk, jobs, self)
        self.paper.mark_pressed.connect(lambda annotation: self.panel.go_to(annotation))
        self.panel.located.connect(self.paper.show_mark)
        self.panel.revise_asked.connect(self.edit)
        self.panel.changed.connect(self.changed)
        self.panel.said.connect(self.toast)
        for one in (self.paper, self.panel):
            layout.least(one, height=LEAST)
        layout.least(self.paper, width=420)
        layout.column(self).addWidget(Panes(self.paper, self.panel, 340))

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which document of which kind."""
        reading = self.found.reading if self.found is not None else None
        if reading is None:
            return Header("督导批注", crumbs=CRUMBS)
        acts: tuple[Action, ...] = ()
        if page := kinds.file_page(self._file_kind(reading)):
            acts = (Action("annotated_file", f"看这个{words_of(page).words}", "folder-open", self._open_file),)
        return Header(reading.title, reading.number.partition("-")[2], CRUMBS, acts)

    def _file_kind(self, reading: Reading) -> str:
        if reading.kind.startswith("group"):
            return "group"
        return reading.kind if reading.kind != "visit" else ""

    def _open_file(self) -> None:
        if self.found is not None:
            self.go(kinds.file_page(self._file_kind(self.found.reading)), self.found.file)

    def shown_record(self) -> str:
        """Which document it is."""
        return self._ask.record

    def open(self, argument: object) -> None:
        """Show a document at one of its cards; what was half typed is asked for by its annotation."""
        if isinstance(argument, DocumentAsk):
            self._ask, self._coming = argument, argument.annotation
        elif isinstance(argument, FormAsk):
            self._ask, self._coming = DocumentAsk("", argument.record), argument.record
        if self.found is not None and self.found.reading.record != self._ask.record:
            self.found = None
        if self._ask.record or self._ask.annotation:
            self.look()

    def question(self) -> Callable[[], object]:
        """Ask for document and annotations."""
        return partial(_read, self.desk, self._ask)

    def show_found(self, found: object) -> None:
        """Show both; the card one came for gets the keyboard."""
        assert isinstance(found, Found)
        page, ask = way_to(found.reading.kind, found.reading.record, found.file, self._ask.annotation)
        if found.reading.kind in (CASE, *PAPERS):
            self.instead_asked.emit(page, ask)
            return
        self.found, self._ask = found, ask
        threads = found.beside.threads if found.beside is not None else None
        self.paper.show_reading(found.reading, threads)
        self.panel.show_beside(found.beside)
        self.setFocusProxy(self.panel if found.beside is not None else self.paper.edit)
        coming, self._coming = self._coming, ""
        if coming and self.panel.go_to(coming, focus=self.isVisible()):
            self.paper.show_mark(coming)

    def on_changes(self, changes: Changes) -> None:
        """Look again when this document or something remarked about it changed."""
        kind = self.found.reading.kind if self.found is not None else ""
        if not changes.kinds or changes.kinds & {ANNOTATION, REPLY, VERDICT, kind}:
            if self.isVisible():
                self._coming = self.panel.column.chosen if self.panel.holds_keyboard else ""
                self.look()

    def leave(self) -> None:
        """Keep what is half typed."""
        self.panel.keep_now()

    def escape(self) -> bool:
        """Esc puts the box one types in away, else goes back."""
        if not self.panel.escape():
            self.back_asked.emit()
        return True

    def edit(self, annotation: str = "") -> None:
        """去修改: the form of the document, where the annotation is about."""
        if self.found is not None:
            reading, beside = self.found.reading, self.panel.beside
            asked = revising(reading.kind, reading.record, beside.cards if beside is not None else (), annotation)
            self.go(kinds.form_page(reading.kind), asked)

    def print_(self) -> None:
        """Ctrl+P: its paper."""
        if self.found is not None:
            self.go("print", FormAsk(self.found.reading.kind, self.found.reading.record))

    def help_topic(self) -> str:
        """F1."""
        return "annotation_reply"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits the document."""
        if event.key() == Qt.Key.Key_F2:
            self.edit()
        else:
            super().keyPressEvent(event)


def _read(desk: Desk, ask: DocumentAsk) -> Found:
    record = ask.record or document_of(desk, ask.annotation)
    told = beside(desk, record)
    reading = read_record(desk, record, told.threads.fields if told is not None else ())
    return Found(reading, told, file_at(desk, record))

"""待批注: the queue, the document and the annotations side by side; everything can be done without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.trouble import NotFinished, Trouble
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.review_list import ReviewList
from sheqi_desktop.gui.pages.review_notes import ReviewNotes
from sheqi_desktop.gui.pages.review_paper import ReviewPaper
from sheqi_desktop.gui.pages.review_writing import ReviewWriting
from sheqi_desktop.gui.pages.verdict_bar import VerdictBar
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.phrases import phrases
from sheqi_desktop.operations.review_document import UnderReview, review_document
from sheqi_desktop.operations.review_queue import Queue, review_queue

SOON_MS = 90
"""J held down runs through the queue; only where it rests is the document read."""
DONE = {
    VerdictCode.SIGNED: "已通过：{title} 第 {n} 版，随下一个批注包发回。",
    VerdictCode.RETURNED: "已退回：{title} 第 {n} 版，随下一个批注包发回。",
    VerdictCode.NOTED: "已阅：{title} 第 {n} 版，随下一个批注包发回。",
}
SIGN_ON_FORM = "这份表要由签批的人填“{what}”，请在表上签批。"


@dataclass(frozen=True, slots=True)
class ReviewAsk:
    """A document to be opened on this page, and the annotation to be looked at, '' for none."""

    record: str
    annotation: str = ""


class ReviewPage(ReadingPage):
    """J and K walk, Ctrl+M annotates, Ctrl+B inserts a phrase, Ctrl+Enter decides and goes on."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.shown: UnderReview | None = None
        self._queue: Queue | None = None
        self._asked = ReviewAsk("")
        self._reading, self._version = 0, ""
        self._phrases = phrases(desk)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._read)
        self._build()
        self.writing = ReviewWriting(desk, jobs, self.paper, self.notes, self)
        self._wire()

    # ------------------------------------------------------------------ how it is built
    def _build(self) -> None:
        whole = layout.column(self, gap=0)
        self._which = QStackedWidget()
        whole.addWidget(self._which)
        rolling = ScrollColumn((24, 14, 24, 14), 0)
        self.list = ReviewList()
        self.paper = ReviewPaper(Photos(self.desk, self.jobs, self))
        self.verdict = VerdictBar()
        self.notes = ReviewNotes(self.desk.library, lambda: self._phrases)
        middle = Card((20, 14, 20, 14), 10)
        middle.body.addWidget(self.paper, 1)
        middle.body.addWidget(self.verdict)
        layout.least(middle, width=330)
        self._line = layout.row(gap=14)
        self._line.addWidget(self.list, 26)
        self._line.addWidget(middle, 50)
        self._line.addWidget(self.notes, 31)
        rolling.body.addLayout(self._line, 1)
        self._which.addWidget(rolling)
        mine = Action("queue_mine", "看我的批注", "message-square-text", lambda: self.go("annotations"))
        bundles = Action("queue_bundles", "导入督导包", "package", lambda: self.go("import"))
        words = "负责的站交来的文书、社工对批注的回复，会按等的天数排在这里。"
        self.empty = EmptyState("inbox", "没有等你批注的文书", words, bundles, mine)
        self._which.addWidget(self.empty)
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.paper.mark_pressed.connect(self.notes.go_to)
        self.paper.file_asked.connect(self._open_file)
        self.paper.compare_asked.connect(lambda record: self.go("compare", record))
        self.paper.version_asked.connect(self._read_version)
        self.writing.wrote.connect(self.changed)
        self.writing.added.connect(self.list.setFocus)
        self.writing.said.connect(self.say)
        self.writing.failed.connect(self.sorry)
        self.notes.new.phrases_asked.connect(lambda: self.go("phrases"))
        self.notes.rubric.score_asked.connect(lambda: self.go("score", self.shown_record()))
        self.verdict.submitted.connect(self._submit)
        for keys, act in (
            ("J", partial(self._step, 1)),
            ("K", partial(self._step, -1)),
            ("Ctrl+M", self.writing.begin),
            ("Ctrl+B", self.writing.phrase),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the three panes under each other where there is no room beside each other."""
        layout.stack_if_narrow(self._line, self.width())
        super().resizeEvent(event)

    # ------------------------------------------------------------------ the queue
    def header(self) -> Header:
        """Say how much waits and how long."""
        queue = self._queue
        if queue is None or not queue.lines:
            return Header("待批注", self._stations(), new=False)
        days = sum(one.days for one in queue.lines) * 10 // len(queue.lines)
        late = f"・{queue.late} 份超过 14 天" if queue.late else ""
        words = f"{self._stations()}・{len(queue.lines)} 份等待・平均等 {days // 10}.{days % 10} 天{late}"
        return Header("待批注", words, new=False)

    def _stations(self) -> str:
        stations = self.desk.stations
        return "全县" if stations is None else f"{len(stations)} 站"

    def open(self, argument: object) -> None:
        """Look again; with a document asked for, go to it."""
        self._phrases = phrases(self.desk)
        if isinstance(argument, ReviewAsk):
            self._asked = argument
        elif isinstance(argument, FormAsk):
            self._asked = ReviewAsk(argument.record)
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the queue."""
        return partial(review_queue, self.desk)

    def show_found(self, found: object) -> None:
        """Show the queue, and the document that was asked for or is chosen."""
        assert isinstance(found, Queue)
        self._queue = found
        wanted = self._asked.record or self.list.current
        self.list.show_lines(found.lines, wanted)
        apart = self._asked.record and not self.list.has(self._asked.record)
        self._which.setCurrentIndex(0 if found.lines or apart else 1)
        if apart:
            self.list.view.clearSelection()
        self._read()

    def on_changes(self, changes: Changes) -> None:
        """Look again after every write: whatever it was, it may wait here now."""
        self._old = True
        if self.isVisible():
            self.look()

    def _chosen(self, record: str) -> None:
        self._asked = ReviewAsk("")
        self._soon.start()

    def _step(self, by: int) -> None:
        if not self.list.step(by):
            self.say("已经是最后一份" if by > 0 else "已经是第一份")

    # ------------------------------------------------------------------ the document
    def _record(self) -> str:
        return self._asked.record or self.list.current

    def _read_version(self, revision: str) -> None:
        self._version = revision
        self._read()

    def _read(self) -> None:
        record = self._record()
        if self.shown is not None and self.shown.told.record != record:
            self.writing.keeper.now()
            self._version = ""
        if not record:
            self._show(None)
            return
        self._reading += 1
        turn, work = self._reading, partial(review_document, self.desk, record, self._version)
        self.jobs.run(lambda job: (turn, work()), self._arrived, self.sorry)

    def _arrived(self, answer: tuple[int, UnderReview]) -> None:
        turn, found = answer
        if turn == self._reading:
            self._show(found)

    def _show(self, found: UnderReview | None) -> None:
        writing = QApplication.focusWidget()
        inside = writing is None or self.isAncestorOf(writing)
        self.shown = found
        self.paper.show_document(found)
        self.notes.show_document(found)
        self.verdict.show_document(found)
        self.writing.show_document(found)
        if self._asked.annotation and found is not None:
            self.notes.go_to(self._asked.annotation)
            self._asked = ReviewAsk(self._asked.record)
        self.header_changed.emit()
        if inside:
            # The card that had the keyboard may have been made anew.
            QTimer.singleShot(0, self, self._keep_keyboard)

    def shown_record(self) -> str:
        """Name the document, so that the top bar says how far it is on its way."""
        return self.shown.told.record if self.shown is not None else ""

    def _open_file(self, kind: str, record: str) -> None:
        page = kinds.file_page(kind)
        if page:
            self.go(page, record)

    # ------------------------------------------------------------------ deciding
    def submit(self) -> None:
        """Ctrl+Enter: decide and go on."""
        if self.shown is not None:
            self.verdict.press()

    def _submit(self, verdict: str) -> None:
        if self.shown is None:
            return
        if verdict and self.writing.begun:
            self.writing.say_not_added()
        elif not verdict:
            self._go_on()
        elif verdict == VerdictCode.SIGNED and self._signs_on_form():
            self._to_form()
        else:
            told = self.shown.told
            work = partial(give_verdict, self.desk, told.record, verdict, revision=told.revision)
            done = DONE[VerdictCode(verdict)].format(title=self.shown.title, n=told.version)
            self.jobs.run(lambda job: work(), partial(self._decided, done), self._not_decided)

    def _signs_on_form(self) -> bool:
        assert self.shown is not None
        form = self.desk.library.form(self.shown.told.kind)
        return any(not self.shown.told.answers.get(name) for name in form.signer_answers)

    def _to_form(self) -> None:
        assert self.shown is not None
        told = self.shown.told
        form = self.desk.library.form(told.kind)
        what = "、".join(form.field(name).label for name in form.signer_answers if name in form)
        self.toast(SIGN_ON_FORM.format(what=what))
        self.go(kinds.form_page(told.kind), FormAsk(told.kind, told.record))

    def _decided(self, done: str, changes: Changes) -> None:
        self.toast(done)
        self._next()
        self.changed.emit(changes)

    def _not_decided(self, trouble: Trouble) -> None:
        if isinstance(trouble, NotFinished) and self.shown is not None:
            ask.say_trouble(self, trouble)
            self._to_form()
        else:
            self.sorry(trouble)
            self.look()

    def _next(self) -> None:
        assert self.shown is not None
        after = self.list.after(self.shown.told.record)
        self._asked = ReviewAsk("")
        self.list.choose(after or self.list.current)

    def _go_on(self) -> None:
        self._next()
        self.list.setFocus()

    # ------------------------------------------------------------------ page
    def leave(self) -> None:
        """Keep what is half typed; nothing is asked."""
        self.writing.keeper.now()

    def keep(self) -> object:
        """Remember which document is open."""
        return self.shown.told.record if self.shown is not None else ""

    def restore(self, kept: object) -> None:
        """Come back to it."""
        if kept:
            self._asked = ReviewAsk(str(kept))
            self.look()

    def help_topic(self) -> str:
        """F1."""
        return "queue"

    def foot_widget(self) -> QWidget | None:
        """The verdict is read while working."""
        return self.verdict if self.verdict.isVisible() else None

"""个案 (04): who and how far, the papers, the one being read, and what comes next with what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.case_story import PAPERS
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.annotation_panel import AnnotationPanel
from sheqi_desktop.gui.pages.case_columns import CaseColumns
from sheqi_desktop.gui.pages.case_head import CaseHeadCard
from sheqi_desktop.gui.pages.case_margin import CaseMargin
from sheqi_desktop.gui.pages.case_side import CaseSide
from sheqi_desktop.gui.pages.document_ask import DocumentAsk
from sheqi_desktop.gui.pages.file_steps import take_step
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.paper_list import PaperList
from sheqi_desktop.gui.pages.photos import Photos
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.reading_card import ReadingCard
from sheqi_desktop.gui.pages.revising import revising
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.beside import Beside, beside
from sheqi_desktop.operations.case_counts import CaseCounts, case_counts
from sheqi_desktop.operations.case_file import CaseFile, CasePaper, NextStep, case_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.noted import note_opened
from sheqi_desktop.operations.reading import Reading, read_record

FILE = "case"
NOTHING = ("这份文书还没写", "在左边选一份文书。")


class CasePage(ReadingPage):
    """One case."""

    KINDS = frozenset(
        "case case_consent case_assessment case_plan process_note case_review case_evaluation case_closure "
        "case_follow_up client crisis annotation annotation_reply verdict".split()
    )

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self._opening = False
        self._chosen = ""
        self._to_papers = False
        """Whether the keyboard belongs on the papers when they are shown next: the page was just opened."""
        self._coming = ""
        """The annotation one wants to come to."""
        self._handed_in = ""
        """The paper that was written since the page was left; it is what one wants to see on coming back."""
        self.file: CaseFile | None = None
        whole = layout.column(self)
        self.head = CaseHeadCard()
        self.head.visit_asked.connect(self._visit)
        self.head.step_asked.connect(self._step)
        self.head.stage_pressed.connect(self._show_stage)
        self.papers = PaperList()
        self.papers.chosen.connect(self._choose)
        self.papers.opened.connect(lambda kind, record: self.go(kinds.form_page(kind), FormAsk(kind, record)))
        self.papers.print_asked.connect(lambda kind, record: self.go("print", FormAsk(kind, record)))
        self.papers.void_asked.connect(self._void)
        self.papers.write_asked.connect(self._write)
        self.voiding = Voiding(self, desk, jobs, self.sorry, lambda: None)
        self.paper = ReadingCard(NOTHING, Photos(desk, jobs, self))
        self.paper.edit_asked.connect(lambda kind, record: self._revise())
        self.paper.print_asked.connect(lambda kind, record: self.go("print", FormAsk(kind, record)))
        self.side = CaseSide()
        self.side.step_asked.connect(self._step)
        self.side.record_asked.connect(self._show_record)
        self.paper.compare_asked.connect(lambda record: self.go("compare", record))
        self.panel = AnnotationPanel(desk, jobs, self, title="")
        self.paper.mark_pressed.connect(self._to_card)
        self.panel.located.connect(self.paper.show_mark)
        self.panel.revise_asked.connect(self._revise)
        self.panel.changed.connect(self.changed)
        self.panel.said.connect(self.toast)
        self.margin = CaseMargin(self.panel, self.side)
        self.columns = CaseColumns(self.head, self.papers, self.paper, self.margin)
        whole.addWidget(self.columns, 1)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say whose case it is."""
        name = self.file.head.client_name if self.file else ""
        title = self.file.head.title if self.file else "个案"
        acts = (Action("case_whole", "打印整卷", "printer", self.print_whole),) if self.file else ()
        return Header(title or "个案", name, crumbs=(("个案", "cases"),), actions=acts)

    def shown_record(self) -> str:
        """Whose file it is."""
        return self._record

    def open(self, argument: object) -> None:
        """Show a case by record id."""
        if isinstance(argument, str) and argument and argument != self._record:
            self._record, self._chosen = argument, ""
        elif isinstance(argument, DocumentAsk):
            self._record, self._chosen, self._coming = argument.file, argument.record, argument.annotation
        self._opening = True
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the whole case, and for the paper that is being read."""
        opening, self._opening = self._opening, False
        self._to_papers = self._to_papers or opening
        return partial(_read, self.desk, self._record, (self._handed_in, self._chosen), opening)

    def show_found(self, found: object) -> None:
        """Show the case."""
        assert isinstance(found, tuple)
        file, reading, told = found
        self.file = file
        self.head.show_case(file)
        self.side.show_case(file)
        self._chosen = reading.record if reading else ""
        self._handed_in = ""
        self.papers.voidable = not file.head.fixed
        to_papers, self._to_papers = self._to_papers or self._keyboard_on_papers(), False
        self.papers.show_papers(file.papers, self._chosen)
        self.setFocusProxy(self.papers)
        if to_papers and self.isVisible():
            self.setFocus()
        self._show_paper(reading, told)
        record = self._record
        self.jobs.run(lambda job: (record, case_counts(self.desk, record)), self._show_counts, self.sorry)

    def _keyboard_on_papers(self) -> bool:
        """Tell whether a line of the papers has the keyboard: it is made anew and has to have it again."""
        now: QWidget | None = QApplication.focusWidget()
        return self.papers.isAncestorOf(now) if now else False

    def _show_counts(self, answer: tuple[str, CaseCounts | None]) -> None:
        record, counts = answer
        if record == self._record:
            self.side.show_counts(counts)

    def keep(self) -> object:
        """Remember which paper was read."""
        return self._chosen

    def restore(self, kept: object) -> None:
        """Come back to the same paper."""
        self._chosen = str(kept or "")
        self.look()

    def on_changes(self, changes: Changes) -> None:
        """Remember the one paper that was written elsewhere, and look again."""
        written = [record for kind, record in changes.records if kind in PAPERS]
        if len(written) == 1 and not self.isVisible():
            self._handed_in = written[0]
        super().on_changes(changes)

    def person(self) -> str:
        """Whose case it is."""
        return self.file.head.client if self.file and not self.file.head.fixed else ""

    def help_topic(self) -> str:
        """F1."""
        return FILE

    def print_(self) -> None:
        """Ctrl+P: the paper that is being read."""
        if self.paper.reading is not None:
            self.go("print", FormAsk(self.paper.reading.kind, self.paper.reading.record))

    def print_whole(self) -> None:
        """打印整卷: cover, contents and all papers of the case in their order."""
        self.go("print", FormAsk(FILE, self._record, whole=True))

    def submit(self) -> None:
        """Ctrl+Enter: the next step."""
        if self.file is not None and self.file.steps:
            self._step(self.file.steps[0])

    def new(self) -> None:
        """Ctrl+N: a further process note, where one may be written."""
        step = next((one for one in self.file.steps if one.target == "process_note"), None) if self.file else None
        if step is not None:
            self._step(step)

    # ------------------------------------------------------------------ going on
    def _choose(self, paper: CasePaper) -> None:
        self._chosen = paper.record
        if paper.record:
            self.jobs.run(lambda job: _paper_read(self.desk, paper.record), self._show_reading, self.sorry)
        else:
            self.margin.show_beside("", None)
            self._offer(paper)

    def _offer(self, paper: CasePaper) -> None:
        """Of a paper that may be written now give the button where the eye is; of another say when its turn comes."""
        step = self._writing(paper)
        if step is not None:
            self.paper.show_unwritten(
                f"{paper.detail}。" if paper.begun else "",
                Action("write_here", step.words, "pencil", partial(self._step, step), PRIMARY),
            )
        else:
            self.paper.show_unwritten(f"{paper.detail}。" if paper.detail else "")

    def _writing(self, paper: CasePaper) -> NextStep | None:
        if paper.begun:
            return NextStep("write", f"继续写{paper.title}", paper.kind, begun=paper.begun)
        steps = self.file.steps if self.file else ()
        return next((one for one in steps if one.kind == "write" and one.target == paper.kind), None)

    def _write(self, paper: CasePaper) -> None:
        step = self._writing(paper)
        if step is not None:
            self._step(step)

    def _show_stage(self, place: int) -> None:
        paper = self.file.stages[place].paper if self.file else ""
        if paper:
            self._show_record(paper)
            self.columns.ensureWidgetVisible(self.paper)

    def _show_record(self, record: str) -> None:
        self._chosen = record
        self.look()

    def _show_reading(self, answer: tuple[Reading, Beside | None]) -> None:
        reading, told = answer
        if reading.record == self._chosen:
            self._show_paper(reading, told)

    # ------------------------------------------------------------------ 督导批注
    def _show_paper(self, reading: Reading | None, told: Beside | None) -> None:
        """Show a paper with what was remarked about it; the card one came for gets the keyboard."""
        came, self._coming = self._coming, ""
        coming = came or (self.panel.column.chosen if self.panel.holds_keyboard else "")
        self.paper.show_reading(reading, told.threads if told is not None else None)
        self.margin.show_beside(reading.record if reading is not None else "", told)
        if coming:
            self._to_card(coming)
        if came:
            self.paper.show_mark(came)

    def _to_card(self, annotation: str) -> None:
        if self.panel.card_of(annotation) is not None:
            self.margin.show_remarks()
            self.panel.go_to(annotation)

    def _revise(self, annotation: str = "") -> None:
        """去修改: the form of the paper that is read, where the annotation is about."""
        reading, beside = self.paper.reading, self.panel.beside
        if reading is not None:
            asked = revising(reading.kind, reading.record, beside.cards if beside is not None else (), annotation)
            self.go(kinds.form_page(reading.kind), asked)

    def leave(self) -> None:
        """Keep what is half typed to an annotation."""
        self.panel.keep_now()

    def escape(self) -> bool:
        """Esc puts the box away in which one types to an annotation."""
        return self.panel.escape()

    def _void(self, paper: CasePaper) -> None:
        whole = f"作废整个个案“{self.file.head.title}”？" if paper.kind == FILE and self.file else ""
        self.voiding.void(paper.record, whole or f"作废{paper.title}{paper.place and f' {paper.place}'}？")

    def _visit(self) -> None:
        if self.file is not None:
            self.go("visit_form", FormAsk("visit", answers={"client_id": self.file.head.client, "visit_type": 8}))

    def _step(self, step: NextStep) -> None:
        if step.kind == "write":
            known: dict[str, Value] = {"parent_id": self._record} | ({"emergency": True} if step.emergency else {})
            self.go(kinds.form_page(step.target), FormAsk(step.target, step.begun, answers=known))
        elif step.kind in ("submit", "sign"):
            papers = self.file.papers if self.file else ()
            kind = next((one.kind for one in papers if one.record == step.target), FILE)
            self.go(kinds.form_page(kind), FormAsk(kind, step.target))
        else:
            take_step(self, self.desk, self._record, step.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits the paper that is being read."""
        reading = self.paper.reading
        if event.key() == Qt.Key.Key_F2 and reading is not None:
            self.go(kinds.form_page(reading.kind), FormAsk(reading.kind, reading.record))
        else:
            super().keyPressEvent(event)


def _paper_read(desk: Desk, record: str) -> tuple[Reading, Beside | None]:
    told = beside(desk, record)
    return read_record(desk, record, told.threads.fields if told is not None else ()), told


def _read(
    desk: Desk, record: str, wanted: Sequence[str], opening: bool
) -> tuple[CaseFile, Reading | None, Beside | None]:
    file = case_file(desk, record)
    if opening:
        note_opened(desk, record)
    written = [one for one in file.papers if one.record]
    waiting = [one for one in written if one.state in ("草稿", "已退回", "已提交")]
    known = next((one for which in wanted for one in written if one.record == which), None)
    shown = known or (waiting[-1] if waiting else written[-1] if written else None)
    return (file, *_paper_read(desk, shown.record)) if shown else (file, None, None)

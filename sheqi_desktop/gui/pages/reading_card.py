"""A record to be read beside other things: question and answer in two columns, nothing to type.

What somebody remarked on stands on the ground of the remark, with its number: ●1 leads to the card.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.file_desk import FileDesk
from sheqi_desktop.gui.marked_runs import Mark, Run
from sheqi_desktop.gui.marked_text import MarkedText
from sheqi_desktop.gui.pages.photo_strip import PhotoStrip
from sheqi_desktop.gui.pages.reading_marks import by_question, marks_of
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Action, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.document_threads import Card as Remarked
from sheqi_desktop.operations.document_threads import DocumentThreads
from sheqi_desktop.operations.laid_out import ReadLine, ReadSection
from sheqi_desktop.operations.reading import Reading

LABEL_WIDTH = 88


class ReadingCard(Card):
    """Title with state, what can be done, and every answer in words."""

    edit_asked = Signal(str, str)
    print_asked = Signal(str, str)
    compare_asked = Signal(str)
    mark_pressed = Signal(str)
    """The annotation whose number or words were pressed."""

    def __init__(self, nothing: tuple[str, str], photos: FileDesk | None = None, parent: QWidget | None = None) -> None:
        """Say ``nothing`` where nothing is written; with ``photos`` the files of an answer can be looked at here."""
        super().__init__((20, 14, 20, 10), 10, parent=parent)
        self.reading: Reading | None = None
        self.marked: list[MarkedText] = []
        """The answers somebody remarked on."""
        self.strips: dict[str, PhotoStrip] = {}
        head = layout.row(gap=10)
        self.title = PlainLabel("", "card", elide=True)
        self.badge = Badge("", "mute")
        self.edit = Button("打开", PLAIN, "pencil", small=True, name="reading_edit")
        self.edit.clicked.connect(self._edit)
        self.print = IconButton("printer", "打印这份文书", side=32, name="reading_print")
        self.print.clicked.connect(self._print)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(0)
        self.compare = Button("", LINK, "columns-2", small=True, name="reading_compare")
        self.compare.clicked.connect(self._compare)
        head.addWidget(self.compare)
        head.addWidget(self.edit)
        head.addWidget(self.print)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self._scroll = ScrollColumn(gap=10)
        self.body.addWidget(self._scroll, 1)
        self._nothing, self._photos = nothing, photos
        self.show_reading(None)

    def show_reading(self, reading: Reading | None, told: DocumentThreads | None = None) -> None:
        """Show another record with what was remarked about it, or say that nothing is written yet."""
        self.reading = reading
        self.marked, self.strips = [], {}
        layout.clear(self._scroll.body)
        for part in (self.badge, self.edit, self.print):
            part.setVisible(reading is not None)
        self.compare.setVisible(reading is not None and reading.revision > 1)
        if reading is None:
            self.title.setText("")
            self._scroll.body.addWidget(EmptyState("file-text", *self._nothing))
            return
        self._show(reading, told)

    def show_unwritten(self, text: str, *acts: Action) -> None:
        """Say of a paper that is not written when its turn comes, or let it be written now."""
        self.show_reading(None)
        layout.clear(self._scroll.body)
        self._scroll.body.addWidget(EmptyState("file-text", self._nothing[0], text, *acts))

    def _show(self, reading: Reading, told: DocumentThreads | None) -> None:
        self.title.setText(reading.title)
        version = f"第 {reading.revision} 版・" if reading.revision > 1 else ""
        waits = told is not None and told.review.waits and told.review.version > 1
        self.badge.say(told.review.words if told is not None and waits else f"{version}{reading.state}", reading.tone)
        self.compare.set_words(f"与第 {reading.revision - 1} 版对照")
        self.edit.set_words("编辑" if reading.own and reading.state in ("草稿", "已提交", "已退回") else "打开")
        if reading.note:
            self._scroll.body.addWidget(Banner("note", "退回说明", reading.note, name="reading_note"))
        self._fill(reading.sections, told)
        self._scroll.body.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _fill(self, sections: Sequence[ReadSection], told: DocumentThreads | None) -> None:
        cards = by_question(told.cards if told is not None else ())
        for section in sections:
            if len(sections) > 1:
                self._scroll.body.addWidget(PlainLabel(section.title, "label_strong"))
            grid = layout.grid(gap=14, down=8)
            grid.setColumnStretch(1, 1)
            for place, line in enumerate(section.lines):
                name = PlainLabel(line.label, "second", wrap=True)
                layout.fix(name, width=LABEL_WIDTH)
                grid.addWidget(name, place, 0, layout.TOP)
                grid.addWidget(self._answer(line, cards.get(line.field, ())), place, 1)
            self._scroll.body.addLayout(grid)

    def _answer(self, line: ReadLine, cards: Sequence[Remarked]) -> QWidget:
        marks = marks_of(line, cards)
        words = self._marked(line, marks) if marks else _said(line)
        if self._photos is None or not (line.files or any(one.file is not None for one in cards)):
            return words
        holder = QWidget()
        column = layout.column(holder, gap=6)
        column.addWidget(words)
        strip = PhotoStrip(line, self._photos)
        strip.show_cards(cards)
        strip.mark_pressed.connect(self.mark_pressed)
        self.strips[line.field] = strip
        column.addWidget(strip)
        return holder

    def _marked(self, line: ReadLine, marks: Sequence[Mark]) -> QWidget:
        runs = [Run(one.text, one.path, one.exact) for one in line.parts]
        made = MarkedText(runs, marks, line.label)
        made.mark_pressed.connect(self.mark_pressed)
        self.marked.append(made)
        return made

    def show_mark(self, annotation: str) -> None:
        """Bring the words of an annotation in sight; of one about the whole document the beginning."""
        found = next((one for one in self.marked if one.go_to(annotation)), None)
        if found is None:
            self._scroll.verticalScrollBar().setValue(0)
        else:
            QTimer.singleShot(0, found, lambda: self._scroll.ensureWidgetVisible(found, 0, 24))

    def _edit(self) -> None:
        if self.reading is not None:
            self.edit_asked.emit(self.reading.kind, self.reading.record)

    def _compare(self) -> None:
        if self.reading is not None:
            self.compare_asked.emit(self.reading.record)

    def _print(self) -> None:
        if self.reading is not None:
            self.print_asked.emit(self.reading.kind, self.reading.record)


def _said(line: ReadLine) -> QWidget:
    said = PlainLabel(line.text, "body", wrap=True, selectable=True)
    said.setAccessibleName(f"{line.label} {line.text}")
    return said

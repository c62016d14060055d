"""The document in the middle of 待批注: every answer to be read and selected, with the marks of its annotations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.file_desk import FileDesk
from sheqi_desktop.gui.marked_runs import Picked, Run
from sheqi_desktop.gui.marked_text import MarkedText
from sheqi_desktop.gui.pages.photo_strip import PhotoStrip
from sheqi_desktop.gui.pages.reading_marks import by_question, marks_of
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, Button
from sheqi_desktop.gui.widgets.card import Line, ScrollColumn
from sheqi_desktop.operations.document_threads import Card
from sheqi_desktop.operations.laid_out import ReadLine
from sheqi_desktop.operations.review_document import UnderReview

LABEL_WIDTH = 76


class ReviewPaper(QWidget):
    """Head, versions, answers.  Nothing here can be written."""

    picked = Signal(object)
    photo_framed = Signal(object)
    """A part of a photo that is to be annotated."""
    mark_pressed = Signal(str)
    file_asked = Signal(str, str)
    compare_asked = Signal(str)
    version_asked = Signal(str)

    def __init__(self, photos: FileDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self.shown: UnderReview | None = None
        self.texts: dict[str, MarkedText] = {}
        self.lines: dict[str, ReadLine] = {}
        self.strips: dict[str, PhotoStrip] = {}
        self._last: MarkedText | None = None
        whole = layout.column(self, gap=8)
        whole.addLayout(self._head())
        whole.addWidget(Line())
        self.rolling = ScrollColumn(gap=6)
        whole.addWidget(self.rolling, 1)

    def _head(self) -> QVBoxLayout:
        whole = layout.column(gap=2)
        head = layout.row(gap=8)
        whole.addLayout(head)
        self.title = PlainLabel("", "card", elide=True)
        head.addWidget(self.title)
        self.version = Badge("", "mute")
        head.addWidget(self.version)
        head.addStretch(1)
        self.about = PlainLabel("", "second", elide=True)
        whole.addWidget(self.about)
        self.versions = ChoiceList(str)
        self.versions.setObjectName("review_versions")
        self.versions.setAccessibleName("看哪一版")
        self.versions.activated.connect(lambda _: self.version_asked.emit(str(self.versions.currentData())))
        head.addWidget(self.versions)
        self.compare = Button("与上一版对照", LINK, "git-compare", small=True, name="review_compare")
        self.compare.clicked.connect(self._ask_compare)
        head.addWidget(self.compare)
        self.whole = Button("看全案", PLAIN, "folder-open", small=True, name="review_whole")
        self.whole.clicked.connect(self._ask_file)
        head.addWidget(self.whole)
        return whole

    def _ask_compare(self) -> None:
        if self.shown is not None:
            self.compare_asked.emit(self.shown.told.record)

    def _ask_file(self) -> None:
        if self.shown is not None:
            self.file_asked.emit(*self.shown.file)

    # ------------------------------------------------------------------ what is shown
    def show_document(self, found: UnderReview | None) -> None:
        """Show another document, or the same one anew at the place where it was read."""
        before = self.shown
        same = before is not None and found is not None and before.told.record == found.told.record
        at = self.rolling.verticalScrollBar().value() if same else 0
        if same and before is not None and found is not None and before.sections == found.sections:
            self.shown = found
            self._show_head(found)
            self._mark_anew(found)
            return
        self.shown = found
        layout.clear(self.rolling.body)
        self.texts, self.lines, self.strips, self._last = {}, {}, {}, None
        if found is None:
            return
        self._show_head(found)
        if found.note:
            self.rolling.body.addWidget(Banner("note", found.note, "", name="review_older"))
        cards = by_question(found.told.cards)
        for part in found.sections:
            if len(found.sections) > 1:
                self.rolling.body.addWidget(PlainLabel(part.title, "hint_strong"))
            for asked in part.lines:
                self.rolling.body.addWidget(self._answer(asked, cards.get(asked.field, ())))
        self.rolling.body.addStretch(1)
        self.rolling.verticalScrollBar().setValue(at)

    def _show_head(self, found: UnderReview) -> None:
        told = found.told
        self.title.setText(found.title)
        self.about.setText(found.about)
        older = told.version < len(told.versions)
        several = len(told.versions) > 1
        # Of several the choice beside it names the one shown.
        self.version.say("旧版" if older else f"第 {told.version} 版", "warn" if older else "mute")
        self.version.setVisible(older or not several)
        self.versions.clear()
        for number, ref in enumerate(told.versions, 1):
            self.versions.addItem(f"第 {number} 版", ref)
        self.versions.setCurrentIndex(told.version - 1)
        self.versions.setVisible(several)
        self.compare.setVisible(several)
        self.whole.setVisible(bool(found.file[1]))
        self.whole.set_words({"client": "看档案", "group": "看小组", "activity": "看活动"}.get(found.file[0], "看全案"))

    def _answer(self, asked: ReadLine, cards: Sequence[Card]) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, gap=6)
        name = PlainLabel(asked.label, "second", wrap=True)
        layout.fix(name, width=LABEL_WIDTH)
        line.addWidget(name, 0, layout.TOP)
        runs = [Run(one.text, one.path, one.exact) for one in asked.parts]
        photos = asked.files or any(one.file is not None for one in cards)
        if asked.files:
            runs = [Run(f"{len(asked.files)} 份", asked.field)]
        text = MarkedText(runs, marks_of(asked, cards), asked.label)
        text.picked.connect(partial(self._picked, text))
        text.mark_pressed.connect(self.mark_pressed)
        self.texts[asked.field] = text
        self.lines[asked.field] = asked
        if not photos:
            line.addWidget(text, 1)
            return holder
        column = layout.column(gap=6)
        column.addWidget(text)
        strip = PhotoStrip(asked, self._photos, markable=self._may_mark())
        strip.show_cards(cards)
        strip.framed.connect(self.photo_framed)
        strip.mark_pressed.connect(self.mark_pressed)
        self.strips[asked.field] = strip
        column.addWidget(strip)
        line.addLayout(column, 1)
        return holder

    def _may_mark(self) -> bool:
        return self.shown is not None and self.shown.told.may_annotate

    def _mark_anew(self, found: UnderReview) -> None:
        cards = by_question(found.told.cards)
        for field, text in self.texts.items():
            text.show_marks(marks_of(self.lines[field], cards.get(field, ())))
        for field, strip in self.strips.items():
            strip.show_cards(cards.get(field, ()))

    # ------------------------------------------------------------------ what is selected
    def _picked(self, text: MarkedText, picked: Picked | None) -> None:
        if picked is not None:
            self._last = text
            for other in self.texts.values():
                if other is not text:
                    other.forget_selection()
        self.picked.emit(picked)

    def selection(self) -> Picked | None:
        """Give what is selected, else the answer the keyboard stands in; None for the whole document."""
        if self._last is not None and (found := self._last.selection()) is not None:
            return found
        focused = next((one for one in self.texts.values() if one.hasFocus()), None)
        return focused.answer_here() if focused is not None else None

    def show_new(self, picked: Picked | None) -> None:
        """Keep in sight what the new annotation is about."""
        for text in self.texts.values():
            text.show_new(picked if picked is not None and picked.path in text.paths else None)
        for strip in self.strips.values():
            strip.show_new(picked)

    def label_of(self, path: str) -> str:
        """Give the name of the question an answer belongs to."""
        line = self.lines.get(path.partition("[")[0])
        return line.label if line is not None else ""

    def go_to(self, annotation: str) -> bool:
        """Bring the words of an annotation in sight and put the keyboard there; tell whether they are shown."""
        for text in self.texts.values():
            if text.go_to(annotation):
                self.rolling.ensureWidgetVisible(text, 0, 40)
                text.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

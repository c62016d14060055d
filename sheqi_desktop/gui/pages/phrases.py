"""常用批语: the sentences one often writes, to be changed in place; kept on this machine, for this person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, IconButton
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.phrases import LONGEST, MOST, Phrase, keep_phrases, phrases

ANY = "不限类型"
KEEP_AFTER_MS = 500


class PhrasesPage(ReadingPage):
    """Everything typed is kept by itself."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.lines: list[PhraseLine] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self._keep)
        whole = layout.column(self, (24, 14, 24, 16), 12)
        card = Card((16, 12, 16, 10), 8)
        whole.addWidget(card, 1)
        words = "写批注时按 Ctrl+B 插入。{字段} 会换成批注的那一项，例如“具体目标”。只留在这台电脑上。"
        card.body.addWidget(PlainLabel(words, "second", wrap=True))
        self._column = ScrollColumn(gap=8)
        card.body.addWidget(self._column, 1)
        self._entries = desk.library.vocabularies["annotation_kind"].offered()

    def header(self) -> Header:
        """Say how many."""
        add = Action("phrase_add", "加一句", "plus", self.new, PRIMARY)
        return Header("常用批语", f"{len(self.lines)} 句", actions=(add,), search=False, new=False)

    def question(self) -> Callable[[], object]:
        """Ask for the phrases."""
        return partial(phrases, self.desk)

    def show_found(self, found: object) -> None:
        """Show them, unless something typed waits to be kept."""
        assert isinstance(found, list)
        if self._soon.isActive():
            return
        layout.clear(self._column.body)
        self.lines = []
        for one in found:
            self._add(one)
        self._column.body.addStretch(1)
        self._say_empty()

    def _add(self, one: Phrase, place: int | None = None) -> PhraseLine:
        line = PhraseLine(one, self._entries)
        line.field.textEdited.connect(lambda _: self._soon.start())
        line.kind.activated.connect(lambda _: self._soon.start())
        line.drop.clicked.connect(partial(self._drop, line))
        at = len(self.lines) if place is None else place
        self.lines.insert(at, line)
        self._column.body.insertWidget(at, line)
        return line

    def _say_empty(self) -> None:
        if self.lines:
            self.setFocusProxy(self.lines[0].field)

    def new(self) -> None:
        """Ctrl+N: one more, at the top."""
        if len(self.lines) >= MOST:
            self.say(f"最多 {MOST} 句")
            return
        line = self._add(Phrase(""), 0)
        line.field.setFocus()
        self.header_changed.emit()

    def _drop(self, line: PhraseLine, _pressed: bool = False) -> None:
        place, one = self.lines.index(line), line.value()
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._keep()
        self.toast("已拿掉一句常用批语", partial(self._bring_back, place, one))
        if self.lines:
            self.lines[min(place, len(self.lines) - 1)].field.setFocus()

    def _bring_back(self, place: int, one: Phrase) -> None:
        self._add(one, min(place, len(self.lines))).field.setFocus()
        self._keep()

    def _keep(self) -> None:
        self._soon.stop()
        found = [one.value() for one in self.lines]
        self.jobs.run(lambda job: keep_phrases(self.desk, found), self._kept, self.sorry)

    def _kept(self, kept: list[Phrase]) -> None:
        self.say(f"常用批语已保存，{len(kept)} 句")
        self.header_changed.emit()

    def save(self) -> None:
        """Ctrl+S."""
        self._keep()

    def leave(self) -> None:
        """Keep what waits."""
        if self._soon.isActive():
            self._keep()

    def help_topic(self) -> str:
        """F1."""
        return "phrases"


class PhraseLine(QWidget):
    """Type, words, and away with it."""

    def __init__(self, one: Phrase, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        line = layout.row(self, gap=8)
        self.kind = ChoiceList(str)
        self.kind.setAccessibleName("给哪种批注用")
        self.kind.addItem(ANY, 0)
        for entry in entries:
            self.kind.addItem(entry.label, entry.code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(one.kind)))
        layout.fix(self.kind, width=132)
        line.addWidget(self.kind)
        self.field = LineField()
        self.field.setMaxLength(LONGEST)
        self.field.setText(one.text)
        self.field.setCursorPosition(0)
        self.field.setAccessibleName("批语")
        self.field.setPlaceholderText("例如：“{字段}”要写清哪天完成")
        layout.fix(self.field, height=36)
        line.addWidget(self.field, 1)
        self.drop = IconButton("x", "拿掉这一句", px=16, side=32, name="phrase_drop")
        line.addWidget(self.drop)

    def value(self) -> Phrase:
        """Give it as it stands."""
        return Phrase(self.field.text(), int(self.kind.currentData() or 0))

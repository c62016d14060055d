"""督导批注 beside a document: the cards, what is done with them, and what was half typed to them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.thread import WAITS_FOR_WORKER
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.card_verbs import DONE, verb
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.annotation_card import AnnotationCard
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card as Sheet
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.card_acts import LOCATE, READ, REVISE
from sheqi_desktop.gui.widgets.card_column import CardColumn
from sheqi_desktop.operations.beside import Beside, HalfTyped, drop_words, keep_words
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.document_threads import Card

KEEP_AFTER_MS = 800
NEXT_KEY, BEFORE_KEY = "F8", "Shift+F8"
NOTHING = "这份文书没有督导批注。"


class AnnotationPanel(Sheet):
    """The violet column; ``keys`` is where F8 and Shift+F8 walk from card to card."""

    located = Signal(str)
    """The words of this annotation are to be shown in the text."""
    revise_asked = Signal(str)
    """去修改: the document this annotation is about is to be revised."""
    changed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, keys: QWidget, *, title: str = "督导批注") -> None:
        super().__init__((12, 10, 10, 10), 8, fill="noteBg")
        self._desk, self._jobs = desk, jobs
        self.beside: Beside | None = None
        self._half: dict[str, HalfTyped] = {}
        self._unkept: set[str] = set()
        self._user = desk.me.worker_id
        self._busy = False
        head = layout.row(gap=8)
        if title:
            head.addWidget(PlainLabel(title, "card"))
        self.count = PlainLabel("", "hint_strong", tone="note", elide=True)
        self.all = Button("", LINK, small=True, name="cards_all", pressed=self._show_all)
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        self.body.addLayout(head)
        self.note = PlainLabel("", "hint", tone="note", wrap=True)
        self.body.addWidget(self.note)
        self._scroll = ScrollColumn(gap=8)
        self.column = CardColumn()
        self.column.asked.connect(self._asked)
        self.column.typed.connect(self._typed)
        self.column.filled.connect(self._begin_again)
        self.column.began.connect(self._began)
        self._scroll.body.addWidget(self.column)
        self._nothing = PlainLabel(NOTHING, "second", wrap=True)
        self._scroll.body.addWidget(self._nothing)
        self._scroll.body.addStretch(1)
        self.body.addWidget(self._scroll, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self.keep_now)
        for key, step in ((NEXT_KEY, 1), (BEFORE_KEY, -1)):
            QShortcut(QKeySequence(key), keys, partial(self.step, step))
        self.show_beside(None)

    # ------------------------------------------------------------------ what is shown
    def show_beside(self, beside: Beside | None) -> None:
        """Show the annotations of another document, or of the same one after something was done."""
        same = self.beside is not None and beside is not None and self.beside.threads.record == beside.threads.record
        if not same:
            self.keep_now()
        cards = beside.cards if beside is not None else ()
        # What stands in a box here is newer than what was read a moment ago.
        typed = self._half if same else {}
        self.beside, self._user = beside, self._desk.me.worker_id
        self._half = (dict(beside.half) if beside is not None else {}) | typed
        waiting = self.waiting
        self.count.setText(f"{waiting} 条待处理" if waiting else "没有待处理的" if cards else "")
        self.all.set_words(f"全部 {len(cards)}")
        self.all.setVisible(bool(cards))
        told = beside.threads.review if beside is not None else None
        self.note.setText(f"{told.note}，新的一版还没看。" if told is not None and told.note else "")
        self.note.setVisible(bool(self.note.text()))
        self._nothing.setVisible(not cards)
        self.column.show_cards(cards)
        first = next(iter(self.column.cards.values()), None)
        self.setFocusProxy(first.number if first is not None else self.all)

    @property
    def waiting(self) -> int:
        """Count the annotations that wait for an answer; a 肯定 asks for none."""
        cards = self.beside.cards if self.beside is not None else ()
        asked = (one for one in cards if one.annotation.kind != AnnotationKind.PRAISE)
        return sum(one.thread.state in WAITS_FOR_WORKER for one in asked)

    @property
    def holds_keyboard(self) -> bool:
        """Tell whether somebody types or walks in here."""
        return self.isAncestorOf(self.window().focusWidget())

    def _begin_again(self) -> None:
        """Put what was half typed back into the cards that were made anew."""
        for id_, said in self._half.items():
            card = self.column.cards.get(id_)
            if card is not None and said.act in card.card.may:
                card.begin(said.act, said.text, said.choice)

    def _show_all(self) -> None:
        self.column.open_all()

    # ------------------------------------------------------------------ going about
    def go_to(self, annotation: str, *, focus: bool = True) -> bool:
        """Bring a card in sight; one's own 肯定 is 已阅 by that.  Tells whether there is such a card."""
        card = self.column.go_to(annotation, focus=focus)
        if card is None:
            return False
        self._scroll.bring(card)
        if self.beside is not None and self.beside.mine and READ in card.card.may:
            self._run(READ, annotation, "", "")
        return True

    def _began(self, annotation: str) -> None:
        """Bring the box in sight that was opened: it makes its card higher."""
        card = self.column.cards[annotation]
        if card.box is not None:
            self._scroll.bring(card.box, 28)

    def step(self, by: int) -> None:
        """F8, Shift+F8: to the next card, or the one before."""
        if other := self.column.neighbour(by):
            self.go_to(other)
            self.located.emit(other)

    def escape(self) -> bool:
        """Esc: put the box one types in away; what was typed stays."""
        box = next((one for one in self.column.cards.values() if one.box is not None and _inside(one)), None)
        if box is not None:
            box.end()
        return box is not None

    # ------------------------------------------------------------------ what is done
    def _asked(self, act: str, annotation: str, text: str, choice: str) -> None:
        if act == LOCATE:
            self.go_to(annotation, focus=False)
            self.located.emit(annotation)
        elif act == REVISE:
            self.revise_asked.emit(annotation)
        else:
            self._run(act, annotation, text, choice)

    def _run(self, act: str, annotation: str, text: str, choice: str) -> None:
        done = verb(self._desk, act, annotation, text, choice)
        if done is None or self._busy:
            return
        self._busy, desk = True, self._desk
        self._soon.stop()

        def work() -> Changes:
            changes = done()
            drop_words(desk, annotation)
            return changes

        job = self._jobs.run(lambda job: work())
        job.finished.connect(partial(self._done, act, annotation))
        job.trouble.connect(partial(self._not_done, annotation))
        job.ended.connect(self._rest)

    def _rest(self) -> None:
        self._busy = False

    def _done(self, act: str, annotation: str, changes: Changes) -> None:
        self._half.pop(annotation, None)
        self._unkept.discard(annotation)
        if act in DONE:
            self.said.emit(DONE[act])
        self.changed.emit(changes)

    def _not_done(self, annotation: str, trouble: Trouble) -> None:
        card = self.column.cards.get(annotation)
        if card is not None and card.box is not None:
            card.say_why(trouble.sentence)
        else:
            ask.say_trouble(self, trouble)

    # ------------------------------------------------------------------ what is half typed
    def _typed(self, act: str, annotation: str, text: str, choice: str) -> None:
        self._half[annotation] = HalfTyped(act, text, choice)
        self._unkept.add(annotation)
        self._soon.start()

    def keep_now(self) -> None:
        """Keep what was typed, off the main thread."""
        self._soon.stop()
        if self.beside is None or not self._unkept:
            return
        document, user = self.beside.threads.record, self._user
        typed = [(id_, self._half[id_]) for id_ in sorted(self._unkept)]
        self._unkept.clear()

        def work() -> None:
            for id_, said in typed:
                keep_words(self._desk, id_, document, said, user)

        self._jobs.run(lambda job: work())

    def card_of(self, annotation: str) -> Card | None:
        """Give what is known of an annotation that is shown."""
        cards = self.beside.cards if self.beside is not None else ()
        return next((one for one in cards if one.annotation.id == annotation), None)


def _inside(card: AnnotationCard) -> bool:
    return card.isAncestorOf(card.window().focusWidget())

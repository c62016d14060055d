"""新批注: type, words, the quote it is about, the points, and phrases one often uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from sheqi_desktop.domain.annotation import photo_rect
from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.marked_runs import Picked
from sheqi_desktop.gui.text import PlainLabel, no_mnemonic
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.chip import Chip
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.say_box import SendField, sends, takes_send
from sheqi_desktop.operations.phrases import Phrase, filled, used_as_is

SHOWN_OF_PHRASE = 40
QUOTE_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """An annotation as far as it is typed."""

    kind: int = int(AnnotationKind.MUST)
    body: str = ""
    at: Picked | None = None
    tags: tuple[int, ...] = ()
    rating: int | None = None
    label: str = ""
    revision: str = ""
    """The version on screen when it was begun."""
    phrase: bool = field(default=False, compare=False)
    said: tuple[str, str, str, str] | None = None
    """Act, annotation, words and choice of what is half typed on a card."""

    def kept(self) -> dict[str, Any]:
        """Give it as a draft keeps it."""
        at = self.at
        photo = at.photo.text() if at is not None and at.photo is not None else ""
        where = [at.path, at.start, at.end, at.quote, photo] if at is not None else None
        return {
            "kind": self.kind, "body": self.body, "at": where, "issue_tags": list(self.tags),
            "doc_rating": self.rating, "label": self.label, "revision": self.revision,
            "said": list(self.said) if self.said is not None else None,
        }  # fmt: skip

    @classmethod
    def of(cls, kept: Any) -> Typed:
        """Read it from a draft."""
        at = kept.get("at")
        return cls(
            int(kept.get("kind") or AnnotationKind.MUST),
            str(kept.get("body") or ""),
            _picked(at),
            tuple(kept.get("issue_tags") or ()),
            kept.get("doc_rating"),
            str(kept.get("label") or ""),
            str(kept.get("revision") or ""),
            said=tuple(said) if isinstance(said := kept.get("said"), list) and len(said) == 4 else None,
        )


def _picked(at: Any) -> Picked | None:
    """Read what a draft was about; those of before photos could be framed have no fifth part."""
    if not isinstance(at, list) or len(at) not in (4, 5):
        return None
    return Picked(at[0], at[1], at[2], at[3], photo_rect(at[4]) if len(at) == 5 else None)


class NewAnnotation(Card):
    """Nothing goes before 添加 (or Ctrl+Enter anywhere in here) is pressed; what is typed is told at every letter."""

    added = Signal(object)
    typed = Signal(object)
    quote_dropped = Signal()
    phrases_asked = Signal()
    """To the page on which phrases are kept."""

    def __init__(
        self,
        kinds: Sequence[Entry],
        tags: Sequence[Entry],
        ratings: Sequence[Entry],
        phrases: Callable[[], Sequence[Phrase]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__((12, 10, 12, 10), 6, radius=8, outline="note", parent=parent)
        self.setObjectName("new_annotation")
        self._phrases = phrases
        self._at: Picked | None = None
        self._label, self._revision = "", ""
        self._quiet = False
        self._build_head(kinds)
        self._build_words()
        self._build_more(tags, ratings)
        self._build_foot()

    # ------------------------------------------------------------------ how it is built
    def _build_head(self, kinds: Sequence[Entry]) -> None:
        head = layout.row(gap=8)
        head.addWidget(PlainLabel("新批注", "strong13", tone="note"), 1)
        self.kind = ChoiceList(str)
        self.kind.setObjectName("new_kind")
        self.kind.setAccessibleName("批注类型")
        for entry in kinds:
            self.kind.addItem(entry.label, entry.code)
        self.kind.setCurrentIndex(self.kind.findData(int(AnnotationKind.MUST)))
        self.kind.activated.connect(lambda _: self._tell())
        head.addWidget(self.kind)
        self.body.addLayout(head)

    def _build_words(self) -> None:
        self.field = SendField()
        self.field.setObjectName("new_body")
        self.field.setAccessibleName("批注内容")
        self.field.setPlaceholderText("选中原文按 Ctrl+M，再写批注")
        layout.fix(self.field, height=64)
        self.field.textChanged.connect(self._tell)
        self.field.send_asked.connect(self.add_now)
        self.body.addWidget(self.field)
        line = layout.row(gap=4)
        self.quote = PlainLabel("", "hint", elide=True)
        line.addWidget(self.quote, 1)
        self.drop = IconButton("x", "不引原文，批注整份文书", px=14, side=22, name="new_drop_quote")
        self.drop.clicked.connect(self._drop)
        line.addWidget(self.drop)
        self.body.addLayout(line)

    def _build_more(self, tags: Sequence[Entry], ratings: Sequence[Entry]) -> None:
        self.more = Button("问题点、评级", LINK, "chevron-down", small=True, name="new_more")
        self._box = ScrollColumn()
        layout.fix(self._box, height=112)
        self.more.clicked.connect(self._turn_more)
        self.body.addWidget(self.more, 0, layout.LEFT)
        inside = layout.column(gap=6)
        self._box.body.addLayout(inside)
        holder = QWidget()
        flow = FlowLayout(holder, 6, 6)
        self.tags: dict[int, Chip] = {}
        for entry in tags:
            chip = Chip(entry.label)
            chip.setObjectName(f"tag_{entry.code}")
            chip.toggled.connect(lambda _: self._tell())
            flow.addWidget(chip)
            self.tags[int(entry.code)] = chip
        inside.addWidget(holder)
        self.rating = ChoiceList(str)
        self.rating.setObjectName("new_rating")
        self.rating.setAccessibleName("文书评级，可不填")
        self.rating.addItem("文书评级：不评", None)
        for entry in ratings:
            self.rating.addItem(f"文书评级：{entry.label}", entry.code)
        self.rating.setCurrentIndex(0)
        self.rating.activated.connect(lambda _: self._tell())
        inside.addWidget(self.rating)
        self._box.hide()
        self.body.addWidget(self._box)

    def _build_foot(self) -> None:
        self.why = PlainLabel("", "hint", wrap=True, tone="bad")
        self.why.hide()
        self.body.addWidget(self.why)
        foot = QWidget()
        line = layout.row(foot, gap=4)
        self.phrase = Button("插入常用批语", LINK, "book-marked", small=True, name="new_phrase")
        self.phrase.clicked.connect(self.open_phrases)
        line.addWidget(self.phrase)
        line.addStretch(1)
        self.add = Button("添加", PRIMARY, small=True, name="new_add", pressed=self.add_now)
        line.addWidget(self.add)
        self.body.addWidget(foot)

    def _turn_more(self) -> None:
        self._show_more(self._box.isHidden())

    def _show_more(self, shown: bool) -> None:
        self._box.setVisible(shown)
        self.more.set_words("收起" if shown else "问题点、评级", "chevron-up" if shown else "chevron-down")

    # ------------------------------------------------------------------ what it holds
    def value(self) -> Typed:
        """Give what is typed."""
        body = self.field.toPlainText()
        tags = tuple(code for code, chip in self.tags.items() if chip.isChecked())
        phrase = used_as_is(self._phrases(), body, self._label)
        rating = self.rating.currentData()
        return Typed(
            int(self.kind.currentData()), body, self._at, tags, rating, self._label, self._revision, phrase
        )  # fmt: skip

    @property
    def begun(self) -> bool:
        """Tell whether something is written that is not added yet."""
        return bool(self.field.toPlainText().strip())

    def show_typed(self, typed: Typed) -> None:
        """Show what was typed before, or an empty card, without saying so."""
        self._quiet = True
        self._at, self._label, self._revision = typed.at, typed.label, typed.revision
        self.kind.setCurrentIndex(self.kind.findData(typed.kind))
        if self.field.toPlainText() != typed.body:
            self.field.setPlainText(typed.body)
        for code, chip in self.tags.items():
            chip.setChecked(code in typed.tags)
        self.rating.setCurrentIndex(max(0, self.rating.findData(typed.rating)))
        self._show_more(bool(typed.tags or typed.rating))
        self._show_quote()
        self.say_why("")
        self._quiet = False

    def begin(self, at: Picked | None, label: str, revision: str) -> None:
        """Write about these words; what is typed already stays."""
        self._at, self._label, self._revision = at, label, revision
        self._show_quote()
        self._tell()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_quote(self) -> None:
        at = self._at
        quote = at.quote.replace("\n", " ") if at is not None else ""
        short = f"{quote[:QUOTE_SHOWN]}…" if len(quote) > QUOTE_SHOWN else quote
        where = "照片上框出的地方" if at is not None and at.photo is not None else "整段"
        about = f"引用：{short}" if quote else f"{where}：{self._label}" if at is not None else "批注整份文书"
        self.quote.setText(about)
        self.drop.setVisible(at is not None)

    def _drop(self) -> None:
        self._at, self._label = None, ""
        self._show_quote()
        self._tell()
        self.quote_dropped.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_why(self, words: str) -> None:
        """Say beside the button why it was not added."""
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def add_now(self) -> None:
        """Say that it is done."""
        self.added.emit(self.value())

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before the page does, wherever in here the keyboard stands: there it concludes."""
        return takes_send(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add it."""
        if sends(event):
            self.add_now()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if not self._quiet:
            self.say_why("")
            self.typed.emit(self.value())

    # ------------------------------------------------------------------ phrases
    def open_phrases(self) -> None:
        """Offer the phrases."""
        menu = self.phrase_menu()
        menu.popup(self.phrase.mapToGlobal(QPoint(0, self.phrase.height())))
        menu.setActiveAction(menu.actions()[0])

    def phrase_menu(self) -> QMenu:
        """Give the phrases, those for the chosen type first, and the way to change them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = int(self.kind.currentData())
        found = sorted(self._phrases(), key=lambda one: one.kind not in (kind, 0))
        for one in found:
            words = filled(one.text, self._label).replace("\n", " ")
            short = f"{words[:SHOWN_OF_PHRASE]}…" if len(words) > SHOWN_OF_PHRASE else words
            menu.addAction(no_mnemonic(short), partial(self.insert, one))
        if found:
            menu.addSeparator()
        menu.addAction("改常用批语…", self.phrases_asked.emit)
        return menu

    def insert(self, one: Phrase) -> None:
        """Put a phrase where the cursor is; in an empty card it brings its type along."""
        if not self.begun and one.kind:
            self.kind.setCurrentIndex(self.kind.findData(one.kind))
        self.field.insertPlainText(filled(one.text, self._label))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

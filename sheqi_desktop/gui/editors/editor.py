"""What all editors share: a label with its star, the control, and the line under it that helps or complains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.file_desk import FileDesk
from sheqi_desktop.gui.text import PlainLabel, no_mnemonic, repolish
from sheqi_desktop.gui.widgets.marks import IconMark

PastedRows = tuple[Sequence[Mapping[str, Any]], Sequence[str]]
"""Rows read from the clipboard, and what a person should know about them."""


@dataclass(frozen=True, slots=True)
class RefHit:
    """Something that can be pointed to: what is stored, what is read, and what tells namesakes apart."""

    id: str
    text: str
    detail: str = ""


def said_new(kind: str, typed: str) -> str:
    """Say what the last line of a list offers: to begin what was not found."""
    return f"新增“{typed}”" if typed else ""


def _nobody(kind: str, typed: str) -> Sequence[RefHit]:
    return ()


def _no_list(field: Field, text: str, done: Callable[[PastedRows], None]) -> None:
    done(((), ()))


def _nothing(kind: str, id_: str) -> RefHit | None:
    return None


@dataclass(slots=True)
class Context:
    """What the editors of one form may ask of the world."""

    today: date
    refs: Callable[[str, str], Sequence[RefHit]] = _nobody
    name_of: Callable[[str, str], RefHit | None] = _nothing
    files: FileDesk | None = None
    """Takes photos and papers in and shows them; without one nothing can be added."""
    file_kinds: Sequence[Entry] = ()
    caption: Callable[[Mapping[str, Any]], str] = lambda file: ""
    """Gives what a photo says under it unless a person writes something else."""
    new_ref: Callable[[str, str], RefHit | None] | None = None
    new_words: Callable[[str, str], str] = said_new
    """Gives the line that offers it, "" for none."""
    before: Answers = field(default_factory=dict)
    """The answers of the last record of this kind for this person: 同上次."""
    enter_goes_on: bool = True
    pasted: Callable[[Field, str, Callable[[PastedRows], None]], None] = _no_list
    """Reads a list copied from Excel as rows of a list question, beside the window, and hands them over."""
    pinyin: Callable[[str], str] = lambda text: ""
    """Gives the initials of a text, for lists that are filtered by them."""


class Editor(QWidget):
    """One question.  ``edited`` carries the stored value; ``left`` says that the person went elsewhere."""

    edited = Signal(object)
    leaving = Signal()
    """The person goes elsewhere; nothing was tidied or judged yet."""
    left = Signal()
    next_asked = Signal()
    LABEL_ABOVE = True

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.read_only = False
        self._quiet = False
        self._level = ""
        self.setObjectName(field.id)
        body = layout.column(self, gap=4)
        self._body = body
        self._top = layout.row(gap=4)
        self.label = PlainLabel(no_mnemonic(field.label_with_unit), "label")
        self.star = PlainLabel("*", "label_strong", tone="bad")
        self.star.setAccessibleName("必填")
        self._top.addWidget(self.label)
        self._top.addWidget(self.star)
        self._top.addStretch(1)
        if self.LABEL_ABOVE:
            body.addLayout(self._top)
        self._hint = field.help
        self._low = QWidget(self)
        low = layout.row(self._low, gap=6)
        self._mark = IconMark("", "bad", 14, line=18)
        self._words = PlainLabel("", "hint", wrap=True)
        low.addWidget(self._mark, 0, layout.TOP)
        low.addWidget(self._words, 1)
        self._quiet = True
        self.control = self._build()
        self._quiet = False
        body.addWidget(self.control)
        body.addWidget(self._low)
        body.addStretch(1)
        self.set_needed(False)
        self._settle()
        self.clear_problem()

    # ------------------------------------------------------------------ for each kind
    def _build(self) -> QWidget:
        """Make the control."""
        raise NotImplementedError

    def value(self) -> Value:
        """Give the stored value."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a stored value without saying that it changed."""
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.control

    def enter(self) -> None:
        """Put the keyboard where the person begins to answer."""
        self.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def hide_label(self) -> None:
        """Stand in a table whose head names the column."""
        self.label.hide()
        self.star.hide()
        self._body.setSpacing(0)

    # ------------------------------------------------------------------ common
    def _settle(self) -> None:
        target = self.focus_target()
        target.setAccessibleName(self.field.label_with_unit)
        self.label.setBuddy(target)
        self.setFocusProxy(target)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when the person goes elsewhere; a list or calendar of our own is not elsewhere."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and QApplication.activePopupWidget() is None:
            self.leaving.emit()
            self.on_leave()
            self.left.emit()
        return super().eventFilter(watched, event)

    def on_leave(self) -> None:
        """Tidy what was typed."""

    def finish(self) -> None:
        """Take what is being typed and was not told yet: the form is about to be saved, or left."""

    def tell(self) -> None:
        """Say that the person changed the answer."""
        if not self._quiet:
            self.edited.emit(self.value())

    def set_needed(self, needed: bool) -> None:
        """Show or hide the star."""
        self.star.setVisible(needed)

    def set_least(self, least: int) -> None:
        """Say beside the label how long a text has to be; only writing kinds listen."""

    def set_offered(self, offered: Sequence[Entry]) -> None:
        """Offer other words; only choosing kinds listen."""

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        self.read_only = fixed

    def set_hint(self, hint: str) -> None:
        """Change the helping words under the field."""
        self._hint = hint
        if not self._level:
            self.clear_problem()

    def show_problem(self, message: str, level: str = "must") -> None:
        """Put a complaint where the hint was: red blocks, amber asks, grey suggests."""
        self._level = level
        tone = {"must": "bad", "check": "warn"}.get(level, "text3")
        icon = {"must": "circle-alert", "check": "triangle-alert"}.get(level, "lightbulb")
        self._mark.show_icon(icon, tone)
        self._mark.setVisible(True)
        self._words.setText(message)
        self._words.set_tone(tone)
        self._low.setVisible(True)
        self.focus_target().setAccessibleDescription(message)
        self._outline(level if level in ("must", "check") else "")

    def clear_problem(self) -> None:
        """Show the helping words again."""
        self._level = ""
        self._mark.setVisible(False)
        self._words.setText(self._hint)
        self._words.set_tone("")
        self._low.setVisible(bool(self._hint))
        if hasattr(self, "control"):
            self.focus_target().setAccessibleDescription(self._hint)
            self._outline("")

    @property
    def problem(self) -> str:
        """Give the complaint that is shown."""
        return self._words.text() if self._level else ""

    def _outline(self, level: str) -> None:
        target = self.focus_target() if hasattr(self, "control") else None
        if target is not None and (target.property("level") or "") != level:
            target.setProperty("level", level or None)
            repolish(target)

    def same_as_before(self) -> bool:
        """Ctrl+D: take the answer of last time; tell whether there was one."""
        before = self.context.before.get(self.field.id)
        if before is None or self.read_only:
            return False
        self.set_value(before)
        self.tell()
        return True

    def add_under(self, widget: QWidget) -> None:
        """Put a small button under the complaint; Tab comes to it after what is asked here."""
        last, after = self.focus_target(), self.focus_target().nextInFocusChain()
        while after is not None and self.isAncestorOf(after):
            last = after if after.focusPolicy() & Qt.FocusPolicy.TabFocus else last
            after = after.nextInFocusChain()
        self._body.insertWidget(self._body.indexOf(self._low) + 1, widget, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(last, widget)

    def add_remark(self, words: str) -> None:
        """Show what a 督导 remarked about this question between it and its complaint."""
        said = PlainLabel(words, "hint_strong", tone="note", wrap=True)
        self._body.insertWidget(self._body.indexOf(self._low), said)

    def add_beside_label(self, widget: QWidget) -> None:
        """Put something small at the right end of the label line."""
        self._top.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)

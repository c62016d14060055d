"""A few words inside a card: perhaps a choice, a text, and a button that sends both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import MemoField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button


def sends(event: QEvent) -> bool:
    """Tell whether a key event is Ctrl+Enter, of either Enter."""
    if not isinstance(event, QKeyEvent):
        return False
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
    return control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def takes_send(event: QEvent) -> bool:
    """Take Ctrl+Enter before the page around does, where it means something else; tell whether it was that."""
    if event.type() == QEvent.Type.ShortcutOverride and sends(event):
        event.accept()
        return True
    return False


class SendField(MemoField):
    """Ctrl+Enter sends what is written here, whatever it does on the page around."""

    send_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before the page does."""
        return takes_send(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send."""
        if sends(event):
            self.send_asked.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: the name of the text, an example, the words of the button, and the choices if there are any.

    A choice is (value, words); the first of them is not taken by itself.
    """

    title: str
    example: str
    send: str
    choices: tuple[tuple[str, str], ...] = ()
    examples: Mapping[str, str] = field(default_factory=dict)
    """Other examples, by the choice they belong to."""


class SayBox(QWidget):
    """Nothing is sent but by the button or Ctrl+Enter; Esc puts the box away and keeps what was typed."""

    sent = Signal(str, str)
    """Text and choice."""
    typed = Signal(str, str)
    put_away = Signal()

    def __init__(self, question: Question, text: str = "", choice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("say_box")
        self._question = question
        whole = layout.column(self, gap=6)
        self.choice: ChoiceList | None = None
        if question.choices:
            self.choice = ChoiceList(str)
            self.choice.setAccessibleName(f"{question.title}：选一项")
            self._offer(question.choices, choice)
            self.choice.activated.connect(lambda _: self._chosen())
            whole.addWidget(self.choice)
        self.field = SendField()
        self.field.send_asked.connect(self._send)
        self.field.setObjectName("say_text")
        self.field.setAccessibleName(question.title)
        self._show_example()
        layout.fix(self.field, height=72)
        self.field.setPlainText(text)
        self.field.textChanged.connect(self._tell)
        whole.addWidget(self.field)
        self.why = PlainLabel("", "hint", wrap=True, tone="bad")
        self.why.hide()
        whole.addWidget(self.why)
        line = layout.row(gap=8)
        line.addStretch(1)
        self.cancel = Button("收起", PLAIN, small=True, name="say_cancel", pressed=self.put_away.emit)
        self.send = Button(question.send, PRIMARY, small=True, name="say_send", pressed=self._send)
        line.addWidget(self.cancel)
        line.addWidget(self.send)
        whole.addLayout(line)
        self.setFocusProxy(self.choice or self.field)

    def _offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        assert self.choice is not None
        for value, words in choices:
            self.choice.addItem(words, value)
        self.choice.setCurrentIndex(self.choice.findData(chosen) if chosen else -1)

    def value(self) -> tuple[str, str]:
        """Give text and choice as they stand."""
        chosen = self.choice.currentData() if self.choice is not None and self.choice.currentIndex() >= 0 else ""
        return self.field.toPlainText(), str(chosen or "")

    def say_why(self, words: str) -> None:
        """Say beside the button why it did not go."""
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def refuse(self, words: str) -> None:
        """Say why what was sent did not go, with the keyboard where it is mended."""
        self.say_why(words)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        self._show_example()
        self._tell()

    def _show_example(self) -> None:
        question, choice = self._question, self.value()[1]
        self.field.setPlaceholderText(question.examples.get(choice, question.example))

    def _tell(self) -> None:
        self.say_why("")
        self.typed.emit(*self.value())

    def _send(self) -> None:
        text, choice = self.value()
        if self.choice is not None and not choice:
            self.say_why("请先选一项。")
            self.choice.setFocus()
            return
        self.sent.emit(text, choice)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before the page does, also where the keyboard stands in the choice."""
        return takes_send(event) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click beside the words: on the card around it would scroll away from whoever types."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends, Esc puts the box away."""
        if sends(event):
            self._send()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

"""An answer with its annotations in the text: on their grounds and with their numbers, to be read and selected.

What a record says is put in as bare characters, letter by letter; every colour is a format laid over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from sheqi_desktop.gui import fonts, theme
from sheqi_desktop.gui.marked_runs import Laid, Light, Mark, Picked, Run
from sheqi_desktop.gui.scale import body_size
from sheqi_desktop.gui.text_places import Places

GROUNDS = {
    "must": "hl",
    "praise": "okBg",
    "advice": "infoBg",
    "question": "tint2",
    "ethics": "noteBg",
    "risk": "badBg",
    "new": "tint2",
}
"""The ground of annotated words by the kind of the annotation, and of what one is being written about."""
INKS = {"must": "warn", "praise": "ok", "advice": "info", "question": "primary", "ethics": "note", "risk": "bad"}
"""Where grounds are replaced by outlines: the colour of the line under the words."""


class MarkedText(QTextEdit):
    """As high as its words need; mouse and Shift+arrows select, Enter or a click on ●1 goes to the card."""

    picked = Signal(object)
    """``Picked``, or None when nothing is selected any more."""
    mark_pressed = Signal(str)
    """The id of the annotation whose number or words were pressed."""

    def __init__(
        self, runs: Sequence[Run], marks: Sequence[Mark] = (), name: str = "", parent: QWidget | None = None
    ) -> None:
        self._look: tuple[str, int] | None = None
        super().__init__(parent)
        self._runs, self._name = tuple(runs), name
        self._marks: tuple[Mark, ...] = ()
        self._new: Picked | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setObjectName("marked_text")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setTabChangesFocus(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.selectionChanged.connect(self._selected)
        self.show_marks(marks)

    # ------------------------------------------------------------------ what is shown
    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show the same words with other annotations; the caret goes to the beginning where there are others."""
        if tuple(marks) == self._marks and self._look == (theme.now().name, body_size()):
            return
        self._marks = tuple(marks)
        self._laid = Laid(self._runs, self._marks)
        self._places = Places(self._laid.text)
        self.setAccessibleName(f"{self._name}：{self._laid.text}" if self._name else self._laid.text)
        self.blockSignals(True)
        self.clear()
        cursor = QTextCursor(self.document())
        # Laid out once at the end, not after every stretch.
        cursor.beginEditBlock()
        done = 0
        for one in self._laid.segments:
            cursor.insertText(self._laid.text[done : one.at + one.long], self._format(one.path, one.annotation))
            done = one.at + one.long
        cursor.endEditBlock()
        self._look = (theme.now().name, body_size())
        self.blockSignals(False)
        self._light_up()
        self._fit()

    def show_new(self, picked: Picked | None) -> None:
        """Keep in sight what an annotation is being written about, also while the keyboard is elsewhere."""
        self._new = picked
        self._light_up()

    def _format(self, path: str, annotation: str) -> QTextCharFormat:
        made = QTextCharFormat()
        ink = "note" if annotation else "text" if path else "text3"
        made.setForeground(theme.color(ink))
        if annotation:
            made.setFont(fonts.font(12, True))
            made.setAnchor(False)
        return made

    def _light_up(self) -> None:
        lights = list(dict.fromkeys(self._laid.lights))
        if self._new is not None:
            start = self._laid.place(self._new.path, self._new.start)
            end = self._laid.place(self._new.path, self._new.end, end=True)
            if start is not None and end is not None:
                lights.append(Light(start, end, "new"))
        self.setExtraSelections([self._selection(one) for one in lights])

    def _selection(self, one: Light) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.unit(one.start))
        cursor.setPosition(self._places.unit(one.end), QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        if theme.now().outlined:
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            style.setUnderlineColor(theme.color(INKS.get(one.tone, "focus")))
        else:
            style.setBackground(theme.color(GROUNDS.get(one.tone, "hl")))
        made.cursor, made.format = cursor, style
        return made

    # ------------------------------------------------------------------ what is selected
    def selection(self) -> Picked | None:
        """Give what is selected now."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._places.point(cursor.selectionStart()), self._places.point(cursor.selectionEnd())
        return self._laid.picked(start, end)

    def answer_here(self) -> Picked | None:
        """Give the whole answer the caret stands in."""
        here = self._laid.at(self._places.point(self.textCursor().position()))
        paths = [one.path for one in self._laid.segments if one.path]
        path = here.path if here is not None and here.path else paths[0] if paths else ""
        return Picked(path) if path else None

    @property
    def paths(self) -> frozenset[str]:
        """The answers whose words are shown here."""
        return frozenset(one.path for one in self._laid.segments if one.path)

    def forget_selection(self) -> None:
        """Select nothing any more."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def _selected(self) -> None:
        self.picked.emit(self.selection())

    def go_to(self, annotation: str) -> bool:
        """Put the caret at the words of an annotation; tell whether it is shown here."""
        mark = next((one for one in self._marks if one.annotation == annotation), None)
        place = self._laid.place(mark.path, mark.start) if mark is not None else None
        if place is None:
            return False
        cursor = self.textCursor()
        cursor.setPosition(self._places.unit(place))
        self.setTextCursor(cursor)
        return True

    # ------------------------------------------------------------------ hands
    def _mark_at(self, unit: int) -> str:
        place = self._places.point(unit)
        here = self._laid.at(place) or self._laid.at(place - 1)
        if here is not None and here.annotation:
            return here.annotation
        for mark, light in ((mark, self._laid.light(mark)) for mark in self._marks):
            if light is not None and light.start <= place < light.end:
                return mark.annotation
        return ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a number, or on annotated words, goes to the card."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            if found := self._mark_at(self.cursorForPosition(event.position().toPoint()).position()):
                self.mark_pressed.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the card of the annotated words the caret stands in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if found := self._mark_at(self.textCursor().position()):
                self.mark_pressed.emit(found)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, so that whoever has only a keyboard sees where they are."""
        super().focusInEvent(event)
        self.setCursorWidth(2)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not one answer."""
        event.ignore()

    # ------------------------------------------------------------------ size and look
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._look not in (None, (theme.now().name, body_size())):
            self.show_marks(self._marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        around = self.height() - self.viewport().height()
        wanted = ceil(self.document().size().height()) + max(0, around)
        if wanted != self.height():
            self.setFixedHeight(wanted)

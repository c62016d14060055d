"""Editors one chooses one word in: segments up to five, a list with initials beyond; and the rows of 情况."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.vocabulary import Entry
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.tab_order import lead_to, stop_before
from sheqi_desktop.gui.widgets.segments import FINDING_FILLS, Segment, Segments

LABEL_LINE = 6
"""Characters that stand on one line of a finding's label."""
LABEL_FITS = 5
LABEL_WIDTH = 80
"""Of the label beside a finding's words."""


def room_for(words: int) -> int:
    """Give how many characters so many words may have to stand side by side; six only if very short, more never."""
    return 22 if words <= 5 else 16 if words == 6 else -1


class CodeEditor(Editor):
    """One word of a list."""

    def _build(self) -> QWidget:
        self._segments: Segments | None = None
        self._list: ChoiceList | None = None
        self._entries: tuple[Entry, ...] = ()
        self._group = ""
        holder = QWidget()
        self._holder = layout.row(holder, gap=0)
        offered = self.field.vocabulary.offered() if self.field.vocabulary else ()
        self._offer(offered)
        return holder

    def words(self, entry: Entry) -> str:
        """Give the word of an entry as it stands on a button."""
        return entry.short_for(self._group)

    def _offer(self, offered: Sequence[Entry]) -> None:
        self._entries = tuple(offered)
        letters = sum(len(self.words(entry)) for entry in self._entries)
        layout.clear(self._holder)
        self._segments = self._list = None
        if letters <= room_for(len(self._entries)):
            self._segments = Segments(self._make_segments(), px=13)
            self._segments.chosen.connect(lambda _: self.tell())
            self._segments.next_asked.connect(self.next_asked)
            self._holder.addWidget(self._segments, 100)
            self._holder.addStretch(1)
            return
        self._list = ChoiceList(self.context.pinyin)
        for entry in self._entries:
            self._list.addItem(entry.label, entry.code)
        self._list.setCurrentIndex(-1)
        self._list.activated.connect(lambda _: self.tell())
        self._list.next_asked.connect(self.next_asked)
        self._holder.addWidget(self._list)

    def _make_segments(self) -> list[Segment]:
        return [
            Segment(entry.code, self.words(entry), place, FINDING_FILLS.get(entry.tone, "primary"))
            for place, entry in enumerate(self._entries, 1)
        ]

    def set_offered(self, offered: Sequence[Entry], group: str = "") -> None:
        """Offer other words (the way of visiting decides the outcomes); the answer stays if it still fits."""
        if tuple(offered) == self._entries and group == self._group:
            return
        before = self.value()
        self._group = group
        self._quiet = True
        self._offer_anew(offered)
        self.set_value(before)
        self.set_read_only(self.read_only)
        self._quiet = False

    def _offer_anew(self, offered: Sequence[Entry]) -> None:
        """Offer other words in a form that stands: what is made now keeps its place for Tab."""
        before = stop_before(self.focus_target())
        self._offer(offered)
        lead_to(before, (self.focus_target(),))
        self._settle()

    def focus_target(self) -> QWidget:
        """Give the segments or the list."""
        target = self._segments or self._list
        assert target is not None
        return target

    def value(self) -> Value:
        """Give the code."""
        if self._segments is not None:
            return self._segments.value()  # type: ignore[return-value]
        assert self._list is not None
        return self._list.currentData() if self._list.currentIndex() >= 0 else None

    def set_value(self, value: Value) -> None:
        """Show a word; one that is not offered any more is shown all the same."""
        if value is not None and all(entry.code != value for entry in self._entries) and self.field.vocabulary:
            known = self.field.vocabulary.by_code(value)
            if known is not None:
                self._offer_anew((*self._entries, known))
        if self._segments is not None:
            self._segments.set_value(value)
        elif self._list is not None:
            place = next((n for n, entry in enumerate(self._entries) if entry.code == value), -1)
            self._list.setCurrentIndex(place if value is not None else -1)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        if self._segments is not None:
            self._segments.set_read_only(fixed)
        elif self._list is not None:
            self._list.setEnabled(not fixed)

    def _outline(self, level: str) -> None:
        if self._segments is not None:
            self._segments.set_level(level)
        else:
            super()._outline(level)


class FindingEditor(CodeEditor):
    """One row of 情况: five coloured words; a digit chooses and goes down, 3 and 4 go to the text beside."""

    LABEL_ABOVE = False

    def _build(self) -> QWidget:
        whole = super()._build()
        self._line = layout.row(gap=4)
        self.label.set_role("body" if len(self.field.label) <= LABEL_FITS else "second_main")
        self.label.setWordWrap(True)
        self._hint = ""
        self._above = False
        self._stand_beside()
        self._line.addWidget(self.label, 0, layout.TOP)
        self._line.addWidget(self.star)
        self._line.addWidget(whole, 1, layout.TOP)
        outer = QWidget()
        outer.setLayout(self._line)
        return outer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label over the words where large letters leave no room beside them."""
        super().resizeEvent(event)
        above = event.size().width() < self.focus_target().minimumSizeHint().width() + scale(LABEL_WIDTH + 12)
        if above != self._above:
            self._above = above
            way = QBoxLayout.Direction
            self._line.setDirection(way.TopToBottom if above else way.LeftToRight)
            if above:
                layout.fix(self.label, width=3 * LABEL_WIDTH)
                layout.least(self.label, height=22)
            else:
                self._stand_beside()

    def _stand_beside(self) -> None:
        """Leave the label its width and, where it takes two lines, their height."""
        lines = -(-len(self.field.label) // LABEL_LINE)
        layout.fix(self.label, width=LABEL_WIDTH)
        layout.least(self.label, height=max(34, lines * 20))

    def minimumSizeHint(self) -> QSize:
        """No wider than the words themselves: the label can go above them."""
        return QSize(self.focus_target().minimumSizeHint().width(), super().minimumSizeHint().height())

    def words(self, entry: Entry) -> str:
        """Give the short word."""
        return entry.short or entry.label

    def _make_segments(self) -> list[Segment]:
        last = self.context.before.get(self.field.id)
        said = self.field.vocabulary.label(last) if last is not None and self.field.vocabulary else ""
        return [
            Segment(
                entry.code,
                self.words(entry),
                int(entry.code) if str(entry.code).isdigit() else None,
                FINDING_FILLS.get(entry.tone, "primary"),
                f"上次：{said}" if entry.name == "as_before" and said else "",
            )
            for entry in self._entries
        ]

    def _offer(self, offered: Sequence[Entry]) -> None:
        self._entries = tuple(offered)
        layout.clear(self._holder)
        self._segments = _FindingSegments(self._make_segments(), equal=True, px=13, height=32)
        self._segments.chosen.connect(lambda _: self.tell())
        self._segments.next_asked.connect(self.next_asked)
        self._holder.addWidget(self._segments)

    def arrive(self) -> None:
        """Hear that a digit in the row above led here."""
        if isinstance(self._segments, _FindingSegments):
            self._segments.arrived = True

    def set_needed(self, needed: bool) -> None:
        """Every group must be confirmed: the section says so once, no star in each row."""
        self.star.setVisible(False)


class _FindingSegments(Segments):
    """A digit is an answer and the way on.

    Whoever presses Tab after the digit by habit stays where the digit led: no row is skipped unseen.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        self.arrived = False
        super().__init__(*given, **named)

    def event(self, event: QEvent) -> bool:
        """Take the one Tab that follows a digit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            arrived, self.arrived = self.arrived, False
            if arrived and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody who left by the mouse has not just arrived."""
        self.arrived = False
        super().focusOutEvent(event)

    def _press_digit(self, digit: int) -> None:
        before = self.value()
        super()._press_digit(digit)
        if self.value() is not None and (self.value() != before or digit == self.value()):
            self.next_asked.emit()

"""A few records to tick, each with a box and its words: the objectives of a plan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor, RefHit
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.text import PlainLabel


class Pick(QWidget):
    """A box with words that may need several lines; pressing the words ticks it too."""

    ticked = Signal()
    next_asked = Signal()

    def __init__(self, hit: RefHit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = hit.id
        self.box = Box("")
        self.box.setAccessibleName(f"{hit.text} {hit.detail}".strip())
        self.box.clicked.connect(lambda _: self.ticked.emit())
        self.box.next_asked.connect(self.next_asked)
        line = layout.row(self, gap=6)
        layout.least(self.box, height=28)
        line.addWidget(self.box, 0, layout.TOP)
        words = layout.column(gap=0, margins=(0, 3, 0, 3))
        words.addWidget(PlainLabel(hit.text, "body", wrap=True))
        if hit.detail:
            words.addWidget(PlainLabel(hit.detail, "hint", wrap=True))
        line.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it."""
        if self.box.isEnabled():
            self.box.click()


class PicksEditor(Editor):
    """Everything that may be ticked stands there; what was ticked and is no longer offered stays, ticked."""

    def _build(self) -> QWidget:
        holder = QWidget()
        self._list = layout.column(holder, gap=2)
        self.picks: list[Pick] = []
        self._none = PlainLabel(self.field.placeholder, "hint", wrap=True)
        self._list.addWidget(self._none)
        for hit in self.context.refs(self.field.refers, ""):
            self._add(hit)
        return holder

    def _add(self, hit: RefHit) -> None:
        pick = Pick(hit)
        pick.ticked.connect(self.tell)
        pick.next_asked.connect(partial(self._next, pick))
        self.picks.append(pick)
        self._list.addWidget(pick)
        self._none.hide()

    def _next(self, pick: Pick) -> None:
        place = self.picks.index(pick) + 1
        if place < len(self.picks):
            self.picks[place].box.setFocus()
        else:
            self.next_asked.emit()

    def focus_target(self) -> QWidget:
        """Give the first box, the words where there is nothing to tick."""
        return self.picks[0].box if self.picks else self._none

    def value(self) -> Value:
        """Give the ids of what is ticked, in the order in which they stand."""
        return [one.id for one in self.picks if one.box.isChecked()] or None

    def set_value(self, value: Value) -> None:
        """Tick what is meant."""
        wanted = [str(one) for one in value] if isinstance(value, list) else []
        known = {one.id for one in self.picks}
        for id_ in (one for one in wanted if one not in known):
            self._add(self.context.name_of(self.field.refers, id_) or RefHit(id_, id_))
        for one in self.picks:
            one.box.setChecked(one.id in wanted)
        if len(self.picks) > len(known):
            self._settle()
            self.set_read_only(self.read_only)

    def _settle(self) -> None:
        said = {one.id: one.box.accessibleName() for one in self.picks}
        super()._settle()
        for one in self.picks:
            one.box.setAccessibleName(said[one.id])

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        for one in self.picks:
            one.box.setEnabled(not fixed)

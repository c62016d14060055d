"""Keeps the field one works in where it is on screen while lines above it come and go.

A complaint or a hint under an earlier field makes the form longer; without this everything below it would move away
from under the eye and the mouse.  What counts is where the field was last painted: only what is laid out can be held.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.widgets.card import ScrollColumn

LAID_OUT = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class ScrollAnchor(QObject):
    """What a column holds on to; the column tells of every event of its inner widget before and after it answers."""

    def __init__(self, area: ScrollColumn) -> None:
        super().__init__(area)
        self._area = area
        self._held: QWidget | None = None
        self._at = 0
        self._painted = False
        self._moving = False
        area.verticalScrollBar().valueChanged.connect(self._scrolled)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def let_go(self) -> None:
        """Hold nothing until the form was painted again: what is in it changed in earnest, not by a line."""
        self._held, self._painted = None, False

    def before(self, event: QEvent) -> None:
        """Hear that the area is about to deal with an event of its inner widget."""
        self._moving = event.type() in LAID_OUT

    def after(self, event: QEvent) -> None:
        """Put back what has moved, or remember what was painted."""
        self._moving = False
        if event.type() == QEvent.Type.Paint:
            self._painted = True
            self._remember(QApplication.focusWidget())
        elif event.type() in LAID_OUT:
            self.hold()

    def hold(self) -> None:
        """Put the field back to where it was, if it has moved."""
        held = self._held
        if held is None or held is not QApplication.focusWidget() or not self._is_inside(held):
            return
        moved = self._place(held) - self._at
        bar = self._area.verticalScrollBar()
        if moved and bar.value() + moved > bar.maximum():
            # A form shorter than its room cannot scroll: it gets the room to, and the next layout comes back here.
            self._area.inside.setMinimumHeight(self._area.viewport().height() + bar.value() + moved)
        if moved:
            self._moving = True
            bar.setValue(bar.value() + moved)
            self._moving = False

    def take_hold(self) -> None:
        """Hear that a field is being left, before anything is said about it: showing a line moves things at once."""
        self._remember(QApplication.focusWidget())

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not self._held:
            self._remember(now)

    def _scrolled(self) -> None:
        if not self._moving:
            self._remember(QApplication.focusWidget())

    def _remember(self, now: QWidget | None) -> None:
        if self._painted and now is not None and self._is_inside(now):
            self._held, self._at = now, self._place(now)
        else:
            self._held = None

    def _is_inside(self, widget: QWidget) -> bool:
        return widget.isVisible() and self._area.inside.isAncestorOf(widget)

    def _place(self, widget: QWidget) -> int:
        return widget.mapTo(self._area.viewport(), QPoint(0, 0)).y()


class AnchoredColumn(ScrollColumn):
    """A column that scrolls of itself when lines appear or go above the field one works in."""

    def __init__(self, margins: layout.Margins = layout.NONE, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(margins, gap, parent)
        self.anchor = ScrollAnchor(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field where it is once the area has answered to a new layout."""
        anchor = getattr(self, "anchor", None)
        if anchor is None or watched is not self.inside:
            return super().eventFilter(watched, event)
        anchor.before(event)
        done = super().eventFilter(watched, event)
        anchor.after(event)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need no more room than there is; a scroll bar that comes or goes changes only the width."""
        if event.size().height() != event.oldSize().height():
            self.inside.setMinimumHeight(0)
        super().resizeEvent(event)

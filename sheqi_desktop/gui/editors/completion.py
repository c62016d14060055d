"""A field that finds people and records while one types, and the list under it.

The list is a child of the window, never a popup: it takes no focus, so a composition is never ended by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from sheqi_desktop.gui import fonts, paint, theme
from sheqi_desktop.gui.composing import words_so_far
from sheqi_desktop.gui.editors.editor import RefHit, said_new
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.scale import scale

NEW, NONE = "\0new", "\0none"
WAIT_MS = 80


class HitList(QFrame):
    """What was found, at most eight lines; the last may be 新增“…”."""

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("list_floating")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits: list[RefHit] = []
        self.typed = ""
        self.at = 0
        self.hide()

    def show_hits(self, hits: Sequence[RefHit], typed: str, under: QWidget) -> None:
        """Show lines under a field."""
        self.hits, self.typed, self.at = list(hits), typed, 0
        where = under.mapTo(self._window, QPoint(0, under.height() + 2))
        high = self._pitch() * len(self.hits) + scale(8)
        room = self._window.height() - where.y() - 4
        if high > room and where.y() - under.height() > room:
            where.setY(where.y() - under.height() - 4 - high)
        self.setGeometry(where.x(), where.y(), max(under.width(), scale(260)), high)
        self.setVisible(bool(self.hits))
        self.raise_()
        self.update()

    @staticmethod
    def _pitch() -> int:
        return scale(44)

    def move_by(self, step: int) -> None:
        """Walk through the lines."""
        if self.hits:
            self.at = (self.at + step) % len(self.hits)
            self.update()

    def take(self) -> bool:
        """Take the line one stands on; tell whether there was one."""
        if self.isVisible() and self.hits and self.hits[self.at].id != NONE:
            hit = self.hits[self.at]
            self.hide()
            self.taken.emit(hit)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line under the mouse."""
        self.at = min(max(int(event.position().y() - scale(4)) // self._pitch(), 0), len(self.hits) - 1)
        self.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines with the matched letters bold."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint.smooth(painter)
        for place, hit in enumerate(self.hits):
            line = QRectF(scale(4), scale(4) + place * self._pitch(), self.width() - scale(8), self._pitch())
            if place == self.at:
                outline = theme.color("tint2") if theme.now().outlined else None
                paint.box(painter, line, scale(6), theme.color("tint"), outline, 2)
            inner = line.adjusted(scale(10), 0, -scale(10), 0)
            if hit.id in (NEW, NONE):
                ink, bold = ("primary", True) if hit.id == NEW else ("text2", False)
                paint.write(painter, inner, hit.text, ink, fonts.font(14, bold))
                continue
            top = QRectF(inner.left(), line.top() + scale(3), inner.width(), scale(21))
            start = hit.text.find(self.typed) if self.typed else -1
            marks = ((start, len(self.typed)),) if start >= 0 else ()
            paint.write_marked(painter, top, hit.text, marks, 14, "text", "primaryH")
            low = QRectF(inner.left(), line.top() + scale(23), inner.width(), scale(18))
            paint.write(painter, low, hit.detail, "text2", fonts.font(12))
        painter.end()


class FindField(LineField):
    """Type a name, its pinyin, initials, a number or the last four of the phone."""

    picked = Signal(object)

    def __init__(
        self,
        find: Callable[[str], Sequence[RefHit]],
        new: Callable[[str], RefHit | None] | None = None,
        parent: QWidget | None = None,
        *,
        icon: str = "search",
        offer: Callable[[str], str] = lambda typed: said_new("", typed),
    ) -> None:
        super().__init__(icon, parent=parent)
        self._find, self._new, self._offer, self._opens = find, new, offer, bool(icon)
        self._list: HitList | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.textEdited.connect(lambda: self._wait.start())
        self.icon_pressed.connect(self.search)

    @property
    def words(self) -> str:
        """Give the text with the letters being composed."""
        return words_so_far(self, self.preedit)

    @property
    def list_(self) -> HitList:
        """Give the list, made when it is first needed."""
        if self._list is None or self._list.parentWidget() is not self.window():
            self._list = HitList(self.window())
            self._list.taken.connect(self._take)
        return self._list

    def search(self) -> None:
        """Find what the letters mean and show it."""
        if self.isReadOnly():
            return
        typed = self.words
        hits = list(self._find(typed))[:8]
        offered = self._offer(typed) if self._new is not None else ""
        if offered:
            hits.append(RefHit(NEW, offered))
        if not hits:
            hits.append(RefHit(NONE, "没有找到，换个词试试" if typed else "还没有可选的"))
        self.list_.show_hits(hits, typed, self)

    def _take(self, hit: RefHit) -> None:
        if hit.id == NEW:
            made = self._new(self.words) if self._new is not None else None
            if made is None:
                return
            hit = made
        self.picked.emit(hit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search the letters being composed too."""
        super().inputMethodEvent(event)
        self._wait.start()

    def event(self, event: QEvent) -> bool:
        """Keep Esc to oneself while the list is open: it closes the list, not the form."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._list is not None and self._list.isVisible():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the list, Enter takes the first, Esc closes it and keeps the text."""
        key = event.key()
        open_ = self._list is not None and self._list.isVisible()
        if self.preedit:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._wait.isActive():
            self._wait.stop()
            self.search()
            self.list_.take()
        elif open_ and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_.take()
        elif open_ and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.list_.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif open_ and key == Qt.Key.Key_Escape:
            self.list_.hide()
        elif self._opens and key == Qt.Key.Key_Down and not event.modifiers():
            self.search()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        self._wait.stop()
        if self._list is not None:
            self._list.hide()
        super().focusOutEvent(event)

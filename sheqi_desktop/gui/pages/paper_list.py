"""The documents of a file in printed order: name, number and day, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from sheqi_desktop.gui import layout, paint, theme
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.day_words import short_day

KEYS = "回车 打开　Delete 作废"


class Paper(Protocol):
    """What a line shows."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def tone(self) -> str: ...
    @property
    def on(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def locked(self) -> bool: ...


class PaperRow(QWidget):
    """One document."""

    pressed = Signal(object)
    moved = Signal(object, int)
    opened = Signal(object)
    void_asked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, paper: Paper, chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper, self.chosen = paper, chosen
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setObjectName(f"paper_{paper.record or paper.kind}")
        line = layout.row(self, (8, 4, 8, 4), 9)
        line.addWidget(IconMark("file-text" if paper.record else "file", "text2", 18))
        words = layout.column(gap=0)
        self._title = PlainLabel(paper.title, "strong" if chosen else "body", elide=True)
        under = "・".join(part for part in (paper.place, short_day(paper.on), paper.detail) if part)
        words.addWidget(self._title)
        words.addWidget(PlainLabel(under or "还没轮到", "hint", elide=True))
        line.addLayout(words, 1)
        line.addWidget(Badge(paper.state, paper.tone or "mute"))
        self.setAccessibleName(f"{paper.title} {under} {paper.state}")

    def choose(self, chosen: bool) -> None:
        """Show that this is the one that is read, or that it is not."""
        if chosen != self.chosen:
            self.chosen = chosen
            self._title.set_role("strong" if chosen else "body")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of the chosen one, outline of the one with the keyboard."""
        painter = QPainter(self)
        paint.smooth(painter)
        now = theme.now()
        if self.chosen:
            paint.box(painter, self.rect().toRectF(), scale(8), now.color("tint"))
        if self.hasFocus():
            inside = self.rect().toRectF().adjusted(1, 1, -1, -1)
            paint.box(painter, inside, scale(8), None, now.color("primary"), 2)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show it; the right button offers what can be done."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.paper)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open its form; 编辑 beside the text does the same."""
        self.opened.emit(self.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, Space shows, Enter opens, Delete voids."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(self, step)
        elif event.key() == Qt.Key.Key_Space:
            self.pressed.emit(self.paper)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.paper)
        elif event.key() == Qt.Key.Key_Delete:
            self.void_asked.emit(self.paper)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button offers what can be done with it."""
        self.menu_asked.emit(self.paper, event.globalPos())

    def sizeHint(self) -> QSize:
        """Two lines of words."""
        return QSize(scale(220), scale(48))


class PaperList(Card):
    """All documents of a file; what is chosen is read beside."""

    chosen = Signal(object)
    opened = Signal(str, str)
    print_asked = Signal(str, str)
    void_asked = Signal(object)
    write_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((10, 12, 10, 10), 6, parent=parent)
        self._title = CardTitle("文书")
        self.body.addWidget(self._title)
        self._scroll = ScrollColumn(gap=2)
        self.body.addWidget(self._scroll, 1)
        self.rows: list[PaperRow] = []
        self.voidable = False
        """Whether papers may be voided here."""
        self._keys = PlainLabel(KEYS, "hint")
        self._keys.hide()
        self.body.addWidget(self._keys)

    def show_papers(self, papers: Sequence[Paper], chosen: str) -> None:
        """Show the documents of another file."""
        at = self._scroll.verticalScrollBar().value()
        layout.clear(self._scroll.body)
        self.rows = []
        for paper in papers:
            row = PaperRow(paper, bool(paper.record) and paper.record == chosen)
            row.pressed.connect(self._choose)
            row.moved.connect(self._walk)
            row.opened.connect(self._open)
            row.void_asked.connect(self._void)
            row.menu_asked.connect(self._menu)
            self.rows.append(row)
            self._scroll.body.addWidget(row)
        self._scroll.body.addStretch(1)
        self._scroll.verticalScrollBar().setValue(at)
        written = sum(bool(one.record) for one in papers)
        self._title.say(f"{written} 份")
        self._keys.setText(KEYS if any(map(self._may_void, papers)) else "回车 打开")
        self._keys.setVisible(self.voidable and written > 0)
        first = next((row for row in self.rows if row.chosen), self.rows[0] if self.rows else None)
        if first is not None:
            self.setFocusProxy(first)

    def _choose(self, paper: Paper) -> None:
        for row in self.rows:
            row.choose(row.paper is paper)
        self.chosen.emit(paper)

    def _walk(self, here: PaperRow, step: int) -> None:
        place = self.rows.index(here) + step
        if 0 <= place < len(self.rows):
            row = self.rows[place]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(row)
            self._choose(row.paper)

    def _may_void(self, paper: Paper) -> bool:
        return self.voidable and bool(paper.record) and not paper.locked

    def _void(self, paper: Paper) -> None:
        if self._may_void(paper):
            self.void_asked.emit(paper)

    def _menu(self, paper: Paper, where: QPoint) -> None:
        if not paper.record:
            return
        self._choose(paper)
        self.menu_of(paper).popup(where)

    def menu_of(self, paper: Paper) -> QMenu:
        """Give what can be done with a written paper; one of a closed case is put right, never voided."""
        menu = QMenu(self)
        menu.addAction("打开").triggered.connect(lambda: self._open(paper))
        menu.addAction("打印").triggered.connect(lambda: self.print_asked.emit(paper.kind, paper.record))
        if self.voidable and paper.locked:
            menu.addAction("更正…").triggered.connect(lambda: self._open(paper))
        if self._may_void(paper):
            menu.addAction("作废…").triggered.connect(lambda: self._void(paper))
        return menu

    def _open(self, paper: Paper) -> None:
        if paper.record:
            self.opened.emit(paper.kind, paper.record)
        else:
            self._choose(paper)
            self.write_asked.emit(paper)

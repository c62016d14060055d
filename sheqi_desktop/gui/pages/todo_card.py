"""今天要做什么: rows by urgency, each with one button; the first one stands out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.todo_later import LaterRows
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Action, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.marks import Dot, IconSquare
from sheqi_desktop.operations.due import DueList, DueRow, Group
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.not_today import PutOff, may_wait

AT_MOST = 6
ICONS = {"visit": "footprints", "call": "phone", "draft": "file-pen"}
GROUPS: tuple[tuple[Group, str, str], ...] = (
    ("late", "已逾期", "badBar"),
    ("today", "今天", "warnBar"),
    ("week", "本周", "infoBar"),
    ("never", "还没访过", "strong"),
)


class ActButton(Button):
    """Enter acts, Space puts off."""

    put_off = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space says 今天不做; a button of a form would take it for a click."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.put_off.emit()
            return
        super().keyPressEvent(event)


class TodoRow(QWidget):
    """One thing to do: icon, who, what, why, when, and the act."""

    pressed = Signal(object)
    put_off = Signal(object)
    day_asked = Signal(object)

    def __init__(self, row: DueRow, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        line = layout.row(self, (4, 0, 4, 0), 12)
        tone = "bad" if row.group == "late" and row.kind != "draft" else "tint"
        line.addWidget(IconSquare(ICONS.get(row.kind) or words_of(row.form).icon, tone))
        words = layout.column(gap=2)
        top = layout.row(gap=9)
        top.addWidget(PlainLabel(row.who, "strong"))
        top.addWidget(PlainLabel(row.what, "second", elide=True), 1)
        words.addLayout(top)
        words.addWidget(PlainLabel(row.why, "second", elide=True))
        line.addLayout(words, 1)
        line.addWidget(Badge(row.badge, row.tone))
        self.button = ActButton(row.act, PRIMARY if first else PLAIN, small=True, name=f"todo_{row.record}")
        self.button.setAccessibleDescription("空格：今天不做")
        self.button.put_off.connect(lambda: self.put_off.emit(self.row))
        self.button.setAccessibleName(f"{row.who}，{row.what}，{row.badge}，{row.act}")
        self.button.clicked.connect(lambda: self.pressed.emit(self.row))
        layout.least(self.button, width=92)
        line.addWidget(self.button)
        self.later = IconButton(
            "calendar-clock", "今天不做（空格），或选一天", px=16, side=28, name=f"later_{row.record}"
        )
        self.later.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.later.clicked.connect(lambda: self.open_menu(self.later.mapToGlobal(self.later.rect().bottomLeft())))
        line.addWidget(self.later)
        self.later.setVisible(may_wait(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button and the menu key offer the same."""
        if may_wait(self.row):
            self.open_menu(event.globalPos())

    def open_menu(self, where: QPoint) -> None:
        """Offer tomorrow, or a day."""
        menu = QMenu(self)
        menu.addAction("今天不做，明天再说").triggered.connect(lambda: self.put_off.emit(self.row))
        menu.addAction("选一天…").triggered.connect(lambda: self.day_asked.emit(self.row))
        menu.popup(where)


class TodoCard(Card):
    """The card; ↑ and ↓ walk from button to button."""

    chosen = Signal(object)
    others_asked = Signal()
    put_off = Signal(object)
    day_asked = Signal(object)
    taken_back = Signal(object)
    drafts_asked = Signal()

    def __init__(self, worker: str, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 12), 10, parent=parent)
        self._worker = worker
        self._due = DueList(())
        self._later: Sequence[PutOff] = ()
        self._show_later = False
        self._all = False
        self.rows: list[TodoRow] = []
        title = CardTitle("今天要做什么")
        self.chips = ChipRow((("today", "今天", 0), ("week", "本周", 0), ("mine", "只看我的", None)))
        self.chips.chosen.connect(self._filter)
        title.line.addWidget(self.chips)
        self.body.addWidget(title)
        self.drafts = Button("", LINK, "file-pen", name="home_drafts", pressed=self.drafts_asked.emit)
        self.body.addWidget(self.drafts, 0, Qt.AlignmentFlag.AlignLeft)
        self._whole = False
        self._scroll = ScrollColumn(gap=10)
        self.body.addWidget(self._scroll, 1)

    def show_due(self, due: DueList, empty: EmptyState | None = None, later: Sequence[PutOff] = ()) -> None:
        """Show other things to do; ``empty`` stands in their place when nothing was ever entered."""
        self._due, self._later = due, later
        self._show_later = self._show_later and bool(later)
        self.chips.set_count("today", len(due.of("late", "today")))
        self.chips.set_count("week", len(due.of("late", "today", "week")))
        self.chips.setVisible(empty is None)
        self._fill(empty)

    def show_drafts(self, count: int) -> None:
        """Say how many forms were begun and not finished; it leads to them."""
        self.drafts.setVisible(count > 0)
        self.drafts.set_words(f"{count} 份没填完的表，接着填")

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as everything in it, for a page that scrolls itself."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        # The rows are dressed after this turn; only then is it known how high they are.
        QTimer.singleShot(0, self, self._take_height)

    def _take_height(self) -> None:
        inside = self._scroll.inside
        high = max(inside.sizeHint().height(), inside.minimumSizeHint().height()) if self._whole else 0
        self._scroll.setMinimumHeight(high)

    def _filter(self) -> None:
        self._all = False
        self._fill()

    def _wanted(self) -> list[DueRow]:
        chip = self.chips.current
        if chip == "today":
            return self._due.of("late", "today") or self._due.of("never")[:3]
        mine = self._worker if chip == "mine" else ""
        return self._due.of("late", "today", "week", "never", worker=mine)

    def _fill(self, empty: EmptyState | None = None) -> None:
        body = self._scroll.body
        layout.clear(body)
        self.rows = []
        if empty is not None:
            body.addWidget(empty, 1)
            self._fit()
            return
        wanted = self._wanted()
        shown = wanted if self._all else wanted[:AT_MOST]
        for group, words, ink in GROUPS:
            rows = [row for row in shown if row.group == group]
            if rows:
                body.addWidget(_group(ink, words, sum(row.group == group for row in wanted)))
                for row in rows:
                    self._add(row)
        if len(wanted) > len(shown):
            more = Button(f"还有 {len(wanted) - len(shown)} 件", LINK, "chevron-down", name="todo_more")
            more.clicked.connect(self._show_all)
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        elif wanted and self.chips.current == "today" and (later := len(self._due.of("week"))):
            more = Button(f"本周还有 {later} 件", LINK, "chevron-right", name="todo_week", pressed=self._show_week)
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not wanted:
            body.addWidget(self._nothing(), 1)
        if self._later:
            body.addWidget(self._put_off(), 0)
        body.addStretch(1)
        self._fit()

    def _put_off(self) -> LaterRows:
        made = LaterRows(self._later, self._show_later)
        made.taken_back.connect(self.taken_back)
        made.turned.connect(self._turn_later)
        return made

    def _turn_later(self, shown: bool) -> None:
        self._show_later = shown
        self._fill()

    def _add(self, row: DueRow) -> None:
        made = TodoRow(row, not self.rows)
        made.pressed.connect(self.chosen)
        made.put_off.connect(self.put_off)
        made.day_asked.connect(self.day_asked)
        self.rows.append(made)
        self._scroll.body.addWidget(made)

    def _show_week(self) -> None:
        self.chips.choose("week")
        self._filter()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def bring_up(self, button: Button) -> None:
        """Bring a row into sight; the first one with the head of its group."""
        self._scroll.verticalScrollBar().setValue(0)
        if self.rows and button is not self.rows[0].button:
            self._scroll.ensureWidgetVisible(button)

    def _nothing(self) -> EmptyState:
        waiting = len(self._due.of("week"))
        act: Sequence[Action] = (Action("todo_others", "看看很久没访的人", "users", self.others_asked.emit),)
        words = f"这一周还有 {waiting} 件。" if waiting else "可以看看很久没访的人。"
        return EmptyState("circle-check", "今天没有到期的事", words, *act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the buttons."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        if step is None or here < 0 or not 0 <= here + step < len(self.rows):
            super().keyPressEvent(event)
            return
        row = self.rows[here + step]
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row)


def _group(ink: str, words: str, number: int) -> QWidget:
    whole = QWidget()
    line = layout.row(whole, (4, 0, 0, 0), 6)
    line.addWidget(Dot(ink))
    line.addWidget(PlainLabel(words, "label_strong"))
    line.addWidget(PlainLabel(str(number), "second"))
    line.addStretch(1)
    return whole

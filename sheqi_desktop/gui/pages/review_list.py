"""The queue at the left of 待批注: whose document, how long it waits, in the order that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sheqi_desktop.gui import fonts, layout, paint, theme
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel, harmless
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.review_queue import CONFIRM, LATE_AFTER, Waiting

LONG = 3
HIGH = 60
FOOT = ("J 下一份　K 上一份　Ctrl+M 加批注", "Ctrl+B 常用批语　Ctrl+回车 提交")
ORDERS = (("days", "最早的在前"), ("recent", "最近送到"), ("risk", "风险高的在前"), ("station", "按站"))
_AnyIndex = QModelIndex | QPersistentModelIndex


def ordered(lines: Sequence[Waiting], order: str) -> list[Waiting]:
    """Put the queue in the order that was chosen; within it the longest waiting comes first.

    最近送到 looks at what made it wait: the newest version, or the answer to an annotation.
    """
    if order == "recent":
        return sorted(lines, key=lambda one: -one.at)
    if order == "risk":
        return sorted(lines, key=lambda one: -one.risk)
    if order == "station":
        return sorted(lines, key=lambda one: one.station)
    return list(lines)


def title_of(one: Waiting) -> str:
    """Give 赵小雨・服务计划."""
    what = words_of(one.kind).words
    return f"{one.who}・{what}" if one.who else what


def detail_of(one: Waiting) -> str:
    """Give where, who, and what is special about it."""
    more = ""
    if one.why == CONFIRM:
        more = f"{one.answered} 条等确认"
    elif one.note:
        more = one.note
    elif one.risk >= 3:
        more = "高风险"
    elif one.days >= LONG:
        more = f"等了 {one.days} 天"
    where = f"{one.station_name} {one.worker}".strip()
    return f"{where}・{more}" if more else where


def tone_of(one: Waiting) -> str:
    """Give the tone of the badge: past the fortnight bad, past three days warned."""
    return "bad" if one.late or one.days > LATE_AFTER else "warn" if one.days >= LONG else "mute"


class WaitingModel(QAbstractListModel):
    """The rows as they are; nothing is made for a row before it is painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[Waiting] = ()
        self.places: dict[str, int] = {}

    def show_lines(self, lines: Sequence[Waiting]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = lines
        self.places = {one.record: place for place, one in enumerate(lines)}
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Tell how many."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a row, also to who hears the screen read."""
        if not index.isValid():
            return None
        one = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{title_of(one)}，{detail_of(one)}，{one.days} 天"
        if role == Qt.ItemDataRole.ToolTipRole:
            return harmless(f"{title_of(one)}\n{detail_of(one)}")
        return None


class WaitingDelegate(QStyledItemDelegate):
    """Two lines and a badge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """All rows are equally high."""
        return QSize(scale(120), scale(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Draw the row; the chosen one on tint with an edge."""
        model = index.model()
        assert isinstance(model, WaitingModel)
        one = model.lines[index.row()]
        painter.save()
        paint.smooth(painter)
        whole = QRectF(option.rect).adjusted(0, 1, 0, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint.box(
                painter, whole, scale(6), theme.color("tint"), theme.color("focus") if theme.now().outlined else None
            )
            paint.edge(painter, whole, theme.color("primary"), scale(6), 3)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, whole, scale(6), theme.color("sunken"))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            paint.box(painter, whole, scale(6), None, theme.color("focus"), paint.FOCUS_WIDTH)
        words = "今天" if one.days == 0 else f"{one.days} 天"
        wide = paint.badge_width(words)
        badge = QRectF(whole.right() - wide - scale(10), whole.top() + scale(8), wide, scale(22))
        paint.badge(painter, badge, words, tone_of(one))
        left = whole.left() + scale(15)
        upper = QRectF(left, whole.top() + scale(6), badge.left() - left - scale(6), scale(26))
        paint.write(painter, upper, title_of(one), "primaryD" if chosen else "text", fonts.font(14, True))
        lower = QRectF(left, whole.top() + scale(31), whole.right() - left - scale(10), scale(22))
        paint.write(painter, lower, detail_of(one), "text2", fonts.font(12))
        painter.restore()


class WaitingView(QListView):
    """Up and down, J and K, and the mouse choose; no typing searches, so that J and K are free."""

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave J and K to the page."""
        if event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReviewList(Card):
    """Head with count and order, the rows, and what the keys do."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((12, 12, 12, 10), 8, parent=parent)
        self._lines: Sequence[Waiting] = ()
        head = layout.row(gap=8)
        self.title = PlainLabel("待批注", "card")
        head.addWidget(self.title, 1)
        self.order = ChoiceList(str)
        self.order.setObjectName("review_order")
        self.order.setAccessibleName("排列")
        for value, words in ORDERS:
            self.order.addItem(words, value)
        self.order.setMinimumContentsLength(6)
        self.order.setCurrentIndex(0)
        self.order.activated.connect(lambda _: self._arrange())
        head.addWidget(self.order)
        self.body.addLayout(head)
        self.view = WaitingView()
        self.view.setObjectName("review_queue")
        self.view.setAccessibleName("等批注的文书")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.model = WaitingModel(self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(WaitingDelegate(self.view))
        self.view.selectionModel().currentChanged.connect(self._current)
        self.body.addWidget(self.view, 1)
        for words in FOOT:
            self.body.addWidget(PlainLabel(words, "hint", elide=True))
        layout.least(self, width=244)
        self.setFocusProxy(self.view)

    def show_lines(self, lines: Sequence[Waiting], keep: str = "") -> None:
        """Show the queue; the document named stays chosen, else the one at its place, without saying so."""
        at = max(self.view.currentIndex().row(), 0)
        self._lines = lines
        self.title.setText(f"待批注 {len(lines)}")
        self.view.selectionModel().blockSignals(True)
        self.model.show_lines(ordered(lines, str(self.order.currentData())))
        place = self.model.places.get(keep, min(at, len(lines) - 1))
        if lines:
            self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.selectionModel().blockSignals(False)
        self.view.viewport().update()

    @property
    def current(self) -> str:
        """The document that is chosen, '' for none."""
        index = self.view.currentIndex()
        return self.model.lines[index.row()].record if index.isValid() else ""

    def has(self, record: str) -> bool:
        """Tell whether a document waits."""
        return record in self.model.places

    def choose(self, record: str) -> None:
        """Choose a document as a person does."""
        if record in self.model.places:
            self.view.setCurrentIndex(self.model.index(self.model.places[record], 0))

    def step(self, by: int) -> bool:
        """Go to the next or the one before; tell whether there was one."""
        place = self.view.currentIndex().row() + by
        if 0 <= place < len(self.model.lines):
            self.view.setCurrentIndex(self.model.index(place, 0))
            return True
        return False

    def after(self, record: str) -> str:
        """Name the document that comes after one, or before it where it is the last; '' where it is the only one."""
        place = self.model.places.get(record, -1)
        for other in (place + 1, place - 1):
            if place >= 0 and 0 <= other < len(self.model.lines):
                return self.model.lines[other].record
        return ""

    def _arrange(self) -> None:
        """Go to the first: an order is chosen for what it puts in front."""
        self.show_lines(self._lines, self.current)
        self.step(-self.view.currentIndex().row())
        self.view.scrollTo(self.view.currentIndex())

    def _current(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.model.lines[now.row()].record)

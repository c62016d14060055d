"""The sidebar: who we are, where one can go, and what waits there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.entries import UNDER, UNDER_AT_THE_CENTRE, Entry
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.sidebar_more import HIGH, MoreSign
from sheqi_desktop.gui.text import PlainLabel, plain_tooltip
from sheqi_desktop.gui.widgets.card import Line, ScrollColumn

WIDE, NARROW = 196, 84


class Mark(QWidget):
    """The golden mark of the program."""

    def __init__(self, side: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("社旗社工站工作台")

    def sizeHint(self) -> QSize:
        """Give its square."""
        return QSize(scale(self._side), scale(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a hand with a heart on gold."""
        painter = QPainter(self)
        paint.smooth(painter)
        draw_mark(painter, QRectF(self.rect()))
        painter.end()


def draw_mark(painter: QPainter, whole: QRectF) -> None:
    """Draw the mark into a rectangle; the window icon uses it too."""
    paint.box(painter, whole, whole.height() * 0.26, theme.color("gold"))
    side = whole.height() * 0.5
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(whole.center())
    icons.draw(painter, "hand-heart", inner, "ongold")


class NavButton(QAbstractButton):
    """One entry; the chosen one has a lighter ground, a gold bar and bold words."""

    def __init__(self, entry: Entry, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = 0
        self._narrow = False
        self._ring = False
        self._key_hint = key_hint
        self.small = entry.group == 3
        self.setCheckable(not self.small)
        self.setObjectName(f"nav_{entry.id}")
        self.setText(entry.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things wait there for this user."""
        self._count = count
        self.setAccessibleName(f"{self.entry.label}，{count} 件待处理" if count else self.entry.label)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show icon over two characters instead of one line."""
        self._narrow = narrow
        plain_tooltip(self, self.entry.label if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line, or icon and words under each other."""
        if self._narrow:
            return QSize(52, 32 if self.small else 44)
        return QSize(scale(172), scale(29 if self.small else 36))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless the mouse or the opening window brought the focus."""
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the entries, Enter goes there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon, words and count."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole, on = QRectF(self.rect()), self.isChecked()
        if on or (self.underMouse() and not self.small):
            paint.box(painter, whole, scale(8), theme.color("sideSel" if on else "sideHover"))
        if on and not self._narrow:
            paint.edge(painter, whole, theme.color("gold"), scale(8), 3)
        if self.hasFocus() and self._ring:
            paint.box(painter, whole, scale(8), None, theme.color("gold"), 2)
        ink = "sideSelText" if on else "sideText"
        if self._narrow:
            self._draw_narrow(painter, whole, ink, on)
        else:
            self._draw_wide(painter, whole, ink, on)
        painter.end()

    def _draw_narrow(self, painter: QPainter, whole: QRectF, ink: str, on: bool) -> None:
        side = 20
        centre = Qt.AlignmentFlag.AlignHCenter
        if self.small:
            place = QRectF(0, 0, side, side)
            place.moveCenter(whole.center())
            icons.draw(painter, self.entry.icon, place, ink)
            return
        font = fonts.font(14, on)
        font.setPixelSize(14)
        words = QFontMetrics(font).height()
        top = (whole.height() - side - words - 2) / 2
        icons.draw(painter, self.entry.icon, QRectF(whole.center().x() - side / 2, top, side, side), ink)
        place = QRectF(0, top + side + 1, whole.width(), words)
        paint.write(painter, place, self.entry.short, ink, font, centre, elide=False)
        if self._count:
            self._draw_count(painter, QRectF(whole.center().x() + 4, top - 3, whole.width() / 2 - 6, 16), 12)

    def _draw_wide(self, painter: QPainter, whole: QRectF, ink: str, on: bool) -> None:
        side = scale(16 if self.small else 18)
        left = scale(12)
        icons.draw(painter, self.entry.icon, QRectF(left, whole.center().y() - side / 2, side, side), ink)
        left = scale(38 if self.small else 40)
        px = 14
        room = QRectF(left, 0, whole.width() - left - scale(8), whole.height())
        paint.write(painter, room, self.text(), ink, fonts.font(px, on))
        if self._key_hint:
            hint = room.adjusted(0, 0, -1, 0)
            paint.write(painter, hint, self._key_hint, "sideMuted", fonts.font(12), Qt.AlignmentFlag.AlignRight)
        if self._count:
            wide = max(fonts.metrics(12, True).horizontalAdvance(str(self._count)) + scale(13), scale(20))
            place = QRectF(whole.right() - wide - scale(7), whole.center().y() - scale(9), wide, scale(18))
            self._draw_count(painter, place, 12)

    def _draw_count(self, painter: QPainter, place: QRectF, px: int) -> None:
        words = str(self._count)
        wide = max(len(words) * 8 + 8, 16)
        if wide < place.width() and self._narrow:
            place.setWidth(wide)
        paint.box(painter, place, place.height() / 2, theme.color("gold"))
        centre = Qt.AlignmentFlag.AlignHCenter
        font = fonts.font(px, True)
        if self._narrow:
            font.setPixelSize(12)
        paint.write(painter, place, words, "ongold", font, centre, elide=False)


class Sidebar(QWidget):
    """Mark and station, main entries, a line, the entries that cross them, 设置 and 锁定."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, place: str, role: str, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.entries = tuple(entries)
        self._buttons: dict[str, NavButton] = {}
        self._body = layout.column(self, (12, 14, 12, 10), 0)
        self._body.addWidget(self._head(place, role))
        self._gap = QWidget()
        layout.fix(self._gap, height=18)
        self._body.addWidget(self._gap)
        self._scroll = scroll = ScrollColumn(gap=2)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signs = (MoreSign(scroll, below=True), MoreSign(scroll, below=False))
        self._line: QWidget | None = None
        self._list = list_ = scroll.body
        for entry in self.entries:
            if entry.group == 2 and not any(button.entry.group == 2 for button in self._buttons.values()):
                self._line = QWidget()
                around = layout.column(self._line, (0, 6, 0, 6), 0)
                around.addWidget(Line("sideLine"))
                list_.addWidget(self._line)
            list_.addWidget(self._add(entry))
        list_.addStretch(1)
        self._body.addWidget(scroll, 1)
        settings = self._add(Entry("settings", "设置", "设置", "settings", 3))
        lock = NavButton(Entry("lock", "锁定", "锁定", "lock", 3), "Ctrl+L")
        lock.clicked.connect(self.lock_asked)
        self._lock = lock
        self._body.addSpacing(4)
        self._body.addWidget(settings)
        self._body.addWidget(lock)
        self.set_narrow(False)

    def _head(self, place: str, role: str) -> QWidget:
        self._top = QWidget()
        line = layout.row(self._top, gap=10)
        line.addWidget(Mark())
        self._names = QWidget()
        words = layout.column(self._names, gap=0)
        self.place = PlainLabel(place, "side_title", tone="sideSelText", wrap=True)
        self.role = PlainLabel(role, "hint", tone="sideMuted", elide=True)
        words.addWidget(self.place)
        words.addWidget(self.role)
        line.addWidget(self._names, 1)
        return self._top

    def _add(self, entry: Entry) -> NavButton:
        button = NavButton(entry)
        button.clicked.connect(lambda: self.chosen.emit(entry.id))
        self._buttons[entry.id] = button
        return button

    def has(self, page: str) -> bool:
        """Tell whether a page has an entry of its own."""
        return page in self._buttons

    def choose(self, page: str) -> None:
        """Mark where we are."""
        under = (page, UNDER.get(page, page), UNDER_AT_THE_CENTRE.get(page, page))
        page = next((one for one in under if one in self._buttons), page)
        for key, button in self._buttons.items():
            button.setChecked(key == page and button.isCheckable())
        # In a low window the list scrolls without a bar: the place we are at is always in sight.
        if page in self._buttons and self._scroll.isAncestorOf(self._buttons[page]):
            place = self._buttons[page].geometry()
            for edge in (place.top(), place.bottom()):
                self._scroll.ensureVisible(0, edge, 0, scale(HIGH) + 8)

    def set_count(self, page: str, count: int) -> None:
        """Show how many things wait there."""
        if page in self._buttons:
            self._buttons[page].set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Give the room to the page: icons over short words."""
        self._names.setVisible(not narrow)
        self._top.setVisible(not narrow)
        self._gap.setVisible(not narrow)
        for button in (*self._buttons.values(), self._lock):
            button.set_narrow(narrow)
        if self._line is not None:
            self._line.setVisible(not narrow)
        self._list.setSpacing(2 if narrow else scale(2))
        if narrow:
            self._body.setContentsMargins(8, 10, 8, 4)
            self.setFixedWidth(NARROW)
        else:
            self._body.setContentsMargins(scale(12), scale(14), scale(12), scale(10))
            self.setFixedWidth(scale(WIDE))

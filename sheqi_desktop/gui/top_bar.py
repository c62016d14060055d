"""The top bar: title, one line of context, search, what can be done here, help, and who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QSpacerItem, QWidget

from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.scale import body_size, scale
from sheqi_desktop.gui.text import PlainLabel, no_mnemonic, plain_tooltip
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.breadcrumb import Breadcrumb
from sheqi_desktop.gui.widgets.buttons import PRIMARY, SOFT, Button, IconButton, button_for

REACH = 6
"""Design pixels."""
SEARCH_WORDS = "搜姓名、拼音首字母、编号"


class SearchDoor(QWidget):
    """Looks like a search field and opens the palette; typing starts there, where an input method has room."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_door")
        self.setAccessibleName("全局查找 Ctrl+K")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.most(self, 320)

    def sizeHint(self) -> QSize:
        """As high as an input."""
        return QSize(scale(320), scale(36))

    def minimumSizeHint(self) -> QSize:
        """Leave room for the title."""
        return QSize(scale(130), scale(36))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the palette."""
        self.opened.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter typed here is already part of the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit("")
        elif event.text() and event.text().isprintable() and not event.modifiers():
            self.opened.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw field, magnifier, words and key."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        outline = theme.color("focus" if self.hasFocus() else "border")
        paint.box(painter, whole, scale(8), theme.color("sunken"), outline, 2 if self.hasFocus() else 1)
        side, middle = scale(17), whole.center().y()
        icons.draw(painter, "search", QRectF(scale(11), middle - side / 2, side, side), "text2")
        wide = fonts.metrics(12).horizontalAdvance("Ctrl+K") + scale(15)
        key = QRectF(whole.right() - wide - scale(8), middle - scale(9), wide, scale(19))
        room = QRectF(scale(37), 0, whole.width() - scale(37) - scale(10), whole.height())
        if whole.width() > scale(220):
            paint.box(painter, key, scale(4), theme.color("surface"), theme.color("border"))
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.write(painter, key, "Ctrl+K", "text2", fonts.font(12), centre, elide=False)
            room.setRight(key.left() - scale(6))
        paint.write(painter, room, SEARCH_WORDS, "text3", fonts.font(14))
        painter.end()


class UserButton(QAbstractButton):
    """The first character of who is here; opens what one can do about it."""

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self.setObjectName("user")
        self.setAccessibleName(f"现在用的人：{person}")
        plain_tooltip(self, person)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the square of the disc."""
        return QSize(scale(32), scale(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        paint.avatar(painter, QRectF(self.rect()), self._person)
        if self.hasFocus():
            paint.box(painter, QRectF(self.rect()), self.height() / 2, None, theme.color("focus"), 2)
        painter.end()


class TopBar(QWidget):
    """The head of every page."""

    search_asked = Signal(str)
    help_asked = Signal()
    lock_asked = Signal()
    new_asked = Signal(str)
    crumb_pressed = Signal(str)
    settings_asked = Signal()

    def __init__(
        self, person: str, new_menu: Sequence[tuple[str, str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._new_menu = tuple(new_menu)
        self._person = person
        line = layout.row(self, (24, 0, 20, 0), 10)
        words = layout.column(gap=0)
        self.title = PlainLabel("", "page", elide=True)
        self.way = Badge("")
        self.way.setObjectName("way")
        self.way.hide()
        first = layout.row(gap=8)
        first.addWidget(self.title)
        first.addWidget(self.way)
        first.addStretch(1)
        self.context = PlainLabel("", "context", elide=True)
        self.crumbs = Breadcrumb()
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.context)
        # What is pressed is higher than its words: it reaches up into the air under the title.
        self._reach = QSpacerItem(0, 0)
        words.addItem(self._reach)
        words.addWidget(self.crumbs)
        words.addStretch(1)
        line.addLayout(words, 3)
        self.search = SearchDoor()
        line.addWidget(self.search, 2)
        self._actions = layout.row(gap=10)
        line.addLayout(self._actions)
        self.new = Button("新建", PRIMARY, "plus", name="new_record", pressed=self._press_new)
        line.addWidget(self.new)
        self.help = IconButton("circle-help", "帮助（F1）", name="help", px=18)
        self.help.clicked.connect(self.help_asked)
        line.addSpacing(scale(2))
        line.addWidget(self.help)
        self.user = UserButton(person)
        self.user.clicked.connect(self._user_menu)
        line.addWidget(self.user)
        self.search.opened.connect(self.search_asked)
        self.crumbs.pressed.connect(self.crumb_pressed)
        self._height()

    def _height(self) -> None:
        self.setFixedHeight(scale(56) if body_size() < 18 else scale(53))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font size."""
        if event.type() == QEvent.Type.StyleChange:
            self._height()
        super().changeEvent(event)

    def set_narrow(self, narrow: bool) -> None:
        """Give the search less room; help and who is here stay, whatever the size of the letters."""
        layout.most(self.search, 220 if narrow else 320)

    def show_way(self, words: str = "", tone: str = "mute", note: str = "") -> None:
        """Say how far the record that is shown is on its way to the centre; without words say nothing."""
        self.way.say(words, tone)
        plain_tooltip(self.way, note)
        self.way.setAccessibleName(f"{words}：{note}" if words else "")

    def show_header(self, header: Header) -> None:
        """Show another page's head."""
        self.title.setText(header.title)
        self.crumbs.setVisible(bool(header.crumbs))
        self._reach.changeSize(0, -scale(REACH) if header.crumbs else 0)
        self.context.setVisible(not header.crumbs and bool(header.context))
        self.context.setText(header.context)
        if header.crumbs:
            self.crumbs.show_path(header.crumbs, header.context)
        layout.clear(self._actions)
        for action in header.actions[:2]:
            self._actions.addWidget(button_for(action))
        self.search.setVisible(header.search and not header.form)
        # One primary action per page: where the page begins something itself (新建活动), 新建 stands back.
        begins = any(action.kind == PRIMARY for action in header.actions)
        self.new.set_kind(SOFT if begins else PRIMARY)
        self.new.setVisible(header.new and not header.form and bool(self._new_menu))

    def _press_new(self) -> None:
        if len(self._new_menu) == 1:
            self.new_asked.emit(self._new_menu[0][0])
        elif self._new_menu:
            self.open_new_menu()

    def open_new_menu(self) -> None:
        """Offer the kinds of record that can be begun, chosen by number."""
        menu = QMenu(self)
        for number, (key, label, icon) in enumerate(self._new_menu, 1):
            # Two digits cannot be one key: what comes after the ninth is chosen with the arrows.
            words = f"&{number}  {no_mnemonic(label)}" if number <= 9 else no_mnemonic(label)
            entry = menu.addAction(icons.icon(icon, "text2", 16), words)
            entry.triggered.connect(lambda _=False, key=key: self.new_asked.emit(key))
        menu.popup(self.new.mapToGlobal(QPoint(0, self.new.height() + 4)))

    def _user_menu(self) -> None:
        menu = QMenu(self)
        who = menu.addAction(no_mnemonic(self._person))
        who.setEnabled(False)
        menu.addSeparator()
        menu.addAction(icons.icon("settings", "text2", 16), "设置").triggered.connect(self.settings_asked)
        menu.addAction(icons.icon("lock", "text2", 16), "锁定（Ctrl+L）").triggered.connect(self.lock_asked)
        menu.popup(self.user.mapToGlobal(QPoint(0, self.user.height() + 4)))

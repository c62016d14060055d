"""设置: parts at the left, the chosen one at the right; everything applies at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedWidget, QWidget

from sheqi_desktop.gui import fonts, icons, layout, paint, theme
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.settings_display import DisplaySettings
from sheqi_desktop.gui.pages.settings_more import (
    AboutSettings,
    BackupSettings,
    KeySettings,
    LockSettings,
    StationSettings,
)
from sheqi_desktop.gui.pages.settings_papers import PaperSettings
from sheqi_desktop.gui.pages.settings_reminders import ReminderSettings
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.operations.desk import Desk

PARTS = (
    ("display", "显示与字号", "a-large-small"),
    ("lock", "口令与锁定", "lock"),
    ("backup", "备份与恢复", "archive"),
    ("station", "本站资料", "building"),
    ("papers", "表样与编号", "file-text"),
    ("remind", "提醒", "bell"),
    ("keys", "快捷键", "keyboard"),
    ("about", "关于与帮助", "circle-help"),
)


class PartButton(QAbstractButton):
    """One part in the list at the left."""

    walked = Signal(int)

    def __init__(self, key: str, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(words)
        self.setObjectName(f"settings_{key}")
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        return QSize(fonts.metrics(14, True).horizontalAdvance(self.text()) + scale(56), scale(38))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint.smooth(painter)
        whole, on = QRectF(self.rect()), self.isChecked()
        if on:
            outline = theme.color("tint2") if theme.now().outlined else None
            paint.box(painter, whole, scale(6), theme.color("tint"), outline, 2)
        if self.hasFocus():
            paint.box(painter, whole, scale(6), None, theme.color("focus"), 2)
        side = scale(18)
        ink = "primaryD" if on else "text2"
        icons.draw(painter, self._icon, QRectF(scale(12), whole.center().y() - side / 2, side, side), ink)
        words = whole.adjusted(scale(40), 0, 0, 0)
        paint.write(painter, words, self.text(), "primaryD" if on else "text", fonts.font(14, on), elide=False)
        painter.end()


class SettingsPage(Page):
    """The page; a part is built when it is first looked at."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "display": DisplaySettings,
            "lock": lambda: LockSettings(desk, jobs),
            "backup": lambda: BackupSettings(desk, jobs),
            "station": lambda: self._station(desk, jobs),
            "papers": lambda: PaperSettings(desk, jobs),
            "remind": lambda: ReminderSettings(desk, jobs),
            "keys": lambda: KeySettings(desk, jobs),
            "about": lambda: AboutSettings(desk, jobs),
        }
        self._made: dict[str, QWidget] = {}
        self._columns: dict[str, ScrollColumn] = {}
        line = layout.row(self, (24, 16, 24, 16), 20)
        left = layout.column(gap=2)
        self.buttons: dict[str, PartButton] = {}
        # Only a station has a home page that reminds anybody.
        shown = [one for one in PARTS if one[0] != "remind" or desk.place.kind == "station"]
        for key, words, icon in shown:
            button = PartButton(key, words, icon)
            button.clicked.connect(lambda _=False, key=key: self.show_part(key))
            button.walked.connect(lambda step, key=key: self._walk(key, step))
            self.buttons[key] = button
            left.addWidget(button)
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        layout.least(holder, width=180)
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line.addWidget(holder)
        card = Card((1, 6, 1, 6), 0)
        self._stack = QStackedWidget()
        card.body.addWidget(self._stack)
        line.addWidget(card, 1)

    def header(self) -> Header:
        """Say that nothing has to be saved."""
        return Header("设置", "改动马上生效，不用点保存")

    def open(self, argument: object) -> None:
        """Show a part."""
        key = argument if isinstance(argument, str) and argument in self.buttons else ""
        now = next((one for one, button in self.buttons.items() if button.isChecked()), "display")
        self.show_part(key or now)
        self.setFocusProxy(self.buttons[key or now])

    def show_part(self, key: str) -> None:
        """Show a part, made the first time."""
        if key not in self._made:
            column = ScrollColumn((27, 12, 27, 12), 0)
            made = self._makers[key]()
            column.body.addWidget(made)
            self._made[key], self._columns[key] = made, column
            self._stack.addWidget(column)
        self.buttons[key].setChecked(True)
        self._stack.setCurrentWidget(self._columns[key])
        look = getattr(self._made[key], "look", None)
        if look is not None:
            look()

    def _station(self, desk: Desk, jobs: Jobs) -> QWidget:
        part = StationSettings(desk, jobs)
        part.go_handover.connect(lambda: self.go("list/handover"))
        return part

    def _walk(self, key: str, step: int) -> None:
        keys = list(self.buttons)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            self.show_part(keys[place])
            self.buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)

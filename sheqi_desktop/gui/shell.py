"""The one window of the program: in it either the door (unlock, first use) or the rooms behind it."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from sheqi_desktop.gui.window import LEAST, NAME, MainWindow
from sheqi_desktop.gui.window_icon import window_icon


class Shell(QMainWindow):
    """Shows the door or the rooms.  While locked even the title says nothing about records."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before closing: something may have to be done first, and then the window is closed again."""
        self.setWindowTitle(NAME)
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*LEAST)
        self.resize(1366, 696)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._door: QWidget | None = None
        self.rooms: MainWindow | None = None
        self._focus: QWidget | None = None

    @property
    def locked(self) -> bool:
        """Tell whether the door is shown."""
        return self._stack.currentWidget() is self._door

    def show_door(self, door: QWidget) -> None:
        """Put a door before everything; what is behind it stays as it is."""
        if self.rooms is not None and not self.locked:
            self._focus = self.focusWidget()
            if self.rooms.page is not None:
                self.rooms.page.leave()
            self.rooms.palette_.hide()
            self.rooms.toasts.hide()
        if self._door is not None:
            self._stack.removeWidget(self._door)
            self._door.deleteLater()
        self._door = door
        self._stack.addWidget(door)
        self._stack.setCurrentWidget(door)
        self.setWindowTitle(NAME)
        door.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rooms(self, rooms: MainWindow) -> None:
        """Open: the same page, field and cursor come back."""
        if self.rooms is not rooms:
            if self.rooms is not None:
                self._stack.removeWidget(self.rooms)
                self.rooms.deleteLater()
            self.rooms = rooms
            rooms.setWindowFlags(Qt.WindowType.Widget)
            self._stack.addWidget(rooms)
            self._focus = None
        self._stack.setCurrentWidget(rooms)
        self.setWindowTitle(f"{NAME} — {rooms.frame.place}")
        if self._door is not None:
            self._stack.removeWidget(self._door)
            self._door.deleteLater()
            self._door = None
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus = None

    def empty_rooms(self) -> None:
        """Let go of the rooms: what they show lies in a file that is closed."""
        if self.rooms is not None:
            self._stack.removeWidget(self.rooms)
            self.rooms.deleteLater()
            self.rooms = self._focus = None

    def keep_work(self) -> None:
        """Keep what is half typed."""
        if self.rooms is not None and self.rooms.page is not None:
            self.rooms.page.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed before closing."""
        self.keep_work()
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

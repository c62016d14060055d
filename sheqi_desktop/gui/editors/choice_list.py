"""A list of words to choose from that hears initials."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from sheqi_desktop.gui import icons, layout, paint
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import repolish


class _Letters:
    """Remembers letters typed quickly after each other."""

    def __init__(self, owner: QWidget) -> None:
        self.typed = ""
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(900)
        self._timer.timeout.connect(self._clear)

    def _clear(self) -> None:
        self.typed = ""

    def add(self, letters: str) -> str:
        self.typed += letters.lower()
        self._timer.start()
        return self.typed


class _View(QListView):
    """The open list; letters jump to words by their initials."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find
        self._letters = _Letters(self)

    def keyboardSearch(self, search: str) -> None:
        """Jump by initials."""
        place = self._find(self._letters.add(search))
        if place >= 0:
            self.setCurrentIndex(self.model().index(place, 0))


class ChoiceList(QComboBox):
    """A list of words; typing initials chooses, the wheel does not."""

    next_asked = Signal()

    def __init__(self, initials: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self._letters = _Letters(self)
        self.setView(_View(self.find_letters))
        self.setPlaceholderText("请选择")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.fix(self, height=36)
        self.currentIndexChanged.connect(self._show_empty)
        self._show_empty()

    def _show_empty(self) -> None:
        empty = self.currentIndex() < 0
        if self.property("empty") is not empty:
            self.setProperty("empty", empty)
            repolish(self)

    def find_letters(self, letters: str) -> int:
        """Find the first word that begins with these characters or initials."""
        for place in range(self.count()):
            words = self.itemText(place)
            if words.lower().startswith(letters) or self._initials(words).lower().startswith(letters):
                return place
        return -1

    def showPopup(self) -> None:
        """Open the list, high enough for every word it should show: Qt forgets the air of the theme around them."""
        super().showPopup()
        view, sheet = self.view(), self.view().window()
        around = view.contentsMargins()
        rows = sum(view.sizeHintForRow(place) for place in range(min(self.count(), self.maxVisibleItems())))
        lacking = rows + around.top() + around.bottom() + 2 * view.frameWidth() - view.height()
        if lacking > 0:
            below = sheet.screen().availableGeometry().bottom() - sheet.geometry().bottom()
            sheet.setGeometry(sheet.geometry().adjusted(0, -max(lacking - below, 0), 0, min(lacking, max(below, 0))))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the answer."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, F4 opens, letters and digits choose, Delete takes back."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.next_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(-1)
            self.activated.emit(-1)
        elif event.text().isprintable() and event.text().strip() and not event.modifiers():
            place = self.find_letters(self._letters.add(event.text()))
            if place >= 0:
                self.setCurrentIndex(place)
                self.activated.emit(place)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the small arrow too."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint.smooth(painter)
        side = scale(15)
        place = QRectF(self.width() - side - scale(10), (self.height() - side) / 2, side, side)
        icons.draw(painter, "chevron-down", place, "text2" if self.isEnabled() else "disabled")
        painter.end()

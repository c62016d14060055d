"""Editors for days and times, typed the way people type them: 614, 6-14, 今天, +14, 930."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFrame, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.dates import add_months, age_on, day
from sheqi_desktop.domain.fieldtype import show
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.line_editor import ReadLineEditor
from sheqi_desktop.gui.editors.lines import LineField

WEEKDAYS = "一二三四五六日"
BIRTH = "birth_date"
"""The day of which one wants to know how long ago it is, not what weekday it was."""


def weekday_words(on: date, today: date) -> str:
    """Give 星期三, with 今天 or 昨天 where it is."""
    near = {0: "今天・", -1: "昨天・", 1: "明天・"}.get((on - today).days, "")
    return f"{near}星期{WEEKDAYS[on.weekday()]}"


class Calendar(QFrame):
    """A month to click on, lying over the window; one never has to."""

    def __init__(self, owner: DateEditor, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._owner = window, owner
        self.setObjectName("list_floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = layout.column(self, (4, 4, 4, 4), 0)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("日历")
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        layout.fix(self.calendar, width=300, height=260)
        body.addWidget(self.calendar)
        self.calendar.clicked.connect(owner.take_day)
        self.calendar.activated.connect(owner.take_day)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.hide()

    def open_at(self, line: QWidget, on: date) -> None:
        """Show a month under a field, or above it where there is no room."""
        self.calendar.setSelectedDate(QDate(on.year, on.month, on.day))
        self.adjustSize()
        where = line.mapTo(self._window, QPoint(0, line.height() + 2))
        if where.y() + self.height() > self._window.height():
            where.setY(max(where.y() - line.height() - 4 - self.height(), 0))
        where.setX(min(where.x(), max(self._window.width() - self.width(), 0)))
        self.move(where)
        self.show()
        self.raise_()
        self.calendar.setFocus()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._owner.line.setFocus()
        else:
            super().keyPressEvent(event)


class DateEditor(ReadLineEditor):
    """A day.  ↑↓ one day, PageUp and PageDown one month, F4 the calendar."""

    def _build(self) -> QWidget:
        self._begin(LineField("calendar", narrow=True), 138)
        self.line.setPlaceholderText(
            self.field.placeholder or ("如 1948-06-14" if self.field.id == BIRTH else "如 614 或 今天")
        )
        self.line.takes = frozenset(
            int(key) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        )
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhNone)
        self.line.enter_pressed.connect(self._enter)
        self.line.key_down.connect(self._step)
        self.line.icon_pressed.connect(self.open_calendar)
        self._popup: Calendar | None = None
        return self.line

    def set_value(self, value: Value) -> None:
        """Show a day, and say what weekday it is."""
        super().set_value(value)
        self._say_weekday()

    def _enter(self) -> None:
        self.on_leave()
        self.next_asked.emit()

    def on_leave(self) -> None:
        """Write the day as it is kept, and say what weekday it is, of a birth the age."""
        value = self.value()
        if value is not None and str(value) != self.line.text():
            self.put(str(value))
        self._say_weekday()

    def _say_weekday(self) -> None:
        on, today = day(self.value()), self.context.today
        if on is None:
            self.set_hint(self.field.help)
        elif self.field.id == BIRTH:
            age = age_on(on.isoformat(), today) if on <= today else None
            self.set_hint(f"{age}岁" if age is not None else "")
        else:
            self.set_hint(weekday_words(on, today))

    def _step(self, key: int) -> None:
        if self.read_only:
            return
        on = day(self.value()) or self.context.today
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            on += timedelta(days=1 if key == Qt.Key.Key_Up else -1)
        else:
            on = add_months(on, 1 if key == Qt.Key.Key_PageUp else -1)
        self.line.setText(on.isoformat())
        self._say_weekday()

    def open_calendar(self) -> None:
        """Show the month under the field."""
        if self.read_only:
            return
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = Calendar(self, self.window())
        self._popup.open_at(self.line, day(self.value()) or self.context.today)

    def take_day(self, picked: QDate) -> None:
        """Take a day from the calendar."""
        if self._popup is not None:
            self._popup.hide()
        self.line.setText(f"{picked.year():04d}-{picked.month():02d}-{picked.day():02d}")
        self._say_weekday()
        self.line.setFocus()


class TimeEditor(ReadLineEditor):
    """A time of day or a moment: 930 becomes 09:30."""

    def _build(self) -> QWidget:
        self._begin(LineField(narrow=True), 72)
        moment = self.field.type == "datetime"
        self.line.setPlaceholderText(self.field.placeholder or ("如 6-14 930" if moment else "如 930"))
        self.line.enter_pressed.connect(self._enter)
        return self.line

    def _enter(self) -> None:
        self.on_leave()
        self.next_asked.emit()

    def on_leave(self) -> None:
        """Write the time as it is kept."""
        tidy = show(self.value(), self.field)
        if tidy != self.line.text():
            self.put(tidy)

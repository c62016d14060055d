"""The line of an activity or a session about its volunteers: are their hours entered; the button that makes them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.hours_from import HoursFrom, hours_from


class HoursMade(Banner):
    """Hidden while nobody is named; it reads by itself and asks to go to the grid."""

    asked = Signal(str)
    """Make the rows of this record."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("info", "", "", "生成志愿服务记录", edge=False, icon="clock", name="hours_make", parent=parent)
        self._desk, self._jobs = desk, jobs
        self.found = HoursFrom()
        self.pressed.connect(lambda: self.asked.emit(self.found.record))
        self.hide()

    def look(self, record: str) -> None:
        """Read what a record asks for."""
        if record:
            self._jobs.run(partial(self._read, record), self._show, lambda trouble: self.hide())
        else:
            self.hide()

    def _read(self, record: str, job: object) -> HoursFrom:
        return hours_from(self._desk, record)

    def _show(self, found: HoursFrom) -> None:
        self.found = found
        missing = len(found.rows)
        button = "" if found.why_not or not missing else f"补上 {missing} 人" if found.made else "生成志愿服务记录"
        self.say("ok" if found.made and not missing else "info", "", found.words, button)
        self.setVisible(bool(found.named))

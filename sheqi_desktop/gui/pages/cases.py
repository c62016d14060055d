"""个案: the list of cases, each with the state it is in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.operations.desk import Desk


class CasesPage(RecordListPage):
    """The cases of a station; opening one shows the whole file."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "case", parent)

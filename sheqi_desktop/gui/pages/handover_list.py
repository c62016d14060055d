"""工作移交: the list, and where a new one is begun."""

from __future__ import annotations

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.operations.desk import Desk


class HandoverListPage(RecordListPage):
    """The list; a new one begins with the three persons, the rest is found by the program."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str) -> None:
        super().__init__(desk, jobs, kind)

    def new(self) -> None:
        """Ctrl+N."""
        if self.desk.place.kind == "station":
            self.go("handover_begin")

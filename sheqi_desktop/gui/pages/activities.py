"""社区活动: the list of activities, each with the state it is in, beside it the register of what the media said."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk

LISTS = (("activities", "社区活动"), ("media", "媒体报道"))
"""Lists that lie side by side, one tab each."""


class ActivitiesPage(RecordListPage):
    """The activities of a station; opening one shows where it stands."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "activity", parent)
        self.tabs = Tabs(LISTS)
        self.tabs.chosen.connect(self._hop)
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.insertWidget(0, self.tabs)

    def _hop(self, page: str) -> None:
        """Go to the other list; this one keeps its own tab for the way back."""
        if page != LISTS[0][0]:
            self.tabs.choose(LISTS[0][0])
            self.go(page)

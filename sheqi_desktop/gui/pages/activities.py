"""社区活动: the list of activities, each with the state it is in; and the register of media reports."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.operations.desk import Desk


class ActivitiesPage(RecordListPage):
    """The activities of a station; opening one shows where it stands."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "activity", parent)


class MediaPage(RecordListPage):
    """The media reports of a station, or of the county at the centre."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "media_report", parent)

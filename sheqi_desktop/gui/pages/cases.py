"""个案: the list of cases, each with the state it is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.records.case_story import CASE, PAPERS
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.operations.case_list import CHIPS, case_list
from sheqi_desktop.operations.desk import Desk


class CasesPage(RecordListPage):
    """The cases of a station; opening one shows the whole file."""

    CHIPS = CHIPS
    STATE_WIDTH = 128
    WHEN_ANY = frozenset({"to_sign", "declined", "voided"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, "case", parent)
        self.KINDS = frozenset({CASE, *PAPERS, "client"})

    def question(self) -> Callable[[], object]:
        """Ask for what is typed and filtered by the state of the case."""
        return partial(case_list, self.desk, self.wanted())

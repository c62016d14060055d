"""督导批注 of a file, wherever it is shown: a violet line for each document, that leads to its cards."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.document_ask import way_to
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.file_remarks import RemarkedPaper, file_remarks

AT_MOST = 4


class Remarked(QWidget):
    """Hidden while nothing was remarked; ``alone`` tells of the one document, else of the whole file."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, jobs: Jobs, *, alone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._alone = desk, jobs, alone
        self._record = ""
        self._lines = layout.column(self, gap=6)
        self.hide()

    def look(self, record: str) -> None:
        """Read what was remarked about a document or its file."""
        if record != self._record:
            self._record = record
            self.hide()
        if record:
            work = partial(file_remarks, self._desk, record, alone=self._alone)
            self._jobs.run(lambda job: (record, work()), self._show)

    def _show(self, answer: tuple[str, tuple[RemarkedPaper, ...]]) -> None:
        record, papers = answer
        if record != self._record:
            return
        layout.clear(self._lines)
        for one in papers[:AT_MOST]:
            title = "督导批注" if self._alone else f"督导批注・{one.title}"
            waits = f"{one.words} 待处理" if one.waiting else f"{one.all} 条，都处理过了"
            way = way_to(one.kind, one.record, one.file, one.first)
            pressed = partial(self.asked.emit, *way)
            self._lines.addWidget(
                Banner("note", title, waits, "看批注", pressed=pressed, name=f"remarked_{one.record}")
            )
        self.setVisible(bool(papers))

"""The frame of a supervisor: how much waits, what was not sent back yet, and what the search finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.search_palette import Hit
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.find_all import FoundLine, find_all
from sheqi_desktop.operations.supervisor_state import SupervisorState, supervisor_state

SOON_MS = 50
ACTS = frozenset({"visit", "new_client"})
"""What only a station may begin: a 督导 reads records and never changes one."""


class SupervisorFrame(QObject):
    """Wires a window to a supervisor's desk."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._desk, self._jobs = window, desk, jobs
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        window.set_search(self.find, self.chosen)
        window.page_shown.connect(lambda _: self._soon.start())
        window.changed.connect(lambda _: self._soon.start())
        window.status.middle_pressed.connect(lambda: window.go("bundles"))
        window.status.right_pressed.connect(lambda: window.go("settings", "backup"))
        window.status.saved_pressed.connect(lambda: window.go("drafts"))

    def _ask(self) -> None:
        self._jobs.run(lambda job: supervisor_state(self._desk), self._show)

    def _show(self, state: SupervisorState) -> None:
        window = self._window
        window.set_count("queue", state.waiting)
        window.set_count("bundles", state.unsent)
        window.status.set_middle(state.returning, state.tone or "text")
        window.status.set_right(f"离线可用・{state.backup}", state.backup_late)
        if state.saved:
            window.status.set_saved(state.saved)

    def find(self, typed: str) -> Sequence[Hit]:
        """Find people and records of the stations one is responsible for."""
        return [
            Hit(one.group, one.title, one.detail, one.side, one.icon, one.marks, one)
            for one in find_all(self._desk, typed)
            if one.act not in ACTS
        ]

    def chosen(self, hit: Hit, control: bool) -> None:
        """Go to what was found."""
        line = hit.data
        assert isinstance(line, FoundLine)
        if line.act == "print":
            self._window.go("print", FormAsk("client", line.client))
        elif file := kinds.file_page(line.kind):
            self._window.go(file, line.record)
        else:
            self._window.go(kinds.form_page(line.kind), FormAsk(line.kind, line.record, read_only=True))


def dress(window: MainWindow, desk: Desk, jobs: Jobs) -> SupervisorFrame:
    """Give a supervisor's window its search, counts and status line."""
    return SupervisorFrame(window, desk, jobs)

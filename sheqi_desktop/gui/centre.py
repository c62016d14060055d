"""The frame of the centre: what the search finds, and what the status line says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.search_palette import Hit
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.centre_state import CentreState, centre_state
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.find_all import FoundLine, find_all

SOON_MS = 50
ACTS = frozenset({"visit", "new_client"})
"""What only a station may begin: the centre never writes a service record (domain 10 §4)."""


class CentreFrame(QObject):
    """Wires a window to the centre's desk; records of stations can be looked at, never changed."""

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
        window.status.middle_pressed.connect(lambda: window.go("conflicts"))
        window.status.right_pressed.connect(lambda: window.go("settings", "backup"))

    def _ask(self) -> None:
        self._jobs.run(lambda job: centre_state(self._desk), self._show)

    def _show(self, state: CentreState) -> None:
        window = self._window
        window.status.set_saved(state.sound)
        window.status.set_middle(state.waiting, "warn" if state.conflicts else "text")
        window.set_count("conflicts", state.conflicts)
        window.status.set_right(f"离线可用・{state.backup}", state.backup_late)

    def find(self, typed: str) -> Sequence[Hit]:
        """Find people and records of the whole county."""
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


def dress(window: MainWindow, desk: Desk, jobs: Jobs) -> CentreFrame:
    """Give the centre's window its search and status line."""
    return CentreFrame(window, desk, jobs)

"""The frame of the centre: what the search finds, and what the status line says."""

from __future__ import annotations

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.looking_frame import LookingFrame
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.centre_state import CentreState, centre_state
from sheqi_desktop.operations.desk import Desk


class CentreFrame(LookingFrame):
    """Wires a window to the centre's desk; records of stations can be looked at, never changed."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        super().__init__(window, desk, jobs)
        window.status.middle_pressed.connect(lambda: window.go("conflicts"))

    def _ask(self) -> None:
        self._jobs.run(lambda job: centre_state(self._desk), self._show)

    def _show(self, state: CentreState) -> None:
        window = self._window
        window.status.set_saved(state.sound)
        window.status.set_middle(state.waiting, "warn" if state.conflicts else "text")
        window.set_count("conflicts", state.conflicts)
        window.status.set_right(f"离线可用・{state.backup}", state.backup_late)


def dress(window: MainWindow, desk: Desk, jobs: Jobs) -> CentreFrame:
    """Give the centre's window its search and status line."""
    return CentreFrame(window, desk, jobs)

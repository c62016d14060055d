"""The frame of a supervisor: how much waits, what was not sent back yet, and what the search finds."""

from __future__ import annotations

from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.looking_frame import LookingFrame
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.supervisor_state import SupervisorState, supervisor_state


class SupervisorFrame(LookingFrame):
    """Wires a window to a supervisor's desk."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        super().__init__(window, desk, jobs)
        window.status.middle_pressed.connect(lambda: window.go("bundles"))
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


def dress(window: MainWindow, desk: Desk, jobs: Jobs) -> SupervisorFrame:
    """Give a supervisor's window its search, counts and status line."""
    return SupervisorFrame(window, desk, jobs)

"""What pages that show the file have in common: they read off the main thread, and only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Page
from sheqi_desktop.operations.desk import Desk


class ReadingPage(Page):
    """A page over what the file holds; what is old stays on screen until the new is there."""

    KINDS: frozenset[str] = frozenset()
    """Kinds of record whose change makes this page look again."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self._turn = 0
        self._old = True

    def question(self) -> Callable[[], object]:
        """Give what is to be read, as a call for the worker thread; it must not touch widgets."""
        raise NotImplementedError

    def show_found(self, found: object) -> None:
        """Show what was read."""
        raise NotImplementedError

    def look(self) -> None:
        """Read again; an answer that comes after a newer question is let go."""
        self._turn += 1
        self._old = False
        turn, question = self._turn, self.question()
        self.jobs.run(lambda job: (turn, question()), self._found, self.sorry)

    def _found(self, answer: tuple[int, object]) -> None:
        turn, found = answer
        if turn == self._turn:
            writing = QApplication.focusWidget()
            inside = writing is None or writing is self or self.isAncestorOf(writing)
            self.show_found(found)
            self.header_changed.emit()
            if inside and self.isVisible():
                QTimer.singleShot(0, self, self._keep_keyboard)

    def _keep_keyboard(self) -> None:
        """What had the keyboard may have been made anew; it must not wander off to the sidebar.

        What was made just now is shown in the next round of the loop, so this waits for it.
        """
        if not self.isVisible():
            return
        writing = QApplication.focusWidget()
        outside = writing is not None and writing is not self and not self.isAncestorOf(writing)
        if writing is None or (outside and writing.window() is self.window()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sorry(self, trouble: Trouble) -> None:
        """Say what went wrong, in its own words."""
        ask.say_trouble(self, trouble)

    def open(self, argument: object) -> None:
        """Look again where something changed since."""
        self.look()

    def on_changes(self, changes: Changes) -> None:
        """Look again when it concerns this page: at once if it is seen, else when it is."""
        if not self.KINDS or changes.kinds & self.KINDS or not changes.kinds:
            self._old = True
            if self.isVisible():
                self.look()

    def recompute(self) -> None:
        """F5."""
        self.look()

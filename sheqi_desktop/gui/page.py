"""What every screen is: a title, what can be done here, and ears for changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui.widgets.buttons import Action
from sheqi_desktop.gui.widgets.toast import Redo

__all__ = ["Action", "Header", "Page", "Redo"]


@dataclass(frozen=True, slots=True)
class Header:
    """What the top bar shows for a page: title, one line of context, a path, at most two actions.

    On a form page (``form``) the search field gives way to the page's own actions and the status bar to its footer.
    """

    title: str
    context: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    actions: tuple[Action, ...] = ()
    search: bool = True
    form: bool = False
    new: bool = True


class AsksForSlot:
    """A page that may ask for somebody's 口令 to be taken away, by its signal ``slot_asked``."""

    slot_asked: SignalInstance


class Page(QWidget):
    """The common part of all screens.  No page knows another; it asks the window to go there."""

    header_changed = Signal()
    go_asked = Signal(str, object)
    instead_asked = Signal(str, object)
    """To another page, with this one taken out of the way back."""
    back_asked = Signal()
    toast_asked = Signal(str, object)
    said = Signal(str)
    changed = Signal(object)
    """What a write of this page changed; the window hands it to every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")

    def header(self) -> Header:
        """Give what the top bar shows."""
        return Header("")

    def open(self, argument: object) -> None:
        """Get ready to be seen; called every time the page is gone to."""

    def on_changes(self, changes: Changes) -> None:
        """Hear what a write changed, and decide whether to look again."""

    def leave(self) -> None:
        """Keep what is half typed: the page is being left, locked or closed."""

    def keep(self) -> object:
        """Give what is needed to come back to the same place and selection."""
        return None

    def restore(self, kept: object) -> None:
        """Come back to the same place and selection."""

    def find_here(self) -> None:
        """Ctrl+F: go to the search of this list or document."""

    def new(self) -> None:
        """Ctrl+N: begin a new record of this page's kind."""

    def save(self) -> None:
        """Ctrl+S: keep now."""

    def submit(self) -> None:
        """Ctrl+Enter: hand in this form or confirm this decision."""

    def print_(self) -> None:
        """Ctrl+P: look at the printed page."""

    def recompute(self) -> None:
        """F5: look again."""

    def help_topic(self) -> str:
        """F1: name the page of the manual."""
        return ""

    def shown_record(self) -> str:
        """Name the saved record this page shows: the top bar says how far it is on its way, '' for none."""
        return ""

    def person(self) -> str:
        """Name the person this page shows: what is begun from here is about them, '' for nobody."""
        return ""

    def foot_widget(self) -> QWidget | None:
        """Give what stands at the foot of this page and is read while working; a toast stands above it."""
        return None

    def escape(self) -> bool:
        """Esc: close what is open; tell whether something was."""
        return False

    # ------------------------------------------------------------------ words to the window
    def go(self, page: str, argument: object = None) -> None:
        """Ask to be taken to another page."""
        self.go_asked.emit(page, argument)

    def toast(self, text: str, undo: Callable[[], object] | Redo | Action | None = None) -> None:
        """Say what just happened; ``undo`` takes it back, does it again, or is what one may want to do next."""
        self.toast_asked.emit(text, undo)

    def say(self, text: str) -> None:
        """Say something in the status line."""
        self.said.emit(text)

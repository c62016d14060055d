"""The frame of a desk that reads the records of stations and never changes one: the centre, a supervisor."""

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

SOON_MS = 50
ACTS = frozenset({"visit", "new_client"})
"""What only a station may begin (domain 10 §4)."""


class LookingFrame(QObject):
    """Wires a window to such a desk: the search, and asking again how things stand whenever something changed."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._desk, self._jobs = window, desk, jobs
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        window.set_search(self.find, self.chosen)
        window.palette_.keys.setText("↑↓ 选择　回车 打开　Esc 关闭")
        window.page_shown.connect(lambda _: self._soon.start())
        window.changed.connect(lambda _: self._soon.start())
        window.status.right_pressed.connect(lambda: window.go("settings", "backup"))

    def _ask(self) -> None:
        """Ask in the background what the frame shows."""
        raise NotImplementedError

    def find(self, typed: str) -> Sequence[Hit]:
        """Find people and records of the stations this desk may see."""
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

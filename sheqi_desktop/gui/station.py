"""The frame of a station: who sits here, what waits, what can be begun, and what the search finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.search_palette import Hit
from sheqi_desktop.gui.window import MainWindow
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.find_all import FoundLine, find_all
from sheqi_desktop.operations.kinds import KINDS
from sheqi_desktop.operations.on_its_way import Standing, standing
from sheqi_desktop.operations.station_state import StationState, station_state

NEW_MENU = (
    ("visit", "探访记录", "footprints"),
    ("client", "服务对象", "user-plus"),
    ("case", "个案", "folder-open"),
    ("group", "小组", "hand-heart"),
    ("activity", "社区活动", "tent"),
    ("volunteer_hours", "志愿服务时长", "clock"),
    ("household", "家庭情况", "house"),
    ("referral", "转介", "external-link"),
    ("resource_link", "资源链接", "package"),
    ("survey", "满意度调查", "heart"),
    ("complaint", "投诉", "circle-alert"),
    ("crisis", "立即报告", "siren"),
    ("incident", "信息安全事件", "shield-alert"),
    ("list/handover", "工作移交", "users"),
    ("drafts", "找回草稿", "file-pen"),
    ("voided", "找回作废的记录", "ban"),
)
EVERY_MS = 60_000
REPORT_KEYS = "Ctrl+Shift+R"


class StationFrame(QObject):
    """Wires a window to a station's desk; the window itself only navigates."""

    def __init__(self, window: MainWindow, desk: Desk, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._desk, self._jobs = window, desk, jobs
        window.set_search(self.find, self.chosen)
        window.new_asked.connect(self.new)
        window.page_shown.connect(lambda _: self.look())
        window.status.middle_pressed.connect(lambda: window.go("bundles"))
        window.status.right_pressed.connect(lambda: window.go("settings", "backup"))
        window.status.saved_pressed.connect(lambda: window.go("drafts"))
        window.changed.connect(self._heard)
        QShortcut(QKeySequence(REPORT_KEYS), window, lambda: window.go("report_now"))
        window.header_shown.connect(self._about)
        self._shown, self._turn = "", 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self._ask)
        self._often = QTimer(self)
        self._often.setInterval(EVERY_MS)
        self._often.timeout.connect(self.look)
        self._often.start()

    # ------------------------------------------------------------------ what waits
    def look(self) -> None:
        """Look again at what waits and what was saved, soon."""
        self._soon.start()

    def _heard(self, changes: Changes) -> None:
        self.look()
        # Written, packed, signed for: what is on screen may be further on its way.
        self._about(self._shown)

    # ------------------------------------------------------------------ how far the shown record is on its way
    def _about(self, record: str) -> None:
        if record != self._shown or not record:
            self._window.top.show_way()
        self._shown = record
        self._turn += 1
        if record:
            turn = self._turn
            self._jobs.run(lambda job: (turn, standing(self._desk, record)), self._show_way)

    def _show_way(self, answer: tuple[int, Standing | None]) -> None:
        turn, found = answer
        if turn == self._turn and found is not None:
            self._window.top.show_way(found.words, found.tone, found.note)

    def _ask(self) -> None:
        self._jobs.run(lambda job: station_state(self._desk), self._show)

    def _show(self, state: StationState) -> None:
        window = self._window
        window.set_count("bundles", state.unsent)
        window.set_count("home", state.alarms)
        window.set_count("to_sign", state.to_sign)
        window.set_count("annotations", state.annotations)
        window.status.set_middle(state.reporting, state.tone or "text")
        window.status.set_right(f"离线可用・{state.backup}", state.backup_late)
        if state.saved:
            window.status.set_saved(state.saved)

    # ------------------------------------------------------------------ new
    def new(self, what: str) -> None:
        """Begin a record of a kind, about the person who is shown."""
        if what in KINDS:
            self._window.go(kinds.form_page(what), FormAsk(what, answers=self._about_whom(what)))
        else:
            self._window.go(what)

    def _about_whom(self, what: str) -> dict[str, Value]:
        person = self._window.page.person() if self._window.page is not None else ""
        asked = what in self._desk.library.kinds() and "client_id" in self._desk.library.form(what)
        return {"client_id": person} if person and asked else {}

    # ------------------------------------------------------------------ search
    def find(self, typed: str) -> Sequence[Hit]:
        """Find people, records, and things to do with the first person."""
        return [
            Hit(one.group, one.title, one.detail, one.side, one.icon, one.marks, one)
            for one in find_all(self._desk, typed)
        ]

    def chosen(self, hit: Hit, control: bool) -> None:
        """Go to what was found; with Ctrl a visit of the person begins."""
        line = hit.data
        assert isinstance(line, FoundLine)
        if line.client and (control or line.act == "visit"):
            self._window.go("visit_form", FormAsk("visit", answers={"client_id": line.client}))
        elif line.act == "print":
            self._window.go("print", FormAsk("client", line.client))
        elif line.act == "new_client":
            self._window.go("client_form", FormAsk("client"))
        elif file := kinds.file_page(line.kind):
            self._window.go(file, line.record)
        else:
            self._window.go(kinds.form_page(line.kind), FormAsk(line.kind, line.record))


def dress(window: MainWindow, desk: Desk, jobs: Jobs) -> StationFrame:
    """Give a window of a station its search, counts and status line."""
    return StationFrame(window, desk, jobs)

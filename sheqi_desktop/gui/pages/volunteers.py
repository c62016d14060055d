"""志愿者: 名册, 队伍, 项目, 服务记录 and 证明 in tabs; what waits for somebody stands above the records."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.hours_waiting import HoursWaiting
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.print_notice import print_notice
from sheqi_desktop.operations.writing import write_file

TABS = (
    ("volunteer", "名册"),
    ("volunteer_team", "志愿服务队"),
    ("volunteer_project", "服务项目"),
    ("volunteer_hour", "服务记录"),
    ("service_certificate", "证明"),
)
HOURS = "volunteer_hours"


class VolunteersPage(Page):
    """The tabs; each is the list of one kind, built when it is first opened."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        whole = layout.column(self)
        head = layout.column(margins=(24, 8, 24, 0), gap=6)
        self.tabs = Tabs(TABS)
        self.tabs.chosen.connect(lambda _: self._show())
        line = layout.row(gap=12)
        line.addWidget(self.tabs, 1)
        self.notice = Button("公示单", LINK, "printer", name="volunteers_notice", pressed=self._notice)
        line.addWidget(self.notice)
        self.ledger = Button("导出台账", LINK, "file-spreadsheet", name="volunteers_ledger", pressed=self._ledger)
        line.addWidget(self.ledger)
        head.addLayout(line)
        self.waiting = HoursWaiting(desk, jobs)
        self.waiting.changed.connect(self.changed)
        self.waiting.said.connect(self.toast)
        self.waiting.trouble.connect(lambda trouble: self.list_.sorry(trouble))
        self.waiting.overlaps_asked.connect(lambda: self.go("overlaps"))
        self.waiting.hide()
        head.addWidget(self.waiting)
        whole.addLayout(head)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)
        self._lists: dict[str, RecordListPage] = {}

    @property
    def list_(self) -> RecordListPage:
        """Give the list of the open tab."""
        kind = self.tabs.current
        if kind not in self._lists:
            made = RecordListPage(self.desk, self.jobs, kind)
            made.go_asked.connect(self.go_asked)
            made.toast_asked.connect(self.toast_asked)
            made.said.connect(self.said)
            made.changed.connect(self.changed)
            made.header_changed.connect(self.header_changed)
            self._lists[kind] = made
            self._stack.addWidget(made)
        return self._lists[kind]

    def _show(self) -> None:
        self._stack.setCurrentWidget(self.list_)
        self.notice.setVisible(self.tabs.current == "volunteer_hour")
        self.waiting.setVisible(self.tabs.current == "volunteer_hour")
        if self.tabs.current == "volunteer_hour":
            self.waiting.look()
        self.ledger.setVisible(self.list_.form.ledger is not None)
        self.list_.open(None)
        self.setFocusProxy(self.list_)
        self.header_changed.emit()

    def _ledger(self) -> None:
        self.go("ledger_export", self.tabs.current)

    def _notice(self) -> None:
        """Put the verified hours of this month on a sheet for the board of the unit."""
        path = ask.save_file(self, "存志愿服务记录公示单", "志愿服务记录公示单.pdf", "PDF (*.pdf)")
        if path is not None:
            self.jobs.run(partial(self._make_notice, path), self.toast, self.list_.sorry)

    def _make_notice(self, path: Path, job: object) -> str:
        today = self.desk.clock.today()
        write_file(path, print_notice(self.desk, today.replace(day=1), today).data)
        return f"{today.month}月审核过的服务记录已存为 {path.name}。"

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """The words of the open list; entering hours is what people come for."""
        own = self.list_.header()
        typed_elsewhere = self.tabs.current in ("volunteer_hour", "service_certificate")
        new = [one for one in own.actions if one.id.endswith("_new") and not typed_elsewhere]
        actions = [replace(one, kind=PLAIN) for one in new]
        if self.desk.place.kind == "station":
            actions.append(Action("hours_enter", "登记时长", "clock", lambda: self.go(HOURS), PRIMARY))
        return Header("志愿者", own.context, actions=tuple(actions), search=False)

    def open(self, argument: object) -> None:
        """Show a tab by its kind; what is asked for by a task is the records that wait for 审核."""
        if isinstance(argument, FormAsk):
            argument = "volunteer_hour"
        if isinstance(argument, str) and argument in dict(TABS):
            self.tabs.choose(argument)
        self._show()

    def on_changes(self, changes: Changes) -> None:
        """Every list decides for itself."""
        for one in self._lists.values():
            one.on_changes(changes)
        if self.waiting.isVisible():
            self.waiting.look()

    def keep(self) -> object:
        """Remember tab, place and choice."""
        return (self.tabs.current, self.list_.keep())

    def restore(self, kept: object) -> None:
        """Come back to them."""
        if isinstance(kept, tuple):
            self.tabs.choose(str(kept[0]))
            self.list_.restore(kept[1])

    def find_here(self) -> None:
        """Ctrl+F."""
        self.list_.find_here()

    def new(self) -> None:
        """Ctrl+N: hours and certificates have their own ways."""
        if self.tabs.current in ("volunteer_hour", "service_certificate") and self.desk.place.kind == "station":
            self.go(HOURS)
        else:
            self.list_.new()

    def print_(self) -> None:
        """Ctrl+P."""
        self.list_.print_()

    def recompute(self) -> None:
        """F5."""
        self.list_.recompute()

    def help_topic(self) -> str:
        """F1."""
        return self.tabs.current

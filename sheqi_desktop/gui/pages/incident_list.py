"""信息安全事件: the register; a station has it beside 危机, and also at the centre a new one is begun here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.gui import kinds
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.event_list import EventListPage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.incidents import Waiting, waiting

REPORTED_HERE = "电脑报失时自动写好草稿。"
REPORT_FIRST = "丢了电脑的，先打电话请县中心报失。"


class IncidentListPage(EventListPage):
    """The list; over it what is not reported yet, and by when."""

    bin_offered = False

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, kind, parent)
        self.due = Banner("warn", "")
        self.due.hide()
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.insertWidget(1, self.due)
        # The centre comes here from 站点与人员 and has no lists beside it.
        self.tabs.setVisible(desk.place.kind == "station")

    def _none_yet(self) -> EmptyState:
        first = Action("incident_first", "登记一件事件", "plus", self.new, PRIMARY)
        then = REPORT_FIRST if self.desk.place.kind == "station" else REPORTED_HERE
        words = f"丢了电脑、U盘，发错了，越权看了：24小时内上报，都登记在这里。{then}"
        return EmptyState(self.words.icon, "还没有信息安全事件", words, first)

    def new(self) -> None:
        """Ctrl+N, at whichever desk."""
        self.go(kinds.form_page(self.kind), FormAsk(self.kind))

    def header(self) -> Header:
        """Offer a new one at the centre as well."""
        shown = super().header()
        above = (("站点与人员", "people"),) if self.desk.place.kind == "centre" else ()
        if self.desk.place.kind == "station":
            return shown
        new = Action(f"{self.kind}_new", "登记事件", "plus", self.new, PRIMARY)
        return replace(shown, actions=(*shown.actions, new), crumbs=above)

    def question(self) -> Callable[[], object]:
        """Ask also what is not reported yet."""
        listed = super().question()
        return lambda: (listed(), waiting(self.desk))

    def show_found(self, found: object) -> None:
        """Show the list, and what is due."""
        assert isinstance(found, tuple)
        found, due = found
        self.due.setVisible(due is not None)
        if isinstance(due, Waiting):
            self.due.say("bad" if due.late else "warn", f"{due.count} 件还没有报中心主任", due.words)
        super().show_found(found)

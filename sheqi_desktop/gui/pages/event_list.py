"""转介、资源链接、危机事件、投诉、满意度、信息安全事件: lists that lie side by side, one tab each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.domain.records.incident import INCIDENT
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.record_list import RecordListPage
from sheqi_desktop.gui.widgets.buttons import DANGER, Button
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.survey_figures import survey_figures, survey_words

EVENT_KINDS = (
    ("referral", "转介"),
    ("resource_link", "资源链接"),
    ("resource", "资源库"),
    ("crisis", "危机事件"),
    ("complaint", "投诉"),
    ("survey", "满意度"),
)
AT_A_STATION = (*EVENT_KINDS, (INCIDENT, "安全事件"))
"""The centre has its register of incidents under 站点与人员."""
ABOVE = ("转介与危机", kinds.list_page(EVENT_KINDS[0][0]))
"""The entry of the sidebar under which all of them stand."""


class EventListPage(RecordListPage):
    """One of the lists, with the way to the others above it."""

    def __init__(self, desk: Desk, jobs: Jobs, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, kind, parent)
        self.figures = ""
        self.tabs = Tabs(AT_A_STATION if desk.place.kind == "station" or kind == INCIDENT else EVENT_KINDS)
        self.tabs.choose(kind)
        self.tabs.chosen.connect(self._hop)
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        line = layout.row()
        line.addWidget(self.tabs, 1)
        if kind == "survey" and desk.place.kind == "station":
            line.addWidget(Button("抽样", icon="users", small=True, name="survey_sample", pressed=self._sample))
        whole.insertLayout(0, line)

    def _hop(self, kind: str) -> None:
        """Go to another list; this one keeps its own tab for the way back."""
        if kind != self.kind:
            self.tabs.choose(self.kind)
            self.go(kinds.list_page(kind))

    def _sample(self) -> None:
        self.go("draw_sample")

    def question(self) -> Callable[[], object]:
        """Ask for the list; of surveys also for the two rates."""
        listed = super().question()
        if self.kind != "survey":
            return listed
        return lambda: (listed(), survey_words(survey_figures(self.desk)))

    def show_found(self, found: object) -> None:
        """Show the list, and the rates in the head."""
        if isinstance(found, tuple):
            found, self.figures = found
        super().show_found(found)

    def header(self) -> Header:
        """On crises the red button comes first, on surveys the rates stand in the head."""
        shown = super().header()
        above = () if self.kind == EVENT_KINDS[0][0] else (ABOVE,)
        if self.figures:
            shown = replace(shown, context=f"{shown.context}・{self.figures}")
        if self.kind == "crisis" and self.desk.place.kind == "station":
            now = Action("report_now", "立即报告", "siren", lambda: self.go("report_now"), DANGER)
            shown = replace(shown, actions=(now,))
        return replace(shown, crumbs=above)

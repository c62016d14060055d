"""探访记录 (03): a visit being typed, with the person and the last visit beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.dates import minutes_between
from sheqi_desktop.domain.proposals_case import case_from_visit
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.form_context import form_context
from sheqi_desktop.gui.pages.form_page import FormPage
from sheqi_desktop.gui.pages.visit_pane import VisitPane
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.open_form import propose
from sheqi_desktop.operations.visit_side import VisitSide, visit_side

SIDE_FROM = 1000


class VisitFormPage(FormPage):
    """The form of a visit."""

    FORM = "visit"
    TITLE = "探访记录"
    LIST = ("探访记录", "visits")
    WHAT = "探访"

    def _build_side(self) -> None:
        self.pane = VisitPane()
        self.pane.whole_asked.connect(lambda record: self.go("visit_form", FormAsk("visit", record, read_only=True)))
        layout.fix(self.pane, width=230)
        self._line.addWidget(self.pane)
        self._client = ""
        self._next_words = ""

    def _context(self) -> Context:
        side = self.pane.side
        draft, record = (self.opened.draft, self.opened.record) if self.opened else (None, "")
        return form_context(self.desk, self.jobs, self, side.before if side else None, draft, record)

    def _dress(self, view: FormView) -> None:
        assert self.opened is not None
        if self.ask_.answers.get("client_id") or self.opened.status:
            view.editor("client_id").set_read_only(True)
        self._client = ""
        self.pane.show_side(None)
        self._length()
        self._look_beside()

    def _answered(self, field: str) -> None:
        if field == "client_id":
            self._look_beside()
        elif field in ("start_at", "end_at"):
            self._length()
        elif field == "bp_systolic" and self.view is not None:
            value = self.view.draft.answers.get("bp_systolic")
            self._beside(self.pane.side, value if isinstance(value, int) and 60 <= value <= 260 else None)
        if field in ("client_id", "risk_level_after", "service_date", "outcome"):
            self._say_next()

    def _length(self) -> None:
        if self.view is None:
            return
        answers = self.view.draft.answers
        minutes = minutes_between(answers.get("start_at"), answers.get("end_at"))
        self.view.words_under("end_at", f"{minutes} 分钟" if minutes is not None and minutes > 0 else "")

    def _look_beside(self) -> None:
        if self.view is None or self.opened is None:
            return
        client = self.view.draft.answers.get("client_id")
        if not isinstance(client, str) or client == self._client:
            return
        self._client = client
        work = partial(visit_side, self.desk, client, self.opened.record)
        self.jobs.run(lambda job: (client, work()), self._show_beside, self.sorry)

    def _show_beside(self, found: tuple[str, VisitSide | None]) -> None:
        client, side = found
        if client != self._client or self.view is None:
            return
        value = self.view.draft.answers.get("bp_systolic")
        self._beside(side, value if isinstance(value, int) else None)
        self.view.context.before = side.before if side else {}
        self._say_next()

    def _beside(self, side: VisitSide | None, pressure: int | None) -> None:
        """Show the pane; the pressure of this visit stands at its own day, which is today's only if it says so."""
        assert self.view is not None
        assert self.opened is not None
        on, today = str(self.view.draft.answers.get("service_date") or ""), self.desk.clock.today()
        day = "今天" if on in ("", today.isoformat()) else short_day(on, today)
        self.pane.show_side(side, pressure, day, known=self.opened.status not in ("", "draft"))

    def _say_next(self) -> None:
        if self.view is None:
            return
        answers = dict(self.view.draft.answers)
        self.jobs.run(lambda job: propose(self.desk, answers), self._show_next, self.sorry)

    def _show_next(self, found: object) -> None:
        if self.view is not None and found is not None:
            self.view.words_under("next_due", getattr(found, "words", ""))

    def _done_words(self, number: str) -> str:
        due = str(self.view.draft.answers.get("next_due") or "") if self.view is not None else ""
        today = self.desk.clock.today()
        return f"已提交。下次探访 {short_day(due, today)}，已放进待办" if due else "已提交。"

    def onward(self, record: str) -> tuple[str, object] | None:
        """转为个案: the 接案登记, with what the visit already says."""
        answers = self.view.draft.answers if self.view is not None else {}
        if answers.get("to_case") is not True:
            return None
        return kinds.form_page("case"), FormAsk("case", answers=case_from_visit(answers))

    def on_changes(self, changes: Changes) -> None:
        """A file that changed may change what stands beside the form."""
        if changes.kinds & {"client"} and self.view is not None and self.isVisible():
            self._client = ""
            self._look_beside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane gives way where there is no room; what it says is a page away."""
        super().resizeEvent(event)
        self.pane.setVisible(self.width() >= scale(SIDE_FROM))

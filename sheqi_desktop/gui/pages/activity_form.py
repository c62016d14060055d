"""The form of an activity: while it is a plan its button is 报批计划; 提交 comes once the plan was approved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.activity_plan import DRAFT, plan_state
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.conditions_activity import activity_goes_ahead
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.document_form import DocumentFormPage
from sheqi_desktop.operations.activity_file import plan_problems, submit_plan
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import copy_of
from sheqi_desktop.operations.save_record import save_record

KIND = "activity"


class ActivityFormPage(DocumentFormPage):
    """Plan, record and summary in one form; which of them is handed in follows from how far it is."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, KIND, parent)

    @property
    def _ahead(self) -> bool:
        """Tell whether the activity goes ahead: its plan was approved, or it needs none (简易活动)."""
        draft = self.opened.draft if self.opened is not None else None
        return draft is not None and activity_goes_ahead(draft.answers, draft.facts)

    @property
    def _planning(self) -> bool:
        """Tell whether the plan can be put forward now."""
        stored = self.opened.draft.facts.stored if self.opened is not None else None
        return not self._ahead and plan_state(stored or {}) == DRAFT

    def _dress_footer(self) -> None:
        """Offer what comes next: 报批计划, nothing while it waits, 提交 afterwards."""
        super()._dress_footer()
        if self._ahead or self.signing:
            return
        planning = self._planning
        self.footer.buttons["form_submit"].setVisible(planning)
        self.footer.buttons["form_submit"].set_words("报批计划")
        self.footer.buttons["form_submit_print"].setVisible(False)

    def _answered(self, field: str) -> None:
        super()._answered(field)
        if field == "simple" and self.opened is not None and not self.opened.read_only:
            self._dress_footer()

    def submit_form(self, printing: bool = False) -> None:
        """Hand in what there is to hand in: the plan first, the summary once it went ahead."""
        if self._ahead or self.opened is None or self.view is None:
            super().submit_form(printing)
        elif self._planning and not self._busy and not self._plan_lacks(self.view.draft):
            draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
            self.keeper.rest()
            self._busy = True
            self.jobs.run(lambda job: _put_forward(self.desk, draft, record), self._put_forward, self._not_saved)

    def _plan_lacks(self, draft: Draft) -> bool:
        """Show what the plan lacks, and go to the first of it."""
        assert self.view is not None
        self.view.show_all_problems("submit")
        wrong = [*plan_problems(draft), *(one for one in draft.problems() if one.confirmable)]
        if wrong:
            self.say(f"还有 {len(wrong)} 处要改")
            self._go_to_problem(wrong[0])
        return bool(wrong)

    def _put_forward(self, answer: tuple[str, Changes]) -> None:
        record, changes = answer
        self._busy = False
        self._forget()
        self.changed.emit(changes)
        self.toast("计划已保存并报批，批准以后再登记签到和记录。")
        self.go(KIND, record)


def _put_forward(desk: Desk, draft: Draft, record: str) -> tuple[str, Changes]:
    """Save the plan and put it forward; on the worker thread."""
    saved = save_record(desk, draft, record)
    asked = submit_plan(desk, saved.record)
    kept = saved.changes
    return saved.record, Changes(kept.records | asked.records, kept.kinds | asked.kinds, kept.facts | asked.facts)

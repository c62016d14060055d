"""A form on the whole page, with what can be done with it: 保存, 提交, 放弃, 作废, print."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.form_body import STANDING, FormBody
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.open_form import copy_of
from sheqi_desktop.operations.save_record import Saved, save_record, submit
from sheqi_desktop.operations.void import void


class FormPage(FormBody):
    """The common part of all form pages."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.keeper.put_away.connect(self._was_put_away)
        self._printing = False

    def _acts(self) -> tuple[Action, ...]:
        return (
            Action("form_drop", "放弃", run=self.give_up),
            Action("form_save", "保存", run=self.save),
            Action("form_submit_print", "提交并打印", "printer", run=lambda: self.submit_form(printing=True)),
            Action("form_submit", "提交", "check", run=self.submit, kind=PRIMARY),
        )

    def header(self) -> Header:
        """Say which form and which record."""
        number = self.opened.number.partition("-")[2] if self.opened else ""
        actions = [Action("form_paper", "看纸质表样", "file-text", self.print_)]
        if self.opened is not None and self.opened.status and not self.opened.read_only:
            actions.insert(0, Action("form_void", "作废", "ban", self.void_))
        what = number or "新建"
        return Header(self.TITLE, what, crumbs=(self.LIST,), actions=tuple(actions), search=False, form=True)

    # ------------------------------------------------------------------ saving
    def save(self) -> None:
        """保存: into the log as a draft others may see; before its first answers are there, kept here only."""
        if self.view is None or self.opened is None or self.opened.read_only or self._busy:
            return
        if self.opened.status in STANDING or self.view.draft.blocking("save"):
            self.keeper.touch()
            self.keeper.now()
            self._stands_in_the_way("save")
            return
        draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
        self._start(lambda: save_record(self.desk, draft, record), self._saved)

    def _saved(self, saved: Saved) -> None:
        self._busy = False
        if self.opened is not None:
            self.opened.number, self.opened.status = saved.number, "draft"
        self.keeper.typed = False
        self.footer.show_saved(f"已保存 {county_moment(self.desk.clock.ms()):%H:%M:%S}")
        self.header_changed.emit()
        self.toast("已保存为草稿，提交后才算数。")
        self.changed.emit(saved.changes)

    def submit(self) -> None:
        """Ctrl+Enter: hand it in."""
        self.submit_form()

    def submit_form(self, printing: bool = False) -> None:
        """Hand the form in; with problems everything stays and the cursor goes to the first."""
        if self.view is None or self.opened is None or self.opened.read_only or self._busy:
            return
        if self._stands_in_the_way("submit"):
            return
        self._printing = printing
        draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
        self._start(lambda: submit(self.desk, draft, record), self._submitted)

    def _start(self, work: Callable[[], Saved], done: Callable[[Saved], object]) -> None:
        self.keeper.rest()
        self._busy = True
        self.jobs.run(lambda job: work(), done, self._not_saved)

    def _submitted(self, saved: Saved) -> None:
        self._busy = False
        words = self._done_words(saved.number)
        self._forget()
        self.changed.emit(saved.changes)
        kind, record = self.FORM, saved.record
        self.toast(words, Action("toast_print", "打印", run=lambda: self.go("print", FormAsk(kind, record))))
        if self._printing:
            self.go("print", FormAsk(kind, record))
        else:
            self.back_asked.emit()

    def _not_saved(self, trouble: Trouble) -> None:
        self._busy = False
        self.footer.show_saved("没能保存，内容还在这个窗口里", good=False)
        self.keeper.touch()
        ask.say_trouble(self, trouble)

    # ------------------------------------------------------------------ giving up
    def give_up(self) -> None:
        """放弃: asks when something was typed; what was typed can be found again for thirty days."""
        if self.view is None or self.opened is None:
            self.back_asked.emit()
            return
        if self.keeper.typed:
            count = sum(one.id in self.view.draft.answers for one in self.view.draft.form)
            said = ask.decide(
                self,
                f"放弃这份{self.WHAT}？",
                f"已填的 {count} 项 30 天内可在“草稿”里找回。",
                (ask.Choice("go_on", "继续填"), ask.Choice("drop", "放弃", "danger")),
                harmless="go_on",
                icon="file-pen",
            )
            if said != "drop":
                return
            self.keeper.give_up()
        self._forget()
        self.back_asked.emit()

    def _forget(self) -> None:
        """Let the form go; the next one is built anew."""
        self.keeper.watch(None)
        self.view = None
        self.ask_ = FormAsk(self.FORM)
        layout.clear(self._sheet.body)

    def _was_put_away(self, draft: str) -> None:
        def undo() -> None:
            self.jobs.run(lambda job: drafts.bring_back(self.desk, draft), self._brought_back)

        self.changed.emit(Changes())
        self.toast(f"已移走草稿：{self.WHAT}", undo)

    def _brought_back(self, nothing: object) -> None:
        self.changed.emit(Changes())

    def void_(self) -> None:
        """作废: with a reason of at least five characters; the record stays, struck through."""
        if self.opened is None or not self.opened.status:
            return
        words = "作废的记录还看得到，但不再计入。"
        reason = ask.reason(self, f"作废这份{self.WHAT}？", words, "作废原因")
        if reason is None:
            return
        record = self.opened.record
        self.jobs.run(lambda job: void(self.desk, record, reason), self._voided, self.sorry)

    def _voided(self, changes: Changes) -> None:
        self._forget()
        self.changed.emit(changes)
        self.toast("已作废。")
        self.back_asked.emit()

    # ------------------------------------------------------------------ others
    def print_(self) -> None:
        """Ctrl+P, 看纸质表样: the record on its paper, as far as it is filled in."""
        if self.view is None or self.opened is None:
            return
        self.leave()
        self.go("print", FormAsk(self.FORM, self.opened.record, deepcopy(dict(self.view.draft.answers))))

    def find_here(self) -> None:
        """Ctrl+F has no list here: it goes to the next problem."""
        if self.view is not None:
            self.view.next_problem()

    def help_topic(self) -> str:
        """F1: the page of the manual about this form."""
        return self.FORM

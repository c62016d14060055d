"""立即报告: the numbers first, then the form.  Nothing has to be chosen, found or agreed to before one may call.

The form can be saved with almost nothing in it; until the police know and it is handed in, the home page is red.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.checks_crisis import NOT_SAFE
from sheqi_desktop.domain.codes_events import SafetyNow
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.document_form import DocumentFormPage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.widgets.phone_strip import PhoneStrip
from sheqi_desktop.operations.crises import CALL_FIRST, CRISIS, first_answers, report_phones
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.move import move
from sheqi_desktop.operations.save_record import Saved

CLOSERS = frozenset({"supervisor"})
STEPS = {"close": ("确认关闭", "危机事件须由督导确认后关闭。写明风险怎样解除。", "结论")}

NEXT = (
    "1. 现在就打电话告诉站长和县中心。\n"
    "2. 导出数据包交给县中心，签收后才算书面上报。\n"
    "3. 24 小时内回去看一次：首页“今天要做什么”里点“去跟进”，在这份报告的跟进记录里写。"
)


class ReportNowPage(DocumentFormPage):
    """The page of a crisis; gone to without a record it begins a mandatory report found now."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, CRISIS, parent)
        self._begun: FormAsk | None = None
        self.phones = PhoneStrip(CALL_FIRST, report_phones(desk))
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        around = self._strip_line()
        whole.insertLayout(0, around)

    def _strip_line(self) -> QBoxLayout:
        line = layout.row(margins=(24, 10, 24, 0))
        line.addWidget(self.phones, 1)
        return line

    def open(self, argument: object) -> None:
        """Open a crisis, or begin one at once; what was begun and not handed in is gone back to."""
        if not isinstance(argument, FormAsk):
            argument = self.ask_ if self.ask_ is self._begun else FormAsk(CRISIS)
            self._begun = argument
        if not argument.record:
            argument.answers = {**first_answers(self.desk), **argument.answers}
        super().open(argument)

    def _dress(self, view: FormView) -> None:
        self._answered("is_safe_now")

    def _answered(self, field: str) -> None:
        """Somebody who is not safe now comes before everything else, in red."""
        if field == "is_safe_now" and self.view is not None:
            unsafe = self.view.draft.answers.get(field) == SafetyNow.UNSAFE
            self.phones.say(NOT_SAFE if unsafe else CALL_FIRST)

    def header(self) -> Header:
        """Say 立即报告 until there is a number; the 督导 may close it from here."""
        shown = super().header()
        if self.opened is None or not self.opened.status:
            return Header(
                "立即报告", shown.context, crumbs=(self.LIST,), actions=shown.actions, search=False, form=True
            )
        if not CLOSERS & self.desk.roles or self.opened.read_only:
            return shown
        close = Action("crisis_close", STEPS["close"][0], "badge-check", partial(self.step, "close"))
        return Header(shown.title, shown.context, shown.crumbs, (close, shown.actions[-1]), search=False, form=True)

    def step(self, name: str) -> None:
        """Take a step with the whole crisis, after asking for the words that belong to it."""
        if self.opened is None:
            return
        title, words, label = STEPS[name]
        comment = ask.reason(self, f"{title}？", words, label)
        if comment is None:
            return
        record = self.opened.record
        self.jobs.run(lambda job: move(self.desk, record, name, comment), self._moved, self.sorry)

    def _moved(self, changes: Changes) -> None:
        self._forget()
        self.changed.emit(changes)
        self.toast("已关闭。")
        self.back_asked.emit()

    def _done_words(self, number: str) -> str:
        return "报告已存好，县里还不知道。"

    def _submitted(self, saved: Saved) -> None:
        """Say what the county knows and what comes next: handing in here does not reach anybody by itself."""
        fresh = self.opened is not None and not self.opened.correctable and self.opened.status in ("", "draft")
        super()._submitted(saved)
        if fresh:
            ask.tell(self, "报告已存好，县里还不知道", NEXT, icon="siren", tone="warn")

    def help_topic(self) -> str:
        """F1: the page of the manual about reports."""
        return CRISIS

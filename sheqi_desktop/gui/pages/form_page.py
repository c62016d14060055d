"""A form on the whole page, with what can be done with it: 保存, 提交, 放弃, 作废, print."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.lifecycle import RETURNED
from sheqi_desktop.domain.staff import may
from sheqi_desktop.domain.trouble import ChangedMeanwhile, Trouble
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.clash import choose_each
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.form_body import FormBody
from sheqi_desktop.gui.pages.form_context import file_above
from sheqi_desktop.gui.pages.giving_up import GivingUp
from sheqi_desktop.gui.pages.voiding import Voiding
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.correct import REASON
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.meanwhile import settled
from sheqi_desktop.operations.open_form import copy_of
from sheqi_desktop.operations.save_record import Saved, save_record, submit
from sheqi_desktop.operations.sign_off import return_, sign

STANDING = frozenset({"submitted", "signed", "locked"})
SIGNER_ACTS = frozenset({"form_return", "form_sign"})


class FormPage(FormBody):
    """The common part of all form pages."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.keeper.put_away.connect(self._was_put_away)
        self._printing = False
        self._again: Callable[[], None] = self.save
        """What the person was doing when a choice had to be made first."""
        self.voiding = Voiding(self, desk, jobs, self.sorry, self._gone)

    def _acts(self) -> tuple[Action, ...]:
        return (
            Action("form_drop", "放弃", run=self.give_up),
            Action("form_save", "保存", run=self.save),
            Action("form_submit_print", "提交并打印", "printer", run=lambda: self.submit_form(printing=True)),
            Action("form_submit", "提交", "check", run=self.submit, kind=PRIMARY),
            Action("form_return", "退回…", "undo-2", run=self.return_),
            Action("form_sign", "签批", "pen-line", run=self.sign, kind=PRIMARY),
        )

    def _show_state(self, view: FormView) -> None:
        """Put what was said of the form over it, and the way to what the versions differ in."""
        assert self.opened is not None
        if self.state is None:
            return
        if self.state.revision > 1:
            words = f"第 {self.state.revision} 版"
            why = str(self.opened.draft.answers.get(REASON) or "")
            band = Banner("info", words, why and f"更正原因：{why}", "对照", pressed=self.compare, name="form_versions")
            view.add_above(band)
        fixed = self.opened.read_only
        for line in reversed(self.state.lines):
            note = "　".join(one for one in (line.note, fixed) if one)
            view.add_above(Banner(line.tone, line.words, note, name="form_state"))
            fixed = ""

    def _dress_footer(self) -> None:
        """Show the signer's buttons to the signer, the author's to everybody else."""
        assert self.opened is not None
        assert self.view is not None
        standing, signing = self.opened.status in STANDING, self.signing
        for name, button in self.footer.buttons.items():
            button.setVisible((name in SIGNER_ACTS) == signing)
        if not signing:
            self.footer.buttons["form_save"].setVisible(not standing)
        returned = self.opened.status == RETURNED
        words = "改好再提交" if returned else "提交更正" if self.ask_.correcting else "提交修改" if standing else "提交"
        for name in ("form_submit", "form_submit_print"):
            self.footer.buttons[name].explain(self.opened.not_mine)
        self.footer.buttons["form_submit"].set_words(words)
        form = self.opened.draft.form
        mine = [name for name in form.signer_answers if name in form]
        if signing:
            for name in mine:
                self.view.editor(name).set_read_only(False)
        else:
            self.view.leave_to_signer(mine)

    def header(self) -> Header:
        """Say which form and which record."""
        number = self.opened.number.partition("-")[2] if self.opened else ""
        actions = [Action("form_paper", "看纸质表样", "file-text", self.print_)]
        if self.opened is not None and self.opened.correctable:
            actions.insert(0, Action("form_correct", "更正…", "pencil", self.correct))
            if may(self.desk.role, "service.void") and not self.opened.locked:
                actions.insert(1, Action("form_void", "作废…", "ban", self.void_))
        elif self.opened is not None and self.opened.status and not self.opened.read_only and not self.signing:
            actions.insert(0, Action("form_void", "作废…", "ban", self.void_))
        what = number or "新建"
        return Header(self.TITLE, what, crumbs=(self.LIST,), actions=tuple(actions), search=False, form=True)

    def shown_record(self) -> str:
        """The record whose form it is, once it was saved."""
        return self.opened.record if self.opened is not None and self.opened.status else ""

    # ------------------------------------------------------------------ saving
    def save(self) -> None:
        """保存: into the log as a draft others may see; before its first answers are there, kept here only."""
        if self.view is None or self.opened is None or self.opened.read_only or self.signing or self._busy:
            return
        self.view.finish()
        if self.opened.status in STANDING or self.view.draft.blocking("save"):
            self.keeper.touch()
            self.keeper.now()
            self._stands_in_the_way("save")
            return
        self._again = self.save
        draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
        self._start(lambda: save_record(self.desk, draft, record), self._saved)

    def _saved(self, saved: Saved) -> None:
        self._busy = False
        typed_on = self.keeper.waits
        if self.opened is not None:
            self.opened.number, self.opened.status = saved.number, "draft"
            self.opened.draft.began = saved.began
        self.keeper.typed = typed_on
        if saved.joined and not typed_on:
            # Others had written something meanwhile: it is in the record and should be seen here too.
            self.open(FormAsk(self.FORM, saved.record))
        self.footer.show_saved(f"已保存 {county_moment(self.desk.clock.ms()):%H:%M:%S}")
        self.header_changed.emit()
        self.toast("已保存为草稿，提交后才算数。")
        self.changed.emit(saved.changes)

    def submit(self) -> None:
        """Ctrl+Enter: hand it in, or sign it."""
        if self.signing:
            self.sign()
        else:
            self.submit_form()

    def submit_form(self, printing: bool = False) -> None:
        """Hand the form in; with problems everything stays and the cursor goes to the first."""
        if self.view is None or self.opened is None or self.opened.read_only or self._busy:
            return
        if self.opened.not_mine:
            self.say(f"{self.opened.not_mine}；你可以先存草稿")
            return
        if self.signing or self._stands_in_the_way("submit"):
            return
        self._printing = printing
        self._again = partial(self.submit_form, printing)
        draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
        self._start(lambda: submit(self.desk, draft, record), self._submitted)

    # ------------------------------------------------------------------ 更正, 对照, 签批
    def correct(self) -> None:
        """更正: ask why, then open a copy; the version that was signed or counted stays valid meanwhile."""
        if self.opened is None or not self.opened.correctable:
            return
        title = f"更正这份{self.WHAT}？"
        words = "打开一份新的来改；签批或县中心确认以前，原来的一版有效。"
        reason = ask.reason(self, title, words, "更正原因", action="更正", kind=PRIMARY)
        if reason is not None:
            self.go(kinds.form_page(self.FORM), FormAsk(self.FORM, self.opened.record, correcting=reason))

    def compare(self) -> None:
        """对照: what this version says otherwise than the one before."""
        if self.opened is not None:
            self.go("compare", self.opened.record)

    def sign(self) -> None:
        """签批: with the answers the form leaves to the signer."""
        if self.view is None or self.opened is None or self.state is None or self._busy:
            return
        mine = self.state.signer_answers
        missing = [one for one in self.view.show_all_problems("sign") if one.field in mine]
        if missing:
            self.say(f"还有 {len(missing)} 处要填")
            self.view.go_to_problem(missing[0])
            return
        record, decided = self.opened.record, {name: self.view.draft.answers.get(name) for name in mine}
        seen = self.opened.draft.began
        self._busy = True
        self.jobs.run(lambda job: sign(self.desk, record, decided=decided, seen=seen), self._signed, self.sorry)

    def _signed(self, changes: Changes) -> None:
        self._leave_with(changes, f"{self.WHAT}已签批。")

    def return_(self) -> None:
        """退回: with what has to be changed; the author finds it over the form."""
        if self.opened is None or self._busy:
            return
        title, words = f"退回这份{self.WHAT}？", "写明要改什么，交的人打开就能看到。"
        note = ask.reason(self, title, words, "要改什么", action="退回")
        if note is None:
            return
        record, seen = self.opened.record, self.opened.draft.began
        self._busy = True
        self.jobs.run(lambda job: return_(self.desk, record, note, seen), self._returned, self.sorry)

    def _returned(self, changes: Changes) -> None:
        self._leave_with(changes, f"{self.WHAT}已退回。")

    def _leave_with(self, changes: Changes, words: str) -> None:
        self._busy = False
        self._forget()
        self.changed.emit(changes)
        self.toast(words)
        self.back_asked.emit()

    def _start(self, work: Callable[[], Saved], done: Callable[[Saved], object]) -> None:
        self.keeper.rest()
        self._busy = True
        self.jobs.run(lambda job: work(), done, self._not_saved)

    def _submitted(self, saved: Saved) -> None:
        self._busy = False
        fresh = self.opened is not None and self.opened.status not in STANDING
        words = self._done_words(saved.number) if fresh else f"{self.WHAT}已改好，存为新的一版。"
        onward = self.onward(saved.record) if fresh else None
        self._forget()
        self.changed.emit(saved.changes)
        kind, record = self.FORM, saved.record
        self.toast(words, Action("toast_print", "打印", run=lambda: self.go("print", FormAsk(kind, record))))
        if self._printing:
            self.go("print", FormAsk(kind, record))
        elif onward is not None:
            self.instead_asked.emit(*onward)
        else:
            self.back_asked.emit()

    def onward(self, record: str) -> tuple[str, object] | None:
        """Give the page that handing in a new form leads to: its file; None goes back to where it was opened."""
        page = kinds.file_page(self.FORM)
        return (page, record) if page else file_above(self.opened)

    def _not_saved(self, trouble: Trouble) -> None:
        self._busy = False
        self.footer.show_saved("没能保存，内容还在这个窗口里", good=False)
        self.keeper.touch()
        if isinstance(trouble, ChangedMeanwhile):
            self._decide(trouble)
        else:
            ask.say_trouble(self, trouble)

    def _decide(self, trouble: ChangedMeanwhile) -> None:
        """Let the person choose between the answers of two people, then go on with what they were doing."""
        if self.view is None or self.opened is None:
            return
        leaving = choose_each(self, trouble.clashes)
        if leaving is None:
            return
        draft, record = copy_of(self.desk, self.view.draft, self.opened.record), self.opened.record
        self._busy = True
        self.jobs.run(lambda job: settled(self.desk, draft, record, leaving), self._settled, self.sorry)

    def _settled(self, draft: Draft) -> None:
        self._busy = False
        if self.opened is None:
            return
        self.opened.draft = draft
        self.keeper.watch(draft, self.opened.record, typed=True)
        self._show_view()
        self.keeper.touch()
        self._again()

    # ------------------------------------------------------------------ giving up
    def give_up(self) -> None:
        """放弃: asks when something was typed; what was typed can be found again for thirty days."""
        if self.view is None or self.opened is None:
            self.back_asked.emit()
            return
        if self.keeper.typed:
            count = self._count_typed()
            said = ask.decide(
                self,
                f"放弃这份{self.WHAT}？",
                f"已填的 {count} 项 30 天内可在“草稿”里找回。" if count else "30 天内可在“草稿”里找回。",
                (ask.Choice("go_on", "继续填"), ask.Choice("drop", "放弃", "danger")),
                harmless="go_on",
                icon="file-pen",
            )
            if said != "drop":
                return
            self.keeper.give_up()
        self._forget()
        self.back_asked.emit()

    def _count_typed(self) -> int:
        """Count the questions this person answered, each list once; what the form filled in is not counted."""
        assert self.view is not None
        draft = self.view.draft
        asked = {path.partition("/")[0] for path in draft.typed}
        ours = {one for one in asked if draft.answers.get(one) != self.found.get(one)}
        return sum(one.id in ours and not draft.is_proposed(one.id) for one in draft.form)

    def _forget(self) -> None:
        """Let the form go; the next one is built anew."""
        self.keeper.watch(None)
        self.view = None
        self.ask_ = FormAsk(self.FORM)
        layout.clear(self._sheet.body)

    def _was_put_away(self, draft: str) -> None:
        GivingUp(self, self.desk, self.jobs, self.sorry, draft, self.WHAT, self._came_back).say()

    def void_(self) -> None:
        """作废: with a reason of at least five characters; the record stays, struck through."""
        if self.opened is None or not self.opened.status:
            return
        self.voiding.void(self.opened.record, f"作废这份{self.WHAT}？")

    def _gone(self) -> None:
        self._forget()
        self.back_asked.emit()

    # ------------------------------------------------------------------ others
    def print_(self) -> None:
        """Ctrl+P, 看纸质表样: the record on its paper, as far as it is filled in."""
        if self.view is None or self.opened is None:
            return
        self.leave()
        typed = {} if self.opened.hidden else deepcopy(dict(self.view.draft.answers))
        self.go("print", FormAsk(self.FORM, self.opened.record, typed))

    def find_here(self) -> None:
        """Ctrl+F has no list here: it goes to the next problem."""
        if self.view is not None:
            self.view.next_problem()

    def help_topic(self) -> str:
        """F1: the page of the manual about this form."""
        return self.FORM

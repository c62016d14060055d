"""What every form page stands on: sections at the left, the form, perhaps something beside it, and the footer.

What is typed is kept as a draft 800 ms after the last letter and every 3 s while typing goes on; the widgets are
never touched by it.  The draft survives anything; 放弃 puts it away for thirty days.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.trouble import MinorClosed, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.form_parts import FormFooter, SectionList
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Page
from sheqi_desktop.gui.pages.child_file import ask_for_child_file
from sheqi_desktop.gui.pages.draft_keeper import DraftKeeper
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.form_context import form_context
from sheqi_desktop.gui.pages.late_scan import open_for_scans
from sheqi_desktop.gui.pages.remarked import Remarked
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.form_state import FormState, form_state
from sheqi_desktop.operations.open_form import OpenForm, open_form

KEYS = ("按 0–4，自动到下一项", "回车 / Tab 下一项", "Ctrl+↓ 下一节", "Ctrl+S 保存", "Ctrl+回车 提交")


class FormBody(Page):
    """Opening, typing and keeping; each kind says its words and what stands beside the form."""

    FORM = ""
    TITLE = ""
    LIST = ("", "")
    """Words and page id of the list this form belongs to."""
    WHAT = ""
    """What 放弃 calls it: 这份探访."""
    KEYS: tuple[str, ...] = KEYS
    ELSEWHERE: tuple[str, ...] = ()
    """Questions that are answered beside the form."""
    MARGINS: layout.Margins = (24, 16, 24, 12)

    ready = Signal()
    kept = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self.ask_ = FormAsk(self.FORM)
        self.opened: OpenForm | None = None
        self.state: FormState | None = None
        self.found: Answers = {}
        """What stood in the form before anybody typed."""
        self.view: FormView | None = None
        self._turn = 0
        self._busy = False
        self._wanted_place: object = None
        self.keeper = DraftKeeper(desk, jobs, self)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._not_kept)
        whole = layout.column(self, gap=0)
        self._line = layout.row(margins=(24, 14, 24, 14), gap=14)
        whole.addLayout(self._line, 1)
        self.sections = SectionList(self.KEYS)
        self._line.addWidget(self.sections)
        self._sheet = Card((1, 4, 4, 4), 0)
        self._line.addWidget(self._sheet, 1)
        self._build_side()
        self.footer = FormFooter(self._acts())
        self.footer.problem_pressed.connect(self._go_to_problem)
        self.sections.chosen.connect(self._go_to_section)
        whole.addWidget(self.footer)
        # Drop-down lists and buttons would keep these keys to themselves.
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, partial(self._step_section, step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ for each kind
    def _acts(self) -> tuple[Action, ...]:
        """Give the buttons of the footer."""
        return ()

    def _build_side(self) -> None:
        """Put something beside the form."""

    def _dress(self, view: FormView) -> None:
        """Make the fresh form ready: what is fixed, what helps."""

    def _answered(self, field: str) -> None:
        """Hear of one answer."""

    def _done_words(self, number: str) -> str:
        """Say what 提交 did."""
        return "已提交。"

    def _context(self) -> Context:
        draft, record = (self.opened.draft, self.opened.record) if self.opened else (None, "")
        return form_context(self.desk, self.jobs, self, draft=draft, record=record)

    def _show_state(self, view: FormView) -> None:
        """Say over the form how far it has come."""

    def _dress_footer(self) -> None:
        """Show the buttons that fit."""

    @property
    def signing(self) -> bool:
        """Tell whether the person at the desk is asked to sign what is shown."""
        return self.state is not None and self.state.may_sign and self.opened is not None and not self.ask_.correcting

    def _lead_through(self, view: FormView) -> None:
        """Let Tab come to the buttons under the form after the form, which was made after them."""
        last: QWidget = view
        here = view.nextInFocusChain()
        while here is not None and here is not view:
            if view.isAncestorOf(here) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = here
            here = here.nextInFocusChain()
        for button in self.footer.buttons.values():
            QWidget.setTabOrder(last, button)
            last = button

    def _step_section(self, step: int) -> None:
        if self.view is not None:
            self.view.step_section(step)

    # ------------------------------------------------------------------ opening
    def open(self, argument: object) -> None:
        """Open a form; the one that is already being typed stays as it is."""
        wanted = argument if isinstance(argument, FormAsk) else FormAsk(self.FORM)
        if wanted is self.ask_ and self.view is not None:
            return
        self.ask_, self.opened, self.state = wanted, None, None
        self._turn += 1
        turn = self._turn
        known = dict(wanted.answers)
        work = partial(open_form, self.desk, self.FORM, wanted.record, known, correcting=wanted.correcting)
        state = partial(form_state, self.desk, wanted.record)
        self.jobs.run(lambda job: (turn, work(), state()), self._arrived, self.sorry)

    def _arrived(self, answer: tuple[int, OpenForm, FormState | None]) -> None:
        turn, opened, state = answer
        if turn != self._turn:
            return
        self.opened, self.state = opened, state
        self.ask_.record = opened.record
        self.found = {} if opened.restored_at is not None else deepcopy(dict(opened.draft.answers))
        watched = None if opened.read_only or self.signing else opened.draft
        self.keeper.watch(watched, opened.record, opened.restored_at is not None)
        self._show_view()

    def _show_view(self) -> None:
        assert self.opened is not None
        layout.clear(self._sheet.body)
        view = FormView(self.opened.draft, self._context(), elsewhere=self.ELSEWHERE, margins=self.MARGINS)
        self.view = view
        self._sheet.body.addWidget(view)
        view.changed.connect(self.keeper.touch)
        view.answered.connect(self._follow)
        view.problems_changed.connect(self._show_problems)
        view.nothing_wrong.connect(self.footer.say_nothing_wrong)
        view.sections_changed.connect(self.sections.show_sections)
        fixed = self.opened.read_only
        if fixed and not (self.state and self.state.lines):
            view.add_above(Banner("info", fixed, name="form_fixed"))
        self._show_state(view)
        if self.opened.status:
            remarked = Remarked(self.desk, self.jobs, alone=True)
            remarked.asked.connect(self.go_asked)
            view.add_above(remarked)
            remarked.look(self.opened.record)
        for name, words in self.ask_.remarks:
            if name in view.draft.form:
                view.editor(name).add_remark(words)
        if fixed or self.signing:
            view.set_read_only(True)
            if self.opened.correctable:
                open_for_scans(view, self.desk, self.jobs, self.opened.record, self._scan_came, self.sorry)
        self._show_computed()
        self.footer.setVisible(not fixed or self.signing)
        self._dress(view)
        self._dress_footer()
        self.sections.set_fixed(bool(fixed) and not self.signing)
        self.sections.show_sections(view.sections)
        self._show_problems([])
        self._lead_through(view)
        at = self.opened.restored_at
        self.footer.show_saved(f"接着填，上次保存 {county_moment(at):%H:%M:%S}" if at else "")
        self.header_changed.emit()
        self._settle_place()
        self.ready.emit()

    def _scan_came(self, changes: Changes) -> None:
        self.toast("附件已补上，不算更正。")
        self.changed.emit(changes)

    def _settle_place(self) -> None:
        """Put the cursor where it was, or into the first question that waits for an answer."""
        view = self.view
        if view is None or not self.isVisible():
            return
        if isinstance(self._wanted_place, tuple):
            field, scroll = self._wanted_place
            self._wanted_place = None
            view.go_to(str(field))
            view.verticalScrollBar().setValue(int(scroll))
            return
        if self.ask_.question:
            view.go_to(self.ask_.question)
            QTimer.singleShot(0, view, partial(view.go_to, self.ask_.question))
            return
        missing = view.draft.missing
        if self.signing and self.state is not None and self.state.signer_answers:
            first = self.state.signer_answers[0]
            view.go_to(first)
            # The form was made just now: where a question stands is known once it is laid out.
            QTimer.singleShot(0, view, partial(view.go_to, first))
            return
        view.go_to(missing[0].field if missing else next(iter(view.draft.form)).id)
        view.verticalScrollBar().setValue(0)

    def keep(self) -> object:
        """Remember field and place."""
        return (self.view.here_field, self.view.verticalScrollBar().value()) if self.view else None

    def restore(self, kept: object) -> None:
        """Come back to the same field."""
        self._wanted_place = kept
        if self.opened is not None:
            self._settle_place()

    # ------------------------------------------------------------------ typing
    def _follow(self, field: str) -> None:
        """Show what the form proposes after an answer; what a person typed is never touched."""
        view = self.view
        if view is None:
            return
        for one in view.draft.form.proposing:
            if one.id != field and view.editor(one.id).value() != view.draft.answers.get(one.id):
                view.refresh_field(one.id)
        self._show_computed()
        self._answered(field)

    def _show_computed(self) -> None:
        """Show what nobody types as it comes out now."""
        view = self.view
        computed = view.draft.computed if view is not None else ()
        if view is None or not computed:
            return
        kept = view.draft.kept
        for name in computed:
            view.editor(name).set_read_only(True)
            view.editor(name).set_value(kept.get(name))

    def _kept(self, at: int) -> None:
        self.footer.show_saved(f"已自动保存 {county_moment(at):%H:%M:%S}")
        self.kept.emit()

    def _not_kept(self, trouble: Trouble) -> None:
        self.footer.show_saved(trouble.sentence.partition("。")[0] + "。内容还在这个窗口里", good=False)

    def leave(self) -> None:
        """Keep what is half typed: the page is left, locked or closed."""
        if self.view is not None:
            self.view.finish()
        self.keeper.leave()

    def escape(self) -> bool:
        """Leave; what was typed stays a draft."""
        if self.keeper.typed:
            self.keeper.now()
            self.toast("草稿留着，首页能接着填。")
        self.back_asked.emit()
        return True

    def foot_widget(self) -> QWidget:
        """What is wrong, and the buttons."""
        return self.footer

    # ------------------------------------------------------------------ problems
    def _show_problems(self, problems: list[Problem]) -> None:
        if self.view is None:
            return
        names = {one.id: one.label for one in self.view.draft.form}
        hints = [one for one in problems if one.level == "hint"]
        self.footer.show_problems(problems, names, hints[0].message if hints else "")

    def _go_to_problem(self, problem: Problem) -> None:
        if self.view is not None:
            self.view.go_to_problem(problem)

    def _go_to_section(self, section: str) -> None:
        if self.view is not None:
            self.view.go_to_section(section)

    def _stands_in_the_way(self, stage: str) -> bool:
        """Show what has to be changed, and go to the first; nothing else happens then."""
        assert self.view is not None
        view = self.view
        must = view.show_all_problems("submit" if stage == "submit" else "save")
        check = [one for one in view.draft.problems() if one.confirmable] if stage == "submit" else []
        wrong = [*must, *check]
        if not wrong:
            return False
        self.say(f"还有 {len(must)} 处要改" if must else f"还有 {len(check)} 处请核对")
        self._go_to_problem(wrong[0])
        return True

    def sorry(self, trouble: Trouble) -> None:
        """Say what went wrong, in its own words; for a child's file, ask for the approval."""
        self._busy = False
        if not isinstance(trouble, MinorClosed):
            ask.say_trouble(self, trouble)
        elif not ask_for_child_file(self, self.desk, self.jobs, trouble, self._open_again, self.sorry):
            self.back_asked.emit()

    def _open_again(self) -> None:
        self.open(replace(self.ask_))

    def _came_back(self, record: str) -> None:
        """Show the draft that was brought back if its form stands here untouched: typing on would write over it."""
        if self.opened is not None and self.opened.record == record and not self.keeper.typed:
            self._open_again()

"""督导记录: written by the supervisor, answered and confirmed by the worker; open actions and 情绪与压力 beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.authority_supervision import SAID_BY_WORKER, WORKERS_WORDS
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.annotation import SESSION, WELLBEING
from sheqi_desktop.domain.staff import may
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.form_view import FormView
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.form_page import STANDING, FormPage
from sheqi_desktop.gui.pages.session_side import SessionSide
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.save_record import Saved
from sheqi_desktop.operations.session_rights import WRITES
from sheqi_desktop.operations.sessions import ActionLine, carried_in, finish_action, signed_words
from sheqi_desktop.operations.wellbeing import Wellbeing, keep_wellbeing, wellbeing_of

SECTIONS_FROM = 1300
SIGNED = ("supervisor_signed_at", "worker_signed_at")
SAVE_FIRST = "先保存督导记录，再保存情绪与压力"


class SessionFormPage(FormPage):
    """The form of a session; who sits at the desk decides which part of it is open."""

    FORM = SESSION
    TITLE = "督导记录"
    LIST = ("督导记录", "sessions")
    WHAT = "督导记录"
    KEYS = ("回车 / Tab 下一项", "Ctrl+↓ 下一节", "Ctrl+S 保存", "Ctrl+回车 提交")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.writes = may(desk.role, WRITES)
        super().__init__(desk, jobs, parent)

    def _build_side(self) -> None:
        self.side = SessionSide()
        words = self.desk.library.vocabularies["wellbeing"]
        self.side.private.speak({one.code: one.label for one in words if isinstance(one.code, int)})
        self.side.done_asked.connect(self._finish)
        self.side.wellbeing_asked.connect(self._keep_wellbeing)
        self._line.addWidget(self.side)

    # ------------------------------------------------------------------ opening
    def header(self) -> Header:
        """Say when and of whom; the paper is printed from here."""
        found = super().header()
        acts = tuple(one for one in found.actions if one.id not in ("form_void", "form_correct"))
        answers = self.opened.draft.answers if self.opened is not None else {}
        on = str(answers.get("session_on") or "") if self.opened is not None and self.opened.status else "新建"
        return Header(self.TITLE, on, crumbs=(self.LIST,), actions=acts, search=False, form=True)

    def _dress(self, view: FormView) -> None:
        assert self.opened is not None
        standing = self.opened.status in STANDING
        if standing:
            words, tone = signed_words(view.draft.answers, self.opened.status)
            view.add_above(Banner(tone, words, self._what_next(view), name="session_state"))
        if not self.opened.read_only:
            if self.writes:
                view.leave_to_signer([*sorted(SAID_BY_WORKER), "supervisor_signed_at"])
            else:
                view.leave_to_signer([one.id for one in view.draft.form if one.id not in self._own()])
        self._look_beside()

    def _own(self) -> frozenset[str]:
        """Name what the worker may still say: the own question before, feedback after the supervisor handed it in."""
        assert self.opened is not None
        own = WORKERS_WORDS - {"worker_signed_at"}
        return own if self.opened.status in STANDING else own & {"worker_issues"}

    def _what_next(self, view: FormView) -> str:
        told = view.draft.answers
        if told.get("worker_signed_at") or self.writes:
            return ""
        return "看过以后写反馈，不同意的写在“保留意见”，再按“确认”。"

    def _dress_footer(self) -> None:
        super()._dress_footer()
        assert self.opened is not None
        if self.writes:
            return
        standing = self.opened.status in STANDING
        for name, button in self.footer.buttons.items():
            button.setVisible(name == "form_drop" or name == ("form_submit" if standing else "form_save"))
        self.footer.buttons["form_submit"].set_words("确认")

    def _settle_place(self) -> None:
        """Begin with the question that waits for whoever sits here."""
        own = self.opened is not None and not self.writes and not self.opened.read_only
        if not own or self._wanted_place is not None or self.view is None or not self.isVisible():
            super()._settle_place()
            return
        assert self.opened is not None
        first = "feedback" if self.opened.status in STANDING else "worker_issues"
        QTimer.singleShot(0, self.view, partial(self.view.go_to, first))

    def _answered(self, field: str) -> None:
        if field == "workers":
            self._look_beside()

    def _look_beside(self) -> None:
        """Read what earlier sessions with these workers left open, and how the one worker fares."""
        if self.view is None or self.opened is None:
            return
        told = self.view.draft.answers.get("workers")
        workers = [one for one in told if isinstance(one, str)] if isinstance(told, list) else []
        turn, desk, record, saved = self._turn, self.desk, self.opened.record, bool(self.opened.status)

        def read() -> tuple[int, list[str], list[ActionLine], list[Wellbeing]]:
            return turn, workers, carried_in(desk, workers, record), wellbeing_of(desk, record) if saved else []

        self.jobs.run(lambda job: read(), self._show_beside, self.sorry)

    def _show_beside(self, found: tuple[int, list[str], list[ActionLine], list[Wellbeing]]) -> None:
        turn, workers, actions, kept = found
        if turn != self._turn or self.view is None or self.opened is None:
            return
        self.side.show_actions(actions, self.writes and not self.opened.read_only)
        supervisor = self.view.draft.answers.get("supervisor_id")
        me = self.desk.me.worker_id
        mine = workers == [me] or me in workers or (supervisor == me and len(workers) == 1)
        self.side.show_private(mine)
        if mine:
            worker = me if me in workers else workers[0]
            why_not = "" if self.opened.status else SAVE_FIRST
            known = next((one for one in kept if one.worker == worker), None)
            self.side.private.show_of(worker, self.desk.person_name(worker), known, why_not)

    # ------------------------------------------------------------------ acts
    def _finish(self, session: str, row: str) -> None:
        result = ask.reason(self, "这项行动办好了？", "写明结果，社工也看得到。", "结果", 2, "记为已办", "primary")
        if result is None:
            return
        work = partial(finish_action, self.desk, session, row, result)
        self.jobs.run(lambda job: work(), self._changed, self.sorry)

    def _keep_wellbeing(self, worker: str, level: object, note: str) -> None:
        if self.opened is None:
            return
        value = level if isinstance(level, int) else None
        work = partial(keep_wellbeing, self.desk, self.opened.record, worker, value, note)
        self.jobs.run(lambda job: work(), self._kept_wellbeing, self.sorry)

    def _kept_wellbeing(self, changes: Changes) -> None:
        self.toast("情绪与压力已保存，只有你们两个人看得到。")
        self._changed(changes)

    def _changed(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self._look_beside()

    def _saved(self, saved: Saved) -> None:
        super()._saved(saved)
        self._look_beside()

    def _submitted(self, saved: Saved) -> None:
        if self.writes:
            super()._submitted(saved)
            return
        self._busy = False
        self._leave_with(saved.changes, "已确认，随数据包交给督导。")

    def _done_words(self, number: str) -> str:
        return "督导记录已提交，等社工确认。"

    def on_changes(self, changes: Changes) -> None:
        """What is being typed stays; what stands beside it is read again."""
        if changes.kinds & {SESSION, WELLBEING} and self.view is not None and self.isVisible():
            self._look_beside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of sections gives way where there is no room; the form and what stands beside it stay."""
        super().resizeEvent(event)
        self.sections.setVisible(self.width() >= scale(SECTIONS_FROM))

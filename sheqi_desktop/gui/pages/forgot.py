"""忘了口令: the printed code, a new 口令, a new sheet in place of the used one, and word to the centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.trouble import Trouble, WaitBeforeTrying, WrongRecoveryCode
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.countdown import Countdown
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.code_fields import CodeFields
from sheqi_desktop.gui.pages.forgot_centre import ThroughCentre
from sheqi_desktop.gui.pages.forgot_steps import NewPassword, TellCentre
from sheqi_desktop.gui.pages.recovery_step import RecoveryStep
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.step_side import StepSide
from sheqi_desktop.gui.widgets.stepper import Step
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.forgotten import ByCode

STEPS = (
    Step("输恢复码", "信封里的十组数字"),
    Step("设新口令", "只有自己知道"),
    Step("打印新恢复单", "用过的那张作废"),
    Step("报县中心", "登记新的签名"),
)
CODE, PASSWORD, SHEET, TELL = range(4)


@dataclass(frozen=True, slots=True)
class ForgotVerbs:
    """What the steps do; each runs on the worker thread and may raise Trouble."""

    open: Callable[[list[str]], ByCode]
    ask_centre: Callable[[Path], str]
    open_answer: Callable[[Path, str], ByCode]
    set_password: Callable[[ByCode, str, str], Desk]
    next_code: Callable[[Desk], str]
    keep_code: Callable[[Desk, str], None]
    print_sheet: Callable[[str], object]
    save_request: Callable[[Desk, Path], object]
    sign_key: Callable[[Desk, list[tuple[Path, str]]], None]


class ForgotPage(QWidget):
    """Steps at the left, the present one at the right."""

    done = Signal(object)
    back_asked = Signal()

    def __init__(self, verbs: ForgotVerbs, jobs: Jobs, damaged: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._verbs, self._jobs = verbs, jobs
        self._opened: ByCode | None = None
        self.desk: Desk | None = None
        self._busy = ""
        self._wait = Countdown(self)
        self._wait.changed.connect(self._count_down)
        whole = layout.row(self, gap=0)
        side = StepSide("忘了口令", "资料都在。用恢复单打开，再设一个新口令。", STEPS)
        self.steps = side.steps
        self.door = Button("回到解锁", LINK, "arrow-left", name="forgot_back", pressed=self.back_asked.emit)
        self.door.setVisible(not damaged)
        side.foot.addWidget(self.door)
        whole.addWidget(side)
        right = layout.column(margins=(32, 24, 32, 24))
        whole.addLayout(right, 1)
        card = Card((28, 24, 28, 20), 12)
        right.addWidget(card)
        self.stack = QStackedWidget()
        card.body.addWidget(self.stack, 1)
        self._said = Banner("bad", "", "")
        self._said.hide()
        card.body.addWidget(self._said)
        card.body.addLayout(self._foot())
        self.fields = CodeFields()
        self.fields.changed.connect(self._typed)
        self.fields.enter_pressed.connect(self.go_on)
        self.password = NewPassword()
        self.recovery = RecoveryStep(verbs.print_sheet, jobs)
        self.tell = TellCentre()
        self.tell.save_asked.connect(self._save_request)
        self.tell.sign_asked.connect(self._sign)
        head = "口令文件坏了，用恢复单打开" if damaged else "输恢复码"
        self.centre = ThroughCentre()
        self.centre.ask_asked.connect(self._ask_centre)
        self.centre.open_asked.connect(self._open_answer)
        self._add(head, "找到信封里的恢复单，把十组数字抄进来。抄错一位，马上会说是哪里。", self.fields, self.centre)
        self._add("设新口令", "口令至少 10 个字符，或 4 个汉字词（按眼睛后输入汉字）。", self.password)
        self._add("打印新恢复单", "用过的恢复单从现在起作废。新的这张印两份，同样封好。", self.recovery)
        self._add("报县中心", "新口令带来新的签名，县中心登记后，你签过的记录才能并进去。照常工作，不用等。", self.tell)
        for part in (self.password, self.recovery):
            part.changed.connect(self._weigh)
            part.enter_pressed.connect(self.go_on)
        self._show(CODE)

    def _foot(self) -> QHBoxLayout:
        line = layout.row(gap=12)
        self.why = PlainLabel("", "second", wrap=True)
        self.next = Button("下一步", PRIMARY, "arrow-right", name="forgot_next", pressed=self.go_on)
        line.addWidget(self.why, 1)
        line.addWidget(self.next)
        return line

    def _add(self, title: str, words: str, *parts: QWidget) -> None:
        column = ScrollColumn(gap=12)
        column.body.addWidget(PlainLabel(title, "greeting", wrap=True))
        column.body.addWidget(PlainLabel(words, "soft", wrap=True))
        for part in parts:
            column.body.addWidget(part)
        column.body.addStretch(1)
        self.stack.addWidget(column)

    # ------------------------------------------------------------------ going on
    @property
    def step(self) -> int:
        """Give the present step, from 0."""
        return self.stack.currentIndex()

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.set_now(step)
        self.door.setEnabled(step == CODE)
        self._said.hide()
        self.next.set_words("开始工作" if step == TELL else "下一步", "check" if step == TELL else "arrow-right")
        first: QWidget = (self.fields, self.password, self.recovery.first, self.next)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._weigh()

    def _why_not(self) -> str:
        if self._wait.left:
            return f"试错了几次，等 {self._wait.left} 秒再试"
        parts = (self.fields.why_not, self.password.why_not, self.recovery.why_not, lambda: "")
        return self._busy or parts[self.step]()

    def _weigh(self) -> None:
        why = self._why_not()
        # A whole code that cannot be right may still be sent: the vault finds the group where a digit slipped.
        slipped = self.step == CODE and self.fields.complete and not self._busy and not self._wait.left
        # The fields say themselves how many groups are missing.
        said_there = self.step == CODE and why == self.fields.why_not()
        self.why.setText("" if slipped or said_there else why)
        self.next.explain("" if slipped else why)

    def _typed(self) -> None:
        self._said.hide()
        self._weigh()

    def go_on(self) -> None:
        """Do what this step asks for and go to the next."""
        if not self.next.isEnabled():
            return
        (self._try_code, self._set_password, self._keep_code, self._enter)[self.step]()

    def _run(self, words: str, work: Callable[[], object], then: Callable[..., object]) -> None:
        self._busy = words
        self._weigh()

        def ended() -> None:
            self._busy = ""
            self._weigh()

        self._jobs.run(lambda job: work(), then, self._sorry).ended.connect(ended)

    def _try_code(self) -> None:
        groups = self.fields.groups
        self._run("正在打开…", lambda: self._verbs.open(groups), self._by_code)

    def _ask_centre(self) -> None:
        path = ask.save_file(self, "存求助文件", "忘了口令.sqask", "求助文件 (*.sqask)")
        if path is not None:
            self._run("正在写…", lambda: self._verbs.ask_centre(path), lambda said: self.centre.asked(path.name, said))

    def _open_answer(self, path: Path, code: str) -> None:
        self._said.hide()
        self._run("正在打开…", lambda: self._verbs.open_answer(path, code), self._by_code)

    def _by_code(self, opened: ByCode) -> None:
        self._opened = opened
        self.fields.clear()
        self.centre.clear()
        self.password.offer(opened.people)
        self._show(PASSWORD)

    def _set_password(self) -> None:
        opened, worker, words = self._opened, self.password.worker, self.password.words
        assert opened is not None
        verbs = self._verbs

        def work() -> tuple[Desk, str]:
            desk = verbs.set_password(opened, worker, words)
            return desk, verbs.next_code(desk)

        self._run("正在准备…", work, self._set)

    def _set(self, made: tuple[Desk, str]) -> None:
        self.desk, code = made
        self.password.clear()
        self.recovery.show_code(code)
        self.tell.show_desk(self.desk)
        self._show(SHEET)

    def _keep_code(self) -> None:
        desk, code = self.desk, self.recovery.code
        assert desk is not None
        self._run("正在写入…", lambda: self._verbs.keep_code(desk, code), lambda _: self._kept())

    def _kept(self) -> None:
        self.recovery.show_code("")
        self._show(TELL)

    def _enter(self) -> None:
        self.done.emit(self.desk)

    def _save_request(self) -> None:
        desk = self.desk
        path = ask.save_file(self, "存登记申请", "登记申请.sqreq", "登记申请 (*.sqreq)")
        if path is not None and desk is not None:
            self._run("正在写…", lambda: self._verbs.save_request(desk, path), lambda _: self.tell.saved(path.name))

    def _sign(self, keys: list[tuple[Path, str]]) -> None:
        desk = self.desk
        assert desk is not None
        self._run("正在写…", lambda: self._verbs.sign_key(desk, keys), lambda _: self.tell.signed())

    def _sorry(self, trouble: Trouble) -> None:
        self._said.say("bad", "", f"{trouble.sentence}（{trouble.code}）")
        self._said.show()
        if isinstance(trouble, WrongRecoveryCode) and trouble.facts.get("group"):
            self.fields.mark(int(trouble.facts["group"]))
            self._said.show()
        if isinstance(trouble, WaitBeforeTrying):
            self._wait.start(int(trouble.facts.get("seconds", 0)))

    def _count_down(self, left: int) -> None:
        if not left:
            self._said.hide()
        self._weigh()

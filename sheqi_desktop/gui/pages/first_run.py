"""第一次使用: five steps from the centre's 登记包 to a working station; work may begin before the centre approves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.first_run_verbs import FirstRunVerbs, Invite
from sheqi_desktop.gui.pages.recovery_step import RecoveryStep
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.step_side import StepSide
from sheqi_desktop.gui.widgets.stepper import Step
from sheqi_desktop.operations.said_names import initials

STEPS = (
    Step("打开登记包", "县中心给的文件，30 天内用"),
    Step("电话核对指纹", "5 组数字，念给县中心听"),
    Step("设口令", "用一次性代码，每人一个"),
    Step("打印恢复单", "两份，装信封封好"),
    Step("等县中心核准", "核准前也能先用"),
)


class FirstRunPage(QWidget):
    """Steps at the left, the present one at the right."""

    done = Signal(object)
    practised = Signal(object)

    def __init__(self, verbs: FirstRunVerbs, jobs: Jobs, phone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._verbs, self._jobs = verbs, jobs
        self.invite: Invite | None = None
        self.opened: object = None
        whole = layout.row(self, gap=0)
        whole.addWidget(self._left(phone))
        right = layout.column(margins=(48, 36, 48, 36))
        whole.addLayout(right, 1)
        card = Card((36, 32, 36, 24), 12)
        right.addWidget(card)
        self.stack = QStackedWidget()
        card.body.addWidget(self.stack, 1)
        card.body.addLayout(self._buttons())
        for make in (
            self._step_invite,
            self._step_fingerprint,
            self._step_password,
            self._step_recovery,
            self._step_wait,
        ):
            column = ScrollColumn(gap=12)
            make(column)
            column.body.addStretch(1)
            self.stack.addWidget(column)
        self._show(0)

    # ------------------------------------------------------------------ frame
    def _left(self, phone: str) -> QWidget:
        side = StepSide("第一次使用", "大约 15 分钟，全程不用联网", STEPS, phone)
        self.steps = side.steps
        if self._verbs.begin_practice is not None:
            practice = Button("先用演示数据练一练", LINK, "lightbulb", name="practice", pressed=self._practise)
            side.foot.addWidget(practice)
        return side

    def _buttons(self) -> QHBoxLayout:
        line = layout.row(gap=12)
        self.back = Button("上一步", icon="arrow-left", name="step_back", pressed=self._go_back)
        self.later = Button("以后再打（每天提醒）", LINK, name="print_later", pressed=self._print_later)
        self.why = PlainLabel("", "second", tone="bad", wrap=True)
        self.next = Button("下一步", PRIMARY, "arrow-right", name="step_next", pressed=self._go_on)
        line.addWidget(self.back)
        line.addWidget(self.why, 1)
        line.addWidget(self.later)
        line.addWidget(self.next)
        return line

    @staticmethod
    def _title(column: ScrollColumn, title: str, words: str) -> None:
        column.body.addWidget(PlainLabel(title, "greeting", wrap=True))
        column.body.addWidget(PlainLabel(words, "soft", wrap=True))

    # ------------------------------------------------------------------ the steps
    def _step_invite(self, column: ScrollColumn) -> None:
        self._title(column, "打开登记包", "县中心给你的文件，名字以 .sqinv 结尾，U盘 里或邮箱里都行。")
        self.choose = Button("选择登记包", PRIMARY, "folder-open", name="choose_invite", pressed=self._choose_invite)
        column.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._invite_words = Banner("ok", "", "")
        self._invite_words.hide()
        column.body.addWidget(self._invite_words)

    def _step_fingerprint(self, column: ScrollColumn) -> None:
        self._title(column, "电话核对指纹", "打县中心电话，把这 5 组数字念给他听。两边一样，才是县中心给的。")
        self.fingerprint = FingerprintBox(large=True)
        column.body.addWidget(self.fingerprint)
        self.same = Button("念过了，一样", icon="check", name="fingerprint_same", pressed=self._go_on)
        column.body.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        column.body.addWidget(Banner("warn", "不一样就停下", "不要往下走，请县中心重新给一份登记包。"))

    def _step_password(self, column: ScrollColumn) -> None:
        self._title(
            column, "设口令", "一次性代码在县中心给你的纸条上。口令至少 10 个字符，或 4 个汉字词（按眼睛后输入汉字）。"
        )
        self.who = ChoiceList(initials)
        self.who.setObjectName("first_run_who")
        self.who.setAccessibleName("你是谁")
        layout.fix(self.who, height=36)
        layout.most(self.who, 320)
        label = PlainLabel("你是谁", "label")
        label.setBuddy(self.who)
        column.body.addWidget(label)
        column.body.addWidget(self.who)
        self.who.currentIndexChanged.connect(lambda _: self._weigh())
        self.once = self._field(column, "一次性代码", LineField(narrow=True), "one_time_code")
        self.first = self._field(column, "口令", PasswordField(), "new_password")
        self.second = self._field(column, "再输一遍", PasswordField(), "new_password_again")
        for field in (self.once, self.first, self.second):
            field.textChanged.connect(self._weigh)
            field.enter_pressed.connect(self._go_on)

    @staticmethod
    def _field(column: ScrollColumn, label: str, field: LineField, name: str) -> LineField:
        words = PlainLabel(label, "label")
        words.setBuddy(field)
        field.setObjectName(name)
        field.setAccessibleName(label)
        layout.fix(field, height=36)
        layout.most(field, 320)
        column.body.addWidget(words)
        column.body.addWidget(field)
        return field

    def _step_recovery(self, column: ScrollColumn) -> None:
        self._title(
            column,
            "打印恢复单",
            "忘了口令、换了电脑时，用它打开资料。同事的口令和县中心也能打开，但要等。这串数字不会再显示第二次。",
        )
        self.recovery = RecoveryStep(self._verbs.print_sheet, self._jobs)
        self.recovery.changed.connect(self._weigh)
        self.recovery.enter_pressed.connect(self._go_on)
        column.body.addWidget(self.recovery)

    def _step_wait(self, column: ScrollColumn) -> None:
        self._title(column, "等县中心核准", "把登记申请交给县中心。核准前也能先用：记录照常保存，核准后一起报送。")
        self.save = Button("存登记申请到 U盘", PRIMARY, "save", name="save_request", pressed=self._save_request)
        column.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._saved = Banner("ok", "", "")
        self._saved.hide()
        column.body.addWidget(self._saved)

    # ------------------------------------------------------------------ going on
    @property
    def step(self) -> int:
        """Give the present step, from 0."""
        return self.stack.currentIndex()

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.set_now(step)
        self.back.setVisible(0 < step < 3)
        self.later.setVisible(step == 3)
        self.next.set_words("开始工作" if step == 4 else "下一步", "check" if step == 4 else "arrow-right")
        self._weigh()
        todo = (self.choose, self.same, self.once, self.recovery.first, self.save)
        todo[step].setFocus()

    def _weigh(self) -> None:
        self.why.setText("")
        self.next.explain(self._why_not())

    def _why_not(self) -> str:
        if self.step == 0 and self.invite is None:
            return "先选登记包"
        if self.step == 2:
            if self.who.currentIndex() < 0:
                return "先选你是谁"
            if not self.once.text().strip():
                return "还差一次性代码"
            if not self.first.text():
                return "还差口令"
            return "" if self.first.text() == self.second.text() else "两遍口令不一样"
        if self.step == 3:
            return self.recovery.why_not()
        return ""

    def _go_back(self) -> None:
        self._show(self.step - 1)

    def _go_on(self) -> None:
        if self._why_not():
            self.why.setText(self._why_not())
        elif self.step == 2:
            self._set_up()
        elif self.step == 4:
            self.done.emit(self.opened)
        else:
            self._show(self.step + 1)

    def _choose_invite(self) -> None:
        path = ask.open_file(self, "选择登记包", "登记包 (*.sqinv);;所有文件 (*)")
        if path is not None:
            self._jobs.run(lambda job: self._verbs.open_invite(path), self._invited, self._sorry)

    def _invited(self, invite: Invite) -> None:
        self.invite = invite
        names = "、".join(name for _, name, _ in invite.people)
        until = f"，{invite.valid_until} 前有效" if invite.valid_until else ""
        self._invite_words.say("ok", f"这是给{invite.place}的登记包", f"使用人：{names}{until}")
        self._invite_words.show()
        self.fingerprint.show_digits(invite.fingerprint)
        self.who.clear()
        for worker, name, role in invite.people:
            self.who.addItem(f"{name}（{role}）", worker)
        self.who.setCurrentIndex(0 if len(invite.people) == 1 else -1)
        self._weigh()

    def _set_up(self) -> None:
        invite = self.invite
        if invite is None or not invite.people:
            return
        worker, once, words = str(self.who.currentData()), self.once.text().strip(), self.first.text()
        self.next.explain("正在准备…")
        self._jobs.run(lambda job: self._verbs.set_up(invite, worker, once, words), self._ready, self._sorry)

    def _ready(self, result: tuple[object, str]) -> None:
        self.opened, code = result
        for field in (self.once, self.first, self.second):
            field.clear()
        self.recovery.show_code(code)
        self._show(3)

    def _print_later(self) -> None:
        self._show(4)

    def _save_request(self) -> None:
        path = ask.save_file(self, "存登记申请", self._verbs.request_name, "登记申请 (*.sqreq)")
        if path is not None:
            opened = self.opened
            self._jobs.run(lambda job: self._verbs.save_request(opened, path), lambda _: self._kept(path), self._sorry)

    def _kept(self, path: Path) -> None:
        self._saved.say("ok", "登记申请已存好", f"{path.name}。请交给县中心，再打电话说一声。")
        self._saved.show()

    def _practise(self) -> None:
        begin = self._verbs.begin_practice
        if begin is not None:
            self._jobs.run(lambda job: begin(), self._practising, self._sorry)

    def _sorry(self, trouble: Trouble) -> None:
        self._weigh()
        ask.say_trouble(self, trouble)

    def _practising(self, desk: object) -> None:
        self.practised.emit(desk)

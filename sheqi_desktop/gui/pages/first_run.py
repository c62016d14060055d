"""第一次使用: five steps from the centre's 登记包 to a working station; work may begin before the centre approves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.first_run_verbs import FirstRunVerbs, Invite
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.scale import scale
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn, Well
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.gui.widgets.stepper import Step, Steps

STEPS = (
    Step("打开登记包", "县中心给的文件，30 天内用"),
    Step("电话核对指纹", "5 组数字，念给县中心听"),
    Step("设口令", "用一次性代码，每人一个"),
    Step("打印恢复单", "两份，装信封封好"),
    Step("等县中心核准", "核准前也能先用"),
)
ASKED_GROUPS = (3, 7)
COPIES = 2


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
        self.code = ""
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
        side = QWidget()
        side.setObjectName("first_run_side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.fix(side, width=300)
        body = layout.column(side, (28, 28, 20, 24), 4)
        body.addWidget(PlainLabel("第一次使用", "result"))
        body.addWidget(PlainLabel("大约 15 分钟，全程不用联网", "second"))
        body.addSpacing(scale(20))
        self.steps = Steps(STEPS)
        scroll = ScrollColumn()
        scroll.body.addWidget(self.steps)
        scroll.body.addStretch(1)
        body.addWidget(scroll, 1)
        if self._verbs.begin_practice is not None:
            body.addWidget(Button("先用演示数据练一练", LINK, "lightbulb", name="practice", pressed=self._practise))
        help_ = layout.row(gap=8)
        help_.addWidget(IconMark("phone", "text2", 16))
        words = f"不会弄？打县中心电话 {phone}，边说边点" if phone else "不会弄？打县中心电话，边说边点"
        help_.addWidget(PlainLabel(words, "second", wrap=True), 1)
        body.addLayout(help_)
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
        self._title(column, "设口令", "一次性代码在县中心给你的纸条上。口令至少 10 个字符，或 4 个汉字词。")
        self._who = PlainLabel("", "strong")
        column.body.addWidget(self._who)
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
        layout.fix(field, width=320, height=36)
        column.body.addWidget(words)
        column.body.addWidget(field)
        return field

    def _step_recovery(self, column: ScrollColumn) -> None:
        self._title(
            column,
            "打印恢复单",
            "忘了口令、换了电脑时，用它打开资料。同事的口令和县中心也能打开，但要等。这串数字不会再显示第二次。",
        )
        holder = QWidget()
        self._groups = layout.grid(holder, gap=10)
        column.body.addWidget(holder)
        line = layout.row(gap=10)
        self.print_ = Button("打印两份", PRIMARY, "printer", name="print_recovery", pressed=self._print)
        self.copied = Button("抄在纸上", icon="pencil", name="copy_by_hand", pressed=lambda: self._check[0].setFocus())
        line.addWidget(self.print_)
        line.addWidget(self.copied)
        line.addStretch(1)
        column.body.addLayout(line)
        column.body.addWidget(Banner("warn", "不要拍照，不要发微信", "两份分别装信封封好，交两位保管人。"))
        head = PlainLabel(f"输入第 {ASKED_GROUPS[0]} 组和第 {ASKED_GROUPS[1]} 组，确认已经收好", "strong")
        column.body.addWidget(head)
        grid = layout.grid(gap=12, down=4)
        self._check: list[LineField] = []
        for place, number in enumerate(ASKED_GROUPS):
            field = LineField(narrow=True)
            field.setMaxLength(4)
            field.setObjectName(f"group_{number}")
            field.setAccessibleName(f"第 {number} 组")
            layout.fix(field, width=220, height=36)
            label = PlainLabel(f"第 {number} 组 *", "label")
            label.setBuddy(field)
            field.textChanged.connect(self._weigh)
            field.enter_pressed.connect(self._go_on)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
            grid.addWidget(PlainLabel("4 位数字，在打印纸上", "hint"), 2, place)
            self._check.append(field)
        grid.setColumnStretch(len(ASKED_GROUPS), 1)
        column.body.addLayout(grid)

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
        first = {2: self.once, 3: self._check[0]}.get(step)
        if first is not None:
            first.setFocus()

    def _weigh(self) -> None:
        self.why.setText("")
        self.next.explain(self._why_not())

    def _why_not(self) -> str:
        if self.step == 0 and self.invite is None:
            return "先选登记包"
        if self.step == 2:
            if not self.once.text().strip():
                return "还差一次性代码"
            if not self.first.text():
                return "还差口令"
            return "" if self.first.text() == self.second.text() else "两遍口令不一样"
        if self.step == 3:
            groups = self.code_groups()
            for field, number in zip(self._check, ASKED_GROUPS, strict=True):
                if len(groups) < number or field.text() != groups[number - 1]:
                    return f"还差第 {number} 组"
        return ""

    def code_groups(self) -> list[str]:
        """Give the recovery code in its groups of four."""
        plain = "".join(one for one in self.code if one.isdigit())
        return [plain[at : at + 4] for at in range(0, len(plain), 4)]

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
        self._who.setText(f"{invite.people[0][1]}（{invite.people[0][2]}）" if invite.people else "")
        self._weigh()

    def _set_up(self) -> None:
        invite = self.invite
        if invite is None or not invite.people:
            return
        worker, once, words = invite.people[0][0], self.once.text().strip(), self.first.text()
        self.next.explain("正在准备…")
        self._jobs.run(lambda job: self._verbs.set_up(invite, worker, once, words), self._ready, self._sorry)

    def _ready(self, result: tuple[object, str]) -> None:
        self.opened, self.code = result
        for field in (self.once, self.first, self.second):
            field.clear()
        self.show_groups(self.code_groups())
        self._show(3)

    def show_groups(self, groups: Sequence[str]) -> None:
        """Show the groups of the recovery code, numbered as on paper."""
        layout.clear(self._groups)
        for place, digits in enumerate(groups):
            well = Well((14, 8, 14, 8), 0)
            line = layout.row(gap=10)
            line.addWidget(PlainLabel(str(place + 1), "hint"))
            line.addWidget(PlainLabel(digits, "card"))
            line.addStretch(1)
            well.body.addLayout(line)
            well.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            well.setAccessibleName(f"第 {place + 1} 组 {' '.join(digits)}")
            self._groups.addWidget(well, place // 5, place % 5)

    def _print(self) -> None:
        code = self.code
        self._jobs.run(
            lambda job: self._verbs.print_sheet(code),
            lambda data: sheet_out(self, self._jobs, data, "恢复单", COPIES),
            self._sorry,
        )

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

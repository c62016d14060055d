"""报失: which machine, since when, where and how; what was on it, and what to do next (domain 17 §7)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.records.incident import INCIDENT
from sheqi_desktop.domain.staff import ROLE_NAMES, permission, who_prepares
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.editors.lines import LineField, MemoField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import DANGER, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.report_lost import (
    REASON_AT_LEAST,
    Loss,
    OnIt,
    gap_words,
    machine_words,
    notice_words,
    on_machine,
    report_lost,
)
from sheqi_desktop.operations.root_key import county_root_keys

WORDS = (
    "报失以后，这台电脑的钥匙不再被相信：它再写的数据包一律拒收，别的包也不再给它。"
    "报失以前封好、还没到中心的，先扣着，由人对过纸质表再采信。机器找回来要重新登记。"
)
NEXT = (
    "信息安全事件的草稿已经写好，人数照上面的；24 小时内报中心主任和民政局，写上时间再提交。通报文字可以复制。",
    "给站里换一台电脑：制作登记包，机位用下一个字母；核准后在“站点与人员”里给它做恢复包，本站的数据都回来。",
    "最后一个包以后写的，站里首页会写“可能缺失”哪几天，照纸质表补录，补录原因选“纸质补录”。",
    "U 盘丢了不用报失：数据包是加密的，只有收件的电脑打得开。",
)


class LostMachinePage(SignedPage):
    """The few questions, then what follows."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._device = ""
        self._loss, self._notice, self._incident = Loss("", 0, ""), "", ""
        self._stack = QStackedWidget()
        layout.column(self).addWidget(self._stack)
        self._stack.addWidget(self._questions())
        self._stack.addWidget(self._answer())
        self.setFocusProxy(self.where)

    # ------------------------------------------------------------------ parts
    def _questions(self) -> QWidget:
        whole = QWidget()
        scroll = self._scroll_on(whole)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        body = card.body
        self._machine = CardTitle("")
        body.addWidget(self._machine)
        self._on_it = PlainLabel("", "second_main", wrap=True)
        body.addWidget(self._on_it)
        body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        body.addWidget(Line())
        grid = layout.grid(gap=12, down=4)
        self.day, self.hour, self.receipt = LineField(narrow=True), LineField(narrow=True), LineField()
        fields = (
            ("哪天丢的 *", self.day, 150),
            ("几点前后 *", self.hour, 110),
            ("报案回执号（没有就空着）", self.receipt, 260),
        )
        for place, (words, field, width) in enumerate(fields):
            label = PlainLabel(words, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            layout.fix(field, width=width, height=36)
            field.textChanged.connect(lambda _: self._weigh())
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(len(fields), 1)
        body.addLayout(grid)
        label = PlainLabel("在哪里、怎么丢的 *", "label")
        self.where = MemoField()
        self.where.setAccessibleName("在哪里、怎么丢的")
        self.where.textChanged.connect(self._weigh)
        layout.fix(self.where, height=70)
        label.setBuddy(self.where)
        body.addWidget(label)
        body.addWidget(self.where)
        body.addWidget(Line())
        self._root_on(card)
        body.addWidget(self._said)
        self.report = self._foot_on(
            Button("报失并停用", DANGER, "shield-x", name="lost_report", pressed=self.submit),
            Button("取消", PLAIN, name="lost_cancel", pressed=self.back_asked.emit),
        )
        return whole

    def _answer(self) -> QWidget:
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        card = Card((24, 18, 24, 18), 10, edge="bad")
        layout.most(card, 860)
        self._done_title = CardTitle("")
        card.body.addWidget(self._done_title)
        self._facts = KeyValues(key_width=120)
        card.body.addWidget(self._facts)
        card.body.addWidget(Line())
        card.body.addWidget(PlainLabel("接下来", "strong"))
        for number, words in enumerate(NEXT, start=1):
            card.body.addWidget(PlainLabel(f"{number}. {words}", "body", wrap=True))
        foot = layout.row(gap=10)
        foot.addWidget(Button("接着写事件", PRIMARY, "shield-alert", name="lost_incident", pressed=self._to_incident))
        foot.addWidget(Button("制作登记包", PLAIN, "mail", name="lost_pack", pressed=self._to_pack))
        foot.addWidget(Button("复制通报文字", PLAIN, "copy", name="lost_notice", pressed=self._copy))
        foot.addWidget(Button("回到站点与人员", PLAIN, name="lost_back", pressed=lambda: self.go("people")))
        foot.addStretch(1)
        card.body.addLayout(foot)
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        return scroll

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is done here."""
        return Header("报失电脑", "报失", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with one machine; say what was on it."""
        self._device = str(argument or "")
        self._stack.setCurrentIndex(0)
        self.root.forget()
        self._say("")
        now = self._desk.clock.now().astimezone(COUNTY)
        self.day.setText(f"{now:%Y-%m-%d}")
        self.hour.setText(f"{now:%H:%M}")
        self.where.setPlainText("")
        self.receipt.setText("")
        device = self._desk.book.newest.device(self._device)
        self._machine.title.setText(f"报失 {machine_words(self._desk, device)}" if device else "报失电脑")
        self._jobs.run(lambda job: on_machine(self._desk, self._device), self._show_on_it, self._sorry)
        self._weigh()

    def escape(self) -> bool:
        """Esc goes back; nothing is reported until the button is pressed."""
        self.back_asked.emit()
        return True

    def submit(self) -> None:
        """Ctrl+Enter: report it."""
        if self._stack.currentIndex() or not self._ready():
            return
        at = self._at()
        assert at is not None
        loss = Loss(self._device, int(at.timestamp() * 1000), self.where.toPlainText(), self.receipt.text())
        keys = self.root.given
        self._loss = loss
        self._run(lambda: report_lost(self._desk, loss, *county_root_keys(self._desk, keys)), self._reported)

    # ------------------------------------------------------------------ the questions
    def _at(self) -> datetime | None:
        on = day(self.day.text().strip())
        try:
            return datetime.strptime(f"{on} {self.hour.text().strip()}", "%Y-%m-%d %H:%M").replace(tzinfo=COUNTY)
        except ValueError:
            return None

    def _why_not(self) -> str:
        if not permission(self._desk.role, "device.enrol").prepares:
            return f"报失电脑要由{'、'.join(ROLE_NAMES[role] for role in who_prepares('device.enrol'))}办理"
        at = self._at()
        if at is None:
            return "日期写成 2023-06-14，时间写成 09:30"
        if at > self._desk.clock.now():
            return "丢的时间不能在以后"
        if len(self.where.toPlainText().strip()) < REASON_AT_LEAST:
            return f"请写明在哪里、怎么丢的（不少于{REASON_AT_LEAST}个字）"
        return self.root.why_not()

    # ------------------------------------------------------------------ what came of it
    def _show_on_it(self, told: OnIt) -> None:
        self._on_it.setText(f"里面有{_people(told)}的资料。中心最后收到：{told.last_bundle}。")

    def _reported(self, told: OnIt) -> None:
        self.root.forget()
        self._done_title.title.setText(f"{told.machine} 已报失，钥匙停用")
        self._facts.show_facts(
            (
                ("里面的资料", _people(told)),
                ("中心最后收到", told.last_bundle),
                ("数据截至", told.as_of or "没有"),
                ("可能缺失", gap_words(told, self._loss)),
            )
        )
        self._notice, self._incident = notice_words(self._desk, told, self._loss), told.incident
        self._stack.setCurrentIndex(1)
        self.changed.emit(Changes())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._notice)
        self.toast("通报文字已复制，核对后再发。")

    def _to_incident(self) -> None:
        self.go(kinds.form_page(INCIDENT), FormAsk(INCIDENT, self._incident))

    def _to_pack(self) -> None:
        device = self._desk.book.newest.device(self._device)
        self.go("enrol_pack", device.station_code if device else "")

    def help_topic(self) -> str:
        """F1."""
        return "lost_machine"


def _people(told: OnIt) -> str:
    secret = f"，限阅记录 {told.restricted} 条" if told.restricted else ""
    return f"{told.people} 个服务对象（未成年人 {told.minors} 人{secret}）"

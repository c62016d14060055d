"""有人忘了口令: the question of a machine, its fingerprint by telephone, two persons; then the answer and its code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.staff import ROLE_NAMES, may, who_may
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.heard_digits import HeardDigits
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import AskingPage
from sheqi_desktop.gui.second_field import SecondField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import CardTitle, Line
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.county_people import seconds
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.through_centre import Answered, Asked, answer_ask, look_at_ask

CALL = "打本人原来的电话回过去，不用对方打来的号码；听他念屏幕上的五组数字"


class ForgotAnswerPage(AskingPage):
    """One question at a time."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._file: Path | None = None
        self._fingerprint = ""
        scroll = self._scroll_on(self)
        self.drop = DropZone(
            "把求助文件拖到这里，或点右边选文件",
            "站里在“忘了口令”里存的文件，名字以 .sqask 结尾。",
            "选求助文件",
            "求助文件 (*.sqask);;所有文件 (*)",
            name="ask_drop",
        )
        self.drop.files_chosen.connect(self.look_at)
        scroll.body.addWidget(self.drop)
        scroll.body.addWidget(self._said)
        self._card = self._card_on(scroll)
        self._fill()
        self._card.hide()
        self.made = self._card_on(scroll, 10)
        self.made.body.addWidget(CardTitle("应答已写好", "文件交给站里，代码只在电话里念，不写在别处"))
        self.code = FingerprintBox(large=True)
        self.made.body.addWidget(self.code, 0, layout.LEFT)
        self._path = PlainLabel("", "second", wrap=True)
        self.made.body.addWidget(self._path)
        self.made.hide()
        scroll.body.addStretch(1)
        self.answer = self._foot_on(
            Button("写出应答文件", PRIMARY, "key-round", name="ask_answer", pressed=self.submit)
        )
        self.setFocusProxy(self.drop.button)

    def _fill(self) -> None:
        body = self._card.body
        body.addWidget(CardTitle("谁求助"))
        self.facts = KeyValues(key_width=110)
        body.addWidget(self.facts)
        body.addWidget(Line())
        self.heard = HeardDigits(CALL, "是本人，念的一样", "ask_same")
        self.heard.compared.connect(self._compared)
        body.addWidget(self.heard)
        body.addWidget(Line())
        body.addWidget(CardTitle("另一位同事同意", "打开站里的恢复钥匙要两个人，都记入日志"))
        self.two = SecondField("同意的人", "ask_second", "ask_second_password")
        self.two.changed.connect(self._weigh)
        body.addWidget(self.two)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is done here."""
        return Header("有人忘了口令", "应答", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with nothing, or with a file somebody dropped elsewhere."""
        self.two.offer(seconds(self._desk))
        self._weigh()
        if isinstance(argument, Path):
            self.look_at([argument])

    def leave(self) -> None:
        """Neither 口令 nor code waits for whoever comes next."""
        self.two.password.clear()
        self.code.show_digits("")
        self.made.hide()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read one question."""
        if not paths or self._working:
            return
        file = paths[0]
        self._file, self._fingerprint = None, ""
        self._card.hide()
        self.made.hide()
        self._said.hide()
        self.heard.same.set_value(None)
        self._jobs.run(lambda job: (file, *look_at_ask(file)), self._looked, self._sorry)

    def submit(self) -> None:
        """Ctrl+Enter: write the answer."""
        if not self._ready():
            return
        folder = ask.folder(self, "应答文件写到哪里（U 盘或文件夹）")
        file = self._file
        if folder is None or file is None:
            return
        second, read = self.two.given(), self._fingerprint
        self._run(lambda: answer_ask(self._desk, file, read, second.worker, second.password, folder), self._answered)

    # ------------------------------------------------------------------ looking
    def _looked(self, found: tuple[Path, Asked, str]) -> None:
        file, asked, digits = found
        self._file, self._fingerprint = file, digits
        self.facts.show_facts((("站点（对方写的）", asked.place), ("本机的人", "、".join(asked.people) or "没有")))
        self.heard.digits.show_digits(digits)
        self._card.show()
        self.heard.same.setFocus()
        self._weigh()

    def _compared(self) -> None:
        self._say(self.heard.differs())
        self._weigh()

    def _why_not(self) -> str:
        if not may(self._desk.role, "device.enrol"):
            return f"应答要由{'、'.join(ROLE_NAMES[role] for role in who_may('device.enrol'))}办理"
        if self._file is None:
            return "先选求助文件"
        return self.heard.why_not("应答") or self.two.why_not()

    def _answered(self, made: Answered) -> None:
        self.two.password.clear()
        self._card.hide()
        self._file = None
        self.code.show_digits(made.code)
        self._path.setText(f"{made.path}。站里设好新口令后，还要交来登记申请，登记新的签名。")
        self.made.show()

    def help_topic(self) -> str:
        """F1."""
        return "forgot"

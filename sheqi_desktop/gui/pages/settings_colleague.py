"""给同事设口令: a colleague of the same 登记包 types the one-time code and a 口令 of their own (domain 17 §2)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.settings_fields import lay_fields
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_station import add_colleague, without_password
from sheqi_desktop.operations.said_names import initials


class ColleagueBox(QWidget):
    """The same pack, who, the code, the 口令 twice."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        body = layout.column(self, gap=8)
        body.addWidget(PlainLabel("给同事设口令", "strong"))
        self._words = PlainLabel("", "second", wrap=True)
        body.addWidget(self._words)
        self._asked = QWidget()
        grid = layout.grid(self._asked, gap=12, down=4)
        self.who = ChoiceList(initials)
        self.who.setObjectName("colleague_who")
        self.code = LineField(narrow=True)
        self.code.setObjectName("colleague_code")
        self.first, self.second = PasswordField(), PasswordField()
        self.first.setObjectName("colleague_password")
        self.second.setObjectName("colleague_password_again")
        passwords = ((2, "口令", self.first), (3, "再输一遍", self.second))
        lay_fields(grid, ((0, "同事", self.who), (1, "一次性代码", self.code), *passwords))
        body.addWidget(self._asked)
        self._said = Banner("bad", "", "")
        self._said.hide()
        body.addWidget(self._said)
        self.go = Button("选登记包，设口令", PRIMARY, "key-round", name="colleague_go", pressed=self._choose)
        body.addWidget(self.go, 0, layout.LEFT)
        self.look()

    def look(self) -> None:
        """Offer those who have no 口令 here yet."""
        self.who.clear()
        for worker, name in without_password(self._desk):
            self.who.addItem(name, worker)
        some = self.who.count() > 0
        self._asked.setVisible(some)
        self.go.setVisible(some)
        said = "请同事坐到这台电脑前，用县中心给的登记包和一次性代码，设自己的口令。"
        self._words.setText(said if some else "登记包里的人都设好口令了。新来的同事，请县中心再做一份登记包。")

    def _choose(self) -> None:
        why = self._why_not()
        if why:
            self._say("bad", why)
            return
        path = ask.open_file(self, "选登记包", "登记包 (*.sqinv);;所有文件 (*)")
        if path is not None:
            self._set(path)

    def _why_not(self) -> str:
        if self.who.currentIndex() < 0:
            return "先选是哪位同事。"
        if not self.code.text().strip():
            return "还差一次性代码。"
        if not self.first.text():
            return "还差口令。"
        return "" if self.first.text() == self.second.text() else "两遍口令不一样。"

    def _set(self, pack: Path) -> None:
        worker, name = str(self.who.currentData()), self.who.currentText()
        code, words = self.code.text().strip(), self.first.words()
        self._jobs.run(
            lambda job: add_colleague(self._desk, pack, worker, code, words), lambda _: self._done(name), self._sorry
        )

    def _done(self, name: str) -> None:
        for field in (self.code, self.first, self.second):
            field.clear()
        self._say("ok", f"{name}可以用自己的口令解锁了。")
        self.look()

    def _sorry(self, trouble: Trouble) -> None:
        self._say("bad", f"{trouble.sentence}（{trouble.code}）")

    def _say(self, tone: str, words: str) -> None:
        self._said.say(tone, "", words)
        self._said.show()

"""换自己的口令: the one in use, the new one twice (口令与锁定)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.settings_fields import lay_fields
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PLAIN, Button
from sheqi_desktop.operations.change_password import change_password
from sheqi_desktop.operations.desk import Desk

WORDS = "怕别人看见了，就换一个。忘了的口令在这里换不了：锁定以后按“忘了口令”。"


class PasswordBox(QWidget):
    """Whoever sits here changes their own, nobody else's."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        body = layout.column(self, gap=8)
        self._head = PlainLabel("", "strong")
        body.addWidget(self._head)
        body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        grid = layout.grid(gap=12, down=4)
        self.old, self.first, self.second = PasswordField(), PasswordField(), PasswordField()
        self.old.setObjectName("own_password_old")
        self.first.setObjectName("own_password_new")
        self.second.setObjectName("own_password_again")
        named = ((0, "现在的口令", self.old), (2, "新口令", self.first), (3, "新口令再输一遍", self.second))
        lay_fields(grid, named)
        body.addLayout(grid)
        self._said = Banner("bad", "", "")
        self._said.hide()
        body.addWidget(self._said)
        self.go = Button("换口令", PLAIN, "key-round", name="own_password_go", pressed=self._change)
        body.addWidget(self.go, 0, layout.LEFT)
        self.look()

    def look(self) -> None:
        """Say whose 口令 it is, with nothing half typed by somebody before."""
        self._head.setText(f"换自己的口令（{self._desk.me.name}）")
        self._said.hide()
        self._forget()

    def _forget(self) -> None:
        for field in (self.old, self.first, self.second):
            field.clear()

    def _why_not(self) -> str:
        if not self.old.text():
            return "还差现在的口令。"
        if not self.first.text():
            return "还差新口令。"
        return "" if self.first.text() == self.second.text() else "两遍新口令不一样。"

    def _change(self) -> None:
        why = self._why_not()
        if why:
            self._say("bad", why)
            return
        old, new = self.old.words(), self.first.words()
        self.go.explain("正在换，请稍等")
        job = self._jobs.run(lambda job: change_password(self._desk, old, new), self._done, self._sorry)
        job.ended.connect(lambda: self.go.explain(""))

    def _done(self, _: object) -> None:
        self._forget()
        self._say("ok", "口令换好了，下次解锁用新的。")

    def _sorry(self, trouble: Trouble) -> None:
        self._say("bad", f"{trouble.sentence}（{trouble.code}）")

    def _say(self, tone: str, words: str) -> None:
        self._said.say(tone, "", words)
        self._said.show()

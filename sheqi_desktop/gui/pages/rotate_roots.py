"""更换根密钥: the old key once more, a 口令 for the two new ones, and another person who agrees."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.staff import ROLE_NAMES, may, who_may
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.second_field import SecondField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import DANGER, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.gui.widgets.needed import NeededLabel
from sheqi_desktop.operations.county_people import seconds
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.rotate_roots import Rotated, rotate_roots

WORDS = (
    "一把根密钥丢了、口令泄了，或保管的人换了，就更换：新的两把由旧的签进名册，旧的从此签不了任何东西。"
    "电话里念的中心指纹不变。各站收到下一个回传包以后跟上，以前交来的包照常收。"
)
AT_LEAST = 10


class RotateRootsPage(SignedPage):
    """One card: what it means, the old key, the new 口令, who agrees."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        scroll = self._scroll_on(self)
        scroll.body.addWidget(self._said)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        card.body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("现在的根密钥"))
        self._root_on(card)
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("新的根密钥", "两把用同一个口令，写好以后分在两个U盘、两处封存"))
        self.fresh, self.again = PasswordField(), PasswordField()
        self._pair(card, ("新的口令", self.fresh, "rotate_new"), ("再输一遍", self.again, "rotate_again"))
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("另一位同事批准"))
        self.two = SecondField("批准人", "rotate_second", "rotate_password")
        self.two.changed.connect(self._weigh)
        card.body.addWidget(self.two)
        self.rotate = self._foot_on(Button("更换根密钥", DANGER, "key-round", name="rotate_roots", pressed=self.submit))
        self.setFocusProxy(self.root.choose)

    def _pair(self, card: Card, *fields: tuple[str, PasswordField, str]) -> None:
        holder = QWidget()
        grid = layout.grid(holder, gap=12, down=4)
        for place, (words, field, name) in enumerate(fields):
            field.setObjectName(name)
            field.setAccessibleName(words)
            layout.least(field, width=200)
            field.textChanged.connect(lambda _: self._weigh())
            grid.addWidget(NeededLabel(words, field), 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(len(fields), 1)
        card.body.addWidget(holder)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is done here."""
        return Header("更换根密钥", "根密钥", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin empty; 口令 are never remembered."""
        self._said.hide()
        self.two.offer(seconds(self._desk))
        self.leave()
        self._weigh()

    def leave(self) -> None:
        """Nothing waits for whoever comes next."""
        for field in (self.fresh, self.again, self.two.password):
            field.clear()
        super().leave()

    def submit(self) -> None:
        """Ctrl+Enter: draw the new keys and sign them in."""
        if not self._ready():
            return
        folder = ask.folder(self, "新的两把根密钥写到哪里（写好后分到两个U盘）")
        if folder is None:
            return
        old = self.root.given
        new, second = self.fresh.words(), self.two.given()
        self._run(lambda: rotate_roots(self._desk, old, [folder], new, second), self._rotated)

    # ------------------------------------------------------------------ what is missing, what came of it
    def _why_not(self) -> str:
        if not may(self._desk.role, "device.enrol"):
            return f"更换根密钥要由{'、'.join(ROLE_NAMES[role] for role in who_may('device.enrol'))}办理"
        if missing := self.root.why_not():
            return missing
        if len(self.fresh.text()) < AT_LEAST:
            return f"新的口令不少于{AT_LEAST}个字符"
        if self.fresh.text() != self.again.text():
            return "两遍新的口令不一样"
        return self.two.why_not()

    def _rotated(self, made: Rotated) -> None:
        self.leave()
        names = "、".join(path.name for path in made.files)
        words = f"{names}，在 {made.files[0].parent}。分到两个U盘、两处封存，旧的销毁；给各站做一次回传包。"
        self._said.say("ok", f"根密钥已更换（名册第 {made.version} 版）", words)
        self._said.show()
        self.say("根密钥已更换")
        self.changed.emit(Changes())

    def help_topic(self) -> str:
        """F1."""
        return "rotate_roots"

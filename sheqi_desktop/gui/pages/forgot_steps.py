"""Two of the steps of 忘了口令: who sets which 口令, and how the new signature reaches the roster."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.root_key_field import RootKeyField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.said_names import initials


class NewPassword(QWidget):
    """Who, and the 口令 twice."""

    changed = Signal()
    enter_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=8)
        self.who = ChoiceList(initials)
        self.who.setObjectName("forgot_who")
        self.first, self.second = PasswordField(), PasswordField()
        self.first.setObjectName("forgot_password")
        self.second.setObjectName("forgot_password_again")
        named: tuple[tuple[str, LineField | ChoiceList], ...] = (
            ("你是谁", self.who),
            ("新口令", self.first),
            ("再输一遍", self.second),
        )
        for words, field in named:
            label = PlainLabel(words, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            layout.fix(field, width=320, height=36)
            body.addWidget(label)
            body.addWidget(field)
        for line in (self.first, self.second):
            line.textChanged.connect(lambda _: self.changed.emit())
            line.enter_pressed.connect(self.enter_pressed)
        self.who.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.first)

    def offer(self, people: Sequence[tuple[str, str, str]]) -> None:
        """Offer the people of this machine; a choice is needed when there are several."""
        self.who.clear()
        for worker, name, role in people:
            self.who.addItem(f"{name}（{role}）" if role else name, worker)
        self.who.setCurrentIndex(0 if len(people) == 1 else -1)

    @property
    def worker(self) -> str:
        """Give who was chosen."""
        return str(self.who.currentData() or "")

    @property
    def words(self) -> str:
        """Give the 口令 in plain letters."""
        return self.first.words()

    def why_not(self) -> str:
        """Say what is still missing."""
        if not self.worker:
            return "先选你是谁"
        if not self.first.text():
            return "还差新口令"
        return "" if self.first.text() == self.second.text() else "两遍口令不一样"

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()


class TellCentre(QWidget):
    """A station writes a request; the centre itself takes its root key."""

    save_asked = Signal()
    sign_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=12)
        self._station = QWidget()
        column = layout.column(self._station, gap=12)
        column.addWidget(PlainLabel("本机指纹，打电话时念给县中心听", "label"))
        self.digits = FingerprintBox(large=True)
        column.addWidget(self.digits, 0, layout.LEFT)
        self.save = Button("存登记申请到 U盘", icon="save", name="forgot_request", pressed=self.save_asked.emit)
        column.addWidget(self.save, 0, layout.LEFT)
        body.addWidget(self._station)
        self._centre = QWidget()
        column = layout.column(self._centre, gap=12)
        self.root = RootKeyField()
        self.sign = Button("登记新的签名", PRIMARY, "shield-check", name="forgot_sign", pressed=self._sign)
        column.addWidget(self.root)
        column.addWidget(self.sign, 0, layout.LEFT)
        self.root.changed.connect(lambda: self.sign.explain(self.root.why_not()))
        self.sign.explain(self.root.why_not())
        body.addWidget(self._centre)
        self._said = Banner("ok", "", "")
        self._said.hide()
        body.addWidget(self._said)

    def show_desk(self, desk: Desk) -> None:
        """Offer what fits this workspace."""
        centre = desk.place.kind == "centre"
        self._centre.setVisible(centre)
        self._station.setVisible(not centre)
        self.root.show_desk(desk)
        self.digits.show_digits(desk.machine.fingerprint)

    def _sign(self) -> None:
        if not self.root.why_not():
            self.sign_asked.emit(self.root.given)

    def saved(self, name: str) -> None:
        """Say that the request is written."""
        self._said.say("ok", "登记申请已存好", f"{name}。请交给县中心，再打电话说一声。")
        self._said.show()

    def signed(self) -> None:
        """Say that the key stands in the roster."""
        self.root.forget()
        self._said.say("ok", "新的签名已登记", "下次回传包会带给每个站。")
        self._said.show()

"""谁在用这台电脑: who sits at one machine of a station; what is 限阅 follows, and the root key signs it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.staff import ROLE_NAMES, permission, who_prepares
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import CardTitle, Line
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.report_lost import machine_words
from sheqi_desktop.operations.root_key import county_root_keys
from sheqi_desktop.operations.seats import Seat, seat, seats

WORDS = (
    "限阅记录只发给站负责人和负责这份记录的社工坐的电脑，还有县中心和负责督导。新勾上的，以前写的限阅记录在下一个包里补给它；"
    "去掉的不再发给它，已经收到的留着。别的记录不受影响。"
)
OWED = "标着“限阅已移交”的：他的限阅记录这台电脑上有人接手了，勾上才看得到以前写的。"


class SeatsPage(SignedPage):
    """A box for everybody of the station, then the root key."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._device = ""
        self.boxes: dict[str, Box] = {}
        scroll = self._scroll_on(self)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        body = card.body
        self._machine = CardTitle("")
        body.addWidget(self._machine)
        body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        self._owed = PlainLabel(OWED, "second_main", wrap=True)
        body.addWidget(self._owed)
        self._list = layout.column(gap=4)
        body.addLayout(self._list)
        body.addWidget(Line())
        self._root_on(card)
        body.addWidget(self._said)
        self.sign = self._foot_on(Button("签进名册", PRIMARY, "users", name="seats_sign", pressed=self.submit))

    def header(self) -> Header:
        """Say what is done here."""
        return Header("谁在用这台电脑", "限阅", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with one machine."""
        self._device = str(argument or "")
        self.root.forget()
        self._say("")
        device = self._desk.book.newest.device(self._device)
        self._machine.title.setText(machine_words(self._desk, device) if device else "")
        self._jobs.run(lambda job: seats(self._desk, self._device), self._show, self._sorry)
        self._weigh()

    def submit(self) -> None:
        """Ctrl+Enter: sign the next roster."""
        if not self._ready():
            return
        keys, chosen = self.root.given, self._chosen()
        self._run(lambda: seat(self._desk, self._device, chosen, *county_root_keys(self._desk, keys)), self._signed)

    def _show(self, found: list[Seat]) -> None:
        layout.clear(self._list)
        self.boxes = {}
        for one in found:
            box = Box(f"{one.name}（{one.roles}）" + ("　限阅已移交" if one.owed else ""))
            box.setObjectName(f"seat_{one.worker}")
            box.setAccessibleName(box.text())
            box.setChecked(one.sits or one.owed)
            box.toggled.connect(lambda _: self._weigh())
            self._list.addWidget(box, 0, layout.LEFT)
            self.boxes[one.worker] = box
        self._owed.setVisible(any(one.owed for one in found))
        self._weigh()

    def _chosen(self) -> list[str]:
        return [worker for worker, box in self.boxes.items() if box.isChecked()]

    def _why_not(self) -> str:
        if not permission(self._desk.role, "device.enrol").prepares:
            return f"改谁在用要由{'、'.join(ROLE_NAMES[role] for role in who_prepares('device.enrol'))}办理"
        if not self._chosen():
            return "至少勾一位"
        device = self._desk.book.newest.device(self._device)
        if device is not None and set(self._chosen()) == set(device.workers):
            return "没有改动"
        return self.root.why_not()

    def _signed(self, _: object) -> None:
        self.root.forget()
        self.toast("已签进名册，给这个站做一次回传包就生效。")
        self.changed.emit(Changes())
        self.go("people")

    def help_topic(self) -> str:
        """F1."""
        return "people"

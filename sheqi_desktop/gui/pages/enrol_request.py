"""收申请: who asks, the fingerprint compared by telephone, two persons, the root key; then the 核准包."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.staff import ROLE_NAMES, may, who_may
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.heard_digits import HeardDigits
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import SignedPage
from sheqi_desktop.gui.second_field import SecondField
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import CardTitle, Line
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.key_values import KeyValues
from sheqi_desktop.operations.county_people import asks_for, seconds
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.enrol_centre import Request, approve, receive_request
from sheqi_desktop.operations.lay_aside import ready
from sheqi_desktop.operations.root_key import county_root_keys


class EnrolRequestPage(SignedPage):
    """One request at a time, from the file to the answer."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.request: Request | None = None
        self._file = Path()
        scroll = self._scroll_on(self)
        self.drop = DropZone(
            "把申请文件拖到这里，或点右边选文件",
            "站里第一次打开程序时存的文件，名字以 .sqreq 结尾。先核对，后核准。",
            "选申请文件",
            "登记申请 (*.sqreq);;所有文件 (*)",
            name="request_drop",
        )
        self.drop.files_chosen.connect(self.look_at)
        scroll.body.addWidget(self.drop)
        scroll.body.addWidget(self._said)
        self._card = self._card_on(scroll)
        scroll.body.addStretch(1)
        self._who()
        self._two()
        self._card.hide()
        self.approve = self._foot_on(
            Button("核准，写出核准包", PRIMARY, "shield-check", name="request_approve", pressed=self.submit)
        )
        self.setFocusProxy(self.drop.button)

    def _who(self) -> None:
        body = self._card.body
        body.addWidget(CardTitle("谁申请"))
        self.facts = KeyValues(key_width=110)
        body.addWidget(self.facts)
        body.addWidget(Line())
        self.heard = HeardDigits("给站里打电话，听他念屏幕上的五组数字", "念过了，一样", "request_same")
        self.heard.compared.connect(self._compared)
        body.addWidget(self.heard)

    def _two(self) -> None:
        body = self._card.body
        body.addWidget(Line())
        body.addWidget(CardTitle("另一位同事核准", f"登记人是{self._desk.me.name}，核准人要另一位，输自己的口令"))
        self.two = SecondField("核准人", "request_second", "request_second_password")
        self.two.changed.connect(self._weigh)
        body.addWidget(self.two)
        self._root_on(self._card)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is done here."""
        return Header("收登记申请", "核准", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with a file somebody dropped elsewhere."""
        self.two.offer(seconds(self._desk), self.two.who.currentData())
        self._weigh()
        if isinstance(argument, Path):
            self.look_at([argument])

    def leave(self) -> None:
        """口令 do not wait for whoever comes next."""
        self.two.password.clear()
        super().leave()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read one request; it is noted as waiting, nothing more."""
        if not paths or self._working:
            return
        self._file = paths[0]
        self._forget()
        file = self._file
        self._jobs.run(lambda job: receive_request(self._desk, file), self._looked, self._sorry)

    def submit(self) -> None:
        """Ctrl+Enter: approve and write the answer."""
        if not self._ready():
            return
        folder = ask.folder(self, "核准包写到哪里（U 盘或文件夹）")
        if folder is not None:
            self._approve(folder)

    # ------------------------------------------------------------------ looking
    def _forget(self) -> None:
        self.request = None
        self._card.hide()
        self._said.hide()
        self.heard.same.set_value(None)
        self._weigh()

    def _looked(self, request: Request) -> None:
        self.request = request
        self.facts.show_facts(asks_for(self._desk, request))
        self.heard.digits.show_digits(request.fingerprint)
        self._card.show()
        self.heard.same.setFocus()
        self._weigh()
        self.changed.emit(Changes())

    def _compared(self) -> None:
        self._say(self.heard.differs())
        self._weigh()

    def _why_not(self) -> str:
        if not may(self._desk.role, "device.enrol"):
            return f"登记电脑要由{'、'.join(ROLE_NAMES[role] for role in who_may('device.enrol'))}办理"
        if self.request is None:
            return "先选申请文件"
        return self.heard.why_not("核准") or self.two.why_not() or self.root.why_not()

    # ------------------------------------------------------------------ approving
    def _approve(self, folder: Path) -> None:
        request, file, keys = self.request, self._file, self.root.given
        assert request is not None
        second = self.two.given()

        def work() -> tuple[Path, int]:
            roots = county_root_keys(self._desk, keys)
            path = approve(self._desk, file, request.fingerprint, second.worker, second.password, folder, *roots)
            return path, len(ready(self._desk))

        self._run(work, lambda done: self._approved(done[0], done[1], request))

    def _approved(self, path: Path, waiting: int, request: Request) -> None:
        place = self._desk.unit_name(f"{request.station_code}-{request.slot}")
        self.two.password.clear()
        self.root.forget()
        self._forget()
        words = f"{path}。交给站里，在“导入数据包”里打开。"
        if waiting:
            words += f"先前存下的 {waiting} 个待核准的包，现在可以在“导入数据包”里合并。"
        self._said.say("ok", f"{place}已核准，核准包已写入并核对", words)
        self._said.show()
        self.say(f"{place}已核准")
        self.changed.emit(Changes())
        self.drop.button.setFocus()

"""恢复包: everything of a station for the machine in a lost one's place; where it is written, how far it reaches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Job, Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, ScrollColumn
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.recovery_pack import Packed, recovery_pack
from sheqi_desktop.operations.report_lost import machine_words

WORDS = (
    "恢复包装着中心收到的本站全部资料，只有这台电脑打得开。站里核准以后，在“导入”里打开它，就接着用；"
    "编号从新的机位接着编。平时的回传包只带新的，恢复包一样不少。"
)
STEPS = (
    "把文件拷给站里（U 盘、邮箱都行）。",
    "站里打开核准包，再在“导入”里选这个恢复包。",
    "站里首页会写“可能缺失”哪几天：照纸质表补录，补录原因选“纸质补录”。",
)


class RecoveryPackPage(Page):
    """One button, then what was written."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._device = ""
        self._job: Job | None = None
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        layout.column(self, gap=0).addWidget(scroll)
        card = Card((24, 18, 24, 18), 12)
        layout.most(card, 860)
        self._title = CardTitle("")
        card.body.addWidget(self._title)
        card.body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        self.make = Button("选文件夹，写恢复包", PRIMARY, "package-open", name="recovery_make", pressed=self.submit)
        card.body.addWidget(self.make, 0, layout.LEFT)
        self.progress = ProgressPanel()
        self.progress.cancelled.connect(self._stop)
        self.progress.hide()
        card.body.addWidget(self.progress)
        self._said = Banner("bad", "", "")
        self._said.hide()
        card.body.addWidget(self._said)
        scroll.body.addWidget(card)
        self._next = Card((24, 18, 24, 18), 10)
        layout.most(self._next, 860)
        self._next.body.addWidget(PlainLabel("接下来", "strong"))
        for number, words in enumerate(STEPS, start=1):
            self._next.body.addWidget(PlainLabel(f"{number}. {words}", "body", wrap=True))
        self._next.hide()
        scroll.body.addWidget(self._next)
        scroll.body.addStretch(1)
        self.setFocusProxy(self.make)

    def header(self) -> Header:
        """Say what is made."""
        return Header("恢复包", "换电脑", (("站点与人员", "people"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with one machine."""
        self._device = str(argument or "")
        device = self._desk.book.newest.device(self._device)
        name = machine_words(self._desk, device) if device else ""
        self._title.title.setText(f"给{name}做恢复包" if name else "恢复包")
        self._said.hide()
        self._next.hide()
        self.make.explain("" if device else "先在“站点与人员”里选一台在用的电脑")

    def submit(self) -> None:
        """Ctrl+Enter: choose the folder and write it."""
        device = self._desk.book.newest.device(self._device)
        if device is None or (self._job is not None and self._job.running):
            return
        folder = ask.folder(self, "恢复包写到哪里（U 盘或文件夹）")
        if folder is not None:
            self._start(device.station_code, device.slot, folder)

    def _start(self, station: str, slot: str, folder: Path) -> None:
        self._said.hide()
        self._job = self._jobs.run(
            lambda job: recovery_pack(self._desk, station, slot, folder, job.teller), self._made, self._sorry
        )
        self._job.progress.connect(self.progress.show_progress)
        self._job.ended.connect(self.progress.hide)
        self.progress.show()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _made(self, packed: Packed) -> None:
        names = "、".join(path.name for path in packed.exported.paths)
        self._said.say("ok", "已写入并核对，可以拔出 U 盘。", f"{names}　{packed.reaches}")
        self._said.show()
        self._next.show()
        self.changed.emit(Changes())

    def _sorry(self, trouble: Trouble) -> None:
        head, _, rest = trouble.sentence.partition("。")
        self._said.say("bad", f"{head}。", f"{rest}（{trouble.code}）")
        self._said.show()

    def help_topic(self) -> str:
        """F1."""
        return "lost_machine"

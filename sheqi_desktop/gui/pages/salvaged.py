"""救出来的: what was saved from a damaged file and what is missing, before anyone looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.step_side import StepSide
from sheqi_desktop.gui.widgets.stepper import Step
from sheqi_desktop.operations.writing import written

STEPS = (
    Step("看清单", "救出了什么，缺什么"),
    Step("打开看", "打印和导出要用的"),
    Step("请县中心发回", "缺的请县中心给"),
)
WORDS = "救出来的只能看、打印和导出，不能改。缺的编号报给县中心，或照纸质表补录。"


class SalvagedPage(QWidget):
    """The list line by line, and the door to what was saved."""

    open_asked = Signal()
    back_asked = Signal()

    def __init__(self, lines: Sequence[str], jobs: Jobs, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._lines, self._jobs = tuple(lines), jobs
        whole = layout.row(self, gap=0)
        side = StepSide("救出了还能读的", "坏的文件原样留着。", STEPS)
        side.steps.set_now(0)
        side.foot.addWidget(Button("回到解锁", LINK, "arrow-left", name="salvaged_back", pressed=self.back_asked.emit))
        whole.addWidget(side)
        right = layout.column(margins=(40, 24, 40, 24))
        whole.addLayout(right, 1)
        card = Card((32, 24, 32, 20), 12)
        right.addWidget(card)
        body = card.body
        body.addWidget(PlainLabel("救出了什么，缺什么", "greeting"))
        self.said = Banner("info", "", WORDS)
        body.addWidget(self.said)
        scroll = ScrollColumn()
        for line in self._lines:
            scroll.body.addWidget(PlainLabel(line, "second_main", wrap=True))
        scroll.body.addStretch(1)
        body.addWidget(scroll, 1)
        body.addWidget(PlainLabel(f"存在 {place}", "hint", wrap=True))
        foot = layout.row(gap=12)
        foot.addStretch(1)
        foot.addWidget(Button("把清单存成文件", icon="save", name="salvaged_list", pressed=self._save))
        self.button = Button("打开看", PRIMARY, "eye", name="salvaged_open", pressed=self.open_asked.emit)
        foot.addWidget(self.button)
        body.addLayout(foot)
        self.setFocusProxy(self.button)

    def _save(self) -> None:
        path = ask.save_file(self, "清单存到哪里", "救出清单.txt", "文本文件 (*.txt)")
        if path is not None:
            data = ("\ufeff" + "\r\n".join(self._lines) + "\r\n").encode()
            self._jobs.run(lambda job: written(path, data), self._saved, self._sorry)

    def _saved(self, path: Path) -> None:
        self.said.say("ok", "", f"清单已存到 {path}。里面只有数目和编号，没有姓名。")

    def _sorry(self, trouble: Trouble) -> None:
        self.said.say("bad", "", f"{trouble.sentence}（{trouble.code}）")

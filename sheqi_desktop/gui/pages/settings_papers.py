"""表样与编号: blank forms to take along with numbers nobody else will get, and what is signed on paper first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.settings_parts import Part, Switch, setting
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import Button
from sheqi_desktop.gui.widgets.card import Line
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.paper_first import LEAD, plans_on_paper, set_plans_on_paper
from sheqi_desktop.operations.print_record import print_blank
from sheqi_desktop.operations.writing import write_file


class PaperSettings(Part):
    """Blank forms to take along, with numbers nobody else will get."""

    KINDS = (("visit", "探访记录表"), ("client", "服务对象档案登记表"), ("household", "家庭情况登记表"))

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk, jobs, "表样与编号")
        words = "下村没带电脑时用。印上的编号给你留着，回来补录时照着填。"
        self.body.addWidget(PlainLabel(words, "second", wrap=True))
        for kind, title in self.KINDS:
            button = Button("印 5 份空表", icon="printer", small=True, name=f"blank_{kind}")
            button.clicked.connect(lambda _=False, kind=kind, title=title: self._print(kind, title))
            self.body.addWidget(setting(title, "带预留编号，存为 PDF 再打印", button))
        self.body.addWidget(Line())
        self.on_paper = Switch("plans_on_paper", "小组计划书先在纸上签批")
        self.on_paper.setEnabled(LEAD in desk.roles)
        words = "督导已在纸上签了、签批还没随回传包带回来时，活动记录照样可以登记，只提醒。由站长选。"
        self.body.addWidget(setting("小组计划书先在纸上签批", words, self.on_paper))
        self._said = PlainLabel("", "second_main", wrap=True)
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        self.look()
        self.on_paper.toggled.connect(self._choose)

    def look(self) -> None:
        """Show what is chosen."""
        with self.desk.read() as read, QSignalBlocker(self.on_paper):
            self.on_paper.setChecked(plans_on_paper(read))

    def _choose(self, chosen: bool) -> None:
        self.jobs.run(lambda job: set_plans_on_paper(self.desk, chosen), trouble=self.sorry)

    def _print(self, kind: str, title: str) -> None:
        path = ask.save_file(self, "存空白表", f"空白{title}.pdf", "PDF (*.pdf)")
        if path is not None:
            self.jobs.run(partial(self._make, kind, path), self._said.setText, self.sorry)

    def _make(self, kind: str, path: Path, job: object) -> str:
        made = print_blank(self.desk, kind, 5, reserve=True)
        write_file(path, made.data)
        first, last = made.numbers[0], made.numbers[-1]
        return f"已存为 {path.name}，预留编号 {first.partition('-')[2]} 到 {last.rpartition('-')[2]}。"

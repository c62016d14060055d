"""导出台账: which, from when to when, why; the file is written once a person has said where."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.dates import parse_day
from sheqi_desktop.domain.staff import permission
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.kinds import list_page
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.second_ask import ask_second
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.export_ledger import CAPABILITY, export_ledger
from sheqi_desktop.operations.import_sheet import ledger_template
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.writing import written

KINDS = (("visit", "探访台账"), ("client", "服务对象台账"))
PATTERN = "Excel (*.xlsx)"


class LedgerExportPage(Page):
    """The few questions before a file with names in it leaves."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self._kind = "visit"
        self._titles = dict(KINDS)
        whole = layout.column(self, gap=0)
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        whole.addWidget(scroll)
        card = Card((24, 20, 24, 20), 12)
        layout.most(card, 760)
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        body = card.body
        body.addWidget(PlainLabel("哪本台账", "label"))
        self.kinds = Segments([Segment(key, words, n) for n, (key, words) in enumerate(KINDS, 1)])
        self.kinds.setAccessibleName("哪本台账")
        self.kinds.chosen.connect(lambda _: self._choose(str(self.kinds.value())))
        body.addWidget(self.kinds, 0, layout.LEFT)
        self._days = QWidget()
        line = layout.row(self._days, gap=12)
        self.since = self._line("从哪天", "2023-06-01", narrow=True)
        self.until = self._line("到哪天", "2023-06-30", narrow=True)
        for words, field in (("从哪天", self.since), ("到哪天", self.until)):
            pair = layout.column(gap=4)
            label = PlainLabel(words, "label")
            label.setBuddy(field)
            pair.addWidget(label)
            pair.addWidget(field)
            line.addLayout(pair, 1)
        body.addWidget(self._days)
        self._why = PlainLabel("为什么要导出", "label")
        self.reason = self._line("为什么要导出", "例如：报民政所半年台账")
        self._why.setBuddy(self.reason)
        needed = permission(desk.role, CAPABILITY).needs_reason
        why = layout.column(gap=4)
        why.addWidget(self._why)
        why.addWidget(self.reason)
        body.addLayout(why)
        self._why.setVisible(needed)
        self.reason.setVisible(needed)
        self._wrong = PlainLabel("", "second_main", wrap=True, tone="bad")
        self._wrong.hide()
        body.addWidget(self._wrong)
        words = "身份证号和电话遮住中间几位；限阅的记录只有编号。每次导出都记入日志。"
        body.addWidget(Banner("info", "", words, edge=False))
        acts = layout.row(gap=8)
        acts.addWidget(Button("导入用的空表", icon="file-spreadsheet", name="ledger_template", pressed=self._template))
        come = Button("从 Excel 导入", icon="upload", name="ledger_come", pressed=self._come)
        acts.addWidget(come)
        acts.addStretch(1)
        acts.addWidget(Button("导出 Excel", PRIMARY, "file-down", name="ledger_go", pressed=self.submit))
        body.addLayout(acts)
        # Only now does the button stand in a window; shown before, it would flash up alone.
        come.setVisible(desk.place.kind == "station")

    @staticmethod
    def _line(name: str, example: str, *, narrow: bool = False) -> LineField:
        field = LineField(narrow=narrow)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        layout.fix(field, height=36)
        return field

    def header(self) -> Header:
        """Say what this is."""
        crumb = (words_of(self._kind).list_words, list_page(self._kind))
        return Header("导出台账", self._titles[self._kind], crumbs=(crumb,))

    def open(self, argument: object) -> None:
        """Begin with this month."""
        today = self.desk.clock.today()
        self.since.setText(today.replace(day=1).isoformat())
        self.until.setText(today.isoformat())
        kind = argument if isinstance(argument, str) and argument else "visit"
        ledger = self.desk.library.form(kind).ledger
        kind = kind if ledger else "visit"
        self._titles = dict(KINDS) | ({kind: ledger.title} if ledger else {})
        self.kinds.set_options([Segment(key, words, n) for n, (key, words) in enumerate(self._titles.items(), 1)])
        self.kinds.set_value(kind)
        self._choose(kind)
        self.setFocusProxy(self.since if kind == "visit" else self.kinds)

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._days.setVisible(kind != "client")
        self.header_changed.emit()

    def submit(self) -> None:
        """Ctrl+Enter, 导出 Excel."""
        today = self.desk.clock.today()
        since, until = parse_day(self.since.text(), today), parse_day(self.until.text(), today)
        if self._kind != "client" and (since is None or until is None or since > until):
            self._complain("请填写起止日期，起不能晚于止。")
            return
        self._complain("")
        goes_on, second = ask_second(self, self.desk, CAPABILITY, "导出带姓名的台账")
        if not goes_on:
            return
        path = ask.save_file(self, "导出台账", f"{self._titles[self._kind]}.xlsx", PATTERN)
        if path is None:
            return
        first = since.isoformat() if since and self._kind != "client" else None
        last = until.isoformat() if until and self._kind != "client" else None
        work = partial(export_ledger, self.desk, self._kind, first, last, self.reason.text(), second)
        self.jobs.run(lambda job: written(path, work()), self._written, self._sorry)

    def _template(self) -> None:
        path = ask.save_file(self, "存空表", f"{self._titles[self._kind]}空表.xlsx", PATTERN)
        if path is not None:
            work = partial(ledger_template, self.desk, self._kind)
            self.jobs.run(lambda job: written(path, work()), self._written, self._sorry)

    def _come(self) -> None:
        self.go("ledger_import", self._kind)

    def _complain(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    def _written(self, path: Path) -> None:
        self.toast(f"已写好 {path.name}")

    def _sorry(self, trouble: Trouble) -> None:
        self._complain(trouble.sentence)

    def escape(self) -> bool:
        """Esc goes back."""
        self.back_asked.emit()
        return True

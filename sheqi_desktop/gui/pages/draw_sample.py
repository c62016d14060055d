"""满意度抽样: from when to when, how many; the names fall by chance, the list is kept and its call sheet shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.codes_events import SurveyKind
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Context
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.field_grid import FieldGrid
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, ScrollColumn
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.draw_sample import KIND, draw_sample

ASKED = ("survey_kind", "since", "until", "drawn_n", "spare_n")
SIZE, SPARES = 12, 3
WORDS = "从这段时间有计数服务、仍在册的对象里，按站点和类别抽取。名单和随机种子一起保存，可以复查。"


class DrawSamplePage(Page):
    """The few questions before a draw."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        whole = layout.column(self, gap=0)
        scroll = ScrollColumn((24, 16, 24, 16), 12)
        whole.addWidget(scroll)
        card = Card((24, 20, 24, 20), 12)
        layout.most(card, 900)
        scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        card.body.addWidget(Banner("info", "", WORDS, edge=False))
        holder = QWidget()
        grid = FieldGrid(holder)
        form = desk.library.form(KIND)
        context = Context(today=desk.clock.today())
        self.editors = {name: editor_for(form.field(name), context, holder) for name in ASKED}
        for name, editor in self.editors.items():
            grid.add(editor, 12 if name == "survey_kind" else 3, beside=name not in ("survey_kind", "since"))
        card.body.addWidget(holder)
        self.wrong = PlainLabel("", "second_main", wrap=True, tone="bad")
        self.wrong.hide()
        card.body.addWidget(self.wrong)
        acts = layout.row(gap=8)
        acts.addStretch(1)
        acts.addWidget(Button("抽取并看名单", PRIMARY, "check", name="draw_go", pressed=self.submit))
        card.body.addLayout(acts)
        self.setFocusProxy(self.editors["since"])

    def header(self) -> Header:
        """Say what this is."""
        return Header("满意度抽样", "新名单", crumbs=(("满意度", "list/survey"),), search=False)

    def open(self, argument: object) -> None:
        """Begin with the contract up to today."""
        start = self.desk.library.contract.start_date
        said: dict[str, Value] = {
            "survey_kind": int(SurveyKind.VISIT),
            "since": start.isoformat(),
            "until": self.desk.clock.today().isoformat(),
            "drawn_n": SIZE,
            "spare_n": SPARES,
        }
        for name, value in said.items():
            self.editors[name].set_value(value)
        self._complain("")

    def submit(self) -> None:
        """Ctrl+Enter: draw."""
        said = {name: editor.value() for name, editor in self.editors.items()}
        since, until = day(said["since"]), day(said["until"])
        size, spares = said["drawn_n"], said["spare_n"] or 0
        if since is None or until is None or since > until:
            self._complain("请填写服务日期的起止，起不能晚于止。")
        elif not isinstance(size, int) or not isinstance(spares, int) or size < 1 or spares < 0:
            self._complain("请填写抽取人数。")
        else:
            kind = SurveyKind(said["survey_kind"]) if isinstance(said["survey_kind"], int) else SurveyKind.VISIT
            work = partial(draw_sample, self.desk, since, until, size, spares, kind)
            self.jobs.run(lambda job: work(), self._drawn, self._sorry)

    def _drawn(self, made: tuple[str, Changes]) -> None:
        record, changes = made
        self._complain("")
        self.changed.emit(changes)
        self.toast("名单已保存。")
        self.go("print", FormAsk(KIND, record))

    def _complain(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _sorry(self, trouble: Trouble) -> None:
        self._complain(trouble.sentence)

    def escape(self) -> bool:
        """Esc goes back."""
        self.back_asked.emit()
        return True

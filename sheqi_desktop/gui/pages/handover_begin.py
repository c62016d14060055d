"""开始移交: who leaves, who takes over, who watches, from which day; the program finds the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.checks_handover import SAME_PERSON
from sheqi_desktop.domain.dates import day
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header
from sheqi_desktop.gui.pages.asking import AskingPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.handover import REASON_AT_LEAST, Leaving, begin_handover
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.save_record import Saved

WORDS = "程序会列出移交人手上没有办完的：草稿、个案、高风险对象、小组、志愿队。设备、报销、日志由人勾选。"
OUTSIDE = "站外的人"


class HandoverBeginPage(AskingPage):
    """The few questions."""

    WAIT = "正在找，请稍等"

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        scroll = self._scroll_on(self)
        card = self._card_on(scroll)
        scroll.body.addStretch(1)
        card.body.addWidget(CardTitle("谁走，谁接，谁监交"))
        card.body.addWidget(PlainLabel(WORDS, "second", wrap=True))
        card.body.addWidget(self._persons())
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("人已经不在", "自己办不了的，由站负责人代移交；能自己办就空着"))
        self.behalf = LineField()
        self.behalf.setObjectName("handover_behalf")
        self._field(card, "代移交的原因", self.behalf, 520)
        card.body.addWidget(self._said)
        self.begin = self._foot_on(Button("列出移交事项", PRIMARY, "list", name="handover_begin", pressed=self.submit))
        self.setFocusProxy(self.who)

    def _persons(self) -> QWidget:
        holder = QWidget()
        grid = layout.grid(holder, gap=12, down=4)
        self.who, self.to, self.witness = (ChoiceList(initials) for _ in range(3))
        self.outside, self.on = LineField(), LineField(narrow=True)
        fields = (
            ("移交人 *", self.who, "who"),
            ("接收人 *", self.to, "to"),
            ("监交人 *", self.witness, "witness"),
            ("站外监交人的姓名", self.outside, "outside"),
            ("生效日期 *", self.on, "on"),
        )
        for place, (words, field, name) in enumerate(fields):
            label = PlainLabel(words, "label")
            label.setBuddy(field)
            field.setObjectName(f"handover_{name}")
            field.setAccessibleName(words)
            layout.fix(field, width=180, height=36)
            grid.addWidget(label, place // 3 * 2, place % 3)
            grid.addWidget(field, place // 3 * 2 + 1, place % 3)
        grid.setColumnStretch(3, 1)
        for chosen in (self.who, self.to, self.witness):
            chosen.currentIndexChanged.connect(lambda _: self._weigh())
        for typed in (self.outside, self.on):
            typed.textChanged.connect(lambda _: self._weigh())
        return holder

    def _field(self, card: Card, words: str, field: LineField, width: int) -> None:
        label = PlainLabel(words, "label")
        label.setBuddy(field)
        field.setAccessibleName(words)
        layout.fix(field, width=width, height=36)
        field.textChanged.connect(lambda _: self._weigh())
        card.body.addWidget(label)
        card.body.addWidget(field)

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is begun."""
        return Header("开始移交", "移交", (("工作移交", "list/handover"),), search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin with nobody chosen."""
        people = [(one.worker_id, one.name) for one in self._desk.colleagues() if self._desk.roles_of(one)]
        for chosen in (self.who, self.to, self.witness):
            chosen.clear()
            for worker, name in people:
                chosen.addItem(name, worker)
            chosen.setCurrentIndex(-1)
        self.witness.addItem(OUTSIDE, "")
        self.on.setText(self._desk.clock.today().isoformat())
        self.outside.clear()
        self.behalf.clear()
        self._say("")
        self._weigh()

    def submit(self) -> None:
        """Ctrl+Enter: find what is open."""
        if not self._ready():
            return
        who, to, witness = (str(one.currentData() or "") for one in (self.who, self.to, self.witness))
        leaving = Leaving(
            who, to, witness, self.on.text().strip(), "" if witness else self.outside.text().strip(),
            self.behalf.text().strip(),
        )  # fmt: skip
        self._run(lambda: begin_handover(self._desk, leaving), self._begun)

    # ------------------------------------------------------------------ what is missing
    def _why_not(self) -> str:
        if self.who.currentIndex() < 0 or self.to.currentIndex() < 0 or self.witness.currentIndex() < 0:
            return "先选移交人、接收人和监交人"
        named = [one.currentData() for one in (self.who, self.to, self.witness) if one.currentData()]
        if len(set(named)) < len(named):
            return SAME_PERSON
        if not self.witness.currentData() and not self.outside.text().strip():
            return "还差站外监交人的姓名"
        if day(self.on.text().strip()) is None:
            return "日期写成 2023-06-14"
        behalf = self.behalf.text().strip()
        return f"代移交的原因不少于{REASON_AT_LEAST}个字" if behalf and len(behalf) < REASON_AT_LEAST else ""

    def _weigh(self) -> None:
        outside = self.witness.currentIndex() >= 0 and not self.witness.currentData()
        self.outside.setEnabled(outside)
        super()._weigh()

    def _begun(self, saved: Saved) -> None:
        self.changed.emit(saved.changes)
        self.instead_asked.emit("handover", saved.record)

    def help_topic(self) -> str:
        """F1."""
        return "handover"

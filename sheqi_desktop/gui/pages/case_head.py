"""The head of a case: who, facts in one line, the two acts, and the six stages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import PRIMARY, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import Avatar
from sheqi_desktop.gui.widgets.stepper import Stages, Step
from sheqi_desktop.operations.case_file import CaseFile, NextStep

RISK_TONES = {3: "bad", 2: "warn", 1: "ok"}


class CaseHeadCard(Card):
    """Who it is about and how far it has come."""

    visit_asked = Signal()
    step_asked = Signal(object)
    stage_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((20, 14, 20, 12), 12, parent=parent)
        self._next: NextStep | None = None
        line = layout.row(gap=14)
        self._avatar = Avatar("", "note", 46, 19)
        line.addWidget(self._avatar, 0, layout.TOP)
        words = layout.column(gap=4)
        holder = QWidget()
        first = FlowLayout(holder, gap=8, down=4)
        self._name, self._about = PlainLabel("", "result"), PlainLabel("", "second")
        self._risk, self._state = Badge(""), Badge("")
        for part in (self._name, self._about, self._risk, self._state):
            first.addWidget(part)
        self._facts = PlainLabel("", "second_main", wrap=True)
        words.addWidget(holder)
        words.addWidget(self._facts)
        line.addLayout(words, 1)
        self.visit = Button("记探访", SOFT, "footprints", name="case_visit")
        self.visit.clicked.connect(self.visit_asked)
        self.next = Button("", PRIMARY, "check", name="case_next")
        self.next.clicked.connect(self._go_on)
        line.addWidget(self.visit)
        line.addWidget(self.next)
        self.body.addLayout(line)
        self.stages = Stages(())
        self.stages.pressed.connect(self.stage_pressed)
        self.stages.setCursor(Qt.CursorShape.PointingHandCursor)
        self.stages.setToolTip("点一步，看那一步的文书")
        self.body.addWidget(self.stages)

    def show_case(self, file: CaseFile) -> None:
        """Show another case."""
        head = file.head
        self._avatar.show_name("限" if head.restricted else head.client_name)
        self._name.setText("限阅" if head.restricted else head.client_name)
        self._about.setText("・".join(part for part in (head.sex_age, head.category) if part))
        self._risk.say(f"风险：{head.risk_words}", RISK_TONES.get(head.risk, "mute"))
        self._risk.setVisible(bool(head.risk_words))
        # Six green steps and 跟进中 look like a contradiction; the case is closed and still visited (03 §2).
        words = f"已结案・{head.state_words}" if head.state == "following" else head.state_words
        self._state.say(words, "info")
        self._facts.setText(_facts(file))
        self.visit.setVisible(not head.fixed)
        self._next = file.steps[0] if file.steps else None
        self.next.setVisible(self._next is not None)
        if self._next is not None:
            self.next.set_words(self._next.words)
        steps = [Step(one.title, one.words, one.tone == "bad") for one in file.stages]
        now = next((place for place, one in enumerate(file.stages) if one.progress == "now"), None)
        done = sum(one.progress == "done" for one in file.stages)
        self.stages.show_stages(steps, done if now is None else now)

    def _go_on(self) -> None:
        if self._next is not None:
            self.step_asked.emit(self._next)


def _facts(file: CaseFile) -> str:
    head = file.head
    parts = [
        f"个案 {head.number.partition('-')[2]}",
        f"责任社工 {head.worker}" if head.worker else "",
        head.supervisor,
        f"已服务 {head.days} 天",
        f"介入 {head.contacts} 次",
        f"达成度 {head.attainment} %" if head.attainment else "",
    ]
    return "・".join(part for part in parts if part)

"""资料打不开: the copies with their dates, and bringing one back; it works without the file that is damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.step_side import StepSide
from sheqi_desktop.gui.widgets.stepper import Step
from sheqi_desktop.operations.bring_back import Copy, kind_words

STEPS = (
    Step("选一份备份", "先试最近的"),
    Step("输口令", "做备份那天用的"),
    Step("核对后换上", "坏的文件原样留着"),
)
COLUMNS = (
    Column("made", "什么时候", 170),
    Column("kind", "哪一种", 120),
    Column("records", "记录", 90),
    Column("where", "放在", 220, stretch=True),
)
NONE = "没有找到备份。插上存过备份的 U 盘，按“用 U 盘上的备份”；都没有时请县中心给恢复包。"


@dataclass(frozen=True, slots=True)
class DamagedVerbs:
    """What the page does; each runs on the worker thread and may raise Trouble."""

    copies: Callable[[Path | None], Sequence[Copy]]
    bring_back: Callable[[Path, str], object]


class DamagedPage(QWidget):
    """Why it does not open, which copies there are, and one button that brings one back."""

    done = Signal(object)
    back_asked = Signal()

    def __init__(
        self, verbs: DamagedVerbs, jobs: Jobs, trouble: Trouble, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._verbs, self._jobs, self._busy = verbs, jobs, False
        self._copies: dict[str, Copy] = {}
        whole = layout.row(self, gap=0)
        side = StepSide("资料打不开", "从备份恢复。坏的文件不会删，也不会改。", STEPS)
        side.foot.addWidget(Button("回到解锁", LINK, "arrow-left", name="damaged_back", pressed=self.back_asked.emit))
        self._steps = side.steps
        whole.addWidget(side)
        right = layout.column(margins=(48, 36, 48, 36))
        whole.addLayout(right, 1)
        card = Card((36, 28, 36, 24), 12)
        right.addWidget(card)
        body = card.body
        body.addWidget(PlainLabel("从备份恢复", "greeting"))
        self.said = Banner("bad", "", f"{trouble.sentence}（{trouble.code}）")
        body.addWidget(self.said)
        self.table = RecordTable(COLUMNS, name="damaged_copies")
        self.table.setAccessibleName("备份")
        self.table.chosen.connect(lambda _: self._weigh())
        self._none = PlainLabel(NONE, "second_main", wrap=True)
        self._none.setAlignment(layout.TOP)
        self._which = QStackedWidget()
        self._which.addWidget(self.table)
        self._which.addWidget(self._none)
        body.addWidget(self._which, 1)
        body.addLayout(self._foot(name))
        words = "备份以后写的、已经报送过的记录，导入县中心下一个回传包会回来；没报送过的要照纸质表补录。"
        body.addWidget(PlainLabel(words, "second", wrap=True))
        self.setFocusProxy(self.password)
        self._look(None)

    def _foot(self, name: str) -> QHBoxLayout:
        line = layout.row(gap=12)
        self.password = PasswordField()
        self.password.setObjectName("damaged_password")
        label = PlainLabel(f"{name}的口令", "label")
        label.setBuddy(self.password)
        layout.fix(self.password, width=210)
        self.password.textChanged.connect(lambda _: self._weigh())
        self.password.enter_pressed.connect(self.restore)
        self.stick = Button("用 U 盘上的备份", icon="usb", name="damaged_stick", pressed=self._choose)
        self.button = Button("恢复这一份", PRIMARY, "archive-restore", name="damaged_restore", pressed=self.restore)
        line.addWidget(label)
        line.addWidget(self.password)
        line.addStretch(1)
        line.addWidget(self.stick)
        line.addWidget(self.button)
        return line

    # ------------------------------------------------------------------ which
    def _choose(self) -> None:
        folder = ask.folder(self, "U 盘上放备份的文件夹")
        if folder is not None:
            self._look(folder)

    def _look(self, folder: Path | None) -> None:
        self._jobs.run(lambda job: self._verbs.copies(folder), self._show, self._sorry)

    def _show(self, found: Sequence[Copy]) -> None:
        self._copies = {str(number): one for number, one in enumerate(found)}
        self.table.show_rows([_row(key, one) for key, one in self._copies.items()])
        self._which.setCurrentWidget(self.table if found else self._none)
        if found:
            self.table.choose("0")
        self._weigh()

    # ------------------------------------------------------------------ bringing back
    def _weigh(self) -> None:
        why = "还没有选备份" if self.table.current_id not in self._copies else ""
        self._steps.set_now(0 if why else 2 if self._busy else 1)
        why = why or ("" if self.password.text() else "还差口令")
        self.button.explain("正在恢复并核对，请稍等" if self._busy else why)

    def restore(self) -> None:
        """Bring the chosen copy back."""
        if not self.button.isEnabled():
            return
        copy, words = self._copies[self.table.current_id].path, self.password.words()
        self._busy = True
        self.said.say("info", "正在恢复并核对…", "要一会儿，请不要关机。")
        self._weigh()
        job = self._jobs.run(lambda job: self._verbs.bring_back(copy, words), self.done.emit, self._sorry)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._busy = False
        self._weigh()

    def _sorry(self, trouble: Trouble) -> None:
        self.said.say("bad", "", f"{trouble.sentence}（{trouble.code}）")


def _row(key: str, copy: Copy) -> Row:
    made = copy.made_at.astimezone(COUNTY)
    return Row(key, (f"{made:%Y-%m-%d %H:%M}", kind_words(copy), f"{copy.records} 条", str(copy.path.parent)))

"""资料打不开: a copy with what was saved after it, what can still be read, the centre; it works without the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.password import PasswordField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.step_side import StepSide
from sheqi_desktop.gui.widgets.stepper import Step
from sheqi_desktop.operations.bring_back import Copy, kind_words

STEPS = (
    Step("从备份恢复", "备份以后保存的一起补回"),
    Step("救出还能读的", "只能看、打印和导出"),
    Step("请县中心发回", "给恢复包"),
)
COLUMNS = (
    Column("made", "什么时候", 170),
    Column("kind", "哪一种", 120),
    Column("records", "记录", 90),
    Column("where", "放在", 220, stretch=True),
)
LEAST_LIST = 120
"""The list keeps room for a few copies, and the page scrolls where there is no more; design pixels."""
NONE = "没有找到备份。插上存过备份的 U 盘，按“用 U 盘上的备份”；没有 U 盘，先把还能读的救出来。"
AFTER = "备份以后在这台电脑上保存过的，也一起补回。"
NOT_AFTER = "这一份以后写的补不回来，要照纸质表补录。"
SALVAGE = "没有好的备份：能读的另存一份，只能看、打印和导出。"
CENTRE = "都不行：请县中心给恢复包，报送过的记录都在。"


@dataclass(frozen=True, slots=True)
class DamagedVerbs:
    """What the page does; each runs on the worker thread and may raise Trouble."""

    copies: Callable[[Path | None], Sequence[Copy]]
    bring_back: Callable[[Path, str], object]
    salvage: Callable[[str], object]


class DamagedPage(QWidget):
    """Why it does not open, and the ways on, in the order to try them; none of them throws anything away."""

    done = Signal(object)
    salvaged = Signal(object)
    back_asked = Signal()

    def __init__(
        self, verbs: DamagedVerbs, jobs: Jobs, trouble: Trouble, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._verbs, self._jobs, self._busy = verbs, jobs, ""
        self._lines: list[QBoxLayout] = []
        self._copies: dict[str, Copy] = {}
        whole = layout.row(self, gap=0)
        side = StepSide("资料打不开", "按次序试。坏的文件不会删，也不会改。", STEPS)
        side.foot.addWidget(Button("回到解锁", LINK, "arrow-left", name="damaged_back", pressed=self.back_asked.emit))
        self._steps = side.steps
        whole.addWidget(side)
        right = layout.column(margins=(40, 24, 40, 24))
        whole.addLayout(right, 1)
        card = Card((32, 20, 32, 18), 10)
        right.addWidget(card)
        column = ScrollColumn(gap=10)
        card.body.addWidget(column)
        body = column.body
        self.said = Banner("bad", "", f"{trouble.sentence}（{trouble.code}）")
        body.addWidget(self.said)
        body.addLayout(self._beside(self._who(name)))
        body.addWidget(Line())
        self.stick = Button("用 U 盘上的备份", icon="usb", name="damaged_stick", pressed=self._choose)
        self.button = Button("恢复这一份", PRIMARY, "archive-restore", name="damaged_restore", pressed=self.restore)
        self._after = PlainLabel(AFTER, "second", wrap=True)
        body.addLayout(self._beside(_way("1  从备份恢复", self._after, self.stick, self.button)))
        self.table = RecordTable(COLUMNS, name="damaged_copies")
        self.table.setAccessibleName("备份")
        self.table.chosen.connect(lambda _: self._weigh())
        self._none = PlainLabel(NONE, "second_main", wrap=True)
        self._none.setAlignment(layout.TOP)
        self._which = QStackedWidget()
        self._which.addWidget(self.table)
        self._which.addWidget(self._none)
        layout.least(self._which, height=LEAST_LIST)
        body.addWidget(self._which, 1)
        body.addWidget(Line())
        self.save = Button("救出还能读的", icon="search", name="damaged_salvage", pressed=self.salvage)
        body.addLayout(self._beside(_way("2  救出还能读的", PlainLabel(SALVAGE, "second", wrap=True), self.save)))
        body.addWidget(Line())
        body.addLayout(_way("3  请县中心发回", PlainLabel(CENTRE, "second", wrap=True)))
        self.setFocusProxy(self.password)
        self._look(None)

    def _who(self, name: str) -> QHBoxLayout:
        line = layout.row(gap=12)
        self.password = PasswordField()
        self.password.setObjectName("damaged_password")
        label = PlainLabel(f"{name}的口令", "label")
        label.setBuddy(self.password)
        layout.fix(self.password, width=210)
        self.password.textChanged.connect(lambda _: self._weigh())
        self.password.enter_pressed.connect(self.restore)
        line.addWidget(label)
        line.addWidget(self.password)
        line.addWidget(PlainLabel("现在的口令；打不开备份时，输做备份那天的", "hint", wrap=True), 1)
        return line

    def _beside(self, line: QBoxLayout) -> QBoxLayout:
        """Keep a line whose parts go under each other where letters are large and the window is not."""
        self._lines.append(line)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put buttons under their words where there is no room beside them."""
        for line in self._lines:
            layout.stack_if_narrow(line, self.width())
        super().resizeEvent(event)

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
        self._steps.set_now(0 if found else 1)
        self._weigh()

    def _weigh(self) -> None:
        why = self._busy or ("" if self.password.text() else "还差口令")
        self.save.explain(why)
        chosen = self._copies.get(self.table.current_id)
        self._after.setText(NOT_AFTER if chosen is not None and chosen.redo is None else AFTER)
        self.button.explain(why or ("" if chosen is not None else "还没有选备份"))

    # ------------------------------------------------------------------ doing it
    def restore(self) -> None:
        """Bring the chosen copy back, with what was saved after it."""
        if self.button.isEnabled():
            copy, words = self._copies[self.table.current_id].path, self.password.words()
            self._start("正在恢复并核对", lambda: self._verbs.bring_back(copy, words), self.done.emit)

    def salvage(self) -> None:
        """Save what can still be read into a file of its own."""
        if self.save.isEnabled():
            words = self.password.words()
            self._start("正在逐页读还能读的", lambda: self._verbs.salvage(words), self.salvaged.emit)

    def _start(self, what: str, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self._busy = f"{what}，请稍等"
        self.said.say("info", f"{what}…", "要一会儿，请不要关机。")
        self._weigh()
        job = self._jobs.run(lambda job: work(), done, self._sorry)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._busy = ""
        self._weigh()

    def _sorry(self, trouble: Trouble) -> None:
        self.said.say("bad", "", f"{trouble.sentence}（{trouble.code}）")


def _way(title: str, words: PlainLabel, *buttons: Button) -> QBoxLayout:
    line = layout.row(gap=12)
    told = layout.column(gap=2)
    told.addWidget(PlainLabel(title, "strong"))
    told.addWidget(words)
    line.addLayout(told, 1)
    for button in buttons:
        line.addWidget(button)
    return line


def _row(key: str, copy: Copy) -> Row:
    made = copy.made_at.astimezone(COUNTY)
    return Row(key, (f"{made:%Y-%m-%d %H:%M}", kind_words(copy), f"{copy.records} 条", str(copy.path.parent)))

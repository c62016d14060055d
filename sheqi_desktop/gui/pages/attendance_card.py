"""The card of 点名: how many are marked, 未点的都算出席, the grid, what the digits mean, and what is still wrong."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.attendance_grid import AttendanceGrid
from sheqi_desktop.gui.widgets.attendance_model import WORDS
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PLAIN, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.group_sheet import Sheet


class AttendanceCard(Card):
    """The left half of the page of a session."""

    rest_asked = Signal()
    member_asked = Signal()
    confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 12, 1, 10), 8, parent=parent)
        top = layout.row(margins=(18, 0, 18, 0), gap=10)
        acts = QWidget()
        flow = FlowLayout(acts, gap=10)
        self.title = CardTitle("点名")
        self.rest = Button(
            "未点的都算出席", SOFT, "check-check", small=True, name="mark_rest", pressed=self.rest_asked.emit
        )
        self.add = Button("添加组员", PLAIN, "user-plus", small=True, name="add_member", pressed=self.member_asked.emit)
        top.addWidget(self.title, 1)
        flow.addWidget(self.rest)
        flow.addWidget(self.add)
        top.addWidget(acts)
        self.body.addLayout(top)
        self.grid = AttendanceGrid()
        self.grid.marked.connect(lambda member, mark: self._count())
        self.body.addWidget(self.grid, 1)
        self._wrong = Banner("warn", "", edge=False, name="attendance_confirm")
        self._wrong.pressed.connect(self._confirm)
        holder = QWidget()
        layout.column(holder, (16, 0, 16, 0)).addWidget(self._wrong)
        self.body.addWidget(holder)
        self._wrong.hide()
        legend = QWidget()
        low = FlowLayout(legend, gap=8, down=4)
        for mark, (_, words, tone) in WORDS.items():
            low.addWidget(Badge(f"{int(mark)} {words}", tone))
        low.addWidget(PlainLabel("按数字点名", "hint"))
        self.below = PlainLabel("", "hint")
        foot = layout.row(margins=(18, 2, 18, 0), gap=8)
        foot.addWidget(legend, 1)
        foot.addWidget(self.below, 0, layout.TOP)
        self.body.addLayout(foot)
        self._problem: Problem | None = None
        # A label that is told while its card is being laid out would keep the width it had.
        self.grid.verticalScrollBar().valueChanged.connect(lambda _: QTimer.singleShot(0, self, self._say_below))

    def show_sheet(self, sheet: Sheet, marks: Mapping[str, int]) -> None:
        """Show a session."""
        self.title.title.setText(f"第 {sheet.here + 1} 节点名")
        self.grid.show_sheet(sheet, marks)
        self._count()

    def _count(self) -> None:
        model = self.grid.sheet_model
        if model.sheet is None:
            return
        everybody = {one.id for one in model.sheet.members}
        marked = len(everybody & set(model.marks))
        self.title.say(f"已点 {marked} / {len(everybody)}" if everybody else "还没有组员，先添加组员")
        self.rest.explain("" if marked < len(everybody) and not self.grid.read_only else "没有未点的组员")
        self._say_below()

    def _say_below(self) -> None:
        """Say how many stand below the edge."""
        grid = self.grid
        last = grid.rowAt(grid.viewport().height() - 1)
        hidden = grid.model().rowCount() - 1 - last if last >= 0 else 0
        self.below.setText(f"还有 {hidden} 人，向下滚动" if hidden > 0 else "")

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to mark."""
        self.grid.read_only = fixed
        self.rest.setEnabled(not fixed)
        self.add.setVisible(not fixed)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong with the attendance; what can be confirmed is confirmed here."""
        self._problem = problem
        self._wrong.setVisible(problem is not None)
        if problem is not None:
            tone = "bad" if problem.level == "must" else "warn"
            self._wrong.say(tone, problem.message, "", "没有错，就是这样" if problem.confirmable else "")

    def _confirm(self) -> None:
        if self._problem is not None and self._problem.confirmable:
            self.confirmed.emit(self._problem)

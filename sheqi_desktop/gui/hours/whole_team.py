"""整队同一活动: one activity, common times, the members who were there ticked; what comes out are rows of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.dates import parse_clock_time, parse_day
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import ScrollColumn
from sheqi_desktop.gui.widgets.chip import Chip
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.grid_rows import GridRow, whole_team
from sheqi_desktop.operations.volunteer_page import Known


class WholeTeam(QWidget):
    """The sheet; 填到表里 hands its rows over."""

    rows_made = Signal(object)
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whole_team")
        self._today = today
        whole = layout.column(self, (18, 10, 18, 12), 10)
        self.on = self._field("日期", "team_on", short_day(today.isoformat(), today), narrow=True)
        self.what = self._field("服务内容", "team_what", "麦收帮扶")
        self.start = self._field("开始", "team_start", "08:00", narrow=True)
        self.end = self._field("结束", "team_end", "11:30", narrow=True)
        line = layout.row(gap=12)
        for field, label, width in (
            (self.on, "日期", 3),
            (self.what, "服务内容", 6),
            (self.start, "开始", 2),
            (self.end, "结束", 2),
        ):
            column = layout.column(gap=4)
            name = PlainLabel(label, "label")
            name.setBuddy(field)
            column.addWidget(name)
            column.addWidget(field)
            line.addLayout(column, width)
        whole.addLayout(line)
        head = layout.row(gap=10)
        self.title = PlainLabel("谁参加了", "label_strong")
        head.addWidget(self.title, 1)
        head.addWidget(Button("全选", LINK, name="team_all", pressed=lambda: self._tick(on=True)))
        head.addWidget(Button("全不选", LINK, name="team_none", pressed=lambda: self._tick(on=False)))
        whole.addLayout(head)
        scroll = ScrollColumn()
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8)
        scroll.body.addWidget(self._holder)
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)
        self.trouble = PlainLabel("", "second", tone="bad", elide=True)
        foot = layout.row(gap=10)
        foot.addWidget(self.trouble, 1)
        foot.addWidget(Button("先不", PLAIN, small=True, name="team_leave", pressed=self.left.emit))
        self.fill = Button("填到表里", PRIMARY, small=True, name="team_fill", pressed=self._fill)
        foot.addWidget(self.fill)
        whole.addLayout(foot)
        self._chips: list[Chip] = []

    def _field(self, label: str, name: str, example: str, *, narrow: bool = False) -> LineField:
        field = LineField(narrow=narrow)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(example)
        layout.fix(field, height=36)
        return field

    def offer(self, members: Sequence[Known]) -> None:
        """Show the members, all of them ticked."""
        layout.clear(self._flow)
        self._chips = []
        for one in members:
            chip = Chip(one.written)
            chip.setObjectName(f"member_{one.record}")
            chip.setChecked(True)
            chip.toggled.connect(lambda _: self._count())
            self._flow.addWidget(chip)
            self._chips.append(chip)
        self.on.setText(self.on.text() or self._today.isoformat())
        self.trouble.setText("")
        self._count()

    def begin(self, on: str, what: str) -> None:
        """Offer an activity nobody has entered hours for, unless another is being typed."""
        if not self.what.text():
            self.on.setText(on)
            self.what.setText(what)

    def _tick(self, *, on: bool) -> None:
        for chip in self._chips:
            chip.setChecked(on)

    def _count(self) -> None:
        here = sum(chip.isChecked() for chip in self._chips)
        self.title.setText(f"谁参加了（{here} / {len(self._chips)} 人）")

    def rows(self) -> list[GridRow]:
        """Give the rows of those who are ticked."""
        names = [chip.text() for chip in self._chips if chip.isChecked()]
        return whole_team(self.on.text(), self.what.text(), self.start.text(), self.end.text(), names)

    def _fill(self) -> None:
        wrong = (
            "请填写“日期”。" if parse_day(self.on.text(), self._today) is None
            else "请填写“服务内容”。" if not self.what.text().strip()
            else "请填写“开始”“结束”。" if not all(map(parse_clock_time, (self.start.text(), self.end.text())))
            else "" if any(chip.isChecked() for chip in self._chips) else "请选择参加的队员。"
        )  # fmt: skip
        self.trouble.setText(wrong)
        if not wrong:
            self.rows_made.emit(self.rows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

"""打印恢复单: the ten groups, the sheet printed twice, and two groups typed back before anyone goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.sheet_out import sheet_out
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.gui.widgets.needed import NeededLabel

ASKED_GROUPS = (3, 7)
COPIES = 2


class RecoveryStep(QWidget):
    """What is below the title of the step."""

    changed = Signal()
    enter_pressed = Signal()

    def __init__(self, print_sheet: Callable[[str], object], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._print_sheet, self._jobs = print_sheet, jobs
        self.code = ""
        body = layout.column(self, gap=12)
        holder = QWidget()
        self._groups = layout.grid(holder, gap=10)
        body.addWidget(holder)
        line = layout.row(gap=10)
        self.print_ = Button("打印两份", PRIMARY, "printer", name="print_recovery", pressed=self._print)
        self.copied = Button("抄在纸上", icon="pencil", name="copy_by_hand", pressed=lambda: self.first.setFocus())
        line.addWidget(self.print_)
        line.addWidget(self.copied)
        line.addStretch(1)
        body.addLayout(line)
        body.addWidget(Banner("warn", "不要拍照，不要发微信", "两份分别装信封封好，交两位保管人。"))
        head = f"输入第 {ASKED_GROUPS[0]} 组和第 {ASKED_GROUPS[1]} 组，确认已经收好"
        body.addWidget(PlainLabel(head, "strong"))
        grid = layout.grid(gap=12, down=4)
        self._check = [self._asked(number, place, grid) for place, number in enumerate(ASKED_GROUPS)]
        grid.setColumnStretch(len(ASKED_GROUPS), 1)
        body.addLayout(grid)

    def _asked(self, number: int, place: int, grid: QGridLayout) -> LineField:
        field = LineField(digits=True)
        field.setMaxLength(4)
        field.setObjectName(f"group_{number}")
        field.setAccessibleName(f"第 {number} 组")
        layout.fix(field, height=36)
        layout.most(field, 220)
        field.textChanged.connect(lambda _: self.changed.emit())
        field.enter_pressed.connect(self.enter_pressed)
        grid.addWidget(NeededLabel(f"第 {number} 组", field), 0, place)
        grid.addWidget(field, 1, place)
        grid.addWidget(PlainLabel("4 位数字，在打印纸上", "hint"), 2, place)
        return field

    @property
    def first(self) -> LineField:
        """Give the first field to be typed into."""
        return self._check[0]

    @property
    def groups(self) -> list[str]:
        """Give the recovery code in its groups of four."""
        plain = "".join(one for one in self.code if one.isdigit())
        return [plain[at : at + 4] for at in range(0, len(plain), 4)]

    def show_code(self, code: str) -> None:
        """Show another code, numbered as on paper."""
        self.code = code
        for field in self._check:
            field.clear()
        self.show_groups(self.groups)

    def show_groups(self, groups: Sequence[str]) -> None:
        """Show groups of digits."""
        layout.clear(self._groups)
        for place, digits in enumerate(groups):
            well = Well((14, 8, 14, 8), 0)
            line = layout.row(gap=10)
            line.addWidget(PlainLabel(str(place + 1), "hint"))
            line.addWidget(PlainLabel(digits, "card"))
            line.addStretch(1)
            well.body.addLayout(line)
            well.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            well.setAccessibleName(f"第 {place + 1} 组 {' '.join(digits)}")
            self._groups.addWidget(well, place // 5, place % 5)

    def why_not(self) -> str:
        """Say which of the two groups is still missing."""
        groups = self.groups
        for field, number in zip(self._check, ASKED_GROUPS, strict=True):
            if len(groups) < number or field.text() != groups[number - 1]:
                return f"还差第 {number} 组"
        return ""

    def _print(self) -> None:
        code = self.code
        self._jobs.run(
            lambda job: self._print_sheet(code),
            lambda data: sheet_out(self, self._jobs, data, "恢复单", COPIES),
            self._sorry,
        )

    def _sorry(self, trouble: Trouble) -> None:
        ask.say_trouble(self, trouble)

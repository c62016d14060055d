"""Who will work at the new computer: people who are known, to be ticked, and newcomers, to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.checks_common import is_phone
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.needed import NeededLabel
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.enrol_centre import Joining

OFFERED = ("station_lead", "social_worker", "supervisor")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody written by hand: the name, and the role once one is chosen."""

    name: str
    role: str
    phone: str = ""


class PackPeople(QWidget):
    """Boxes for those who are known, lines for newcomers."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[Box, Joining]] = []
        self._lines: list[NewLine] = []
        body = layout.column(self, gap=8)
        self._known = layout.column(gap=4)
        body.addLayout(self._known)
        self._new = layout.column(gap=8)
        body.addLayout(self._new)
        self.more = Button("再加一位", LINK, "plus", name="pack_more", pressed=self.add)
        body.addWidget(self.more, 0, layout.LEFT)

    def show_known(self, people: Sequence[Joining], station: str) -> None:
        """Offer other people; those of the station itself are ticked, a 督导 of elsewhere is not."""
        layout.clear(self._known)
        layout.clear(self._new)
        self._boxes, self._lines = [], []
        for one in people:
            own = one.worker_id.startswith(f"w-{station}")
            box = Box(f"{one.name}（{ROLE_NAMES.get(one.role, one.role)}）")
            box.setObjectName(f"pack_{one.worker_id}")
            box.setAccessibleName(box.text())
            box.setChecked(own)
            layout.fix(box, height=30)
            box.toggled.connect(lambda _: self.changed.emit())
            self._known.addWidget(box)
            self._boxes.append((box, one))
        if not any(box.isChecked() for box, _ in self._boxes):
            self.add()
        self.changed.emit()

    def add(self) -> None:
        """Offer a line for one more newcomer."""
        line = NewLine(len(self._lines) + 1)
        line.changed.connect(self.changed)
        line.away.connect(lambda: self._take_away(line))
        self._lines.append(line)
        self._new.addWidget(line)
        line.name.setFocus()
        self.changed.emit()

    def _take_away(self, line: NewLine) -> None:
        self._lines.remove(line)
        self._new.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()

    @property
    def lines(self) -> tuple[NewLine, ...]:
        """Give the lines of newcomers."""
        return tuple(self._lines)

    def ticked(self) -> list[Joining]:
        """Give those who are known and ticked."""
        return [one for box, one in self._boxes if box.isChecked()]

    def newcomers(self) -> list[Newcomer]:
        """Give those written by hand; a line nobody touched is nobody."""
        return [
            Newcomer(one.name.text().strip(), one.chosen, one.phone.text().strip())
            for one in self._lines
            if one.touched
        ]

    def why_not(self) -> str:
        """Say what is still missing."""
        written = self.newcomers()
        if any(not one.name for one in written):
            return "还差新来的人的姓名"
        if any(not one.role for one in written):
            return f"还差{next(one.name for one in written if not one.role)}的角色"
        wrong = next((one.name for one in written if one.phone and not is_phone(one.phone)), "")
        if wrong:
            return f"{wrong}的电话格式不正确"
        return "" if written or self.ticked() else "还差使用人，至少一位"


class NewLine(QWidget):
    """The name and the role of one newcomer."""

    changed = Signal()
    away = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = layout.grid(self, gap=12, down=4)
        self.name = LineField()
        self.name.setObjectName(f"new_name_{number}")
        self.name.setAccessibleName("姓名")
        self.name.setMaxLength(20)
        layout.fix(self.name, width=140, height=36)
        self.name.textChanged.connect(lambda _: self.changed.emit())
        self.role = Segments([Segment(role, ROLE_NAMES[role], n) for n, role in enumerate(OFFERED, 1)])
        self.role.setObjectName(f"new_role_{number}")
        self.role.setAccessibleName("角色")
        self.role.chosen.connect(lambda _: self.changed.emit())
        self.phone = LineField()
        self.phone.setObjectName(f"new_phone_{number}")
        self.phone.setAccessibleName("电话，可不填")
        self.phone.setMaxLength(20)
        layout.fix(self.phone, width=140, height=36)
        self.phone.textChanged.connect(lambda _: self.changed.emit())
        grid.addWidget(NeededLabel("姓名", self.name), 0, 0)
        grid.addWidget(NeededLabel("角色", self.role), 0, 1)
        grid.addWidget(self.name, 1, 0)
        grid.addWidget(self.role, 1, 1)
        phone = PlainLabel("电话（可不填）", "label")
        phone.setBuddy(self.phone)
        grid.addWidget(phone, 0, 2)
        grid.addWidget(self.phone, 1, 2)
        grid.addWidget(Button("移走", LINK, name=f"new_away_{number}", pressed=self.away.emit), 1, 3)
        grid.setColumnStretch(4, 1)

    @property
    def chosen(self) -> str:
        """Give the role, empty while none is chosen."""
        return str(self.role.value() or "")

    @property
    def newcomer(self) -> Newcomer:
        """Give who is written here."""
        return Newcomer(self.name.text().strip(), self.chosen, self.phone.text().strip())

    @property
    def touched(self) -> bool:
        """Tell whether anything was written here."""
        return bool(self.name.text().strip() or self.chosen or self.phone.text().strip())

"""Which stations a 督导 is responsible for: chips, one for each station."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import CardTitle
from sheqi_desktop.gui.widgets.chip import Chip
from sheqi_desktop.gui.widgets.flow import FlowLayout


class PackStations(QWidget):
    """The stations of the county, those assigned already switched on."""

    changed = Signal()

    def __init__(self, stations: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=8)
        body.addWidget(CardTitle("负责哪些站", "督导的电脑只收这些站的资料"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        self.chips: dict[str, Chip] = {}
        for code, name in stations:
            chip = Chip(name)
            chip.setCheckable(True)
            chip.setObjectName(f"pack_for_{code}")
            chip.setAccessibleName(f"负责 {name}")
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.chips else Qt.FocusPolicy.StrongFocus)
            chip.toggled.connect(lambda _: self.changed.emit())
            self.chips[code] = chip
            flow.addWidget(chip)
        body.addWidget(holder)
        self._fixed = PlainLabel("", "hint", wrap=True)
        body.addWidget(self._fixed)

    def show_assigned(self, stations: Collection[str]) -> None:
        """Switch on what is assigned already; more can be added here, nothing taken away."""
        for code, chip in self.chips.items():
            chip.setChecked(code in stations)
            chip.setEnabled(code not in stations)
        self._fixed.setText("已经负责的站不能在这里取消。" if stations else "")
        self._fixed.setVisible(bool(stations))

    def chosen(self) -> tuple[str, ...]:
        """Give the stations that are on."""
        return tuple(code for code, chip in self.chips.items() if chip.isChecked())

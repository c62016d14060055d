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
    """The stations of the county, without those assigned already."""

    changed = Signal()

    def __init__(self, stations: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = layout.column(self, gap=8)
        body.addWidget(CardTitle("负责哪些站", "督导的电脑只收这些站的资料"))
        self._stations, self._names = tuple(stations), list[str]()
        self._already = PlainLabel("", "hint", wrap=True)
        self._already.hide()
        body.addWidget(self._already)
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

    def show_assigned(self, stations: Collection[str]) -> None:
        """Say what is assigned already; here more can be added, nothing taken away."""
        self._names = [name for code, name in self._stations if code in stations]
        self._already.setText(f"已经负责 {'、'.join(self._names)}；这里只能再加。" if self._names else "")
        self._already.setVisible(bool(self._names))
        for code, chip in self.chips.items():
            chip.setChecked(False)
            chip.setVisible(code not in stations)

    @property
    def enough(self) -> bool:
        """Tell whether there is a station to be responsible for."""
        return bool(self._names or self.chosen())

    def chosen(self) -> tuple[str, ...]:
        """Give the stations that are added."""
        return tuple(code for code, chip in self.chips.items() if chip.isChecked())

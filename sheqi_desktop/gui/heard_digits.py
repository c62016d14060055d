"""电话核对指纹: the five groups of a machine, and whether the other side read the same over the telephone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.trouble import FingerprintDiffers
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.widgets.card import CardTitle
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.segments import Segment, Segments

SAME, OTHER = "same", "other"
TITLE = "电话核对指纹"


class HeardDigits(QWidget):
    """The digits, and the two answers; nothing is chosen until a person has heard."""

    compared = Signal()

    def __init__(self, how: str, same: str, name: str, parent: QWidget | None = None) -> None:
        """``how`` says whom to call, ``same`` is what is answered where the digits agree."""
        super().__init__(parent)
        column = layout.column(self, gap=12)
        column.addWidget(CardTitle(TITLE, how))
        self.digits = FingerprintBox(large=True)
        column.addWidget(self.digits, 0, layout.LEFT)
        self.same = Segments([Segment(SAME, same, 1, "ok"), Segment(OTHER, "不一样", 2, "bad")])
        self.same.setObjectName(name)
        self.same.setAccessibleName(TITLE)
        self.same.chosen.connect(lambda _: self.compared.emit())
        column.addWidget(self.same, 0, layout.LEFT)

    def differs(self) -> str:
        """Say in the exact words that the digits are not the same, '' where they are or nobody said."""
        return FingerprintDiffers().sentence if self.same.value() == OTHER else ""

    def why_not(self, step: str) -> str:
        """Say why a step (核准) cannot be taken, '' once the digits were the same."""
        if self.same.value() is None:
            return "还没有电话核对指纹"
        return f"指纹不一致，不能{step}" if self.same.value() == OTHER else ""

"""Five groups of four digits, large enough to be read aloud over the telephone; never only a part."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Well


def grouped(digits: str) -> str:
    """Put digits into groups of four."""
    plain = "".join(one for one in digits if one.isdigit())
    return "  ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


class FingerprintBox(Well):
    """A fingerprint, the same size on both ends of the telephone."""

    def __init__(self, digits: str = "", parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__((14, 10, 14, 10), 0, parent)
        self._words = PlainLabel("", "big" if large else "lead", selectable=True)
        self.body.addWidget(self._words)
        layout.least(self, height=44)
        self.show_digits(digits)

    def show_digits(self, digits: str) -> None:
        """Show another fingerprint; spoken digit by digit."""
        self._words.setText(grouped(digits))
        self.setAccessibleName("指纹 " + " ".join(one for one in digits if one.isdigit()))

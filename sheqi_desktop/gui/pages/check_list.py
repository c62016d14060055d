"""Every check of one file in its order: passed, failed, not reached; the list is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.gui.widgets.marks import IconMark
from sheqi_desktop.operations.explain_file import FAILED, NOT_REACHED, PASSED, Check

LOOKS = {
    PASSED: ("check", "ok", "通过", "body"),
    FAILED: ("x", "bad", "没通过", "strong"),
    NOT_REACHED: ("minus", "text2", "没有查到这一步", "second"),
}


class CheckList(QWidget):
    """One line that says how far the checks came, and under it the checks."""

    def __init__(self, checks: Sequence[Check], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks = tuple(checks)
        self.well: Well | None = None
        body = layout.column(self, gap=6)
        failed = next((number for number, one in enumerate(checks, 1) if one.state == FAILED), 0)
        words = (
            f"逐项核对（{len(checks)} 项里第 {failed} 项没通过）" if failed else f"逐项核对（{len(checks)} 项都通过）"
        )
        self.button = Button(words, LINK, "list", small=True, name="import_checks", pressed=self._turn)
        body.addWidget(self.button, 0, layout.LEFT)

    def _turn(self) -> None:
        if self.well is None:
            self.well = _made(self._checks)
            column = self.layout()
            assert column is not None
            column.addWidget(self.well)
        else:
            self.well.setVisible(not self.well.isVisible())


def _made(checks: Sequence[Check]) -> Well:
    well = Well((14, 8, 14, 8), 6)
    for one in checks:
        icon, ink, state, kind = LOOKS[one.state]
        line = layout.row(gap=10)
        line.addWidget(IconMark(icon, ink, 16))
        line.addWidget(PlainLabel(one.words, kind, wrap=True), 1)
        line.addWidget(PlainLabel(state, "second", tone="bad" if one.state == FAILED else ""))
        well.body.addLayout(line)
    return well

"""What a merge would do to the contract's numbers: measure by measure, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.operations.effect import Effect

SHOWN = 12


class EffectList(QWidget):
    """A short list; measures that stay as they are are only counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = layout.column(self, gap=6)
        whole.addWidget(PlainLabel("合并以后指标会怎样", "strong"))
        self._words = PlainLabel("", "second", wrap=True)
        whole.addWidget(self._words)
        self._well = Well((12, 8, 12, 8), 4)
        self._well.setObjectName("import_effect")
        whole.addWidget(self._well)
        self.show_waiting()

    def show_waiting(self, words: str = "核对通过以后先试合并一次，数给你看；试完全部退回。") -> None:
        """Nothing was tried yet, or the trial was stopped."""
        self._words.setText(words)
        self._words.show()
        self._well.hide()

    def show_effect(self, found: Sequence[Effect]) -> None:
        """Show the measures that would change."""
        layout.clear(self._well.body)
        moved = [one for one in found if one.moved]
        still = len(found) - len(moved)
        for one in moved[:SHOWN]:
            line = layout.row(gap=8)
            line.addWidget(PlainLabel(one.label, "body", elide=True), 1)
            line.addWidget(PlainLabel(f"{one.before} → {one.after}", "strong"))
            self._well.body.addLayout(line)
        more = len(moved) - SHOWN
        said = [f"另 {more} 项也会变。"] * (more > 0) + [f"另 {still} 项不变。"] * (bool(moved) and still > 0)
        self._words.setText("".join(said) if moved else "指标没有变化。")
        self._words.setVisible(bool(said) or not moved)
        self._well.setVisible(bool(moved))
        names = "，".join(f"{one.label} {one.before} 到 {one.after}" for one in moved)
        self._well.setAccessibleName(names or "指标没有变化")

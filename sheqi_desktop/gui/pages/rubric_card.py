"""评分参考: the criteria a document is judged by, each with the words of its levels a press away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.rubric import LEVEL_WORDS, Criterion, Rubric
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card


class RubricCard(Card):
    """To be read beside the document; scores are given on a page of their own."""

    score_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((12, 10, 12, 10), 4, radius=8, parent=parent)
        self._shown = ""
        head = layout.row(gap=6)
        self.title = PlainLabel("评分参考", "strong", elide=True)
        head.addWidget(self.title, 1)
        self.score = Button("评分", LINK, small=True, name="rubric_score", pressed=self.score_asked.emit)
        self.score.setAccessibleName("给这套文书评分")
        head.addWidget(self.score)
        self.body.addLayout(head)
        self._lines = layout.column(gap=2)
        self.body.addLayout(self._lines)

    def show_rubric(self, rubric: Rubric | None) -> None:
        """Show the criteria of a set of documents; nothing where there are none."""
        self.setVisible(rubric is not None)
        if rubric is None or rubric.id == self._shown:
            return
        self._shown = rubric.id
        self.title.setText(f"评分参考（{rubric.title}）")
        layout.clear(self._lines)
        for one in rubric.criteria:
            self._lines.addWidget(_Line(one))


class _Line(QWidget):
    """One criterion; pressed, it shows what each level means."""

    def __init__(self, one: Criterion) -> None:
        super().__init__()
        whole = layout.column(self, gap=2)
        head = layout.row(gap=6)
        name, _, rest = one.title.partition("：")
        self.press = Button(name, LINK, "chevron-right", small=True, name=f"rubric_{one.code}")
        self.press.setAccessibleName(f"{one.title}，占 {one.weight}%，看各级的说明")
        self.press.clicked.connect(self._turn)
        head.addWidget(self.press)
        head.addWidget(PlainLabel(rest, "hint", elide=True), 1)
        head.addWidget(PlainLabel(f"{one.weight}%", "hint"))
        whole.addLayout(head)
        self.levels = QWidget()
        inside = layout.column(self.levels, (22, 0, 0, 4), 2)
        for word, words in reversed(list(zip(LEVEL_WORDS, one.levels, strict=True))):
            inside.addWidget(PlainLabel(f"{word}：{words}", "hint", wrap=True))
        self.levels.hide()
        whole.addWidget(self.levels)

    def _turn(self) -> None:
        shown = self.levels.isHidden()
        self.levels.setVisible(shown)
        self.press.set_words(self.press.text(), "chevron-down" if shown else "chevron-right")

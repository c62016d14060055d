"""文书质量评分: each criterion with the words of its levels, what the program proposes, and the score."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.annotation import SCORE
from sheqi_desktop.domain.rubric import LEVELS, Criterion, grade, score
from sheqi_desktop.domain.trouble import ReviewRefused
from sheqi_desktop.gui import kinds, layout
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.segments import Segment, Segments
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.scores import REASON_AT_MOST, ScoreSheet, keep_score, refuse_wrong, score_sheet

NOT_ASKED = "none"
CHOICES = [*(Segment(level, str(level), level) for level in LEVELS), Segment(NOT_ASKED, "不适用")]


class ScorePage(ReadingPage):
    """The rubric from top to bottom; the score stands at the foot while it grows."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._record = ""
        self.sheet: ScoreSheet | None = None
        self.lines: dict[str, CriterionLine] = {}
        whole = layout.column(self, (24, 14, 24, 14), 10)
        self.why = PlainLabel("", "second_main", wrap=True)
        whole.addWidget(self.why)
        card = Card((18, 10, 10, 10), 0)
        scroll = ScrollColumn((0, 0, 8, 0), 0)
        self._body = scroll.body
        card.body.addWidget(scroll, 1)
        whole.addWidget(card, 1)
        foot = layout.row(gap=12)
        self.points = PlainLabel("", "card")
        self.wrong = PlainLabel("", "second", tone="warn", elide=True)
        self.keep_button = Button("保存评分", PRIMARY, "check", name="score_keep", pressed=self.submit)
        foot.addWidget(self.points)
        foot.addWidget(self.wrong, 1)
        foot.addWidget(self.keep_button)
        whole.addLayout(foot)

    def header(self) -> Header:
        """Say which set of documents; it is read from here."""
        if self.sheet is None:
            return Header("文书质量评分", search=False, new=False)
        said = f"{self.sheet.rubric.title}・{self.sheet.title}・{self.sheet.station}"
        see = Action("score_see", "看文书", "file-text", self._see, PLAIN)
        return Header("文书质量评分", said, crumbs=(("督导台账", "sessions"),), actions=(see,), search=False, new=False)

    def open(self, argument: object) -> None:
        """Open the set of documents a record belongs to."""
        if isinstance(argument, str):
            self._record = argument
        self.look()

    def question(self) -> Callable[[], object]:
        """Ask for the rubric and what is proposed."""
        return partial(score_sheet, self.desk, self._record)

    def show_found(self, found: object) -> None:
        """Show every criterion."""
        assert isinstance(found, ScoreSheet)
        self.sheet = found
        given = found.levels or dict(found.proposed)
        self.why.setText(f"程序看到：{found.why}　评分只作反馈，不排名次。")
        layout.clear(self._body)
        self.lines = {}
        for place, one in enumerate(found.rubric.criteria):
            if place:
                self._body.addWidget(Line())
            line = CriterionLine(one, found.proposed.get(one.code))
            line.show_given(given.get(one.code), one.code in given, found.reasons.get(one.code, ""))
            line.changed.connect(self._weigh)
            self.lines[one.code] = line
            self._body.addWidget(line)
        self._body.addStretch(1)
        self._weigh()
        self.setFocusProxy(next(iter(self.lines.values())).levels)

    def _weigh(self) -> None:
        if self.sheet is None:
            return
        levels, reasons = self._typed()
        points = score(self.sheet.rubric, levels)
        left = sum(not one.said for one in self.lines.values())
        so_far = f"评过的部分 {points}" if left else f"得分 {points}　{grade(points) if points else ''}"
        self.points.setText(so_far if points else "还没有评")
        try:
            refuse_wrong(self.sheet, levels, reasons)
            wrong = f"还有 {left} 项没评；不适用的选“不适用”" if left else ""
        except ReviewRefused as refused:
            wrong = str(refused.facts["why"]) if points else ""
        self.wrong.setText(wrong)
        self.keep_button.explain(wrong if points else "先评")

    def _typed(self) -> tuple[dict[str, int | None], dict[str, str]]:
        levels = {code: one.level for code, one in self.lines.items()}
        return levels, {code: one.reason.text() for code, one in self.lines.items()}

    def submit(self) -> None:
        """Ctrl+Enter: keep the score."""
        if self.sheet is None or not self.keep_button.isEnabled():
            return
        levels, reasons = self._typed()
        work = partial(keep_score, self.desk, self.sheet.record, levels, reasons)
        self.jobs.run(lambda job: work(), self._kept, self.sorry)

    def _kept(self, changes: Changes) -> None:
        self.toast("评分已保存，随数据包交给站里；社工看得到自己的。")
        self.changed.emit(changes)
        self.back_asked.emit()

    def _see(self) -> None:
        if self.sheet is None:
            return
        if page := kinds.file_page(self.sheet.kind):
            self.go(page, self.sheet.record)
        else:
            ask = FormAsk(self.sheet.kind, self.sheet.record, read_only=True)
            self.go(kinds.form_page(self.sheet.kind), ask)

    def help_topic(self) -> str:
        """F1."""
        return SCORE


class CriterionLine(QWidget):
    """One criterion: its weight, the five levels, the words of the one chosen, and a reason where one is asked for."""

    changed = Signal()

    def __init__(self, criterion: Criterion, proposed: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion, self._proposed = criterion, proposed
        column = layout.column(self, (0, 10, 0, 10), 5)
        head = layout.row(gap=8)
        head.addWidget(PlainLabel(f"{criterion.code}　{criterion.title}", "strong", wrap=True), 1)
        head.addWidget(PlainLabel(f"{criterion.weight}%", "hint"))
        column.addLayout(head)
        line = layout.row(gap=12)
        self.levels = Segments(CHOICES)
        self.levels.setAccessibleName(f"{criterion.title}的等级")
        self.levels.setObjectName(f"level_{criterion.code}")
        self.levels.chosen.connect(lambda _: self._say())
        line.addWidget(self.levels)
        self.words = PlainLabel("", "second_main", wrap=True)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        all_words = "　".join(f"{level} {words}" for level, words in enumerate(criterion.levels))
        column.addWidget(PlainLabel(all_words, "hint", wrap=True))
        self.reason = LineField()
        self.reason.setMaxLength(REASON_AT_MOST)
        self.reason.setPlaceholderText("改动理由")
        self.reason.setAccessibleName(f"{criterion.title}的改动理由")
        self.reason.textChanged.connect(lambda _: self.changed.emit())
        self.reason.hide()
        column.addWidget(self.reason)

    @property
    def said(self) -> bool:
        """Tell whether anything was chosen."""
        return self.levels.value() is not None

    @property
    def level(self) -> int | None:
        """Give the level, None where it does not apply or nothing was chosen."""
        value = self.levels.value()
        return value if isinstance(value, int) else None

    def show_given(self, level: int | None, known: bool, reason: str) -> None:
        """Show what was given before, or what is proposed."""
        self.levels.set_value(level if level is not None else NOT_ASKED if known else None)
        self.reason.setText(reason)
        self._say()

    def _say(self) -> None:
        level = self.level
        told = self._criterion.levels[level] if level is not None else ""
        if self._proposed is not None:
            told = f"{told}　（程序建议 {self._proposed}）".strip()
            self.reason.setVisible(self.said and level != self._proposed)
        self.words.setText(told)
        self.changed.emit()

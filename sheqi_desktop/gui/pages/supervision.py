"""督导情况: the figures of a quarter by supervisor, station, kind of document and problem; each opens its records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.supervision_facts import Quarter, Scope
from sheqi_desktop.gui import ask, kinds, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Action, Header
from sheqi_desktop.gui.pages import registry
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.pick_examples import pick_examples
from sheqi_desktop.gui.pages.reading import ReadingPage
from sheqi_desktop.gui.pages.supervision_cells import (
    FIGURES,
    GROUPS,
    ISSUES,
    LATES,
    figure_row,
    group_row,
    issue_words,
    late_row,
)
from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import PRIMARY, IconButton
from sheqi_desktop.gui.widgets.card import Card, CardTitle
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.gui.widgets.tabs import Tabs
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.late_verdicts import LateVerdict, late_verdicts
from sheqi_desktop.operations.print_supervision import examples_to_choose, print_supervision
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.supervision_figures import (
    BY_ISSUE,
    BY_KIND,
    BY_STATION,
    BY_SUPERVISOR,
    TAG,
    Group,
    Overview,
    Wanted,
    overview,
    repeated_issues,
    this_quarter,
)
from sheqi_desktop.operations.writing import write_file

VIEWS = ((BY_SUPERVISOR, "按督导"), (BY_STATION, "按站点"), (BY_KIND, "按文书"), (BY_ISSUE, "共性问题"))
LATE, REPEATED = "late", "repeated"
SIDE = 470
NOTHING = 3
NONE = ("message-square-text", "这个季度还没有督导批注", "督导写了批注、给了结论、做了督导记录，这里就有数字。")


class SupervisionPage(ReadingPage):
    """Groups at the left, the figures of the chosen one at the right; Enter opens the records behind a figure."""

    KINDS = frozenset({"annotation", "annotation_reply", "verdict", "supervision_session", "quality_score"})

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.quarter = this_quarter(desk)
        self.told: Overview | None = None
        self._late: list[LateVerdict] = []
        self._repeated: list[tuple[str, int, int]] = []
        whole = layout.column(self, gap=0)
        whole.addLayout(self._choices())
        self.stack = QStackedWidget()
        self.stack.addWidget(Panes(self._groups_card(), self._figures_card(), SIDE, margins=(24, 0, 24, 8)))
        self.issues = self._list_card(ISSUES, "supervision_issues", "共性问题", self._open_issue)
        self.late = self._list_card(LATES, "supervision_late", "超过14天没有结论的文书", self._open_late)
        self.stack.addWidget(EmptyState(*NONE))
        whole.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    # ------------------------------------------------------------------ parts
    def _choices(self) -> QHBoxLayout:
        line = layout.row(margins=(24, 8, 24, 8), gap=10)
        own = (LATE, "超过14天") if self.desk.place.kind == "centre" else (REPEATED, "反复出现")
        self.tabs = Tabs((*VIEWS, own))
        self.tabs.chosen.connect(lambda _: self._show_view())
        line.addWidget(self.tabs, 1)
        self.before = IconButton("chevron-left", "上一季度", name="quarter_before")
        self.before.clicked.connect(lambda: self._turn_to(self.quarter.before))
        self.after = IconButton("chevron-right", "下一季度", name="quarter_after")
        self.after.clicked.connect(lambda: self._turn_to(self.quarter.after))
        self._words = PlainLabel(self.quarter.words, "strong")
        for one in (self.before, self._words, self.after):
            line.addWidget(one)
        return line

    def _groups_card(self) -> Card:
        card = Card((1, 8, 1, 8), 0)
        self.table = RecordTable(GROUPS, name="supervision_groups")
        self.table.setAccessibleName("督导情况")
        self.table.chosen.connect(lambda _: self._show_figures())
        self.table.opened.connect(lambda _: self.figures.setFocus())
        layout.least(self.table, width=520, height=160)
        card.body.addWidget(self.table, 1)
        return card

    def _figures_card(self) -> Card:
        card = Card((1, 12, 1, 10), 6)
        head = layout.row(margins=(18, 0, 18, 0))
        self._title = CardTitle("全县")
        head.addWidget(self._title)
        card.body.addLayout(head)
        self.figures = RecordTable(FIGURES, row_height=46, name="supervision_figures")
        self.figures.setAccessibleName("这一组的数字")
        self.figures.opened.connect(self._open_figure)
        layout.least(self.figures, width=400, height=180)
        card.body.addWidget(self.figures, 1)
        foot = layout.row(margins=(18, 0, 18, 0))
        self._foot = PlainLabel("点数字或按回车，看计入和未计入的记录", "second", wrap=True)
        foot.addWidget(self._foot, 1)
        card.body.addLayout(foot)
        return card

    def _list_card(
        self, columns: tuple[Column, ...], name: str, words: str, opened: Callable[[str], object]
    ) -> RecordTable:
        holder = QWidget()
        card = Card((1, 8, 1, 8), 0)
        table = RecordTable(columns, name=name)
        table.setAccessibleName(words)
        table.opened.connect(opened)
        card.body.addWidget(table)
        layout.column(holder, (24, 0, 24, 8)).addWidget(card)
        self.stack.addWidget(holder)
        return table

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say which quarter, and offer the report."""
        actions = (
            Action("supervision_excel", "导出 Excel", "file-spreadsheet", partial(self._report, "xlsx")),
            Action("supervision_pdf", "季度报告", "file-text", partial(self._report, "pdf"), "primary"),
        )
        said = f"{self.quarter.words}・不排名，只看哪里要帮"
        return Header("督导情况", said, actions=actions, search=False, new=False)

    def open(self, argument: object) -> None:
        """Show a quarter, or with ``late`` what waits longer than 14 days for a verdict."""
        if isinstance(argument, Quarter):
            self.quarter = argument
        if argument == LATE:
            self.tabs.choose(LATE)
        super().open(argument)

    def keep(self) -> object:
        """Keep the quarter, the view and the rows."""
        return self.quarter, self.tabs.current, self.table.current_id, self.figures.current_id

    def restore(self, kept: object) -> None:
        """Come back to them."""
        assert isinstance(kept, tuple)
        quarter, view, self._group_kept, self._figure_kept = kept
        if quarter != self.quarter:
            self._turn_to(quarter)
        self.tabs.choose(view)
        self._show_view()
        self.table.choose(self._group_kept)
        self.figures.choose(self._figure_kept)

    def help_topic(self) -> str:
        """F1."""
        return "supervision"

    def print_(self) -> None:
        """Ctrl+P: the report of the quarter."""
        self._report("pdf")

    def question(self) -> Callable[[], object]:
        """Ask for the figures of the quarter, and what waits too long."""
        desk, quarter = self.desk, self.quarter
        own = desk.place.kind == "supervisor"
        return lambda: (
            overview(desk, quarter),
            late_verdicts(desk),
            repeated_issues(desk, quarter) if own else [],
        )

    def show_found(self, found: object) -> None:
        """Show them in the view that is chosen."""
        assert isinstance(found, tuple)
        self.told, self._late, self._repeated = found
        if self.desk.place.kind == "centre":
            self.tabs.set_words(LATE, f"超过14天 {len(self._late)}")
        self._words.setText(self.quarter.words)
        self.after.setEnabled(self.quarter != this_quarter(self.desk))
        self._show_view()

    def _turn_to(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self._words.setText(quarter.words)
        self.header_changed.emit()
        self.look()

    # ------------------------------------------------------------------ showing
    def _show_view(self) -> None:
        if self.told is None:
            return
        view = self.tabs.current
        if view == LATE:
            self.late.show_rows([late_row(one) for one in self._late])
            self._shown(self.late, bool(self._late))
        elif view == REPEATED:
            words = self.desk.library.vocabularies["issue_tag"]
            said = [(tag, f"{who}　{words.label(tag)}　{papers} 份文书") for who, tag, papers in self._repeated]
            told = [Row(f"{TAG}{tag}/{place}", (line,)) for place, (tag, line) in enumerate(said)]
            self.issues.show_rows(told)
            self._shown(self.issues, bool(told))
        elif view == BY_ISSUE:
            months = [f"{int(one[5:])}月" for one in self.quarter.months]
            self.issues.show_rows([Row(f"{TAG}{one.tag}", (issue_words(one, months),)) for one in self.told.issues])
            self._shown(self.issues, bool(self.told.issues))
        else:
            rows = self.told.groups[view]
            if view == BY_SUPERVISOR and self.desk.place.kind == "supervisor":
                # What all did is here what the one person did.
                rows = rows[:1]
            self.table.show_rows([group_row(one) for one in rows])
            self.stack.setCurrentIndex(0)
            if not self.table.current_id:
                self.table.choose(rows[0].key or "all")
            self._show_figures()

    def _shown(self, table: RecordTable, some: bool) -> None:
        place = 1 if table is self.issues else 2
        self.stack.setCurrentIndex(place if some else NOTHING)

    def _group(self) -> Group | None:
        if self.told is None or self.tabs.current not in self.told.groups:
            return None
        key = self.table.current_id.replace("all", "") if self.table.current_id == "all" else self.table.current_id
        return next((one for one in self.told.groups[self.tabs.current] if one.key == key), None)

    def _show_figures(self) -> None:
        group = self._group()
        if group is None:
            return
        self._title.title.setText(group.name)
        self.figures.show_rows([figure_row(one) for one in group.figures])
        kinds = "、".join(f"{name} {number}" for name, number in group.kinds)
        told = "点数字或按回车，看计入和未计入的记录"
        self._foot.setText(f"批注：{kinds}。{told}" if kinds else told)

    # ------------------------------------------------------------------ acts
    def _open_figure(self, figure: str) -> None:
        group = self._group()
        if group is not None:
            self.go(
                registry.SUPERVISION_ROWS[self.desk.place.kind], Wanted(self.quarter, group.scope, figure, group.name)
            )

    def _open_issue(self, tag: str) -> None:
        assert self.told is not None
        top = self.told.groups[BY_SUPERVISOR][0]
        self._open_rows(Wanted(self.quarter, top.scope, tag.partition("/")[0], top.name))

    def _open_rows(self, wanted: Wanted) -> None:
        self.go(registry.SUPERVISION_ROWS[self.desk.place.kind], wanted)

    def _open_late(self, record: str) -> None:
        line = next(one for one in self._late if one.record == record)
        words = f"{line.station}　{line.number}　负责督导：{line.supervisors}"
        choices = (
            ask.Choice("no", "先不"),
            ask.Choice("look", "看这份文书"),
            ask.Choice("assign", "改派督导", PRIMARY),
        )
        title = f"“{line.title}”等了 {line.days} 天没有结论"
        done = ask.decide(self, title, words, choices, harmless="no", icon="clock-alert")
        if done == "assign":
            self.go("assign" if registry.known(self.desk.place.kind, "assign") else "people", None)
        elif done == "look":
            file = kinds.file_page(line.kind)
            self.go(file, record) if file else self.go(
                kinds.form_page(line.kind), FormAsk(line.kind, record, read_only=True)
            )

    def _report(self, shape: str) -> None:
        group = self._group()
        scope = group.scope if group is not None and self.tabs.current == BY_SUPERVISOR else Scope()
        self.jobs.run(
            lambda job: examples_to_choose(self.desk, self.quarter, scope.supervisor),
            lambda found: self._ask_report(shape, scope.supervisor, found),
            self.sorry,
        )

    def _ask_report(self, shape: str, supervisor: str, offered: list[tuple[str, str]]) -> None:
        chosen = pick_examples(self, self.desk, offered)
        if chosen is None:
            return
        examples, second = chosen
        pattern = "PDF (*.pdf)" if shape == "pdf" else "Excel (*.xlsx)"
        path = ask.save_file(self, "存到哪里", f"督导季度报告{self.quarter}.{shape}", pattern)
        if path is None:
            return
        work = partial(self._write, path, supervisor, shape, examples, second)
        self.jobs.run(lambda job: work(), lambda _: self.toast(f"已写好：{path.name}"), self.sorry)

    def _write(self, path: Path, supervisor: str, shape: str, examples: tuple[str, ...], second: Second | None) -> None:
        write_file(path, print_supervision(self.desk, self.quarter, supervisor, shape, examples, second))

"""从 Excel 导入: the sheet is judged line by line, looked at, and only then the right lines are written together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.kinds import list_page
from sheqi_desktop.gui.page import Action, Header, Page
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card
from sheqi_desktop.gui.widgets.chip import ChipRow
from sheqi_desktop.gui.widgets.drop_zone import DropZone
from sheqi_desktop.gui.widgets.empty_state import EmptyState
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.import_sheet import (
    STATE_WORDS,
    Imported,
    Judged,
    SheetLine,
    State,
    import_lines,
    judge_sheet,
    ledger_template,
    left_over,
)
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.writing import written

PATTERN = "Excel (*.xlsx)"
COLUMNS = (
    Column("line", "行", 56, "number"),
    Column("what", "内容", 260),
    Column("state", "结果", 120, "badges"),
    Column("says", "说明", 420, stretch=True),
)
TONES: dict[State, tuple[str, str]] = {
    "ready": ("ok", "circle-check"),
    "draft": ("info", "file-pen"),
    "ask": ("warn", "circle-alert"),
    "wrong": ("bad", "ban"),
}
SHOWN_CELLS = 3


class LedgerImportPage(Page):
    """One sheet at a time."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self.kind = "client"
        self.judged: Judged | None = None
        self._confirmed: set[int] = set()
        self._done: frozenset[int] = frozenset()
        whole = layout.column(self, (24, 16, 24, 0), 12)
        self.drop = DropZone(
            "把填好的 Excel 拖到这里，或点右边选文件",
            "每一行都按表单的规矩查一遍，看过再写入。没有模板，先按下面的“存空表”。",
            "选 Excel 文件",
            PATTERN,
            name="sheet_drop",
        )
        self.drop.files_chosen.connect(self.look_at)
        whole.addWidget(self.drop)
        self._said = Banner("bad", "", "")
        self._said.hide()
        whole.addWidget(self._said)
        self.chips = ChipRow((("", "全部", 0), *((key, words, 0) for key, words in STATE_WORDS.items())))
        self.chips.chosen.connect(self._fill)
        whole.addWidget(self.chips)
        card = Card((1, 6, 1, 8), 0)
        self.table = RecordTable(COLUMNS, name="sheet_table", multi=True)
        self.table.setAccessibleName("表里的行")
        self.table.opened.connect(lambda line: self._turn([int(line)]))
        self.table.actions_for = lambda line: (
            Action("sheet_turn", "确认，导入这一行 / 不导入", run=partial(self._turn, [int(line)])),
        )
        blank = Action("sheet_template_first", "存空表", "file-down", self._template)
        none = EmptyState("file-spreadsheet", "还没有选文件", "存空表，在 Excel 里一行填一条，再选回来。", blank)
        self._stack = QStackedWidget()
        self._stack.addWidget(none)
        self._stack.addWidget(self.table)
        card.body.addWidget(self._stack, 1)
        whole.addWidget(card, 1)
        whole.addLayout(self._foot())
        self.setFocusProxy(self.drop.button)

    def _foot(self) -> QHBoxLayout:
        line = layout.row(margins=(0, 0, 0, 12), gap=10)
        self.template = Button("存空表", icon="file-down", name="sheet_template", pressed=self._template)
        self.confirm = Button("要确认的都确认", SOFT, "check-check", name="sheet_confirm", pressed=self._confirm_all)
        self.left = Button("存出没导入的行", icon="file-warning", name="sheet_left", pressed=self._left)
        self.write = Button("导入", PRIMARY, "download", name="sheet_write", pressed=self.submit)
        self._why = PlainLabel("", "second", wrap=True)
        line.addWidget(self.template)
        line.addWidget(self._why, 1)
        line.addWidget(self.confirm)
        line.addWidget(self.left)
        line.addWidget(self.write)
        return line

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say for which list."""
        words = words_of(self.kind)
        crumbs = ((words.list_words, list_page(self.kind)),)
        return Header("从 Excel 导入", words.words, crumbs, search=False, new=False)

    def open(self, argument: object) -> None:
        """Begin for a kind; a sheet that was being looked at stays when one comes back to the same."""
        kind = argument if isinstance(argument, str) and argument else self.kind
        if kind != self.kind:
            self.kind, self.judged, self._done = kind, None, frozenset()
            self._confirmed.clear()
            self._said.hide()
        self._fill()
        self.header_changed.emit()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Judge a sheet; nothing is written."""
        if paths:
            kind, path = self.kind, paths[0]
            self._said.hide()
            self._why.setText("正在一行一行地查…")
            self.jobs.run(lambda job: judge_sheet(self.desk, kind, path), self._judged, self._sorry)

    def submit(self) -> None:
        """Ctrl+Enter: write what is right and what was confirmed."""
        judged = self.judged
        if judged is None or self._done or not self._wanted():
            return
        confirmed = frozenset(self._confirmed)
        self.write.explain("正在写入，请稍等")
        self.jobs.run(lambda job: import_lines(self.desk, judged, confirmed), self._imported, self._sorry)

    # ------------------------------------------------------------------ what was found
    def _judged(self, judged: Judged) -> None:
        self.judged, self._done = judged, frozenset()
        self._confirmed.clear()
        if judged.strange:
            names = "”“".join(judged.strange[:5])
            self._say("info", "有几列不认识，没有导入", f"“{names}”。存出没导入的行时会带上。")
        elif not judged.lines:
            self._say("info", "表里没有行", "在第 5 行起填，一行一条。")
        self._fill()
        self.table.setFocus()
        self.say(f"{judged.file}：{len(judged.lines)} 行，{len(judged.of('wrong'))} 行有问题")

    def _imported(self, made: Imported) -> None:
        self._done = made.lines
        drafts = len(made.lines) - made.handed_in
        words = f"已导入 {len(made.lines)} 行：提交 {made.handed_in}，存草稿 {drafts}"
        left = len(self.judged.lines) - len(made.lines) if self.judged is not None else 0
        rest = f"没导入的 {left} 行还在表里，存出来改好再来。" if left else "全部导入了。"
        self._say("ok", words, rest)
        self._fill()
        self.toast(words)
        self.changed.emit(made.changes)
        (self.left if left else self.drop.button).setFocus()

    def _sorry(self, trouble: Trouble) -> None:
        self._say("bad", "", f"{trouble.sentence}（{trouble.code}）")
        self._fill()

    def _say(self, tone: str, title: str, text: str) -> None:
        self._said.say(tone, title, text)
        self._said.show()

    # ------------------------------------------------------------------ the lines
    def _wanted(self) -> list[SheetLine]:
        judged = self.judged
        if judged is None:
            return []
        return [one for one in judged.lines if one.state in ("ready", "draft") or one.number in self._confirmed]

    def _fill(self) -> None:
        judged = self.judged
        lines = judged.lines if judged is not None else ()
        self.chips.setVisible(bool(lines))
        self.chips.set_count("", len(lines))
        for state in STATE_WORDS:
            self.chips.set_count(state, sum(one.state == state for one in lines))
        chosen = self.chips.current
        self.table.show_rows([self._row(one) for one in lines if not chosen or one.state == chosen])
        self._stack.setCurrentIndex(1 if lines else 0)
        asked = {one.number for one in lines if one.state == "ask"}
        self.confirm.setVisible(bool(asked - self._confirmed) and not self._done)
        count = 0 if self._done else len(self._wanted())
        self.write.set_words(f"导入 {count} 行" if count else "导入")
        self.write.explain("" if count else "没有可导入的行" if lines else "先选 Excel 文件")
        waiting = len(asked - self._confirmed)
        self._why.setText(
            f"还有 {waiting} 行要你看一眼：选中按回车，就是确认导入" if waiting and not self._done else ""
        )
        self.left.setVisible(bool(self._left_lines()))

    def _left_lines(self) -> list[SheetLine]:
        lines = self.judged.lines if self.judged is not None else ()
        going = self._done or {one.number for one in self._wanted()}
        return [one for one in lines if one.number not in going]

    def _row(self, line: SheetLine) -> Row:
        tone, icon = TONES[line.state]
        words = STATE_WORDS[line.state]
        if line.number in self._done:
            words, tone, icon = "已导入", "ok", "check-check"
        elif line.state == "ask" and line.number in self._confirmed:
            words, tone, icon = "已确认", "ok", "check"
        what = "　".join(cell for cell in line.cells.values() if cell)
        shown = "　".join([cell for cell in line.cells.values() if cell][:SHOWN_CELLS])
        badge = (BadgeCell(words, tone, icon),)
        return Row(str(line.number), (Sorted(str(line.number), line.number), shown or what, badge, line.problem))

    def _turn(self, numbers: Sequence[int]) -> None:
        """Confirm lines that wait for a word, or take that back."""
        judged = self.judged
        if judged is None or self._done:
            return
        asked = {one.number for one in judged.of("ask")} & set(numbers)
        self._confirmed ^= asked
        self._fill()

    def _confirm_all(self) -> None:
        if self.judged is not None:
            self._confirmed |= {one.number for one in self.judged.of("ask")}
            self._fill()

    # ------------------------------------------------------------------ files
    def _template(self) -> None:
        path = ask.save_file(self, "存空表", f"{words_of(self.kind).words}导入表.xlsx", PATTERN)
        if path is not None:
            kind = self.kind
            self.jobs.run(lambda job: written(path, ledger_template(self.desk, kind)), self._kept, self._sorry)

    def _left(self) -> None:
        judged = self.judged
        path = ask.save_file(self, "存出没导入的行", "没导入的行.xlsx", PATTERN)
        if path is not None and judged is not None:
            left = {one.number for one in self._left_lines()}
            going = {one.number for one in judged.lines} - left
            self.jobs.run(lambda job: written(path, left_over(self.desk, judged, going)), self._kept, self._sorry)

    def _kept(self, path: Path) -> None:
        self.toast(f"已写好 {path.name}")

    def escape(self) -> bool:
        """Esc goes back."""
        self.back_asked.emit()
        return True

"""打印预览 (12): the very PDF that will be printed, page by page, with what is masked and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.print_side import PageList, PaperSheet
from sheqi_desktop.gui.pages.printing import PRINT_DPI, picture_of, printers, send_to_printer
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button, IconButton
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.preview import Sheet, preview
from sheqi_desktop.operations.print_record import PaperChoice, Printed, papers_for, print_answers, print_record
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.writing import written

ZOOMS = (50, 67, 80, 92, 100, 125, 150, 200)
LOOK_DPI = 144


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose at the right."""

    paper: str = ""
    masked: bool = True
    reason: str = ""
    names: bool = True
    footer: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, its pages as pictures, and the papers one may choose from."""

    printed: Printed
    sheets: tuple[Sheet, ...]
    papers: tuple[PaperChoice, ...]


def make(desk: Desk, ask_: FormAsk, options: Options, dpi: int) -> Made:
    """Make the PDF and its pictures; on the worker thread."""
    answers: Answers = ask_.answers
    if answers:
        printed = print_answers(desk, ask_.form, answers, paper_id=options.paper, masked=options.masked)
    else:
        printed = print_record(
            desk,
            ask_.form,
            ask_.record,
            paper_id=options.paper,
            masked=options.masked,
            reason=options.reason,
            names=options.names,
            footer=options.footer,
        )
    return Made(printed, preview(printed.data, dpi), tuple(papers_for(desk, ask_.form, answers)))


class PrintPreviewPage(Page):
    """The page; it knows nothing of forms but what the verb gives it."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self._ask = FormAsk("")
        self._options = Options()
        self._turn = 0
        self.made: Made | None = None
        self._pictures: list[QPixmap] = []
        whole = layout.column(self, gap=0)
        whole.addWidget(self._build_bar())
        whole.addWidget(Line("border"))
        line = layout.row(gap=0)
        whole.addLayout(line, 1)
        left = ScrollColumn((18, 16, 12, 16), 8)
        left.body.addWidget(PlainLabel("页面", "label_strong"))
        self.pages = PageList()
        self.pages.chosen.connect(self._turn_to)
        left.body.addWidget(self.pages)
        left.body.addStretch(1)
        layout.fix(left, width=152)
        line.addWidget(left)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.sheet = PaperSheet()
        self._scroll.setWidget(self.sheet)
        line.addWidget(self._scroll, 1)
        line.addWidget(self._build_side())
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self._whole_width)

    def _build_bar(self) -> QWidget:
        bar = Card((20, 9, 20, 9), 0, radius=0, outline="")
        line = layout.row(gap=8)
        self.print_button = Button("打印", PRIMARY, "printer", name="print_now", pressed=self.print_now)
        line.addWidget(self.print_button)
        line.addWidget(Button("存为 PDF", icon="file-down", name="print_save", pressed=self.save))
        line.addSpacing(8)
        name = PlainLabel("表样", "second")
        self.papers = ChoiceList(initials)
        self.papers.setAccessibleName("表样")
        self.papers.activated.connect(self._choose_paper)
        name.setBuddy(self.papers)
        layout.fix(self.papers, width=220, height=36)
        line.addWidget(name)
        line.addWidget(self.papers)
        line.addSpacing(8)
        line.addWidget(IconButton("zoom-out", "缩小", name="zoom_out", pressed=lambda: self._zoom(-1)))
        self._percent = PlainLabel("100%", "second")
        line.addWidget(self._percent)
        line.addWidget(IconButton("zoom-in", "放大", name="zoom_in", pressed=lambda: self._zoom(1)))
        line.addWidget(Button("整页", small=True, name="zoom_page", pressed=self.whole_sheet))
        line.addStretch(1)
        self._where = PlainLabel("", "second")
        line.addWidget(self._where)
        line.addWidget(Button("关闭", icon="x", name="print_close", pressed=self.back_asked.emit))
        bar.body.addLayout(line)
        return bar

    def _build_side(self) -> QWidget:
        side = ScrollColumn((20, 16, 20, 16), 8)
        body = side.body
        body.addWidget(PlainLabel("打印设置", "card"))
        body.addWidget(PlainLabel("打印机", "label"))
        self.printer = ChoiceList(initials)
        self.printer.setAccessibleName("打印机")
        layout.fix(self.printer, height=36)
        body.addWidget(self.printer)
        body.addWidget(PlainLabel("份数（A4）", "label"))
        self.copies = LineField(digits=True)
        self.copies.setText("1")
        self.copies.setMaxLength(2)
        self.copies.setAccessibleName("份数")
        layout.fix(self.copies, height=36)
        body.addWidget(self.copies)
        body.addWidget(Line())
        body.addWidget(PlainLabel("隐私", "strong"))
        self.masked = self._box("遮住身份证号、电话中间几位", "print_masked", True)
        body.addWidget(self.masked)
        body.addWidget(PlainLabel("报给外单位时请保持勾选", "hint", wrap=True))
        self.nameless = self._box("不打印姓名，只印“王某某”", "print_nameless", False)
        body.addWidget(self.nameless)
        self.foot = self._box("页脚加打印人和时间", "print_footer", True)
        body.addWidget(self.foot)
        self._warn = Banner("warn", "", "", edge=False)
        self._warn.hide()
        body.addWidget(self._warn)
        body.addStretch(1)
        body.addWidget(Banner("info", "", "正式表样不改字号和行高。内容太长会自动续页，不会截断。", edge=False))
        layout.fix(side, width=290)
        return side

    def _how_many(self) -> int:
        """Give the copies wanted; what is no number is one."""
        typed = self.copies.text().strip()
        return max(int(typed), 1) if typed.isdecimal() else 1

    def _box(self, words: str, name: str, on: bool) -> Box:
        box = Box(words)
        box.setObjectName(name)
        box.setChecked(on)
        box.clicked.connect(self._chosen)
        return box

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is printed."""
        title = self.made.printed.title if self.made else ""
        return Header("打印预览", title, search=False, form=True, new=False)

    def open(self, argument: object) -> None:
        """Show a record, or a form being typed, on its paper."""
        if isinstance(argument, FormAsk):
            self._ask = argument
        self._options = Options(self._ask.paper)
        for box, on in ((self.masked, True), (self.nameless, False), (self.foot, True)):
            box.setChecked(on)
        typed = bool(self._ask.answers)
        for box in (self.nameless, self.foot):
            box.setEnabled(not typed)
        self.printer.clear()
        found = printers()
        self.printer.addItems(found or ["没找到打印机，可以存为 PDF"])
        self.printer.setCurrentIndex(0)
        self.printer.setEnabled(bool(found))
        self.setFocusProxy(self.print_button)
        self._make()

    def _make(self) -> None:
        self._turn += 1
        turn, work = self._turn, partial(make, self.desk, self._ask, self._options, LOOK_DPI)
        self.jobs.run(lambda job: (turn, work()), self._show, self._sorry)

    def _show(self, answer: tuple[int, Made]) -> None:
        turn, made = answer
        if turn != self._turn:
            return
        first = self.made is None
        self.made = made
        self._pictures = [QPixmap.fromImage(picture_of(one)) for one in made.sheets]
        self.pages.show_pages(self._pictures)
        self.papers.clear()
        self.papers.addItems([one.title for one in made.papers])
        chosen = next((n for n, one in enumerate(made.papers) if one.id == self._options.paper), 0)
        self.papers.setCurrentIndex(chosen)
        self._turn_to(min(self.pages.at, len(self._pictures) - 1))
        self._warn.setVisible(bool(made.printed.warnings))
        self._warn.say("warn", "", "\n".join(made.printed.warnings))
        self.header_changed.emit()
        if first:
            self._look_soon.start(0)

    def _sorry(self, trouble: Trouble) -> None:
        if not self._options.masked:
            self._options = replace(self._options, masked=True, reason="")
            self.masked.setChecked(True)
        ask.say_trouble(self, trouble)

    def _turn_to(self, place: int) -> None:
        if not self._pictures:
            return
        self.sheet.show_picture(self._pictures[max(place, 0)], LOOK_DPI)
        self._scroll.verticalScrollBar().setValue(0)
        self._where.setText(f"第 {max(place, 0) + 1} 页 / 共 {len(self._pictures)} 页")

    def whole_sheet(self) -> None:
        """整页: as large as the whole sheet can be seen."""
        self._set_zoom(self.sheet.fitting(self._scroll.viewport().size()))

    def _whole_width(self) -> None:
        self._set_zoom(self.sheet.fitting(self._scroll.viewport().size(), whole_sheet=False))

    def _zoom(self, step: int) -> None:
        now = self.sheet.percent
        wanted = [one for one in ZOOMS if (one > now if step > 0 else one < now)]
        if wanted:
            self._set_zoom(wanted[0] if step > 0 else wanted[-1])

    def _set_zoom(self, percent: int) -> None:
        self.sheet.set_zoom(percent)
        self._percent.setText(f"{percent}%")

    # ------------------------------------------------------------------ choosing
    def _choose_paper(self, place: int) -> None:
        if self.made is not None and 0 <= place < len(self.made.papers):
            self._options = replace(self._options, paper=self.made.papers[place].id)
            self._make()

    def _chosen(self) -> None:
        masked, reason = self.masked.isChecked(), self._options.reason
        if not masked and self._options.masked:
            words = "身份证号和电话会整个印出来，用途会记入日志。"
            said = ask.reason(self, "不遮住号码？", words, "用途", action="不遮", kind="danger")
            if said is None:
                self.masked.setChecked(True)
                return
            reason = said
        self._options = replace(
            self._options,
            masked=masked,
            reason="" if masked else reason,
            names=not self.nameless.isChecked(),
            footer=self.foot.isChecked(),
        )
        self._make()

    # ------------------------------------------------------------------ out
    def print_now(self) -> None:
        """Send it to the printer."""
        if self.made is None:
            return
        if not self.printer.isEnabled():
            ask.tell(self, "没找到打印机", "可以先存为 PDF，到别的电脑上打。")
            return
        data = self.made.printed.data
        self.jobs.run(lambda job: preview(data, PRINT_DPI), self._send, self._sorry)

    def _send(self, sheets: tuple[Sheet, ...]) -> None:
        if send_to_printer(self.printer.currentText(), sheets, self._how_many()):
            self.toast("已交给打印机。")
        else:
            ask.tell(self, "打印机没有接收", "看看打印机开着没有、有没有纸，再点一次“打印”。")

    def print_(self) -> None:
        """Ctrl+P."""
        self.print_now()

    def save(self) -> None:
        """Ctrl+S, 存为 PDF."""
        if self.made is None:
            return
        path = ask.save_file(self, "存为 PDF", f"{self.made.printed.title}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        data = self.made.printed.data
        self.jobs.run(lambda job: written(path, data), self._written, self._sorry)

    def _written(self, path: Path) -> None:
        self.toast(f"已存为 {path.name}")

    def escape(self) -> bool:
        """Esc closes."""
        self.back_asked.emit()
        return True

    def find_here(self) -> None:
        """Ctrl+F: nothing to find on paper; go to the pages."""
        self.pages.setFocus()

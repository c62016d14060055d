"""打印预览 (12): the very PDF that will be printed, page by page, with what is masked and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget

from sheqi_desktop.domain.trouble import Cancelled, Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.choice_list import ChoiceList
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.editors.ticks import Box
from sheqi_desktop.gui.job import Job, Jobs, Progress
from sheqi_desktop.gui.page import Header, Page
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.print_bar import PrintBar
from sheqi_desktop.gui.pages.print_making import LOOK_DPI, Made, make
from sheqi_desktop.gui.pages.print_side import PageList, PaperSheet, room_beside_bar
from sheqi_desktop.gui.pages.printing import PRINT_DPI, picture_of, printers, send_to_printer
from sheqi_desktop.gui.pages.second_ask import ask_to_unmask
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.card import Card, Line, ScrollColumn
from sheqi_desktop.gui.widgets.progress_panel import ProgressPanel
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.preview import Sheet, each_sheet, sheet
from sheqi_desktop.operations.print_choices import PrintChoices
from sheqi_desktop.operations.said_names import initials
from sheqi_desktop.operations.writing import written

ZOOMS = (50, 67, 80, 92, 100, 125, 150, 200)
SLOW_MS = 300
"""Longer work than this says how far it is."""
KEPT = 8
"""So many pages stay drawn."""


class PrintPreviewPage(Page):
    """The page; it knows nothing of forms but what the verb gives it."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self._ask = FormAsk("")
        self._choices = PrintChoices()
        self._turn = 0
        self.made: Made | None = None
        self._looks: dict[int, QPixmap] = {}
        self._job: Job | None = None
        whole = layout.column(self, gap=0)
        whole.addWidget(self._build_bar())
        whole.addWidget(Line("border"))
        self._far = Card((24, 12, 24, 12), 0, radius=0, outline="")
        self.progress = ProgressPanel("取消后不会印出任何东西。")
        self.progress.cancelled.connect(self._cancel)
        self._far.body.addWidget(self.progress)
        self._far.hide()
        whole.addWidget(self._far)
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
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)

    def _build_bar(self) -> QWidget:
        self.bar = bar = PrintBar()
        bar.print_asked.connect(self.print_now)
        bar.save_asked.connect(self.save)
        bar.paper_chosen.connect(self._choose_paper)
        bar.zoom_asked.connect(self._zoom)
        bar.whole_asked.connect(self.whole_sheet)
        bar.close_asked.connect(self.back_asked)
        self.papers, self.print_button = bar.papers, bar.print_button
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
        self.masked = self._box(side, "遮住身份证号、电话中间几位", "print_masked", True)
        body.addWidget(PlainLabel("报给外单位时请保持勾选", "hint", wrap=True))
        self.nameless = self._box(side, "不打印姓名，只印“王某某”", "print_nameless", False)
        self.foot = self._box(side, "页脚加打印人和时间", "print_footer", True)
        body.addWidget(Line())
        body.addWidget(PlainLabel("内容", "strong"))
        self.opinions = self._box(side, "带督导意见", "print_opinions", True)
        self.remarks = self._box(side, "带批注往来", "print_remarks", False)
        self.blanks = self._box(side, "带空白签字栏", "print_blanks", True)
        body.addWidget(PlainLabel("不带意见时空着，给督导手写；不带签字栏时，只印已有的电子确认", "hint", wrap=True))
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

    def _box(self, side: ScrollColumn, words: str, name: str, on: bool) -> Box:
        box = Box(words)
        box.setObjectName(name)
        box.setChecked(on)
        box.clicked.connect(self._chosen)
        side.body.addWidget(box)
        return box

    # ------------------------------------------------------------------ page
    def header(self) -> Header:
        """Say what is printed."""
        return Header("打印预览", self.made.printed.title if self.made else "", search=False, form=True, new=False)

    def open(self, argument: object) -> None:
        """Show a record, or a form being typed, on its paper."""
        if isinstance(argument, FormAsk):
            self._ask = argument
        self._choices, self.made, self.pages.at = PrintChoices(self._ask.paper), None, 0
        self._show_choices()
        self.sheet.wait()
        self.pages.show_pages(())
        for box in (self.nameless, self.foot, self.remarks):
            box.setEnabled(not self._ask.answers)
        self.printer.clear()
        found = printers()
        self.printer.addItems(found or ["没找到打印机，可以存为 PDF"])
        self.printer.setCurrentIndex(0)
        self.printer.setEnabled(bool(found))
        self.setFocusProxy(self.print_button)
        self._make()

    def _show_choices(self) -> None:
        said = self._choices
        for box, on in (
            (self.masked, said.masked),
            (self.nameless, not said.names),
            (self.foot, said.footer),
            (self.opinions, said.opinions),
            (self.blanks, said.blanks),
            (self.remarks, said.remarks),
        ):
            box.setChecked(on)

    # ------------------------------------------------------------------ making
    def _make(self) -> None:
        self._turn += 1
        turn, ask_, choices, at = self._turn, self._ask, self._choices, self.pages.at
        self._run(lambda job: (turn, make(self.desk, ask_, choices, at, job.teller)), self._show)

    def _run(self, work: Callable[[Job], object], done: Callable[..., object]) -> None:
        """Do something that may take long enough to say how far it is."""
        job = self._job = self.jobs.run(work, done, self._sorry)
        job.progress.connect(self._told)
        job.ended.connect(partial(self._done, job))
        self._slow.start()

    def _told(self, progress: Progress) -> None:
        self.progress.show_progress(progress)
        if not self._slow.isActive():
            self._far.show()

    def _done(self, job: Job) -> None:
        if job is self._job:
            self._slow.stop()
            self._far.hide()

    def _cancel(self) -> None:
        if self._job is not None and self._job.running:
            self._job.stop()

    def _show(self, answer: tuple[int, Made]) -> None:
        turn, made = answer
        if turn != self._turn:
            return
        first = self.made is None
        self.made = made
        self._looks = {made.at: QPixmap.fromImage(picture_of(made.look))}
        self.pages.at = made.at
        self.pages.show_pages([QPixmap.fromImage(picture_of(one)) for one in made.small])
        self.papers.clear()
        self.papers.addItems([one.title for one in made.papers])
        chosen = next((n for n, one in enumerate(made.papers) if one.id == self._choices.paper), 0)
        self.papers.setCurrentIndex(chosen)
        self._turn_to(made.at)
        self._warn.setVisible(bool(made.printed.warnings))
        self._warn.say("warn", "", "\n".join(made.printed.warnings))
        self.header_changed.emit()
        if first:
            self._look_soon.start(0)

    def _sorry(self, trouble: Trouble) -> None:
        """Go back to what is shown; where nothing is shown yet, leave."""
        shown = self.made
        self._choices = shown.choices if shown is not None else replace(self._choices, masked=True, reason="")
        self._show_choices()
        if not isinstance(trouble, Cancelled):
            ask.say_trouble(self, trouble)
        elif shown is None:
            self.back_asked.emit()

    # ------------------------------------------------------------------ looking
    def _turn_to(self, place: int) -> None:
        if self.made is None:
            return
        self.bar.where.setText(f"第 {place + 1} 页 / 共 {len(self.made.small)} 页")
        if place in self._looks:
            self._show_sheet(place)
            return
        turn, data = self._turn, self.made.printed.data
        self.jobs.run(lambda job: (turn, place, sheet(data, place, LOOK_DPI)), self._drawn, self._sorry)

    def _drawn(self, answer: tuple[int, int, Sheet]) -> None:
        turn, place, drawn = answer
        if turn != self._turn:
            return
        self._looks[place] = QPixmap.fromImage(picture_of(drawn))
        while len(self._looks) > KEPT:
            del self._looks[next(iter(self._looks))]
        if place == self.pages.at:
            self._show_sheet(place)

    def _show_sheet(self, place: int) -> None:
        self.sheet.show_picture(self._looks[place], LOOK_DPI)
        self._scroll.verticalScrollBar().setValue(0)

    def whole_sheet(self) -> None:
        """整页: as large as the whole sheet can be seen."""
        self._set_zoom(self.sheet.fitting(self._scroll.viewport().size()))

    def _whole_width(self) -> None:
        self._set_zoom(self.sheet.fitting(room_beside_bar(self._scroll), whole_sheet=False))

    def _zoom(self, step: int) -> None:
        now = self.sheet.percent
        wanted = [one for one in ZOOMS if (one > now if step > 0 else one < now)]
        if wanted:
            self._set_zoom(wanted[0] if step > 0 else wanted[-1])

    def _set_zoom(self, percent: int) -> None:
        self.sheet.set_zoom(percent)
        self.bar.percent.setText(f"{percent}%")

    # ------------------------------------------------------------------ choosing
    def _choose_paper(self, place: int) -> None:
        if self.made is not None and 0 <= place < len(self.made.papers):
            self._choices = replace(self._choices, paper=self.made.papers[place].id)
            self._make()

    def _chosen(self) -> None:
        masked, reason, second = self.masked.isChecked(), self._choices.reason, self._choices.second
        if self._choices.masked and not masked:
            said = ask_to_unmask(self, self.desk)
            if said is None:
                self.masked.setChecked(True)
                return
            reason, second = said
        self._choices = replace(
            self._choices,
            masked=masked,
            reason="" if masked else reason,
            second=None if masked else second,
            names=not self.nameless.isChecked(),
            footer=self.foot.isChecked(),
            opinions=self.opinions.isChecked(),
            blanks=self.blanks.isChecked(),
            remarks=self.remarks.isChecked(),
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
        data, name, copies = self.made.printed.data, self.printer.currentText(), self._how_many()
        self.jobs.run(lambda job: send_to_printer(name, each_sheet(data, PRINT_DPI), copies), self._sent, self._sorry)

    def _sent(self, took: bool) -> None:
        if took:
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
        data, said = self.made.printed.data, f"已存为 {path.name}"
        self.jobs.run(lambda job: written(path, data), lambda _: self.toast(said), self._sorry)

    def escape(self) -> bool:
        """Esc closes."""
        self.back_asked.emit()
        return True

    def find_here(self) -> None:
        """Ctrl+F: nothing to find on paper; go to the pages."""
        self.pages.setFocus()

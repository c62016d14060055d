"""The right side of 数据汇总: the last merge, the stations to remind, the return bundles."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, SOFT, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, Well
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.operations.board import Board, StationCard
from sheqi_desktop.operations.day_words import near_moment

SHOWN = 3
COUNTS = (
    ("plus", "ok", "新增", "new"),
    ("pencil", "info", "更改", "changed"),
    ("copy-check", "text2", "无变化", "unchanged"),
    ("git-compare", "note", "冲突，待处理", "conflicts"),
    ("ban", "text2", "拒收", "refused"),
)


class BoardSide(Card):
    """What happened last and what to do next."""

    reminder_asked = Signal(str)
    return_asked = Signal()
    detail_asked = Signal()
    report_asked = Signal()
    all_asked = Signal()
    page_asked = Signal(str)
    files_asked = Signal()

    def __init__(self, undo: QWidget, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 8, parent=parent)
        self._title = CardTitle("最近一次合并")
        self.body.addWidget(self._title)
        line = layout.row(gap=10)
        line.addWidget(IconSquare("package-check", "ok", 40, 20))
        words = layout.column(gap=0)
        self._what = PlainLabel("还没有合并过", "strong", wrap=True)
        self._who = PlainLabel("收到数据包后，这里有结果", "second", elide=True)
        words.addWidget(self._what)
        words.addWidget(self._who)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self._numbers: dict[str, PlainLabel] = {}
        self.body.addWidget(self._counts())
        acts = layout.row(gap=14)
        acts.addWidget(undo)
        acts.addWidget(Button("合并报告", LINK, name="board_report", pressed=self.report_asked.emit))
        acts.addStretch(1)
        self.body.addLayout(acts)
        detail = Button("往来明细", LINK, name="board_detail", pressed=self.detail_asked.emit)
        self.files = Button("附件核对", LINK, name="board_files", pressed=self.files_asked.emit)
        links = layout.row(gap=14)
        links.addWidget(detail)
        links.addWidget(self.files)
        links.addStretch(1)
        self.body.addLayout(links)
        self._adjust = self._leading("board_adjust", "adjustments")
        self._overlaps = self._leading("board_overlaps", "overlaps")
        self._late = self._leading("board_late_verdicts", "late_verdicts")
        self.body.addWidget(Line())
        chase = CardTitle("要催的站", link="全部催报单", pressed=self.all_asked.emit, name="remind_all")
        assert chase.link is not None
        self._all = chase.link
        self.body.addWidget(chase)
        self._chase = layout.column(gap=8)
        self.body.addLayout(self._chase)
        self._nobody = PlainLabel("都到齐了，没有要催的站。", "second", wrap=True)
        self.body.addWidget(self._nobody)
        self.body.addStretch(1)
        self._return = Button("制作回传包", SOFT, "package-open", name="board_return", pressed=self.return_asked.emit)
        self.body.addWidget(self._return, 0, layout.LEFT)

    def _leading(self, name: str, page: str) -> Button:
        """Make a link to what waits elsewhere; it is there only while something does."""
        link = Button("", LINK, name=name, pressed=lambda: self.page_asked.emit(page))
        link.hide()
        self.body.addWidget(link, 0, layout.LEFT)
        return link

    def show_waiting(self, missing: int, adjusting: int, overlapping: int, late: int = 0) -> None:
        """Say how much waits on the pages beside this one."""
        self.files.set_words(f"附件核对（缺 {missing} 个）" if missing else "附件核对")
        self._adjust.set_words(f"结账后 {adjusting} 条待确认")
        self._adjust.setVisible(bool(adjusting))
        self._overlaps.set_words(f"{overlapping} 组时长重叠")
        self._overlaps.setVisible(bool(overlapping))
        self._late.set_words(f"{late} 份文书超过14天没有督导结论")
        self._late.setVisible(bool(late))

    def _counts(self) -> Well:
        well = Well((14, 8, 14, 8), 6)
        for icon, ink, label, key in COUNTS:
            line = layout.row(gap=10)
            line.addWidget(IconMark(icon, ink, 16))
            line.addWidget(PlainLabel(label, "body"))
            line.addStretch(1)
            self._numbers[key] = PlainLabel("0", "strong")
            line.addWidget(self._numbers[key])
            well.body.addLayout(line)
        return well

    def show_board(self, found: Board, today: date) -> None:
        """Show what the board says."""
        last = found.last
        if last is not None:
            self._title.say(side=near_moment(last.at_ms, today))
            self._what.setText(f"{last.station} {last.slot} 机 第 {last.counter} 号")
            self._who.setText(f"签名正确・{last.signer}" if last.signer else "签名正确")
            for key, label in self._numbers.items():
                label.setText(str(getattr(last, key)))
        layout.clear(self._chase)
        for card in found.to_chase[:SHOWN]:
            self._chase.addLayout(self._reminder(card))
        self._nobody.setVisible(not found.to_chase)
        self._all.setVisible(bool(found.to_chase))
        if len(found.to_chase) > SHOWN:
            self._chase.addWidget(PlainLabel(f"还有 {len(found.to_chase) - SHOWN} 个站", "hint"))
        ready = sum(any(one.counter for one in card.machines) for card in found.cards)
        self._return.set_words(f"制作回传包（{ready} 站）")
        self._return.explain("" if ready else "还没有收到过数据包，没有可以回传的")

    def _reminder(self, card: StationCard) -> QHBoxLayout:
        line = layout.row(gap=8)
        words = layout.column(gap=0)
        words.addWidget(PlainLabel(card.name, "strong"))
        worst = card.worst
        if card.state == "gap" and worst is not None:
            words.addWidget(PlainLabel(f"{worst.words}，补到才算齐", "hint", wrap=True, tone="bad"))
        else:
            note = "・".join(part for part in (worst.note if worst else "还没有登记", card.lead) if part)
            words.addWidget(PlainLabel(note, "hint", wrap=True))
        line.addLayout(words, 1)
        ask_for = Button(
            "催报单", small=True, name=f"remind_{card.code}", pressed=lambda: self.reminder_asked.emit(card.code)
        )
        ask_for.setAccessibleName(f"{card.name} 催报单")
        line.addWidget(ask_for, 0, layout.MIDDLE)
        return line

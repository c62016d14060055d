"""The end of an export (07b): written and read back, not yet received; how it may travel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.import_card import size_words
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, Well
from sheqi_desktop.gui.widgets.fingerprint import FingerprintBox
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.gui.widgets.panes import Panes
from sheqi_desktop.operations.day_words import near_moment
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.exchange import ExchangeLine
from sheqi_desktop.operations.export_review import report_ends
from sheqi_desktop.operations.seal_bundle import Exported, file_fingerprint

WAYS = (
    ("usb", "U 盘送县里", "例会时带去"),
    ("mail", "政务邮箱", "作附件发出"),
    ("network", "镇政府内网", "放到共享文件夹"),
)
LATELY = 5


class ExportDone(QWidget):
    """What was written, and what is still to do."""

    copy_asked = Signal(object)
    folder_asked = Signal(object)
    sheet_asked = Signal()
    home_asked = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = Path()
        whole = layout.column(self, gap=12)
        whole.addWidget(Panes(self._result(), self._side(), 330, margins=layout.NONE), 1)
        foot = layout.row(gap=12)
        foot.addStretch(1)
        self.home = Button("回首页", name="export_home", pressed=self.home_asked.emit)
        self.finish = Button("完成", PRIMARY, "check", name="export_finish", pressed=self.finished.emit)
        foot.addWidget(self.home)
        foot.addWidget(self.finish)
        whole.addLayout(foot)

    def _result(self) -> Card:
        card = Card((24, 20, 24, 16), 12)
        head = layout.row(gap=18)
        head.addWidget(IconSquare("check", "ok", 60, 30))
        words = layout.column(gap=2)
        words.addWidget(PlainLabel("数据包已导出", "big"))
        self._until = PlainLabel("", "second", wrap=True)
        words.addWidget(self._until)
        head.addLayout(words, 1)
        card.body.addLayout(head)
        well = Well()
        line = layout.row(gap=12)
        line.addWidget(IconSquare("file-lock", "tint", 40, 20))
        names = layout.column(gap=0)
        self._name, self._place = PlainLabel("", "strong", selectable=True), PlainLabel("", "second", elide=True)
        names.addWidget(self._name)
        names.addWidget(self._place)
        line.addLayout(names, 1)
        well.body.addLayout(line)
        card.body.addWidget(well)
        holder = QWidget()
        acts = FlowLayout(holder, gap=10)
        acts.addWidget(
            Button("复制到 U 盘", PRIMARY, "usb", name="export_copy", pressed=lambda: self.copy_asked.emit(self._file))
        )
        acts.addWidget(Button("打开所在文件夹", icon="folder-open", pressed=lambda: self.folder_asked.emit(self._file)))
        card.body.addWidget(holder)
        card.body.addWidget(Line())
        self._steps = layout.column(gap=8)
        card.body.addLayout(self._steps)
        card.body.addWidget(Line())
        self._how = CardTitle("怎么送（县中心允许的方式）")
        card.body.addWidget(self._how)
        self._ways = table = QWidget()
        ways = FlowLayout(table, gap=10)
        for icon, title, text in WAYS:
            ways.addWidget(_way(icon, title, text))
        card.body.addWidget(table)
        card.body.addStretch(1)
        return card

    def _side(self) -> Card:
        card = Card((18, 14, 18, 14), 10)
        card.body.addWidget(CardTitle("本包指纹"))
        self._same = PlainLabel("", "second", wrap=True)
        card.body.addWidget(self._same)
        self.digits = FingerprintBox()
        card.body.addWidget(self.digits)
        self.sheet = Button("打印交接单", icon="printer", name="export_sheet", pressed=self.sheet_asked.emit)
        card.body.addWidget(self.sheet, 0, layout.LEFT)
        card.body.addWidget(Line())
        card.body.addWidget(CardTitle("最近往来"))
        self._lately = layout.column(gap=8)
        card.body.addLayout(self._lately)
        card.body.addStretch(1)
        self._later = Banner("info", "", edge=False)
        card.body.addWidget(self._later)
        return card

    def show_done(self, desk: Desk, done: Exported, total: int, lately: Sequence[ExchangeLine], mate: str = "") -> None:
        """Show what was written where, for the centre or for a machine of the same station (同站 B 机)."""
        self._how.setVisible(not mate)
        self._ways.setVisible(not mate)
        self._same.setText(f"{mate or '县中心'}收到后会显示同样的数字")
        later = (
            "它不算报送：县中心的回执到了，记录才显示“已收”。" if mate else "导入县中心的回传包后，这里会变成“已签收”。"
        )
        self._later.say("info", "", later)
        self._file = done.path
        files = f" 等 {len(done.paths)} 个文件" if len(done.paths) > 1 else ""
        self._name.setText(f"{done.path.name}{files}")
        self._place.setText(
            f"{done.path.parent}・{size_words(done.path)}・{total} 项" if total else f"{done.path.parent}・回执"
        )
        self.digits.show_digits(file_fingerprint(done.sha256))
        last = report_ends(desk.clock.today())
        until = f"还没交到县中心。请在 {last.month}月{last.day}日前送出。"
        if desk.place.kind == "supervisor":
            until = "还没交到县中心。县中心收下、做了回传包，站里才看得到。"
        self._until.setText(f"把 U 盘插到{mate}，在“导入数据包”里打开它。" if mate else until)
        layout.clear(self._steps)
        photos = f"带照片和扫描件 {done.attachments} 个" if done.attachments else "没有照片要带"
        for words in (
            f"整理 {total} 项记录" if total else "整理回执",
            f"{photos}，{done.later} 个稍后再带" if done.later else photos,
            f"加密给 {mate or desk.unit_name(desk.library.centre_unit)}",
            f"用{'本站' if desk.place.kind == 'station' else '本机'}密钥签名・{desk.me.name}",
            "重新打开核对一遍，内容完整",
        ):
            line = layout.row(gap=8)
            line.addWidget(IconMark("circle-check", "ok", 18))
            line.addWidget(PlainLabel(words, "body"), 1)
            self._steps.addLayout(line)
        layout.clear(self._lately)
        today = desk.clock.today()
        for one in lately[:LATELY]:
            line = layout.row(gap=8)
            line.addWidget(IconMark(one.icon, one.tone, 16))
            state = f"{one.short or one.words}・{one.state}" if one.state != "已合并" else one.short or one.words
            line.addWidget(PlainLabel(state, "second_main", wrap=True), 1)
            line.addWidget(PlainLabel(near_moment(one.at_ms, today), "hint"))
            self._lately.addLayout(line)


def _way(icon: str, title: str, text: str) -> Well:
    well = Well((12, 10, 12, 10))
    line = layout.row(gap=10)
    line.addWidget(IconSquare(icon, "mute", 36, 18))
    words = layout.column(gap=0)
    words.addWidget(PlainLabel(title, "strong"))
    words.addWidget(PlainLabel(text, "hint"))
    line.addLayout(words, 1)
    well.body.addLayout(line)
    return well

"""Beside the list of media reports: what one stands on, whether it counts, and the centre's two answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.gui.widgets.buttons import LINK, PLAIN, PRIMARY, Button
from sheqi_desktop.gui.widgets.card import Card, CardTitle, Line, ScrollColumn
from sheqi_desktop.operations.media_list import MediaLine

NO_PROOF = "请站点补传版面截图或PDF存档，导入后再核验。"
NOBODY = "从左边选一篇报道，这里就有网址、版面和存档。"


class MediaSide(Card):
    """The report that is chosen; empty until one is."""

    accept_asked = Signal()
    reject_asked = Signal()
    look_asked = Signal(int)
    source_asked = Signal(str, str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 1, 1, 1), 0, parent=parent)
        self.line: MediaLine | None = None
        self._scroll = ScrollColumn((16, 14, 16, 12), 10)
        self.body.addWidget(self._scroll, 1)
        self._foot = QWidget()
        foot = layout.row(self._foot, (16, 8, 16, 12), 10)
        foot.addStretch(1)
        self.reject = Button("不予认定…", PLAIN, name="media_reject", pressed=self.reject_asked.emit)
        self.accept = Button("核验通过", PRIMARY, "badge-check", name="media_accept", pressed=self.accept_asked.emit)
        foot.addWidget(self.reject)
        foot.addWidget(self.accept)
        self.body.addWidget(self._foot)
        self.show_line(None)

    def show_line(self, line: MediaLine | None) -> None:
        """Show another report."""
        self.line = line
        layout.clear(self._scroll.body)
        self._foot.setVisible(line is not None and line.may_verify)
        if line is None:
            self._scroll.body.addWidget(PlainLabel(NOBODY, "second", wrap=True))
            self._scroll.body.addStretch(1)
            return
        self._say_state(line)
        self._say_facts(line)
        self._show_link(line)
        self._list_clippings(line)
        self._list_people(line)
        self._scroll.body.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self.accept.explain("" if line.clippings else NO_PROOF)

    def _add(self, widget: QWidget, *, left: bool = False) -> None:
        if left:
            self._scroll.body.addWidget(widget, 0, layout.LEFT)
        else:
            self._scroll.body.addWidget(widget)

    def _say_state(self, line: MediaLine) -> None:
        self._add(PlainLabel(line.title or "没有标题", "card", wrap=True))
        self._add(Badge(line.words, line.tone), left=True)
        if line.counts:
            self._add(Banner("ok", "计入指标", "媒体报道 1 篇", name="media_counts", edge=False))
        elif not line.voided:
            self._add(Banner("info", "还没有计入指标", line.why_not, name="media_counts", edge=False))
        if line.reason:
            who = f"{line.by}：" if line.by else ""
            self._add(PlainLabel(f"{who}{line.reason}", "second_main", wrap=True))
        elif line.by:
            self._add(PlainLabel(f"{line.by}核验", "hint"))

    def _say_facts(self, line: MediaLine) -> None:
        facts = (
            ("站点", line.station), ("媒体", line.medium), ("级别", line.level), ("发表", line.on),
            ("版面", line.page_no), ("作者", line.author),
        )  # fmt: skip
        for label, said in facts:
            if said:
                self._add(PlainLabel(f"{label}：{said}", "second_main", wrap=True))
        if line.source:
            words = line.source_words or "关联的记录"
            link = Button(words, LINK, small=True, name="media_source")
            link.setAccessibleName(f"打开关联的记录 {words}")
            link.clicked.connect(lambda: self.source_asked.emit(line.source_kind, line.source))
            self._add(link, left=True)

    def _show_link(self, line: MediaLine) -> None:
        if not line.link:
            return
        self._add(Line())
        self._add(CardTitle("网址"))
        self._add(PlainLabel(line.link, "second", wrap=True, selectable=True))
        copy = Button("复制网址", PLAIN, "copy", small=True, name="media_copy")
        copy.clicked.connect(lambda: self._copy(line.link))
        self._add(copy, left=True)

    def _copy(self, link: str) -> None:
        QGuiApplication.clipboard().setText(link)
        self.copied.emit("已复制，到能上网的电脑上打开核对。")

    def _list_clippings(self, line: MediaLine) -> None:
        self._add(Line())
        self._add(CardTitle("版面截图、存档", f"{len(line.clippings)} 个" if line.clippings else ""))
        for place, file in enumerate(line.clippings):
            name = str(file.get("name") or "附件")
            look = Button(f"看 {name}", LINK, "image", small=True, name=f"media_look_{place}")
            look.clicked.connect(lambda _=False, at=place: self.look_asked.emit(at))
            self._add(look, left=True)
        if not line.clippings:
            self._add(
                PlainLabel(NO_PROOF if line.may_verify else "还没有。没有存档，县中心不能核验。", "hint", wrap=True)
            )
        elif line.not_here:
            said = f"{line.not_here} 个存档还没有到，随后补带的数据包里会有。"
            self._add(PlainLabel(said, "hint", wrap=True, tone="warn"))

    def _list_people(self, line: MediaLine) -> None:
        if not line.people:
            return
        self._add(Line())
        self._add(CardTitle("涉及的人员", f"{len(line.people)} 人"))
        for one in line.people:
            said = "已取得宣传同意" if one.agreed else "没有宣传同意"
            self._add(PlainLabel(f"{one.words}：{said}", "second_main", wrap=True, tone="" if one.agreed else "bad"))

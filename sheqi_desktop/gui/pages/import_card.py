"""One file on the import page: who signed it, what it would do, or why it was not taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import AlreadyImported, SignerPending, Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card, Well
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.operations.accept_bundle import Accepted
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import Preview


class ImportCard(Card):
    """The story of one file."""

    other_asked = Signal()

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 10, parent=parent)
        self._path = path
        head = layout.row(gap=12)
        self._icon = IconSquare("file-lock", "info", 40, 20)
        head.addWidget(self._icon)
        words = layout.column(gap=0)
        self._title = PlainLabel(path.name, "strong", elide=True)
        self._from = PlainLabel(size_words(path), "second", elide=True)
        words.addWidget(self._title)
        words.addWidget(self._from)
        head.addLayout(words, 1)
        self._badge = Badge("正在核对", "info", "loader")
        head.addWidget(self._badge)
        self.body.addLayout(head)
        self._story = layout.column(gap=8)
        self.body.addLayout(self._story)

    @property
    def words(self) -> str:
        """What the badge says now."""
        return self._badge.text

    def show_preview(self, desk: Desk, seen: Preview) -> None:
        """The file is sound: say what accepting it would do."""
        manifest = seen.opened.manifest
        name = desk.unit_name(seen.sender)
        made = county_moment(manifest.made)
        self._title.setText(f"{name} {seen.opened.sender.slot} 机・第 {manifest.counter} 号")
        when = f"{made.month}月{made.day}日 {made:%H:%M}"
        self._from.setText(f"{self._path.name}・{when}・{size_words(self._path)}・数据截至 {manifest.as_of}")
        self._icon.show_icon("file-lock", "ok")
        self._badge.say("签名正确", "ok", "shield-check")
        self._show_lines(
            ("plus", "ok", "新增", seen.new),
            ("pencil", "info", "更改", seen.changed),
            ("ban", "text2", "作废", seen.voided),
            ("check-check", "ok", "签收：对方已收到本机的链", seen.acknowledged),
            *((("unlink", "bad", "缺号，先存好等前面的包", len(seen.plan.park)),) if seen.plan.park else ()),
        )

    def show_accepted(self, done: Accepted) -> None:
        """The file is in."""
        self._badge.say("已合并", "ok", "check")
        self._show_lines(
            ("plus", "ok", "新增", done.new),
            ("pencil", "info", "更改", done.changed),
            ("git-compare", "note", "冲突，待处理", done.conflicts),
            *((("unlink", "bad", "缺号，先存好等前面的包", done.parked),) if done.parked else ()),
        )

    def show_trouble(self, trouble: Trouble) -> None:
        """Nothing was written: say so first, then why, then what to do."""
        layout.clear(self._story)
        if isinstance(trouble, AlreadyImported):
            self._badge.say("无变化", "mute", "copy-check")
            self._icon.show_icon("file-lock", "mute")
        elif isinstance(trouble, SignerPending):
            self._badge.say("待核准", "info", "hourglass")
        else:
            self._badge.say("没有导入", "bad", "shield-x")
            self._icon.show_icon("file-warning", "bad")
        tone = "" if isinstance(trouble, AlreadyImported) else "bad"
        happened, remedy = (words.format(**trouble.facts) for words in (trouble.happened, trouble.remedy))
        self._story.addWidget(PlainLabel(happened, "strong", wrap=True, tone=tone))
        if remedy:
            self._story.addWidget(PlainLabel(remedy, "second", wrap=True))
        line = layout.row(gap=12)
        line.addWidget(Button("重新选文件", icon="folder-open", small=True, pressed=self.other_asked.emit))
        copy = Button(f"复制错误编号 {trouble.code}", LINK, "copy", pressed=lambda: _copy(trouble.code))
        line.addWidget(copy)
        line.addStretch(1)
        self._story.addLayout(line)

    def _show_lines(self, *lines: tuple[str, str, str, int]) -> None:
        layout.clear(self._story)
        well = Well((14, 8, 14, 8), 6)
        for icon, ink, label, number in lines:
            line = layout.row(gap=10)
            line.addWidget(IconMark(icon, ink, 16))
            line.addWidget(PlainLabel(label, "body"))
            line.addStretch(1)
            line.addWidget(PlainLabel(str(number), "strong"))
            well.body.addLayout(line)
        self._story.addWidget(well)


def size_words(path: Path) -> str:
    """Give the size of a file as people say it."""
    try:
        size = path.stat().st_size
    except OSError:
        return "读不到"
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"


def _copy(code: str) -> None:
    QApplication.clipboard().setText(code)

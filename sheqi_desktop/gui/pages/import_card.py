"""One file on the import page: who signed it, what it would do, or why it was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import AlreadyImported, BundleTooNew, Cancelled, MassVoid, Trouble
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.pages.check_list import CheckList
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.badge import Badge
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Card, Well
from sheqi_desktop.gui.widgets.marks import IconMark, IconSquare
from sheqi_desktop.operations.accept_bundle import Accepted
from sheqi_desktop.operations.clocks_ahead import words
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.explain_file import Check
from sheqi_desktop.operations.export_review import is_mate
from sheqi_desktop.operations.lay_aside import WAITS
from sheqi_desktop.operations.read_bundle import Preview

_WAITS_FOR = {BundleTooNew: "待升级", MassVoid: "待放行"}
FROM_MATE = "同站另一台电脑的包：县中心的回执到了，这些记录才显示“已收”。"
LineOf = tuple[str, str, str, int]
"""Icon, its colour, the words, the number at the right."""


class ImportCard(Card):
    """The story of one file."""

    other_asked = Signal()
    allow_asked = Signal()

    def __init__(self, path: Path, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__((18, 14, 18, 14), 10, parent=parent)
        self._path = path
        self._size = ""
        head = layout.row(gap=12)
        self._icon = IconSquare("file-lock", "info", 40, 20)
        head.addWidget(self._icon)
        words = layout.column(gap=0)
        self._title = PlainLabel(name or path.name, "strong", elide=True)
        self._from = PlainLabel("", "second", elide=True)
        words.addWidget(self._title)
        words.addWidget(self._from)
        head.addLayout(words, 1)
        self._badge = Badge("正在核对", "info", "loader-circle")
        head.addWidget(self._badge)
        self.body.addLayout(head)
        self._story = layout.column(gap=8)
        self.body.addLayout(self._story)
        self._speak()

    @property
    def words(self) -> str:
        """What the badge says now."""
        return self._badge.text

    def show_checking(self) -> None:
        """The file is being looked at."""
        self._size = size_words(self._path)
        self._from.setText(self._size)
        layout.clear(self._story)
        self._say("正在核对", "info", "loader-circle")

    def show_working(self) -> None:
        """The file is being brought in."""
        self._say("正在合并", "info", "loader-circle")

    def show_preview(self, desk: Desk, seen: Preview, checks: Sequence[Check] = ()) -> None:
        """The file is sound: say what accepting it would do."""
        manifest = seen.opened.manifest
        name = desk.unit_name(seen.sender)
        made = county_moment(manifest.made)
        centre = seen.sender == desk.library.centre_unit
        machine = "回传包" if centre else f"{name} {seen.opened.sender.slot} 机"
        who, ink = ("县中心", "ok") if centre else ("对方", "info")
        self._title.setText(f"{machine}・第 {manifest.counter} 号")
        when = f"{made.month}月{made.day}日 {made:%H:%M}"
        self._from.setText(f"来自 {name}・{when}・{self._size}・数据截至 {manifest.as_of}")
        self._icon.show_icon("file-lock", "ok")
        self._say("签名正确", "ok", "shield-check")
        self._show_lines(
            *_some("check-check", ink, f"签收：{who}又收到本机的改动", seen.signed_for),
            ("plus", "ok", "新增", seen.new),
            ("pencil", "info", "更改", seen.changed),
            *_some("ban", "text2", "作废", seen.voided),
            *_some("image", "info", "照片和扫描件", seen.attachments),
            *_some("unlink", "bad", "缺号，先存好等前面的包", len(seen.plan.park)),
            *_some("shield-x", "warn", "报失的电脑写的，先扣着等人核对", len(seen.plan.quarantine)),
        )  # fmt: skip
        if is_mate(desk, seen.sender):
            self._story.addWidget(PlainLabel(FROM_MATE, "second", wrap=True))
        self._show_clocks(desk, seen.ahead)
        if seen.unchanged and not seen.signed_for:
            self._story.addWidget(PlainLabel("里面的内容这里都有了，合并后没有变化。", "second", wrap=True))
        self._show_checks(checks)

    def show_tried(self, tried: Accepted) -> None:
        """The trial found where somebody will have to decide."""
        if tried.conflicts:
            line = layout.row(gap=10)
            line.addWidget(IconMark("git-compare", "note", 16))
            line.addWidget(PlainLabel(f"冲突，待处理 {tried.conflicts} 处", "body", wrap=True), 1)
            self._story.addLayout(line)

    def show_twin(self) -> None:
        """Another file that lies here is the very same bundle."""
        self._set_aside("无变化", "copy-check", "和这里的另一个文件是同一个包，只合并一次。")

    def show_taken_back(self) -> None:
        """The merge it came in with was taken back."""
        self._set_aside("已撤销", "undo-2", "里面的内容都退回了。还要用，就把这个文件再拖进来一次。")

    def _set_aside(self, badge: str, icon: str, words: str) -> None:
        layout.clear(self._story)
        self._say(badge, "mute", icon)
        self._icon.show_icon("file-lock", "mute")
        self._story.addWidget(PlainLabel(words, "strong", wrap=True))

    def show_accepted(self, desk: Desk, done: Accepted) -> None:
        """The file is in."""
        self._say("已合并", "ok", "check")
        unchanged = not (done.new or done.changed or done.voided or done.parked or done.attachments)
        self._show_lines(
            ("plus", "ok", "新增", done.new),
            ("pencil", "info", "更改", done.changed),
            *_some("ban", "text2", "作废", done.voided),
            *_some("image", "info", "照片和扫描件", done.attachments),
            ("git-compare", "note", "冲突，待处理", done.conflicts),
            *_some("unlink", "bad", "缺号，先存好等前面的包", done.parked),
        )
        if is_mate(desk, done.sender):
            self._story.addWidget(PlainLabel(FROM_MATE, "second", wrap=True))
        self._show_clocks(desk, done.ahead)
        if unchanged:
            self._story.addWidget(PlainLabel("没有新的改动；回执和名册已更新。", "second", wrap=True))

    def _show_clocks(self, desk: Desk, ahead: Mapping[str, int]) -> None:
        for said in words(desk, ahead):
            self._story.addWidget(PlainLabel(said, "second", wrap=True, tone="warn"))

    def show_trouble(self, trouble: Trouble, checks: Sequence[Check] = (), hint: str = "") -> None:
        """Nothing was written: say so first, then why, then what to do; how far the checks came, for who asks.

        ``hint`` says whose the file probably is; nobody has proved it.
        """
        layout.clear(self._story)
        mild = isinstance(trouble, (AlreadyImported, Cancelled, *WAITS))
        if isinstance(trouble, AlreadyImported):
            self._say("无变化", "mute", "copy-check")
        elif isinstance(trouble, Cancelled):
            self._say("已取消", "mute", "undo-2")
        elif isinstance(trouble, WAITS):
            self._say(_WAITS_FOR.get(type(trouble), "待核准"), "info", "hourglass")
        else:
            self._say("没有导入", "bad", "shield-x")
        self._icon.show_icon("file-lock" if mild else "file-warning", "mute" if mild else "bad")
        happened, remedy = (words.format(**trouble.facts) for words in (trouble.happened, trouble.next_step))
        self._story.addWidget(PlainLabel(happened, "strong", wrap=True, tone="" if mild else "bad"))
        for said in (hint, remedy):
            if said:
                self._story.addWidget(PlainLabel(said, "second", wrap=True))
        if isinstance(trouble, AlreadyImported | Cancelled):
            return
        self._show_checks(checks)
        line = layout.row(gap=12)
        if isinstance(trouble, MassVoid):
            line.addWidget(
                Button("问清楚了，放行…", icon="check", small=True, name="allow_voids", pressed=self.allow_asked.emit)
            )
        line.addWidget(Button("重新选文件", icon="folder-open", small=True, pressed=self.other_asked.emit))
        copy = Button(f"复制错误编号 {trouble.code}", LINK, "copy", pressed=lambda: _copy(trouble.code))
        line.addWidget(copy)
        line.addStretch(1)
        self._story.addLayout(line)

    def _show_checks(self, checks: Sequence[Check]) -> None:
        if checks:
            self._story.addWidget(CheckList(checks))

    def _say(self, words: str, tone: str, icon: str) -> None:
        self._badge.say(words, tone, icon)
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._title.text()} {self._badge.text}")

    def _show_lines(self, *lines: LineOf) -> None:
        layout.clear(self._story)
        well = Well((14, 8, 14, 8), 6)
        for icon, ink, label, number in lines:
            line = layout.row(gap=10)
            line.addWidget(IconMark(icon, ink, 16))
            line.addWidget(PlainLabel(label, "body", wrap=True), 1)
            line.addWidget(PlainLabel(str(number), "strong"))
            well.body.addLayout(line)
        self._story.addWidget(well)


def _some(icon: str, ink: str, label: str, number: int) -> tuple[LineOf, ...]:
    """Give a line only where there is something to say."""
    return ((icon, ink, label, number),) if number else ()


def size_words(path: Path) -> str:
    """Give the size of a file as people say it."""
    try:
        size = path.stat().st_size
    except OSError:
        return "读不到"
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"


def _copy(code: str) -> None:
    QApplication.clipboard().setText(code)

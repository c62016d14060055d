"""Editors for photos and papers, and for signatures."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.gui import ask, layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.text import PlainLabel
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.card import Well
from sheqi_desktop.gui.widgets.flow import FlowLayout
from sheqi_desktop.gui.widgets.marks import IconSquare
from sheqi_desktop.gui.widgets.segments import Segment, Segments

PATTERN = "照片和扫描件 (*.jpg *.jpeg *.png *.webp *.pdf)"


def size_words(size: int) -> str:
    """Give a size as people read it."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


class FileCard(Well):
    """One file: its name, its size, and the ways to look at it and take it out."""

    def __init__(self, file: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__((10, 8, 8, 8), 0, parent)
        picture = str(file.get("type", "")).startswith("image")
        name = str(file.get("name") or "附件")
        line = layout.row(gap=10)
        line.addWidget(IconSquare("image" if picture else "file-text", "mute", 36, 18))
        words = layout.column(gap=0)
        words.addWidget(PlainLabel(name, "second_main", elide=True))
        removed = "・已去除定位信息" if picture else ""
        words.addWidget(PlainLabel(f"{size_words(int(file.get('size') or 0))}{removed}", "hint", elide=True))
        line.addLayout(words, 1)
        self.look = Button("看", LINK, small=True)
        self.look.setAccessibleName(f"看 {name}")
        self.drop = Button("拿掉", LINK, small=True)
        self.drop.setAccessibleName(f"拿掉 {name}")
        line.addWidget(self.look)
        line.addWidget(self.drop)
        self.body.addLayout(line)
        layout.fix(self, width=264)


class FilesEditor(Editor):
    """Photos and scans.  They are shrunk, freed of their place, and kept encrypted before they are an answer."""

    def _build(self) -> QWidget:
        self._files: list[dict[str, Any]] = []
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=12)
        self.add = Button("添加附件", icon="paperclip", name=f"{self.field.id}_add", pressed=self._choose)
        self._flow.addWidget(self.add)
        return holder

    @property
    def _many(self) -> bool:
        return self.field.type == "files"

    def focus_target(self) -> QWidget:
        """Give the button."""
        return self.add

    def _choose(self) -> None:
        if self.context.add_file is None:
            return
        for path in ask.open_files(self, f"选择{self.field.label}", PATTERN, self._many):
            try:
                self._files = [*(self._files if self._many else []), self.context.add_file(path)]
            except Trouble as trouble:
                ask.say_trouble(self, trouble)
        self._show()
        self.tell()

    def _show(self) -> None:
        while self._flow.count() > 0:
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget is not self.add:
                widget.hide()
                widget.deleteLater()
        for place, file in enumerate(self._files):
            card = FileCard(file)
            card.look.setVisible(self.context.show_file is not None)
            card.drop.setVisible(not self.read_only)
            card.look.clicked.connect(lambda _=False, file=file: self._look(file))
            card.drop.clicked.connect(lambda _=False, place=place: self._drop(place))
            self._flow.addWidget(card)
        self._flow.addWidget(self.add)
        full = not self._many and bool(self._files)
        self.add.setVisible(not self.read_only and not full)
        self.updateGeometry()

    def _look(self, file: dict[str, Any]) -> None:
        if self.context.show_file is not None:
            self.context.show_file(file)

    def _drop(self, place: int) -> None:
        del self._files[place]
        self._show()
        self.tell()
        self.add.setFocus()

    def value(self) -> Value:
        """Give the files."""
        if self._many:
            return list(self._files) or None
        return self._files[0] if self._files else None

    def set_value(self, value: Value) -> None:
        """Show the files."""
        some = value if isinstance(value, list) else [value]
        self._files = [one for one in some if isinstance(one, dict)]
        self._show()

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self._show()

    def _outline(self, level: str) -> None:
        return


class SignatureEditor(Editor):
    """Signed on paper, by thumb, or not and why; with the photo of the signed sheet."""

    def _build(self) -> QWidget:
        holder = QWidget()
        body = layout.column(holder, gap=8)
        entries = self.field.vocabulary.offered() if self.field.vocabulary else ()
        self.states = Segments([Segment(one.code, one.short or one.label, n) for n, one in enumerate(entries, 1)])
        self.states.chosen.connect(lambda _: self._changed())
        self.states.next_asked.connect(self.next_asked)
        self.reason = LineField()
        self.reason.setPlaceholderText("没有签名的原因")
        self.reason.setAccessibleName(f"{self.field.label} 没有签名的原因")
        self.reason.textChanged.connect(lambda: self.tell())
        self.reason.enter_pressed.connect(self.next_asked)
        layout.fix(self.reason, height=36)
        line = layout.row(gap=12)
        line.addWidget(self.states, 30)
        line.addWidget(self.reason, 20)
        line.addStretch(1)
        body.addLayout(line)
        self._file: Value = None
        low = layout.row(gap=12)
        self.add = Button("添加签名照片", icon="camera", small=True, name=f"{self.field.id}_file", pressed=self._choose)
        self.file_words = PlainLabel("打印后签字或按手印，再拍照", "hint", elide=True)
        low.addWidget(self.add)
        low.addWidget(self.file_words, 1)
        body.addLayout(low)
        self.reason.hide()
        return holder

    def focus_target(self) -> QWidget:
        """Give the states."""
        return self.states

    def _changed(self) -> None:
        self._arrange()
        self.tell()

    def _arrange(self) -> None:
        signed = self.states.value() == "signed"
        self.reason.setVisible(self.states.value() is not None and not signed)

    def _choose(self) -> None:
        if self.context.add_file is None:
            return
        path = ask.open_file(self, "选择签名照片", PATTERN)
        if path is not None:
            try:
                self._file = self.context.add_file(path)
            except Trouble as trouble:
                ask.say_trouble(self, trouble)
                return
            self._say_file()
            self.tell()

    def _say_file(self) -> None:
        has = isinstance(self._file, dict)
        name = str(self._file.get("name") or "签名照片") if isinstance(self._file, dict) else ""
        self.file_words.setText(name if has else "打印后签字或按手印，再拍照")

    def value(self) -> Value:
        """Give state, reason and photo."""
        state = self.states.value()
        if state is None:
            return None
        words = "" if state == "signed" else self.reason.text().strip()
        return {"state": state, "reason": words, "file": self._file}

    def set_value(self, value: Value) -> None:
        """Show a signature."""
        self._quiet = True
        said = value if isinstance(value, dict) else {}
        self.states.set_value(said.get("state"))
        if str(said.get("reason") or "") != self.reason.text():
            self.reason.setText(str(said.get("reason") or ""))
        self._file = said.get("file")
        self._say_file()
        self._arrange()
        self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.states.set_read_only(fixed)
        self.reason.setReadOnly(fixed)
        self.add.setVisible(not fixed)

    def _outline(self, level: str) -> None:
        self.states.set_level(level)

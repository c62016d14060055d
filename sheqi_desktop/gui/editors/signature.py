"""The editor of signatures: signed on paper, by thumb, or not and why; with the photo of the signed sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.files import FilesEditor
from sheqi_desktop.gui.editors.lines import LineField
from sheqi_desktop.gui.widgets.segments import Segment, Segments

BY_HAND = frozenset({"signed", "thumb"})
"""States that need no reason."""


class SheetEditor(FilesEditor):
    """The photo or scan of a signed sheet."""

    LABEL_ABOVE = False
    PLAIN = True


class SignatureEditor(Editor):
    """One signature."""

    late_added = Signal(object)

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
        sheet = Field(f"{self.field.id}_file", f"{self.field.label}照片", "file", help="打印后签字或按手印，再拍照")
        self.sheet = SheetEditor(sheet, self.context)
        self.sheet.add.set_words("添加签名照片")
        self.sheet.edited.connect(lambda _: self.tell())
        self.sheet.late_added.connect(lambda _: self.late_added.emit(self.value()))
        body.addWidget(self.sheet)
        self.reason.hide()
        return holder

    def focus_target(self) -> QWidget:
        """Give the states."""
        return self.states

    def _changed(self) -> None:
        self._arrange()
        self.tell()

    def _arrange(self) -> None:
        state = self.states.value()
        self.reason.setVisible(state is not None and state not in BY_HAND)

    def value(self) -> Value:
        """Give state, reason and photo."""
        state = self.states.value()
        file = self.sheet.value()
        if state is None:
            # Whoever brings the signed sheet says with it that it was signed.
            return {"state": "signed", "reason": "", "file": file} if file is not None else None
        words = "" if state in BY_HAND else self.reason.text().strip()
        return {"state": state, "reason": words, "file": file}

    def set_value(self, value: Value) -> None:
        """Show a signature."""
        self._quiet = True
        said = value if isinstance(value, dict) else {}
        self.states.set_value(said.get("state"))
        if str(said.get("reason") or "") != self.reason.text():
            self.reason.setText(str(said.get("reason") or ""))
        self.sheet.set_value(said.get("file"))
        self._arrange()
        self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.states.set_read_only(fixed)
        self.reason.setReadOnly(fixed)
        self.sheet.set_read_only(fixed)

    def allow_late(self) -> None:
        """Let the signed sheet be added to a record that can otherwise only be read."""
        if self.states.value() is not None:
            self.sheet.allow_late()

    def _outline(self, level: str) -> None:
        self.states.set_level(level)

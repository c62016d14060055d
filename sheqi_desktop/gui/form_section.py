"""One section of a form on screen: its head, its grid, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.form import Field, Section
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.editor import Editor
from sheqi_desktop.gui.editors.written import MemoEditor, TextEditor
from sheqi_desktop.gui.field_grid import FieldGrid
from sheqi_desktop.gui.widgets.card import Line, SectionHeader

NOTE_WORDS = "有变化、异常时写明"


@dataclass(frozen=True, slots=True)
class SectionState:
    """One line of the left list: done, now, todo or bad; whether it counts in 填写进度, and as filled in."""

    id: str
    title: str
    state: str
    counts: bool = True
    filled: bool = False


class Part(QWidget):
    """One section: its head and its grid."""

    def __init__(self, section: Section, number: int, remark: str) -> None:
        super().__init__()
        self.section = section
        body = layout.column(self, (0, 0, 0, 0), 8)
        self.head = SectionHeader(number, section.title, remark)
        body.addWidget(self.head)
        holder = QWidget()
        self.grid = FieldGrid(holder, down=8)
        body.addWidget(holder)
        body.addWidget(Line())


def dress_note(editor: Editor, finding: Field) -> None:
    """Make a text the note beside a row of 情况: no label of its own."""
    editor.label.hide()
    editor.star.hide()
    editor.focus_target().setAccessibleName(f"{finding.label} 说明")
    if isinstance(editor, TextEditor):
        editor.line.setPlaceholderText(NOTE_WORDS)
    elif isinstance(editor, MemoEditor):
        editor.memo.setPlaceholderText(NOTE_WORDS)

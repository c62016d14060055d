"""One section of a form on screen: its head, its grid, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field, Section
from sheqi_desktop.domain.problem import Problem
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


def state_of(
    section: Section, draft: Draft, problems: Iterable[Problem], here: str, signers: Collection[str]
) -> SectionState:
    """Say how a section stands; one that only the signer fills is neither done nor open to its author."""
    fields = {field.id for field in section.fields}
    wrong = any(one.level == "must" and one.field in fields for one in problems)
    left = all(field.id in signers for field in section.fields if draft.shown(field))
    filled = not wrong and not left and draft.section_state(section) == "done"
    now = section.id == here
    state = "bad" if wrong else "now" if now else "done" if filled else "todo"
    return SectionState(section.id, section.title, state, not left and (wrong or draft.waits_for(section)), filled)


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

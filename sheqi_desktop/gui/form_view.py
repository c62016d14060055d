"""A form on screen: one widget for each question.  All judgement lives in the draft; this shows and asks."""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field, Section
from sheqi_desktop.domain.least_words import least_words
from sheqi_desktop.domain.problem import Problem, Stage
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.choices import CodeEditor, FindingEditor
from sheqi_desktop.gui.editors.editor import Context, Editor
from sheqi_desktop.gui.editors.making import editor_for, is_finding
from sheqi_desktop.gui.editors.row_list import ListEditor
from sheqi_desktop.gui.editors.ticks import BoolEditor
from sheqi_desktop.gui.form_due import Due, cells_wrong, down_the_findings, first_of_each, next_wrong
from sheqi_desktop.gui.form_notes import FINDING_WIDTH, NOTE_WIDTH, FindingNotes
from sheqi_desktop.gui.form_section import Part, SectionState, dress_note, state_of
from sheqi_desktop.gui.scroll_anchor import AnchoredColumn
from sheqi_desktop.gui.widgets.buttons import LINK, Button


class FormView(AnchoredColumn):
    """The form.  A complaint appears when a field is left, goes while it is mended, and never blocks moving on."""

    changed = Signal()
    answered = Signal(str)
    problems_changed = Signal(list)
    sections_changed = Signal(list)
    nothing_wrong = Signal()
    """F8 found nothing to go to."""
    confirmed = Signal(object)

    def __init__(
        self, draft: Draft, context: Context, parent: QWidget | None = None, *,
        elsewhere: Collection[str] = (), margins: layout.Margins = (24, 16, 24, 12),
    ) -> None:  # fmt: skip
        """Build the form; the questions ``elsewhere`` are answered beside it (点名)."""
        super().__init__(margins, 11, parent)
        self._elsewhere = frozenset(elsewhere)
        self.draft = draft
        self.context = context
        self.read_only = False
        self._editors: dict[str, Editor] = {}
        self._notes = FindingNotes()
        self._parts: list[Part] = []
        self._due = Due()
        self._signers: frozenset[str] = frozenset()
        self._asked_all = False
        self._stage: Stage = "submit"
        self._here = draft.form.sections[0].id if draft.form.sections else ""
        self._problems: list[Problem] = []
        self._confirm: Button | None = None
        self._asking: Problem | None = None
        number = 0
        for section in draft.form.sections:
            number += any(field.id not in self._elsewhere for field in section.fields)
            self._add_part(section, number)
        self.body.addStretch(1)
        self._load()
        self.look_again()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # ------------------------------------------------------------------ building
    def _add_part(self, section: Section, number: int) -> None:
        remark = section.hint or ("带 * 的为必填" if number == 1 else "")
        part = Part(section, number, remark)
        before: Field | None = None
        for field, after in zip_longest(section.fields, section.fields[1:]):
            editor = editor_for(field, self.context)
            if isinstance(editor, BoolEditor) and not field.beside and not (after and after.beside):
                editor.stand_alone()
            note = before is not None and is_finding(before) and field.type in ("text", "memo")
            width, beside = field.width, field.beside
            if is_finding(field):
                width, beside = FINDING_WIDTH, False
            elif note and before is not None:
                width, beside = NOTE_WIDTH, True
                self._notes.add(field.id, before.id, part.grid, self._editors[before.id], editor)
                dress_note(editor, before)
            part.grid.add(editor, width, beside=beside)
            editor.edited.connect(lambda value, id_=field.id: self._answer(id_, value))
            editor.leaving.connect(self.anchor.take_hold)
            editor.left.connect(lambda id_=field.id: self._left(id_))
            editor.next_asked.connect(lambda id_=field.id: self._next(id_))
            if isinstance(editor, ListEditor):
                editor.cell_left.connect(self._due.leave_cell)
            self._editors[field.id] = editor
            before = field
        self._parts.append(part)
        self.body.addWidget(part)

    def _load(self) -> None:
        for field in self.draft.form:
            editor = self._editors[field.id]
            if field.id in self._elsewhere:
                continue
            if isinstance(editor, CodeEditor) and field.offered_by:
                self._offer(field, editor)
            editor.set_value(self.draft.answers.get(field.id))

    def editor(self, field_id: str) -> Editor:
        """Give the editor of a question."""
        return self._editors[field_id]

    # ------------------------------------------------------------------ answering
    def _answer(self, field_id: str, value: Value) -> None:
        self.draft.answer(field_id, value)
        editor = self._editors[field_id]
        if isinstance(editor, ListEditor) and self._due.note_rows(value):
            self.anchor.let_go()
        if editor.problem and not any(one.field == field_id for one in self.draft.problems(self._stage)):
            editor.clear_problem()
        self.look_again()
        self.answered.emit(field_id)
        self.changed.emit()

    def _left(self, field_id: str) -> None:
        self._due.touched.add(field_id)
        self._judge()

    def look_again(self) -> None:
        """Show what follows from the answers: what is asked, what was proposed, what is wrong."""
        least = least_words(self.draft.form, self.draft.answers)
        for part in self._parts:
            shown_any = False
            for field in part.section.fields:
                editor, shown = self._editors[field.id], self.draft.shown(field) and field.id not in self._elsewhere
                if field.id in self._notes:
                    visible = self._notes.shows(field.id, self.draft)
                    opened = shown and self._notes.opens(field.id, self.draft)
                    editor.set_read_only(self.read_only or not opened)
                    editor.focus_target().setEnabled(opened or self.read_only)
                else:
                    visible = shown
                    editor.set_needed(field.id not in self._signers and self.draft.needed(field))
                    editor.set_least(least.get(field.id, 0))
                editor.setVisible(visible)
                shown_any = shown_any or visible
                if field.offered_by and isinstance(editor, CodeEditor) and visible:
                    self._offer(field, editor)
            part.setVisible(shown_any)
        self._judge()

    def _offer(self, field: Field, editor: CodeEditor) -> None:
        answers = self.draft.answers
        editor.set_offered(self.draft.form.offered(field.id, answers), self.draft.form.group_for(field, answers))

    # ------------------------------------------------------------------ judging
    def _judge(self) -> None:
        problems = self.draft.problems(self._stage)
        shown = [one for one in problems if self._due.shows(one, self._asked_all, self._editors.get(one.field))]
        first = first_of_each(shown)
        for field_id, editor in self._editors.items():
            found = first.get(field_id)
            if found is not None:
                if editor.problem != found.message:
                    editor.show_problem(found.message, found.level)
            elif editor.problem:
                editor.clear_problem()
            if isinstance(editor, ListEditor):
                editor.follow(self.draft.answers)
                editor.show_cell_problems(cells_wrong(shown, field_id))
        self._place_confirm(first)
        self.anchor.hold()
        self._problems = shown
        self.problems_changed.emit(shown)
        self.sections_changed.emit(self.sections)

    def _place_confirm(self, shown: dict[str, Problem]) -> None:
        asking = None if self.read_only else next((one for one in shown.values() if one.confirmable), None)
        if asking == self._asking:
            return
        if self._confirm is not None and shiboken6.isValid(self._confirm):
            self._confirm.hide()
            self._confirm.deleteLater()
        self._confirm, self._asking = None, asking
        if asking is not None:
            self._confirm = Button("没有错，就是这样", LINK, "check", small=True, name="confirm_problem")
            self._confirm.clicked.connect(lambda: self._settle_check(asking))
            self._editors[asking.field].add_under(self._confirm)

    def _settle_check(self, problem: Problem) -> None:
        self.draft.confirm(problem)
        self.confirmed.emit(problem)
        self._editors[problem.field].focus_target().setFocus()
        self._judge()
        self.changed.emit()

    def show_all_problems(self, stage: Stage = "submit") -> list[Problem]:
        """Show every complaint, as 提交 does, and give those that stand in the way."""
        self.finish()
        self._asked_all, self._stage = True, stage
        self._due.fresh.clear()
        self._judge()
        return self.draft.blocking(stage)

    def finish(self) -> None:
        """Take what is being typed in a cell and was not told yet."""
        for editor in self._editors.values():
            editor.finish()

    @property
    def problems(self) -> list[Problem]:
        """Give the complaints that are shown."""
        return self._problems

    @property
    def sections(self) -> list[SectionState]:
        """Give the left list: what is done, where we are, what is wrong."""
        open_ = [part.section for part in self._parts if not part.isHidden()]
        return [state_of(one, self.draft, self._problems, self._here, self._signers) for one in open_]

    # ------------------------------------------------------------------ going about
    def go_to(self, field_id: str) -> None:
        """Put the cursor into a field and bring it into sight."""
        editor = self._editors.get(field_id)
        if editor is not None and not editor.isHidden():
            self.ensureWidgetVisible(editor, 24, 60)
            editor.enter()

    def go_to_problem(self, problem: Problem) -> None:
        """Put the cursor where a complaint is, in a row if it is about one."""
        editor = self._editors.get(problem.field)
        if isinstance(editor, ListEditor) and problem.row is not None and editor.go_to_row(problem.row, problem.column):
            self.ensureWidgetVisible(editor, 24, 60)
        else:
            self.go_to(problem.field)

    def next_problem(self) -> None:
        """F8: go to the next complaint after where we are, or say that there is none."""
        if wrong := [one for one in self.draft.problems(self._stage) if one.level != "hint"]:
            self._asked_all = True
            self._judge()
            self.go_to_problem(next_wrong(wrong, self._editors, self.here_field))
        elif not self.read_only:
            self.nothing_wrong.emit()

    def go_to_section(self, section_id: str) -> None:
        """Go to the first question of a section."""
        for part in self._parts:
            if part.section.id == section_id:
                self.ensureWidgetVisible(part.head, 0, 8)
                bar = self.verticalScrollBar()
                bar.setValue(min(part.y(), bar.maximum()))
                first = next((f.id for f in part.section.fields if self._can_enter(f.id)), "")
                if first:
                    self._editors[first].enter()
                self._enter_section(section_id)

    def step_section(self, step: int) -> None:
        """Go to the next or the previous section."""
        open_ = [part.section.id for part in self._parts if not part.isHidden()]
        if self._here in open_:
            place = open_.index(self._here) + step
            if 0 <= place < len(open_):
                self.go_to_section(open_[place])

    def _next(self, field_id: str) -> None:
        if not self.context.enter_goes_on and not isinstance(self._editors[field_id], FindingEditor):
            return
        order = list(self._editors)
        after = [other for other in order[order.index(field_id) + 1 :] if self._can_enter(other)]
        if isinstance(self._editors[field_id], FindingEditor):
            opened = bool(after) and self._notes.belongs(after[0], field_id) and self._notes.opens(after[0], self.draft)
            after = after if opened else down_the_findings(self._editors, after)
        for other in after[:1]:
            self.go_to(other)

    def _can_enter(self, field_id: str) -> bool:
        editor = self._editors[field_id]
        return not editor.isHidden() and not editor.read_only and editor.focus_target().isEnabled()

    @property
    def here_field(self) -> str:
        """Give the field the cursor is in."""
        focus = QApplication.focusWidget()
        for field_id, editor in self._editors.items():
            if focus is not None and (focus is editor or editor.isAncestorOf(focus)):
                return field_id
        return ""

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Notice which section the person works in, wherever in a list they stand."""
        here = self.here_field if now is not None and self.isAncestorOf(now) else ""
        for part in self._parts if here else ():
            if any(field.id == here for field in part.section.fields):
                self._enter_section(part.section.id)

    def _enter_section(self, section_id: str) -> None:
        if section_id != self._here:
            self._here = section_id
            self.sections_changed.emit(self.sections)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words about a row of 情况 where there is room for them."""
        super().resizeEvent(event)
        margins = self.body.contentsMargins()
        if self._notes.fit(event.size().width() - margins.left() - margins.right()):
            self.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+↑↓ sections, F8 the next complaint, Ctrl+D the answer of last time."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_section(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_F8:
            self.next_problem()
        elif control and event.key() == Qt.Key.Key_D:
            if self.here_field:
                self._editors[self.here_field].same_as_before()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ states
    def set_read_only(self, fixed: bool) -> None:
        """Show the whole form without being able to change it."""
        self.read_only = fixed
        for editor in self._editors.values():
            editor.set_read_only(fixed)
        self.look_again()

    def leave_to_signer(self, fields: Collection[str]) -> None:
        """Show what only the signer answers without a star or a tick of the author's."""
        self._signers = frozenset(fields)
        for field in self._signers:
            self._editors[field].set_read_only(True)
        self.look_again()

    def refresh_field(self, field_id: str) -> None:
        """Show what the draft holds for a field that was changed by a proposal."""
        self._editors[field_id].set_value(self.draft.answers.get(field_id))
        self.look_again()

    def add_above(self, widget: QWidget) -> None:
        """Put a banner over the form."""
        self.body.insertWidget(0, widget)

    def words_under(self, field_id: str, words: str) -> None:
        """Help with a field: 45 分钟, 高风险：7 天内，可提前."""
        self._editors[field_id].set_hint(words)

"""Editors that point to people and records: one, or several."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.gui import layout
from sheqi_desktop.gui.editors.completion import FindField
from sheqi_desktop.gui.editors.editor import Editor, RefHit
from sheqi_desktop.gui.tab_order import lead_to
from sheqi_desktop.gui.widgets.buttons import LINK, Button
from sheqi_desktop.gui.widgets.flow import FlowLayout

BEGUN_HERE = frozenset({"client", "household"})
"""Kinds of which a new one may be begun in the field itself."""


UNPICKED = "还没有选定，请从列表里选"
TYPED = {
    "client": "姓名、首字母、编号",
    "household": "户主姓名或首字母",
    "village": "村名或首字母",
    "region": "村、乡镇或首字母",
    "worker": "姓名或首字母",
    "volunteer": "姓名或首字母",
    "station": "站名或首字母",
    "case": "个案编号或姓名",
    "case_consent": "编号或日期",
    "objective": "点开选一条目标",
    "record": "编号或内容",
    "visit": "编号或内容",
}
"""What one types to find a thing of each kind."""
TYPED_ELSE = "名称或编号"


def _words(hit: RefHit) -> str:
    return f"{hit.text}（{hit.detail}）" if hit.detail else hit.text


class _Pointing(Editor):
    """What both share: words that were typed and lead nowhere are said at once, whatever else is judged."""

    line: FindField
    _loose = False

    def on_leave(self) -> None:
        """Take what was typed in full; say of anything else that nothing was chosen."""
        typed = self.line.text().strip()
        if not typed or self.read_only or self._settled:
            return
        exact = [hit for hit in self.context.refs(self.field.refers, typed) if hit.text == typed]
        if len(exact) == 1:
            self._take(exact[0])
        else:
            self._let_go(True)

    @property
    def _settled(self) -> bool:
        """Tell whether the words in the field stand for something that was chosen."""
        return False

    def _take(self, hit: RefHit) -> None:
        raise NotImplementedError

    def _let_go(self, loose: bool) -> None:
        if loose != self._loose:
            self._loose = loose
            self.clear_problem()

    def clear_problem(self) -> None:
        """Show the helping words again, unless what stands there was not chosen."""
        super().clear_problem()
        if self._loose:
            self.show_problem(UNPICKED)

    def show_problem(self, message: str, level: str = "must") -> None:
        """Put a complaint where the hint was; 请选择 helps nobody who believes to have chosen."""
        super().show_problem(*((UNPICKED, "must") if self._loose else (message, level)))


class RefEditor(_Pointing):
    """One person or record; what is stored is its id, what is read is its name."""

    def _build(self) -> QWidget:
        kind = self.field.refers
        new = self.context.new_ref if kind in BEGUN_HERE else None
        self._id: str | None = None
        self.line = FindField(
            lambda typed: self.context.refs(kind, typed),
            (lambda typed: new(kind, typed)) if new is not None else None,
            offer=lambda typed: self.context.new_words(kind, typed),
        )
        self._loose = False
        self.line.setPlaceholderText(self.field.placeholder or TYPED.get(kind, TYPED_ELSE))
        self.line.picked.connect(self._picked)
        self.line.textEdited.connect(self._typed)
        self.line.enter_pressed.connect(self.next_asked)
        layout.fix(self.line, height=36)
        layout.least(self.line, width=170)
        return self.line

    @property
    def _settled(self) -> bool:
        return self._id is not None

    def _take(self, hit: RefHit) -> None:
        self._id = hit.id
        self._let_go(False)
        self.line.setText(_words(hit))
        self.line.setCursorPosition(0)
        self.tell()

    def _picked(self, hit: RefHit) -> None:
        self._take(hit)
        self.next_asked.emit()

    def _typed(self) -> None:
        self._let_go(False)
        if self._id is not None:
            self._id = None
            self.tell()

    def value(self) -> Value:
        """Give the id, None while nobody was picked."""
        return self._id

    def set_value(self, value: Value) -> None:
        """Show whom an id means."""
        if value == self._id and (value is not None or not self.line.text()):
            return
        self._id = value if isinstance(value, str) else None
        hit = self.context.name_of(self.field.refers, self._id) if self._id else None
        self._let_go(False)
        self.line.setText(_words(hit) if hit else (self._id or ""))
        self.line.setCursorPosition(0)

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)


class RefsEditor(_Pointing):
    """Several people or records: a field to find them, and those that were picked; pressing one takes it out."""

    def _build(self) -> QWidget:
        kind = self.field.refers
        self._ids: list[str] = []
        holder = QWidget()
        body = layout.column(holder, gap=6)
        self.line = FindField(lambda typed: self.context.refs(kind, typed))
        self._loose = False
        self.line.setPlaceholderText(self.field.placeholder or TYPED.get(kind, TYPED_ELSE))
        self.line.picked.connect(self._picked)
        self.line.textEdited.connect(lambda: self._let_go(False))
        self.line.enter_pressed.connect(self.next_asked)
        layout.fix(self.line, height=36)
        body.addWidget(self.line)
        self._chosen = QWidget()
        self._flow = FlowLayout(self._chosen, gap=8)
        body.addWidget(self._chosen)
        return holder

    def focus_target(self) -> QWidget:
        """Give the field."""
        return self.line

    def _take(self, hit: RefHit) -> None:
        self._picked(hit)

    def _picked(self, hit: RefHit) -> None:
        self._let_go(False)
        self.line.clear()
        if hit.id not in self._ids:
            self._ids.append(hit.id)
            self._show()
            self.tell()

    def _show(self) -> None:
        layout.clear(self._flow)
        chosen: list[QWidget] = []
        for one in self._ids:
            hit = self.context.name_of(self.field.refers, one)
            name = hit.text if hit else one
            button = Button(name, LINK, "x", small=True)
            button.setAccessibleName(f"去掉 {name}")
            button.setEnabled(not self.read_only)
            button.clicked.connect(lambda _=False, one=one: self._drop(one))
            self._flow.addWidget(button)
            chosen.append(button)
        lead_to(self.line, chosen)
        self._chosen.setVisible(bool(self._ids))

    def _drop(self, one: str) -> None:
        self._ids.remove(one)
        self._show()
        self.tell()
        self.line.setFocus()

    def value(self) -> Value:
        """Give the ids."""
        return list(self._ids) or None

    def set_value(self, value: Value) -> None:
        """Show whom the ids mean."""
        self._ids = [str(one) for one in value] if isinstance(value, list) else []
        self._show()

    def set_read_only(self, fixed: bool) -> None:
        """Show without being able to change."""
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)
        self.line.setVisible(not fixed or not self._ids)
        self._show()

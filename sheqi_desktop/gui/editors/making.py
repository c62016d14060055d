"""Which editor belongs to which kind of question."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.choices import CodeEditor, FindingEditor
from sheqi_desktop.gui.editors.editor import Context, Editor
from sheqi_desktop.gui.editors.files import FilesEditor
from sheqi_desktop.gui.editors.links import RefEditor, RefsEditor
from sheqi_desktop.gui.editors.picks import PicksEditor
from sheqi_desktop.gui.editors.row_list import ListEditor
from sheqi_desktop.gui.editors.rows import RowsEditor
from sheqi_desktop.gui.editors.signature import SignatureEditor
from sheqi_desktop.gui.editors.table import TableEditor
from sheqi_desktop.gui.editors.ticks import BoolEditor, CodesEditor
from sheqi_desktop.gui.editors.times import DateEditor, TimeEditor
from sheqi_desktop.gui.editors.written import MemoEditor, NumberEditor, TextEditor
from sheqi_desktop.gui.editors.yes_no import YesNoEditor

EDITORS: dict[str, type[Editor]] = {
    "text": TextEditor,
    "memo": MemoEditor,
    "date": DateEditor,
    "time": TimeEditor,
    "datetime": TimeEditor,
    "int": NumberEditor,
    "dec1": NumberEditor,
    "dec2": NumberEditor,
    "code": CodeEditor,
    "codes": CodesEditor,
    "bool": BoolEditor,
    "ref": RefEditor,
    "refs": RefsEditor,
    "file": FilesEditor,
    "files": FilesEditor,
    "rows": RowsEditor,
    "signature": SignatureEditor,
}
FINDING = "finding"
OBJECTIVE = "objective"
"""A plan has few objectives: they are ticked, not searched for."""


def is_finding(field: Field) -> bool:
    """Tell whether a question is a row of 情况."""
    return field.type == "code" and field.vocabulary is not None and field.vocabulary.id == FINDING


def is_yes_or_no(field: Field) -> bool:
    """Tell whether “no” has to be said: a tick that is left out cannot tell “no” from “not asked”."""
    return field.type == "bool" and (field.need != "optional" or field.yes_no)


def editor_for(field: Field, context: Context, parent: QWidget | None = None) -> Editor:
    """Make the editor of a question."""
    kind = FindingEditor if is_finding(field) else YesNoEditor if is_yes_or_no(field) else EDITORS[field.type]
    if field.type == "refs" and field.refers == OBJECTIVE:
        kind = PicksEditor
    if field.sheet:
        kind = TableEditor
    return kind(field, context, parent)


ListEditor.make = staticmethod(editor_for)

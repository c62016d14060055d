"""A list of many short rows as a sheet, and hands for it: what the tests of the table share."""

from __future__ import annotations

from hands import commit, press, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_form import RELATION, context

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.editor import Context, RefHit
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.table import TableEditor

COLUMNS = (
    Field("name", "姓名", "text", size=30, need="save"),
    Field("born", "出生年", "int", low=1900),
    Field("relation", "关系", "code", vocabulary=RELATION),
    Field("client_id", "服务对象", "ref", refers="client"),
    Field("joined", "入组日期", "date", need="save"),
    Field("photo_ok", "同意拍照", "bool", yes_no=True),
    Field("note", "备注", "text", size=60),
    Field("phone", "电话", "text", size=20),
)
LIST = Field("members", "组员", "rows", columns=COLUMNS, sheet=True, need="submit")
PEOPLE = (RefHit("c1", "王秀兰", "前李村"), RefHit("c2", "王秀英", "前李村"))


def people(kind: str, typed: str) -> list[RefHit]:
    return [one for one in PEOPLE if typed in one.text or typed == "wx"]


def named(kind: str, id_: str) -> RefHit | None:
    return next((one for one in PEOPLE if one.id == id_), None)


def asking() -> Context:
    made = context()
    made.refs, made.name_of = people, named
    return made


def a_table(qtbot) -> TableEditor:
    """Show a table with the keyboard in it."""
    editor = editor_for(LIST, asking())
    assert isinstance(editor, TableEditor)
    qtbot.addWidget(editor)
    editor.resize(760, 560)
    editor.show()
    settle()
    editor.grid.setFocus()
    return editor


def type_in(text: str) -> None:
    """Type where the keyboard stands: the first letter opens the cell, the others go into it."""
    if text.isascii():
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
    else:
        commit(QApplication.focusWidget(), text)


def hit(*keys: Qt.Key) -> None:
    for key in keys:
        press(QApplication.focusWidget(), key)
    settle()


def control(editor: TableEditor, key: Qt.Key) -> None:
    QTest.keyClick(editor.grid, key, Qt.KeyboardModifier.ControlModifier)
    settle()


def at(editor: TableEditor) -> tuple[int, str]:
    now = editor.grid.currentIndex()
    return now.row(), editor.grid.cells.columns[now.column() - 1].id


def plain(editor: TableEditor) -> list[dict]:
    return [{name: said for name, said in row.items() if name != "id"} for row in editor.value() or []]


def three(editor: TableEditor) -> None:
    editor.set_value([{"id": f"r{n}", "name": name} for n, name in enumerate(("王秀兰", "李桂英", "张凤琴"))])
    settle()
    editor.grid.setFocus()

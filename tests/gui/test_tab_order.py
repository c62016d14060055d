"""Tab goes through a form as the eye does, also to what was made after its neighbours."""

from __future__ import annotations

from hands import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from sample_form import EVERYTHING, OUTCOME, RELATION, context

from sheqi_desktop.domain.form import Field
from sheqi_desktop.gui.editors.making import editor_for

COLUMNS = (
    Field("what", "事项", "text"),
    Field("due", "期限", "date"),
    Field("who", "谁", "ref", refers="client"),
    Field("relation", "关系", "code", vocabulary=RELATION),
    Field("met", "见到", "bool", need="submit"),
    Field("away", "外出", "bool"),
)


def between_two_fields(qtbot, field: Field):
    """Stand an editor in a window between two fields that are not its own."""
    window = QWidget()
    qtbot.addWidget(window)
    body = QVBoxLayout(window)
    first, last = QLineEdit(), QLineEdit()
    first.setObjectName("first")
    last.setObjectName("last")
    editor = editor_for(field, context())
    for one in (first, editor, last):
        body.addWidget(one)
    window.resize(800, 600)
    window.show()
    settle()
    first.setFocus()
    return window, editor


def walk(key: Qt.Key, steps: int) -> list[str]:
    """Press a key so often and give where the keyboard stood each time."""
    stood = []
    settle()
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget(), key)
        focus = QApplication.focusWidget()
        while not focus.objectName() and focus.parentWidget() is not None:
            focus = focus.parentWidget()
        stood.append(focus.objectName())
    return stood


def test_tab_comes_to_every_cell_of_every_row_before_the_button_under_them(qtbot):
    _, editor = between_two_fields(qtbot, Field("list", "名单", "rows", columns=COLUMNS))
    editor.add_row()
    editor.add_row()
    editor.add_row()
    editor.window().findChild(QLineEdit, "first").setFocus()
    row = [f"list_{column.id}" for column in COLUMNS]
    stood = walk(Qt.Key.Key_Tab, 3 * (len(row) + 1) + 4)
    taken_out = [stood[at] for at in (6, 13, 20)]
    assert [one for at, one in enumerate(stood[:21]) if at not in (6, 13, 20)] == row * 3
    assert not set(taken_out) & {*row, "list_add"}
    assert stood[21:] == ["list_add", "list_paste", "last", "first"], "and round again, past nothing"


def test_the_way_back_is_the_same(qtbot):
    _, editor = between_two_fields(qtbot, Field("list", "名单", "rows", columns=COLUMNS[:2]))
    editor.add_row()
    editor.add_row()
    editor.drop(editor.cards[0].row["id"])
    editor.add_row()
    editor.window().findChild(QLineEdit, "last").setFocus()
    stood = walk(Qt.Key.Key_Backtab, 8)
    assert [one for one in stood if one.startswith("list_")] == ["list_add", *["list_due", "list_what"] * 2]
    assert stood[-1] == "first"


def test_words_that_are_offered_anew_keep_their_place(qtbot):
    _, editor = between_two_fields(qtbot, Field("outcome", "结果", "code", vocabulary=OUTCOME))
    editor.set_offered(OUTCOME.offered()[:2])
    assert walk(Qt.Key.Key_Tab, 2) == ["outcome", "last"]


def test_people_who_were_picked_come_right_after_the_field(qtbot):
    field = next(one for one in EVERYTHING if one.type == "refs" and one.refers != "objective")
    _, editor = between_two_fields(qtbot, field)
    editor.set_value(["c1", "c2"])
    assert walk(Qt.Key.Key_Tab, 4) == [field.id, field.id, field.id, "last"]

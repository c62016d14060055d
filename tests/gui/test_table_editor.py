"""A list of many short rows is filled in like a sheet, and many rows come from Excel without holding up the window."""

from __future__ import annotations

import time

import pytest
from hands import commit, press, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from sample_form import RELATION, context

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field, Form, Section
from sheqi_desktop.domain.problem import must
from sheqi_desktop.gui.editors.editor import Context, RefHit
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.table import TableEditor
from sheqi_desktop.gui.editors.table_cells import CellChoice
from sheqi_desktop.gui.editors.table_columns import standing
from sheqi_desktop.gui.form_view import FormView
from tests.builders import form

Key = Qt.Key
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


@pytest.fixture
def table(qtbot) -> TableEditor:
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


def test_typing_in_the_empty_line_makes_a_row_and_tab_goes_on_in_it(table):
    type_in("王秀兰")
    hit(Key.Key_Tab)
    type_in("1945")
    hit(Key.Key_Tab)
    type_in("3")
    hit(Key.Key_Tab)
    assert plain(table) == [{"name": "王秀兰", "born": 1945, "relation": 3}]
    assert at(table)[0] == 0
    assert table.grid.cells.rowCount() == 2, "and another empty line waits"


def test_enter_goes_down_and_behind_the_last_row_on_in_the_form(table):
    on = []
    table.next_asked.connect(lambda: on.append(True))
    type_in("王秀兰")
    hit(Key.Key_Return)
    assert (at(table), on) == ((1, "name"), [])
    hit(Key.Key_Return)
    assert on == [True]


def test_tab_comes_to_every_cell_then_the_detail_then_the_next_row_then_the_button(qtbot, table):
    three(table)
    detail = [one.id for one in COLUMNS if one not in table.grid.cells.columns]
    assert detail, "in a narrow form something has no column"
    stood = []
    for _ in range(3 * len(COLUMNS)):
        focus = QApplication.focusWidget()
        inside = next((name for name, one in table.detail.editors.items() if one.isAncestorOf(focus)), "")
        stood.append((table._place, inside or at(table)[1]))
        hit(Key.Key_Tab)
    columns = [one.id for one in table.grid.cells.columns] + detail
    assert stood == [(row, name) for row in range(3) for name in columns]
    for _ in table.grid.cells.columns:
        hit(Key.Key_Tab)
    assert QApplication.focusWidget() is table.add
    hit(Key.Key_Backtab)
    assert QApplication.focusWidget() is table.grid


def test_what_has_no_column_is_answered_under_the_table(table):
    three(table)
    table.grid.stand_on(1, 1)
    assert "李桂英" in table.detail.title.text()
    assert table.detail.enter("phone")
    commit(QApplication.focusWidget(), "13700000000")
    assert table.value()[1]["phone"] == "13700000000"
    table.grid.stand_on(2, 1)
    assert table.detail.editors["phone"].value() is None


def test_control_d_takes_the_cell_above_and_control_z_takes_it_back(table):
    three(table)
    table.grid.stand_on(1, 1)
    control(table, Key.Key_D)
    assert [row["name"] for row in table.value()] == ["王秀兰", "王秀兰", "张凤琴"]
    control(table, Key.Key_Z)
    assert [row["name"] for row in table.value()] == ["王秀兰", "李桂英", "张凤琴"]


def test_a_row_is_taken_out_and_comes_back(table):
    three(table)
    table.grid.stand_on(1, 1)
    control(table, Key.Key_Delete)
    assert [row["name"] for row in table.value()] == ["王秀兰", "张凤琴"]
    assert at(table) == (1, "name")
    control(table, Key.Key_Z)
    assert len(table.value()) == 3


def test_delete_empties_cells_and_leaves_the_row(table):
    three(table)
    table.grid.stand_on(0, 1)
    hit(Key.Key_Delete)
    assert "name" not in table.value()[0]
    assert len(table.value()) == 3


def test_yes_and_no_are_said_with_a_digit_and_taken_back(table):
    three(table)
    place = next((n for n, one in enumerate(table.grid.cells.columns, 1) if one.id == "photo_ok"), 0)
    if not place:
        table.resize(1300, 560)
        settle()
        place = next(n for n, one in enumerate(table.grid.cells.columns, 1) if one.id == "photo_ok")
    table.grid.stand_on(0, place)
    table.grid.setFocus()
    hit(Key.Key_0)
    assert table.value()[0]["photo_ok"] is False
    assert table.grid.cells.words(0, COLUMNS[5]) == "否"
    hit(Key.Key_1)
    assert table.value()[0]["photo_ok"] is True
    hit(Key.Key_Backspace)
    assert "photo_ok" not in table.value()[0]


def test_a_word_is_chosen_by_its_place_and_by_its_letters(table):
    three(table)
    place = [one.id for one in table.grid.cells.columns].index("relation") + 1
    table.grid.stand_on(0, place)
    type_in("2")
    assert isinstance(QApplication.focusWidget(), CellChoice)
    hit(Key.Key_Return)
    assert (table.value()[0]["relation"], at(table)) == (2, (1, "relation"))
    assert table.grid.cells.words(0, COLUMNS[2]) == "儿子"


def open_list(table: TableEditor) -> QAbstractItemView:
    """Open the words of a cell by a key, as high as they need."""
    place = [one.id for one in table.grid.cells.columns].index("relation") + 1
    table.grid.stand_on(0, place)
    table.grid.setFocus()
    hit(Key.Key_Space)
    view = QApplication.activePopupWidget().findChild(QAbstractItemView)
    assert view.verticalScrollBar().maximum() == 0, "every word is to be seen"
    return view


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_the_open_list_takes_what_is_picked_and_nothing_on_escape(table):
    three(table)
    press(open_list(table), Key.Key_Escape)
    settle()
    assert (QApplication.focusWidget(), "relation" in table.value()[0]) == (table.grid, False)
    press(open_list(table), Key.Key_Down, Key.Key_Return)
    settle()
    assert table.value()[0]["relation"] == 2
    assert at(table) == (0, "client_id")
    assert QApplication.focusWidget() is table.grid


def test_a_person_is_found_by_letters_and_words_that_lead_nowhere_stay_in_sight(table):
    three(table)
    place = [one.id for one in table.grid.cells.columns].index("client_id") + 1
    table.grid.stand_on(0, place)
    type_in("wx")
    hit(Key.Key_Tab)
    assert table.value()[0]["client_id"] == "c1"
    assert table.grid.cells.words(0, COLUMNS[3]) == "王秀兰"
    table.grid.stand_on(1, place)
    type_in("王秀")
    hit(Key.Key_Tab)
    assert "client_id" not in table.value()[1], "two are called so: nobody was chosen"
    assert table.grid.cells.words(1, COLUMNS[3]) == "王秀"
    table.grid.stand_on(1, place)
    assert "还没有选定" in table.sentence.text()
    assert table._sign.isVisible()


def test_what_is_no_number_stays_as_it_was_typed(table):
    three(table)
    table.grid.stand_on(0, 2)
    type_in("约1945")
    hit(Key.Key_Return)
    assert table.value()[0]["born"] == "约1945"


def test_escape_takes_the_typing_back(table):
    three(table)
    table.grid.stand_on(0, 1)
    type_in("张三")
    hit(Key.Key_Escape)
    assert table.value()[0]["name"] == "王秀兰"
    assert QApplication.focusWidget() is table.grid


def test_leaving_by_the_mouse_keeps_what_was_typed(qtbot, table):
    other = QLineEdit(table)
    other.show()
    type_in("王秀兰")
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    assert plain(table) == [{"name": "王秀兰"}]


def test_a_complaint_stands_in_its_cell_and_its_sentence_below(table):
    three(table)
    wrong = {
        ("r1", "born"): must("members", "“出生年”不能小于1900。", "low", row="r1", column="born"),
        ("r2", "phone"): must("members", "电话号码不对。", "phone", row="r2", column="phone"),
    }
    table.show_cell_problems(wrong)
    assert table.sentence.text() == "第 2 行：“出生年”不能小于1900。", "the first, wherever one stands"
    spoken = table.grid.cells.data(table.grid.cells.index(1, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "出生年 空 “出生年”不能小于1900。"
    assert table.go_to_row("r2", "phone")
    settle()
    assert table.detail.editors["phone"].isAncestorOf(QApplication.focusWidget()), "no column: it is in the detail"
    assert table.detail.editors["phone"].problem == "电话号码不对。"
    assert table.sentence.text() == "第 3 行：电话号码不对。"
    table.show_cell_problems({})
    assert not table._sign.isVisible()


def test_read_only_there_is_no_empty_line_and_nothing_can_be_typed(table):
    three(table)
    table.set_read_only(True)
    assert table.grid.cells.rowCount() == 3
    type_in("张三")
    assert [row["name"] for row in table.value()] == ["王秀兰", "李桂英", "张凤琴"]
    assert not table.add.isVisible()


# ------------------------------------------------------------------------------ from Excel
def test_a_table_of_excel_becomes_rows_a_column_goes_down_from_here_a_word_into_the_cell(table):
    asked = []
    table.context.pasted = lambda field, text, done: (asked.append(text), done(([{"id": "x", "name": "陈玉芝"}], [])))
    three(table)
    QGuiApplication.clipboard().setText("姓名\t出生年\n陈玉芝\t1950\n")
    control(table, Key.Key_V)
    assert asked == ["姓名\t出生年\n陈玉芝\t1950\n"]
    assert [row["name"] for row in table.value()] == ["王秀兰", "李桂英", "张凤琴", "陈玉芝"]
    assert at(table) == (3, "name")
    assert table.pasted.text() == "贴上了 1 行。"
    table.grid.stand_on(2, 2)
    QGuiApplication.clipboard().setText("1941\r\n1942\r\n1943\r\n")
    control(table, Key.Key_V)
    assert [row.get("born") for row in table.value()] == [None, None, 1941, 1942, 1943]
    table.grid.stand_on(0, 2)
    QGuiApplication.clipboard().setText("1940")
    control(table, Key.Key_V)
    assert table.value()[0]["born"] == 1940


def test_copied_cells_are_read_by_excel(table):
    three(table)
    table.grid.selectAll()
    control(table, Key.Key_C)
    assert QGuiApplication.clipboard().text().split("\n")[0].startswith("王秀兰\t")


def test_a_hundred_rows_are_pasted_without_holding_up_the_window(qtbot):
    rows = [{"id": f"r{n}", "name": f"王{chr(0x4E00 + n)}", "born": 1940 + n % 40} for n in range(100)]
    asks = asking()
    asks.pasted = lambda field, text, done: done((rows, []))
    view = FormView(Draft(Form("sample", 1, "样表", "YB", (Section("all", "全部", (LIST,)),))), asks)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    settle()
    editor = view.editor("members")
    editor.grid.setFocus()
    QGuiApplication.clipboard().setText("a\tb")
    turns = []
    for turn in (lambda: control(editor, Key.Key_V), *[QApplication.processEvents] * 12):
        began = time.thread_time()
        turn()
        turns.append(time.thread_time() - began)
    assert len(editor.value()) == 100
    assert max(turns) < 0.15, "of the machine of a test; what is painted is what is in sight"
    assert editor.grid.height() < 400


# ------------------------------------------------------------------------------ by the form file
SHEETS = (("group_roster", "members"), ("activity", "attendance"), ("household", "members"),
          ("volunteer_team", "members"), ("resource_link", "clients"))  # fmt: skip
CARDS = (("group", "sessions"), ("visit", "follow_ups"), ("activity", "agenda"), ("client", "guardians"))


@pytest.mark.parametrize(("kind", "name"), SHEETS)
def test_the_form_file_says_which_list_is_a_sheet(qtbot, kind, name):
    editor = editor_for(form(kind).field(name), context())
    qtbot.addWidget(editor)
    assert isinstance(editor, TableEditor)


@pytest.mark.parametrize(("kind", "name"), CARDS)
def test_long_words_keep_their_cards(qtbot, kind, name):
    editor = editor_for(form(kind).field(name), context())
    qtbot.addWidget(editor)
    assert not isinstance(editor, TableEditor)


def test_the_roster_has_its_columns_at_the_width_of_the_common_screen():
    columns = [one.id for one in standing(form("group_roster").field("members").columns, 901)]
    assert columns == ["client_id", "name", "gender", "birth_year", "category", "village", "phone", "joined_on"]


def test_every_name_is_spoken(table):
    three(table)
    for stop in table.findChildren(QWidget):
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop.isVisible():
            assert stop.accessibleName(), stop

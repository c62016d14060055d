"""A list of many short rows is filled in like a sheet: keys as in Excel, complaints in their cells."""

from __future__ import annotations

import pytest
from hands import commit, press, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from sample_form import context
from sample_table import COLUMNS, LIST, a_table, asking, at, control, hit, plain, three, type_in

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Form, Section
from sheqi_desktop.domain.problem import must
from sheqi_desktop.gui.editors.making import editor_for
from sheqi_desktop.gui.editors.table import TableEditor
from sheqi_desktop.gui.editors.table_cells import CellChoice
from sheqi_desktop.gui.editors.table_columns import standing
from sheqi_desktop.gui.form_view import FormView
from tests.builders import form

Key = Qt.Key


@pytest.fixture
def table(qtbot) -> TableEditor:
    return a_table(qtbot)


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


def test_f8_goes_from_one_wrong_cell_to_the_next_and_round_again(qtbot):
    view = FormView(Draft(Form("sample", 1, "样表", "YB", (Section("all", "全部", (LIST,)),))), asking())
    qtbot.addWidget(view)
    view.resize(760, 600)
    view.show()
    settle()
    rows = [{"id": f"r{n}", "name": "王秀兰", "born": 1800 + n, "joined": "2023-06-14"} for n in range(3)]
    view.draft.answer("members", rows)
    view.refresh_field("members")
    table = view.editor("members")
    table.grid.setFocus()
    stood = []
    for _ in range(4):
        press(QApplication.focusWidget(), Key.Key_F8)
        settle()
        stood.append(at(table))
    assert stood == [(0, "born"), (1, "born"), (2, "born"), (0, "born")]


def test_read_only_there_is_no_empty_line_and_nothing_can_be_typed(table):
    three(table)
    table.set_read_only(True)
    assert table.grid.cells.rowCount() == 3
    type_in("张三")
    assert [row["name"] for row in table.value()] == ["王秀兰", "李桂英", "张凤琴"]
    assert not table.add.isVisible()


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

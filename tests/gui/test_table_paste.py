"""Many rows come into a table from Excel without holding up the window, and go back into it."""

from __future__ import annotations

import time

import pytest
from hands import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_table import LIST, a_table, asking, at, control, three, type_in

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.form import Field, Form, Section
from sheqi_desktop.gui.editors.table import TableEditor
from sheqi_desktop.gui.form_view import FormView

Key = Qt.Key


@pytest.fixture
def table(qtbot) -> TableEditor:
    return a_table(qtbot)


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


def test_a_cell_that_is_still_open_is_saved_with_the_rest(qtbot):
    view = FormView(Draft(Form("sample", 1, "样表", "YB", (Section("all", "全部", (LIST,)),))), asking())
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    settle()
    view.editor("members").grid.setFocus()
    type_in("王秀兰")
    view.show_all_problems("save")
    assert [row["name"] for row in view.draft.answers["members"]] == ["王秀兰"]


def test_the_page_follows_the_cell_one_stands_on(qtbot):
    above = tuple(Field(f"t{n}", f"第{n}句", "memo") for n in range(4))
    view = FormView(Draft(Form("sample", 1, "样表", "YB", (Section("all", "全部", (*above, LIST)),))), asking())
    qtbot.addWidget(view)
    view.resize(760, 420)
    view.show()
    settle()
    table = view.editor("members")
    table.set_value([{"id": f"r{n}", "name": "王秀兰"} for n in range(6)])
    view.go_to("members")
    view.verticalScrollBar().setValue(0)
    settle()
    for _ in range(5):
        QTest.keyClick(table.grid, Key.Key_Down)
        settle()
    cell = table.grid.visualRect(table.grid.currentIndex())
    top = table.grid.viewport().mapTo(view.viewport(), cell.topLeft()).y()
    assert 0 <= top <= view.viewport().height() - cell.height()

"""Lists open at once however long they are, and are worked with keys."""

from __future__ import annotations

import pytest
from hands import press, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sample_people import PEOPLE_COLUMNS, people_rows

from sheqi_desktop.domain.clock import stopwatch
from sheqi_desktop.gui import theme
from sheqi_desktop.gui.record_table import BadgeCell, Column, RecordTable, Row, Sorted, TwoLine
from sheqi_desktop.gui.timeline import Event, Timeline

Key = Qt.Key


@pytest.fixture
def table(qtbot):
    made = RecordTable(PEOPLE_COLUMNS, row_height=52, multi=True)
    made.show_rows(people_rows())
    qtbot.addWidget(made)
    made.resize(720, 400)
    made.show()
    made.setFocus()
    return made


def test_enter_opens_the_row_one_stands_on(table):
    opened: list[str] = []
    table.opened.connect(opened.append)
    press(table, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    press(table, Key.Key_End, Key.Key_Return)
    press(table, Key.Key_Home, Key.Key_Return)
    assert opened == ["王小雪", "吴小满", "王秀兰"] or opened == ["王新业", "吴小满", "王秀兰"]


def test_letters_jump_to_a_name(qtbot):
    rows = [Row(name, (name,), jump) for name, jump in (("王秀兰", "wxl"), ("李强", "lq"), ("刘长河", "lch"))]
    table = RecordTable((Column("name", "姓名"),))
    qtbot.addWidget(table)
    table.show_rows(rows)
    table.choose("王秀兰")
    QTest.keyClicks(table, "lc")
    assert table.current_id == "刘长河"


def test_copying_gives_lines_for_excel(table):
    table.choose("王秀兰")
    press(table, Key.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == "王秀兰\t女・78\t独居老人、低保\t前李村\t5月10日\t逾期 4 天"


def test_a_click_on_the_head_sorts_and_says_how(qtbot):
    columns = (Column("name", "姓名"), Column("count", "人次", kind="number"))
    table = RecordTable(columns)
    qtbot.addWidget(table)
    table.show_rows(
        [Row("a", ("甲", "9")), Row("b", ("乙", "10")), Row("c", ("丙", "")), Row("d", ("丁", Sorted("二", 2)))]
    )
    table.records.sort_by(1)
    assert [row.id for row in table.records.rows] == ["d", "a", "b", "c"]
    head = table.records.headerData
    assert head(1, Qt.Orientation.Horizontal) == "人次 ↑"
    assert "从小到大" in head(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_a_cell_says_its_column_and_its_value(table):
    index = table.records.index(0, 5)
    assert table.records.data(index, Qt.ItemDataRole.AccessibleTextRole) == "下次 逾期 4 天"


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(table):
    table.choose("吴学敏")
    table.show_rows(people_rows()[2:])
    assert table.current_id == "吴学敏"
    table.show_rows([row for row in people_rows() if row.id != "吴学敏"])
    assert table.current_id != ""


def test_widths_people_choose_are_remembered(qtbot):
    told: list[dict[str, int]] = []
    table = RecordTable(PEOPLE_COLUMNS)
    qtbot.addWidget(table)
    table.on_widths(told.append, {"age": 133})
    assert table.columnWidth(1) == 133
    table.horizontalHeader().resizeSection(3, 150)
    assert told[-1]["village"] == 150


def test_letters_of_another_size_are_no_width_people_chose(qtbot):
    told: list[dict[str, int]] = []
    table = RecordTable(PEOPLE_COLUMNS, row_height=52)
    qtbot.addWidget(table)
    table.on_widths(told.append)
    table.show_rows(people_rows())
    table.resize(900, 52 * len(people_rows()) + 60)
    table.show()
    settle()
    for size in (22, 14):
        theme.apply(theme.LIGHT, size)
        settle()
    assert told == []
    assert table.horizontalHeader().length() == table.viewport().width()


def test_a_hundred_thousand_rows_open_and_end_within_a_blink(qtbot):
    rows = [Row(str(number), (f"王{number}", "女・78", (), "前李村", "5月10日", "6月1日")) for number in range(100_000)]
    table = RecordTable(PEOPLE_COLUMNS, row_height=52)
    qtbot.addWidget(table)
    table.resize(720, 500)
    table.show()
    settle()
    begun = stopwatch()
    table.show_rows(rows)
    settle()
    opened = stopwatch() - begun
    begun = stopwatch()
    press(table, Key.Key_End)
    settle()
    ended = stopwatch() - begun
    assert table.current_id == "99999"
    assert opened < 0.6, opened
    assert ended < 0.3, ended


def test_a_time_line_is_walked_and_opened_by_keys(qtbot):
    line = Timeline(
        (Event("1", "phone", "tint", "电话访问"), Event("2", "footprints", "tint", "居家探访", "血压偏高", "5月10日"))
    )
    qtbot.addWidget(line)
    line.resize(300, 200)
    line.show()
    opened: list[str] = []
    line.opened.connect(opened.append)
    press(line, Key.Key_Down, Key.Key_Return)
    assert opened == ["2"]
    assert line.accessibleName() == "时间线 5月10日 居家探访 血压偏高"


def test_a_tooltip_says_the_whole_cell_and_what_explains_its_badge(qtbot):
    table = RecordTable((Column("who", "谁"), Column("way", "去向", 86, "badges"), Column("said", "小结")))
    qtbot.addWidget(table)
    long = "老人在院里晒太阳，精神比上次好，说女儿打电话来，下月回家看他。" * 4
    badge = BadgeCell("已装包", "info", note="还没有县中心的回执。")
    table.show_rows([Row("1", (TwoLine("王秀兰", "女・78　桥头村"), (badge,), long))])

    def tip(column: int) -> str:
        said = table.records.data(table.records.index(0, column), Qt.ItemDataRole.ToolTipRole)
        assert isinstance(said, str)
        return said

    assert tip(0) == "王秀兰\n女・78　桥头村"
    assert tip(1) == "已装包：还没有县中心的回执。"
    assert long in tip(2)
    assert tip(2).startswith("<span>"), "plain text would run out of the screen in one line"
    table.choose("1")
    table.copy()
    assert "回执" not in QGuiApplication.clipboard().text()

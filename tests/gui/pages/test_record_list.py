"""The list of any kind: opened on ids, read as it is seen, searched, sorted, voided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sheqi_desktop.gui import ask, fonts, paint, theme
from sheqi_desktop.gui.lazy_rows import PAGE, LazyRows
from sheqi_desktop.gui.pages.record_list import columns_of
from sheqi_desktop.gui.table_cells import Row
from sheqi_desktop.operations.record_list import listed
from tests.desks import LIBRARY
from tests.gui.hands import commit, press


def first_words(rooms) -> list[str]:
    return [row.cells[0] for row in rooms.page.table.records.rows]


def test_only_what_is_looked_at_is_read():
    asked: list[int] = []

    def reading(ids):
        asked.append(len(ids))
        return [Row(one, (one,)) for one in ids]

    rows = LazyRows([f"r{n}" for n in range(100_000)], reading)
    assert len(rows) == 100_000
    assert rows[99_999].id == "r99999"
    assert rows.place_of("r70000") == 70_000
    assert rows[70_000].cells == ("r70000",)
    assert sum(asked) <= 2 * PAGE


def test_a_list_of_visits_is_searched_sorted_and_opened(rooms):
    page = rooms.go("list/visit")
    days = first_words(rooms)
    assert len(days) > 1
    commit(page.field, "王秀兰")
    rooms.wait()
    assert {row.cells[1] for row in page.table.records.rows} == {"王秀兰"}
    rooms.find("visit_clear_foot").click()
    rooms.wait()
    page.table.horizontalHeader().sectionClicked.emit(0)
    rooms.wait()
    assert (first_words(rooms)[0], first_words(rooms)[-1]) == (days[-1], days[0])
    press(page.table, Qt.Key.Key_Home, Qt.Key.Key_Return)
    rooms.wait()
    assert rooms.window.page_id == "visit_form"


def test_voiding_asks_why_and_the_line_moves_to_the_voided_ones(rooms):
    page = rooms.go("list/visit")
    rooms.wait()
    before = len(first_words(rooms))
    page.table.setFocus()
    ask.answers.append("重复登记了两次")
    press(page.table, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    rooms.wait()
    assert len(first_words(rooms)) == before - 1
    rooms.find("chip_voided").click()
    rooms.wait()
    assert len(first_words(rooms)) == 1


def test_chosen_lines_are_copied_for_excel(rooms):
    page = rooms.go("list/visit")
    page.table.selectAll()
    page.table.copy()
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == len(first_words(rooms))
    assert all("\t" in line for line in copied)


def test_a_column_of_choices_reads_whole_in_two_lines_at_most(qapp):
    theme.apply(theme.LIGHT, 14)
    cut = []
    for kind in LIBRARY.kinds():
        fields = listed(LIBRARY.form(kind))
        for field, column in zip(fields, columns_of(fields), strict=False):
            for entry in field.vocabulary or () if column.wrap else ():
                lines = paint.lines_of(entry.label, fonts.font(14), column.width - 20)
                wide = max(fonts.metrics(14).horizontalAdvance(line) for line in lines)
                if len(lines) > 2 or wide > column.width - 20:
                    cut.append(f"{kind}.{field.id} {entry.label}")
    assert cut == []

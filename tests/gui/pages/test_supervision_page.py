"""督导情况 in a real window: the centre's and the supervisor's, by keys, down to the records and the report."""

from __future__ import annotations

import pytest
from clipped import cut_cells
from hands import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from sheqi_desktop.domain.supervision_facts import Scope
from sheqi_desktop.domain.supervision_figures import WHOLE_DAYS, Figure
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.supervision_cells import figure_row
from sheqi_desktop.gui.pages.supervision_rows import _row as rows_row
from sheqi_desktop.gui.rooms import make_rooms
from sheqi_desktop.operations.annotate import annotate
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.sign_off import sign
from sheqi_desktop.operations.supervision_facts import gather_facts
from sheqi_desktop.operations.supervision_figures import BehindLine, Wanted
from tests.desks import PASSWORD
from tests.groups import as_person
from tests.gui.pages.bundle_world import PATIENCE, go, quiet
from tests.operations.test_supervision_figures import Q2, told
from tests.reports.papers import squeezed, text_of
from tests.supervising import DECIDED, LEAD, MUST, Around, around
from tests.typed import a_seen

__all__ = ["around", "told"]
Key = Qt.Key


@pytest.fixture
def window_of(qtbot, around: Around):
    """Open the window over a desk of the county."""
    made: list[Jobs] = []

    def open_(desk: Desk):
        jobs = Jobs()
        made.append(jobs)
        window = make_rooms(desk, jobs)
        qtbot.addWidget(window)
        window.resize(1366, 696)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        quiet(qtbot, jobs)
        window.jobs = jobs
        return window

    yield open_
    for jobs in made:
        jobs.finish()


def figure(page: QWidget, id_: str) -> tuple[object, ...]:
    return next(row.cells for row in page.figures.records.rows if row.id == id_)


def test_a_figure_opens_its_records_with_keys_and_one_comes_back(qtbot, told: Around, window_of):
    window = window_of(told.centre)
    page = go(qtbot, window, "annotations")
    assert page.header().title == "督导情况"
    assert figure(page, "worker_days")[1] == "中位 2.0 天，90% 在 2.0 天内（1 条）"
    assert page.table.current_id == "all"
    page.table.setFocus()
    press(page.table, Key.Key_Return)
    assert QApplication.focusWidget() is page.figures
    page.figures.choose("worker_days")
    press(page.figures, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "supervision_rows"
    rows = window.page.table.records.rows
    assert [(row.cells[4], row.cells[5][0].text) for row in rows] == [("李强", "2.0 天")]
    assert window.page.header().title == "批注周转（社工）・全县"
    press(window.page.table, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "case"


def test_tabs_show_stations_kinds_problems_and_what_waits_too_long(qtbot, told: Around, window_of):
    case = a_case_that_waits(told)
    window = window_of(told.centre)
    page = go(qtbot, window, "board")
    late = window.findChild(QWidget, "board_late_verdicts")
    assert late.text() == "1 份文书超过14天没有督导结论"
    late.click()
    quiet(qtbot, window.jobs)
    page = window.page
    assert (window.page_id, page.tabs.current) == ("annotations", "late")
    assert [row.id for row in page.late.records.rows] == [case]
    ask.answers.append("assign")
    page.late.choose(case)
    press(page.late, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id in ("assign", "people")
    page = go(qtbot, window, "annotations", Q2)
    page.tabs.choose("station")
    assert "桥头镇" in [row.cells[0] for row in page.table.records.rows]
    page.tabs.choose("kind")
    assert len(page.table.records.rows) == 2
    page.tabs.choose("issue")
    assert page.issues.records.rows[0].cells[0].startswith("目标不可测　共 1 次：4月 0，5月 0，6月 1")
    press(page.issues, Key.Key_Home, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page.header().title == "目标不可测・全县"
    page = go(qtbot, window, "annotations")
    assert page.quarter == Q2
    assert page.after.isEnabled()
    page.before.click()
    quiet(qtbot, window.jobs)
    assert "2023年第1季度" in page.header().context


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)], ids=str)
def test_no_word_of_a_figure_or_of_its_records_is_cut(qtbot, told: Around, window_of, size: tuple[int, int]):
    window = window_of(told.centre)
    window.resize(*size)
    page = go(qtbot, window, "annotations")
    longest = Figure(
        WHOLE_DAYS, "中位 128.0 天，90% 在 128.0 天内（999 条）", (), "其中路上（导出到导入）中位 163.3 天"
    )
    page.figures.show_rows([figure_row(longest), *page.figures.records.rows])
    assert cut_cells(page.figures) == []
    assert cut_cells(page.table) == []
    note = (
        "process_note",
        "1",
        "411327101-GA-2023-A0001-GC02",
        "个案介入（过程）记录",
        "2023-06-20",
        "大冯营镇",
        "李小强",
    )
    page = go(qtbot, window, "supervision_rows", Wanted(Q2, Scope(), WHOLE_DAYS))
    lines = [(True, "", "128.0 天，路上 63.3 天"), (False, "已提交，还没有结论", "")]
    for counted, why, value in lines:
        page.table.show_rows([rows_row(0, BehindLine(*note, value, counted, why, False))])
        assert cut_cells(page.table) == []


def a_case_that_waits(around: Around) -> str:
    """Let the answered case wait for its second verdict until the quarter has gone by."""
    (case,) = gather_facts(around.one, Q2).documents
    as_person(around.one, LEAD)
    sign(around.one, case, decided=DECIDED)
    around.send(around.one, around.centre)
    around.hands.to("2023-07-06T09:00:00")
    return case


def test_the_report_is_written_with_the_examples_that_were_read_once_more(qtbot, told: Around, window_of, tmp_path):
    window = window_of(told.centre)
    page = go(qtbot, window, "annotations")
    file = tmp_path / "r.pdf"
    ask.answers.extend([1, "yes", Second("w-centre-2", PASSWORD), file])
    page.print_()
    quiet(qtbot, window.jobs)
    quiet(qtbot, window.jobs)
    qtbot.waitUntil(file.exists, timeout=PATIENCE)
    text = squeezed(text_of(file.read_bytes()))
    assert "全县" in text
    assert "写清楚是哪几天不想做饭。" in text
    ask.answers.extend([1, "no"])
    page.print_()
    quiet(qtbot, window.jobs)
    assert not ask.answers
    window = window_of(told.first)
    page = go(qtbot, window, "supervision")
    ask.answers.extend([1, "yes", "ok"])
    page.print_()
    quiet(qtbot, window.jobs)
    assert not ask.answers


def test_what_recurs_with_a_worker_is_shown_to_the_supervisor_alone(qtbot, told: Around, window_of):
    (document,) = gather_facts(told.one, Q2).documents.values()
    visit = a_seen(told.one, document.client, "2023-06-19").record
    told.send(told.one, told.centre)
    told.send(told.centre, told.first)
    annotate(told.first, visit, MUST, "这里也要写明依据。", None, [2])
    window = window_of(told.first)
    page = go(qtbot, window, "supervision")
    page.tabs.choose("repeated")
    assert [row.cells[0] for row in page.issues.records.rows] == ["李强　缺少依据　2 份文书"]
    page.issues.choose("tag:2/0")
    press(page.issues, Key.Key_Return)
    quiet(qtbot, window.jobs)
    assert window.page_id == "supervision_lines"
    assert len(window.page.table.records.rows) == 2
    centre = go(qtbot, window_of(told.centre), "annotations")
    assert centre.findChild(QWidget, "tab_repeated") is None

"""How long a person waits: the first window, the 口令, a save, a letter typed into the search, a long list."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from sheqi_desktop.gui.record_table import Column, RecordTable, Row
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.look_up import Wanted, list_records
from sheqi_desktop.operations.quick_search import quick_search
from tests.benchmarks.conftest import Made
from tests.desks import put
from tests.typed import visit_answers

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from sheqi_desktop.gui.app import Program, prepare
program = prepare(QApplication([]))
running = Program(Path(sys.argv[1]), None)
running.start()
program.processEvents()
assert running.shell.isVisible()
import os
os._exit(0)
"""


def test_from_the_click_to_the_first_window(benchmark, office: Made, settings: Path):
    command = [sys.executable, "-c", FIRST_WINDOW, str(office.folder / "411327103-A")]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SHEQI_CONFIG_DIR": str(settings)}

    def start() -> None:
        subprocess.run(command, check=True, env=env, cwd=ROOT)

    benchmark.pedantic(start, rounds=5, warmup_rounds=1)


def test_an_empty_python_with_qt_for_comparison(benchmark):
    code = "import os\nfrom PySide6.QtWidgets import QApplication, QLabel\na = QApplication([])\nw = QLabel('x')\n"
    code += "w.show()\na.processEvents()\nos._exit(0)"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", code], check=True, env=env), rounds=5, warmup_rounds=1
    )


def test_from_the_password_to_the_home_page_with_3000_records(benchmark, office: Made):
    """With the quick keys of tests: a real machine's 口令 takes about a second more, on purpose."""

    def unlock_and_look() -> Desk:
        desk = office.open("411327103-A", "w-411327103-1")
        home(desk)
        return desk

    desk = benchmark.pedantic(lambda: unlock_and_look().close(), rounds=5, warmup_rounds=1)
    assert desk is None


@pytest.fixture
def desk(office: Made):
    desk = office.open("411327103-A", "w-411327103-1")
    yield desk
    desk.close()


def test_handing_in_a_visit_among_3000_records(benchmark, desk: Desk):
    client = look_up.list_records(desk, Wanted("client", limit=1))[0].id
    answers = visit_answers(desk, client, "2023-04-03", start_at="08:10", end_at="08:40")
    assert benchmark.pedantic(lambda: put(desk, "visit", answers), rounds=30, warmup_rounds=2).number


@pytest.mark.parametrize("typed", ["王", "wxl", "玉兰", "4567", "w"])
def test_a_letter_typed_into_the_search_over_50000_people(benchmark, crowd: Desk, typed: str):
    letters = cycle([typed])
    assert benchmark(lambda: quick_search(crowd, next(letters))) is not None


def test_the_first_page_of_50000_people(benchmark, crowd: Desk):
    assert len(benchmark(lambda: list_records(crowd, Wanted("client", order="changed", limit=200)))) == 200


def test_a_list_of_100000_rows_opens(benchmark, qtbot):
    columns = [Column("name", "姓名"), Column("number", "编号"), Column("day", "日期")]
    rows = [Row(str(n), (f"王玉兰{n}", f"A{n:06d}", "2023-03-01")) for n in range(100_000)]
    table = RecordTable(columns)
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()

    def open_() -> None:
        table.show_rows(rows)
        table.repaint()

    benchmark.pedantic(open_, rounds=5)

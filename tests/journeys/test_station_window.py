"""A morning at a station, through the real window: a new person, a visit, and a laptop that dies in between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.operations.people import people
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import commit
from tests.gui.pages.conftest import (  # noqa: F401 - the window and the station under it
    desk,
    empty_desk,
    hands,
    jobs,
    make_window,
    open_desk,
    rooms,
    station_template,
)  # fmt: skip
from tests.gui.pages.station_world import STATION, rows_of

ROOT = Path(__file__).resolve().parents[2]
LONG = "院子收拾得干净，灶房的煤炉换成了电磁炉，药盒里周二周三的药没有动，说头不晕就不想吃。" * 9


def answer(view, **answers) -> None:
    for name, value in answers.items():
        view.editor(name).set_value(value)
        view._answer(name, value)


def confirm_all(view) -> None:
    for problem in [one for one in view.draft.problems() if one.confirmable]:
        view._settle_check(problem)


@pytest.mark.usefixtures("dressed")
def test_a_new_person_a_visit_and_everything_shows_it(make_window, empty_desk):  # noqa: F811
    rooms = make_window(empty_desk)  # noqa: F811
    rooms.find("home_first_client").click()
    rooms.wait()
    page = rooms.page
    commit(page.view.editor("name").focus_target(), "李桂英")
    assert page.view.draft.answers["name"] == "李桂英"
    answer(
        page.view, gender=2, id_type=9, id_missing_reason=5, birth_date="1950-05-01", birth_precision="d",
        phone="15437901234", village=f"{STATION}902", address_detail="村东头第二户", living_arrangement=[2],
        categories=[{"id": "r1", "category": "E3"}], primary_category="E3", health_status=2, adl_eat=1, adl_dress=1,
        adl_bed=1, adl_toilet=1, adl_walk=1, adl_bath=1, self_care=1, no_needs=True, risk_level=2,
        risk_reason="老两口都七十多", referral_source=1, consent_oral=True, consent_oral_on="2023-06-14",
    )  # fmt: skip
    page.save()
    rooms.wait()
    assert page.opened.number == f"{STATION}-DA-2023-A0001"
    client = people(empty_desk, "lgy").rows[0].record
    page = rooms.go("visit_form", FormAsk("visit", answers={"client_id": client}))
    answer(
        page.view, outcome=1, end_at="11:10", f_health=1, f_mood=1, f_care=1, f_income=1, f_housing=1, f_safety=1,
        f_family=1, risk_signals=[0], services_given=[1],
    )  # fmt: skip
    commit(page.view.editor("summary").focus_target(), LONG)
    assert page.view.draft.answers["summary"] == LONG
    confirm_all(page.view)
    page.submit()
    rooms.wait()
    assert rooms.window.toasts.words.startswith("已提交。下次探访 7月14日")
    assert rows_of(empty_desk)[0].name == "李桂英"
    page = rooms.go("clients")
    assert [one.title for one in page.pane.card.timeline] == ["居家探访・张敏", "建档"]
    page = rooms.go("home")
    assert page.home.recent[0].title == "李桂英 居家探访"
    assert page.home.progress.lines[0].done == "1"


@pytest.mark.usefixtures("dressed")
def test_a_visit_that_becomes_a_case_opens_the_intake_with_what_it_says(make_window, open_desk):  # noqa: F811
    station = open_desk()
    rooms = make_window(station)  # noqa: F811
    client = people(station, "吴学敏").rows[0].record
    page = rooms.go("visit_form", FormAsk("visit", answers={"client_id": client}))
    answer(
        page.view, outcome=1, end_at="11:10", f_health=1, f_mood=1, f_care=1, f_income=1, f_housing=1, f_safety=1,
        f_family=1, risk_signals=[0], services_given=[1], summary=LONG, to_case=True,
    )  # fmt: skip
    confirm_all(page.view)
    page.submit()
    rooms.wait()
    assert rooms.window.page_id == "form/case"
    said = rooms.page.view.draft.answers
    assert (said["client_id"], said["first_contact_on"]) == (client, "2023-06-14")
    assert (said["source_of_case"], said["first_contact_mode"]) == (1, 1)


KILLED = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from sheqi_desktop.gui import app as program
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.rooms import make_rooms
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.unlock import unlock
from tests.desks import PASSWORD, Hands
from tests.gui.hands import commit

app = program.prepare(QApplication([]))
program.theme.apply("light", 14)
desk = unlock(Path(sys.argv[1]), sys.argv[2], PASSWORD, Hands("2023-06-14T10:24:00").clock)
jobs = Jobs()
window = make_rooms(desk, jobs)
window.show()
window.go("visit_form", FormAsk("visit", answers={{"client_id": people(desk, "王秀兰").rows[0].record}}))
page = window.page

def wait(ms):
    watch = QElapsedTimer()
    watch.start()
    while watch.elapsed() < ms or jobs.busy:
        app.processEvents()

wait(400)
commit(page.view.editor("place").focus_target(), "村委会院里")
wait(1200)
os._exit(9)
"""


@pytest.mark.usefixtures("dressed")
def test_what_was_typed_is_there_after_the_laptop_died(make_window, open_desk, station_template, tmp_path):  # noqa: F811
    open_desk().close()
    folder = tmp_path / f"{STATION}-A"
    script = tmp_path / "killed.py"
    script.write_text(KILLED.format(root=str(ROOT)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(folder), f"w-{STATION}-1"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 9, done.stderr.decode()
    rooms = make_window(open_desk())  # noqa: F811
    assert [one.words for one in rooms.page.home.found_drafts] == ["王秀兰探访"]
    rooms.find("home_found").click()
    rooms.wait()
    assert rooms.window.page_id == "visit_form"
    assert rooms.page.view.draft.answers["place"] == "村委会院里"
    assert "接着填" in rooms.page.footer._saved.text()

"""个案 on screen: the whole file on paper, what its forms can point to, what may be done with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheqi_desktop.gui import ask
from sheqi_desktop.operations.case_file import case_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.record_list import ListAsk, record_list
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands
from tests.gui.pages.case_world import CLOSED_TITLE, STATION, TITLE, TODAY, a_desk, fill


@pytest.fixture(scope="session")
def case_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a station work at its cases once for all these tests."""
    folder = tmp_path_factory.mktemp("cases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(tmp_path_factory.mktemp("cases-config")))
        hands = Hands("2023-02-01T09:00:00")
        desk = a_desk(folder, hands)
        fill(desk, hands)
        desk.close()
    return folder / f"{STATION}-A"


@pytest.fixture
def open_desk(case_template: Path, tmp_path: Path, config_dir: Path) -> Iterator[Callable[[], Desk]]:
    """Open a copy of that station as 社工."""
    opened: list[Desk] = []

    def open_() -> Desk:
        shutil.copytree(case_template, tmp_path / "station")
        desk = unlock(tmp_path / "station", f"w-{STATION}-2", PASSWORD, Hands(TODAY).clock, LIBRARY)
        opened.append(desk)
        return desk

    yield open_
    for desk in opened:
        desk.close()


def the_case(desk: Desk, title: str) -> str:
    return next(one for one in record_list(desk, ListAsk("case")).ids if case_file(desk, one).head.title == title)


@pytest.fixture
def running(desk: Desk) -> str:
    return the_case(desk, TITLE)


@pytest.fixture
def ended(desk: Desk) -> str:
    return the_case(desk, CLOSED_TITLE)


# ------------------------------------------------------------------------------ the whole file on paper
def test_the_whole_case_is_previewed_page_by_page_and_kept(rooms, ended: str, tmp_path: Path):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    page = rooms.page
    count = len(page.made.small)
    assert rooms.window.page_id == "print"
    assert page.papers.currentText() == "个案卷宗（整卷）"
    assert page._where.text() == f"第 1 页 / 共 {count} 页"
    assert count > 8
    page.pages.choose(count - 1)
    rooms.wait()
    assert page._where.text() == f"第 {count} 页 / 共 {count} 页"
    assert set(page._looks) == {0, count - 1}
    ask.answers.append(tmp_path / "卷宗.pdf")
    page.save()
    rooms.wait()
    assert (tmp_path / "卷宗.pdf").read_bytes() == page.made.printed.data


def test_without_names_the_whole_case_is_made_again_and_the_page_stays(rooms, ended: str):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.wait()
    page = rooms.page
    before = page.made.printed.data
    page.pages.choose(3)
    rooms.wait()
    page.nameless.click()
    rooms.wait()
    assert page.made.options.names is False
    assert page.made.printed.data != before
    assert page.pages.at == 3


def test_a_cancelled_whole_case_leads_back_to_the_case(rooms, ended: str):
    rooms.go("case", ended)
    rooms.find("case_whole").click()
    rooms.page.progress.cancel.click()
    rooms.wait()
    assert rooms.window.page_id == "case"
    assert not ask.asked

"""A damaged file, at the door and while people work; and a file of a newer program: every way on, by the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hands import press, settle, shut
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sheqi_desktop.domain.trouble import DatabaseDamaged, SalvagedOnly
from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.pages.damaged import AFTER, NOT_AFTER, DamagedPage
from sheqi_desktop.gui.pages.form_ask import FormAsk
from sheqi_desktop.gui.pages.salvaged import SalvagedPage
from sheqi_desktop.gui.pages.unlock import UnlockPage
from sheqi_desktop.gui.widgets.banner import Banner
from sheqi_desktop.operations import drafts
from sheqi_desktop.operations.back_up import back_up
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.unlock import unlock
from sheqi_desktop.store import database, records, redo
from tests.desks import PASSWORD, Hands, a_centre, a_station
from tests.typed import a_home

STATION = "411327103"
WORKER = f"w-{STATION}-1"
HANDS = Hands()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEQI_CONFIG_DIR", str(folder / "config"))
        centre = a_centre(folder, HANDS)
        desk = a_station(folder, centre, HANDS, STATION)
        back_up(desk)
        for _ in range(3):
            a_home(desk)
        desk.close()
        centre.close()
    return folder / f"{STATION}-A"


@pytest.fixture
def station(founded: Path, tmp_path: Path, config_dir: Path) -> Path:
    shutil.copytree(founded, tmp_path / founded.name)
    # It is still the computer it was founded on.
    shutil.copytree(founded.parent / "config", config_dir, dirs_exist_ok=True)
    return tmp_path / founded.name


@pytest.fixture
def program(qtbot, station: Path) -> app.Program:
    running = app.Program(station, HANDS.clock)
    qtbot.addWidget(running.shell, before_close_func=shut)
    running.start()
    settle()
    return running


def harm(folder: Path, first: int = 1) -> bytes:
    """Spoil the first page, or every page from another one on."""
    size = (folder / "data.db").stat().st_size
    with (folder / "data.db").open("rb+") as file:
        for at in range((first - 1) * 16384, size if first > 1 else 16384, 16384):
            file.seek(at + 5000)
            file.write(b"\x5a" * 64)
    return (folder / "data.db").read_bytes()


def knock(running: app.Program) -> UnlockPage:
    """Type the right 口令 at the door."""
    (page,) = running.shell.findChildren(UnlockPage)
    page.people[0].setChecked(True)
    page.password.setText(PASSWORD)
    press(page.password, Qt.Key.Key_Return)
    return page


def the(running: app.Program, kind: type) -> list:
    return running.shell.findChildren(kind)


def damaged_page(qtbot, running: app.Program) -> DamagedPage:
    qtbot.waitUntil(lambda: bool(the(running, DamagedPage)), timeout=20_000)
    (page,) = the(running, DamagedPage)
    qtbot.waitUntil(lambda: not running.jobs.busy, timeout=20_000)
    return page


def homes(desk: Desk) -> int:
    with desk.read() as read:
        return records.count_records(read, records.Wanted("household"))


def test_a_copy_comes_back_with_what_was_saved_after_it(qtbot, program, station):
    spoilt = harm(station)
    knock(program)
    page = damaged_page(qtbot, program)
    assert "E-DSK-06" in page.said.text.text()
    assert page._after.text() == AFTER
    assert not page.save.isEnabled()
    page.password.setText(PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=30_000)
    assert homes(program.desk) == 3
    assert "备份以后保存的 3 次也补回来了" in program.shell.rooms.toasts.findChild(type(page._none)).text()
    (aside,) = station.parent.glob("*-old")
    assert (aside / "data.db").read_bytes() == spoilt


def test_a_copy_from_before_the_record_says_what_it_cannot_bring(qtbot, program, station):
    for copy in (station / "backups").glob("*/manifest.json"):
        copy.write_text(copy.read_text("utf-8").replace('"redo"', '"not"'), "utf-8")
    harm(station)
    knock(program)
    assert damaged_page(qtbot, program)._after.text() == NOT_AFTER


def test_what_can_still_be_read_is_looked_at_and_never_changed(qtbot, program, station, config_dir, tmp_path):
    shutil.rmtree(station / "backups")
    shutil.rmtree(station / redo.FOLDER)
    spoilt = harm(station)
    knock(program)
    page = damaged_page(qtbot, program)
    assert page._none.isVisible()
    page.password.setText(PASSWORD)
    assert not page.button.isEnabled()
    page.save.click()
    qtbot.waitUntil(lambda: bool(the(program, SalvagedPage)), timeout=30_000)
    (found,) = the(program, SalvagedPage)
    ask.answers.append(tmp_path / "清单.txt")
    found._save()
    qtbot.waitUntil((tmp_path / "清单.txt").exists, timeout=10_000)
    assert "家庭情况 3 条" in (tmp_path / "清单.txt").read_text("utf-8-sig")
    found.button.click()
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=30_000)
    rooms = program.shell.rooms
    assert "只能看" in rooms.frame.notice
    assert rooms.frame.new_menu == ()
    for entry in rooms.frame.entries:
        rooms.go(entry.id)
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
        assert not list(config_dir.glob("error-*.txt")), f"a mistake on the page {entry.id}"
    assert homes(program.desk) == 3
    rooms.go("household_form", FormAsk("household"))
    qtbot.waitUntil(lambda: any("E-DSK-13" in one.title.text() for one in rooms.findChildren(Banner)), timeout=20_000)
    with pytest.raises(SalvagedOnly):
        a_home(program.desk)
    assert (station / "data.db").read_bytes() == spoilt


def test_damage_met_while_people_work_leads_to_the_same_page(qtbot, program, station):
    knock(program)
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=20_000)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    desk = program.desk
    desk.database.checkpoint()
    harm(station, 2)
    program.jobs.run(lambda job: desk.database.check(), None, lambda trouble: None)
    page = damaged_page(qtbot, program)
    assert page.said.text.text().startswith("数据文件没有通过检查")
    assert (program.desk, program.shell.rooms) == (None, None)
    page.password.setText(PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=30_000)
    assert homes(program.desk) == 3


def test_what_was_half_typed_when_the_file_broke_comes_back(station):
    from sheqi_desktop.operations.bring_back import bring_back, copies

    desk = unlock(station, WORKER, PASSWORD, HANDS.clock)
    desk.database.checkpoint()
    harm(station, 2)
    with desk.write() as write:
        # What the engine still holds of the file in memory would hide the damage for a while.
        write.run("PRAGMA cache_size = 0")
        write.run("PRAGMA shrink_memory")
    with pytest.raises(DatabaseDamaged):
        drafts.keep_draft(desk, "visit", "", {"summary": "老人说腿疼，写到一半"}, 1, WORKER)
    desk.close()
    back = bring_back(station, copies(station)[0].path, WORKER, PASSWORD, HANDS.clock)
    try:
        assert [line.form for line in drafts.all_drafts(back.desk)] == ["visit"]
        assert back.whole
    finally:
        back.desk.close()


def test_damage_in_a_copy_or_a_photo_leads_nowhere(qtbot, program):
    knock(program)
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=20_000)
    heard = []

    def broken(job: object) -> None:
        raise DatabaseDamaged(why="备份文件与制作时不同")

    program.jobs.run(broken, None, heard.append)
    qtbot.waitUntil(lambda: bool(heard) and not program.jobs.busy, timeout=20_000)
    settle()
    assert not the(program, DamagedPage)
    assert program.desk is not None


def test_a_newer_program_s_file_can_be_looked_at(qtbot, program, station, monkeypatch):
    before = (station / "data.db").read_bytes()
    monkeypatch.setattr(database, "CURRENT", 0)
    page = knock(program)
    qtbot.waitUntil(page.look_only.isVisible, timeout=20_000)
    assert page.copy.isVisible()
    monkeypatch.undo()
    page.look_only.click()
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=30_000)
    assert "新版软件" in program.shell.rooms.frame.notice
    assert homes(program.desk) == 3
    assert (station / "data.db").read_bytes() == before


def test_the_page_is_gone_through_by_keyboard(qtbot, program, station):
    harm(station)
    knock(program)
    page = damaged_page(qtbot, program)
    QTest.keyClicks(page.password, "not-this-one-at-all")
    press(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "口令不对" in page.said.text.text(), timeout=20_000)
    assert page.button.isEnabled()
    assert page.save.isEnabled()

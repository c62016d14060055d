"""工作移交 through the real window: ticked, signed by three, carried out, the way in taken away with a new key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.pages.handover import HandoverPage
from sheqi_desktop.gui.pages.new_key import NewKeyPage
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.close_account import close_account, leavers
from sheqi_desktop.operations.handover import change_item
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.second_person import Second
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import shut
from tests.typed import a_home, a_person

CODE = "411327103"
LEAD, WORKER, GUIDE = (f"w-{CODE}-{n}" for n in (1, 2, 3))
pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def hands() -> Hands:
    return Hands("2023-06-14T09:00:00")


@pytest.fixture
def station(tmp_path: Path, hands: Hands, config_dir: Path) -> Path:
    centre = a_centre(tmp_path, hands)
    desk = a_station(tmp_path, centre, hands, CODE, supervised=True)
    a_person(desk, a_home(desk), worker_id=WORKER)
    desk.close()
    centre.close()
    return desk.folder


def open_program(qtbot, station: Path, hands: Hands) -> app.Program:
    program = app.Program(station, hands.clock)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    program.enter((unlock(station, LEAD, PASSWORD, hands.clock, LIBRARY), True))
    return program


def begun(qtbot, program: app.Program) -> HandoverPage:
    rooms = program.shell.rooms
    rooms.go("handover_begin")
    begin = rooms.page
    for chosen, who in ((begin.who, WORKER), (begin.to, LEAD), (begin.witness, LEAD)):
        chosen.setCurrentIndex(chosen.findData(who))
    assert begin._why.text() == "移交人、接收人、监交人不能是同一人。"
    begin.witness.setCurrentIndex(begin.witness.findData(GUIDE))
    begin.begin.click()
    qtbot.waitUntil(lambda: isinstance(rooms.page, HandoverPage) and rooms.page.file is not None, timeout=15_000)
    return rooms.page


def settled(qtbot, page: HandoverPage, ready) -> None:
    qtbot.waitUntil(lambda: page.file is not None and bool(ready(page.file)), timeout=15_000)


def test_from_the_list_to_another_key(qtbot, station: Path, hands: Hands, tmp_path: Path):
    program = open_program(qtbot, station, hands)
    page = begun(qtbot, program)
    assert page.file.left.startswith("还有4项未完成移交：")
    assert not page.head.buttons["handover_done"].isEnabled()
    for one in [one.id for one in page.file.items if one.tick]:
        page.open_row(one)
        settled(qtbot, page, lambda file, one=one: next(line.done for line in file.items if line.id == one))
    settled(qtbot, page, lambda file: not file.left)

    # One who has a 口令 here signs with it; 站长 as whoever takes over needs none.
    ask.answers.extend([Second(WORKER, PASSWORD), Second(GUIDE, PASSWORD)])
    for part in ("from", "to", "witness"):
        page.findChild(QWidget, f"sign_{part}").click()
        settled(qtbot, page, lambda file, part=part: {p: who for p, who, _ in file.signed}[part])
        qtbot.wait(50)
    ask.answers.append("yes")
    page.submit()
    settled(qtbot, page, lambda file: file.state == "done")
    assert page.findChild(QWidget, "handover_slot") is None, "the day is not over"

    hands.to("2023-06-15T09:00:00")
    page.look()
    qtbot.waitUntil(lambda: page.findChild(QWidget, "handover_slot") is not None, timeout=15_000)
    key = program.desk.dek
    ask.answers.append("yes")
    page.findChild(QWidget, "handover_slot").click()
    qtbot.waitUntil(lambda: program.desk.dek != key and not program.shell.locked, timeout=60_000)
    assert WORKER not in dict(program.desk.vault.people)
    # The same rooms go on with the new key.
    assert program.shell.rooms.page is page
    a_home(program.desk)
    settled(qtbot, page, lambda file: file.state == "done")
    bundle = seal_bundle(program.desk, LIBRARY.centre_unit, tmp_path).path
    shut(program.shell)

    # The centre sees it waiting, and its root key ends the account.
    centre = unlock(tmp_path / "centre", "w-centre-1", PASSWORD, hands.clock, LIBRARY)
    assert leavers(centre) == []
    accept_bundle(centre, bundle)
    (waiting,) = leavers(centre)
    assert (waiting.name, waiting.until, waiting.to) == ("李强", "2023-06-14", "张敏")
    close_account(centre, WORKER, CODE, open_root_key(tmp_path / "root-1.key", PASSWORD))
    assert leavers(centre) == []
    back = seal_bundle(centre, CODE, tmp_path).path
    centre.close()
    desk = unlock(station, LEAD, PASSWORD, hands.clock, LIBRARY)
    accept_bundle(desk, back)
    assert desk.roles_of(desk.book.newest.person(WORKER)) == frozenset()
    assert desk.person_name(WORKER) == "李强"
    desk.close()


def test_cancelled_everything_goes_on_with_the_old_key(qtbot, station: Path, hands: Hands):
    program = open_program(qtbot, station, hands)
    page = begun(qtbot, program)
    key = program.desk.dek
    program.new_key.begin("")
    waiting = program.shell.findChild(NewKeyPage)
    assert program.shell.locked, "nothing else is within reach meanwhile"
    waiting.panel.cancel.click()
    qtbot.waitUntil(lambda: not program.shell.locked, timeout=60_000)
    assert program.desk.dek == key
    change_item(program.desk, page.file.record, page.file.items[-1].id, done=True)
    shut(program.shell)
    unlock(station, WORKER, PASSWORD, hands.clock, LIBRARY).close()

"""A 督导 gets a computer of their own through two real windows, and sees the assigned stations there and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.pages.first_run import FirstRunPage
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.desks import PASSWORD, Hands, a_station
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import shut
from tests.gui.pages.bundle_world import drop, quiet
from tests.journeys.test_enrolment_window import NOW, Office, office
from tests.typed import a_home, a_person, a_seen

__all__ = ["office"]
ONE, TWO = "411327101", "411327103"


def make_pack(office: Office, folder: Path) -> tuple[Path, str, str]:
    """Fill in 制作登记包 for a 督导's own computer; give the file, the fingerprint and the code."""
    unit = office.desk.library.centre_unit
    page = office.go("enrol_pack", unit)
    assert (page.letter.text(), page.watched.isVisible()) == ("B", True)
    page.people.lines[0].name.setText("郑强")
    page.people.lines[0].role.choose(1)
    assert page._why_not() == "郑强的角色要选督导"
    page.people.lines[0].role.choose(2)
    assert page._why_not() == "还差负责的站点"
    page.watched.chips[ONE].click()
    page.people.add()
    page.people.lines[1].name.setText("另一位")
    page.people.lines[1].role.choose(2)
    assert page._why_not() == "督导的电脑只给一个人用"
    page.people.lines[1].findChild(object, "new_away_2").click()
    office.give_root(page)
    ask.answers.append(folder)
    page.submit()
    quiet(office.qtbot, office.jobs)
    (file,) = folder.glob("*.sqinv")
    return file, page.made.digits.accessibleName(), page.made.codes["郑强"]


def first_use(qtbot, program: app.Program, pack: Path, spoken: str, code: str, folder: Path) -> Path:
    first = program.shell.findChild(FirstRunPage)
    ask.answers.append(pack)
    first.choose.click()
    qtbot.waitUntil(lambda: first.invite is not None)
    first.next.click()
    assert first.fingerprint.accessibleName() == spoken
    first.same.click()
    first.who.setCurrentIndex(0)
    first.once.setText(code)
    first.first.setText(PASSWORD)
    first.second.setText(PASSWORD)
    first.next.click()
    qtbot.waitUntil(lambda: first.step == 3, timeout=15_000)
    groups = first.recovery.groups
    first.findChild(object, "group_3").setText(groups[2])
    first.findChild(object, "group_7").setText(groups[6])
    first.next.click()
    request = folder / "DD.sqreq"
    ask.answers.append(request)
    first.save.click()
    qtbot.waitUntil(request.exists)
    first.next.click()
    qtbot.waitUntil(lambda: program.shell.rooms is not None)
    return request


@pytest.mark.usefixtures("dressed")
def test_a_supervisor_joins_and_sees_the_assigned_stations(office, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    pack, spoken, code = make_pack(office, stick)
    program = app.Program(tmp_path / "laptop", NOW)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    request = first_use(qtbot, program, pack, spoken, code, stick)
    desk, rooms = program.desk, program.shell.rooms
    assert (desk.place.kind, desk.role, desk.stations) == ("supervisor", "supervisor", [ONE])

    page = office.go("enrol_request")
    drop(page.drop, [request])
    quiet(office.qtbot, office.jobs)
    page.heard.same.choose(0)
    page.two.who.setCurrentIndex(0)
    office.give_root(page)
    page.two.password.setText(PASSWORD)
    ask.answers.append(stick)
    page.submit()
    quiet(office.qtbot, office.jobs)
    assert "督导郑强已核准" in page._said.title.text()

    hands = Hands()
    for number, unit in enumerate((ONE, TWO)):
        station = a_station(tmp_path / "office", office.desk, hands, unit)
        a_seen(station, a_person(station, a_home(station), number), "2023-06-13")
        accept_bundle(office.desk, seal_bundle(station, office.desk.station, stick).path)
        station.close()
    (answer,) = stick.glob("HZ-411327000-B.sqb")
    rooms.go("import", [answer])
    quiet(qtbot, program.jobs)
    qtbot.waitUntil(lambda: rooms.page.findChild(object, "import_accept").isEnabled(), timeout=10_000)
    rooms.page.submit()
    qtbot.waitUntil(lambda: desk.approved, timeout=10_000)
    back = seal_bundle(office.desk, f"{office.desk.station}-B", stick).path
    accept_bundle(desk, back)
    rooms.go("visits")
    qtbot.waitUntil(lambda: "共 1 份" in rooms.page.header().context, timeout=10_000)
    for name in ("cases", "groups", "clients", "bundles", "exchanges", "unsent", "import"):
        rooms.go(name)
        quiet(qtbot, program.jobs)

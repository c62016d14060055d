"""A station joins the county through two real windows: 登记包 out, 申请 back, 核准包 out, 口令 set."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.job import Jobs
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.gui.pages.first_run import FirstRunPage
from sheqi_desktop.gui.rooms import make_rooms
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.unlock import unlock
from tests.desks import PASSWORD, Hands, a_centre, put
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import shut
from tests.gui.pages.bundle_world import drop, go, quiet

STATION = "411327103"
LEAD, VISITING = f"w-{STATION}-1", "s-1"
NOW = Clock(lambda: datetime(2023, 6, 14, 9, 0, tzinfo=COUNTY))
OWN = "督导自己的口令三四五"


class Office:
    """The centre's window, with the root key beside it."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot = qtbot
        self.key = folder / "office" / "root-1.key"
        self.desk = a_centre(folder / "office", Hands())
        self.jobs = Jobs()
        self.window = make_rooms(self.desk, self.jobs)
        self.window.jobs = self.jobs
        qtbot.addWidget(self.window)
        self.window.show()

    def go(self, page: str, argument: object = None) -> QWidget:
        return go(self.qtbot, self.window, page, argument)

    def give_root(self, page: QWidget, password: str = PASSWORD) -> None:
        ask.answers.append(self.key)
        page.root.choose.click()
        page.root.password.setText(password)

    def close(self) -> None:
        self.jobs.finish()
        self.desk.close()


@pytest.fixture
def office(qtbot, tmp_path):
    made = Office(qtbot, tmp_path)
    yield made
    made.close()


def make_pack(office: Office, folder: Path) -> tuple[Path, str, dict[str, str]]:
    """Fill in 制作登记包 for a 站负责人 and a visiting 督导; give the file, the fingerprint and the codes."""
    page = office.go("enrol_pack", STATION)
    assert page.letter.text() == "A"
    assert not page.write.isEnabled()
    page.people.lines[0].name.setText("张敏")
    page.people.lines[0].role.choose(0)
    page.people.add()
    page.people.lines[1].name.setText("郑督导")
    assert "角色" in page.people.why_not()
    page.people.lines[1].role.choose(2)

    office.give_root(page, "不是根密钥的口令")
    ask.answers.append(folder)
    page.submit()
    quiet(office.qtbot, office.jobs)
    assert "口令不对" in page._said.title.text() + page._said.text.text()
    assert not list(folder.glob("*.sqinv"))

    page.root.password.setText(PASSWORD)
    ask.answers.append(folder)
    page.submit()
    quiet(office.qtbot, office.jobs)
    (file,) = folder.glob("*.sqinv")
    sheet = folder / "codes.pdf"
    ask.answers.append(sheet)
    page.made.print_.click()
    office.qtbot.waitUntil(sheet.exists, timeout=10_000)
    return file, page.made.digits.accessibleName(), page.made.codes


@pytest.mark.usefixtures("dressed")
def test_a_station_joins_through_two_windows(office, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "printers", list)  # no printer hangs on a test machine
    stick = tmp_path / "stick"
    stick.mkdir()
    pack, spoken, codes = make_pack(office, stick)
    assert set(codes) == {"张敏", "郑督导"}
    office.go("people")
    assert not office.window.built("enrol_pack").made.codes, "codes do not stay on the screen"

    program = app.Program(tmp_path / "laptop", NOW)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    first = program.shell.findChild(FirstRunPage)
    ask.answers.append(pack)
    first.choose.click()
    qtbot.waitUntil(lambda: first.invite is not None)
    first.next.click()
    assert first.fingerprint.accessibleName() == spoken
    first.same.click()
    assert first._why_not() == "先选你是谁"
    first.who.setCurrentIndex(0)
    first.once.setText(codes["张敏"])
    first.first.setText(PASSWORD)
    first.second.setText(PASSWORD)
    first.next.click()
    qtbot.waitUntil(lambda: first.step == 3, timeout=15_000)
    groups = first.recovery.groups
    first.findChild(QWidget, "group_3").setText(groups[2])
    first.findChild(QWidget, "group_7").setText(groups[6])
    first.next.click()
    request = stick / "SQ.sqreq"
    ask.answers.append(request)
    first.save.click()
    qtbot.waitUntil(request.exists)
    first.next.click()
    qtbot.waitUntil(lambda: program.shell.rooms is not None)
    desk, rooms = program.desk, program.shell.rooms

    answer = approve(office, request, desk.machine.fingerprint, stick)
    rooms.go("import", [answer])
    quiet(qtbot, program.jobs)
    qtbot.waitUntil(lambda: rooms.page.findChild(QWidget, "import_accept").isEnabled(), timeout=10_000)
    rooms.page.submit()
    qtbot.waitUntil(lambda: desk.approved, timeout=10_000)
    put(desk, "household", a_home_answers())
    assert seal_bundle(desk, desk.library.centre_unit, stick).path.exists()

    supervisor_sets_a_password(qtbot, program, pack, codes["郑督导"])
    shut(program.shell)
    again = unlock(tmp_path / "laptop", VISITING, OWN, NOW)
    assert (again.me.name, again.role) == ("郑督导", "supervisor")
    again.close()


def a_home_answers() -> dict[str, object]:
    from sheqi_desktop.operations.demo.script import county_script

    return dict(next(one for one in county_script(20220901).stations[4].entries if one.kind == "household").answers)


def approve(office: Office, request: Path, spoken: str, folder: Path) -> Path:
    """Take the request in at the centre, refuse what must be refused, approve it; give the 核准包."""
    page = office.go("enrol_request")
    damaged = request.with_name("坏.sqreq")
    damaged.write_bytes(request.read_bytes()[:-5] + b"xxxxx")
    drop(page.drop, [damaged])
    quiet(office.qtbot, office.jobs)
    assert page.request is None
    assert "E-" in page._said.text.text() + page._said.title.text()
    drop(page.drop, [request])
    quiet(office.qtbot, office.jobs)
    assert "".join(one for one in page.heard.digits.accessibleName() if one.isdigit()) == spoken.replace(" ", "")
    page.heard.same.choose(1)
    assert "指纹不一致，请停止并联系中心。" in page._said.title.text()
    assert not page.approve.isEnabled()
    page.heard.same.choose(0)
    page.two.who.setCurrentIndex(0)
    assert page.two.who.currentText() == "何干事"
    office.give_root(page)
    page.two.password.setText("猜的口令一二三四")
    ask.answers.append(folder)
    page.submit()
    quiet(office.qtbot, office.jobs)
    assert "口令不对" in page._said.title.text() + page._said.text.text()
    version = office.desk.book.newest.version
    page.two.password.setText(PASSWORD)
    ask.answers.append(folder)
    page.submit()
    quiet(office.qtbot, office.jobs)
    assert office.desk.book.newest.version == version + 1
    (answer,) = folder.glob("HZ-*.sqb")
    listed = office.go("people", STATION)
    (machine,) = listed._places[STATION].machines
    assert (machine.state, machine.fingerprint) == ("使用中", spoken)
    return answer


def supervisor_sets_a_password(qtbot, program: app.Program, pack: Path, code: str) -> None:
    """The visiting 督导 sits down at the station's machine."""
    rooms = program.shell.rooms
    rooms.go("settings", "lock")
    box = rooms.page._made["lock"].colleague
    assert [box.who.itemText(n) for n in range(box.who.count())] == ["郑督导"]
    box.who.setCurrentIndex(0)
    box.first.setText(OWN)
    box.second.setText(OWN)
    for typed, said in (("9999-9999", "登记码不对"), (code, "可以用自己的口令解锁")):
        box.code.setText(typed)
        ask.answers.append(pack)
        box.go.click()
        qtbot.waitUntil(lambda said=said: said in box._said.text.text(), timeout=10_000)
    assert box.who.count() == 0

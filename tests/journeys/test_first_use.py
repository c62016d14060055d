"""A new laptop's first day, through the real window: from the 登记包 to the first signed receipt."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.clock import COUNTY, Clock
from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.pages import printing
from sheqi_desktop.gui.pages.first_run import FirstRunPage
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.demo.script import county_script
from sheqi_desktop.operations.enrol_centre import Joining, approve, invite
from sheqi_desktop.operations.exchange import receipts
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.desks import PASSWORD, Hands, a_centre, put
from tests.gui.conftest import dressed  # noqa: F401 - the look every window test stands on
from tests.gui.hands import shut
from tests.gui.pages.bundle_world import quiet

STATION = "411327103"
LEAD = f"w-{STATION}-1"
NOW = Clock(lambda: datetime(2023, 6, 14, 9, 0, tzinfo=COUNTY))


@pytest.mark.usefixtures("dressed")
def test_a_new_laptop_goes_from_the_pack_to_a_signed_receipt(qtbot, tmp_path: Path, monkeypatch):
    hands = Hands()
    centre = a_centre(tmp_path / "office", hands)
    root = open_root_key(tmp_path / "office" / "root-1.key", PASSWORD)
    pack = invite(centre, STATION, "A", [Joining(LEAD, "张敏", "station_lead")], tmp_path, root)
    monkeypatch.setattr(printing, "printers", list)  # no printer hangs on a test machine

    program = app.Program(tmp_path / "laptop", NOW)
    qtbot.addWidget(program.shell, before_close_func=shut)
    program.start()
    page = program.shell.findChild(FirstRunPage)
    go_on = page.next

    ask.answers.append(pack.path)
    page.choose.click()
    qtbot.waitUntil(lambda: page.invite is not None)
    assert page.invite.fingerprint == pack.fingerprint
    go_on.click()
    page.same.click()
    page.once.setText("9999-9999")
    page.first.setText(PASSWORD)
    page.second.setText(PASSWORD)
    ask.answers.append(None)
    go_on.click()
    qtbot.waitUntil(lambda: any("登记码不对" in one for one in ask.asked) or "登记码不对" in page.why.text())
    assert page.step == 2
    ask.answers.clear()

    page.once.setText(pack.codes[LEAD])
    page.first.setText(PASSWORD)
    page.second.setText(PASSWORD)
    go_on.click()
    qtbot.waitUntil(lambda: page.step == 3, timeout=15_000)
    sheet = tmp_path / "sheet.pdf"
    ask.answers.append(sheet)
    page.recovery.print_.click()
    qtbot.waitUntil(sheet.exists, timeout=10_000)
    groups = page.recovery.groups
    assert len(groups) == 10
    page.findChild(QWidget, "group_3").setText(groups[2])
    page.findChild(QWidget, "group_7").setText(groups[6])
    go_on.click()
    assert page.step == 4
    request = tmp_path / "SQ.sqreq"
    ask.answers.append(request)
    page.save.click()
    qtbot.waitUntil(request.exists)
    go_on.click()
    qtbot.waitUntil(lambda: program.desk is not None and program.shell.rooms is not None)

    desk = program.desk
    household = next(one for one in county_script(20220901).stations[4].entries if one.kind == "household")
    put(desk, "household", household.answers)
    assert not desk.approved, "work begins before the approval"
    early = seal_bundle(desk, desk.library.centre_unit, tmp_path)
    waiting = accept_bundles(centre, [early.path])[0]
    assert waiting.trouble.code in ("E-SIG-01", "E-SIG-04")

    answer = approve(centre, request, desk.machine.fingerprint, "w-centre-2", PASSWORD, tmp_path, root)
    rooms = program.shell.rooms
    rooms.go("import", [answer])
    quiet(qtbot, program.jobs)
    qtbot.waitUntil(lambda: rooms.page.findChild(QWidget, "import_accept").isEnabled(), timeout=10_000)
    rooms.page.submit()
    qtbot.waitUntil(lambda: desk.approved, timeout=10_000)

    sent = seal_bundle(desk, desk.library.centre_unit, tmp_path)
    assert accept_bundles(centre, [sent.path])[0].new == 1
    back = seal_bundle(centre, STATION, tmp_path)
    assert accept_bundles(desk, [back.path])[0].sender == centre.station
    assert receipts(desk).waiting == 0
    shut(program.shell)
    centre.close()

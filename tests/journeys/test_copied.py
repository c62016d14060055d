"""The folder of a workspace is copied to another computer: by verbs, and through the real window."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sheqi_desktop.gui import app, ask
from sheqi_desktop.gui.copied_here import REQUEST_TITLE, SAVED_TITLE, TITLE
from sheqi_desktop.operations.enrol_centre import approve
from sheqi_desktop.operations.enrol_station import accept_approval
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.second_computer import asks
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands, a_centre, a_station
from tests.gui.conftest import dressed
from tests.gui.hands import shut
from tests.journeys.conftest import Office, office

__all__ = ["dressed", "office"]


def test_a_second_computer_by_verbs(office: Office, tmp_path: Path):
    copy = replace(office.station, data=tmp_path / "copy", config=tmp_path / "copy-config")
    shutil.copytree(office.station.data, copy.data)
    assert office.station.run("which-computer").object["asked"] is False
    stick = ("--out", str(tmp_path))
    copy.refuses("export", "--to", "centre", *stick, code="E-ENR-11")
    assert copy.run("which-computer").object["asked"] is True
    told = copy.run("which-computer", "second").object
    assert (told["asked"], told["slot"], told["approved"]) == (False, "B", False)
    request = copy.run("enrol-request", *stick).object
    assert request["fingerprint"] == told["fingerprint"]
    centre = replace(office.centre, more={"SHEQI_ROOT_PASSWORD": PASSWORD, "SHEQI_PASSWORD_2": PASSWORD})
    answer = centre.run(
        "enrol-sign", request["file"], "--fingerprint", told["fingerprint"], "--second", "w-centre-2", *stick,
        "--root-key", str(office.folder / "root-1.key"),
    ).object["file"]  # fmt: skip
    assert copy.run("enrol-accept", answer).object["approved"] is True
    centre.run("import", copy.run("export", "--to", "centre", *stick).object["file"])


@pytest.mark.usefixtures("dressed")
def test_the_window_asks_and_saves_the_request(qtbot, tmp_path, config_dir, monkeypatch):
    hands = Hands()
    centre = a_centre(tmp_path, hands)
    station = a_station(tmp_path, centre, hands)
    folder, worker = station.folder, station.me.worker_id
    station.close()
    shutil.copytree(folder, tmp_path / "copy")
    monkeypatch.setenv("SHEQI_CONFIG_DIR", str(tmp_path / "other config"))

    def opened() -> app.Program:
        program = app.Program(tmp_path / "copy", hands.clock)
        qtbot.addWidget(program.shell, before_close_func=shut)
        program.shell.show()
        program.enter((unlock(tmp_path / "copy", worker, PASSWORD, hands.clock, LIBRARY), True))
        return program

    ask.answers.extend([None])
    program = opened()
    assert ask.asked[-1] == TITLE
    assert program.shell.rooms is not None
    assert asks(program.desk)
    shut(program.shell)

    request = tmp_path / "SQ.sqreq"
    ask.answers.extend([2, "save", request, "ok"])
    program = opened()
    qtbot.waitUntil(lambda: ask.asked[-1] == SAVED_TITLE, timeout=10_000)
    assert REQUEST_TITLE.format(slot="B") in ask.asked
    desk = program.desk
    root = open_root_key(tmp_path / "root-1.key", PASSWORD)
    accept_approval(desk, approve(centre, request, desk.machine.fingerprint, "w-centre-2", PASSWORD, tmp_path, root))
    assert desk.approved
    shut(program.shell)
    centre.close()

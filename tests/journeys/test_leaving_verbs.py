"""Whoever leaves, by verbs: the list, three signatures, everything in other hands, the account closed; a lost 口令."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.desks import PASSWORD, Hands, a_centre, a_station
from tests.journeys.program import Program
from tests.typed import a_home, a_person

CODE = "411327103"
LEAD, WORKER, GUIDE = (f"w-{CODE}-{n}" for n in (1, 2, 3))


@pytest.fixture
def station(tmp_path: Path, config_dir: Path) -> Program:
    hands = Hands("2023-06-14T09:00:00")
    centre = a_centre(tmp_path, hands)
    desk = a_station(tmp_path, centre, hands, CODE, supervised=True)
    a_person(desk, a_home(desk), worker_id=WORKER)
    desk.close()
    centre.close()
    more = {"SHEQI_PASSWORD_2": PASSWORD, "SHEQI_ROOT_PASSWORD": PASSWORD}
    return Program(desk.folder, config_dir, LEAD, "2023-06-14T10:00:00", PASSWORD, more)


def test_from_the_list_to_the_closed_account(station: Program, tmp_path: Path):
    began = station.run("handover", "begin", WORKER, LEAD, "--on", "2023-06-14", "--witness", GUIDE).object
    record = began["record"]
    *items, last = station.run("handover", "show", record).objects
    assert last["left"].startswith("还有4项未完成移交：")
    station.refuses("handover", "sign", record, "接收人", code="E-REC-40")
    for one in items:
        if one["lacks"]:
            station.run("handover", "fill", record, one["id"], "--done")
    station.run("handover", "sign", record, "移交人", "--worker", WORKER)
    station.run("handover", "sign", record, "接收人")
    station.refuses("handover", "done", record, code="E-REC-07")
    station.run("handover", "sign", record, "监交人", "--worker", GUIDE)
    station.run("handover", "done", record)
    station.refuses("handover", "slot", WORKER, code="E-REC-07")
    tomorrow = replace(station, clock="2023-06-15T10:00:00")
    tomorrow.run("handover", "slot", WORKER)
    tomorrow.refuses("handover", "slot", WORKER, code="E-REC-06")
    replace(tomorrow, worker=WORKER).refuses("list", "client", code="E-PWD-05")
    assert len(tomorrow.run("list", "client").objects) == 1

    sent = tomorrow.run("export", "--to", "centre", "--out", str(tmp_path / "stick")).object["file"]
    centre = replace(tomorrow, data=tmp_path / "centre", worker="w-centre-1")
    centre.run("import", sent)
    assert centre.run("handover", "waiting").object["worker"] == WORKER
    key = str(tmp_path / "root-1.key")
    centre.run("handover", "close", WORKER, CODE, "--root-key", key)
    assert not centre.run("handover", "waiting").objects
    centre.refuses("handover", "close", WORKER, CODE, "--root-key", key, code="E-REC-06")


def test_a_forgotten_word_by_files(station: Program, tmp_path: Path):
    asked = station.run("forgot", "ask", str(tmp_path / "ask.sqask")).object
    centre = replace(station, data=tmp_path / "centre", worker="w-centre-1")
    told = ("forgot", "answer", asked["file"], "--second", "w-centre-2", "--out", str(tmp_path))
    centre.refuses(*told, "--fingerprint", "1111 1111 1111 1111 1111", code="E-ENR-01")
    answered = centre.run(*told, "--fingerprint", asked["fingerprint"]).object
    new = {**station.more, "SHEQI_ANSWER_CODE": answered["code"], "SHEQI_PASSWORD": "想了很久的新口令"}
    replace(station, more=new).run("forgot", "open", answered["file"], "--worker", LEAD)
    station.refuses("list", "client", code="E-PWD-01")
    assert len(replace(station, more=new).run("list", "client").objects) == 1

"""The life of a record by verbs: corrected with words, compared, voided and restored, decided by the centre."""

from __future__ import annotations

import json

from sheqi_desktop.operations.close_month import close_month
from sheqi_desktop.operations.unlock import unlock
from tests.desks import LIBRARY, PASSWORD, Hands
from tests.journeys.conftest import STATION, Office

WHY = "核对过纸质台账，属实"


def carry(office: Office, to_centre: bool) -> None:
    sender, receiver, to = (
        (office.station, office.centre, "centre") if to_centre else (office.centre, office.station, STATION)
    )
    made = sender.run("export", "--to", to, "--out", str(office.folder / "stick")).object
    receiver.run("import", made["file"])


def close_february(office: Office) -> None:
    desk = unlock(office.centre.data, "w-centre-1", PASSWORD, Hands("2023-03-05T09:00:00").clock, LIBRARY)
    close_month(desk, STATION, 2023, 2)
    desk.close()


def test_a_correction_of_a_closed_month_needs_words_is_compared_and_waits_for_the_centre(office: Office):
    station, centre = office.station, office.centre
    visit = office.visit("2023-02-20", late_reason="no_device")
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit)).object["ack"]
    carry(office, to_centre=True)
    close_february(office)
    carry(office, to_centre=False)
    change = {"id": record, "outcome": 2, "note": "敲门没有人应，邻居说去女儿家了"}
    typed = json.dumps(change)
    said = station.refuses("save", "visit", "-", "--submit", "--confirm", typed=typed, code="E-REC-02")
    assert "请写明更正原因（不少于5个字）。" in said.err
    typed = json.dumps(change | {"correction_reason": "结果选错了，改正"})
    station.run("save", "visit", "-", "--submit", "--confirm", typed=typed)
    first, second = station.run("versions", record).objects
    assert (first["version"], second["version"], second["reason"]) == (1, 2, "结果选错了，改正")
    assert {"探访结果", "备注"} <= {one["label"] for one in second["differences"]}
    carry(office, to_centre=True)
    assert [(one["what"], one["state"]) for one in centre.run("adjust", "list").objects] == [("更正", "pending")]
    station.refuses("adjust", "accept", record, "--reason", WHY, code="E-ROL-01")
    centre.refuses("adjust", "refuse", record, "--reason", "不行", code="E-REC-02")
    centre.run("adjust", "refuse", record, "--reason", WHY)
    assert centre.run("adjust", "list").objects == []
    carry(office, to_centre=False)
    (told,) = station.run("adjust", "list", "--all").objects
    assert (told["state"], told["note"]) == ("refused", WHY)


def test_a_void_is_taken_back_with_a_reason(office: Office):
    station = office.station
    visit = office.visit("2023-04-02")
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit)).object["ack"]
    station.run("void", record, "--reason", "录到别人名下了")
    station.refuses("unvoid", record, "--reason", "看错", code="E-REC-02")
    assert station.run("unvoid", record, "--reason", "没有录错，是看错了").object == {"ack": record, "void": False}
    assert not station.run("get", record).object["voided"]


def test_what_nobody_signs_cannot_be_signed_or_handed_back(office: Office):
    station = office.station
    visit = office.visit("2023-04-02")
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit)).object["ack"]
    station.refuses("sign", record, code="E-REC-09")
    station.refuses("return", record, "--reason", "写得太短了", code="E-REC-09")
    assert station.run("to-sign").objects == []

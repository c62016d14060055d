"""Supervision by verbs: the director annotates a visit, the station answers, the word comes back and is confirmed."""

from __future__ import annotations

import json

from tests.journeys.conftest import Office
from tests.journeys.test_life_verbs import carry
from tests.pictures import a_jpeg


def test_a_question_goes_to_the_station_is_answered_and_confirmed(office: Office):
    station, centre = office.station, office.centre
    visit = office.visit("2023-04-02")
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit)).object["ack"]
    station.refuses("annotate", record, "--kind", "提问", "--body", "血压量了没有？", code="E-ROL-01")
    carry(office, to_centre=True)
    centre.refuses("annotate", record, "--kind", "必改", "--body", "太短", code="E-SUP-01")
    centre.refuses("annotate", record, "--kind", "难看", "--body", "血压量了没有？", code="E-CMD-01")
    words = ("--kind", "提问", "--body", "血压量了没有？", "--field", "summary", "--tags", "缺少依据")
    made = centre.run("annotate", record, *words).object["ack"]
    centre.refuses("verdict", record, "退回", code="E-SUP-01")
    assert [one["record"] for one in centre.run("queue").objects] == [record]
    centre.run("verdict", record, "已阅", "--text", "写得清楚")
    assert centre.run("queue").objects == []
    carry(office, to_centre=False)

    (line,) = station.run("threads").objects
    assert (line["annotation"], line["kind_words"], line["state_words"]) == (made, "提问", "待处理")
    head, card = station.run("threads", record).objects
    assert (head["state"], head["version"], card["field"], card["how"]) == ("已阅", 1, "summary", "kept")
    station.refuses("confirm", made, code="E-ROL-01")
    station.run("reply", made, "--text", "量了，一百四十。")
    carry(office, to_centre=True)
    centre.run("confirm", made)
    _, card = centre.run("threads", record).objects
    assert (card["state"], [one["words"] for one in card["lines"]]) == ("confirmed", ["回复", "确认"])


def test_a_part_of_a_photo_is_remarked_on_by_its_hash_and_its_place(office: Office):
    station, centre = office.station, office.centre
    (office.folder / "院子.jpg").write_bytes(a_jpeg())
    photo = station.run("attach", str(office.folder / "院子.jpg")).object
    known = {name: photo[name] for name in ("hash", "name", "size", "type")}
    visit = office.visit("2023-04-02") | {"photos": [known]}
    record = station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit)).object["ack"]
    carry(office, to_centre=True)
    words = ("--kind", "提问", "--body", "这里放的是什么药？", "--field", f"photos[{known['hash']}]")
    centre.refuses("annotate", record, *words, "--part", "1 0 0 20000 5", code="E-SUP-01")
    centre.refuses("annotate", record, *words[:-1], "photos[00]", "--part", "1 0 0 2000 500", code="E-SUP-01")
    centre.run("annotate", record, *words, "--part", "1 500 5000 4000 4000")
    carry(office, to_centre=False)
    _, card = station.run("threads", record).objects
    assert (card["field"], card["part"], card["how"]) == (f"photos[{known['hash']}]", "1 500 5000 4000 4000", "kept")

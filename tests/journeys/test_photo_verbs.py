"""A photo is taken in, written into a record, left behind, asked for and sent after, by verbs alone."""

from __future__ import annotations

import json

from tests.journeys.conftest import Office
from tests.pictures import a_jpeg


def test_a_photo_goes_into_a_record_and_to_the_centre_by_verbs_alone(office: Office):
    station, centre = office.station, office.centre
    (office.folder / "院子.jpg").write_bytes(a_jpeg(900, 600, taken="2023-04-02"))
    (office.folder / "说明.txt").write_text("不是照片", "utf-8")
    station.refuses("attach", str(office.folder / "说明.txt"), code="E-ATT-02")
    photo = station.run("attach", str(office.folder / "院子.jpg")).object
    assert (photo["kind"], photo["taken_on"]) == ("photo", "2023-04-02")
    for start, end in (("08:10", "08:40"), ("10:10", "10:40")):
        visit = office.visit("2023-04-02") | {"photos": [photo], "start_at": start, "end_at": end}
        station.run("save", "visit", "--submit", "--confirm", typed=json.dumps(visit))
    (twice,) = station.run("reused").objects
    assert len(twice["numbers"]) == 2
    stick = str(office.folder / "stick")
    first = station.run("export", "--to", "centre", "--out", stick, "--photos-later").object
    assert (first["attachments"], first["later"]) == (0, 1)
    centre.run("import", first["file"])
    (lacking,) = centre.run("missing").objects
    assert lacking["hash"] == photo["hash"]
    second = station.run("export", "--to", "centre", "--out", stick, "--limit-mb", "5").object
    assert second["attachments"] == 1
    assert centre.run("import", second["file"]).object["attachments"] == 1
    assert centre.run("missing").objects == []
    assert centre.run("check").object["attachments"] == 1

"""A form that stays open is saved and handed in again without losing what the program wrote itself."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundles
from sheqi_desktop.operations.save_record import new_draft, save_record, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from tests.builders import a_household
from tests.desks import Hands, a_centre, a_station


def test_saving_then_handing_in_the_same_form_keeps_number_and_station(tmp_path: Path):
    hands = Hands()
    centre = a_centre(tmp_path, hands)
    station = a_station(tmp_path, centre, hands)
    draft = new_draft(station, "household")
    said = a_household(village="411327103901")
    for name, value in said.items():
        if name in draft.form:
            draft.answer(name, value)
    saved = save_record(station, draft)
    submit(station, draft, saved.record, [one for one in draft.problems() if one.confirmable])
    stored = look_up.get(station, saved.record)
    assert (stored.number, stored.station, stored.status) == (saved.number, station.station, "submitted")
    exported = seal_bundle(station, station.library.centre_unit, tmp_path)
    assert accept_bundles(centre, [exported.path])[0].new == 1
    station.close()
    centre.close()

"""已收 is green only where the centre really holds it."""

from __future__ import annotations

from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.operations import look_up
from sheqi_desktop.store import log, records
from sheqi_desktop.store.records import Wanted
from tests.journeys.field.county import Field, Place
from tests.journeys.field.naive import said


def check_green(field: Field, place: Place, whole: bool = False) -> None:
    """Compare what a station says of its records with the file of the centre; ``whole``: everything has come there."""
    with field.at(place) as desk:
        with desk.read() as read:
            rows = records.list_records(read, Wanted(stations=[place.unit], voided=None, restricted=True))
            # What is between a 督导 and a worker has arrived when it is at the other, and the centre never has it.
            ids = [one.id for one in rows if one.kind not in PRIVATE_KINDS]
        ways = look_up.transport(desk, ids)
        green = [one for one in ids if ways[one] == "received"]
        assert green == ids or not whole, f"{place.name} does not say 已收 of what the centre has signed for"
        with desk.read() as read:
            here = {one: {said(each) for each in log.changes_of(read, one)} for one in green}
    with field.at(field.centre) as desk, desk.read() as read:
        for one, written in here.items():
            there = {said(each) for each in log.changes_of(read, one)}
            lacks = written - there
            assert not lacks, f"{place.name} says 已收 of {one[-6:]}, and the centre lacks {lacks}"

"""作废刹车: many voids in one bundle wait until a person of the centre has looked."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.trouble import MassVoid, NotYours, ReasonTooShort
from sheqi_desktop.operations.accept_bundle import Refused, accept_bundle, accept_bundles
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.lay_aside import WAITING
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.void import void
from sheqi_desktop.operations.void_brake import FEW, MOST, allow_voids, too_many
from sheqi_desktop.store import outbox
from tests.operations.conftest import County
from tests.typed import a_home, a_person, a_seen

WHY = "站长来电：录到邻县去了"


@pytest.mark.parametrize(
    ("voided", "held", "stops"),
    [(MOST, 10_000, False), (MOST + 1, 10_000, True), (FEW, 10, False), (FEW + 1, 120, False), (FEW + 1, 119, True)],
)
def test_the_line(voided: int, held: int, stops: bool):
    assert too_many(voided, held) == stops


def test_a_wave_of_voids_waits_is_allowed_by_name_and_then_comes_in(county: County):
    station, centre = county.station(), county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    person = a_person(station, a_home(station), 7)
    seen = [
        a_seen(
            station,
            person,
            f"2023-03-{day:02d}",
            late_reason="no_device",
            summary=f"三月{day}日到家，老人在院里晒太阳，身体好，说了{day}样事。",
        )
        for day in range(10, 18)
    ]
    accept_bundle(centre, seal_bundle(station, centre.station, county.folder).path)
    for one in seen:
        void(station, one.record, "录到别人名下了")
    path = seal_bundle(station, centre.station, county.folder).path
    before = state_digest(centre)
    (refused,) = accept_bundles(centre, [path])
    assert isinstance(refused, Refused)
    assert isinstance(refused.trouble, MassVoid)
    assert "要作废桥头镇的 8 条记录" in refused.trouble.sentence
    assert state_digest(centre) == before
    with centre.read() as read:
        assert next(one.result for one in outbox.imports(read)) == WAITING
    with pytest.raises(ReasonTooShort):
        allow_voids(centre, path, "好")
    with pytest.raises(NotYours):
        allow_voids(station, path, WHY)
    allow_voids(centre, path, WHY)
    assert accept_bundle(centre, path).voided == 8


def test_a_few_voids_are_everyday(county: County):
    centre = county.centre()
    assert not [one for one in accept_bundles(centre, [*county.first, *county.second]) if isinstance(one, Refused)]

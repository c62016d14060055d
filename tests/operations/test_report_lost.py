"""报失: a lost machine is believed no longer; what it sealed before waits for a person, what came after is refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.domain.trouble import NotFound, NotYours, ReasonTooShort, SignerRevoked, WrongState
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.report_lost import Loss, believe_held, held_back, on_machine, report_lost
from sheqi_desktop.operations.root_key import open_root_key
from sheqi_desktop.operations.seal_bundle import recipients_of, seal_bundle
from tests.desks import PASSWORD, a_station
from tests.signing import CODE, LEAD, Office, somebody
from tests.typed import a_seen

WHERE = "班车上丢的，包一起没了"
COMPARED = "与纸质表逐份对过"
TOLD = "换了新电脑第一天上午到家，老人在院里剥玉米，说孙子来过电话。"


@dataclass
class Robbed:
    """B 机 wrote three visits: one the centre has, one on a stick, one after the loss."""

    office: Office
    centre: Desk
    here: Desk
    device: str
    root: Ed25519PrivateKey
    visits: list[str]
    on_stick: Path
    after: Path

    def report(self) -> None:
        report_lost(self.centre, self.loss, self.root)

    @property
    def loss(self) -> Loss:
        return Loss(
            self.device, int(self.office.hands.moment.timestamp() * 1000) - 3_600_000, WHERE, "宛公（社）受案字第1号"
        )


@pytest.fixture
def robbed(office: Office) -> Robbed:
    here = office.sit(LEAD)
    client = somebody(here)
    centre = office.centre()
    office.send(here, centre)
    other = office.sit(LEAD, "B")
    office.send(centre, other)
    visits, paths = [], []
    for day in (14, 15, 17):
        office.hands.to(f"2023-06-{day}T09:00:00")
        told = f"六月{day}日上午到家，老人在院里晒太阳，说这几天腿脚好些了。"
        visits.append(a_seen(other, client, f"2023-06-{day}", summary=told).record)
        paths.append(seal_bundle(other, centre.station, office.folder).path)
    accept_bundle(centre, paths[0])
    device = other.machine.device
    office.hands.to("2023-06-16T12:00:00")
    root = open_root_key(office.folder / "root-1.key", PASSWORD)
    return Robbed(office, centre, here, device, root, visits, paths[1], paths[2])


def test_what_was_on_it_is_named(robbed: Robbed):
    told = on_machine(robbed.centre, robbed.device)
    assert (told.machine, told.people, told.minors) == ("饶良镇 B 机", 1, 0)
    assert told.last_bundle.startswith("第 1 号")


def test_its_bundles_are_refused_and_nobody_writes_to_it_any_more(robbed: Robbed):
    robbed.report()
    robbed.office.hands.to("2023-06-18T09:00:00")
    before = state_digest(robbed.centre)
    with pytest.raises(SignerRevoked):
        accept_bundle(robbed.centre, robbed.after)
    assert state_digest(robbed.centre) == before
    assert robbed.device not in [one.id for one in recipients_of(robbed.centre, CODE)]
    assert look_up.get(robbed.centre, robbed.visits[0]).id == robbed.visits[0]


def test_what_it_sealed_before_the_loss_is_held_and_comes_in_when_a_person_believes_it(robbed: Robbed):
    robbed.report()
    before = state_digest(robbed.centre)
    accept_bundle(robbed.centre, robbed.on_stick)
    assert state_digest(robbed.centre) == before
    (held,) = held_back(robbed.centre)
    assert (held.device, held.changes, held.before) == (robbed.device, 1, True)
    with pytest.raises(ReasonTooShort):
        believe_held(robbed.centre, robbed.device, "好", robbed.root)
    assert believe_held(robbed.centre, robbed.device, COMPARED, robbed.root) == 1
    assert held_back(robbed.centre) == []
    robbed.office.send(robbed.here, robbed.centre)
    assert look_up.get(robbed.centre, robbed.visits[1]).status == "submitted"
    with pytest.raises(NotFound):
        look_up.get(robbed.centre, robbed.visits[2])
    with pytest.raises(NotFound):
        believe_held(robbed.centre, robbed.device, COMPARED, robbed.root)


def test_who_may_and_with_what(robbed: Robbed):
    loss = robbed.loss
    with pytest.raises(ReasonTooShort):
        report_lost(robbed.centre, Loss(loss.device, loss.at, "丢"), robbed.root)
    with pytest.raises(NotYours):
        report_lost(robbed.here, loss, robbed.root)
    robbed.report()
    with pytest.raises(WrongState):
        robbed.report()


def test_the_station_hears_of_it_with_the_next_bundle_and_leaves_the_machine_out(robbed: Robbed):
    robbed.report()
    robbed.office.send(robbed.here, robbed.centre)
    robbed.office.send(robbed.centre, robbed.here)
    found = robbed.here.book.newest.device(robbed.device)
    assert found is not None
    assert found.status == "lost"


def test_a_new_machine_of_the_station_gets_everything_the_centre_has(robbed: Robbed):
    held = state_digest(robbed.centre)
    robbed.report()
    fresh = a_station(robbed.office.folder, robbed.centre, robbed.office.hands, CODE, "C")
    try:
        accept_bundle(fresh, seal_bundle(robbed.centre, CODE, robbed.office.folder).path)
        assert look_up.get(fresh, robbed.visits[0]).status == "submitted"
        assert state_digest(fresh) == held
        number = a_seen(fresh, look_up.get(fresh, robbed.visits[0]).client, "2023-06-16", summary=TOLD).number
        assert number.rpartition("-")[2].startswith("C")
    finally:
        fresh.close()

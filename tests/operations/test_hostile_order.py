"""A lie that comes before what it is about, beside it, or for real: it has no effect then either."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import Accepted, accept_bundle, accept_bundles
from sheqi_desktop.operations.catch_up import index_all
from sheqi_desktop.operations.check_health import check_health, rebuild_all, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.home import home
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.store import journal, log
from tests.operations.conftest import STATIONS, County
from tests.operations.inner import Liar
from tests.operations.lies import FIELDS, KINDS, ODD
from tests.operations.refusing import at, nothing_changes, refused


def liar_of(county: County, centre: Desk) -> Liar:
    """Let a station lie to a centre that holds only that station's records, knowing everybody's."""
    full = county.another_centre("full")
    accept_bundles(full, [*county.first, *county.second])
    accept_bundles(centre, [county.first[0], county.second[0]])
    return Liar(county.station(), centre, full, random.Random(1))


def test_a_change_that_comes_before_anothers_record_has_no_effect_when_that_comes(county: County):
    centre = county.centre()
    liar = liar_of(county, centre)
    patches = [liar.patch(i, one, {"summary": "坏", "note": "坏"}) for i, one in enumerate(liar.theirs, start=1)]
    # One of our own among them stands: only what was not ours to write is left without effect.
    mine = liar.patch(len(patches) + 1, liar.mine[0], {"note": "好"})
    path = at(county.folder, liar.bundle([liar.seal([*patches, mine])]), "早到.sqb")
    assert isinstance(accept_bundle(centre, path), Accepted)
    accept_bundles(centre, [*county.first[1:], *county.second[1:]])
    for one in liar.theirs:
        now = look_up.get(centre, one.id)
        assert (now.answers, now.confirmed, now.conflicts) == (one.answers, one.confirmed, 0)
    assert look_up.get(centre, liar.mine[0].id).answers["note"] == "好"
    with centre.read() as read:
        noted = [one for one in journal.entries(read) if one.what == "refuse_late"]
    assert sum(one.detail["changes"] for one in noted if one.detail) == len(patches)
    same, _ = rebuild_all(centre)
    assert same
    check_health(centre)


def test_a_change_beside_anothers_record_in_one_file_is_refused(county: County):
    """Chains stand in no order of time in a file: the record may stand behind the change that names it."""
    centre = county.centre()
    liar = liar_of(county, centre)
    with liar.all_knowing.read() as read:
        every = log.segments_by_hash(read, [row[3] for row in log.links(read)])
    for one in liar.theirs:
        chain = [each for each in every if each.chain == liar.creations[one.id].chain]
        data = liar.bundle([*chain, liar.seal([liar.patch(1, one, {"summary": "坏"})])])
        with nothing_changes(centre):
            assert refused(centre, at(county.folder, data)).code == "E-AUT-01"


def test_everything_can_be_looked_at_with_absurd_answers_inside(county: County):
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    liar = Liar(county.station(), centre, centre, random.Random(2))
    pairs = [(name, value) for name in FIELDS if name != "person_id" for value in ODD]
    said = {name: value for name, value in liar.mine[0].answers.items() if name in FIELDS}
    made = []
    for i, (name, value) in enumerate(pairs, start=1):
        own = liar.base(status="submitted", signed_by=liar.me, service_date="2023-03-02") | said | {name: value}
        made.append(liar.hand(liar.change(i, KINDS[i % len(KINDS)] if i % 3 else "visit", liar.fresh(), own)))
    before = _others(centre, liar)
    assert accept_bundle(centre, at(county.folder, liar.bundle([liar.seal(made)]), "怪.sqb")).new == len(pairs)
    index_all(centre)
    assert len(look_up.list_records(centre, look_up.Wanted(limit=10_000, restricted=True))) >= len(pairs)
    home(centre)
    assert _others(centre, liar) == before
    same, _ = rebuild_all(centre)
    assert same
    check_health(centre)


def _others(desk: Desk, liar: Liar) -> list[object]:
    every = [look_up.get(desk, one.id) for one in liar.theirs]
    return [(one.id, one.answers, one.confirmed, one.voided, one.conflicts) for one in every]


def test_a_station_that_asks_for_anothers_photos_gets_none(county: County):
    """``lacking`` names an attachment of another station; the next bundle of the centre carries nothing of it."""
    centre = county.centre()
    accept_bundles(centre, [*county.first, *county.second])
    liar = Liar(county.station(), centre, centre, random.Random(3))
    photo = b"\x89PNG\r\n\x1a\n" + bytes(40)
    told = {"hash": sha256(photo).hexdigest(), "size": len(photo), "type": "image/png", "name": "x.png"}
    other = county.station(STATIONS[1])
    its = Liar(other, centre, centre, random.Random(5))
    with_photo = its.seal([its.patch(1, its.mine[0], {"photos": [told]})])
    data = its.bundle([with_photo], blobs={told["hash"]: photo})
    assert accept_bundle(centre, at(county.folder, data, "照片.sqb")).attachments == 1
    accept_bundle(centre, at(county.folder, liar.bundle([], lacking=[told["hash"]]), "要.sqb"))
    out = county.folder / "out"
    out.mkdir()
    assert seal_bundle(centre, liar.desk.station, out).attachments == 0
    assert seal_bundle(centre, other.station, out).attachments == 0, "what a station sent is not sent back"
    accept_bundle(centre, at(county.folder, its.bundle([], lacking=[told["hash"]], counter=902), "要回.sqb"))
    assert seal_bundle(centre, other.station, out).attachments == 1


@pytest.mark.parametrize("times", [1, 5])
def test_a_receipt_that_claims_too_much_costs_the_liar_only(county: County, times: int):
    """A station says it holds more of the centre's chain than there is: the centre begins a new epoch, no more."""
    centre, station = county.centre(), county.station()
    accept_bundles(centre, [*county.first, *county.second])
    liar = Liar(station, centre, centre, random.Random(4))
    before = state_digest(centre)
    for i in range(times):
        with centre.read() as read:
            own = log.own_chain(read)
        assert own is not None
        data = liar.bundle([], have={own.chain: (own.seq + 9, "ab" * 32)}, counter=1000 + i)
        accept_bundle(centre, at(county.folder, data, f"多{i}.sqb"))
    assert state_digest(centre) == before
    check_health(centre)

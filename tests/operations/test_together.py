"""Many files at once share transactions: each is in whole or not at all, and what goes wrong in one stops no other."""

from __future__ import annotations

from threading import Event

from sheqi_desktop.domain.trouble import BundleDamaged, BundleUnopenable, Cancelled
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundles
from sheqi_desktop.operations.check_health import check_health, rebuild_all, state_digest
from sheqi_desktop.operations.progress import Progress, Step
from tests.operations.conftest import County
from tests.operations.refusing import at


def test_a_damaged_file_among_good_ones_is_left_out_alone(county: County):
    centre = county.centre()
    damaged = at(county.folder, county.second[0].read_bytes()[:-1] + b"\0", "坏.sqb")
    results = accept_bundles(centre, [county.first[0], damaged, *county.first[1:], *county.second])
    assert [type(one) for one in results[:3]] == [Accepted, Refused, Accepted]
    assert isinstance(results[1], Refused)
    assert isinstance(results[1].trouble, BundleUnopenable | BundleDamaged)
    touched = [one.changes.records for one in results if isinstance(one, Accepted)]
    assert all(touched), "each says what it brought itself"
    assert sum(map(len, touched[:2])) == len(touched[0] | touched[1])
    check_health(centre)
    before = state_digest(centre)
    assert rebuild_all(centre)[0]
    assert state_digest(centre) == before


def test_after_a_cancel_what_is_in_stays_in(county: County):
    centre = county.centre()
    files = [*county.first, *county.second]
    stop = Event()

    def show(step: Step) -> None:
        # The second file is at its third step: its records are half written.
        if step.number == 2 and step.done == 3:
            stop.set()

    results = accept_bundles(centre, files, Progress(show, stop))
    assert isinstance(results[0], Accepted)
    assert all(isinstance(one, Refused) and isinstance(one.trouble, Cancelled) for one in results[1:])
    check_health(centre)
    assert rebuild_all(centre)[0]
    assert all(isinstance(one, Accepted) for one in accept_bundles(centre, files)[1:])

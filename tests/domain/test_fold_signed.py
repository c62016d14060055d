"""Once somebody has signed, only a signature confirms; what is handed in later is on its way."""

from __future__ import annotations

from itertools import permutations

from sheqi_desktop.domain.fold import fold
from tests.domain.stories import Story


def signed() -> tuple[Story, list[object]]:
    tell = Story()
    made = tell("A", status="submitted", note="一")
    return tell, [tell("B", [made], status="signed")]


def test_a_correction_handed_in_after_a_signature_waits_for_the_next_signature():
    tell, last = signed()
    again = tell("A", last, status="submitted", note="二")  # type: ignore[arg-type]
    state = tell.state
    assert (state.answers["note"], state.correcting) == ("二", True)
    assert state.confirmed == {"status": "signed", "note": "一"}
    tell("B", [again], status="signed")
    assert not tell.state.correcting
    assert (tell.state.confirmed or {})["note"] == "二"
    assert tell.state.first_signed == last[0].ref  # type: ignore[attr-defined]


def test_a_correction_that_is_handed_back_leaves_the_signed_version_standing():
    tell, last = signed()
    again = tell("A", last, status="submitted", note="二")  # type: ignore[arg-type]
    tell("B", [again], status="returned")
    assert (tell.state.confirmed or {})["note"] == "一"


def test_without_a_signature_a_return_takes_the_confirmation_back():
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status="returned")
    assert tell.state.confirmed is None


def test_a_signature_on_one_machine_beats_a_later_save_on_another_in_whatever_order_they_come():
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status="signed")
    tell("A", [made], status="submitted", note="二")
    states = [fold(order) for order in permutations(tell.changes)]
    assert {str(one) for one in states} == {str(states[0])}
    assert (states[0].confirmed or {})["note"] == "一"
    assert (states[0].answers["note"], states[0].correcting) == ("二", True)


def test_a_signature_on_one_machine_beats_a_return_on_another():
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status="returned")
    tell("C", [made], status="signed")
    states = [fold(order) for order in permutations(tell.changes)]
    assert {str(one) for one in states} == {str(states[0])}
    assert (states[0].confirmed or {})["note"] == "一"

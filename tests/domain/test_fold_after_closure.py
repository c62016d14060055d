"""A 更正 of a paper in a closed case counts once it is signed; until then, and when handed back, the old one does."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.conditions import CONDITIONS
from sheqi_desktop.domain.facts import NOTHING_KNOWN
from sheqi_desktop.domain.fold import State, fold
from sheqi_desktop.domain.standing import ACCEPTED, adjust_ref, standing
from tests.domain.stories import Story


def corrected() -> tuple[Story, Change, Change]:
    tell = Story()
    made = tell("A", status="submitted", note="一")
    return tell, made, tell("A", [made], status="submitted", note="二", after_closure=True)


def says(state: State) -> tuple[object, bool]:
    return (state.confirmed or {}).get("note"), state.correcting


def alike(tell: Story) -> State:
    states = [fold(order) for order in permutations(tell.changes)]
    assert {str(one) for one in states} == {str(states[0])}
    return states[0]


def test_until_it_is_signed_the_version_before_it_counts():
    tell, _, again = corrected()
    assert says(alike(tell)) == ("一", True)
    assert alike(tell).answers["note"] == "二"
    tell("B", [again], status="signed")
    assert says(alike(tell)) == ("二", False)


def test_handed_back_it_leaves_what_counted_before():
    tell, _, again = corrected()
    back = tell("B", [again], status="returned")
    assert says(alike(tell)) == ("一", True)
    third = tell("A", [back], status="submitted", note="三", after_closure=True)
    assert says(alike(tell)) == ("一", True)
    tell("B", [third], status="signed")
    assert says(alike(tell)) == ("三", False)


def test_a_return_of_what_was_handed_in_before_the_closure_still_takes_it_back():
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status="returned")
    tell("C", [made], note="别的")
    assert says(alike(tell)) == (None, False)


def test_a_signature_on_the_second_version_never_signs_the_third():
    tell, _, again = corrected()
    tell("B", [again], status="signed")
    tell("A", [again], status="submitted", note="三", after_closure=True)
    assert says(alike(tell)) == ("二", True)
    assert (alike(tell).answers["status"], alike(tell).answers["note"]) == ("submitted", "三")


def test_two_supervisors_who_differ_about_it_leave_what_one_of_them_signed():
    """As of any signed paper: a signature counts for its version, and the state is the safe one (domain 14 §6)."""
    tell, _, again = corrected()
    tell("B", [again], status="signed")
    tell("C", [again], status="returned")
    assert (says(alike(tell))[0], alike(tell).answers["status"]) == ("二", "returned")


def test_two_corrections_beside_each_other_wait_both():
    tell, made, _ = corrected()
    tell("B", [made], status="submitted", other="丙", after_closure=True)
    state = alike(tell)
    assert says(state) == ("一", True)
    assert "other" not in (state.confirmed or {})
    assert not state.conflicts


def test_a_reopened_case_is_written_again_without_a_signature():
    tell, _, again = corrected()
    tell("A", [again], status="submitted", note="三", after_closure=None)
    assert says(alike(tell)) == ("三", False)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["submit", "correct", "sign", "return", "note"]), max_size=7))
def test_one_after_the_other_is_told_alike_on_both_roads(steps: list[str]):
    """A bystander who wrote nothing of substance makes a branch of it, which is folded on the other road."""
    tell = Story()
    last = tell("A", status="submitted", note="0")
    said = {
        "submit": {"status": "submitted", "after_closure": None}, "correct": {"status": "submitted",
        "after_closure": True}, "sign": {"status": "signed"}, "return": {"status": "returned"}, "note": {},
    }  # fmt: skip
    for number, step in enumerate(steps, 1):
        last = tell("A", [last], note=str(number), **said[step])
    line = tell.state
    tell("B", [tell.changes[0]], other="乙")
    graph = fold(tell.changes)
    assert (line.confirmed or {}).get("note") == (graph.confirmed or {}).get("note")
    assert line.confirmed_ref == graph.confirmed_ref


@pytest.mark.parametrize("accepted", [False, True])
def test_in_a_closed_month_the_centre_accepts_it_too(accepted: bool):
    tell = Story()
    made = tell("A", status="submitted", note="一", service_date="2023-03-09")
    again = tell("A", [made], status="submitted", note="二", after_closure=True)
    signed = tell("B", [again], status="signed")
    if accepted:
        tell("C", [signed], period_adjust=ACCEPTED, adjust_ref=adjust_ref(signed.ref))
    stands = standing(tell.changes, {"2023-03": {"A": 1}})
    assert ((stands.counted or {}).get("note"), stands.late) == (("二", False) if accepted else ("一", True))


def test_the_supervisor_signs_a_note_only_where_it_corrects_a_closed_case():
    asked = CONDITIONS["corrects_closed_case"]
    assert not asked({}, NOTHING_KNOWN)
    assert asked({"after_closure": True}, NOTHING_KNOWN)

"""What counts of a closed month is the record as it was then, until the centre accepts more."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.standing import Standing, adjust_ref, standing
from tests.domain.stories import Story

MARCH = "2023-03"


def closed_after(tell: Story, month: str = MARCH) -> dict[str, dict[str, int]]:
    """Close a month when everything told so far had been seen."""
    positions: dict[str, int] = {}
    for change in tell.changes:
        positions[change.ref.chain] = max(change.ref.seq, positions.get(change.ref.chain, 0))
    return {month: positions}


def handed_in(tell: Story, **said: Any) -> Change:
    return tell("A", status="submitted", note="一", service_date="2023-03-08", **said)


def decide(tell: Story, about: Change, said: str, *knowing: Change) -> Change:
    return tell("C", [*(knowing or (about,))], period_adjust=said, adjust_ref=adjust_ref(about.ref))


def said(tell: Story, closes: dict[str, dict[str, int]]) -> Standing:
    """Give what counts, after seeing that no order of arrival changes it."""
    found = standing(tell.changes, closes)
    for order in permutations(tell.changes):
        assert standing(order, closes) == found
    return found


def note(stands: Standing) -> object:
    return (stands.counted or {}).get("note")


def test_a_correction_after_the_close_waits_and_the_old_version_counts():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", note="二")
    stands = said(tell, closes)
    assert (note(stands), stands.adjust, stands.waiting, stands.late) == ("一", "", again.ref, True)
    decide(tell, again, "accepted")
    stands = said(tell, closes)
    assert (note(stands), stands.adjust, stands.waiting, stands.late) == ("二", "accepted", None, False)


def test_a_refused_correction_never_counts_and_a_later_one_is_asked_anew():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", note="二")
    no = decide(tell, again, "refused")
    assert (note(said(tell, closes)), said(tell, closes).decided) == ("一", "refused")
    third = tell("A", [no], status="submitted", note="三")
    stands = said(tell, closes)
    assert (note(stands), stands.waiting, stands.decided) == ("一", third.ref, "")


def test_after_an_accepted_correction_the_accepted_version_stands_against_the_next():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", note="二")
    yes = decide(tell, again, "accepted")
    third = tell("A", [yes], status="submitted", note="三")
    stands = said(tell, closes)
    assert (note(stands), stands.waiting) == ("二", third.ref)


def test_a_correction_the_centre_had_seen_counts():
    tell = Story()
    made = handed_in(tell)
    tell("A", [made], status="submitted", note="二")
    stands = said(tell, closed_after(tell))
    assert (note(stands), stands.waiting) == ("二", None)


def test_a_correction_cannot_move_a_record_out_of_a_closed_month_or_into_one():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    tell("A", [made], status="submitted", service_date="2023-04-01")
    assert (said(tell, closes).counted or {})["service_date"] == "2023-03-08"
    other = Story()
    made = other("A", status="submitted", note="一", service_date="2023-04-01")
    closes = closed_after(other)
    other("A", [made], status="submitted", service_date="2023-03-08")
    assert said(other, closes).adjust == "pending"


def test_a_record_first_handed_in_after_the_close_waits_as_a_whole():
    tell = Story()
    draft = tell("A", status="draft", note="一", service_date="2023-03-08")
    closes = closed_after(tell)
    late = tell("A", [draft], status="submitted")
    assert (said(tell, closes).adjust, said(tell, closes).waiting) == ("pending", late.ref)
    yes = decide(tell, late, "accepted")
    assert (said(tell, closes).adjust, note(said(tell, closes))) == ("accepted", "一")
    tell("A", [yes], status="submitted", note="二")
    assert (note(said(tell, closes)), said(tell, closes).late) == ("一", True)


@pytest.mark.parametrize(("answers", "counts"), [({"_deleted": True}, True), ({"status": "returned"}, True)])
def test_a_void_or_a_return_after_the_close_takes_nothing_away(answers: dict[str, Any], counts: bool):
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    tell("A", [made], **answers)
    stands = said(tell, closes)
    assert (note(stands), stands.voided, stands.late) == ("一", False, counts)


def test_the_centres_own_void_of_a_closed_month_takes_effect_and_a_stations_needs_its_word():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    tell("C", [made], _deleted=True, period_adjust="accepted")
    assert said(tell, closes).voided
    other = Story()
    made = handed_in(other)
    closes = closed_after(other)
    void = other("A", [made], _deleted=True)
    assert said(other, closes).waiting == void.ref
    decide(other, void, "accepted")
    assert said(other, closes).voided


@pytest.mark.parametrize("signed", [False, True])
def test_what_was_void_at_the_close_and_is_restored_after_it_waits_for_the_centre(signed: bool):
    tell = Story()
    made = handed_in(tell)
    made = tell("B", [made], status="signed") if signed else made
    void = tell("A", [made], _deleted=True)
    closes = closed_after(tell)
    stands = said(tell, closes)
    assert (stands.voided, stands.adjust, stands.waiting, stands.void_at_close) == (True, "", None, True)
    back = tell("A", [void], _deleted=False)
    stands = said(tell, closes)
    assert (stands.voided, stands.adjust, stands.waiting) == (False, "pending", back.ref)
    no = decide(tell, back, "refused")
    assert (said(tell, closes).adjust, said(tell, closes).decided) == ("refused", "refused")
    decide(tell, back, "accepted", no)
    stands = said(tell, closes)
    assert (note(stands), stands.voided, stands.adjust, stands.waiting) == ("一", False, "accepted", None)


def test_after_an_accepted_return_of_a_void_record_its_correction_waits_and_the_old_version_counts():
    tell = Story()
    void = tell("A", [handed_in(tell)], _deleted=True)
    closes = closed_after(tell)
    back = tell("A", [void], _deleted=False)
    yes = decide(tell, back, "accepted")
    again = tell("A", [yes], status="submitted", note="二")
    stands = said(tell, closes)
    assert (note(stands), stands.voided, stands.adjust, stands.waiting) == ("一", False, "", again.ref)


def test_what_the_centre_itself_restores_counts_at_once_and_a_restoration_before_the_close_too():
    tell = Story()
    void = tell("A", [handed_in(tell)], _deleted=True)
    closes = closed_after(tell)
    tell("C", [void], _deleted=False, period_adjust="accepted")
    assert (said(tell, closes).adjust, note(said(tell, closes))) == ("accepted", "一")
    other = Story()
    void = other("A", [handed_in(other)], _deleted=True)
    other("A", [void], _deleted=False)
    stands = said(other, closed_after(other))
    assert (note(stands), stands.voided, stands.adjust) == ("一", False, "")


def test_a_signature_may_come_after_the_close_but_not_a_correction_of_what_was_signed():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    signed = tell("B", [made], status="signed")
    stands = said(tell, closes)
    assert (note(stands), stands.adjust, stands.waiting) == ("一", "", None)
    april = closed_after(tell)
    again = tell("A", [signed], status="submitted", note="二")
    tell("B", [again], status="signed")
    stands = said(tell, april)
    assert (note(stands), stands.late) == ("一", True)


def test_handing_in_the_very_same_again_asks_nobody():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    tell("A", [made], status="submitted", signed_at="2023-05-01")
    assert said(tell, closes).waiting is None


def test_a_station_that_names_a_decision_without_one_changes_nothing():
    tell = Story()
    made = handed_in(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", note="二")
    tell("A", [again], adjust_ref=adjust_ref(again.ref))
    assert note(said(tell, closes)) == "一"

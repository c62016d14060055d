"""What a closed month draws from a client's file stays as the close knew it, until the centre accepts more."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from sheqi_desktop.domain.drawn import Drawn, drawn
from tests.domain.stories import Story
from tests.domain.test_standing import MARCH, closed_after, decide


def of(*codes: str) -> list[dict[str, Any]]:
    return [{"id": f"r{n}", "category": code} for n, code in enumerate(codes)]


def a_file(tell: Story) -> Any:
    return tell("A", status="submitted", categories=of("A2"), birth_date="1941-03-12")


def said(tell: Story, closes: dict[str, dict[str, int]]) -> Drawn:
    """Give what is drawn, after seeing that no order of arrival changes it."""
    found = drawn(tell.changes, closes)
    for order in permutations(tell.changes):
        assert drawn(order, closes) == found
        assert drawn([*order, *order], closes) == found
    return found


def test_a_corrected_category_waits_for_closed_months_only():
    tell = Story()
    made = a_file(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", categories=of("G9"))
    found = said(tell, closes)
    assert {month: one["categories"] for month, one in found.held.items()} == {MARCH: of("A2")}
    assert (found.waiting, found.decided) == (again.ref, "")
    assert (found.whole.confirmed or {})["categories"] == of("G9")


def test_what_the_centre_accepted_is_drawn_and_what_it_refused_is_not():
    for word, held in (("accepted", []), ("refused", [MARCH])):
        tell = Story()
        made = a_file(tell)
        closes = closed_after(tell)
        again = tell("A", [made], status="submitted", categories=of("G9"))
        decide(tell, again, word)
        found = said(tell, closes)
        assert (list(found.held), found.accepted) == (held, word == "accepted")
        assert found.decided == ("refused" if held else "")


def test_a_later_telephone_number_does_not_ask_again():
    tell = Story()
    made = a_file(tell)
    closes = closed_after(tell)
    again = tell("A", [made], status="submitted", categories=of("G9"))
    no = decide(tell, again, "refused")
    tell("A", [again, no], status="submitted", phone="15412345678")
    found = said(tell, closes)
    assert (found.waiting, found.decided) == (again.ref, "refused")


def test_a_file_no_close_had_seen_and_one_whose_category_stayed_are_drawn_as_they_are():
    tell = Story()
    made = a_file(tell)
    assert said(tell, {MARCH: {}}).held == {}
    tell("A", [made], status="submitted", phone="15412345678")
    assert said(tell, closed_after(Story()) | {MARCH: {"A": 1}}).held == {}

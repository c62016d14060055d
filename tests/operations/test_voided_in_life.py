"""What was voided stays in a person's life, marked; a visit opened again stands beside what came before it."""

from __future__ import annotations

from sheqi_desktop.operations.person_card import person_card
from sheqi_desktop.operations.visit_side import visit_side
from sheqi_desktop.operations.void import void
from tests.operations.conftest import County
from tests.typed import a_home, a_person, a_seen


def test_a_voided_visit_stays_in_the_life_and_says_so(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 7)
    gone = a_seen(desk, person, "2023-04-01", start_at="08:10", end_at="08:30").record
    void(desk, gone, "录错了人，重新登记")
    (event,) = [one for one in person_card(desk, person).timeline if one.record == gone]
    assert event.voided
    assert event.title.endswith("（已作废）")


def test_a_visit_opened_again_is_not_called_the_first_nor_shown_what_came_later(county: County):
    desk = county.station()
    person = a_person(desk, a_home(desk), 7)
    first = a_seen(desk, person, "2023-04-01", start_at="08:10", end_at="08:30").record
    later = a_seen(desk, person, "2023-04-02", start_at="08:10", end_at="08:30").record
    assert visit_side(desk, person, first).last == ""
    assert visit_side(desk, person, later).last == first

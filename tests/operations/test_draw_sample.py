"""A draw names those who were served, keeps its seed, and prints a call sheet."""

from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain.trouble import NothingToDraw
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.draw_sample import call_sheet, clients_served, draw_sample
from tests.operations.conftest import County
from tests.reports.papers import text_of

MARCH = date(2023, 3, 1), date(2023, 3, 31)


def test_only_those_with_a_counted_service_in_the_span_are_drawn(county: County) -> None:
    desk = county.station()
    served = clients_served(desk, *MARCH)
    assert len(served) == 2
    record, _ = draw_sample(desk, *MARCH, size=1, spares=1, seed="20230403")
    kept = look_up.get(desk, record).answers
    assert (kept["frame_n"], kept["drawn_n"], kept["spare_n"], kept["seed"]) == (2, 1, 1, "20230403")
    assert {row["client_id"] for row in kept["names"]} == served


def test_the_seed_repeats_the_draw(county: County) -> None:
    desk = county.station()
    drawn = [draw_sample(desk, *MARCH, size=1, spares=0, seed="7")[0] for _ in range(2)]
    first, second = ([row["client_id"] for row in look_up.get(desk, one).answers["names"]] for one in drawn)
    assert first == second


def test_a_draw_without_a_seed_makes_one_and_keeps_it(county: County) -> None:
    desk = county.station()
    record, _ = draw_sample(desk, *MARCH, size=1, spares=0)
    assert str(look_up.get(desk, record).answers["seed"]).isdigit()


def test_nobody_served_is_nobody_to_draw(county: County) -> None:
    with pytest.raises(NothingToDraw):
        draw_sample(county.station(), date(2022, 8, 1), date(2022, 8, 31), size=1, spares=0)


def test_the_call_sheet_has_a_line_for_each_name_and_masked_telephones(county: County) -> None:
    desk = county.station()
    record, _ = draw_sample(desk, *MARCH, size=2, spares=0)
    words = text_of(call_sheet(desk, record).data)
    assert "满意度访问名单" in words
    assert "154****0001" in words
    assert "15400000001" not in words

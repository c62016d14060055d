"""What paper and Excel say that nobody typed."""

from __future__ import annotations

import pytest

from sheqi_desktop.domain.derived import DERIVED, ROW_DERIVED
from sheqi_desktop.domain.seen import Seen
from tests.reports.papers import World, a_client, a_visit, form, words


def said(name: str, answers, kind: str = "visit", **records) -> str:
    return DERIVED[name](answers, Seen(form(kind), World(**records), words(), "wang"))


@pytest.mark.parametrize("name", sorted(DERIVED))
def test_nothing_known_gives_words_never_an_error(name):
    for kind in ("visit", "client", "household"):
        assert isinstance(DERIVED[name]({}, Seen(form(kind))), str)


def test_a_birth_known_by_its_year_is_marked():
    answers = a_client(birth_date="1941-01-01", birth_precision="y")
    assert said("birth_words", answers, "client") == "1941年"
    assert said("age", answers, "client") == "约82"


def test_a_category_past_its_end_is_not_ticked():
    answers = a_client(categories=[{"id": "1", "category": "A2", "end": "2023-03-07"}, {"id": "2", "category": "E2"}])
    boxes = said("category_boxes", answers, "client")
    assert "□农村低保" in boxes
    assert "☑独居老人" in boxes


def test_a_category_counts_on_its_last_day():
    answers = a_client(categories=[{"id": "1", "category": "A2", "end": "2023-03-08"}])
    assert "☑农村低保" in said("category_boxes", answers, "client")


def test_age_is_that_of_the_day_of_the_visit():
    assert said("client_age", a_visit(service_date="2023-03-11")) == "81"
    assert said("client_age", a_visit(service_date="2023-03-12")) == "82"


def test_the_gravest_finding_on_a_child_is_ticked():
    answers = a_visit(f_child_school=1, f_child_injury=4, f_child_injury_note="左臂有淤青")
    assert said("child_findings", answers) == "□正常 □同上次 □变化 ☑异常"
    assert "身体有无伤痕：异常；左臂有淤青" in said("child_words", answers)


def test_a_quiet_visit_is_told_by_how_its_summary_begins():
    answers = a_visit(f_health=1, f_housing=1, summary="一切都好，" * 30)
    assert said("main_findings", answers) == ("一切都好，" * 30)[:60] + "…"


def test_parts_are_joined_without_doubling_the_punctuation():
    assert said("health_words", a_visit(f_health_note="药剩3天。")) == "药剩3天。血压158/92mmHg"


def test_the_age_of_a_family_member_is_that_of_the_day():
    seen = Seen(form("client"), World(), words())
    assert ROW_DERIVED["row_age"]({"birth_date": "1966-05-01"}, a_client(), seen) == "56"

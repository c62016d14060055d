"""补录: every kind with a limit asks why an entry is late, in the exact words (domain 00 §6.3)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from sheqi_desktop.catalog import assets
from sheqi_desktop.catalog.late_limits import load_late_limits
from sheqi_desktop.domain.draft import MISSING, Draft
from sheqi_desktop.domain.trouble import CatalogTrouble
from sheqi_desktop.operations.library import Library
from tests.builders import World, form

EXACT = "超过录入期限，请选择补录原因。"
SERVED = date(2023, 3, 1)
LATE_LIMITS = Library().late_limits
MADE = [kind for kind in LATE_LIMITS if (assets.forms_dir() / f"{kind}.v1.toml").exists()]

ALSO: dict[str, dict[str, object]] = {"activity": {"simple": True}}
"""What makes a record go ahead at all, where that is asked."""


def asked(kind: str, entered: date, **said: object) -> list[str]:
    """Give what the form says about a late reason for something that happened on 1 March."""
    day = "opened_on" if "opened_on" in form(kind) else form(kind).dated_by or "service_date"
    answers = {day: SERVED.isoformat(), "service_date": SERVED.isoformat(), **ALSO.get(kind, {}), **said}
    if day == "opened_on":
        del answers["service_date"]
    draft = Draft(form(kind), answers, World(today=entered, limits=LATE_LIMITS))
    return [one.message for one in draft.problems() if one.field == "late_reason" and one.code == MISSING]


def test_the_limits_are_those_of_the_county() -> None:
    assert LATE_LIMITS == {"visit": 3, "process_note": 3, "group_session": 3, "activity": 5, "client": 7}
    assert set(MADE) == set(LATE_LIMITS)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[days]\nvisit = 3\nbirthday = 3\n", 3, "没有“birthday”这种表单"),
        ("[days]\nvisit = -1\n", 2, "录入期限应为0至60天"),
        ("[days]\nvisit = true\n", 2, "录入期限应为0至60天"),
        ('[days]\nvisit = "3"\n', 2, "录入期限应为0至60天"),
    ],
)
def test_a_wrong_limit_is_refused_with_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    path = tmp_path / "late_entry.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogTrouble) as caught:
        load_late_limits(path, {"visit"})
    assert (caught.value.facts["line"], caught.value.facts["why"]) == (line, why)


@pytest.mark.parametrize("kind", MADE)
def test_the_last_day_in_time_asks_nothing_and_the_next_asks_why(kind: str) -> None:
    limit = timedelta(days=LATE_LIMITS[kind])
    assert asked(kind, SERVED + limit) == []
    assert asked(kind, SERVED + limit + timedelta(days=1)) == [EXACT]
    assert asked(kind, SERVED + limit + timedelta(days=1), late_reason="paper") == []


@pytest.mark.parametrize("kind", MADE)
def test_what_was_first_entered_in_time_is_not_late_when_it_is_handed_in_later(kind: str) -> None:
    entered = f"{SERVED.isoformat()}T18:00:00+08:00"
    assert asked(kind, SERVED + timedelta(days=60), entered_at=entered) == []


@pytest.mark.parametrize("kind", MADE)
def test_the_reason_is_one_of_the_five(kind: str) -> None:
    words = form(kind).field("late_reason").vocabulary
    assert words is not None
    assert [entry.name for entry in words] == ["paper", "no_device", "forgot", "transfer", "other"]

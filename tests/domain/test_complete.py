"""What counts is complete: nothing missing, too short or contradictory, judged by the record alone."""

from __future__ import annotations

from typing import Any

import pytest

from sheqi_desktop.domain.checks import CHECKS
from sheqi_desktop.domain.draft import complete, form_problems
from sheqi_desktop.domain.facts import NOTHING_KNOWN
from tests.builders import a_call, a_child, a_client, a_household, a_record, a_visit, form

KINDS = ("client", "household", "visit", "period_close")
STRANGE: list[Any] = [
    0,
    -7,
    10**15,
    "",
    "不是",
    "2023-13-45",
    True,
    [],
    [1],
    ["x"],
    [{}],
    [{"id": 3}],
    {},
    {"state": 1},
]


@pytest.mark.parametrize(
    "said",
    [
        {"summary": "短"},
        {"summary": "九 个 字 再 加 空 格 也 不 够 二 十"},
        {"end_at": "09:00"},
        {"risk_signals": ["none", "fall"]},
        {"next_due": "2023-03-01"},
        {"outcome": 77},
        {"client_sign": {"state": "unable", "reason": ""}},
        {"workers": []},
        {"service_date": "2023-02-30"},
    ],
)
def test_a_visit_that_could_not_be_handed_in_is_not_complete(said: dict[str, Any]) -> None:
    assert complete(form("visit"), a_visit())
    assert not complete(form("visit"), a_visit(**said)), said


@pytest.mark.parametrize("answers", [a_visit(), a_call(), a_visit(outcome="not_home", note="敲门没人应")])
def test_what_was_right_when_it_was_handed_in_stays_right(answers: dict[str, Any]) -> None:
    assert complete(form("visit"), answers)


def test_what_only_asks_to_be_looked_at_again_counts() -> None:
    assert complete(form("visit"), a_visit(end_at="15:30"))  # five and a half hours
    assert complete(form("visit"), a_visit(bp_systolic=300, bp_diastolic=90)) == (
        not [one for one in form_problems(form("visit"), a_visit(bp_systolic=300)) if one.level == "must"]
    )


@pytest.mark.parametrize(
    ("kind", "answers"), [("client", a_client()), ("client", a_child()), ("household", a_household())]
)
def test_files_are_complete_too(kind: str, answers: dict[str, Any]) -> None:
    assert complete(form(kind), answers)


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_however_strange_breaks_the_count(kind: str) -> None:
    """Records of others are judged here: a value of the wrong kind makes a record incomplete, never a mistake."""
    answers = a_record(kind)
    names = [one.id for one in form(kind)] + ["service_date", "worker_id", "entered_at", "_confirmed", "station_code"]
    for name in names:
        for value in STRANGE:
            assert complete(form(kind), {**answers, name: value}) in (True, False), (name, value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_check_is_silent_where_nothing_is_known(kind: str) -> None:
    """A complete record of the builders passes every check without asking the world."""
    for name in form(kind).checks:
        said = [one for one in CHECKS[name](a_record(kind), NOTHING_KNOWN) if one.level == "must"]
        assert said == [], name

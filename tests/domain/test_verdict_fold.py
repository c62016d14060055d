"""A signature or a return that meets a newer version on its way is no conflict: the newer version waits."""

from __future__ import annotations

from itertools import permutations

import pytest

from sheqi_desktop.domain.fold import fold
from tests.domain.stories import Story


@pytest.mark.parametrize("verdict", ["signed", "returned"])
def test_a_newer_version_waits_whatever_was_decided_about_the_older(verdict: str) -> None:
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status=verdict, approved_by="s-1")
    tell("A", [made], status="submitted", note="二")
    states = [fold(order) for order in permutations(tell.changes)]
    assert {str(one) for one in states} == {str(states[0])}
    assert (states[0].answers["status"], states[0].answers["note"], states[0].conflicts) == ("submitted", "二", {})


def test_two_supervisors_who_differ_leave_it_handed_back() -> None:
    tell = Story()
    made = tell("A", status="submitted", note="一")
    tell("B", [made], status="signed", approved_by="s-1")
    tell("C", [made], status="returned", return_note="请补写")
    states = [fold(order) for order in permutations(tell.changes)]
    assert {str(one) for one in states} == {str(states[0])}
    assert (states[0].answers["status"], states[0].conflicts) == ("returned", {})

"""The row of a record alone says what counts wherever its changes are not asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.standing import adjust_ref, standing
from sheqi_desktop.store.closes import Closes
from tests.domain.stories import Story

STATION = "411327101"
DAYS = ("2023-03-08", "2023-04-02")
STEPS = st.sampled_from(["save", "hand in", "sign", "return", "void", "restore", "another day", "accept", "close"])


def told(steps: list[str]) -> tuple[list[Change], dict[str, dict[str, int]]]:
    """Write a record's life on one machine, with closes of March and April between its steps."""
    tell, months = Story(), {}
    last = tell("A", status="draft", service_date=DAYS[0], note="0")
    for n, step in enumerate(steps):
        if step == "close":
            months.setdefault(("2023-03", "2023-04")[len(months) % 2], {"A": len(tell.changes)})
            continue
        said = {
            "save": {"note": str(n)},
            "hand in": {"status": "submitted", "note": str(n)},
            "sign": {"status": "signed"},
            "return": {"status": "returned"},
            "void": {"_deleted": True},
            "restore": {"_deleted": False},
            "another day": {"service_date": DAYS[n % 2], "status": "submitted"},
            "accept": {"period_adjust": "accepted", "adjust_ref": adjust_ref(last.ref)},
        }[step]
        last = tell("A", [last], "写明了的原因", **said)
    return tell.changes, months


@given(st.lists(STEPS, min_size=2, max_size=9))
def test_a_row_that_is_not_looked_at_closer_counts_as_it_stands(steps: list[str]) -> None:
    changes, months = told(steps)
    state, closed = fold(changes), Closes({STATION: months})
    adjusted = str(state.answers.get("period_adjust") or "")
    day = str((state.confirmed or state.answers)["service_date"])
    if closed.look_closer(STATION, state.first_confirmed, state.counts_since, state.voided, adjusted):
        return
    stands = standing(changes, months)
    assert (stands.counted, stands.voided) == (state.confirmed, state.voided)
    assert stands.adjust == ("pending" if closed.late(STATION, day, state.first_confirmed) else "")

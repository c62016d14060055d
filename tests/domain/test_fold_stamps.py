"""Who wrote and when settles itself, alike on every machine, and never asks a person."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.fold import fold
from sheqi_desktop.domain.history import History
from sheqi_desktop.domain.joining import JOINS
from tests.domain.stories import RECORD


@st.composite
def lives(draw: st.DrawFn) -> list[Change]:
    """Draw a record that up to three machines made, saved and handed in, with bad clocks, knowing some of the rest."""
    made: list[Change] = []
    for i in range(draw(st.integers(2, 8))):
        device = draw(st.sampled_from("ABC"))
        seq = 1 + sum(1 for change in made if change.device == device)
        creates = not made or draw(st.integers(0, 4)) == 0
        some = draw(st.lists(st.integers(0, max(0, i - 1)), min_size=1, max_size=2, unique=True))
        said: dict[str, object] = {"note": draw(st.sampled_from("xy"))}
        # Each stamp names the change that wrote it, so that a test can tell where it came from.
        if creates:
            said |= {"entered_by": f"{device}{seq}", "entered_at": f"{device}{seq}"}
        if draw(st.booleans()):
            said |= {"status": "submitted", "signed_by": f"{device}{seq}", "signed_at": f"{device}{seq}"}
        parents = () if creates else tuple(made[j].ref for j in some)
        at = draw(st.integers(0, 3))
        made.append(Change(ChangeRef(device * 4, seq), "visit", RECORD, parents, said, "w", at, "", "", device))
    return made


@settings(max_examples=300, deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_stamps_are_the_same_in_any_order_and_after_any_repetition(changes: list[Change], rng) -> None:
    whole = fold(changes)
    again = changes + [rng.choice(changes) for _ in range(3)]
    rng.shuffle(again)
    assert fold(again) == whole


@settings(max_examples=300, deadline=None)
@given(lives())
def test_stamps_are_no_conflict_and_stand_together(changes: list[Change]) -> None:
    whole = fold(changes)
    assert not JOINS.keys() & whole.conflicts.keys()
    for said in (whole.answers, whole.confirmed or {}):
        assert said.get("signed_by") == said.get("signed_at")
        assert said.get("entered_by") == said.get("entered_at")


@settings(max_examples=300, deadline=None)
@given(lives())
def test_a_stamp_gives_way_only_to_one_that_knew_it_or_to_one_beside_it(changes: list[Change]) -> None:
    """Whatever the clocks say, nobody's signature stands in the place of one that was written knowing it."""
    history = History.of(changes)
    signed = [i for i, step in enumerate(history.steps) if "signed_by" in step.answers]
    shown = fold(changes).answers.get("signed_by")
    stands = next((i for i in signed if history.steps[i].answers["signed_by"] == shown), None)
    assert (stands is None) == (not signed)
    assert stands is None or not any(history.knew(later, stands) for later in signed if later != stands)

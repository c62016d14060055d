"""Decisions about disagreements: the same everywhere whatever the order; undone, they leave nothing behind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain.change import Change, ChangeRef
from sheqi_desktop.domain.disputes import BY, WHY, known_to
from sheqi_desktop.domain.fold import disagreements, fold

RECORD = "0" * 32
SAID = st.sampled_from(["高", "低", None])


@st.composite
def lives(draw: st.DrawFn) -> list[Change]:
    """Make a record two machines and a centre write on, each knowing some of the others."""
    made: list[Change] = []
    for nth in range(draw(st.integers(2, 9))):
        who = draw(st.sampled_from("abc")) if nth else "a"
        parents = () if not nth else _heads(draw, made)
        said: dict[str, object] = {"risk": draw(SAID), "note": draw(SAID)} if who != "c" else {}
        if who == "c":
            at_odds = disagreements(known_to(made, parents))
            deciding = draw(st.booleans())
            said = (
                {path: draw(SAID) for path in at_odds} | {BY: "c", WHY: "问过"} if deciding else {BY: None, WHY: None}
            )
        ref = ChangeRef(who * 32, sum(one.device == who * 32 for one in made) + 1)
        made.append(Change(ref, "client", RECORD, parents, said, who, draw(st.integers(0, 3)), "问过", "", who * 32))
    return made


def _heads(draw: st.DrawFn, made: list[Change]) -> tuple[ChangeRef, ...]:
    seen = draw(st.lists(st.sampled_from([one.ref for one in made]), min_size=1, max_size=3, unique=True))
    return tuple(sorted(seen))


@settings(max_examples=400, deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_any_order_and_repetition_give_the_same(changes: list[Change], rng) -> None:
    whole = fold(changes)
    again = changes + [rng.choice(changes) for _ in range(3)]
    rng.shuffle(again)
    assert fold(again) == whole
    assert disagreements(again) == disagreements(changes)


@settings(max_examples=400, deadline=None)
@given(lives())
def test_a_decision_undone_by_the_next_change_leaves_what_was_before(changes: list[Change]) -> None:
    before = fold(changes)
    if not before.conflicts:
        return
    device = "d" * 32
    said = dict.fromkeys(before.conflicts, "定") | {BY: "d", WHY: "问过"}
    decided = Change(ChangeRef(device, 1), "client", RECORD, before.heads, said, "d", 9, "问过", "", device)
    settled = fold([*changes, decided])
    assert not settled.conflicts
    assert all(settled.answers[path] == "定" for path in before.conflicts)
    back = Change(ChangeRef(device, 2), "client", RECORD, (decided.ref,), {BY: None, WHY: None}, "d", 9, "", "", device)
    after = fold([*changes, decided, back])
    assert after.conflicts == before.conflicts
    marks = {BY, WHY}
    assert {k: v for k, v in after.answers.items() if k not in marks} == {
        k: v for k, v in before.answers.items() if k not in marks
    }

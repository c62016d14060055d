from __future__ import annotations

import itertools
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sheqi_desktop.domain.attachment import REPLACED, taken_out
from sheqi_desktop.domain.change import VOIDED, Change, ChangeRef
from sheqi_desktop.domain.fold import fold, makes_version
from tests.domain.stories import RECORD, ROW, ROW2, Story


def test_a_creation_alone_is_the_record():
    tell = Story()
    made = tell("A", note="好", mode=None, status="draft")
    state = tell.state
    assert state.answers == {"note": "好", "status": "draft"}
    assert (state.kind, state.record, state.created, state.heads) == ("visit", RECORD, made.ref, (made.ref,))
    assert (state.author, state.confirmed, state.conflicts) == ("人A", None, {})


def test_a_later_change_that_knew_the_earlier_wins_whatever_its_clock_says():
    tell = Story()
    first = tell("A", note="先")
    tell.changes.append(Change(ChangeRef("B", 1), "visit", RECORD, (first.ref,), {"note": "后"}, "b", 5, device="B"))
    assert tell.state.answers == {"note": "后"}
    assert not tell.state.conflicts


def test_null_takes_an_answer_away():
    tell = Story()
    tell("A", [tell("A", note="x", mode=1)], note=None)
    assert tell.state.answers == {"mode": 1}


def test_edits_of_different_answers_do_not_disturb_each_other():
    tell = Story()
    made = tell("A", note="0", mode=0)
    tell("B", [made], note="1")
    tell("C", [made], mode=1)
    state = tell.state
    assert state.answers == {"note": "1", "mode": 1}
    assert not state.conflicts
    assert len(state.heads) == 2


def test_equal_values_are_no_conflict_but_true_is_not_one():
    tell = Story()
    made = tell("A", met=0)
    tell("B", [made], met=1)
    tell("C", [made], met=1)
    assert tell.state.answers == {"met": 1}
    assert not tell.state.conflicts
    tell("D", [made], met=True)
    assert tell.state.conflicts.keys() == {"met"}


def test_a_disagreement_keeps_what_both_knew_until_a_person_settles_it():
    tell = Story()
    made = tell("A", note="旧")
    one = tell("B", [made], note="甲")
    two = tell("C", [made], note="乙")
    state = tell.state
    assert state.answers == {"note": "旧"}
    assert state.conflicts == {"note": ((two.ref, "乙"), (one.ref, "甲"))}  # the later one is shown first
    tell("D", [one, two], note="定")
    assert tell.state.answers == {"note": "定"}
    assert not tell.state.conflicts


def test_a_merge_that_does_not_speak_of_the_conflict_leaves_it_open():
    tell = Story()
    made = tell("A", note="旧")
    both = [tell("B", [made], note="甲"), tell("C", [made], note="乙")]
    tell("D", both, mode=3)
    assert tell.state.conflicts.keys() == {"note"}
    assert tell.state.answers == {"note": "旧", "mode": 3}


def test_the_value_both_knew_may_lie_behind_an_older_conflict():
    tell = Story()
    made = tell("A", note="底")
    both = [tell("B", [made], note="甲"), tell("C", [made], note="乙")]
    tell("B", both, note="丙")
    tell("C", both, note="丁")
    assert tell.state.answers == {"note": "底"}
    assert {value for _, value in tell.state.conflicts["note"]} == {"丙", "丁"}


def test_two_answers_to_an_empty_question_leave_it_empty():
    tell = Story()
    made = tell("A", mode=1)
    tell("B", [made], note="甲")
    tell("C", [made], note="乙")
    assert tell.state.answers == {"mode": 1}


def test_what_names_an_unknown_change_is_held_until_it_comes():
    tell = Story()
    made = tell("A", note="0")
    middle = tell("B", [made], note="1")
    last = tell("A", [middle], note="2")
    early = fold([made, last])
    assert early.answers == {"note": "0"}
    assert early.held == (last.ref,)
    assert fold([middle, last]).held == (last.ref, middle.ref)
    assert fold([middle, last]).created is None
    assert tell.state.answers == {"note": "2"}
    assert fold([]).created is None


# ------------------------------------------------------------------------------ what counts
def test_what_counts_is_what_the_last_confirmation_knew():
    tell = Story()
    draft = tell("A", note="草", status="draft")
    assert tell.state.confirmed is None
    handed = tell("A", [draft], status="submitted")
    state = tell.state
    assert state.confirmed == {"note": "草", "status": "submitted"}
    assert (state.confirmed_ref, state.first_confirmed, state.correcting) == (handed.ref, handed.ref, False)
    correction = tell("A", [handed], note="正")
    state = tell.state
    assert state.confirmed == {"note": "草", "status": "submitted"}
    assert state.correcting
    again = tell("A", [correction], status="submitted")
    state = tell.state
    assert state.confirmed == {"note": "正", "status": "submitted"}
    assert (state.first_confirmed, state.first_confirmed_at) == (handed.ref, handed.at)
    assert (state.confirmed_ref, state.confirmed_at, state.correcting) == (again.ref, again.at, False)


def test_signing_off_is_no_correction():
    tell = Story()
    handed = tell("A", note="x", status="submitted")
    tell("B", [handed], status="signed", signed_by="督导", signed_at="2023-03-01T10:00:00+08:00")
    assert not tell.state.correcting
    assert tell.state.confirmed is not None
    assert tell.state.confirmed["status"] == "signed"


def test_a_returned_document_does_not_count_until_handed_in_again():
    tell = Story()
    handed = tell("A", note="x", status="submitted")
    back = tell("B", [handed], status="returned")
    assert tell.state.confirmed is None
    assert tell.state.first_confirmed == handed.ref
    tell("A", [back], status="submitted", note="y")
    assert tell.state.confirmed == {"note": "y", "status": "submitted"}
    # The same in a history with a branch.
    side = tell("C", [handed], mode=1)
    assert tell.state.confirmed == {"note": "y", "status": "submitted"}
    assert tell.state.correcting
    assert side.ref in tell.state.heads


def test_a_return_in_a_branched_history_does_not_count_either():
    tell = Story()
    handed = tell("A", note="x", status="submitted")
    tell("C", [handed], mode=1)
    back = tell("B", [handed], status="returned")
    assert tell.state.confirmed is None
    tell("A", [back], status="submitted")
    assert tell.state.confirmed == {"note": "x", "status": "submitted"}


def test_two_confirmations_that_did_not_know_each_other_count_together():
    tell = Story()
    made = tell("A", note="0", mode=0, status="draft")
    tell("B", [made], note="1", status="submitted")
    tell("C", [made], mode=1, status="submitted")
    state = tell.state
    assert state.confirmed == {"note": "1", "mode": 1, "status": "submitted"}
    assert state.first_confirmed == ChangeRef("B", 1)


def test_an_edit_beside_a_confirmation_does_not_count_yet():
    tell = Story()
    made = tell("A", note="0", status="draft")
    tell("B", [made], status="submitted")
    tell("C", [made], note="1")
    state = tell.state
    assert state.confirmed == {"note": "0", "status": "submitted"}
    assert state.answers["note"] == "1"
    assert state.correcting


# ------------------------------------------------------------------------------ twins
def test_two_creations_with_the_same_id_are_one_record():
    tell = Story()
    one = tell("B", note="甲", mode=1)
    two = tell("A", note="乙", mode=1)
    state = tell.state
    assert state.answers == {"mode": 1}
    assert state.conflicts.keys() == {"note"}
    assert state.created == one.ref
    assert set(state.heads) == {one.ref, two.ref}


# ------------------------------------------------------------------------------ the property
PATHS = ["note", "mode", "status", "_deleted", f"m/{ROW}", f"m/{ROW}/a", f"m/{ROW2}", f"m/{ROW2}/a", "m"]


def value_for(path: str, pick: int) -> Any:
    row = ROW if ROW in path else ROW2
    if path == "m":
        return [None, [], [{"id": ROW, "a": pick}], [{"id": ROW, "a": 1}, {"id": ROW2, "b": 2}]][pick % 4]
    if path == "_deleted":
        return [True, False, None][pick % 3]
    if path == "status":
        return ["draft", "submitted", "returned", "signed"][pick % 4]
    if path.endswith("/a"):
        return [None, 1, True, "x"][pick % 4]
    if "/" in path:
        return [None, {"id": row, "a": pick}, {"id": row}][pick % 3]
    return [None, 0, 1, "x"][pick % 4]


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Draw a few changes by three machines with bad clocks, each naming some that came before."""
    made: list[Change] = []
    for i in range(draw(st.integers(1, 9))):
        device = draw(st.sampled_from("ABC"))
        seq = 1 + sum(1 for change in made if change.device == device)
        creates = not made or draw(st.integers(0, 11)) == 0
        some = draw(st.lists(st.integers(0, max(0, i - 1)), min_size=1, max_size=3, unique=True))
        parents = () if creates else tuple(made[j].ref for j in some)
        paths = draw(
            st.lists(st.sampled_from([p for p in PATHS if not creates or "/" not in p]), max_size=3, unique=True)
        )
        answers = {p: value_for(p, draw(st.integers(0, 3))) for p in paths if not (creates and p == "_deleted")}
        at = draw(st.integers(0, 3))
        made.append(Change(ChangeRef(device * 4, seq), "visit", RECORD, parents, answers, "w", at, "因", "", device))
    return made


@settings(max_examples=400, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_give_the_same_state(changes, rng):
    whole = fold(changes)
    again = changes + [rng.choice(changes) for _ in range(4)]
    rng.shuffle(again)
    assert fold(again) == whole
    assert None not in whole.answers.values()
    assert (whole.created is None) == (len(whole.held) == len({change.ref for change in changes}))


@settings(max_examples=200, deadline=None)
@given(histories())
def test_no_writing_is_lost_without_a_trace(changes):
    """What stands is either the answer, or listed as a conflict: never silently dropped."""
    whole = fold(changes)
    heads = {change.ref: change for change in changes if change.ref in whole.heads}
    for path in ("note", "mode"):
        told = [change.answers[path] for change in heads.values() if path in change.answers]
        for value in told:
            kept = whole.answers.get(path)
            shown = [each for _, each in whole.conflicts.get(path, ())]
            assert value in shown or (kept == value and type(kept) is type(value)) or value is None


def test_the_everyday_line_gives_what_the_general_way_gives():
    """A straight history is folded by overwriting; a void side branch that says nothing forces the general way."""
    line = Story()
    steps = [{"note": "a", "mode": 1, "status": "draft"}, {"note": None}, {"status": "submitted"}, {"mode": True}]
    steps += [{"status": "returned"}, {"note": "c", "status": "submitted"}, {"_deleted": True}, {"_deleted": False}]
    last: list[Change] = []
    for step in steps:
        last = [line.patch("A", last, step, "因")]
        plain = fold(line.changes)
        beside = Change(
            ChangeRef("Z", 1), "visit", RECORD, (line.changes[0].ref,), {"status": None}, "z", 0, device="Z"
        )
        quiet = Change(beside.ref, "visit", RECORD, beside.parents, {}, "z", 0, device="Z")
        general = fold([*line.changes, quiet])
        if plain.voided:  # an empty change is still somebody who did not know of the void
            continue
        for name in ("answers", "conflicts", "confirmed", "first_confirmed", "confirmed_ref", "correcting", "created"):
            assert getattr(plain, name) == getattr(general, name), name


def test_thousands_of_records_fold_in_a_moment():
    tell = Story()
    last: list[Change] = []
    for i in range(4):
        last = [tell.patch("A", last, {"note": str(i), "mode": i})]
    start = time.perf_counter()
    for _ in range(2000):
        fold(tell.changes)
    assert time.perf_counter() - start < 2


def test_a_long_quarrel_is_still_folded():
    tell = Story()
    made = tell("A", note="0")
    heads = [made]
    for i, device in itertools.islice(enumerate(itertools.cycle("BCD")), 300):
        heads = [*heads[-2:], tell(device, heads[-1:], note=str(i))]
    assert tell.state.answers["note"] == "299"


def test_to_void_a_record_and_to_bring_it_back_makes_no_version_of_it() -> None:
    assert not makes_version({VOIDED: True})
    assert not makes_version({VOIDED: False})
    assert makes_version({VOIDED: False, "summary": "又写了一句"})


def test_a_scan_that_comes_later_makes_no_version_but_another_photo_in_its_place_does() -> None:
    photo = {"hash": "aa", "size": 1, "type": "image/jpeg", "name": "a.jpg"}
    other = photo | {"hash": "bb"}
    assert not makes_version({"photos": [photo, other], "status": "submitted"})
    assert makes_version({"photos": [other], "status": "submitted", REPLACED: ["aa"]})
    assert taken_out({"photos": [other]}, {"photos": [photo]}) == ["aa"]
    assert taken_out({"photos": [other, photo]}, {"photos": [photo]}) == []
    assert taken_out({"summary": "又写了一句"}, {"photos": [photo]}) == []

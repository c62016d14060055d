"""How far an annotation has come does not depend on the order in which anything arrived."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.codes_annotation import Act, Adoption, AnnotationKind
from sheqi_desktop.domain.thread import (
    NOT_ADOPTED_YET,
    REVISE_FIRST,
    SAY_WHY_NOT,
    Event,
    Note,
    State,
    open_musts,
    thread,
    why_no_answer,
)

V1, V2 = "a:1", "a:5"
WORKER, GUIDE, OTHER = "w-1", "s-1", "s-2"


def newer(old: str, new: str) -> bool:
    return (old, new) == (V1, V2)


def note(kind: AnnotationKind) -> Note:
    return Note("n1", kind, GUIDE, V1)


def did(name: str, act: str, *after: str, by: str = WORKER, **said: str) -> Event:
    return Event(name, act, by, int(name[1:]), frozenset(after), **said)


def state(kind: AnnotationKind, *events: Event, closed: bool = False) -> State:
    return thread(note(kind), events, newer, closed=closed).state


REVISED = did("e1", Act.REVISE, revision=V2)
CONFIRMED = did("e2", Act.CONFIRM, "e1", by=GUIDE)


# ------------------------------------------------------------------------------ by type
def test_a_must_is_answered_by_a_new_revision_and_by_nothing_else() -> None:
    must = AnnotationKind.MUST
    assert state(must, did("e1", Act.REPLY, text="已经改了，请看。")) == State.OPEN
    assert state(must, did("e1", Act.REVISE, revision=V1)) == State.OPEN
    assert state(must, REVISED) == State.ANSWERED
    assert state(must, REVISED, CONFIRMED) == State.CONFIRMED
    reply = did("e1", Act.REPLY, text="已经改了，请看。")
    assert state(must, reply, did("e2", Act.CONFIRM, "e1", by=GUIDE)) == State.OPEN
    assert why_no_answer(note(must), reply, newer) == REVISE_FIRST == "“必改”需要先修改文书再提交。"


def test_advice_is_taken_with_a_revision_or_refused_with_a_reason() -> None:
    advice = AnnotationKind.ADVICE
    assert state(advice, did("e1", Act.REPLY, adoption=Adoption.ADOPTED, revision=V2)) == State.ANSWERED
    assert state(advice, did("e1", Act.REPLY, adoption=Adoption.NOT_NOW, text="太短")) == State.OPEN
    assert state(advice, did("e1", Act.REPLY, adoption=Adoption.NOT_NOW, text="老人不愿意写")) == State.ANSWERED
    told = did("e1", Act.REPLY, adoption=Adoption.PARTLY, text="嗯")
    assert why_no_answer(note(advice), told, newer) == SAY_WHY_NOT == "不采纳建议时请写明理由。"
    untrue = did("e1", Act.REPLY, adoption=Adoption.ADOPTED)
    assert why_no_answer(note(advice), untrue, newer) == NOT_ADOPTED_YET


@pytest.mark.parametrize("kind", [AnnotationKind.QUESTION, AnnotationKind.ETHICS, AnnotationKind.RISK])
def test_a_reply_answers_a_question_and_a_warning(kind: AnnotationKind) -> None:
    assert state(kind) == State.OPEN
    assert state(kind, did("e1", Act.REPLY, text="已告知站长")) == State.ANSWERED


def test_praise_is_read_and_that_is_all() -> None:
    praise = AnnotationKind.PRAISE
    assert state(praise, did("e1", Act.REPLY, text="谢谢")) == State.OPEN
    assert state(praise, did("e1", Act.READ)) == State.READ
    assert state(AnnotationKind.MUST, did("e1", Act.READ)) == State.OPEN


def test_only_its_writer_withdraws_it_and_only_while_it_is_open() -> None:
    must = AnnotationKind.MUST
    assert state(must, did("e1", Act.WITHDRAW, by=GUIDE)) == State.WITHDRAWN
    assert state(must, did("e1", Act.WITHDRAW, by=OTHER)) == State.OPEN
    assert state(must, REVISED, did("e2", Act.WITHDRAW, "e1", by=GUIDE)) == State.ANSWERED


def test_an_appeal_is_decided_by_another_and_until_then_it_is_open() -> None:
    must = AnnotationKind.MUST
    appeal = did("e1", Act.APPEAL, text="老人原话就是这样")
    told = thread(note(must), [appeal], newer)
    assert (told.state, told.appealed) == (State.OPEN, True)
    own = did("e2", Act.APPEAL_GRANTED, "e1", by=GUIDE)
    other = did("e2", Act.APPEAL_GRANTED, "e1", by=OTHER)
    refused = did("e2", Act.APPEAL_REFUSED, "e1", by=OTHER)
    assert state(must, appeal, own) == State.OPEN
    assert state(must, appeal, other) == State.OVERRULED
    told = thread(note(must), [appeal, refused], newer)
    assert (told.state, told.appealed) == (State.OPEN, False)


def test_what_nobody_answered_before_the_closure_stays_so() -> None:
    assert state(AnnotationKind.ADVICE, closed=True) == State.LEFT
    assert state(AnnotationKind.QUESTION, did("e1", Act.REPLY, text="答"), closed=True) == State.ANSWERED
    assert state(AnnotationKind.PRAISE, closed=True) == State.OPEN


# ------------------------------------------------------------------------------ races
def test_a_later_event_wins_only_if_it_knew_the_earlier() -> None:
    must = AnnotationKind.MUST
    knew = did("e3", Act.REOPEN, "e2", by=GUIDE)
    assert state(must, REVISED, CONFIRMED, knew) == State.REOPENED
    stranger = did("e3", Act.REOPEN, "e1", by=OTHER)
    told = thread(note(must), [REVISED, CONFIRMED, stranger], newer)
    assert (told.state, told.at_odds, set(told.heads)) == (State.REOPENED, True, {"e2", "e3"})
    again = did("e4", Act.REVISE, "e2", "e3", revision=V2)
    assert state(must, REVISED, CONFIRMED, stranger, again) == State.ANSWERED


def test_a_remark_beside_a_confirmation_asks_for_it_again() -> None:
    late = did("e3", Act.REPLY, "e1", text="还有一处")
    assert state(AnnotationKind.MUST, REVISED, CONFIRMED, late) == State.ANSWERED


def test_one_clock_far_ahead_changes_nothing() -> None:
    ahead = Event("e9", Act.CONFIRM, GUIDE, 10**15, frozenset({"e1"}))
    behind = Event("e3", Act.REOPEN, OTHER, 1, frozenset({"e1"}))
    assert state(AnnotationKind.MUST, REVISED, ahead, behind) == State.REOPENED


ACTS = st.builds(
    lambda act, by, adoption, text, revision: (act, by, adoption, text, revision),
    st.sampled_from(list(Act)), st.sampled_from([WORKER, GUIDE, OTHER]), st.sampled_from(["", *Adoption]),
    st.sampled_from(["", "短", "写清楚了理由的"]), st.sampled_from(["", V1, V2]),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Anybody does anything knowing any of what was there, and now and then something that never came."""
    found: list[Event] = []
    for place, (act, by, adoption, text, revision) in enumerate(draw(st.lists(ACTS, max_size=6))):
        known = [one.id for one in found] + ["e-gone", f"e{place + 1}"]
        after = frozenset(draw(st.sets(st.sampled_from(known), max_size=3)))
        found.append(Event(f"e{place}", act, by, draw(st.integers(0, 3)), after, adoption, text, revision))
    return found


@given(histories(), st.sampled_from(list(AnnotationKind)), st.randoms())
def test_the_order_of_arrival_and_repetition_decide_nothing(events: list[Event], kind: AnnotationKind, dice) -> None:
    once = thread(note(kind), events, newer)
    mixed = list(events) * 2
    dice.shuffle(mixed)
    assert thread(note(kind), mixed, newer) == once
    assert {one.id for one in once.events} == {one.id for one in events}, "nothing is ever left out"


@given(histories(), st.randoms())
def test_a_must_is_never_done_without_a_revision_or_a_supervisors_word(events: list[Event], dice) -> None:
    told = thread(note(AnnotationKind.MUST), events, newer)
    if told.state in (State.CONFIRMED, State.ANSWERED):
        assert any(one.revision == V2 for one in events)
    if told.state == State.OVERRULED:
        assert any(one.act == Act.APPEAL_GRANTED and one.by != GUIDE for one in events)


@given(histories())
def test_part_by_part_in_any_order_ends_the_same(events: list[Event]) -> None:
    whole = thread(note(AnnotationKind.RISK), events, newer)
    for order in list(permutations(events))[:24]:
        assert thread(note(AnnotationKind.RISK), order, newer) == whole


def test_what_stands_in_the_way_of_a_signature() -> None:
    must = note(AnnotationKind.MUST)
    told = [
        (must, thread(must, (), newer)),
        (must, thread(must, [REVISED], newer)),
        (must, thread(must, [REVISED, CONFIRMED], newer)),
        (note(AnnotationKind.ADVICE), thread(note(AnnotationKind.ADVICE), (), newer)),
    ]
    assert open_musts(told) == 2

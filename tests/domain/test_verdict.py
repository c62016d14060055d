"""A decision belongs to one revision: what was decided about the first never signs the second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.codes_annotation import VerdictCode
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.verdict import Verdict, review, standing, why_not_return, why_not_sign

V1, V2, V3 = "a:1", "a:2", "a:3"


def said(name: str, verdict: str, revision: str, *after: str, by: str = "s-1") -> Verdict:
    return Verdict(name, verdict, revision, by, 0, frozenset(after))


def test_a_verdict_on_the_third_version_leaves_the_fourth_waiting() -> None:
    told = review([V1, V2, V3, "a:4"], [said("x", "signed", V3)], "submitted")
    assert (told.waits, told.words, told.note) == (True, "待审第4版", "督导审阅的是第3版")
    assert told.note_for("s-1") == "你看过的是第 3 版，这是改过的第 4 版"
    assert told.note_for("s-2") == told.note


@pytest.mark.parametrize(("verdict", "words"), [("signed", "通过"), ("returned", "退回"), ("noted", "已阅")])
def test_a_verdict_on_the_newest_version_decides(verdict: str, words: str) -> None:
    status = "submitted" if verdict == "noted" else verdict
    told = review([V1, V2], [said("x", verdict, V2), said("y", "returned", V1)], status)
    assert (told.waits, told.words, told.note) == (False, words, "")


def test_two_that_did_not_know_each_other_stand_on_the_safe_side() -> None:
    signed, returned = said("x", "signed", V1), said("y", "returned", V1, by="s-2")
    assert standing([signed, returned]) == returned
    assert standing([returned, said("z", "signed", V1, "y")]) == said("z", "signed", V1, "y")


@pytest.mark.parametrize("verdict", ["signed", "returned"])
def test_a_row_without_the_signature_itself_signs_nothing(verdict: str) -> None:
    told = review([V1], [said("x", verdict, V1)], "submitted")
    assert (told.waits, told.words) == (True, "待审第1版")


VERDICTS = st.lists(
    st.builds(
        said, st.sampled_from("abcdef"), st.sampled_from([*VerdictCode]), st.sampled_from([V1, V2, "b:9"]),
        st.sampled_from("abcdef"), by=st.sampled_from(["s-1", "s-2"]),
    ), max_size=5, unique_by=lambda one: one.id,
)  # fmt: skip


@given(VERDICTS, st.randoms())
def test_in_whatever_order_they_come_and_never_about_another_revision(told: list[Verdict], dice) -> None:
    once = review([V1, V2], told, "submitted", signs=False)
    mixed = [*told, *told]
    dice.shuffle(mixed)
    assert review([V1, V2], mixed, "submitted", signs=False) == once
    assert once.decided is None or once.decided.revision == V2
    assert once.waits == all(one.revision != V2 for one in told)


def a_paper(kind: str, **said_: object) -> Document:
    told = {"id": kind, "kind": kind, "status": "submitted", "author": "w-1", "entered_at": "2023-02-01"} | said_
    return Document(**told)  # type: ignore[arg-type]


def test_the_exact_words_of_what_stands_in_the_way() -> None:
    plan = a_paper("case_plan")
    assert why_not_sign(plan, 2, "s-1") == "还有2条“必改”未确认，不能签批。"
    assert why_not_sign(plan, 0, "s-1") == ""
    assert why_not_sign(plan, 2, "w-1") == "不能签批本人参与的文书，请转其他督导。"
    together = a_paper("visit", answers={"workers": ["w-1", "s-1"]})
    assert why_not_sign(together, 0, "s-1") == "不能签批本人参与的文书，请转其他督导。"
    assert why_not_return(0) == "退回时请至少写一条“必改”批注。"
    assert why_not_return(1) == ""

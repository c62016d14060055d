"""Every trouble there is: a code of its own, a sentence it can fill, a next step, and somebody who raises it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import sheqi_desktop
from sheqi_desktop.domain import trouble as t

PACKAGE = Path(sheqi_desktop.__file__).parent
ITS_OWN = {t.NotFinished: {"title", "count", "first"}, t.ChangedMeanwhile: {"more"}}
"""Leaves that make their facts themselves out of what they are given."""
GIVEN_BESIDES: dict[type[t.Trouble], dict[str, object]] = {
    t.NotFinished: {"title": "某", "problems": []},
    t.ChangedMeanwhile: {"clashes": []},
}
"""What such a leaf is given besides words."""
WORDED_BY_OTHERS = {t.NotFinished, t.NumberTaken, t.WrongFileState, t.AttachmentWrongType, t.ReviewRefused}
"""Leaves whose next step is in a fact or in the exact words of the domain pages, tested where they are made."""
NOTHING_TO_DO = {t.NothingToSign, t.NothingToSend, t.AlreadyImported, t.Cancelled}
"""What is no trouble of the person's: nothing has to be done."""


def tree(kind: type[t.Trouble] = t.Trouble) -> Iterator[type[t.Trouble]]:
    yield kind
    for below in kind.__subclasses__():
        yield from tree(below)


LEAVES = [one for one in tree() if one.happened]


@cache
def calls() -> dict[str, list[frozenset[str] | None]]:
    """Give for every name that is called in the program with which facts; None where they are handed on whole."""
    found: dict[str, list[frozenset[str] | None]] = {}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                words = [one.arg for one in node.keywords]
                found.setdefault(name, []).append(None if None in words else frozenset(str(one) for one in words))
    return found


def slots(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(leaf: type[t.Trouble]) -> tuple[str, ...]:
    return (leaf.happened, leaf.remedy, getattr(leaf, "remedy_kept", ""))


def test_every_branch_is_had_from_one_place():
    assert all(getattr(t, one.__name__, None) is one for one in tree())


def test_no_two_troubles_have_the_same_code():
    codes = [leaf.code for leaf in LEAVES if "code" in vars(leaf)]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_it_has_a_code_for_the_telephone(leaf: type[t.Trouble]):
    assert "code" in vars(leaf)
    assert re.fullmatch(r"E-[A-Z]{3}-\d\d", leaf.code)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_somebody_raises_it_and_hands_over_every_fact_it_names(leaf: type[t.Trouble]):
    raised = calls().get(leaf.__name__, [])
    assert raised, "nothing in the program can say this"
    wanted = slots(*texts_of(leaf)) - ITS_OWN.get(leaf, set())
    for facts in raised:
        assert facts is None or wanted <= facts


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_it_says_in_whole_sentences_what_happened_and_what_to_do(leaf: type[t.Trouble]):
    for step in {leaf.remedy, getattr(leaf, "remedy_kept", "") or leaf.remedy}:
        text = (leaf.happened + step).format(**dict.fromkeys(slots(*texts_of(leaf)), "某"))
        assert "{" not in text
        assert text.endswith("。") or slots(leaf.happened + step)
        assert not re.search(r"[,:;!?]", re.sub(r"E-[A-Z]+-\d+", "", text))
        if leaf not in WORDED_BY_OTHERS | NOTHING_TO_DO:
            assert re.search("请|再导入一次|就能合并", text) or leaf.remedy.startswith("{"), text


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_it_travels_between_processes_with_its_facts(leaf: type[t.Trouble]):
    import pickle

    given: dict[str, object] = dict.fromkeys(slots(*texts_of(leaf)) - ITS_OWN.get(leaf, set()), "某")
    made = leaf(**given | GIVEN_BESIDES.get(leaf, {}))
    again = pickle.loads(pickle.dumps(made))
    assert (type(again), str(again)) == (leaf, str(made))

"""Answers written from columns read as the answers of each record."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.answer_text import answer_texts, answers_at

SHORT = st.text(max_size=3)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text(),
    st.sampled_from(['%s "', "\\", "\n", "王％"]),
    st.lists(st.one_of(st.integers(0, 9), SHORT)), st.dictionaries(SHORT, SHORT),
)  # fmt: skip
NAMES = st.sampled_from(["status", "summary", "mode", "workers", "100%", 'a"b'])


@st.composite
def columns(draw: st.DrawFn) -> tuple[dict[str, list[Any]], int]:
    count = draw(st.integers(1, 4))
    kinds = [VALUES, st.text(), st.integers(0, 2), st.sampled_from(["a", "b"]), st.just("same"), st.none()]
    kinds += [st.lists(st.sampled_from([1, "],[", "a"])), st.dictionaries(SHORT, st.sampled_from([1, "},{"]))]
    one = [st.lists(kind, min_size=count, max_size=count) for kind in kinds]
    return draw(st.dictionaries(NAMES, st.one_of(one), max_size=5)), count


@given(columns())
def test_each_text_reads_as_its_record(given_: tuple[dict[str, list[Any]], int]):
    told, count = given_
    texts = answer_texts(told, {name: set(map(type, column)) for name, column in told.items()}, count)
    assert [jsontext.value(text) for text in texts] == [answers_at(told, i) for i in range(count)]

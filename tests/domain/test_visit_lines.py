"""The lines of many visits, made column by column, are those made one by one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sheqi_desktop.domain.records.visit_lines import lines, lines_of

MATE = {"client_id": "b", "co_note": "精神很好，在家", "met": True}
SAID: dict[str, list[Any]] = {
    "service_date": [None, "2023-01-02", 5],
    "start_at": [None, "09:00", "", 3],
    "end_at": [None, "10:00", "", "x", 4],
    "client_id": [None, "a", "", 7],
    "mode": [None, 1, -1, True, "2", 2**40],
    "outcome": [None, 1, 6, "x"],
    "client_sign": [None, {"state": "signed"}, {"state": 3, "reason": "不识字"}, [], "x"],
    "risk_signals": [None, [], [1], [None], "x"],
    "co_clients": [None, [], [MATE], [MATE, MATE | {"client_id": "c", "met": None}], [{"client_id": ""}, 3], "x"],
}


@st.composite
def many(draw: st.DrawFn) -> tuple[dict[str, list[Any]], int]:
    count = draw(st.integers(1, 6))
    names = draw(st.sets(st.sampled_from(sorted(SAID))))
    told = {name: draw(st.lists(st.sampled_from(SAID[name]), min_size=count, max_size=count)) for name in sorted(names)}
    return told, count


@given(many())
def test_many_visits_have_the_lines_of_each(given_: tuple[dict[str, list[Any]], int]):
    columns, count = given_
    each = [{name: column[i] for name, column in columns.items() if column[i] is not None} for i in range(count)]
    kinds = {name: set(map(type, column)) for name, column in columns.items()}
    assert lines_of(columns, kinds, range(7, 7 + count)) == [
        (7 + i, *line) for i in range(count) for line in lines(each[i])
    ]

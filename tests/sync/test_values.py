"""The values of a column: every type is told, whatever stands beside it, and one odd value among many is found."""

from __future__ import annotations

import pytest

from sheqi_desktop.sync.bytes import Unreadable
from sheqi_desktop.sync.values import are_ids, check_values
from tests.sync.parts import uid

NONE = type(None)


@pytest.mark.parametrize(
    ("column", "kinds"),
    [
        ([], set()),
        ([0, 1, 2], {int}),
        ([1, True, None], {int, bool, NONE}),
        ([1, 1, True], {int, bool}),
        ([2**63 - 1, -(2**63), 256], {int}),
        ([None, "", "早"], {str, NONE}),
        ([[1], [[{"a": [-(2**63), "早"]}]], {"id": 5}], {list, dict}),
        ([{}, [], [{}, 1, None]], {list, dict}),
        ([[{"id": uid(1)}], [{"id": uid(1)}, {"id": uid(2)}], None], {list, NONE}),
    ],
)
def test_every_type_in_a_column_is_told(column, kinds):
    assert check_values(column, 6, 1 << 30) == kinds


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (1.0, "有小数"),
        (2**63, "数字太大"),
        (-(2**63) - 1, "数字太大"),
        ("字" * (1 << 20), "一段文字太长"),
        ([[[[[[[[[[[[1]]]]]]]]]]]], "嵌套太深"),
    ],
    ids=["float", "large", "small", "long", "deep"],
)
@pytest.mark.parametrize(
    "beside", [[1] * 9, ["早"] * 9, [None] * 9, [[1]] * 9, [{"a": 1}] * 9, [1, "早", None, [], {}]]
)
@pytest.mark.parametrize(
    "put", [lambda one: one, lambda one: [one], lambda one: {"a": one}, lambda one: [1, {"a": one}]]
)
def test_one_odd_value_is_found_beside_any_others(odd, why, beside, put):
    with pytest.raises(Unreadable) as refused:
        check_values([*beside, put(odd), *beside], 6, 4 << 20)
    assert refused.value.why == why


@pytest.mark.parametrize(
    ("ids", "right"),
    [
        ([uid(1), uid(2)], True),
        ([uid(1), uid(1)], False),
        ([uid(1), ""], False),
        ([uid(1) + "\n" + uid(2)], False),
        ([uid(1), uid(2) + "\n"], False),
        ([uid(0xABCDEF).upper()], False),
        ([uid(1)[:-1] + "１"], False),
        ([uid(1)[:-1] + "g"], False),
        ([uid(1)[:-1] + "\ud800"], False),
        (["0" * 9 + uid(1)[8:-1]], False),
    ],
)
def test_ids_are_uuids_in_lower_case_each_once(ids, right):
    assert are_ids(ids) is right

"""Two files of one person: what is evidence, what is not, what has been decided is not asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sheqi_desktop.domain.same_person import MOST_IN_A_GROUP, Known, suspects

ONE = Known("a", "411327101", "刘福安", "411399194103129928", "1941-03-12", "桥头东岗村", "15400000001")


def beside(**said: Any) -> list:
    nobody = {"id_no": "", "birth_date": "", "village": "", "phone": "", "name": "张三"}
    return suspects([ONE, replace(ONE, **({"record": "b", "station": "411327103"} | nobody | said))])


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ({"id_no": ONE.id_no}, ["证件号码相同"]),
        ({"name": ONE.name, "birth_date": ONE.birth_date}, ["姓名和出生日期相同"]),
        ({"name": ONE.name, "phone": ONE.phone}, ["姓名和电话相同"]),
        ({"name": ONE.name, "village": ONE.village, "birth_date": "1941-09-01"}, ["姓名、村和出生年份相同"]),
        ({"name": ONE.name}, []),
        ({"name": ONE.name, "village": ONE.village}, []),
        ({"phone": ONE.phone, "birth_date": ONE.birth_date}, []),
        ({}, []),
    ],
)
def test_what_is_evidence(said: dict[str, Any], evidence: list[str]):
    found = beside(**said)
    assert [list(one.evidence) for one in found] == ([evidence] if evidence else [])


def test_number_and_name_are_certain_one_number_under_two_names_is_a_clash():
    (certain,) = beside(id_no=ONE.id_no, name=ONE.name)
    (clash,) = beside(id_no=ONE.id_no)
    assert (certain.certain, certain.clash) == (True, False)
    assert (clash.certain, clash.clash) == (False, True)
    assert certain.score > clash.score


def test_what_was_decided_is_not_asked_again():
    other = replace(ONE, record="b")
    assert not suspects([replace(ONE, person="p"), replace(other, person="p")])
    assert not suspects([ONE, replace(other, not_same=frozenset("a"))])
    assert suspects([ONE, replace(other, not_same=frozenset("c"))])
    assert suspects([replace(ONE, person="p"), replace(other, person="q")])


def test_a_common_name_in_a_big_group_is_no_evidence():
    many = [
        replace(ONE, record=str(n), id_no="", phone="", birth_date="1941-03-12") for n in range(MOST_IN_A_GROUP + 1)
    ]
    assert not suspects(many)
    assert suspects(many[:3])

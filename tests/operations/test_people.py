from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sheqi_desktop.domain.trouble import NotFinished, ReasonTooShort
from sheqi_desktop.operations.people import people
from sheqi_desktop.operations.person_card import person_card, reveal
from sheqi_desktop.operations.quick_person import answer_birth, begin_person, save_person
from sheqi_desktop.operations.refs import find, name_of
from sheqi_desktop.operations.said_names import initials, marks_of, spoken
from sheqi_desktop.store import journal
from tests.desks import Hands
from tests.gui.pages.station_world import VILLAGE, a_desk, a_person, fill


@pytest.fixture
def desk(tmp_path: Path):
    hands = Hands("2023-05-01T09:00:00")
    made = a_desk(tmp_path, hands)
    fill(made, hands)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "said", "letters"),
    [
        ("王秀兰", "Wáng Xiùlán", "wxl"),
        ("单玉芬", "Shàn Yùfēn", "syf"),
        ("欧阳小雨", "Ōuyáng Xiǎoyǔ", "oyxy"),
        ("仇大爷", "Qiú Dàyé", "qdy"),
    ],
)
def test_a_surname_is_said_as_people_say_it(name, said, letters):
    assert (spoken(name), initials(name)) == (said, letters)


def test_the_letters_that_answered_are_marked():
    assert marks_of("Wáng Xiùlán", "wx") == ((0, 1), (5, 1))
    assert marks_of("Wáng Xiùlán", "wangx") == ((0, 6),)
    assert marks_of("Lǐ Guìyīng", "wx") == ()


@pytest.mark.parametrize("typed", ["wxl", "王秀", "wangxiulan", "6207"])
def test_a_person_is_found_by_name_pinyin_initials_and_phone(desk, typed):
    assert "王秀兰" in [row.name for row in people(desk, typed).rows]


def test_who_waited_too_long_comes_first(desk):
    found = people(desk)
    assert found.rows[0].name == "王秀兰"
    assert found.counts == {
        "all": 4, "low_income": 3, "destitute": 0, "old_young": 4, "disabled": 0, "overdue": 1, "gone": 0,
    }  # fmt: skip
    assert [row.name for row in people(desk, "", "overdue").rows] == ["王秀兰"]


def test_where_kinds_add_up_to_more_than_the_people_it_is_said(desk):
    found = people(desk)
    assert sum(found.counts[key] for key in ("low_income", "old_young")) > found.counts["all"]
    assert found.overlap == "同一人可属多类，各类之和大于总人数"
    assert replace(found, counts=found.counts | {"low_income": 0}).overlap == ""


def test_telephone_and_identity_are_masked(desk):
    card = person_card(desk, people(desk, "wxl").rows[0].record)
    assert {fact.label: fact.value for fact in card.facts}["电话"] == "154****6207"


def test_looking_behind_the_mask_is_noted_with_its_reason(desk):
    record = people(desk, "wxl").rows[0].record
    with pytest.raises(ReasonTooShort):
        reveal(desk, record, "phone", "看看")
    assert reveal(desk, record, "phone", "通知村医上门") == "15437906207"
    with desk.read() as read:
        (last,) = [one for one in journal.entries(read) if one.what == "reveal"]
    assert (last.what, last.subject, last.detail["reason"]) == ("reveal", record, "通知村医上门")


def test_the_overdue_promise_stands_on_top_of_the_life(desk):
    card = person_card(desk, people(desk, "wxl").rows[0].record)
    assert (card.timeline[0].title, card.timeline[0].detail) == ("复访到期，还没做", "约定一个月内复访，查看药盒")
    assert card.timeline[-1].title == "建档"


def test_five_answers_make_a_file(desk):
    draft = begin_person(desk, "李桂英")
    with pytest.raises(NotFinished):
        save_person(desk, draft)
    for name, value in (("gender", 2), ("village", VILLAGE), ("primary_category", "E3")):
        draft.answer(name, value)
    answer_birth(draft, "1950", desk.clock.today())
    made = save_person(desk, draft)
    assert made.text == "李桂英"
    assert people(desk, "lgy").rows[0].sex_age == "女・约73"
    assert find(desk, "client", "lgy")[0].id == made.id


def test_what_a_form_points_to_is_found_by_initials(desk):
    assert name_of(desk, "worker", desk.me.worker_id).text == "张敏"
    assert [one.text for one in find(desk, "worker", "lq")] == ["李强"]
    assert find(desk, "village", "")[0].id == VILLAGE


def test_a_name_with_markup_is_only_a_name(desk):
    record = a_person(desk, "·王五")
    assert person_card(desk, record).name == "·王五"

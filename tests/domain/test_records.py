"""What records say to lists, paper and counting."""

# ruff: noqa: E501  — tables read best one case a line
from __future__ import annotations

from datetime import date

import pytest

from sheqi_desktop.domain import risk
from sheqi_desktop.domain.derived import DERIVED
from sheqi_desktop.domain.fieldtype import FIELD_TYPES, Unreadable, parse, show, value_problem
from sheqi_desktop.domain.form import Field
from sheqi_desktop.domain.pinyin import spellings, syllables
from sheqi_desktop.domain.records.client import categories_on, client_categories, name_of, report_groups, subject
from sheqi_desktop.domain.records.household import household_members
from sheqi_desktop.domain.records.visit_lines import lines
from sheqi_desktop.domain.seen import Seen
from tests.builders import World, a_call, a_child, a_client, a_draft, a_household, a_visit, form, vocabularies

ON = date(2023, 3, 8)
MATE = {"client_id": "c2", "met": True, "co_note": "在院里择菜"}


def derived(name: str, kind: str, answers: dict[str, object], world: World | None = None) -> str:
    return DERIVED[name](answers, Seen(form(kind), world or World(), vocabularies()))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ the truth table of 08 §6, one visit at a time
@pytest.mark.parametrize(
    ("answers", "person_times"),
    [
        (a_visit(), 1),
        (a_call(), 1),
        (a_visit(co_clients=[MATE]), 2),
        (a_visit(co_clients=[{"client_id": "c2", "met": False}]), 1),
        (a_visit(co_clients=[{**MATE, "co_note": "在家"}]), 1),
        (a_visit(outcome="not_home", co_clients=[MATE]), 0),
        (a_call(outcome="carer_answered", answered_by="family"), 1),
        (a_visit(outcome="refused"), 0),
        (a_visit(mode="message"), 0),
        (a_visit(mode="institution", co_clients=[MATE]), 2),
    ],
)
def test_person_times_of_one_record(answers: dict[str, object], person_times: int) -> None:
    assert derived("person_times", "visit", answers) == str(person_times)


def test_others_than_civil_affairs_clients_are_not_counted() -> None:
    world = World(records={"c1": a_client(categories=[{"category": "other_person"}])})
    assert derived("person_times", "visit", a_visit(), world) == "0"


def test_a_housemate_without_a_finding_is_not_counted() -> None:
    assert [line[6] for line in lines(a_visit(co_clients=[{**MATE, "co_note": "在家"}]))] == [1, 2]


# ------------------------------------------------------------------------------ clients
def test_categories_hold_between_their_dates_both_included() -> None:
    client = a_client(categories=[
        {"category": "rural_low_income"}, {"category": "rigid_expense", "start": "2023-01-01", "end": "2023-03-08"},
    ])  # fmt: skip
    assert categories_on(client, ON) == ("A2", "A4")
    assert categories_on(client, date(2023, 3, 9)) == ("A2",)
    assert categories_on(client, date(2022, 12, 31)) == ("A2",)
    assert [one.client_id for one in client_categories("c1", client)] == ["c1", "c1"]


def test_a_person_counts_once_in_each_group_by_category_or_age() -> None:
    assert report_groups(a_client(), ON) == {"relief", "elder"}
    assert report_groups(a_child(), ON) == {"child"}
    assert report_groups(a_client(categories=[{"category": "disabled"}]), ON) == {"disabled", "elder"}


def test_a_subject_has_the_age_of_the_day() -> None:
    person = subject(a_client(), ON)
    assert (person.name, person.age, person.minor, person.risk_level) == ("王玉兰", 81, False, 3)
    assert subject(a_child(), ON).minor


def test_an_unknown_person_has_a_stand_in_name() -> None:
    assert name_of({"unknown_identity": True, "doc_no": "411327101-DA-2022-A0007"}) == "无名氏（流浪）A0007"


def test_members_of_a_household() -> None:
    (member,) = household_members("h1", a_household())
    assert (member.name, member.relation, member.lives_together) == ("王玉兰", 1, True)


# ------------------------------------------------------------------------------ paper and ledger words
@pytest.mark.parametrize(
    ("kind", "name", "answers", "words"),
    [
        ("client", "age", a_client(birth_precision="year", birth_date="1941-01-01"), "约82"),
        ("client", "other_categories", a_client(), "独居老年人"),
        ("client", "need_types", a_client(), "暂无"),
        ("client", "file_state_words", a_client(), "在册"),
        ("visit", "client_primary_category", a_visit(), "农村低保"),
        ("visit", "visit_place", a_visit(), "桥东岗村村委会西侧第三户"),
        ("visit", "from_to", a_visit(), "09:30至10:05"),
        ("visit", "minutes", a_visit(), "35"),
        ("visit", "signal_words", a_visit(), "无"),
        ("visit", "worker_names", a_visit(), "张敏、李芳"),
        ("visit", "late_mark", {**a_visit(), "late_entry": True}, "是"),
    ],
)  # fmt: skip
def test_a_derivation_says(kind: str, name: str, answers: dict[str, object], words: str) -> None:
    assert derived(name, kind, answers) == words


@pytest.mark.parametrize("name", DERIVED)
def test_a_derivation_of_nothing_is_no_bug(name: str) -> None:
    for kind in ("visit", "client"):
        try:
            DERIVED[name]({}, Seen(form(kind)))
        except KeyError:
            continue


def test_links_are_said_by_name() -> None:
    assert Seen(form("client"), World()).say("village", a_client()) == "桥东岗村"
    assert Seen(form("visit"), World()).say("client_id", a_visit()) == "王玉兰"


# ------------------------------------------------------------------------------ kinds of question
@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        ("visit", "mode", "居家探访", 1), ("visit", "mode", "phone", 2), ("visit", "mode", "３", 3),
        ("visit", "risk_signals", "断药断医、无人照料", [2, 3]), ("visit", "service_date", "2023-3-8", "2023-03-08"),
        ("visit", "start_at", "930", "09:30"), ("client", "income_year", "3,200.5元", "3200.50"),
        ("client", "no_phone", "是", True), ("household", "size", "３", 3), ("visit", "workers", "w1、w2", ["w1", "w2"]),
        ("visit", "note", "  敲门\u202e无应答 ", "敲门无应答"), ("visit", "client_sign", "按手印", {"state": "thumb", "reason": "", "file": None}),
        ("client", "primary_category", "支出型困难家庭", "A4"), ("visit", "note", "  ", None),
    ],
)  # fmt: skip
def test_typed_text_becomes_the_stored_value(kind: str, field: str, typed: str, value: object) -> None:
    asked = form(kind).field(field)
    assert parse(typed, asked) == value
    if value is not None:
        assert value_problem(value, asked) is None
        assert show(value, asked)


@pytest.mark.parametrize(
    ("kind", "field", "typed", "sentence"),
    [
        ("visit", "mode", "飞鸽", "“探访方式”没有“飞鸽”这一项，请从列表中选择。"),
        ("visit", "service_date", "某天", "“服务日期”看不懂，请写成2023-06-14这样的日期。"),
        ("visit", "start_at", "早上", "“开始”看不懂，请写成09:30这样的时间。"),
        ("client", "income_year", "-5", "金额应为不小于0的数字。"),
        ("client", "income_year", "1.234", "金额应为不小于0的数字。"),
        ("household", "size", "三口", "“家庭人口”应填整数。"),
        ("client", "no_phone", "也许", "“无电话”请填“是”或“否”。"),
        ("visit", "photos", "照片", "“照片”不能用文字填写。"),
    ],
)
def test_unreadable_text_says_what_would_be_understood(kind: str, field: str, typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(typed, form(kind).field(field))
    assert str(caught.value) == sentence


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_no_kind_takes_a_float(name: str) -> None:
    words = vocabularies()["finding"] if name in ("code", "codes", "signature") else None
    assert value_problem(1.5, Field("x", "试", name, vocabulary=words))  # type: ignore[arg-type]


def test_numbers_stay_within_their_bounds() -> None:
    assert "“家庭人口”不能大于30。" in [one.message for one in a_draft("household", a_household(size=31)).problems()]


# ------------------------------------------------------------------------------ risk and names
@pytest.mark.parametrize(
    ("level", "categories", "days"),
    [(3, (), 7), (2, (), 30), (1, (), 90), (1, ("E3",), 30), (3, ("E3",), 7), (None, (), 90)],
)
def test_the_next_visit_follows_the_risk(level: int | None, categories: tuple[str, ...], days: int) -> None:
    assert (risk.next_due(ON, level, categories) - ON).days == days


def test_surnames_are_read_as_surnames() -> None:
    reading = {"单": ["dan", "shan"], "玉": ["yu"], "曾": ["ceng"], "欧": ["ou"], "阳": ["yang"]}
    assert syllables("单玉", lambda one: reading.get(one, [])) == ["shan", "yu"]
    assert spellings("单玉", lambda one: reading.get(one, []))[0] == ("shanyu", "sy")
    assert ("danyu", "dy") in spellings("单玉", lambda one: reading.get(one, []))

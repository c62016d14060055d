"""What a resident ID says, document numbers, masks and days, for any input."""

# ruff: noqa: E501  — tables read best one case a line
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sheqi_desktop.domain import identity, number, privacy
from sheqi_desktop.domain.codes import Gender
from sheqi_desktop.domain.dates import add_months, age_on, minutes_between, parse_clock_time, parse_day

TODAY = date(2023, 6, 14)
DAYS = some.dates(date(1900, 1, 1), date(2023, 6, 14))


@given(DAYS, some.integers(1, 999))
def test_a_made_number_is_sound_and_says_who_it_is(born: date, sequence: int) -> None:
    id_no = identity.make("411399", born, sequence)
    assert identity.why_not(id_no, date(2023, 6, 14)) is None
    said = identity.read(id_no)
    assert said
    assert (said.birth_date, said.gender) == (born, Gender.MALE if sequence % 2 else Gender.FEMALE)


@given(DAYS, some.integers(1, 999), some.integers(0, 16), some.integers(1, 9))
def test_one_wrong_digit_is_always_found(born: date, sequence: int, place: int, step: int) -> None:
    id_no = identity.make("411399", born, sequence)
    wrong = id_no[:place] + str((int(id_no[place]) + step) % 10) + id_no[place + 1 :]
    assert identity.why_not(wrong, TODAY) is not None


@given(some.text(max_size=20))
def test_any_text_is_judged_without_a_bug(text: str) -> None:
    identity.why_not(identity.tidy(text), TODAY)
    identity.read(identity.tidy(text))
    number.parse(text)
    parse_day(text, TODAY)
    parse_clock_time(text)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("41139919680520993x", "41139919680520993X"), (" ４１１３９９ 1968 0520 993ｘ ", "41139919680520993X")],
)
def test_a_number_is_read_as_people_type_it(typed: str, tidy: str) -> None:
    assert identity.tidy(typed) == tidy
    assert identity.why_not(tidy, TODAY) is None


@pytest.mark.parametrize(
    ("id_no", "sentence"),
    [
        ("411399410312992", identity.WRONG_LENGTH),
        ("4113991941031299X8", identity.WRONG_LENGTH),
        ("411399194102309928", identity.WRONG_BIRTH),
        ("411399203003129928", identity.WRONG_BIRTH),
        ("411399189203129928", identity.WRONG_BIRTH),
        ("411399194103129920", identity.WRONG_CHECK),
    ],
)
def test_a_number_that_cannot_be_right_says_why(id_no: str, sentence: str) -> None:
    assert identity.why_not(id_no, TODAY) == sentence


@given(
    some.integers(100000000, 999999999),
    some.sampled_from(["DA", "JT", "TF"]),
    some.integers(2000, 2099),
    some.sampled_from(number.LETTERS),
    some.integers(1, 99999),
)
def test_a_document_number_survives_writing_and_reading(
    station: int, kind: str, year: int, letter: str, n: int
) -> None:
    written = number.DocNo(str(station), kind, year, letter, n)
    assert number.parse(str(written)) == written
    assert str(written).endswith(written.short)


@pytest.mark.parametrize("text", ["", "411327101-TF-2023-I0158", "411327101-TF-2023-A158", "TF-2023-A0158", "41132710-TF-2023-A0158"])  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert number.parse(text) is None


def test_a_number_of_another_machine_says_so() -> None:
    assert number.reserved_elsewhere("B") == "该编号由B号电脑预留，已作为“原纸质编号”保存。"
    assert number.USED == "该编号已使用，请核对纸质表编号。"
    assert number.NOT_RESERVED == "该编号不在本机预留号段内，请检查是否抄错。"


def test_masks_show_only_what_they_may() -> None:
    assert privacy.mask_id("41132719410312123X") == "4113**********123X"
    assert privacy.mask_phone("15412345678") == "154****5678"
    assert privacy.mask_phone("0377-67891234").endswith("1234")
    assert privacy.mask_address("桥东岗村", "村委会西侧第三户") == "桥东岗村****"
    assert privacy.mask_name("王玉兰") == "王某某"
    assert privacy.mask_name("") == ""


@given(some.text(min_size=1, max_size=30))
def test_a_masked_number_never_shows_its_middle(text: str) -> None:
    masked = privacy.mask_id(text)
    assert len(masked) == len(text)
    assert set(masked[4:-4]) <= {"*"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("614", "2023-06-14"), ("6-14", "2023-06-14"), ("6.14", "2023-06-14"), ("20230614", "2023-06-14"),
        ("今天", "2023-06-14"), ("昨天", "2023-06-13"), ("+14", "2023-06-28"), ("2023年6月14日", "2023-06-14"),
        ("６１４", "2023-06-14"), ("2023/6/4", "2023-06-04"), ("1231", "2023-12-31"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed: str, day: str) -> None:
    found = parse_day(typed, TODAY)
    assert found
    assert found.isoformat() == day


@pytest.mark.parametrize("typed", ["", "明年", "631", "20230631", "1-2-3-4", "六月", "²³"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("930", "09:30"), ("9:5", "09:05"), ("14.05", "14:05"), ("9点半", "09:30"), ("9点", "09:00"), ("1405", "14:05")],
)
def test_a_time_is_read_as_people_type_it(typed: str, clock: str) -> None:
    assert parse_clock_time(typed) == clock


def test_ages_are_full_years_on_the_day() -> None:
    assert age_on("1941-03-12", date(2023, 3, 11)) == 81
    assert age_on("1941-03-12", date(2023, 3, 12)) == 82
    assert age_on("2024-01-01", date(2023, 3, 12)) is None
    assert age_on(None, date(2023, 3, 12)) is None
    assert age_on("2004-02-29", date(2023, 2, 28)) == 18


def test_months_are_added_to_the_last_day_at_most() -> None:
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert minutes_between("09:30", "10:05") == 35

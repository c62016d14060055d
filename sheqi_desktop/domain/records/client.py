"""What a client file says to the rest of the house; the only page that names its questions for lists and counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.codes import BirthPrecision, FileState
from sheqi_desktop.domain.dates import age_on, day

RELIEF, ELDER, CHILD, DISABLED, HOMELESS = "relief", "elder", "child", "disabled", "homeless"
_GROUP_OF_LETTER = {"A": RELIEF, "B": RELIEF, "C": CHILD, "D": DISABLED, "E": ELDER, "F": HOMELESS}


@dataclass(frozen=True, slots=True)
class ClientCategory:
    """One category of one person and the days it is valid; an empty start means since registration."""

    client_id: str
    category: str
    start: date | None
    end: date | None

    def valid_on(self, on: date) -> bool:
        """Tell whether the category holds on a day; both ends belong to it."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Subject:
    """A person as lists show them."""

    name: str
    gender: int | None
    birth_date: str
    age: int | None
    age_is_about: bool
    village: str
    primary_category: str
    risk_level: int | None
    file_state: str
    worker_id: str
    phone: str
    household_id: str
    minor: bool


def client_categories(client_id: str, answers: Answers) -> Iterator[ClientCategory]:
    """Give the dated categories of a file, in the order they were written."""
    for row in rows(answers, "categories"):
        category = row.get("category")
        if isinstance(category, str) and category:
            yield ClientCategory(client_id, category, day(row.get("start")), day(row.get("end")))


def categories_on(answers: Answers, on: date) -> tuple[str, ...]:
    """Give the categories valid on a day."""
    return tuple(one.category for one in client_categories("", answers) if one.valid_on(on))


def subject(answers: Answers, on: date | None) -> Subject:
    """Give a person as lists show them, with the age on a day (of service, not of today)."""
    age, level, gender = age_on(answers.get("birth_date"), on), answers.get("risk_level"), answers.get("gender")
    return Subject(
        name=name_of(answers),
        gender=gender if isinstance(gender, int) else None,
        birth_date=_text(answers.get("birth_date")),
        age=age,
        age_is_about=answers.get("birth_precision") == BirthPrecision.YEAR,
        village=_text(answers.get("village")),
        primary_category=_text(answers.get("primary_category")),
        risk_level=level if isinstance(level, int) else None,
        file_state=_text(answers.get("file_state")) or FileState.ACTIVE.value,
        worker_id=_text(answers.get("worker_id")),
        phone=_text(answers.get("phone")),
        household_id=_text(answers.get("household_id")),
        minor=age is not None and age < 18,
    )


def report_groups(answers: Answers, on: date) -> frozenset[str]:
    """Give the statistical groups a person belongs to on a day; one may be in several, each once."""
    groups = {_GROUP_OF_LETTER[one[0]] for one in categories_on(answers, on) if one[0] in _GROUP_OF_LETTER}
    age = age_on(answers.get("birth_date"), on)
    if age is not None and age >= 60:
        groups.add(ELDER)
    if age is not None and age < 18:
        groups.add(CHILD)
    return frozenset(groups)


def name_of(answers: Answers) -> str:
    """Give the name, or what stands in for one when the identity is unknown."""
    return _text(answers.get("name")) or (
        stand_in_name(_text(answers.get("doc_no"))) if answers.get("unknown_identity") is True else ""
    )


def stand_in_name(doc_no: str) -> str:
    """Give the name of a person nobody can name: 无名氏（流浪） and the tail of the number."""
    return f"无名氏（流浪）{doc_no.rpartition('-')[2]}"


def closes_file(state: Value) -> bool:
    """Tell whether a person in this state gets no further visits: open tasks and next visits fall away."""
    return state in (FileState.DECEASED, FileState.CLOSED, FileState.MOVED_OUT)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""

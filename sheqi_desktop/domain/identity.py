"""公民身份号码: what an 18-character resident ID says, and whether it can be right (GB 11643, domain 00 §7 V3–V7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.codes import Gender
from sheqi_desktop.domain.dates import age_on, half_width

WRONG_LENGTH = "身份证号应为18位。"
WRONG_BIRTH = "身份证号中的出生日期不正确。"
WRONG_CHECK = "身份证号校验位不正确，请逐位核对。"
OLDEST = 130
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a resident ID says about its holder."""

    id_no: str
    birth_date: date
    gender: Gender


def tidy(typed: str) -> str:
    """Bring a typed number to its form: half-width, no spaces, the last x as X."""
    return re.sub(r"[\s-]", "", half_width(typed)).upper()


def check_digit(first_17: str) -> str:
    """Give the 18th character that belongs to the first seventeen."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


def why_not(id_no: str, today: date | None) -> str | None:
    """Give the exact sentence about a number that cannot be right, None if it can.

    The region part is not judged: people move, and codes were abolished.
    """
    if not _SHAPE.fullmatch(id_no):
        return WRONG_LENGTH
    born = _birth_date(id_no)
    if born is None or (today is not None and (born > today or (age_on(born.isoformat(), today) or 0) > OLDEST)):
        return WRONG_BIRTH
    return None if check_digit(id_no[:17]) == id_no[17] else WRONG_CHECK


def read(id_no: str) -> Identity | None:
    """Read birth date and gender out of a sound number, None out of any other."""
    born = _birth_date(id_no) if why_not(id_no, None) is None else None
    if born is None:
        return None
    return Identity(id_no, born, Gender.MALE if int(id_no[16]) % 2 else Gender.FEMALE)


def make(region: str, born: date, sequence: int) -> str:
    """Make the number of an invented person; an odd sequence is a man's."""
    first = f"{region}{born:%Y%m%d}{sequence:03d}"
    return first + check_digit(first)


def _birth_date(id_no: str) -> date | None:
    try:
        return date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))
    except ValueError:
        return None

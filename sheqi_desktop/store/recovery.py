"""Two ways back in when every 口令 is forgotten: the printed code, and the box only the centre can open."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sheqi_desktop.domain.trouble import WrongRecoveryCode
from sheqi_desktop.store.sealing import public_of, seal, unseal

SECRET_BYTES = 16
_DIGITS = 39
_GROUP = 4
_LARGEST = str((1 << 128) - 1)[:_GROUP]
_LABEL = b"sheqi recovery of the database key v1"


def new_recovery_pair() -> tuple[bytes, bytes]:
    """Make the centre's recovery key: the private half stays in its safe, the public half travels."""
    private = X25519PrivateKey.generate().private_bytes_raw()
    return private, public_of(private)


def seal_recovery(dek: bytes, public: bytes) -> bytes:
    """Put the database key into a box that only the centre opens."""
    return seal(dek, public, _LABEL)


def open_recovery(sealed: bytes, private: bytes) -> bytes:
    """Open the box at the centre; ValueError if it is not for this key."""
    dek = unseal(sealed, private, _LABEL)
    if dek is None:
        raise ValueError("the box is sealed for another key, or damaged")
    return dek


def new_secret() -> bytes:
    """Draw the secret of a printed code."""
    return os.urandom(SECRET_BYTES)


def print_code(secret: bytes) -> str:
    """Write 128 bits as 39 digits and a check digit, in ten groups of four."""
    digits = str(int.from_bytes(secret, "big")).zfill(_DIGITS)
    digits += str(_check_digit(digits))
    return " ".join(digits[i : i + _GROUP] for i in range(0, len(digits), _GROUP))


def check_code(typed: str) -> str | None:
    """Say why a typed code cannot be right, None if it may be."""
    digits = _digits(typed)
    if not digits.isdigit():
        return "只能是数字"
    if len(digits) != _DIGITS + 1:
        return f"应为40位数字，现在是{len(digits)}位"
    if _check_digit(digits[:_DIGITS]) != int(digits[_DIGITS]):
        return "有一位抄错了"
    if int(digits[:_DIGITS]) >= 1 << (8 * SECRET_BYTES):
        return "有一组抄错了"
    return None


def wrong_groups(typed: Sequence[str]) -> list[int]:
    """Name the groups (from 1) that cannot be right as they stand: not four digits, or larger than any code begins."""
    wrong = []
    for place, group in enumerate(typed, start=1):
        digits = _digits(group)
        if not (digits.isdigit() and digits.isascii() and len(digits) == _GROUP) or (place == 1 and digits > _LARGEST):
            wrong.append(place)
    return wrong


def neighbours(typed: str) -> Iterator[tuple[int, str]]:
    """Give every code that one wrong digit or two swapped ones may have been, with the group (from 1) it differs in."""
    digits = _digits(typed)
    for place in range(len(digits)):
        group = place // _GROUP + 1
        for digit in "0123456789":
            yield group, digits[:place] + digit + digits[place + 1 :]
        if place + 1 < len(digits):
            yield group, digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def read_code(typed: str) -> bytes:
    """Give the secret of a typed code; raises WrongRecoveryCode for one that cannot be right."""
    why = check_code(typed)
    if why:
        raise WrongRecoveryCode(why=why)
    return int(_digits(typed)[:_DIGITS]).to_bytes(SECRET_BYTES, "big")


def _digits(typed: str) -> str:
    return re.sub(r"[\s\-—－·.,，。]", "", unicodedata.normalize("NFKC", typed))


# A table whose every single wrong digit and every swap of neighbours changes the result (Damm's).
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _check_digit(digits: str) -> int:
    state = 0
    for digit in digits:
        state = int(_TABLE[state][int(digit)])
    return state

"""案例脱敏: names of people and places and long numbers are taken out of a text (domain 16 §8).

What the program finds is a help, no promise: somebody reads the rest, 请逐段确认已脱敏。
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SOMEBODY, SOMEWHERE, NUMBER, SOME_DAY = "某某", "某地", "＊＊", "某日"
READ_IT = "请逐段确认已脱敏。"
_DATES = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_DIGITS = re.compile(r"[0-9０-９]{4,}[Xx]?")
_PLACES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:小学|中学|学校|幼儿园|医院|卫生院)")
_LEAST = 2


def deidentified(text: str, people: Iterable[str], places: Iterable[str] = ()) -> str:
    """Give a text without the names and places that are known, without days and runs of digits."""
    text = _DATES.sub(SOME_DAY, text)
    for known, instead in ((people, SOMEBODY), (places, SOMEWHERE)):
        for name in sorted({one for one in known if len(one) >= _LEAST}, key=lambda one: (-len(one), one)):
            text = text.replace(name, instead)
    return _DIGITS.sub(NUMBER, _PLACES.sub(SOMEWHERE, text))

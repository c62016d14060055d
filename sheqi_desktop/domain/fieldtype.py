"""The closed set of question kinds: how an answer is typed, kept and shown.

Each kind reads typed text, judges a stored value, and shows it.  No kind knows a form; a form names a kind.
Decimals are kept as text (``12.50``), days as ``2023-03-01``, times as ``09:30``, choices by their code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sheqi_desktop.domain.answers import Value, clean_text
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.dates import day, half_width, parse_clock_time, parse_day
from sheqi_desktop.domain.form import Field

_YES = {"是", "有", "√", "✓", "1", "yes", "true", "y"}
_NO = {"否", "无", "0", "no", "false", "n"}
_SPLIT = re.compile(r"[、，,;；/|\n]+")


class Unreadable(ValueError):
    """What was typed cannot be an answer of this kind; the message says what would be."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """One kind of question.  ``problem`` gives the exact sentence about a value, None if it may stand."""

    name: str
    parse: Callable[[str, Field, date | None], Value]
    problem: Callable[[Value, Field], str | None]
    show: Callable[[Value, Field, date | None], str]


# ------------------------------------------------------------------------------ written
def _parse_text(text: str, field: Field, today: date | None) -> Value:
    return clean_text(text).strip() or None


def _text_problem(value: Value, field: Field) -> str | None:
    if not isinstance(value, str):
        return f"“{field.label}”应为文字。"
    if field.size is not None and len(value) > field.size:
        return f"“{field.label}”最多{field.size}个字，已超出{len(value) - field.size}个字。"
    return None


def _show_text(value: Value, field: Field, on: date | None) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


# ------------------------------------------------------------------------------ days and times
def _parse_date(text: str, field: Field, today: date | None) -> Value:
    if not text.strip():
        return None
    found = parse_day(text, today)
    if found is None:
        raise Unreadable(_DATE_WORDS.format(label=field.label))
    return found.isoformat()


_DATE_WORDS = "“{label}”看不懂，请写成2023-06-14这样的日期。"
_TIME_WORDS = "“{label}”看不懂，请写成09:30这样的时间。"


def _date_problem(value: Value, field: Field) -> str | None:
    good = isinstance(value, str) and len(value) == 10 and day(value) is not None
    return None if good else _DATE_WORDS.format(label=field.label)


def _parse_time(text: str, field: Field, today: date | None) -> Value:
    if not text.strip():
        return None
    found = parse_clock_time(text)
    if found is None:
        raise Unreadable(_TIME_WORDS.format(label=field.label))
    return found


def _time_problem(value: Value, field: Field) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)
    return None if good else _TIME_WORDS.format(label=field.label)


def _parse_moment(text: str, field: Field, today: date | None) -> Value:
    typed = half_width(text).strip()
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        on, _, clock = typed.partition(" ")
        found, of_day = parse_day(on, today), parse_clock_time(clock)
        if found is None or of_day is None:
            raise Unreadable(f"“{field.label}”看不懂，请写成2023-06-14 09:30。") from None
        moment = datetime.fromisoformat(f"{found.isoformat()}T{of_day}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=COUNTY)).isoformat()


def _moment_problem(value: Value, field: Field) -> str | None:
    try:
        if isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None:
            return None
    except ValueError:
        pass
    return f"“{field.label}”看不懂，请写成2023-06-14 09:30。"


def _show_moment(value: Value, field: Field, on: date | None) -> str:
    try:
        return datetime.fromisoformat(str(value)).astimezone(COUNTY).strftime("%Y-%m-%d %H:%M") if value else ""
    except ValueError:
        return str(value)


# ------------------------------------------------------------------------------ numbers
def _parse_int(text: str, field: Field, today: date | None) -> Value:
    typed = half_width(text).strip().replace(",", "")
    if not typed:
        return None
    if not re.fullmatch(r"-?\d{1,15}", typed):
        raise Unreadable(f"“{field.label}”应填整数。")
    return int(typed)


def _int_problem(value: Value, field: Field) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"“{field.label}”应填整数。"
    return None


def _decimal(places: int) -> tuple[Callable[[str, Field, date | None], Value], Callable[[Value, Field], str | None]]:
    words = "金额应为不小于0的数字。" if places == 2 else "“{label}”应为不小于0的数字，最多一位小数。"
    pattern = re.compile(rf"(\d{{1,12}})(?:\.(\d{{1,{places}}}))?")

    def parse(text: str, field: Field, today: date | None) -> Value:
        typed = half_width(text).strip().replace(",", "").removesuffix("元")
        if not typed:
            return None
        found = pattern.fullmatch(typed)
        if not found:
            raise Unreadable(words.format(label=field.label))
        return f"{int(found[1])}.{(found[2] or '').ljust(places, '0')}"

    def problem(value: Value, field: Field) -> str | None:
        good = isinstance(value, str) and re.fullmatch(rf"(0|[1-9]\d{{0,11}})\.\d{{{places}}}", value)
        return None if good else words.format(label=field.label)

    return parse, problem


# ------------------------------------------------------------------------------ chosen
def _parse_code(text: str, field: Field, today: date | None) -> Value:
    if not text.strip():
        return None
    entry = field.vocabulary.read(half_width(text)) or field.vocabulary.read(text) if field.vocabulary else None
    if entry is None:
        raise Unreadable(f"“{field.label}”没有“{text.strip()}”这一项，请从列表中选择。")
    return entry.code


def _code_problem(value: Value, field: Field) -> str | None:
    known = field.vocabulary is not None and value in field.vocabulary
    return None if known else f"“{field.label}”没有“{value}”这一项，请从列表中选择。"


def _show_code(value: Value, field: Field, on: date | None) -> str:
    return field.vocabulary.label(value, on) if field.vocabulary else _show_text(value, field, on)


def _parse_codes(text: str, field: Field, today: date | None) -> Value:
    whole = field.vocabulary.read(text) if field.vocabulary else None
    if whole:
        return [whole.code]
    found = [_parse_code(part, field, today) for part in _SPLIT.split(text) if part.strip()]
    return list(dict.fromkeys(found)) or None


def _codes_problem(value: Value, field: Field) -> str | None:
    if not isinstance(value, list):
        return f"“{field.label}”应为一组选项。"
    return next((said for one in value if (said := _code_problem(one, field))), None)


def _show_codes(value: Value, field: Field, on: date | None) -> str:
    return "、".join(_show_code(one, field, on) for one in value) if isinstance(value, list) else ""


def _parse_bool(text: str, field: Field, today: date | None) -> Value:
    typed = half_width(text).strip().lower()
    if not typed:
        return None
    if typed in _YES or typed in _NO:
        return typed in _YES
    raise Unreadable(f"“{field.label}”请填“是”或“否”。")


def _bool_problem(value: Value, field: Field) -> str | None:
    return None if isinstance(value, bool) else f"“{field.label}”请填“是”或“否”。"


def _show_bool(value: Value, field: Field, on: date | None) -> str:
    return "" if value is None else "是" if value is True else "否"


# ------------------------------------------------------------------------------ links, files, rows
def _parse_refs(text: str, field: Field, today: date | None) -> Value:
    return list(dict.fromkeys(part.strip() for part in _SPLIT.split(text) if part.strip())) or None


def _refs_problem(value: Value, field: Field) -> str | None:
    good = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return None if good else f"“{field.label}”应为一组已登记的对象。"


def _show_refs(value: Value, field: Field, on: date | None) -> str:
    return "、".join(str(one) for one in value) if isinstance(value, list) else ""


def _not_typed(text: str, field: Field, today: date | None) -> Value:
    if not text.strip():
        return None
    raise Unreadable(f"“{field.label}”不能用文字填写。")


def _is_file(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("hash"), str) and isinstance(value.get("size"), int)


def _file_problem(value: Value, field: Field) -> str | None:
    return None if _is_file(value) else f"“{field.label}”应为附件。"


def _files_problem(value: Value, field: Field) -> str | None:
    return None if isinstance(value, list) and all(map(_is_file, value)) else f"“{field.label}”应为附件。"


def _show_file(value: Value, field: Field, on: date | None) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else ""


def _show_files(value: Value, field: Field, on: date | None) -> str:
    return (
        "、".join(str(one.get("name", "")) for one in value if isinstance(one, dict)) if isinstance(value, list) else ""
    )


def _signature_problem(value: Value, field: Field) -> str | None:
    if not isinstance(value, dict) or not isinstance(value.get("state"), str):
        return f"“{field.label}”应为签名。"
    if field.vocabulary is not None and value["state"] not in field.vocabulary:
        return f"“{field.label}”没有“{value['state']}”这一项，请从列表中选择。"
    return None if value.get("file") is None or _is_file(value["file"]) else f"“{field.label}”应为附件。"


def _parse_signature(text: str, field: Field, today: date | None) -> Value:
    state = _parse_code(text, field, today)
    return None if state is None else {"state": state, "reason": "", "file": None}


def _show_signature(value: Value, field: Field, on: date | None) -> str:
    if not isinstance(value, dict):
        return ""
    state = field.vocabulary.label(value.get("state"), on) if field.vocabulary else str(value.get("state"))
    return f"{state}（{value['reason']}）" if value.get("reason") else state


def _rows_problem(value: Value, field: Field) -> str | None:
    good = isinstance(value, list) and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in value)
    if not good:
        return f"“{field.label}”应为若干行，每行有自己的标识。"
    ids = [row["id"] for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return None if len(ids) == len(set(ids)) else f"“{field.label}”有两行用了同一个标识。"


def _show_rows(value: Value, field: Field, on: date | None) -> str:
    if not isinstance(value, list):
        return ""
    lines = ("、".join(show_row(row, field, on)) for row in value if isinstance(row, dict))
    return "；".join(line for line in lines if line)


def show_row(row: dict[str, Any], field: Field, on: date | None = None) -> list[str]:
    """Give the words of one row of a list, empty columns left out."""
    return [said for column in field.columns if (said := show(row.get(column.id), column, on))]


_parse_dec1, _dec1_problem = _decimal(1)
_parse_dec2, _dec2_problem = _decimal(2)

FIELD_TYPES: dict[str, FieldType] = {
    kind.name: kind
    for kind in (
        FieldType("text", _parse_text, _text_problem, _show_text),
        FieldType("memo", _parse_text, _text_problem, _show_text),
        FieldType("date", _parse_date, _date_problem, _show_text),
        FieldType("time", _parse_time, _time_problem, _show_text),
        FieldType("datetime", _parse_moment, _moment_problem, _show_moment),
        FieldType("int", _parse_int, _int_problem, _show_text),
        FieldType("dec1", _parse_dec1, _dec1_problem, _show_text),
        FieldType("dec2", _parse_dec2, _dec2_problem, _show_text),
        FieldType("code", _parse_code, _code_problem, _show_code),
        FieldType("codes", _parse_codes, _codes_problem, _show_codes),
        FieldType("bool", _parse_bool, _bool_problem, _show_bool),
        FieldType("ref", _parse_text, _text_problem, _show_text),
        FieldType("refs", _parse_refs, _refs_problem, _show_refs),
        FieldType("file", _not_typed, _file_problem, _show_file),
        FieldType("files", _not_typed, _files_problem, _show_files),
        FieldType("rows", _not_typed, _rows_problem, _show_rows),
        FieldType("signature", _parse_signature, _signature_problem, _show_signature),
    )
}
"""Every kind a form may name; the loader refuses any other."""


def parse(text: str, field: Field, today: date | None = None) -> Value:
    """Read typed text as an answer of a question; Unreadable says what would be understood."""
    return FIELD_TYPES[field.type].parse(text, field, today)


def value_problem(value: Value, field: Field) -> str | None:
    """Judge one value by its kind, size and bounds; None if it may stand."""
    if said := FIELD_TYPES[field.type].problem(value, field):
        return said
    if isinstance(value, int) and not isinstance(value, bool) and field.vocabulary is None:
        if field.low is not None and value < field.low:
            return f"“{field.label}”不能小于{field.low}。"
        if field.high is not None and value > field.high:
            return f"“{field.label}”不能大于{field.high}。"
    return None


def show(value: Value, field: Field, on: date | None = None) -> str:
    """Give the words of an answer as people read them; links show their id, the screen knows their names."""
    return "" if value is None else FIELD_TYPES[field.type].show(value, field, on)

"""What a line of an Excel list says without a column of its own; how people write lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sheqi_desktop.domain.answers import Answers, Value, rows
from sheqi_desktop.domain.codes import BirthPrecision, IdMissingReason, IdType
from sheqi_desktop.domain.dates import half_width

_YEAR = re.compile(r"(19|20)\d\d年?$")


def read_by_hand(kind: str, answer: str, text: str) -> Answers | None:
    """Read a cell that says more than its question takes; None where nothing is special."""
    reader = _READERS.get((kind, answer))
    return reader(text) if reader is not None else None


def written_beside(kind: str, answer: str) -> str:
    """Name the question that takes in words what this one cannot point to, '' where there is none."""
    return _BESIDE.get((kind, answer), "")


def completed(kind: str, answers: Answers) -> dict[str, Value]:
    """Add what follows from what a line says."""
    complete = _COMPLETED.get(kind)
    return dict(answers) | (complete(answers) if complete is not None else {})


def _born(text: str) -> Answers | None:
    """A year alone stands for its first day, marked 约."""
    typed = half_width(text).strip()
    if not _YEAR.match(typed):
        return None
    return {"birth_date": f"{typed[:4]}-01-01", "birth_precision": BirthPrecision.YEAR.value}


def _client(answers: Answers) -> dict[str, Value]:
    """Without a number the file says 待补; the first category stands before the others."""
    said: dict[str, Value] = {}
    if not answers.get("id_no") and answers.get("id_type") in (None, int(IdType.RESIDENT_ID)):
        missing = answers.get("id_missing_reason") or int(IdMissingReason.TO_FOLLOW)
        said |= {"id_type": int(IdType.UNAVAILABLE), "id_missing_reason": missing}
    listed = rows(answers, "categories")
    first = answers.get("primary_category")
    if first and all(row.get("category") != first for row in listed):
        said["categories"] = [{"category": first}, *listed]
    return said


_READERS: Mapping[tuple[str, str], Callable[[str], Answers | None]] = {("client", "birth_date"): _born}
_BESIDE: Mapping[tuple[str, str], str] = {("client", "hukou_region"): "hukou_note"}
_COMPLETED: Mapping[str, Callable[[Answers], dict[str, Value]]] = {"client": _client}

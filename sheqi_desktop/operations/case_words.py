"""What people call one paper of a case: its name, and which of several it is; GC01 is for the paper's corner only."""

from __future__ import annotations

import re

from sheqi_desktop.domain.records.case_story import CASE, NOTE, PAPER_NAMES, PLAN, RETURN, REVIEW

_NUMBERED = frozenset({PLAN, NOTE, REVIEW, RETURN})
_LATER = re.compile(r"(\d+)$")


def place_words(kind: str, number: str) -> str:
    """Say which of several papers this is, from the end of its number; '' for the only one of its kind."""
    found = _LATER.search(number.rpartition("-")[2])
    if kind == CASE or found is None or (kind not in _NUMBERED and int(found[1]) < 2):
        return ""
    return f"第 {int(found[1])} {'版' if kind == PLAN else '份'}"


def paper_words(kind: str, number: str) -> str:
    """Give the name of a paper with its place."""
    return " ".join(part for part in (PAPER_NAMES[kind], place_words(kind, number)) if part)

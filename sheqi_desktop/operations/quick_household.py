"""A household from what a person's file already says, so that the file need not wait; the rest is “待补”."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.refs import Ref, name_of
from sheqi_desktop.operations.save_record import new_draft, save_record

FIELDS = ("head_name", "village", "address_detail")
"""What 保存 of a household needs (forms/household)."""


def head_of(typed: str, person: Answers) -> str:
    """Give whose household it is to be: the words typed, or the person of the file; letters alone are a search."""
    words = typed.strip()
    return words if words and not words.isascii() else str(person.get("name") or "")


def begin_household(desk: Desk, typed: str, person: Answers) -> Draft:
    """Open a household that lives where the person of the file lives."""
    known = {"head_name": head_of(typed, person), **{name: person.get(name) for name in FIELDS[1:]}}
    return new_draft(desk, "household", {name: value for name, value in known.items() if value})


def save_household(desk: Desk, draft: Draft) -> Ref:
    """Put the household into the log as a draft others see; raise NotFinished."""
    saved = save_record(desk, draft)
    found = name_of(desk, "household", saved.record)
    return found or Ref(saved.record, str(draft.answers.get("head_name") or ""))

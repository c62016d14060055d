"""A person's file from five answers, so that a visit need not wait; everything else is “待补”."""

from __future__ import annotations

import uuid
from datetime import date

from sheqi_desktop.domain.codes import BirthPrecision, IdMissingReason, IdType, RiskLevel
from sheqi_desktop.domain.dates import half_width, parse_day
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.refs import Ref, name_of
from sheqi_desktop.operations.save_record import new_draft, save_record

FIELDS = ("name", "gender", "birth_date", "village", "primary_category")


def begin_person(desk: Desk, name: str = "") -> Draft:
    """Open the short form of a file."""
    return new_draft(
        desk,
        "client",
        {
            "name": name,
            "id_type": int(IdType.UNAVAILABLE),
            "id_missing_reason": int(IdMissingReason.TO_FOLLOW),
            "risk_level": int(RiskLevel.LOW),
            "opened_on": desk.clock.today().isoformat(),
            "worker_id": desk.me.worker_id,
        },
    )


def answer_birth(draft: Draft, typed: str, today: date) -> bool:
    """Take a year alone (its first day stands for it, marked 约) or a whole day; tell whether it was understood."""
    words = half_width(typed).strip().rstrip("年")
    if len(words) == 4 and words.isdigit() and 1900 <= int(words) <= today.year:
        draft.answer("birth_date", f"{words}-01-01")
        draft.answer("birth_precision", BirthPrecision.YEAR.value)
        return True
    born = parse_day(words, today)
    draft.answer("birth_date", born.isoformat() if born else None)
    draft.answer("birth_precision", BirthPrecision.DAY.value)
    return born is not None or not words


def save_person(desk: Desk, draft: Draft) -> Ref:
    """Put the short file into the log as a draft others see; raise NotFinished."""
    category = draft.answers.get("primary_category")
    if category and not draft.answers.get("categories"):
        draft.answer("categories", [{"id": str(uuid.uuid4()), "category": category}])
    saved = save_record(desk, draft)
    found = name_of(desk, "client", saved.record)
    return found or Ref(saved.record, str(draft.answers.get("name") or ""))

"""A person's file from five answers, so that a visit need not wait; everything else is “待补”."""

from __future__ import annotations

import uuid

from sheqi_desktop.domain.codes import BirthPrecision, IdMissingReason, IdType, RiskLevel
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


def save_person(desk: Desk, draft: Draft) -> Ref:
    """Put the short file into the log as a draft others see; raise NotFinished."""
    category = draft.answers.get("primary_category")
    if category and not draft.answers.get("categories"):
        draft.answer("categories", [{"id": str(uuid.uuid4()), "category": category}])
    born = str(draft.answers.get("birth_date") or "")
    if len(born) in (4, 7):
        draft.answer("birth_precision", str(BirthPrecision.YEAR if len(born) == 4 else BirthPrecision.MONTH))
    saved = save_record(desk, draft)
    found = name_of(desk, "client", saved.record)
    return found or Ref(saved.record, str(draft.answers.get("name") or ""))

"""What handing in one record changes in another, in the same transaction: one entry, and every place agrees."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.records.annotation import SESSION
from sheqi_desktop.domain.records.client import closes_file
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.reply import answer_revised
from sheqi_desktop.operations.session_credits import keep_credits
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Write


def follow_through(desk: Desk, write: Write, record: str) -> None:
    """Let a record that was just handed in change what it decides elsewhere."""
    stored = records.get(write, record)
    if stored is None:
        return
    answer_revised(desk, write, stored)
    if stored.kind == "visit":
        _set_risk(desk, write, stored)
    elif stored.kind == SESSION:
        keep_credits(desk, write, stored)


def _set_risk(desk: Desk, write: Write, visit: records.StoredRecord) -> None:
    """The level found on the last visit is the level of the file (02 §2 风险等级, 01 §7).

    An older visit typed in late changes nothing; who, when, from and to stay in the history of the file.
    """
    level = visit.answers.get("risk_level_after")
    client = records.get(write, str(visit.answers.get("client_id") or ""))
    if not isinstance(level, int) or client is None or client.station != desk.station:
        return
    if client.voided or closes_file(client.answers.get("file_state")):
        return
    last = next(iter(sources.visits_of(write, client.id, 1)), None)
    if client.answers.get("risk_level") == level or (last is not None and last.service_date > visit.service_date):
        return
    said: dict[str, Any] = {"risk_level": level}
    if reason := str(visit.answers.get("risk_reason") or ""):
        said["risk_reason"] = reason
    desk.append(write, client.kind, client.id, client.heads, said, f"探访 {visit.number} 定的风险等级")

"""Who answers for a record; for a case that was handed over, the one it was handed to."""

from __future__ import annotations

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.document import Document
from sheqi_desktop.store.records import StoredRecord

LEADER = "leader_id"
"""Who answers for a group or an activity."""
HANDED_OVER = "hand_over"


def responsible(stored: StoredRecord | Document) -> str:
    """Name the worker who answers for a record; for a case that was handed over, the one it was handed to."""
    handed = [row for row in rows(stored.answers, "moves") if row.get("move") == HANDED_OVER]
    last = max(handed, key=lambda row: str(row.get("at") or ""), default={})
    return str(last.get("to_worker") or "") or str(stored.answers.get(LEADER) or "") or stored.worker

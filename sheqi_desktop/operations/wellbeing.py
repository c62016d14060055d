"""情绪与压力: kept beside a 督导记录, for the supervisor and the one worker alone (domain 14 §2).

A record of its own, 限阅 and in the circle of the two: no list, no search, no paper, no 台账 and no figure has it, and
it goes into no file but those between these two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.answers import Value, clean_text
from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.records.annotation import SESSION, WELLBEING
from sheqi_desktop.domain.trouble import NotYours, ReviewRefused
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.identifiers import uuid7
from sheqi_desktop.operations.restricted import may_see, refuse_unseen
from sheqi_desktop.operations.session_rights import supervised
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

NOTE_AT_MOST = 300
TOO_LONG = f"“说明”最多{NOTE_AT_MOST}个字。"
NO_LEVEL = "请选择“情绪与压力”。"
NOT_THERE = "这名社工不在这次督导里。"


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """How a worker fares, as the two of them see it; ``level`` 1 压力很大 to 5 轻松."""

    record: str
    worker: str
    level: int | None
    note: str


def wellbeing_of(desk: Desk, session: str) -> list[Wellbeing]:
    """Give the notes of a session that the person at this desk may see: their own two people's, else none."""
    with desk.read() as read:
        found = [one for one in _notes(read, session) if may_see(desk, one)]
    return [_wellbeing(one) for one in found]


def keep_wellbeing(desk: Desk, session: str, worker: str, level: Value, note: str = "") -> Changes:
    """Keep how a worker of a session fares: a new note, or the one there is in other words.

    Raises NotYours for anybody but the session's supervisor and that worker, ReviewRefused with what is wrong.
    """
    text = clean_text(note).strip()
    if level not in desk.library.vocabularies["wellbeing"]:
        raise ReviewRefused(why=NO_LEVEL)
    if len(text) > NOTE_AT_MOST:
        raise ReviewRefused(why=TOO_LONG)
    with desk.write() as write:
        stored = desk.stored(write, session, "督导记录")
        supervisor = str(stored.answers.get("supervisor_id") or "")
        if stored.kind != SESSION or desk.me.worker_id not in (supervisor, worker):
            raise NotYours(who="这次督导的两个人", contact="情绪与压力只由督导和本人写。")
        if worker not in supervised(stored.answers):
            raise ReviewRefused(why=NOT_THERE)
        kept = next((one for one in _notes(write, session) if one.worker == worker), None)
        said: dict[str, Any] = {"wellbeing": level, "note": text or None}
        if kept is None:
            answers = _new(desk, stored, supervisor, worker) | {k: v for k, v in said.items() if v is not None}
            desk.append(write, WELLBEING, uuid7(desk.clock.ms()), (), answers)
        else:
            refuse_unseen(desk, kept)
            desk.append(write, WELLBEING, kept.id, kept.heads, said)
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _new(desk: Desk, session: StoredRecord, supervisor: str, worker: str) -> dict[str, Any]:
    return {
        "station_code": session.station,
        "entered_at": desk.clock.now().isoformat(timespec="seconds"),
        "entered_by": desk.me.worker_id,
        "worker_id": worker,
        "supervisor_id": supervisor,
        "session_id": session.id,
        "noted_on": session.answers.get("session_on"),
        "status": "submitted",
        "restricted": True,
        "_form": desk.library.form(WELLBEING).version,
    }


def _notes(read: Read, session: str) -> list[StoredRecord]:
    return [one for one in sources.related(read, WELLBEING, "session_id", session, "") if not one.voided]


def _wellbeing(one: StoredRecord) -> Wellbeing:
    level = one.answers.get("wellbeing")
    return Wellbeing(one.id, one.worker, level if type(level) is int else None, str(one.answers.get("note") or ""))

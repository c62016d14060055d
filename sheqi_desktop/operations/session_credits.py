"""计入继续教育: a 督导记录 whose box is ticked makes one 学时 record for each of its workers (domain 13 §5, 14 §2).

Made in the transaction that hands the session in, each for the station of its worker, so that it travels there although
a session with workers of several stations does not.  What is no longer so is taken back with a reason, never erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes_activity import VerifyState
from sheqi_desktop.domain.lifecycle import SUBMITTED
from sheqi_desktop.domain.records.annotation import CREDIT
from sheqi_desktop.domain.records.training import SUPERVISION_TRAINING, earned_hours
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.identifiers import single_id
from sheqi_desktop.operations.session_rights import is_writer, supervised, units_of
from sheqi_desktop.operations.supervised import supervised_stations
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.records import StoredRecord

NOT_ANY_MORE = "督导记录改了，不再计入"
SOURCE = "ce_credit"


def keep_credits(desk: Desk, write: Write, session: StoredRecord) -> None:
    """Bring the credits of a session that was handed in by its supervisor to what it says now."""
    if session.status != SUBMITTED or not is_writer(desk, session):
        return
    hours = earned_hours(session.answers, _per_clock_hour(desk))
    workers = supervised(session.answers) if hours is not None else []
    wanted = {single_id(CREDIT, f"{session.id} {one}"): one for one in workers}
    there = {one.id: one for one in sources.related(write, CREDIT, "session_id", session.id)}
    for record, worker in wanted.items():
        said = _said(desk, session, hours)
        known = there.get(record)
        if known is None:
            _make(desk, write, record, session, worker, said)
        else:
            _bring(desk, write, known, said)
    for record, known in there.items():
        if record not in wanted:
            _bring(desk, write, known, {"verify_state": VerifyState.REJECTED.value, "verify_reason": NOT_ANY_MORE})


def _said(desk: Desk, session: StoredRecord, hours: Decimal | None) -> dict[str, Value]:
    form = desk.library.label("supervision_form", session.answers.get("form"))
    return {
        "completed_on": str(session.answers.get("session_on") or ""),
        "title": f"{form}（{desk.person_name(str(session.answers.get('supervisor_id') or ''))}）",
        "credit_hours": str(hours),
        "verify_state": VerifyState.VERIFIED.value,
        "verify_reason": None,
    }


def _make(desk: Desk, write: Write, record: str, session: StoredRecord, worker: str, said: Mapping[str, Value]) -> None:
    station = _station(desk, worker)
    if not station:
        return  # somebody who works at no station any more earns nothing there
    at = desk.clock.now().isoformat(timespec="seconds")
    answers: dict[str, Any] = {
        "station_code": station, "entered_at": at, "entered_by": desk.me.worker_id, "status": "submitted",
        "_form": desk.library.form(CREDIT).version, "worker_id": worker, "channel": SUPERVISION_TRAINING,
        "supervisor_id": desk.me.worker_id, "session_id": session.id,
    }  # fmt: skip
    answers |= {name: value for name, value in said.items() if value is not None}
    desk.append(write, CREDIT, record, (), answers)


def _station(desk: Desk, worker: str) -> str:
    """Give the station whose the credit of a worker is; the centre's where another 督导 has that station."""
    station = next(iter(sorted(units_of(desk, [worker]))), "")
    if desk.place.kind == "station":
        return station if station == desk.station else ""
    return station if not station or station in supervised_stations(desk) else desk.library.centre_unit


def _bring(desk: Desk, write: Write, known: StoredRecord, said: Mapping[str, Value]) -> None:
    patch = {name: value for name, value in said.items() if known.answers.get(name) != value}
    if patch:
        desk.append(write, CREDIT, known.id, known.heads, patch | {"status": "submitted"})


def _per_clock_hour(desk: Desk) -> Decimal:
    measures = [measure for _, measure in desk.library.contract.rows() if measure.source == SOURCE]
    told = measures[0].params.get("credit_per_clock_hour") if measures else None
    return told if isinstance(told, Decimal) else Decimal(1)

"""One person on one visit: the row that 探访人次 counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.codes import VisitMode

DOOR, CALL = "door", "call"
MODE_GROUP = {
    int(VisitMode.HOME): DOOR,
    int(VisitMode.PHONE): CALL,
    int(VisitMode.VIDEO): CALL,
    int(VisitMode.INSTITUTION): DOOR,
    int(VisitMode.APPOINTMENT): DOOR,
}
"""上门 or 通话; a message left (微信) is neither and never counts."""


@dataclass(frozen=True, slots=True)
class VisitClient:
    """One person on one visit, as the counting reads it (domain 11 §4).

    ``categories`` are those valid on the day of the visit; ``signed_at`` is the first confirmation, never a later
    correction; ``row_outcome`` of a housemate is 1 only if met in person and given a finding of their own.
    """

    visit_id: str
    doc_no: str
    station_code: str
    client_id: str
    person_id: str
    household_id: str
    is_main: bool
    service_date: date | None
    start_at: str | None
    mode: int
    mode_group: str
    row_outcome: int
    client_sign: str
    sign_reason: bool
    categories: tuple[str, ...]
    worker_id: str
    signed_at: str | None
    confirmed: bool
    period_adjust_state: str
    complete: bool
    void: bool
    correcting: bool
    age: int | None
    minutes: int | None

"""限阅: who may see a record on abuse, suicide or a minor victim, and the note of everybody who did.

The responsible worker and whoever typed it, the 站长 of its station, the 督导 of its station, and the head of the
county centre (domain 00 §8).  Nobody else, and nobody without a line in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.circles import PRIVATE_KINDS
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.form import Field, Form
from sheqi_desktop.domain.trouble import Restricted
from sheqi_desktop.operations.responsible import responsible
from sheqi_desktop.store.database import Write
from sheqi_desktop.store.records import StoredRecord
from sheqi_desktop.sync.circles import roles_held

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk

VIEWED = "view_restricted"
HIDDEN = "限阅"
_WORDED = frozenset({"text", "memo", "file", "files", "signature"})
_WRITTEN = frozenset(
    {"correction_reason", "return_note", "approval_note", "adjust_note", "close_reason", "verify_reason"}
)
"""What the envelope holds in people's own words."""
_AT_THE_STATION = frozenset({"station_lead", "supervisor"})
_AT_THE_CENTRE = frozenset({"center_director"})


def may_see(desk: Desk, stored: StoredRecord | Document) -> bool:
    """Tell whether the person at this desk may read a record.

    What a worker told their 督导 of how they fare is for these two alone: no 站长, no head (domain 14 §2).
    """
    if stored.kind in PRIVATE_KINDS:
        return desk.me.worker_id in (stored.worker, stored.answers.get("supervisor_id"))
    if not stored.restricted or desk.me.worker_id in (stored.worker, stored.author, responsible(stored)):
        return True
    return bool(
        _AT_THE_STATION & roles_at(desk, stored.station) or _AT_THE_CENTRE & roles_at(desk, desk.library.centre_unit)
    )


def roles_at(desk: Desk, unit: str) -> frozenset[str]:
    """Give the roles this person holds today at a unit, whichever desk they sit at."""
    return roles_held(desk.me, unit, desk.clock.today().isoformat())


def shown_name(desk: Desk, stored: StoredRecord | None) -> str:
    """Give the name of whoever or whatever a record is about, 限阅 for who may not see it, '' for none."""
    if stored is None:
        return ""
    return stored.name if may_see(desk, stored) else HIDDEN


def veiled(form: Form, answers: Answers) -> dict[str, Value]:
    """Give what others' papers and lists may draw from a 限阅 record: codes and days, no name and nothing written."""
    kept: dict[str, Value] = {}
    for name, value in answers.items():
        field = form.field(name) if name in form else None
        if field is None:
            kept |= {} if name in _WRITTEN else {name: value}
        elif field.mask == "name":
            kept[name] = HIDDEN
        elif field.columns and isinstance(value, list):
            kept[name] = [_veiled_row(field, row) for row in value if isinstance(row, dict)]
        elif field.type not in _WORDED:
            kept[name] = value
    return kept


def _veiled_row(field: Field, row: Answers) -> dict[str, Value]:
    told = {column.id for column in field.columns if column.type not in _WORDED}
    return {name: value for name, value in row.items() if name == "id" or name in told}


def refuse_unseen(desk: Desk, stored: StoredRecord) -> None:
    """Stop whoever may not read this record; raise Restricted."""
    if not may_see(desk, stored):
        raise Restricted()


def note_view(desk: Desk, write: Write, stored: StoredRecord, why: str) -> None:
    """Write into the journal who opened a 限阅 record, when and what for; of other records nothing is noted."""
    if stored.restricted:
        desk.note(write, VIEWED, stored.id, why=why, kind=stored.kind)

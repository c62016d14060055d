"""One file per kind of record: from its answers to the typed source rows that counting reads.

The only room that names the questions of a form.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.records import activity, case, group, media, training, volunteer
from sheqi_desktop.domain.records.crisis import CRISIS
from sheqi_desktop.domain.records.files import FileKind
from sheqi_desktop.domain.records.handover import HANDOVER
from sheqi_desktop.domain.records.referral import REFERRAL

_KINDS: tuple[FileKind, ...] = (case.CASE_KIND, REFERRAL, CRISIS, activity.FILE, group.GROUP, HANDOVER)
FILES: dict[str, FileKind] = {one.kind: one for one in _KINDS}
"""Every kind of file by the id of its form."""

ROWS: dict[str, Callable[[Documents], Sequence[Any]]] = {
    "case": case.case_rows,
    "process_note": case.process_note_rows,
    "group": group.group_rows,
    "group_session": group.group_session_rows,
    "activity": activity.activity_rows,
    "media_report": media.media_report_rows,
    "ce_credit": training.ce_credit_rows,
    **volunteer.ROWS,
}
"""Every view that records publish (domain 11 §4), and the function that makes its rows; visits keep theirs stored."""

COUNTED_KINDS: tuple[str, ...] = (
    *case.COUNTED, *group.COUNTED, activity.KIND, media.KIND, *training.COUNTED_KINDS, *volunteer.COUNTED_KINDS,
)  # fmt: skip
"""The kinds those functions look at."""

__all__ = ["COUNTED_KINDS", "FILES", "ROWS"]

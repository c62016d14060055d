"""结案锁定: once the 结案 is signed, the papers of the case are read-only; a 更正 goes through the signature again.

Written into no record: it follows from the signed closure, and ends when the case is re-opened (domain 14 §5.4).
What is written after a closure, its 回访, is not part of what was closed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case_story import CASE, PAPERS, RETURN
from sheqi_desktop.domain.trouble import FileClosed
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.remarks import case_closed
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

LOCKED_KINDS = frozenset({CASE, *PAPERS}) - {RETURN}
CLOSED = "个案已结案，只能看；要改请走“更正”，改好由督导签批"


def case_locks(read: Read, stored: StoredRecord) -> bool:
    """Tell whether a document lies in a case whose 结案 is signed, and was handed in before."""
    if stored.kind not in LOCKED_KINDS or stored.first_confirmed_at is None:
        return False
    return _has_closure(read, stored) and case_closed(read, stored) is not None


def locked_papers(read: Read, case: StoredRecord, papers: Iterable[Document]) -> frozenset[str]:
    """Name the papers of a case that can no longer be voided."""
    if not _has_closure(read, case) or case_closed(read, case) is None:
        return frozenset()
    return frozenset(one.id for one in papers if one.kind in LOCKED_KINDS and one.first_confirmed_at is not None)


def refuse_locked(desk: Desk, read: Read, stored: StoredRecord) -> None:
    """Refuse to void a paper of a closed case; raise FileClosed."""
    if stored.kind != CASE and case_locks(read, stored):
        raise FileClosed(title=desk.library.form_of(stored.kind, stored.answers).title)


def _has_closure(read: Read, stored: StoredRecord) -> bool:
    """Ask cheaply first: most cases are open."""
    file = stored.id if stored.kind == CASE else stored.parent
    asked = "SELECT 1 FROM record WHERE parent = ? AND kind = 'case_closure' AND first_signed <> 0 AND voided = 0"
    return read.value(asked, file) is not None

"""Take a step with a whole file: 暂停, 重开, 归档, 取消 … (``domain/records/files``)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.files import FileKind
from sheqi_desktop.domain.staff import ROLE_NAMES
from sheqi_desktop.domain.trouble import NotFound, NotYours, ReasonTooShort, WrongFileState
from sheqi_desktop.operations.desk import Desk, changes_of
from sheqi_desktop.operations.documents import document, gather
from sheqi_desktop.operations.meanwhile import refuse_unseen_change
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

COMMENT_AT_LEAST = 5


def file_kind(kind: str) -> FileKind:
    """Give what is known of a kind of file; raise NotFound for a kind that is none."""
    if kind not in FILES:
        raise NotFound(what="这种卷宗", key=kind)
    return FILES[kind]


def documents_of(read: Read, file: StoredRecord) -> list[Document]:
    """Give the documents of a file that are not void."""
    return gather(read, records.list_records(read, Wanted(parent=file.id, restricted=True))).under(file.id)


def state_of(desk: Desk, read: Read, file: StoredRecord) -> str:
    """Give the state a file is in today."""
    return file_kind(file.kind).state(document(file), documents_of(read, file), desk.clock.today())


def move(
    desk: Desk,
    record: str,
    step: str,
    comment: str = "",
    on: date | None = None,
    *,
    seen: Began | None = None,
    **told: Any,
) -> Changes:
    """Take a step with a file on a day (today if none is named); ``told`` are the further columns the step needs.

    ``seen`` is the file as it was looked at by who decides about it.  Raises NotFound for a step there is not,
    WrongFileState with the exact sentence, ChangedUnseen, NotYours, ReasonTooShort.
    """
    with desk.write() as write:
        file = desk.stored(write, record)
        desk.may_change(file)
        kind = file_kind(file.kind)
        if step not in kind.moves:
            raise NotFound(what="这一步", key=step)
        wanted = kind.moves[step]
        if why := kind.why_not(state_of(desk, write, file), step):
            raise WrongFileState(why=why)
        refuse_unseen_change(desk, write, file, seen, wanted.words)
        if wanted.roles and not wanted.roles & desk.roles:
            if wanted.refusal:
                raise WrongFileState(why=wanted.refusal)
            raise NotYours(who="、".join(sorted(ROLE_NAMES[role] for role in wanted.roles)), contact="")
        if wanted.comment_needed and len(comment.strip()) < COMMENT_AT_LEAST:
            raise ReasonTooShort(what=wanted.words)
        if not wanted.roles:
            desk.require("service.submit", file)
        row = _row(desk, step, comment, on, told)
        if wanted.why_not and (why := wanted.why_not(document(file), documents_of(write, file), row)):
            raise WrongFileState(why=why)
        desk.append(write, file.kind, file.id, file.heads, {f"moves/{row['id']}": row}, comment.strip())
        touched = changes_of(write)
    desk.step_witness()
    return touched


def _row(desk: Desk, step: str, comment: str, on: date | None, told: dict[str, Any]) -> dict[str, Any]:
    row = {
        "id": str(uuid.uuid4()),
        "move": step,
        "on": (on or desk.clock.today()).isoformat(),
        "by": desk.me.worker_id,
        "at": desk.clock.now().isoformat(timespec="seconds"),
        "comment": comment.strip(),
        **told,
    }
    return {name: value for name, value in row.items() if value not in (None, "")}

"""What is being typed: one draft per form, record and user; it never travels and never counts.

What was given up has rows of its own, so that nothing typed later in the same form is written over it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read, Write

KEPT_MS = 30 * 24 * 3600 * 1000
_COLUMNS = "id, form, form_version, record, user, answers, at, put_away_at, note, began"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A form as far as it was filled in; ``put_away_at`` is None while it is open."""

    id: str
    form: str
    form_version: int
    record: str
    user: str
    answers: dict[str, Any]
    at: int
    put_away_at: int | None
    note: str
    began: Began | None = None
    """What the form was opened on; None where nobody wrote it down."""


def keep(
    write: Write,
    form: str,
    record: str,
    user: str,
    answers: Mapping[str, Any],
    at_ms: int,
    form_version: int = 1,
    note: str = "",
    began: Began | None = None,
) -> str:
    """Keep what is typed so far in place of what was kept before; gives the draft's id."""
    row = as_row(form, record, user, answers, at_ms, form_version, note, began)
    write.run(
        f"INSERT INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " form_version = excluded.form_version, answers = excluded.answers, at = excluded.at,"
        " put_away_at = 0, note = excluded.note, began = excluded.began",
        *row.values(),
    )
    return str(row["id"])


def as_row(
    form: str,
    record: str,
    user: str,
    answers: Mapping[str, Any],
    at_ms: int,
    form_version: int = 1,
    note: str = "",
    began: Began | None = None,
) -> dict[str, Any]:
    """Give a draft as it is kept, column by column."""
    id_ = _id_of(form, record, user)
    told = (id_, form, form_version, record, user, jsontext.text(dict(answers)), at_ms, 0, note, _began_text(began))
    return dict(zip(_COLUMNS.split(", "), told, strict=True))


def get(read: Read, form: str, record: str, user: str) -> KeptDraft | None:
    """Give the draft of a form, None if nothing is being typed there."""
    row = read.row(
        f"SELECT {_COLUMNS} FROM draft WHERE form = ? AND record = ? AND user = ? AND put_away_at = 0",
        form,
        record,
        user,
    )
    return _draft(row) if row else None


def all_of(read: Read, user: str) -> list[KeptDraft]:
    """List everything a user is typing, the latest first."""
    rows = read.rows(f"SELECT {_COLUMNS} FROM draft WHERE user = ? AND put_away_at = 0 ORDER BY at DESC, id", user)
    return [_draft(row) for row in rows]


def left_behind(read: Read) -> frozenset[tuple[str, int]]:
    """Name everything anybody is typing, each with the moment (ms) it was last kept: asked when a file is opened."""
    return frozenset((str(id_), int(at)) for id_, at in read.rows("SELECT id, at FROM draft WHERE put_away_at = 0"))


def put_away_of(read: Read, user: str, now_ms: int) -> list[KeptDraft]:
    """List what a user gave up within the last 30 days, the latest first."""
    rows = read.rows(
        f"SELECT {_COLUMNS} FROM draft WHERE user = ? AND put_away_at > ? ORDER BY put_away_at DESC, id",
        user,
        max(0, now_ms - KEPT_MS),
    )
    return [_draft(row) for row in rows]


def put_away(write: Write, id_: str, at_ms: int) -> str:
    """Give a draft up; it can be brought back for 30 days.  Gives the id it has from then on, '' if there is none."""
    row = write.row("SELECT form, record, user FROM draft WHERE id = ? AND put_away_at = 0", id_)
    if row is None:
        return ""
    form, record, user = row
    at = max(1, at_ms)
    while write.row("SELECT 1 FROM draft WHERE id = ?", _id_of(form, record, user, at)):
        at += 1
    away = _id_of(form, record, user, at)
    _move(write, id_, away, at)
    return away


def bring_back(write: Write, id_: str) -> str:
    """Go on with a draft that was given up; gives its id, '' if it is no longer there or another one is open there."""
    row = write.row("SELECT form, record, user FROM draft WHERE id = ? AND put_away_at > 0", id_)
    if row is None or get(write, *row) is not None:
        return ""
    open_ = _id_of(*row)
    _move(write, id_, open_, 0)
    return open_


def give_to(write: Write, id_: str, user: str, note: str, at_ms: int) -> None:
    """Give an open draft to somebody else, with a note whose it was; where they type the same form it is put away."""
    row = write.row("SELECT form, record FROM draft WHERE id = ? AND put_away_at = 0", id_)
    if row is None:
        return
    form, record = row
    away = max(1, at_ms) if get(write, form, record, user) is not None else 0
    write.run(
        "INSERT INTO draft (id, form, form_version, record, user, answers, at, put_away_at, note, began)"
        " SELECT ?, form, form_version, record, ?, answers, at, ?, ?, began FROM draft WHERE id = ?",
        _id_of(form, record, user, away),
        user,
        away,
        note,
        id_,
    )
    write.run("DELETE FROM draft WHERE id = ?", id_)


def drop(write: Write, form: str, record: str, user: str) -> None:
    """Forget the draft that is open: it was saved.  What was given up before stays its thirty days."""
    write.run("DELETE FROM draft WHERE form = ? AND record = ? AND user = ? AND put_away_at = 0", form, record, user)


def _id_of(form: str, record: str, user: str, put_away_at: int = 0) -> str:
    """Give the id of a draft: always the same while it is open, another one for each time it was given up."""
    parts = (form, record, user, str(put_away_at)) if put_away_at else (form, record, user)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _move(write: Write, id_: str, to: str, put_away_at: int) -> None:
    """Give a draft another id and state: a row of its own, as the redo record knows rows by their ids."""
    write.run(
        "INSERT INTO draft (id, form, form_version, record, user, answers, at, put_away_at, note, began)"
        " SELECT ?, form, form_version, record, user, answers, at, ?, note, began FROM draft WHERE id = ?",
        to,
        put_away_at,
        id_,
    )
    write.run("DELETE FROM draft WHERE id = ?", id_)


def _draft(row: tuple[Any, ...]) -> KeptDraft:
    id_, form, version, record, user, answers, at, put_away_at, note, began = row
    return KeptDraft(
        id_, form, version, record, user, jsontext.value(answers), at, put_away_at or None, note, _began(began)
    )


def _began_text(began: Began | None) -> str:
    if began is None:
        return ""
    return jsontext.text({"heads": [list(one) for one in began.heads], "answers": dict(began.answers)})


def _began(text: str) -> Began | None:
    if not text:
        return None
    told = jsontext.value(text)
    return Began(tuple(ChangeRef(chain, seq) for chain, seq in told["heads"]), told["answers"])

"""Each time files were brought in: what its report says, kept for ever, and the copy that was made before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read, Write

OPEN, DONE, SAME, UNDONE = "open", "done", "same", "undone"
"""Brought in but its report is not finished; finished; nothing new was in it; taken back."""
_ROW = "SELECT n, at, who, copy_name, state, told FROM merge_run"


@dataclass(frozen=True, slots=True)
class Run:
    """One run as it is kept."""

    n: int
    at: int
    who: str
    copy: str
    """The name of the copy made before it, '' where none was."""
    state: str
    told: Mapping[str, Any]


def next_run(read: Read) -> int:
    """Give the number of the next run."""
    return int(read.value("SELECT max(n) FROM merge_run") or 0) + 1


def put(write: Write, run: Run) -> None:
    """Keep a run, or what more is known of it now."""
    write.run(
        "INSERT INTO merge_run (n, at, who, copy_name, state, told) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (n) DO UPDATE SET state = excluded.state, told = excluded.told",
        run.n,
        run.at,
        run.who,
        run.copy,
        run.state,
        jsontext.text(dict(run.told)),
    )


def get(read: Read, n: int) -> Run | None:
    """Find a run by its number."""
    row = read.row(f"{_ROW} WHERE n = ?", n)
    return _run(row) if row else None


def last(read: Read) -> Run | None:
    """Give the last run that brought something in, also one that was taken back."""
    row = read.row(f"{_ROW} WHERE state <> ? ORDER BY n DESC LIMIT 1", SAME)
    return _run(row) if row else None


def every(read: Read) -> list[Run]:
    """List all runs, the latest first."""
    return [_run(row) for row in read.rows(f"{_ROW} ORDER BY n DESC")]


def _run(row: tuple[Any, ...]) -> Run:
    n, at, who, copy, state, told = row
    return Run(n, at, who, copy, state, jsontext.value(told))

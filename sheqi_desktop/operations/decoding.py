"""How stored segments are read again: under the names their chains have, which differ from their ids after a fork."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sheqi_desktop.domain.change import Change, ChangeRef, Sealed
from sheqi_desktop.store import log
from sheqi_desktop.store.database import Database, Read, Write
from sheqi_desktop.sync.body import Body, Creations
from sheqi_desktop.sync.lines import Lines, Link
from sheqi_desktop.sync.merge import Plan
from sheqi_desktop.sync.segment import decode


@dataclass(frozen=True, slots=True)
class _Named:
    """A decoded segment whose references follow the branches of a forked chain."""

    body: Body
    lines: Lines

    def creations(self) -> Iterable[Creations]:
        return self.body.creations()

    def patches(self, record_of: Callable[[ChangeRef], str | None]) -> list[Change]:
        return self.body.patches(record_of, self.lines)


def decode_kept(kept: log.Kept) -> Body:
    """Read a stored segment of a county without forks."""
    return decode(kept.sealed)


def use_lines(database: Database, lines: Lines) -> None:
    """Read stored segments from now on as these chains and branches say."""
    if _forked(lines):
        database.decode = lambda kept: _Named(decode(kept.sealed), lines)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A segment as its judge saw it: what was unpacked for that is not unpacked again."""

    sealed: Sealed
    plan: Plan

    def creations(self) -> Iterable[Creations]:
        return self.plan.within.body(self.sealed).creations()

    def patches(self, record_of: Callable[[ChangeRef], str | None]) -> list[Change]:
        within = self.plan.within
        seen = within.seen(self.sealed)
        return within.body(self.sealed).patches(record_of, self.plan.lines) if seen is None else seen


def use_judged(write: Write, plan: Plan) -> None:
    """Read segments from here on in this part of the transaction as the plan does."""
    write.decode = lambda kept: _Judged(kept.sealed, plan)


def _forked(lines: Lines) -> bool:
    return any(lines.forked(chain) for chain in lines.chains())


def lines_of(read: Read) -> Lines:
    """Give the chains and branches of everything sealed that is held here."""
    return Lines(Link(*row) for row in log.links(read))

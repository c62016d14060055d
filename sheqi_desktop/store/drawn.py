"""Clients' files corrected after a month was closed: what the visits of that month go on drawing from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.drawn import Drawn, drawn
from sheqi_desktop.store.closes import Closes
from sheqi_desktop.store.history import changes_of
from sheqi_desktop.store.lids import ref_of
from sheqi_desktop.store.source_rows import CLIENT, category_rows
from sheqi_desktop.store.sql import sql_marks
from sheqi_desktop.store.transaction import Read


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a client and the days on which it is valid; '' = no limit."""

    code: str
    since: str
    until: str


def changed_files(read: Read, closed: Closes, stations: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """List the clients (and their station) whose categories or birthday were corrected and confirmed after a close."""
    wanted = [one for one in closed.of if stations is None or one in stations]
    if not wanted:
        return []
    rows = read.rows(
        "SELECT DISTINCT r.id, r.station, r.last_confirmed FROM edit e JOIN record r ON r.id = e.record"
        " WHERE e.kind = ? AND (instr(e.answers, '\"categories') OR instr(e.answers, '\"birth_date\"'))"
        f" AND r.last_confirmed <> 0 AND r.station IN ({sql_marks(wanted)}) ORDER BY r.id",
        CLIENT,
        *wanted,
    )
    return [(id_, station) for id_, station, last in rows if not closed.all_saw(station, ref_of(read, last))]


def drawn_of(read: Read, closed: Closes, client: str, station: str) -> Drawn:
    """Say what the closed months of a station draw from one client's file."""
    return drawn(changes_of(read, client), closed.of.get(station, {}))


def held_files(read: Read, closed: Closes, stations: Sequence[str] | None = None) -> dict[str, Drawn]:
    """Give the files of which some closed month draws another version than today's."""
    found = {
        client: drawn_of(read, closed, client, station) for client, station in changed_files(read, closed, stations)
    }
    return {client: one for client, one in found.items() if one.held}


def visits_held(read: Read, station: str, client: str, drawn: Drawn) -> list[str]:
    """List the days of counted visits of closed months on which the correction would say something else."""
    if not drawn.held:
        return []
    days = read.rows(
        "SELECT v.service_date FROM visit_client v JOIN record r ON r.no = v.record"
        " WHERE v.client = ? AND r.station = ? AND r.voided = 0 AND r.counted <> 0 ORDER BY v.service_date",
        client,
        station,
    )
    now = drawn.whole.confirmed or {}
    return [day for (day,) in days if (then := drawn.held.get(day[:7])) and _other(then, now, day)]


def _other(then: Answers, now: Answers, day: str) -> bool:
    return then.get("birth_date") != now.get("birth_date") or valid_on(categories_in(then), day) != valid_on(
        categories_in(now), day
    )


def categories_in(answers: Answers) -> list[Category]:
    """Give the categories a file names, in its order."""
    return [Category(code, since, until) for _, code, since, until in category_rows(dict(answers))]


def valid_on(categories: Sequence[Category], day: str) -> tuple[str, ...]:
    """Give the categories in force on a day; no start means since registration, the end belongs to it."""
    return tuple([one.code for one in categories if one.since <= day and (not one.until or day <= one.until)])

"""The names a text must not hold when it leaves without names: of everybody any form of this county names."""

from __future__ import annotations

from collections.abc import Iterator

from sheqi_desktop.domain.form import Field
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.reports.masking import NAME
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.supervision_list import said_in


def known_people(desk: Desk) -> set[str]:
    """Name everybody in the files and in the roster, relatives and contacts too."""
    with desk.read() as read:
        found = {name for kind in desk.library.kinds() for name in _named(desk, read, kind)}
    return found | {one.name for one in desk.book.newest.people}


def known_places(desk: Desk) -> set[str]:
    """Name the stations and villages of the county."""
    places = desk.library.places
    return {one.name for one in places.stations} | {one.name for one in places.villages}


def _named(desk: Desk, read: Read, kind: str) -> Iterator[str]:
    for field in desk.library.form(kind):
        columns = [one.id for one in field.columns if _is_name(one)]
        if not columns and not _is_name(field):
            continue
        for told in said_in(read, kind, field.id):
            if isinstance(told, str):
                yield told
            elif columns:
                rows = (row for row in told if isinstance(row, dict))
                yield from (name for row in rows for one in columns if isinstance(name := row.get(one), str) and name)


def _is_name(field: Field) -> bool:
    return field.mask == NAME

"""Who the files say they are, read in one go: what finding two files of one person needs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sheqi_desktop.domain.same_person import Known
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read

_FILES = (
    "SELECT id, station, name, birth_date, village, person, id_no,"
    " json_extract(answers, '$.phone'), json_extract(answers, '$.not_same_as') FROM record"
    " WHERE kind = 'client' AND voided = 0"
)


def known(read: Read, stations: Sequence[str] | None = None) -> list[Known]:
    """List every standing file with what identifies its person; of some stations, or of all."""
    rows = read.rows(_FILES)
    return [
        Known(id_, station, name, id_no, born, village, str(phone or ""), person, _others(others))
        for id_, station, name, born, village, person, id_no, phone, others in rows
        if stations is None or station in stations
    ]


def _others(text: str | None) -> frozenset[str]:
    told = jsontext.value(text) if text else None
    return frozenset(str(one) for one in told) if isinstance(told, list) else frozenset()


def of_person(read: Read, person: str) -> list[str]:
    """List the files that point to one person."""
    return [
        row[0] for row in read.rows("SELECT id FROM record WHERE kind = 'client' AND person = ? ORDER BY id", person)
    ]


def joined(read: Read) -> list[tuple[str, str]]:
    """List the pairs of files that point to one person; of three, the first with each of the others."""
    groups: dict[str, list[str]] = {}
    for person, id_ in read.rows(
        "SELECT person, id FROM record WHERE kind = 'client' AND person <> '' AND voided = 0 ORDER BY person, id"
    ):
        groups.setdefault(person, []).append(id_)
    return [pair for members in groups.values() for pair in combinations(members, 2) if pair[0] == members[0]]

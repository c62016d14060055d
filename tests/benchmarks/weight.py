"""What the same answers weigh as plain tables, compressed as well as can be: the measure of a bundle."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import zstandard

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.lids import SHIFT
from sheqi_desktop.store.records import Wanted, list_records

Row = tuple[str, int, str, Mapping[str, Any]]
"""A record, the moment, the writer, the answers."""


def csv_of_records(desk: Desk) -> list[bytes]:
    """Give every station's records, a table for each kind: id, moment, writer, a column for each question."""
    stations: dict[str, dict[str, list[Row]]] = {}
    with desk.read() as read:
        for one in sorted(list_records(read, Wanted(voided=None)), key=lambda one: one.id):
            row = (one.id, one.changed_at, one.author, one.answers)
            stations.setdefault(one.station, {}).setdefault(one.kind, []).append(row)
    return [_tables(kinds) for kinds in stations.values()]


def csv_of_changes(desk: Desk) -> list[bytes]:
    """Give every machine's changes in the same way; a question that was not touched is blank."""
    machines: dict[int, dict[str, list[Row]]] = {}
    with desk.read() as read:
        for lid, kind, *row, answers in read.rows(
            "SELECT lid, kind, record, at, author, answers FROM edit ORDER BY lid"
        ):
            machines.setdefault(lid >> SHIFT, {}).setdefault(kind, []).append((*row, jsontext.value(answers)))
    return [_tables(kinds) for kinds in machines.values()]


def _tables(kinds: Mapping[str, Sequence[Row]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for rows in kinds.values():
        names = sorted({name for *_, answers in rows for name in answers})
        writer.writerow(["id", "at", "by", *names])
        for record, at, by, answers in rows:
            writer.writerow([record, at, by, *(_cell(answers.get(name)) for name in names)])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str) or type(value) is int:
        return value
    return jsontext.text(value)


def zstd_19(data: bytes) -> int:
    """Give the size after ``zstd -19``."""
    return len(zstandard.ZstdCompressor(level=19).compress(data))

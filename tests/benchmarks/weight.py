"""What the same answers weigh as plain tables, compressed as well as can be: the measure of a bundle."""

from __future__ import annotations

import csv
import io
from typing import Any

import zstandard

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import jsontext
from sheqi_desktop.store.records import StoredRecord, Wanted, list_records


def csv_bytes(desk: Desk) -> list[bytes]:
    """Give every station's records as CSV, a table for each kind: id, moment, writer, a column for each question."""
    stations: dict[str, dict[str, list[StoredRecord]]] = {}
    with desk.read() as read:
        for one in sorted(list_records(read, Wanted(voided=None)), key=lambda one: one.id):
            stations.setdefault(one.station, {}).setdefault(one.kind, []).append(one)
    return [_tables(kinds) for kinds in stations.values()]


def _tables(kinds: dict[str, list[StoredRecord]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for records in kinds.values():
        names = sorted({name for one in records for name in one.answers})
        writer.writerow(["id", "at", "by", *names])
        for one in records:
            writer.writerow([one.id, one.changed_at, one.author, *(_cell(one.answers.get(name)) for name in names)])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str) or type(value) is int:
        return value
    return jsontext.text(value)


def zstd_19(data: bytes) -> int:
    """Give the size after ``zstd -19``."""
    return len(zstandard.ZstdCompressor(level=19).compress(data))

"""送到时间: when what is answered or decided about had come to this machine; it travels with the answer.

Only the machine it came to knows; the figures of supervision are made elsewhere (domain 14 §8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.records.annotation import REPLY, VERDICT, ref_read
from sheqi_desktop.store import records
from sheqi_desktop.store.arrivals import Arrivals
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

ARRIVED = "arrived_at"


def arrived(read: Read, kind: str, target: StoredRecord, said: Mapping[str, Value]) -> dict[str, Value]:
    """Give the answer that says when what this row is about had come here; nothing where nobody noted it."""
    if kind not in (REPLY, VERDICT):
        return {}
    moments = _of_version(read, target, said) if kind == VERDICT else _of_rows(read, said)
    known = [one for one in moments if one is not None]
    if not known or len(known) < len(moments):
        return {}
    return {ARRIVED: county_moment(max(known)).isoformat(timespec="milliseconds")}


def _of_version(read: Read, target: StoredRecord, said: Mapping[str, Value]) -> Sequence[int | None]:
    ref = ref_read(said.get("target_revision"))
    if ref is None:
        return ()
    return (Arrivals.of(read).at(ref) or (target.changed_at if _is_mine(read, ref.chain) else None),)


def _of_rows(read: Read, said: Mapping[str, Value]) -> Sequence[int | None]:
    based = said.get("based_on")
    names = [str(said.get("annotation_id") or ""), *(map(str, based) if isinstance(based, list) else ())]
    found, came = records.get_many(read, names), Arrivals.of(read)
    return [
        came.at(one.created) or (one.changed_at if _is_mine(read, one.created.chain) else None)
        for one in found.values()
    ]


def _is_mine(read: Read, chain: str) -> bool:
    return bool(read.value("SELECT mine FROM chain WHERE name = ?", chain))

"""Photos and scans: kept encrypted beside the records, pointed to by their fingerprint."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import blobs


def keep_file(desk: Desk, data: bytes, type_: str, name: str) -> dict[str, Any]:
    """Keep a file and give the answer that points to it; the same bytes are kept once."""
    with desk.write() as write:
        sha256 = blobs.put(write, data, type_, desk.clock.ms())
    return {"hash": sha256, "type": type_, "name": name, "size": len(data)}


def kept_file(desk: Desk, sha256: str) -> bytes | None:
    """Give the bytes of a kept file, None if they are not on this machine."""
    with desk.read() as read:
        return blobs.get(read, sha256)

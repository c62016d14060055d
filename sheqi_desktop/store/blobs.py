"""Photos and scans by their hash; they have no names on any disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sheqi_desktop.store import jsontext
from sheqi_desktop.store.transaction import Read, Write


def put(write: Write, data: bytes, type_: str, at_ms: int) -> str:
    """Keep a file and give its hash; the same content is kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    write.run(
        "INSERT OR IGNORE INTO blob (sha256, type, size, at, data) VALUES (?, ?, ?, ?, ?)",
        sha256,
        type_,
        len(data),
        at_ms,
        data,
    )
    return sha256


def get(read: Read, sha256: str) -> bytes | None:
    """Give a file, None if it has not come yet."""
    data = read.value("SELECT data FROM blob WHERE sha256 = ?", sha256)
    return None if data is None else bytes(data)


def there(read: Read, sha256: str) -> bool:
    """Tell whether a file is here, without reading it."""
    return read.value("SELECT 1 FROM blob WHERE sha256 = ?", sha256) is not None


def missing(read: Read) -> list[str]:
    """List the files that records name and that have not come yet."""
    named: set[str] = set()
    for (answers,) in read.driver.execute("SELECT answers FROM record WHERE answers LIKE '%\"hash\"%'"):
        named.update(hashes_in(jsontext.value(answers)))
    return sorted(one for one in named if not there(read, one))


def hashes_in(value: Any) -> Iterator[str]:
    """Find every attachment an answer names."""
    if isinstance(value, dict):
        if isinstance(value.get("hash"), str) and "size" in value:
            yield value["hash"]
        for inner in value.values():
            yield from hashes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from hashes_in(inner)

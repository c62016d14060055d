"""What a refusal must be: clear words with a code, and nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sheqi_desktop.domain import trouble as t
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.check_health import check_health, state_digest
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import read_bundle
from sheqi_desktop.store import log, outbox


def standing(desk: Desk) -> tuple[str, str, int]:
    """Give everything a refused file must not touch: records, the bytes of the segments, the list of imports."""
    with desk.read() as read:
        held = log.segments_by_hash(read, sorted(row[3] for row in log.links(read)))
        whole = hashlib.sha256(b"".join(one.header + one.signature + one.body for one in held)).hexdigest()
        return state_digest(desk), whole, len(outbox.imports(read))


@contextmanager
def nothing_changes(desk: Desk) -> Iterator[None]:
    before = standing(desk)
    yield
    assert standing(desk) == before
    check_health(desk)


@contextmanager
def nothing_is_sent(desk: Desk) -> Iterator[None]:
    """Sealing what is open may have happened; the records, the number of the next bundle and the list may not move."""

    def now() -> tuple[str, int, int]:
        with desk.read() as read:
            return state_digest(desk), outbox.last_counter(read), len(outbox.exports(read))

    before = now()
    yield
    assert now() == before
    check_health(desk)


def refused(desk: Desk, path: Path, kind: type[t.Trouble] | tuple[type[t.Trouble], ...] = t.BundleTrouble) -> t.Trouble:
    """Try to look at a file and to bring it in; give what was said, which must be the same both times."""
    with pytest.raises(kind) as looked:
        read_bundle(desk, path)
    with pytest.raises(kind) as tried:
        accept_bundle(desk, path, copy_first=False)
    assert looked.value.code == tried.value.code
    clear(tried.value)
    return tried.value


def clear(told: t.Trouble) -> None:
    """Check that a refusal is one sentence or two in Chinese, with a code and no slot left open."""
    text = str(told)
    assert told.code != "E-000"
    assert text.endswith(f"（{told.code}）")
    assert "\n" not in text
    assert "{" not in text
    assert "。" in text


def at(folder: Path, data: bytes, name: str = "试.sqb") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path

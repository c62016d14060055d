"""Sticks that do not keep what was written to them, made by what the system itself would do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def spoiling_medium(monkeypatch: pytest.MonkeyPatch, stick: Path) -> Iterator[None]:
    """Let one bit of every file under a folder change at the moment it is flushed."""
    real = os.fsync

    def spoil(handle: int) -> None:
        real(handle)
        for path in stick.glob("*.part"):
            if os.path.samestat(path.stat(), os.fstat(handle)):
                data = bytearray(path.read_bytes())
                data[len(data) // 2] ^= 1
                path.write_bytes(data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", spoil)
        yield

"""Names for new things: UUIDv7, so that what was made earlier sorts earlier."""

from __future__ import annotations

import secrets
import uuid

SINGLES = uuid.UUID("6f0f7f0a-3f0e-5d6b-9c43-5a1f2d8b7e10")
"""The name space of documents of which a file has one."""


def uuid7(ms: int) -> str:
    """Give a new record id for a moment in milliseconds since 1970 UTC (RFC 9562 §5.7)."""
    random = secrets.randbits(74)
    value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def single_id(form: str, file: str) -> str:
    """Give the id of the one document of a kind in a file: two machines that write it write the same record."""
    return str(uuid.uuid5(SINGLES, f"{form} {file}"))

"""Names for new things: UUIDv7, so that what was made earlier sorts earlier."""

from __future__ import annotations

import secrets
import uuid


def uuid7(ms: int) -> str:
    """Give a new record id for a moment in milliseconds since 1970 UTC (RFC 9562 §5.7)."""
    random = secrets.randbits(74)
    value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))

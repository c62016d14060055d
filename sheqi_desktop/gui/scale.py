"""One helper decides every size on screen, so that the five font sizes change everything together."""

from __future__ import annotations

SIZES = (14, 16, 18, 20, 22)
"""Body sizes a person may choose: 标准, 大, 较大, 特大, 最大."""


_body = SIZES[0]


def scale(px: int) -> int:
    """Give a size of the design (drawn at 标准) in the size chosen now; a hairline stays a hairline."""
    if px in (0, 1, -1):
        return px
    return (px * _body * 2 + SIZES[0]) // (2 * SIZES[0])


def body_size() -> int:
    """Give the body size in use."""
    return _body


def use_body_size(px: int) -> None:
    """Remember the chosen body size; only ``theme.apply`` calls this."""
    global _body
    _body = px if px in SIZES else SIZES[0]

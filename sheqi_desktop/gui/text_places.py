"""The one place where code points, in which annotations count, meet the UTF-16 units Qt counts in.

A rare character outside the basic plane (𠮷) is one code point and two units; a place never falls between the two.
"""

from __future__ import annotations

from bisect import bisect_left

_WIDE = 0xFFFF
_SHOWN = {0x00: "\ufffd", 0x0D: " ", 0x2029: "\n", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFFFC: "\ufffd"}
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""What a text document would take for its own marks, swallow or join: each is shown as one other letter."""


def showable(text: str) -> str:
    """Give a text that a text document keeps letter by letter, as long as the one given."""
    return text.translate(_SHOWN)


class Places:
    """Converts places in one text, both ways."""

    def __init__(self, text: str) -> None:
        """Look where the letters of two units are."""
        self._points = [at for at, letter in enumerate(text) if ord(letter) > _WIDE]
        self._units = [at + before for before, at in enumerate(self._points)]

    def unit(self, point: int) -> int:
        """Give the unit at which a code point begins."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Give the code point at a unit; inside a letter of two units that letter."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            return self._points[before - 1]
        return unit - before

"""Where somebody has been: the way back, and forward again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Stop:
    """A page that was gone to, what it was asked, and the place on it that was left."""

    page: str
    argument: object = None
    kept: object = None


class Trail:
    """The stops in order, and which of them is seen now."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def now(self) -> Stop | None:
        """Give the stop that is seen; None before the first."""
        return self._stops[self._at] if self._stops else None

    def go(self, page: str, argument: object = None) -> Stop:
        """Go on from here; what lay ahead is forgotten."""
        del self._stops[self._at + 1 :]
        self._stops.append(Stop(page, argument))
        self._at += 1
        return self._stops[self._at]

    def instead(self, page: str, argument: object = None) -> Stop:
        """Leave this stop out of the way back; the one before is enough if it is the very same."""
        del self._stops[self._at :]
        self._at = len(self._stops) - 1
        before = self.now
        if before is not None and (before.page, before.argument) == (page, argument):
            return before
        return self.go(page, argument)

    def step(self, by: int) -> Stop | None:
        """Go back (-1) or forward (1); None where the way ends."""
        if not self.can_step(by):
            return None
        self._at += by
        return self._stops[self._at]

    def can_step(self, by: int) -> bool:
        """Tell whether there is a way back (-1) or forward (1)."""
        return 0 <= self._at + by < len(self._stops)

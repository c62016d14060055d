"""A world that answers each question once while a form is open, so that no keystroke waits for the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sheqi_desktop.domain.facts import Facts


class _Remembering:
    """Asks the real world the first time and remembers the answer."""

    def __init__(self, world: Facts) -> None:
        self._world = world
        self._known: dict[tuple[Any, ...], Any] = {}

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._world, name)
        if not callable(found):
            return found
        return self._asking(name, found)

    def _asking(self, name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*what: Any) -> Any:
            key = (name, *what)
            if key not in self._known:
                self._known[key] = ask(*what)
            return self._known[key]

        return answer


def remembering(world: Facts) -> Facts:
    """Give a world that remembers; make a new one when records changed."""
    return cast("Facts", _Remembering(world))

"""How a long verb tells how far it is, and hears that a person pressed 取消."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from sheqi_desktop.domain.trouble import Cancelled


@dataclass(frozen=True, slots=True)
class Step:
    """One report: step ``number`` of ``steps``, ``done`` of ``total`` pieces, in words."""

    number: int
    steps: int
    text: str
    done: int = 0
    total: int = 0


@dataclass(slots=True)
class Progress:
    """Handed to a verb; ``show`` is called with every step, ``stop`` is set by 取消."""

    show: Callable[[Step], None] = lambda step: None
    stop: Event = field(default_factory=Event)

    def tell(self, number: int, steps: int, text: str, done: int = 0, total: int = 0) -> None:
        """Report a step; raise Cancelled when a person pressed 取消 meanwhile."""
        if self.stop.is_set():
            raise Cancelled()
        self.show(Step(number, steps, text, done, total))


def quiet() -> Progress:
    """Give a progress nobody watches."""
    return Progress()

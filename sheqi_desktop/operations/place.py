"""Which workspace this is: told by the file itself, whatever folder or machine it lies on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheqi_desktop.store import meta
from sheqi_desktop.store.database import Read, Write

PLACE = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """Which workspace this is: its kind, unit, machine letter and what it was founded on."""

    kind: str
    """``station``, ``centre`` or ``supervisor``."""
    unit: str
    """The 9-digit code; the centre's own rows carry county code + 000."""
    slot: str
    name: str
    workspace: str
    founder: str
    """Root public key of roster version 1 (hex): whom this machine believes."""
    demo: bool = False
    demo_day: str = ""
    opened_on: str = ""
    invite: str = ""

    def as_row(self) -> dict[str, Any]:
        """Give the JSON that is kept."""
        return {name: getattr(self, name) for name in self.__slots__}


def load_place(read: Read) -> Place:
    """Read which workspace this is."""
    return Place(**meta.get(read, PLACE))


def keep_place(write: Write, place: Place) -> None:
    """Write down which workspace this is."""
    meta.put(write, PLACE, place.as_row())

"""One 小组 of the demo county while it is being invented: its days, its people, and who came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sheqi_desktop.domain.codes import Gender
from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.operations.demo.people import Client

SHORT, CALLED_OFF = "short", "called_off"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One line of a roster; ``left_after`` is the place of the last session of who left."""

    row: str
    name: str
    gender: Gender
    born: int
    client: Client | None = None
    village: str = ""
    guardian: str = ""
    guardian_phone: str = ""
    left_after: int = 0


@dataclass(slots=True)
class DemoGroup:
    """One group while the county is being invented; ``decoy`` names why it must not count."""

    station: int
    target: TargetGroup
    kind: str
    sessions: int
    size: int = 10
    decoy: str = ""
    leader: int = 0
    minutes: int = 75
    key: str = ""
    days: list[date] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    both: list[bool] = field(default_factory=list)
    members: list[GroupMember] = field(default_factory=list)
    marks: list[dict[str, int]] = field(default_factory=list)

    @property
    def planned(self) -> int:
        """How many sessions its plan promises: a short one broke off."""
        return max(self.sessions, 4)

    def tail(self, letter: str, end: str = "") -> str:
        """Give the plan key of a document of this group."""
        return f"g{letter}{self.key[1:]}{end}"

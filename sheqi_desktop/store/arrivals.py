"""When a change of another machine came here: by what the files that were read said they held."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from sheqi_desktop.domain.change import ChangeRef
from sheqi_desktop.store import outbox
from sheqi_desktop.store.transaction import Read

MERGED = "merged"


@dataclass(slots=True)
class Arrivals:
    """The moments at which each chain had come how far, in milliseconds."""

    last: int = 0
    """When the last file with anything in it was merged, 0 if none was."""
    _reached: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Read) -> Arrivals:
        """Read what the log of imports knows; a machine that was set up anew begins anew."""
        found = cls()
        for one in sorted(outbox.imports(read), key=lambda each: each.at):
            heads = one.summary.get("heads")
            if one.result != MERGED or not isinstance(heads, dict):
                continue
            found.last = one.at
            for chain, told in heads.items():
                reached = found._reached.setdefault(chain, [])
                if not reached or int(told[0]) > reached[-1][0]:
                    insort(reached, (int(told[0]), one.at))
        return found

    def at(self, ref: ChangeRef) -> int | None:
        """Give when a change came here, None for one that was written here or whose coming nobody noted."""
        reached = self._reached.get(ref.chain, [])
        place = bisect_left(reached, (ref.seq, 0))
        return reached[place][1] if place < len(reached) else None

"""A draw by chance that anybody can repeat: the same frame and the same seed give the same names.

Every station and category gives its share, largest remainder first; within each the names fall by chance, and those
drawn next after them are the spares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn."""

    client: str
    station: str
    category: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody who was drawn; a spare is asked only where a name of the same stratum cannot be reached."""

    candidate: Candidate
    spare: bool


def draw(frame: Iterable[Candidate], size: int, spares: int, seed: str) -> list[Drawn]:
    """Draw so many names and spares by station and category; of a smaller frame everybody is drawn."""
    strata: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for one in sorted(set(frame), key=lambda each: (each.station, each.category, each.client)):
        strata[one.station, one.category].append(one)
    # Only random() is promised to stay the same between versions of Python.
    chance = Random(seed).random
    packs = [_shuffled(pack, chance) for _, pack in sorted(strata.items())]
    names = shares(size, [len(pack) for pack in packs])
    left = [len(pack) - taken for pack, taken in zip(packs, names, strict=True)]
    further = shares(spares, left)
    drawn = [Drawn(one, False) for pack, taken in zip(packs, names, strict=True) for one in pack[:taken]]
    for pack, taken, more in zip(packs, names, further, strict=True):
        drawn += [Drawn(one, True) for one in pack[taken : taken + more]]
    return drawn


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Share a total out in proportion, nobody above their own number; equal remainders go to the earlier."""
    whole = sum(weights)
    total = min(total, whole)
    if not whole:
        return [0 for _ in weights]
    given = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(given)]:
        given[place] += 1
    return given


def _shuffled(pack: Sequence[Candidate], chance: Callable[[], float]) -> list[Candidate]:
    mixed = list(pack)
    for place in range(len(mixed) - 1, 0, -1):
        other = int(chance() * (place + 1))
        mixed[place], mixed[other] = mixed[other], mixed[place]
    return mixed

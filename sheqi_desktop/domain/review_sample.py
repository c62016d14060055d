"""Which documents a supervisor reads where not all of them are read: the same on every machine, without a draw.

Of each worker and month so many per cent, and at least so many; which, follows from the documents' own ids, so that
nobody can choose and two machines agree (domain 14 §1, 文书抽查比例).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SAMPLE_OF: Mapping[str, str] = {
    "visit": "visit", "process_note": "case", "case_consent": "case", "case_follow_up": "case",
    "group_session": "group", "activity": "activity",
}  # fmt: skip
"""Which rate holds for a kind of document that nobody has to sign."""


class Sampled(NamedTuple):
    """A document that may be read: whose, and of which month."""

    id: str
    worker: str
    month: str


def sampled(documents: Iterable[Sampled], percent: int, at_least: int) -> set[str]:
    """Choose documents of one kind: of each worker and month ``percent``, rounded up, and at least ``at_least``."""
    packs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in documents:
        packs[one.worker, one.month].append(one.id)
    found: set[str] = set()
    for pack in packs.values():
        wanted = max(at_least, (len(pack) * percent + 99) // 100)
        found.update(pack if wanted >= len(pack) else sorted(pack, key=_by_chance)[:wanted])
    return found


def _by_chance(id_: str) -> bytes:
    return hashlib.blake2b(id_.encode(), digest_size=8).digest()

"""Is it the same person?  Evidence between files, and what the centre says about it (domain 01 §9).

Nothing is joined by itself.  Two files of one person stay two files with their numbers; they only point to one person,
which changes how many different people the county has served, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

PERSON, NOT_SAME = "person_id", "not_same_as"
SAME_BY, SAME_ON, SAME_WHY = "same_by", "same_on", "same_why"
ASKED_BY, ASKED_ON, ASKED_WHY = "same_asked_by", "same_asked_on", "same_asked_why"
SAID = frozenset({PERSON, NOT_SAME, SAME_BY, SAME_ON, SAME_WHY, ASKED_BY, ASKED_ON, ASKED_WHY})
"""What only the centre says of a person's file."""
CERTAIN = 16
MOST_IN_A_GROUP = 30
"""A family name and a birth year shared by more files than this is no evidence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a file says about who it is; texts as stored, '' where not known."""

    record: str
    station: str
    name: str
    id_no: str
    birth_date: str
    village: str
    phone: str
    person: str = ""
    not_same: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two files that may be one person: ``certain`` by number and name, ``clash`` one number under two names."""

    first: str
    second: str
    evidence: tuple[str, ...]
    score: int
    certain: bool = False
    clash: bool = False


_Key = Callable[[Known], tuple[str, ...]]
_EVIDENCE: tuple[tuple[str, int, _Key], ...] = (
    ("证件号码相同", 8, lambda one: (one.id_no,)),
    ("姓名和出生日期相同", 4, lambda one: (one.name, one.birth_date)),
    ("姓名和电话相同", 2, lambda one: (one.name, one.phone)),
    ("姓名、村和出生年份相同", 1, lambda one: (one.name, one.village, one.birth_date[:4])),
)


def suspects(files: Sequence[Known]) -> list[Suspects]:
    """Find pairs of files nobody has decided about, the strongest evidence first."""
    known = {one.record: one for one in files}
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for words, weight, key in _EVIDENCE:
        for pair in _pairs(files, key):
            found.setdefault(pair, []).append((words, weight))
    pairs = [_suspects(known[a], known[b], told) for (a, b), told in found.items() if _open(known[a], known[b])]
    return sorted(pairs, key=lambda one: (-one.score, one.first, one.second))


def _pairs(files: Iterable[Known], key: _Key) -> Iterator[tuple[str, str]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in files:
        told = key(one)
        if all(told):
            groups.setdefault(told, []).append(one.record)
    for members in groups.values():
        if len(members) <= MOST_IN_A_GROUP:
            yield from combinations(sorted(members), 2)


def _open(one: Known, other: Known) -> bool:
    joined = bool(one.person) and one.person == other.person
    return not joined and other.record not in one.not_same and one.record not in other.not_same


def _suspects(one: Known, other: Known, told: Sequence[tuple[str, int]]) -> Suspects:
    numbers = bool(one.id_no) and one.id_no == other.id_no
    names = one.name == other.name
    return Suspects(
        one.record,
        other.record,
        tuple(words for words, _ in told),
        sum(weight for _, weight in told) + CERTAIN * (numbers and names),
        certain=numbers and names,
        clash=numbers and not names,
    )

"""What the three supervisors did in the demo's year, as it is planned: remarks, answers, decisions, round by round.

Four times in the year every station's bundle goes to its supervisor through the centre and comes back; in a fifth
meeting the supervisors look at the last answers.  Pure: whoever runs it puts the acts through the real verbs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sheqi_desktop.domain.codes_annotation import AnnotationKind
from sheqi_desktop.domain.thread import State
from sheqi_desktop.operations.demo.county_plan import Entry

Do = Literal["annotate", "confirm", "reopen", "withdraw", "verdict", "reply", "read", "appeal", "decide"]
CLOSES = tuple(
    datetime.fromisoformat(f"{day}T23:59:00+08:00") for day in ("2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30")
)
"""What was typed until then goes to the supervisors with the bundle of that round."""
ROUNDS = len(CLOSES)


@dataclass(frozen=True, slots=True)
class Act:
    """One step with a remark or a document, by one person at one moment.

    ``key`` is the remark by its plan key, ``record`` the document by its; a verdict has no key.  ``word`` is the
    adoption of a reply, the verdict, or ``granted``; ``field`` may name a row by its place: ``objectives[0].target``.
    """

    at: datetime
    do: Do
    worker: str
    record: str
    key: str = ""
    text: str = ""
    word: str = ""
    kind: AnnotationKind = AnnotationKind.PRAISE
    field: str = ""
    quote: str = ""
    tags: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark as it was written, and where it stands at the end of the year."""

    key: str
    station: str
    supervisor: str
    record: str
    form: str
    kind: AnnotationKind
    body: str
    round: int
    ends: State


@dataclass(frozen=True, slots=True)
class Round:
    """What follows the bundles of one round: at the supervisors' desks, at the centre, then at the stations."""

    desks: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    centre: tuple[Act, ...] = ()
    stations: Mapping[str, tuple[Act | Entry, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupervisionPlan:
    """The supervision of the whole county: ``rounds`` has one more than there are bundles, for the last answers.

    ``meanwhile`` is what stations typed while the last round's bundle was on its way; ``overtaken`` names the
    documents a supervisor signed in a version that was no longer the newest.
    """

    remarks: tuple[Remark, ...]
    rounds: tuple[Round, ...]
    returned: frozenset[str]
    meanwhile: Mapping[str, tuple[Entry, ...]]
    overtaken: tuple[str, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The documents something was remarked on, by plan key."""
        return frozenset(one.record for one in self.remarks)


def round_of(entry: Entry) -> int:
    """Say with which round's bundle a form travels first, 0 for the first; ``ROUNDS`` for what came late."""
    if entry.phase == 2:
        return ROUNDS
    return next((place for place, last in enumerate(CLOSES[:-1]) if entry.at <= last), ROUNDS - 1)

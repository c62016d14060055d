"""Two records of one person that share a moment: one counts, the other waits until somebody decides (domain 06 §10).

Until then the record entered first stands.  A decision sets the other one aside, for the record that counts and with a
reason; it is an answer of the record set aside, can be taken back, and loses its force with the overlap itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.conditions_volunteer import HOUR, moments
from sheqi_desktop.domain.document import Document, Documents
from sheqi_desktop.domain.records.volunteer_roll import Roll

FOR, WHY, BY, ON = "set_aside_for", "set_aside_why", "set_aside_by", "set_aside_on"
"""What the record that does not count says of the decision."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two records that cannot both be true: one person, one moment, two services."""

    standing: Document
    waiting: Document

    @property
    def decided(self) -> bool:
        """Tell whether a person has said which of the two counts."""
        return self.waiting.answers.get(FOR) == self.standing.id


def overlaps(documents: Documents) -> list[Overlap]:
    """Find the records of one person that share a moment; what was set aside waits, else what was entered later."""
    roll = Roll(documents)
    handed_in = [one for one in documents.of(HOUR) if one.confirmed is not None and not one.voided]
    standing: dict[str, list[tuple[int, int, Document]]] = {}
    found = []
    for one in sorted(handed_in, key=_precedence):
        own = standing.setdefault(roll.person(str(one.counted.get("volunteer_id") or "")), [])
        # When each was is read once, not for every pair: a volunteer serves many times a year.
        start, end = moments(one.counted) or (0, 0)
        clash = next((other for since, until, other in own if since < end and start < until), None)
        if clash is not None:
            found.append(Overlap(clash, one))
        elif end:
            own.append((start, end, one))
    return found


def held_hours(documents: Documents) -> frozenset[str]:
    """Give the records that do not count since another one of the same person has their time."""
    return frozenset(one.waiting.id for one in overlaps(documents))


def _precedence(one: Document) -> tuple[bool, str, str, str]:
    return bool(one.answers.get(FOR)), one.entered_at, one.number, one.id

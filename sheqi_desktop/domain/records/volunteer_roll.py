"""The people behind the registrations of volunteers: who is the same person, and when a membership ended."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.conditions_volunteer import end_of_service
from sheqi_desktop.domain.document import Documents

VOLUNTEER = "volunteer"


class Roll:
    """The people behind the registrations: the same identity number is the same person, at whatever station."""

    def __init__(self, documents: Documents) -> None:
        """Sort the registrations; a void one is nobody's."""
        self._persons: dict[str, str] = {}
        self._ends: dict[str, date | None] = {}
        first: dict[str, str] = {}
        for one in documents.of(VOLUNTEER):
            if one.voided:
                continue
            said = one.counted
            own = str(said.get("person_id") or "")
            number = str(said.get("id_no") or "")
            self._persons[one.id] = own or (first.setdefault(number, one.id) if number else one.id)
            self._ends[one.id] = end_of_service(said)

    def knows(self, volunteer: str) -> bool:
        """Tell whether there is such a registration."""
        return volunteer in self._persons

    def person(self, volunteer: str) -> str:
        """Give the person of a registration."""
        return self._persons.get(volunteer, volunteer)

    def left_on(self, volunteer: str, left: date | None) -> date | None:
        """Give the day on which a membership ended: the roll's own, or when the person left or died."""
        return min((one for one in (left, self._ends.get(volunteer)) if one), default=None)

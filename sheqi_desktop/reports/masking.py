"""What must not be read is taken out of the answers before they are put into words.

Whatever is derived or printed afterwards can only show what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheqi_desktop.domain.answers import Answers, Value
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.privacy import mask_id, mask_name, mask_phone

ID_NUMBERS = frozenset({"id_no", "disability_cert_no", "cert_no"})
PHONES = frozenset({"phone", "contact2_phone", "phone_called", "complainant_phone", "guardian_phone"})
NAMES = frozenset({"name", "head_name", "contact2_name", "guardian_name"})
_PEOPLE = frozenset({"members", "guardians", "attendance", "member_notes", "measures"})


def masked(answers: Answers, *, numbers: bool = True, names: bool = False) -> dict[str, Value]:
    """Give the answers with numbers and names shortened, also in lists of people."""
    return {key: _masked(key, value, numbers, names) for key, value in answers.items()}


def _masked(key: str, value: Any, numbers: bool, names: bool) -> Any:
    if isinstance(value, str):
        if numbers and key in ID_NUMBERS:
            return mask_id(value)
        if numbers and key in PHONES:
            return mask_phone(value)
        return mask_name(value) if names and key in NAMES else value
    if isinstance(value, list):
        return [
            masked(row, numbers=numbers, names=names and key in _PEOPLE) if isinstance(row, dict) else row
            for row in value
        ]
    return value


class MaskedFacts:
    """The world with its numbers and names shortened; everything else is asked of the facts behind it."""

    def __init__(self, facts: Facts, *, numbers: bool, names: bool) -> None:
        """Stand before the facts."""
        self._facts, self._numbers, self._names = facts, numbers, names
        self._seen: dict[str, Answers | None] = {}

    def record(self, record: str) -> Answers | None:
        """Give another record, shortened; a ledger asks for the same person many times."""
        if record not in self._seen:
            found = self._facts.record(record)
            shortened = None if found is None else masked(found, numbers=self._numbers, names=self._names)
            self._seen[record] = shortened
        return self._seen[record]

    def visits_of(self, client: str, limit: int) -> Sequence[tuple[str, Answers]]:
        """Give the visits of a client, shortened."""
        visits = self._facts.visits_of(client, limit)
        return [(ref, masked(one, numbers=self._numbers, names=self._names)) for ref, one in visits]

    def __getattr__(self, name: str) -> Any:
        """Ask the facts behind."""
        return getattr(self._facts, name)

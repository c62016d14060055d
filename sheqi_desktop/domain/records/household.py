"""What a household says: who lives there, whether served or only named."""

from __future__ import annotations

from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers, rows


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """One person of a household; a client only if ``client_id`` names a file.  Counting never uses these rows."""

    household_id: str
    name: str
    relation: int | None
    lives_together: bool
    client_id: str


def household_members(household_id: str, answers: Answers) -> tuple[HouseholdMember, ...]:
    """List the members in the order they were written."""
    return tuple(
        HouseholdMember(
            household_id,
            str(row.get("name") or ""),
            relation if isinstance(relation := row.get("relation"), int) else None,
            row.get("lives_together") is True,
            str(row.get("client_id") or ""),
        )
        for row in rows(answers, "members")
    )

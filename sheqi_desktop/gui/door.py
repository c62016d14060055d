"""What may be known of a workspace before anyone unlocked it."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.trouble import NoWorkspace, Surroundings, UnlockTrouble


def people_of(folder: Path) -> list[tuple[str, str]]:
    """Give who can unlock a folder; none if there is no workspace in it."""
    from sheqi_desktop.operations.door import people

    try:
        return people(folder)
    except (NoWorkspace, UnlockTrouble, Surroundings):
        return []

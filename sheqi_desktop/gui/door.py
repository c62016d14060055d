"""What may be known of a workspace before anyone unlocked it."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.domain.trouble import NoWorkspace, Surroundings, UnlockTrouble, VaultDamaged


def people_of(folder: Path) -> list[tuple[str, str]]:
    """Give who can unlock a folder; none if there is no workspace in it."""
    from sheqi_desktop.operations.door import people

    try:
        return people(folder)
    except (NoWorkspace, UnlockTrouble, Surroundings):
        return []


def slots_lost(folder: Path) -> bool:
    """Tell whether there is a workspace whose 口令 files cannot be read: only the printed code opens it."""
    from sheqi_desktop.operations.door import people

    try:
        return not people(folder)
    except VaultDamaged:
        return True
    except (NoWorkspace, UnlockTrouble, Surroundings):
        return False

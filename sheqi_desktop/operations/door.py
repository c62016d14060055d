"""Who can unlock a workspace: asked before the first window is shown, so nothing else is read in for it."""

from __future__ import annotations

from pathlib import Path

from sheqi_desktop.store.vault import Vault


def people(folder: Path) -> list[tuple[str, str]]:
    """Give (worker id, name) of everyone who can unlock this workspace; raise NoWorkspace, VaultDamaged."""
    return Vault.open(folder).people

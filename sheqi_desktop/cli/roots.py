"""The root keys a verb signs with: one file, or as many as the roster asks for, each with its 口令."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.cli.session import Session
from sheqi_desktop.operations.desk import Desk

ROOT_PASSWORD = "SHEQI_ROOT_PASSWORD"
RootKeys = Annotated[list[Path], typer.Option("--root-key", help="根密钥文件；名册要两把时写两次")]


def given(session: Session, files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Ask for the 口令 of each key; the environment's is tried for all."""
    return [(path, session.password(f"根密钥 {path.name} 的口令：", ROOT_PASSWORD)) for path in files]


def opened(session: Session, desk: Desk, files: Sequence[Path]) -> list[Ed25519PrivateKey]:
    """Open the keys; raises as county_root_keys."""
    from sheqi_desktop.operations.root_key import county_root_keys

    return county_root_keys(desk, given(session, files))

"""The county's root keys: each an encrypted file on its own stick, used only to sign who may take part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from sheqi_desktop.domain.trouble import NotReadable, RootKeyForeign, RootsMissing, WrongPassword
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import files


def make_root_key(path: Path, password: str) -> Ed25519PrivateKey:
    """Draw a root key and write it, encrypted with its own 口令, to a file meant for a stick in the safe."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))
    files.write_checked(path, pem)
    return key


def open_root_key(path: Path, password: str) -> Ed25519PrivateKey:
    """Open a root key file; raise NotReadable when it is not one, WrongPassword when the 口令 does not fit."""
    try:
        pem = path.read_bytes()
    except OSError as failure:
        raise files.not_read(failure, path.name) from failure
    if b"PRIVATE KEY" not in pem:
        raise NotReadable(place=path.name, why="不是根密钥文件")
    try:
        key = load_pem_private_key(pem, password.encode())
    except ValueError as failure:
        raise WrongPassword(times=1) from failure
    if not isinstance(key, Ed25519PrivateKey):
        raise NotReadable(place=path.name, why="不是根密钥文件")
    return key


def county_root_key(desk: Desk, path: Path, password: str) -> Ed25519PrivateKey:
    """Open a root key of this county; raise RootKeyForeign for one of another county, else as open_root_key."""
    key = open_root_key(path, password)
    if key.public_key().public_bytes_raw().hex() not in desk.book.newest.roots:
        raise RootKeyForeign(file=path.name)
    return key


def county_root_keys(desk: Desk, given: Sequence[tuple[Path, str]]) -> list[Ed25519PrivateKey]:
    """Open as many root keys as the roster asks for, each by its file and 口令; all acts that sign it begin here.

    Raises RootsMissing when there are too few, or one twice; else as county_root_key.
    """
    roots = [county_root_key(desk, path, words) for path, words in given]
    needed = desk.book.newest.threshold
    if len({root.public_key().public_bytes_raw() for root in roots}) < needed:
        raise RootsMissing(needed=needed)
    return roots

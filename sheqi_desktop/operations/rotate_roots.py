"""更换根密钥: the county's root keys give way to new ones, by their own signature (SYNC §4.6).

The next roster lists the new keys and is signed by the old; from then on the old sign nothing more.  The number that
is read over the telephone stays: it is of the first root key of all, and every later one follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.root_key import county_root_keys, make_root_key
from sheqi_desktop.operations.second_person import Second, agreed
from sheqi_desktop.sync.roster import sign

KEYS = 2
"""One at the centre, one at the 民政局; either suffices unless the roster says otherwise."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """Where the new keys lie, and the roster that names them."""

    files: tuple[Path, ...]
    version: int


def rotate_roots(
    desk: Desk, old: Sequence[tuple[Path, str]], folders: Sequence[Path], password: str, second: Second | None
) -> Rotated:
    """Draw two new root keys into one folder or two, and sign them in with as many of the old as the roster asks for.

    Raises NotYours, SecondPersonMissing, WrongPassword, RootKeyForeign, RootsMissing, NotReadable, NotWritable …
    """
    other = agreed(desk, "device.enrol", second)
    roots, newest = county_root_keys(desk, old), desk.book.newest
    version = newest.version + 1
    made: list[tuple[Path, Ed25519PrivateKey]] = []
    for number in range(1, KEYS + 1):
        folder = folders[min(number, len(folders)) - 1]
        path = folder / f"root-v{version}-{number}.key"
        made.append((path, make_root_key(path, password)))
    listed = tuple(key.public_key().public_bytes_raw().hex() for _, key in made)
    threshold = min(newest.threshold, KEYS)
    with desk.write() as write:
        following = desk.book.successor(roots=listed, threshold=threshold, issued=desk.clock.ms(), by=desk.me.worker_id)
        desk.adopt(write, desk.book.adopt([sign(following, roots)]))
        desk.note(write, "rotate_roots", str(version), second=other)
    return Rotated(tuple(path for path, _ in made), version)

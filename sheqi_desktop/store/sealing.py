"""The few cryptographic steps the vault is made of.

A box sealed to a public key can be made by anyone and opened only with the private key.  So a new database key
can be given to every worker of a machine without asking them for their words.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sheqi_desktop.domain.clock import stopwatch

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_FLOOR_KIB = 64 * 1024
_CEILING_KIB = 512 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess of a 口令 takes."""

    memory_kib: int = _FLOOR_KIB
    passes: int = 3
    lanes: int = 4

    @classmethod
    def calibrated(cls, seconds: float = 1.0) -> Cost:
        """Choose what takes about this long here; township machines with 4 GB set the floor."""
        cost = cls()
        started = stopwatch()
        stretch("calibration", os.urandom(SALT_BYTES), cost)
        took = max(stopwatch() - started, 0.001)
        passes = max(cost.passes, min(16, round(cost.passes * seconds / took)))
        return cls(cost.memory_kib, passes, cost.lanes)

    @property
    def plausible(self) -> bool:
        """Tell whether the numbers could be ours: a damaged or hostile file must not eat the machine."""
        return 8 * self.lanes <= self.memory_kib <= _CEILING_KIB and 1 <= self.passes <= 64 and 1 <= self.lanes <= 16


QUICK = Cost(memory_kib=256, passes=1, lanes=1)
"""For the invented county and for tests; a real workspace never uses it."""


def stretch(words: str, salt: bytes, cost: Cost) -> bytes:
    """Make a key from words a person can remember."""
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=max(cost.memory_kib, 8 * cost.lanes),
    )
    return kdf.derive(words.encode())


def derive(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """Make a key for one purpose from a secret that has enough entropy already."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=purpose).derive(secret)


def lock_up(key: bytes, secret: bytes, label: bytes) -> bytes:
    """Encrypt a few bytes so that a change of a single bit, or of the label, is noticed."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, secret, label)


def unlock(key: bytes, locked: bytes, label: bytes) -> bytes | None:
    """Undo :func:`lock_up`; None if the key, the label or a byte is not the right one."""
    try:
        return ChaCha20Poly1305(key).decrypt(locked[:_NONCE_BYTES], locked[_NONCE_BYTES:], label)
    except (InvalidTag, ValueError):
        return None


def public_of(private: bytes) -> bytes:
    """Give the public half of an X25519 key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(secret: bytes, public: bytes, label: bytes) -> bytes:
    """Encrypt a few bytes for the owner of a public key: a fresh key, X25519, HKDF, ChaCha20-Poly1305."""
    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(public))
    return ours + lock_up(derive(shared, label, ours + public), secret, label)


def unseal(sealed: bytes, private: bytes, label: bytes) -> bytes | None:
    """Undo :func:`seal`; None if it was sealed for somebody else or damaged."""
    theirs = sealed[:KEY_BYTES]
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        return None
    return unlock(derive(shared, label, theirs + public_of(private)), sealed[KEY_BYTES:], label)

"""A machine's own two keys: one to sign with, one to be written to.  They are made here and never leave."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.sync.bytes import device_id, fingerprint
from sheqi_desktop.sync.envelope import new_secret, recipient_of


@dataclass(frozen=True, slots=True)
class Machine:
    """The keys of one computer; the secrets stay out of every printed form of this object."""

    seed: bytes = field(repr=False)
    age_secret: str = field(repr=False)
    _key: Ed25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def make(cls) -> Machine:
        """Draw new keys."""
        key = Ed25519PrivateKey.generate()
        return cls(key.private_bytes_raw(), new_secret(), key)

    @classmethod
    def load(cls, seed: bytes, age_secret: str) -> Machine:
        """Take up the keys kept in the database."""
        return cls(seed, age_secret, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> bytes:
        """The public signing key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def device(self) -> str:
        """The name of this machine."""
        return device_id(self.public)

    @property
    def recipient(self) -> str:
        """Where bundles for this machine are addressed to."""
        return recipient_of(self.age_secret)

    @property
    def fingerprint(self) -> str:
        """Five groups of four digits to read over the telephone."""
        return fingerprint(self.public)

    def sign(self, message: bytes) -> bytes:
        """Sign bytes as this machine."""
        return self._key.sign(message)

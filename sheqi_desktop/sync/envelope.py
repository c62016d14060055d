"""The closed envelope around a bundle: an age file, which only the named machines can open.

Encryption says who may read, never who wrote; the signature inside says that.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyrage  # type: ignore[import-untyped]

from sheqi_desktop.domain.trouble import BundleUnopenable, FileTooLarge, NotABundle

MAX_FILE = 200 << 20
_FIRST_LINE = b"age-encryption.org/v1\n"


def new_secret() -> str:
    """Draw a secret that opens envelopes."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(secret: str) -> str:
    """Give the address that belongs to a secret: this is what others write to."""
    return str(pyrage.x25519.Identity.from_str(secret).to_public())


def is_recipient(address: object) -> bool:
    """Tell whether a text is the address of a machine."""
    if not isinstance(address, str) or not address.startswith("age1") or len(address) != 62:
        return False
    try:
        return str(pyrage.x25519.Recipient.from_str(address)) == address
    except (pyrage.RecipientError, ValueError):
        return False


def close(plain: bytes, recipients: Iterable[str]) -> bytes:
    """Put bytes into an envelope that exactly these machines can open."""
    addresses = [pyrage.x25519.Recipient.from_str(address) for address in sorted(set(recipients))]
    return bytes(pyrage.encrypt(plain, addresses))


def open_envelope(data: bytes, secret: str, file: str = "") -> bytes:
    """Open an envelope addressed to this machine; a stranger cannot tell a foreign one from a broken one."""
    if len(data) > MAX_FILE:
        raise FileTooLarge(file=file, limit=MAX_FILE >> 20)
    # Armoured text, passphrases and plugins are not in the format, so only the plain binary form is even tried.
    if not data.startswith(_FIRST_LINE):
        if _other_name(file):
            raise NotABundle(file=file)
        raise BundleUnopenable(file=file)
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    except pyrage.DecryptError as wrong:
        raise BundleUnopenable(file=file) from wrong


def _other_name(file: str) -> bool:
    """Tell whether a file is called what no bundle is called; a broken bundle still has its name."""
    ending = file.rpartition(".")[2].casefold()
    return ending not in ("", file.casefold(), "sqb")

"""The exact bytes under every signature: canonical JSON, the signing envelope, hashes, names and fingerprints.

SYNC.md §4.7 rules here.  JSON has one spelling only: a reader refuses bytes that differ from what it would write
itself, so two programs can never read two meanings from one signed text.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sheqi_desktop.domain.change import Change

_fast: Any = None
try:
    import orjson

    _fast = orjson
except ImportError:  # pragma: no cover - only where there is no wheel for the machine
    pass

MAX_DEPTH = 16
MAX_INT = 2**63 - 1
MAX_TEXT = 1 << 20
SEGMENT, BUNDLE = "application/vnd.sheqi.segment", "application/vnd.sheqi.bundle"
ROSTER, ACT = "application/vnd.sheqi.roster", "application/vnd.sheqi.act"


class Unreadable(ValueError):
    """Bytes that are not the one canonical JSON text of anything."""

    def __init__(self, why: str) -> None:
        """Say in words what is wrong."""
        super().__init__(why)
        self.why = why


def read_json(data: bytes) -> Any:
    """Read canonical JSON; refuse every other spelling, floats, huge numbers and deep nesting."""
    value = read_shallow(data)
    check_value(value)
    return value


def read_shallow(data: bytes) -> Any:
    """Read canonical JSON whose numbers and depth the caller checks itself, column by column, which is faster."""
    try:
        value = _fast.loads(data) if _fast else _stdlib_loads(data)
        again = write_json(value)
    except Unreadable:
        raise
    except (ValueError, RecursionError, TypeError) as wrong:
        raise Unreadable("不是规定格式的文字") from wrong
    if again != data:
        raise Unreadable("不是唯一的规定写法")
    return value


def write_json(value: Any) -> bytes:
    """Write the canonical JSON of a value: sorted keys, no spaces, UTF-8."""
    if _fast:
        return bytes(_fast.dumps(value, option=_fast.OPT_SORT_KEYS))
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def check_value(value: Any, depth: int = 1) -> None:
    """Refuse floats, numbers beyond 64 bits and nesting deeper than sixteen."""
    if type(value) in (dict, list):
        if depth > MAX_DEPTH:
            raise Unreadable("嵌套太深")
        # Most of what a file holds are texts and numbers in a list: those are looked at without another call.
        for inner in value.values() if type(value) is dict else value:
            kind = type(inner)
            if kind is str and len(inner) <= MAX_TEXT // 4:
                continue
            if kind is int and -MAX_INT - 1 <= inner <= MAX_INT:
                continue
            check_value(inner, depth + 1)
    elif isinstance(value, str):
        check_text(value)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        if not -MAX_INT - 1 <= value <= MAX_INT:
            raise Unreadable("数字太大")
    elif isinstance(value, float):
        raise Unreadable("有小数")
    else:
        raise Unreadable("有不认识的值")


def check_text(text: str) -> None:
    """Refuse a text longer than one MiB."""
    if len(text) * 4 > MAX_TEXT and len(text.encode("utf-8")) > MAX_TEXT:
        raise Unreadable("一段文字太长")


def _stdlib_loads(data: bytes) -> Any:
    def refuse(_: str) -> NoReturn:
        raise Unreadable("有小数")

    return json.loads(data.decode("utf-8"), parse_float=refuse, parse_constant=refuse)


def pae(kind: str, body: bytes) -> bytes:
    """Give what is really signed: the kind of document and its length come first, so nothing can pass for another."""
    name = kind.encode()
    return b"DSSEv1 %d %s %d %s" % (len(name), name, len(body), body)


def digest(data: bytes) -> bytes:
    """Give the 32-byte hash of the format."""
    return blake2b(data, digest_size=32).digest()


def hash_hex(data: bytes) -> str:
    """Give the hash as 64 hex digits."""
    return blake2b(data, digest_size=32).hexdigest()


def id_of(data: bytes) -> str:
    """Give an id: the first 16 bytes of the hash, as 32 hex digits."""
    return hash_hex(data)[:32]


def device_id(public: bytes) -> str:
    """Give the name of a machine, which follows from its signing key."""
    return id_of(public)


def chain_id(device: str, epoch: str, audience: str) -> str:
    """Give the name of a chain, which follows from the machine, its epoch and its audience."""
    return id_of(bytes.fromhex(device) + bytes.fromhex(epoch) + audience.encode())


def new_epoch() -> str:
    """Draw a new epoch: eight random bytes."""
    return secrets.token_hex(8)


def fingerprint(public: bytes) -> str:
    """Give a key as five groups of four digits, to be read over the telephone."""
    digits = f"{int.from_bytes(digest(public), 'big') % 10**20:020d}"
    return " ".join(digits[i : i + 4] for i in range(0, 20, 4))


def same_fingerprint(typed: str, public: bytes) -> bool:
    """Tell whether what was read over the telephone is this key's fingerprint; spaces and dashes do not matter."""
    digits = "".join(c for c in typed if c.isdecimal() and c.isascii())
    return hmac.compare_digest(digits, fingerprint(public).replace(" ", ""))


def b64(data: bytes) -> str:
    """Write bytes as standard base64 with padding."""
    return base64.b64encode(data).decode()


def unb64(text: str, length: int | None = None) -> bytes:
    """Read standard base64 in its one spelling; raise Unreadable otherwise."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as wrong:
        raise Unreadable("base64不对") from wrong
    if b64(data) != text or (length is not None and len(data) != length):
        raise Unreadable("base64不对")
    return data


def is_hex(value: object, length: int) -> bool:
    """Tell whether a value is text of so many lower-case hex digits."""
    return isinstance(value, str) and len(value) == length and not value.strip("0123456789abcdef")


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature is this key's over this message."""
    try:
        _key(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def _key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def act_bytes(change: Change) -> bytes:
    """Give what a worker signs when submitting, signing off, voiding or re-opening: who, what, which record, when."""
    answered = {path: value for path, value in change.answers.items() if value is not None or not change.creates}
    return pae(ACT, write_json({"by": change.author, "f": answered, "rec": change.record, "t": change.at}))


def verify_act(change: Change, public: bytes) -> bool:
    """Tell whether a change carries the worker's own signature."""
    try:
        return signed_by(public, unb64(change.signature, 64), act_bytes(change))
    except Unreadable:
        return False

"""Outer hostile bundles: real files of every kind, spoilt on their way, each with the refusal that fits what was done.

A mutant is made by somebody who holds no key of the sender.  Nearly all are put into a fresh envelope that opens, so
that the reader has to tell what is wrong; what may be said of a spoilt manifest is worked out here anew, from FORMAT.md
and the standard library alone.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.sync.bytes import BUNDLE, pae
from sheqi_desktop.sync.envelope import close

DAMAGED, UNOPENABLE, OTHER_COUNTY = "E-BND-01", "E-BND-02", "E-BND-05"
STRANGER, CHANGED = "E-SIG-01", "E-SIG-02"
AT_ONE_OF_ITS_STEPS = "E-BND-01 E-BND-05 E-ROS-01 E-SIG-02"
HEX = "0123456789abcdef"


@dataclass(frozen=True)
class Mutant:
    """One spoilt file: what was done to it, the codes of the refusals that say so, and which kind it was."""

    done: str
    data: bytes
    code: str
    kind: str


@dataclass
class Source:
    """A real file of one kind, its plain frame, and who may open it."""

    kind: str
    sealed: bytes
    plain: bytes
    reader: str
    """The age address of the receiver."""
    county: str
    known: frozenset[str]
    """The machines of the roster."""
    text: bytes = field(init=False)
    said: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.end = 8 + int.from_bytes(self.plain[4:8], "big")
        self.text = self.plain[8 : self.end]
        self.said = json.loads(self.text)
        self.signature, self.rest = self.plain[self.end : self.end + 64], self.plain[self.end + 64 :]
        self.bare = self.kind in ("invite", "enrol-request")
        self.typed = [place for place, letter in enumerate(self.text) if chr(letter).isalnum()]

    def put(self, done: str, plain: bytes, code: str) -> Mutant:
        """Close a spoilt frame in an envelope that opens."""
        return Mutant(done, plain if self.bare else close(plain, [self.reader]), code, self.kind)

    def framed(self, done: str, text: bytes, code: str, signature: bytes = b"", rest: bytes | None = None) -> Mutant:
        """Put a frame together from pieces."""
        length = len(text).to_bytes(4, "big")
        rest = self.rest if rest is None else rest
        return self.put(done, b"".join([b"SQB1", length, text, signature or self.signature, rest]), code)

    def told(self, text: bytes) -> str:
        """Work out what must be said of a manifest that is not the signed one."""
        try:
            said = json.loads(text.decode())
        except (ValueError, RecursionError):
            return DAMAGED
        if not canonical(said, text) or not isinstance(said, dict):
            return DAMAGED
        version, county, sender = (said.get(name) for name in ("v", "county", "from"))
        if type(version) is not int or version < 1 or type(county) is not str or not is_id(sender):
            return DAMAGED
        if self.bare:
            return self._told_bare(said)
        if county != self.county:
            return OTHER_COUNTY
        # Rosters that came along could introduce a sender; a spoilt manifest lists none that does.
        return CHANGED if sender in self.known else STRANGER

    def _told_bare(self, said: dict[str, Any]) -> str:
        """An open file is read whole before its signature, for its own roster or key says who signed it."""
        return AT_ONE_OF_ITS_STEPS if said["v"] == 1 else "E-BND-03"


def canonical(said: Any, text: bytes) -> bool:
    """Tell whether bytes are the one spelling of a JSON value, without numbers outside the format."""
    try:
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except (ValueError, UnicodeEncodeError):
        return False
    return again == text and in_bounds(said)


def in_bounds(value: Any, depth: int = 1) -> bool:
    """Tell whether a value keeps to depth 16, whole numbers of 64 bits, texts of 1 MiB."""
    if isinstance(value, float):
        return False
    if isinstance(value, int) and not isinstance(value, bool):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        return len(value.encode()) <= 1 << 20
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return depth <= 16 and all(in_bounds(one, depth + 1) for one in inside)
    return True


def is_id(value: object) -> bool:
    """Tell whether a value is 32 hex digits."""
    return isinstance(value, str) and len(value) == 32 and set(value) <= set(HEX)


# ------------------------------------------------------------------------------ the envelope itself
def flip_envelope(one: Source, rng: random.Random) -> Mutant:
    place, bit = rng.randrange(len(one.sealed)), 1 << rng.randrange(8)
    data = bytearray(one.sealed)
    data[place] ^= bit
    return Mutant("a bit of the envelope", bytes(data), UNOPENABLE, one.kind)


def cut_envelope(one: Source, rng: random.Random) -> Mutant:
    return Mutant("the envelope cut short", one.sealed[: rng.randrange(len(one.sealed))], UNOPENABLE, one.kind)


def lengthen_envelope(one: Source, rng: random.Random) -> Mutant:
    place = rng.choice([len(one.sealed), rng.randrange(len(one.sealed))])
    longer = one.sealed[:place] + rng.randbytes(rng.randrange(1, 40)) + one.sealed[place:]
    return Mutant("the envelope lengthened", longer, UNOPENABLE, one.kind)


def splice_envelope(one: Source, rng: random.Random) -> Mutant:
    a, b = sorted(rng.sample(range(len(one.sealed)), 2))
    return Mutant("a piece of the envelope left out", one.sealed[:a] + one.sealed[b:], UNOPENABLE, one.kind)


def foreign_envelope(one: Source, rng: random.Random) -> Mutant:
    """Close the very frame for somebody else, or in one of the forms of age that the format does not have."""
    how = rng.randrange(3)
    if how == 0:
        data = close(one.plain, [str(pyrage.x25519.Identity.generate().to_public())])
    elif how == 1:
        to = [pyrage.x25519.Recipient.from_str(one.reader)]
        data = bytes(pyrage.encrypt(one.plain, to, armored=True))
    else:
        data = LOCKED + rng.randbytes(64)
    return Mutant("an envelope for somebody else", data, UNOPENABLE, one.kind)


LOCKED = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 18\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"


# ------------------------------------------------------------------------------ the frame
def spoil_magic(one: Source, rng: random.Random) -> Mutant:
    magic = bytearray(b"SQB1")
    magic[rng.randrange(4)] ^= 1 << rng.randrange(8)
    # A bare file whose magic is gone is taken for an envelope, which it is not either.
    return one.put("another magic", bytes(magic) + one.plain[4:], DAMAGED)


def spoil_length(one: Source, rng: random.Random) -> Mutant:
    length = rng.choice([0, 1, one.end - 9, one.end - 7, len(one.plain), 2**23 + 1, 2**32 - 1, rng.randrange(2**32)])
    length += length == one.end - 8
    return one.put("another length of the manifest", b"SQB1" + length.to_bytes(4, "big") + one.plain[8:], DAMAGED)


def flip_manifest(one: Source, rng: random.Random) -> Mutant:
    text = bytearray(one.text)
    text[rng.randrange(len(text))] ^= 1 << rng.randrange(8)
    return one.framed("a bit of the manifest", bytes(text), one.told(bytes(text)))


def type_over_manifest(one: Source, rng: random.Random) -> Mutant:
    """Type another letter or digit over one, so that the JSON mostly stays what it was in shape."""
    text = bytearray(one.text)
    place = rng.choice(one.typed)
    text[place] = rng.choice([c for c in b"0123456789abcdefxyz" if c != text[place]])
    return one.framed("a letter of the manifest", bytes(text), one.told(bytes(text)))


def forge_member(one: Source, rng: random.Random) -> Mutant:
    """Change what the manifest says, in its proper spelling, without the key to sign it."""
    name, value = rng.choice(LIES)
    said = dict(one.said)
    if said.get(name) == value:
        value = 7
    said[name] = value
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return one.framed(f"another “{name}”", text, one.told(text))


LIES: list[tuple[str, Any]] = [
    ("counter", 99), ("counter", 0), ("to", []), ("to", ["0" * 32]), ("have", {}), ("have", {"0" * 32: [9, "0" * 64]}),
    ("kind", "receipt"), ("kind", "bootstrap"), ("kind", "../../etc"), ("v", 2), ("v", 0), ("v", True), ("v", 2**62),
    ("county", "ab" * 16), ("county", ""), ("county", 1), ("from", "cd" * 16), ("from", "x"), ("from", None),
    ("roster", 99), ("parts", []), ("part", [2, 3]), ("made", 1), ("app", "x"), ("app", "\u202e\u0000"),
    ("summary", {"as_of": "", "counts": {}}), ("journal", None), ("recovery", None), ("bundles", [["0" * 32, 1]]),
    ("lacking", ["0" * 64]), ("workers", {"w": "0" * 64}), ("新", "成员"), ("later", {"x": [1]}),
]  # fmt: skip


def misspell(one: Source, rng: random.Random) -> Mutant:
    """Say the same in another spelling: spaces, order, escapes, marks, twice, floats, huge and deep values."""
    text = rng.choice(SPELLINGS)(one.text, one.said)
    return one.framed("another spelling of the manifest", text, DAMAGED)


def _with(member: bytes) -> Callable[[bytes, dict[str, Any]], bytes]:
    return lambda text, said: text[:-1] + b',"zz":' + member + b"}"


SPELLINGS: list[Callable[[bytes, dict[str, Any]], bytes]] = [
    lambda text, said: text + b" ",
    lambda text, said: b"\xef\xbb\xbf" + text,
    lambda text, said: text.replace(b'"v":1', b'"v": 1'),
    lambda text, said: text.replace(b'"v":1', b'"v":1.0'),
    lambda text, said: text.replace(b'"v":1', b'"v":1,"v":1'),
    lambda text, said: text.replace(b'"kind"', b'"\\u006bind"'),
    lambda text, said: json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()[::-1],
    lambda text, said: json.dumps(dict(reversed(said.items())), ensure_ascii=False, separators=(",", ":")).encode(),
    lambda text, said: json.dumps(said, ensure_ascii=False, sort_keys=True).encode(),
    lambda text, said: text.decode().encode("utf-16"),
    lambda text, said: text.replace(b'"', b"'"),
    _with(b"NaN"), _with(b"Infinity"), _with(b"1e3"), _with(b"0.5"), _with(b"-0"), _with(b"007"),
    _with(b"9223372036854775808"), _with(b"-9223372036854775809"), _with(b"1" * 400),
    _with(b"[" * 40 + b"]" * 40), _with(b"[" * 5000 + b"]" * 5000), _with(b'{"a":' * 17 + b"1" + b"}" * 17),
    _with(b'"\\ud800"'), _with(b'"\xed\xa0\x80"'), _with(b'"\xc0\xaf"'), _with(b'"\xff"'), _with(b'"\\/"'),
    _with(b'"\x00"'), _with(b'"\\u0041"'), _with(b'"' + b"x" * (1 << 20) + b'x"'), _with(b"true,"), _with(b"nul"),
]  # fmt: skip


def wrong_hand(one: Source, rng: random.Random) -> Mutant:
    """Sign what is there with a key that is not the sender's, or spoil the signature."""
    how = rng.randrange(4)
    signature = bytearray(one.signature)
    if how == 0:
        signature[rng.randrange(64)] ^= 1 << rng.randrange(8)
    elif how == 1:
        signature = bytearray(Ed25519PrivateKey.from_private_bytes(rng.randbytes(32)).sign(pae(BUNDLE, one.text)))
    elif how == 2:
        signature = bytearray(rng.randbytes(64))
    else:
        signature = bytearray(64)
    return one.framed("another signature", one.text, CHANGED, bytes(signature))


# ------------------------------------------------------------------------------ the parts
def spoil_parts(one: Source, rng: random.Random) -> Mutant:
    """Flip, cut, lengthen, swap, double or leave out the parts: the signed manifest says what they were."""
    rest, parts = one.rest, one.said["parts"]
    how = rng.randrange(6) if parts else 2
    if how == 0:
        spoilt = bytearray(rest)
        spoilt[rng.randrange(len(rest))] ^= 1 << rng.randrange(8)
        rest = bytes(spoilt)
    elif how == 1:
        rest = rest[: rng.randrange(len(rest))]
    elif how == 2:
        rest += rng.choice([b"\0", rest or b"x", rng.randbytes(rng.randrange(1, 99))])
    elif how == 3:
        place = rng.randrange(1, len(rest))
        rest = rest[place:] + rest[:place]
        if rest == one.rest:
            rest += b"x"
    elif how == 4:
        part = rng.choice(parts)
        rest = rest[: part["offset"]] + rest[part["offset"] + part["length"] :]
    else:
        part = rng.choice(parts)
        rest = rest[: part["offset"]] + BOMB + rest[part["offset"] + part["length"] :]
    return one.framed("the parts", one.text, DAMAGED, rest=rest)


BOMB = zlib.compress(bytes(8 << 20), 9)


# ------------------------------------------------------------------------------ another sender, county or machine
def another_sender(one: Source, rng: random.Random) -> Mutant:
    """A stranger, or another machine of the county, puts its name on what the sender wrote."""
    said = dict(one.said)
    how = rng.randrange(3)
    key = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
    if how == 0:  # an unknown machine, rightly signed by itself
        said["from"] = blake2b(key.public_key().public_bytes_raw(), digest_size=32).hexdigest()[:32]
    elif how == 1:  # a known one, by the wrong hand
        said["from"] = rng.choice(sorted(one.known))
    else:  # the sender itself, by the wrong hand
        said["counter"] += 1
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return one.framed("another sender", text, one.told(text), key.sign(pae(BUNDLE, text)))


CLOSED = {
    flip_envelope: 4, cut_envelope: 3, lengthen_envelope: 2, splice_envelope: 2, foreign_envelope: 2, spoil_magic: 2,
    spoil_length: 5,
    flip_manifest: 22, type_over_manifest: 16, forge_member: 16, misspell: 8, wrong_hand: 7, spoil_parts: 16,
    another_sender: 8,
}  # fmt: skip
OPEN = {
    spoil_magic: 1, spoil_length: 2, flip_manifest: 4, type_over_manifest: 4, misspell: 3, wrong_hand: 3,
    spoil_parts: 3,
}  # fmt: skip


def mutants(sources: list[Source], count: int, seed: int) -> Iterator[Mutant]:
    """Give so many mutants, every class in its share."""
    rng = random.Random(seed)
    for _ in range(count):
        one = rng.choice(sources)
        ways = OPEN if one.bare else CLOSED
        (way,) = rng.choices(list(ways), list(ways.values()))
        yield way(one, rng)

"""The writing half of the other program: it builds a file, from FORMAT.md alone, that our program must take."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.sync.second_party import Json, chain_id, dump, hash_of, id_of, load, pae


@dataclass
class Writer:
    """A machine that writes: its two keys, its county, and where its chain stands."""

    seed: bytes
    secret: str
    county: str
    roster: int
    epoch: str = "0123456789abcdef"
    last: int = 0
    head: str = hash_of(b"")

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def device(self) -> str:
        return id_of(self.key.public_key().public_bytes_raw())

    @property
    def chain(self) -> str:
        return chain_id(self.device, self.epoch, "all")

    def act(self, seed: bytes, by: str, told: Json, record: str, t: int) -> str:
        """Give a person's own signature under a change."""
        said = dump({"by": by, "f": told, "rec": record, "t": t})
        return base64.b64encode(Ed25519PrivateKey.from_private_bytes(seed).sign(pae("act", said))).decode()

    def seal(self, body: Json, last: int, since: int, until: int) -> tuple[bytes, bytes, bytes]:
        """Give header, signature and stored body of the next segment."""
        plain = dump(body)
        header = {
            "v": 1, "county": self.county, "chain": self.chain, "device": self.device, "epoch": self.epoch,
            "audience": "all", "first": self.last + 1, "last": last, "prev": self.head, "body": hash_of(plain),
            "size": len(plain), "codec": "zlib", "schema": 1, "roster": self.roster,
            "hlc": [[since, 0], [until, 0]], "sealed": "2023-04-03T09:00:00+08:00", "app": "another program",
        }  # fmt: skip
        text = dump(header)
        self.last, self.head = last, hash_of(pae("segment", text))
        return text, self.key.sign(pae("segment", text)), zlib.compress(plain)

    def bundle(self, segments: Sequence[tuple[bytes, bytes, bytes]], to: Sequence[Json], counts: Json) -> bytes:
        """Put segments, oldest first, into a file for some machines of the roster."""
        parts: list[Json] = []
        offset = 0
        for text, signature, stored in segments:
            header = load(text)
            part = {"kind": "segment", "chain": header["chain"], "first": header["first"], "header": text.decode()}
            part |= {"signature": base64.b64encode(signature).decode(), "hash": hash_of(stored)}
            parts.append(part | {"offset": offset, "length": len(stored)})
            offset += len(stored)
        said = {
            "v": 1, "county": self.county, "kind": "sync", "from": self.device, "counter": 1, "roster": self.roster,
            "to": sorted(one["id"] for one in to), "have": {self.chain: [self.last, self.head]}, "parts": parts,
            "part": [1, 1], "summary": {"as_of": "2023-04-03", "counts": counts}, "journal": None, "recovery": None,
            "made": 1_680_483_600_000, "app": "another program",
        }  # fmt: skip
        text = dump(said)
        plain = b"SQB1" + len(text).to_bytes(4, "big") + text + self.key.sign(pae("bundle", text))
        own = pyrage.x25519.Identity.from_str(self.secret).to_public()
        readers = [pyrage.x25519.Recipient.from_str(one["age"]) for one in to]
        return bytes(pyrage.encrypt(plain + b"".join(stored for _, _, stored in segments), [*readers, own]))

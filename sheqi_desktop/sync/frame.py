"""The frame inside the envelope: magic, signed manifest, parts.  Cut apart here without trusting any of it yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.trouble import BundleDamaged
from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import BUNDLE, Unreadable, hash_hex, pae, read_json, signed_by
from sheqi_desktop.sync.manifest import FORMAT, Manifest, Part, read_manifest

MAGIC = b"SQB1"
MAX_MANIFEST = 8 << 20
_SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class Frame:
    """A bundle cut into its three pieces, with only as much of the manifest read as every version must have."""

    text: bytes
    signature: bytes
    rest: memoryview
    said: dict[str, Any]

    @property
    def version(self) -> int:
        """The format version the sender states."""
        return int(self.said["v"])

    @property
    def is_newer(self) -> bool:
        """Tell whether this program is too old to read on."""
        return self.version > FORMAT

    @property
    def county(self) -> str:
        """The county the sender states."""
        return str(self.said["county"])

    @property
    def sender(self) -> str:
        """The machine that is said to have signed."""
        return str(self.said["from"])

    def signed_by(self, public: bytes) -> bool:
        """Tell whether this key signed the manifest."""
        return signed_by(public, self.signature, pae(BUNDLE, self.text))

    def manifest(self) -> Manifest:
        """Read the whole manifest strictly, and see that the parts fill the file exactly."""
        manifest = read_manifest(self.said)
        if sum(part.length for part in manifest.parts) != len(self.rest):
            raise Unreadable("文件长短不对")
        return manifest

    def bytes_of(self, part: Part) -> bytes:
        """Take out one part and check its hash."""
        data = bytes(self.rest[part.offset : part.offset + part.length])
        if hash_hex(data) != part.hash:
            raise Unreadable("有一件与清单不符")
        return data


def is_frame(data: bytes) -> bool:
    """Tell whether a file is a bare frame, as 登记包 and 申请文件 are."""
    return data.startswith(MAGIC)


def write_frame(manifest: bytes, signature: bytes, parts: list[bytes]) -> bytes:
    """Put a frame together."""
    if len(manifest) > MAX_MANIFEST:
        raise ValueError("a manifest holds at most 8 MiB; write several bundles")
    return b"".join([MAGIC, len(manifest).to_bytes(4, "big"), manifest, signature, *parts])


def cut(plain: bytes, file: str) -> Frame:
    """Cut a frame apart; raise BundleDamaged if it is none."""
    try:
        if not is_frame(plain):
            raise Unreadable("开头不对")
        length = int.from_bytes(plain[4:8], "big")
        start = 8 + length
        if length > MAX_MANIFEST or len(plain) < start + _SIGNATURE:
            raise Unreadable("清单长短不对")
        said = read_json(plain[8:start])
        shape.need(said, {"v": int, "county": str, "from": str})
        shape.whole(said["v"], 1)
        shape.hexes(said["from"], 32)
        rest = memoryview(plain)[start + _SIGNATURE :]
        return Frame(plain[8:start], plain[start : start + _SIGNATURE], rest, said)
    except Unreadable as wrong:
        raise BundleDamaged(file=file, why=wrong.why) from wrong

"""Another program that speaks the format, written from FORMAT.md alone: it imports nothing of ours.

It reads every kind of file and checks every hash and signature.  ``second_writer`` beside it builds one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pyrage  # type: ignore[import-untyped]
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TYPE = "application/vnd.sheqi."
LIMIT = {"manifest": 8 << 20, "body": 64 << 20, "file": 200 << 20, "parts": 10_000, "changes": 50_000}
Json = Any


class Wrong(Exception):
    """A file that the format does not allow."""


def need(right: bool, what: str) -> None:
    """Refuse with a word."""
    if not right:
        raise Wrong(what)


# ------------------------------------------------------------------------------ §1 ground rules
def hash_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def id_of(data: bytes) -> str:
    return hash_of(data)[:32]


def pae(what: str, body: bytes) -> bytes:
    name = (TYPE + what).encode()
    return b"DSSEv1 " + b" ".join([str(len(name)).encode(), name, str(len(body)).encode(), body])


def dump(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def load(data: bytes) -> Json:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        raise Wrong("JSON") from wrong
    need(dump(value) == data, "another spelling")
    _bounds(value, 1)
    return value


def _bounds(value: Json, depth: int) -> None:
    need(not isinstance(value, float), "a float")
    if isinstance(value, int) and not isinstance(value, bool):
        need(-(2**63) <= value < 2**63, "a number beyond 64 bits")
    if isinstance(value, str):
        need(len(value.encode()) <= 1 << 20, "a long text")
    if isinstance(value, dict | list):
        need(depth <= 16, "too deep")
        for inner in value.values() if isinstance(value, dict) else value:
            _bounds(inner, depth + 1)


def signed(key: str, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def unb64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64")
    return data


def fingerprint(key: str) -> str:
    digits = f"{int(hash_of(bytes.fromhex(key)), 16) % 10**20:020d}"
    return " ".join(digits[i : i + 4] for i in range(0, 20, 4))


def chain_id(device: str, epoch: str, audience: str) -> str:
    return id_of(bytes.fromhex(device) + bytes.fromhex(epoch) + audience.encode())


# ------------------------------------------------------------------------------ §4 roster
def read_rosters(raw: Iterable[bytes], known: Sequence[Json] = (), county: str = "") -> tuple[list[Json], str]:
    """Prove versions one by one from the first, or after those known; give them and the county."""
    pages = list(known)
    for data in raw:
        outer = load(data)
        text = outer["roster"].encode()
        said = load(text)
        if said["version"] <= len(pages):
            continue
        need(said["version"] == len(pages) + 1, "a version is missing")
        listed = pages[-1] if pages else said
        good = [
            root
            for root in set(listed["roots"])
            if root in outer["sigs"] and signed(root, unb64(outer["sigs"][root]), pae("roster", text))
        ]
        need(len(good) >= listed["threshold"], "not signed by the roots before")
        need(said["county"] == (county if pages else ""), "another county")
        county = county or id_of(text)
        for one in said["devices"]:
            need(one["id"] == id_of(bytes.fromhex(one["key"])), "a machine that is not its key")
        pages.append(said)
    return pages, county


def device_of(pages: Sequence[Json], device: str) -> Json:
    return next((one for one in pages[-1]["devices"] if one["id"] == device), None)


# ------------------------------------------------------------------------------ §3 bundle
@dataclass
class File:
    """A file that was read, every check passed."""

    said: Json
    rosters: list[Json]
    county: str
    segments: list[tuple[str, Json, Json]]
    """Hash, header and body of each."""
    blobs: dict[str, bytes]


def frame_of(plain: bytes) -> tuple[bytes, Json, bytes, bytes]:
    need(plain[:4] == b"SQB1", "magic")
    length = int.from_bytes(plain[4:8], "big")
    need(length <= LIMIT["manifest"] and len(plain) >= 8 + length + 64, "length of the manifest")
    text = plain[8 : 8 + length]
    return text, load(text), plain[8 + length : 8 + length + 64], plain[8 + length + 64 :]


def pieces_of(said: Json, rest: bytes) -> list[tuple[Json, bytes]]:
    need(len(said["parts"]) <= LIMIT["parts"], "too many parts")
    found, at, before = [], 0, None
    for part in said["parts"]:
        need(part["offset"] == at, "a gap between parts")
        data = rest[at : at + part["length"]]
        at += part["length"]
        need(hash_of(data) == part["hash"], "a part is not what was listed")
        order = _order(part)
        need(before is None or before < order, "parts out of order")
        before = order
        found.append((part, data))
    need(at == len(rest), "something after the last part")
    return found


def _order(part: Json) -> tuple[Any, ...]:
    if part["kind"] == "roster":
        return (0, part["version"])
    if part["kind"] == "segment":
        return (1, part["chain"], part["first"], part["hash"], part["header"].encode())
    need(part["kind"] == "blob", "an unknown part")
    return (2, part["sha256"])


def read_bundle(data: bytes, secret: str, known: Sequence[Json] = (), county: str = "") -> File:
    """Open a file in its envelope and check all of it."""
    need(len(data) <= LIMIT["file"] and data.startswith(b"age-encryption.org/v1\n"), "no envelope")
    plain = bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    text, said, signature, rest = frame_of(plain)
    need(said["v"] == 1, "a later format")
    pieces = pieces_of(said, rest)
    pages, county = read_rosters([data for part, data in pieces if part["kind"] == "roster"], known, county)
    need(said["county"] == county, "another county")
    sender = device_of(pages, said["from"])
    need(sender is not None and signed(sender["key"], signature, pae("bundle", text)), "the sender did not sign")
    segments = [read_segment(part, data, pages, county) for part, data in pieces if part["kind"] == "segment"]
    blobs = {part["sha256"]: data for part, data in pieces if part["kind"] == "blob"}
    need(all(hashlib.sha256(data).hexdigest() == name for name, data in blobs.items()), "an attachment")
    need(counts_of([body for _, _, body in segments]) == said["summary"]["counts"], "the summary")
    return File(said, pages, county, segments, blobs)


def read_open(data: bytes) -> tuple[Json, list[Json], str]:
    """Read a 登记包 or 申请文件, which travel without an envelope; give manifest, rosters and the county."""
    text, said, signature, rest = frame_of(data)
    need(said["kind"] in ("invite", "enrol-request") and said["v"] == 1, "kind")
    pieces = pieces_of(said, rest)
    pages, county = read_rosters([data for part, data in pieces if part["kind"] == "roster"])
    key = said["key"]
    need(id_of(bytes.fromhex(key)) == said["from"], "the key is not the sender's")
    if said["kind"] == "invite":
        need(said["county"] == county and device_of(pages, said["from"])["kind"] == "center", "not of the centre")
    need(signed(key, signature, pae("bundle", text)), "the sender did not sign")
    return said, pages, county


# ------------------------------------------------------------------------------ §2 segment
def read_segment(part: Json, stored: bytes, pages: Sequence[Json], county: str) -> tuple[str, Json, Json]:
    text = part["header"].encode()
    header = load(text)
    need(header["v"] == 1 and header["county"] == county, "header")
    need(header["chain"] == chain_id(header["device"], header["epoch"], header["audience"]), "chain")
    need((part["chain"], part["first"]) == (header["chain"], header["first"]), "listed otherwise")
    need(1 <= header["first"] <= header["last"] < header["first"] + LIMIT["changes"], "numbers")
    need((header["first"] == 1) == (header["prev"] == hash_of(b"")), "prev")
    writer = device_of(pages, header["device"])
    need(writer is not None and signed(writer["key"], unb64(part["signature"]), pae("segment", text)), "signature")
    need(header["size"] <= LIMIT["body"], "size")
    need(header["size"] <= 1 << 20 or header["size"] <= 200 * len(stored), "a bomb")
    if header["codec"] == "zstd":
        plain = zstandard.ZstdDecompressor().decompress(stored, max_output_size=header["size"], allow_extra_data=False)
    else:
        need(header["codec"] == "zlib", "codec")
        tool = zlib.decompressobj()
        plain = tool.decompress(stored, header["size"] + 1)
        need(tool.eof and not tool.unused_data, "after the body")
    need(len(plain) == header["size"] and hash_of(plain) == header["body"], "the body")
    body = load(plain)
    check_body(header, body)
    return hash_of(pae("segment", text)), header, body


def check_body(header: Json, body: Json) -> None:
    rows = [(part, kind, column) for part in ("create", "patch") for kind, column in body[part].items()]
    seqs = [seq for _, _, column in rows for seq in accumulate(column["seq"])]
    times = [t for _, _, column in rows for t in accumulate(column["t"])]
    need(sorted(seqs) == list(range(header["first"], header["last"] + 1)), "every number once")
    need([min(times), max(times)] == [header["hlc"][0][0], header["hlc"][1][0]], "hlc")
    for part, _, column in rows:
        count = len(column["seq"])
        lists = [column[name] for name in ("t", "by", *(("id",) if part == "create" else ("rec", "par")))]
        need(count >= 1 and all(len(one) == count for one in lists), "columns of one length")
        for row in (column["f"].get("_deleted") or [[]])[0] if part == "patch" else []:
            need(str(row) in column.get("why", {}), "a void without reason")


def changes_of(segments: Sequence[tuple[str, Json, Json]]) -> list[list[Any]]:
    """Give the changes of a file in order: [chain, n], kind, record, parents, answers, author, t, reason."""
    created = {
        (header["chain"], seq): record
        for _, header, body in segments
        for column in body["create"].values()
        for seq, record in zip(accumulate(column["seq"]), column["id"], strict=True)
    }
    found = []
    for _, header, body in segments:
        names = [header["chain"], *(chain for chain, _ in body["refs"])]
        here = []
        for kind, column in body["create"].items():
            for i, seq in enumerate(accumulate(column["seq"])):
                told = {name: values[i] for name, values in column["f"].items() if values[i] is not None}
                here.append(_change(header, body, kind, column, i, seq, column["id"][i], [], told))
        for kind, column in body["patch"].items():
            for i, seq in enumerate(accumulate(column["seq"])):
                told = {p: v[rows.index(i)] for p, (rows, v) in column["f"].items() if i in rows}
                parents = [[names[k], n] for k, n in column["par"][i]]
                k, n = column["rec"][i]
                here.append(_change(header, body, kind, column, i, seq, created.get((names[k], n), ""), parents, told))
        found += sorted(here, key=lambda one: one[0][1])
    return found


def _change(
    header: Json, body: Json, kind: str, column: Json, i: int, seq: int, record: str, parents: Json, told: Json
) -> list[Any]:
    at = list(accumulate(column["t"]))[i]
    author = body["people"][column["by"][i]]
    return [[header["chain"], seq], kind, record, parents, told, author, at, column.get("why", {}).get(str(i), "")]


def counts_of(bodies: Sequence[Json]) -> Json:
    counts: dict[str, dict[str, list[int]]] = {}
    for body in bodies:
        for kind, column in body["create"].items():
            for station in column["f"].get("station_code") or [None] * len(column["id"]):
                name = station if isinstance(station, str) else ""
                counts.setdefault(kind, {}).setdefault(name, [0, 0, 0])[0] += 1
        for kind, column in body["patch"].items():
            tally = counts.setdefault(kind, {}).setdefault("", [0, 0, 0])
            voided = sum(value is True for value in (column["f"].get("_deleted") or [[], []])[1])
            tally[1] += len(column["seq"]) - voided
            tally[2] += voided
    return counts

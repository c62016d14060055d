"""A bundle is put together: parts laid end to end, listed in a manifest, signed, and closed in an envelope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.sync.body import Counts
from sheqi_desktop.sync.bytes import BUNDLE, Unreadable, hash_hex, pae, read_json
from sheqi_desktop.sync.envelope import MAX_FILE, close
from sheqi_desktop.sync.frame import write_frame
from sheqi_desktop.sync.header import MAX_BODIES, read_header
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.manifest import (
    CLOSED_KINDS,
    MAX_BLOB,
    MAX_PARTS,
    OPEN_KINDS,
    Have,
    Manifest,
    Part,
    read_manifest,
)
from sheqi_desktop.sync.roster import Device, version_of
from sheqi_desktop.sync.segment import decode

MOST_PIECES = MAX_PARTS - 1_000
"""Room is left for the rosters."""
MOST_BYTES = MAX_FILE - (20 << 20)
"""Room is left for the manifest, the rosters and the envelope."""


def pack(
    *,
    kind: str,
    machine: Machine,
    county: str,
    to: Iterable[Device],
    counter: int,
    roster_version: int,
    have: Have | None = None,
    sealed: Iterable[Sealed] = (),
    blobs: Mapping[str, bytes] | None = None,
    rosters: Sequence[bytes] = (),
    as_of: str = "",
    part: tuple[int, int] = (1, 1),
    journal: tuple[int, str] | None = None,
    recovery: bytes | None = None,
    bundles: Sequence[tuple[str, int]] = (),
    lacking: Sequence[str] = (),
    workers: Mapping[str, str] | None = None,
    made_ms: int = 0,
    app: str = "",
    extra: Mapping[str, Any] | None = None,
) -> bytes:
    """Write one bundle file for exactly these machines; the sender can open it too."""
    receivers = {device.id: device for device in to}
    segments = list(sealed)
    parts, pieces = _lay_out(rosters, segments, blobs or {})
    manifest = Manifest(
        kind=kind,
        county=county,
        sender=machine.device,
        to=tuple(sorted(receivers)),
        counter=counter,
        roster=roster_version,
        made=made_ms,
        have=have or {},
        parts=tuple(parts),
        counts=total(decode(segment).counts() for segment in segments),
        as_of=as_of,
        part=part,
        journal=journal,
        recovery=recovery,
        bundles=tuple(bundles),
        lacking=tuple(lacking),
        workers=workers or {},
        app=app,
        key=machine.public.hex() if kind in OPEN_KINDS else "",
        age=machine.recipient if kind in OPEN_KINDS else "",
        extra=extra or {},
    )
    frame = sign_frame(manifest, machine, pieces)
    if kind in OPEN_KINDS:
        return frame
    if kind not in CLOSED_KINDS:
        raise ValueError(f"no such kind of bundle: {kind}")
    file = close(frame, [device.age for device in receivers.values()] + [machine.recipient])
    if len(file) > MAX_FILE:
        raise ValueError("a bundle holds at most 200 MiB; divide what is sent over several")
    return file


def sign_frame(manifest: Manifest, machine: Machine, pieces: list[bytes]) -> bytes:
    """Sign a manifest and put its parts behind it; a manifest that a strict reader would refuse is a bug here."""
    text = manifest.write()
    try:
        read_manifest(read_json(text))
    except Unreadable as wrong:
        raise ValueError(f"this manifest could not be read back: {wrong.why}") from wrong
    return write_frame(text, machine.sign(pae(BUNDLE, text)), pieces)


def total(counts: Iterable[Counts]) -> Counts:
    """Add up what several segments hold."""
    whole: Counts = {}
    for each in counts:
        for kind, stations in each.items():
            for station, tally in stations.items():
                sums = whole.setdefault(kind, {}).setdefault(station, [0, 0, 0])
                for i, number in enumerate(tally):
                    sums[i] += number
    return whole


def file_name(station_code: str, slot: str, counter: int, part: tuple[int, int] = (1, 1)) -> str:
    """Give a bundle its file name: station, machine letter and number, which is all that may be read from outside."""
    if not re.fullmatch(r"[0-9]{9}(-[0-9])?", station_code) or not re.fullmatch(r"[A-Z]", slot):
        raise ValueError("a bundle is named after a station code and a machine letter")
    share = "" if part[1] == 1 else f"-{part[0]}of{part[1]}"
    return f"SQ-{station_code}-{slot}-{counter:06d}{share}.sqb"


def shares(
    sealed: Sequence[Sealed], blobs: Sequence[tuple[str, int]], limit: int
) -> list[tuple[list[Sealed], list[str]]]:
    """Divide what is to be sent over several files: segments first, attachments (name, size) behind as they are given.

    No file gets larger than the limit unless one piece alone is; none gets larger, packed or unpacked, than a reader
    takes.
    """
    limit = min(limit, MOST_BYTES)
    files: list[tuple[list[Sealed], list[str]]] = [([], [])]
    used = unpacked = count = 0
    pieces: list[tuple[int, int, Sealed | str]] = [
        (len(each.body) + len(each.header) * 2, read_header(each.header).size, each) for each in sealed
    ]
    for size, whole, piece in [*pieces, *((size + 400, 0, sha) for sha, size in blobs)]:
        if used and (used + size > limit or unpacked + whole > MAX_BODIES or count >= MOST_PIECES):
            files.append(([], []))
            used = unpacked = count = 0
        used, unpacked, count = used + size, unpacked + whole, count + 1
        if isinstance(piece, str):
            files[-1][1].append(piece)
        else:
            files[-1][0].append(piece)
    return files


def _lay_out(
    rosters: Sequence[bytes], sealed: Sequence[Sealed], blobs: Mapping[str, bytes]
) -> tuple[list[Part], list[bytes]]:
    listed: list[tuple[Part, bytes]] = []
    for raw in rosters:
        listed.append((Part("roster", hash_hex(raw), 0, len(raw), version=version_of(raw)), raw))
    for each in sealed:
        segment = Part("segment", hash_hex(each.body), 0, len(each.body), each.chain, each.first)
        listed.append((replace(segment, header=each.header, signature=each.signature), each.body))
    for name, data in blobs.items():
        if sha256(data).hexdigest() != name or len(data) > MAX_BLOB:
            raise ValueError("an attachment is named by its hash and holds at most 16 MiB")
        listed.append((Part("blob", hash_hex(data), 0, len(data), sha256=name), data))
    listed.sort(key=lambda each: each[0].order())
    offset, parts = 0, []
    for part, data in listed:
        parts.append(replace(part, offset=offset))
        offset += len(data)
    return parts, [data for _, data in listed]

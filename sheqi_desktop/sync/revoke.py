"""A machine is lost, or found not to be believed: the next roster says so, and up to where its chains are believed.

What was accepted before stays.  What comes later, whoever carries it, is held apart until the county decides (SYNC
§4.6); believing more is one more roster, with the cut moved forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sheqi_desktop.sync.roster import Book, Cut, Device, sign


def lose(
    book: Book,
    device: Device,
    cuts: Iterable[Cut],
    lost_at: int,
    roots: Sequence[Ed25519PrivateKey],
    by: str,
    now_ms: int,
) -> bytes:
    """Sign the next roster in which a machine is lost since ``lost_at`` (ms); its key is believed up to the cuts."""
    lost = replace(device, status="lost", lost_at=lost_at)
    devices = tuple(lost if one.id == device.id else one for one in book.newest.devices)
    kept = tuple(one for one in book.newest.cuts if one.device != device.id or one.worker)
    return sign(book.successor(devices=devices, cuts=(*kept, *cuts), issued=now_ms, by=by), roots)


def believe(
    book: Book, device: str, cuts: Iterable[Cut], roots: Sequence[Ed25519PrivateKey], by: str, now_ms: int
) -> bytes:
    """Sign the next roster in which the chains of a lost machine are believed further, up to these cuts."""
    moved = {one.chain: one for one in cuts}
    kept = tuple(one for one in book.newest.cuts if one.device != device or one.worker or one.chain not in moved)
    return sign(book.successor(cuts=(*kept, *moved.values()), issued=now_ms, by=by), roots)

"""A copied workspace on another computer: its new key, vouched for by the key of the machine it was copied from.

Whoever has the copy and its 口令 has the old key; that the copy is an honest one the telephone shows, as always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import Unreadable, b64, pae, signed_by, unb64
from sheqi_desktop.sync.circles import SUPERVISOR, in_force, own_desk
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Device

COPY = "sheqi-copy"
GONE = "原来那台电脑没有登记，或者已经停用"
OTHER = "申请的站或人和原来那台电脑的不一样"


@dataclass(frozen=True, slots=True)
class Vouched:
    """The machine that was copied, and its signature over the new machine's key."""

    device: str
    signature: str


def vouch(old: Machine, new: Machine) -> Vouched:
    """Let the key that came with the copy vouch for the new one."""
    return Vouched(old.device, b64(old.sign(pae(COPY, new.public))))


def read_vouched(said: Any) -> Vouched | None:
    """Read what a 申请文件 says, None where it answers a 登记包; raise Unreadable."""
    if said is None:
        return None
    shape.need(said, {"device": str, "signature": str})
    unb64(said["signature"], 64)
    return Vouched(shape.hexes(said["device"], 32), str(said["signature"]))


def why_not_copied(vouched: Vouched, key: bytes, asked: Mapping[str, str], book: Book) -> str:
    """Say why a new machine is not taken for a copy of the one it names, '' where it is."""
    old = book.newest.device(vouched.device)
    if old is None or old.status != "active":
        return GONE
    try:
        signature = unb64(vouched.signature, 64)
    except Unreadable as wrong:
        return wrong.why
    if not signed_by(old.public, signature, pae(COPY, key)):
        return "原来那台电脑的签名不对"
    same = (asked["station_code"], asked["kind"]) == (old.station_code, old.kind)
    return "" if same and old.kind != "center" and not asked["invite"] else OTHER


def stranger(book: Book, old: Device, people: set[str], day: str) -> bool:
    """Tell whether somebody who asks has nothing to do with the machine that was copied."""
    if old.kind == SUPERVISOR:
        return any(own_desk(one) != old.workspace for one in people)
    posts = {one.worker_id: {unit for _, unit in in_force(one, day)} for one in book.newest.people}
    return any(old.station_code not in posts.get(one, ()) for one in people)

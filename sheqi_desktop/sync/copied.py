"""A copied workspace on another computer: its new key, vouched for by the key of the machine it was copied from.

Where the computer takes the place of the other (换了电脑), the old key signs the succession: also up to where the copy
has what was written under it.  That much is believed of the old machine, which retires with the approval (SYNC §4.6).
Whoever has the copy and its 口令 has the old key; that the copy is an honest one the telephone shows, as always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.sync import shape
from sheqi_desktop.sync.bytes import Unreadable, b64, device_id, pae, signed_by, unb64, write_json
from sheqi_desktop.sync.circles import SUPERVISOR, in_force, own_desk
from sheqi_desktop.sync.machine import Machine
from sheqi_desktop.sync.roster import Book, Device

COPY, SUCCESSION = "sheqi-copy", "sheqi-succession"
Ends = Mapping[str, tuple[int, str]]
"""Chain → its last number and the hash of its last segment."""
GONE = "原来那台电脑没有登记，或者已经停用"
OTHER = "申请的站或人和原来那台电脑的不一样"


@dataclass(frozen=True, slots=True)
class Vouched:
    """The machine that was copied, and its signature over the new machine's key."""

    device: str
    signature: str
    ends: Ends | None = None
    """Up to where the copy has the chains of the machine whose place it takes; None for a second computer."""

    def as_row(self) -> dict[str, Any]:
        """Give what the 申请文件 says."""
        said: dict[str, Any] = {"device": self.device, "signature": self.signature}
        return said if self.ends is None else said | {"ends": {name: list(end) for name, end in self.ends.items()}}


def vouch(old: Machine, new: Machine, ends: Ends | None = None) -> Vouched:
    """Let the key that came with the copy vouch for the new one, as its successor where ``ends`` are given."""
    return Vouched(old.device, b64(old.sign(_said(new.public, ends))), ends)


def _said(key: bytes, ends: Ends | None) -> bytes:
    if ends is None:
        return pae(COPY, key)
    return pae(SUCCESSION, key + write_json({name: list(end) for name, end in ends.items()}))


def read_vouched(said: Any) -> Vouched | None:
    """Read what a 申请文件 says, None where it answers a 登记包; raise Unreadable."""
    if said is None:
        return None
    shape.need(said, {"device": str, "signature": str})
    unb64(said["signature"], 64)
    return Vouched(shape.hexes(said["device"], 32), str(said["signature"]), _ends(said.get("ends")))


def _ends(said: Any) -> Ends | None:
    if said is None:
        return None
    if not isinstance(said, dict):
        raise Unreadable("交接到哪里写得不对")
    found = {}
    for name, end in said.items():
        if not isinstance(end, list) or len(end) != 2 or type(end[0]) is not int or end[0] < 1:
            raise Unreadable("交接到哪里写得不对")
        found[shape.hexes(name, 32)] = (end[0], shape.hexes(end[1], 64))
    return found


def why_not_copied(vouched: Vouched, key: bytes, asked: Mapping[str, str], book: Book) -> str:
    """Say why a new machine is not taken for a copy of the one it names, '' where it is."""
    old, new = book.newest.device(vouched.device), book.newest.device(device_id(key))
    # Whose place was taken is retired; the machine that took it may ask again, for one more signing key.
    if old is None or (old.status != "active" and (new is None or new.status != "active")):
        return GONE
    try:
        signature = unb64(vouched.signature, 64)
    except Unreadable as wrong:
        return wrong.why
    if not signed_by(old.public, signature, _said(key, vouched.ends)):
        return "原来那台电脑的签名不对"
    same = (asked["station_code"], asked["kind"]) == (old.station_code, old.kind)
    return "" if same and old.kind != "center" and not asked["invite"] else OTHER


def stranger(book: Book, old: Device, people: set[str], day: str) -> bool:
    """Tell whether somebody who asks has nothing to do with the machine that was copied."""
    if old.kind == SUPERVISOR:
        return any(own_desk(one) != old.workspace for one in people)
    posts = {one.worker_id: {unit for _, unit in in_force(one, day)} for one in book.newest.people}
    return any(old.station_code not in posts.get(one, ()) for one in people)

"""The slot file as it lies on disk: its shape, its checksum, its two copies and the small one for the printed code.

vault.json        who has a 口令 here; the database key, sealed once for each of them
vault.copy.json   the same, for the day the first is damaged
recovery.json     only the box of the printed code, for the day both are
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.answers import canonical
from sheqi_desktop.domain.trouble import NotReadable, Surroundings
from sheqi_desktop.store.files import read_if_there, write_whole
from sheqi_desktop.store.sealing import Cost

FIRST = "vault.json"
SECOND = "vault.copy.json"
CODE_ONLY = "recovery.json"
VERSION = 1
_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Box:
    """The database key sealed to one public key; two of them while the key is being changed, the new one first."""

    public: bytes
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One worker's way in: the signing seed under the 口令, the database key under the seed."""

    worker: str
    name: str
    salt: bytes
    cost: Cost
    seed: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class VaultFile:
    """Everything the slot file says; ``turn`` grows with every writing."""

    turn: int
    slots: tuple[Slot, ...]
    code: Box
    centre: Box | None
    mac: bytes = b""

    @property
    def told(self) -> dict[str, Any]:
        """The content, without its seal of authenticity and its checksum."""
        return {
            "v": VERSION,
            "turn": self.turn,
            "slots": [_slot_out(slot) for slot in self.slots],
            "code": _box_out(self.code),
            "centre": _box_out(self.centre) if self.centre else None,
        }

    @property
    def bytes(self) -> bytes:
        """The file, byte for byte."""
        return _with_sum({**self.told, "mac": _out(self.mac)})

    def write(self, folder: Path) -> VaultFile:
        """Write all copies, one after the other, so that a power cut harms at most one; gives the next turn."""
        nxt = replace(self, turn=self.turn + 1)
        for name in (FIRST, SECOND):
            write_whole(folder / name, nxt.bytes)
        write_whole(folder / CODE_ONLY, _with_sum({"v": VERSION, "turn": nxt.turn, "code": _box_out(nxt.code)}))
        return nxt


def there(folder: Path) -> bool:
    """Tell whether a folder holds slot files, sound or not."""
    return any((folder / name).exists() for name in (FIRST, SECOND))


def read(folder: Path) -> VaultFile | None:
    """Give the newest sound copy, None if there is none; a missing or damaged copy is written again."""
    copies = {name: _read_one(folder / name) for name in (FIRST, SECOND)}
    sound = [copy for copy in copies.values() if copy]
    if not sound:
        return None
    best = max(sound, key=lambda copy: copy.turn)
    for name, copy in copies.items():
        if copy != best:
            try:
                write_whole(folder / name, best.bytes)
            except Surroundings:
                # The sound copy is enough to work with; the next writing tries again.
                continue
    return best


def from_bytes(data: bytes) -> VaultFile | None:
    """Read a slot file, None if a single byte of it is not as it was written."""
    told = _checked(data)
    if told is None or told.get("v") != VERSION:
        return None
    try:
        return VaultFile(
            turn=int(told["turn"]),
            slots=tuple(_slot_in(slot) for slot in told["slots"]),
            code=_box_in(told["code"]),
            centre=_box_in(told["centre"]) if told["centre"] else None,
            mac=_in(told["mac"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def code_boxes(folder: Path) -> list[Box]:
    """Find every box of a printed code that is left: the small file, the copies however damaged, the backups."""
    places = [folder / CODE_ONLY, folder / FIRST, folder / SECOND]
    places += sorted((folder / "backups").glob(f"*/{FIRST}"), reverse=True)
    boxes = []
    for place in places:
        try:
            data = read_if_there(place)
            told = json.loads(data[:_LARGEST]) if data else None
            if isinstance(told, dict):
                boxes.append(_box_in(told["code"]))
        except (NotReadable, KeyError, TypeError, ValueError):
            # One of the others will do; that is why there are several.
            continue
    return boxes


def _read_one(path: Path) -> VaultFile | None:
    try:
        data = read_if_there(path)
    except NotReadable:
        return None
    return from_bytes(data) if data else None


def _with_sum(told: Mapping[str, Any]) -> bytes:
    return canonical({**told, "sum": hashlib.sha256(canonical(told)).hexdigest()})


def _checked(data: bytes) -> dict[str, Any] | None:
    if len(data) > _LARGEST:
        return None
    try:
        told = json.loads(data)
        if not isinstance(told, dict):
            return None
        # The bytes are compared, not only the sum, so that not even a harmless space goes unnoticed.
        said = told.pop("sum", None)
        sound = said == hashlib.sha256(canonical(told)).hexdigest() and canonical({**told, "sum": said}) == data
    except (ValueError, RecursionError):
        return None
    return told if sound else None


def _out(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _in(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _box_out(box: Box) -> dict[str, Any]:
    return {"public": _out(box.public), "keys": [_out(key) for key in box.keys]}


def _box_in(told: Mapping[str, Any]) -> Box:
    return Box(_in(told["public"]), tuple(_in(key) for key in told["keys"]))


def _slot_out(slot: Slot) -> dict[str, Any]:
    cost = [slot.cost.memory_kib, slot.cost.passes, slot.cost.lanes]
    return {
        "worker": slot.worker,
        "name": slot.name,
        "salt": _out(slot.salt),
        "cost": cost,
        "seed": _out(slot.seed),
        "box": _box_out(slot.box),
    }


def _slot_in(told: Mapping[str, Any]) -> Slot:
    cost = Cost(*(int(n) for n in told["cost"]))
    if not cost.plausible:
        raise ValueError("no honest vault asks for this much work")
    return Slot(
        str(told["worker"]), str(told["name"]), _in(told["salt"]), cost, _in(told["seed"]), _box_in(told["box"])
    )

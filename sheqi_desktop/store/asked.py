"""The two files of a forgotten 口令: the question the machine writes, the answer only that machine can open.

The question carries the box of the database key that was sealed for the centre, and a fresh public key whose private
half stays beside the slots.  The answer is the database key sealed to that key, and locked once more with a code that
is told by telephone: neither the file nor the telephone alone opens anything.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheqi_desktop.domain.trouble import AnswerWrong, BundleDamaged
from sheqi_desktop.store.files import read_if_there, write_whole
from sheqi_desktop.store.recovery import new_recovery_pair
from sheqi_desktop.store.sealing import KEY_BYTES, SALT_BYTES, Cost, lock_up, seal, stretch, unlock, unseal

PENDING = "asked.json"
"""Where the private half of the last question waits for its answer."""
ASK, ANSWER = "sheqi-forgotten-ask", "sheqi-forgotten-answer"
CODE_DIGITS = 12
_LARGEST = 64 * 1024
_LABEL = b"sheqi forgotten word v1"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was read: for which key it is answered, and the box, if the machine still had one."""

    public: bytes
    box: bytes | None
    place: str
    people: tuple[str, ...]
    made: int


def write_ask(folder: Path, file: Path, box: bytes | None, place: str, people: list[str], made: int) -> bytes:
    """Write the question, and keep its private half beside the slots; gives the public key, read by telephone."""
    private, public = new_recovery_pair()
    write_whole(folder / PENDING, _text({"v": 1, "private": _out(private)}))
    told = {"kind": ASK, "v": 1, "public": _out(public), "box": _out(box) if box else "", "place": place}
    write_whole(file, _text(told | {"people": people, "made": made}))
    return public


def read_ask(data: bytes, file: str) -> Asked:
    """Read a question; raise BundleDamaged."""
    told = _read(data, ASK, file)
    try:
        public, box = _in(told["public"]), _in(told["box"]) if told["box"] else None
        people = tuple(str(one)[:40] for one in list(told["people"])[:20])
        asked = Asked(public, box, str(told["place"])[:40], people, int(told["made"]))
    except (KeyError, TypeError, ValueError) as wrong:
        raise BundleDamaged(file=file, why="求助文件不完整") from wrong
    if len(asked.public) != KEY_BYTES:
        raise BundleDamaged(file=file, why="求助文件不完整")
    return asked


def new_code() -> str:
    """Draw the code that is told by telephone: three groups of four digits."""
    digits = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    return " ".join(digits[at : at + 4] for at in range(0, CODE_DIGITS, 4))


def answer(asked: Asked, dek: bytes, code: str) -> bytes:
    """Give the answer, for this question and this code alone."""
    salt, cost = os.urandom(SALT_BYTES), Cost()
    locked = lock_up(stretch(_digits(code), salt, cost), seal(dek, asked.public, _LABEL), _LABEL)
    return _text({"kind": ANSWER, "v": 1, "public": _out(asked.public), "salt": _out(salt), "box": _out(locked)})


def open_answer(folder: Path, data: bytes, code: str, file: str) -> bytes:
    """Give the database key; raise AnswerWrong, BundleDamaged.  The question stays until :func:`forget`."""
    told = _read(data, ANSWER, file)
    kept = read_if_there(folder / PENDING)
    if kept is None:
        raise AnswerWrong(why="本机没有写过求助文件")
    try:
        private = _in(json.loads(kept)["private"])
        salt, box = _in(told["salt"]), _in(told["box"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise BundleDamaged(file=file, why="应答文件不完整") from wrong
    sealed = unlock(stretch(_digits(code), salt, Cost()), box, _LABEL)
    if sealed is None:
        raise AnswerWrong(why="电话里念的代码不对")
    dek = unseal(sealed, private, _LABEL)
    if dek is None:
        raise AnswerWrong(why="这是对另一份求助的应答")
    return dek


def forget(folder: Path) -> None:
    """Forget the question: it was answered."""
    (folder / PENDING).unlink(missing_ok=True)


def _digits(code: str) -> str:
    return "".join(one for one in code if one.isdigit())


def _read(data: bytes, kind: str, file: str) -> dict[str, Any]:
    try:
        told = json.loads(data[:_LARGEST])
    except (ValueError, RecursionError) as wrong:
        raise BundleDamaged(file=file, why="不是忘了口令用的文件") from wrong
    if not isinstance(told, dict) or told.get("kind") != kind or told.get("v") != 1:
        raise BundleDamaged(file=file, why="不是忘了口令用的文件")
    return told


def _text(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def _out(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _in(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as wrong:
        raise ValueError(str(wrong)) from wrong


__all__ = ["Asked", "answer", "forget", "new_code", "open_answer", "read_ask", "write_ask"]

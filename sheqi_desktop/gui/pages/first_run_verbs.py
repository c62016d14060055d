"""What the first use shows and does, as it is handed to its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Invite:
    """What a 登记包 says: where it is for, who will work there, and the fingerprint to compare."""

    place: str
    people: tuple[tuple[str, str, str], ...]
    fingerprint: str
    valid_until: str = ""
    data: object = None


@dataclass(frozen=True, slots=True)
class FirstRunVerbs:
    """What the steps do; each runs on the worker thread and may raise Trouble."""

    open_invite: Callable[[Path], Invite]
    set_up: Callable[[Invite, str, str, str], tuple[object, str]]
    """(invite, worker, one-time code, 口令) → what unlocking gives, and the recovery code."""
    print_sheet: Callable[[str], object]
    save_request: Callable[[object, Path], object]
    request_name: str = "登记申请.sqreq"
    begin_practice: Callable[[], object] | None = None

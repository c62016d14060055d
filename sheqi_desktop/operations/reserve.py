"""What must work on a full disk is tried a second time after the reserve was given up (TRUST F2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sheqi_desktop.domain.trouble import DiskFull
from sheqi_desktop.store import ballast

_T = TypeVar("_T")


def with_reserve(folder: Path, work: Callable[[], _T]) -> _T:
    """Do something that undoes itself when it fails; on a full disk give up the reserve and do it once more.

    The reserve is laid again by the next opening that finds room.  Raises DiskFull when there was none to give up.
    """
    try:
        return work()
    except DiskFull:
        if not ballast.release(folder):
            raise
        return work()

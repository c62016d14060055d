"""What a workspace that came from another computer is asked, and what may be answered (TRUST §4.4)."""

from __future__ import annotations

from enum import StrEnum


class Which(StrEnum):
    """What happened to the computer."""

    SAME = "same"
    MOVED = "moved"
    SECOND = "second"


WHICH_WORDS = {Which.SAME: "同一台电脑恢复", Which.MOVED: "换了电脑", Which.SECOND: "第二台电脑"}

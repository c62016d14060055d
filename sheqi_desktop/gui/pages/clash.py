"""Two people answered the same question: each pair side by side in words, and the person takes one of the two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.gui import ask
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.meanwhile import Difference

LONGEST = 300


def choose_each(parent: QWidget | None, found: Sequence[Difference]) -> list[str] | None:
    """Ask about every clash; give the paths that stay as the others wrote them, None if the person wants to wait."""
    leaving = []
    for place, one in enumerate(found, start=1):
        which = f"（第 {place} 处，共 {len(found)} 处）" if len(found) > 1 else ""
        said = ask.decide(
            parent,
            f"“{one.label}”{one.by}也改了，用哪一个？{which}",
            f"{one.by}（{one.when}）：{_cut(one.theirs)}\n你填的：{_cut(one.mine)}",
            (
                ask.Choice("later", "先不保存"),
                ask.Choice("theirs", "用另一个" if one.by == "你自己" else f"用{one.by}的"),
                ask.Choice("mine", "用这里填的", PRIMARY),
            ),
            harmless="later",
            icon="users",
        )
        if said == "later":
            return None
        if said == "theirs":
            leaving.append(one.path)
    return leaving


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

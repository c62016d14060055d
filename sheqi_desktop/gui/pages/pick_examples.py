"""Choosing the examples of a 督导季度报告: up to three, read once more without names by two persons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sheqi_desktop.domain.deidentify import READ_IT
from sheqi_desktop.gui import ask
from sheqi_desktop.gui.pages.second_ask import ask_reader
from sheqi_desktop.gui.widgets.buttons import PRIMARY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.second_person import Second

AT_MOST = 3
NONE, NO_MORE = "不附例子", "不再加例子"


def pick_examples(
    page: QWidget, desk: Desk, offered: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], Second | None] | None:
    """Give the ids of what was chosen of (id, text without names) and who read them too, by their own 口令.

    None if one of the two thought better of it.
    """
    left, chosen = list(offered), list[tuple[str, str]]()
    while left and len(chosen) < AT_MOST:
        title = f"报告后面附哪条批注作例子？第 {len(chosen) + 1} 个，最多 {AT_MOST} 个"
        words = "可以不附。姓名、地点、日期、号码已经去掉；印之前再逐条看一遍。"
        first = NO_MORE if chosen else NONE
        place = ask.choose_from_list(page, title, words, [first, *(text for _, text in left)], "下一步")
        if place is None:
            return None
        if not place:
            break
        chosen.append(left.pop(place - 1))
    second = None
    if chosen:
        words = "\n".join(f"{number}. {text}" for number, (_, text) in enumerate(chosen, start=1))
        choices = (ask.Choice("no", "先不印"), ask.Choice("yes", "已逐段确认", PRIMARY))
        if ask.decide(page, READ_IT, words, choices, harmless="no", icon="shield-check") != "yes":
            return None
        second = ask_reader(page, desk, [text for _, text in chosen])
        if second is None:
            return None
    return tuple(id_ for id_, _ in chosen), second

"""What a supervisor presses on a card, as the verb it stands for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui.widgets.card_acts import CONFIRM, DECIDE, GRANTED, REOPEN, REPLY, REWRITE, WITHDRAW
from sheqi_desktop.operations.annotate import rewrite
from sheqi_desktop.operations.confirm import confirm, decide_appeal, reopen, withdraw
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.reply import reply


def act_on(desk: Desk, act: str, annotation: str, text: str, choice: str) -> Callable[[], Changes] | None:
    """Give the work of an act, None for one that is not a supervisor's."""
    if act == CONFIRM:
        return partial(confirm, desk, annotation, text)
    if act == REOPEN:
        return partial(reopen, desk, annotation, text)
    if act == WITHDRAW:
        return partial(withdraw, desk, annotation, text)
    if act == DECIDE:
        return partial(decide_appeal, desk, annotation, choice == GRANTED, text)
    if act == REWRITE:
        return partial(rewrite, desk, annotation, int(choice or 0), text)
    if act == REPLY:
        return partial(reply, desk, annotation, text, choice)
    return None

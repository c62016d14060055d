"""What pressing a button of an annotation's card does: the verb, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sheqi_desktop.domain.change import Changes
from sheqi_desktop.gui.widgets.card_acts import APPEAL, CONFIRM, DECIDE, GRANTED, READ, REOPEN, REPLY, REWRITE, WITHDRAW
from sheqi_desktop.operations.annotate import rewrite
from sheqi_desktop.operations.confirm import confirm, decide_appeal, reopen, withdraw
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.reply import appeal, read_praise, reply

DONE = {
    REPLY: "已回复，等下次报送带走。",
    APPEAL: "已申请复议，等下次报送带走。",
    CONFIRM: "已确认。",
    REOPEN: "已再次退回。",
    WITHDRAW: "已撤回。",
    DECIDE: "复议定下来了。",
    REWRITE: "批注改好了。",
}
"""What is said when it is done; nothing where the card says enough."""


def verb(desk: Desk, act: str, annotation: str, text: str, choice: str) -> Callable[[], Changes] | None:
    """Give what an act of a card does, for the worker thread; None for one that only leads somewhere."""
    verbs: dict[str, Callable[[], Changes]] = {
        REPLY: partial(reply, desk, annotation, text, choice),
        READ: partial(read_praise, desk, annotation),
        APPEAL: partial(appeal, desk, annotation, text),
        CONFIRM: partial(confirm, desk, annotation, text),
        REOPEN: partial(reopen, desk, annotation, text),
        WITHDRAW: partial(withdraw, desk, annotation, text),
        DECIDE: partial(decide_appeal, desk, annotation, choice == GRANTED, text),
    }
    if act == REWRITE and choice:
        return partial(rewrite, desk, annotation, int(choice), text)
    return verbs.get(act)

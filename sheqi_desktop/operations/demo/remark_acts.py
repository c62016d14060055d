"""Puts the acts of the supervision plan through the verbs people use."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from sheqi_desktop.domain.answers import rows
from sheqi_desktop.domain.clock import Clock
from sheqi_desktop.operations.annotate import annotate, selected
from sheqi_desktop.operations.confirm import confirm, decide_appeal, reopen, withdraw
from sheqi_desktop.operations.demo.supervision import Act
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.give_verdict import give_verdict
from sheqi_desktop.operations.reply import appeal, read_praise, reply

_ROW = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


def do(desk: Desk, act: Act, ids: MutableMapping[str, Any]) -> None:
    """Do one act as the person at the desk, at its moment; a remark that is written joins the ids."""
    desk.clock = Clock(lambda: act.at)
    record, remark = ids[act.record], ids.get(act.key, "")
    if act.do == "annotate":
        at = selected(desk, record, _field(desk, record, act.field), act.quote)
        ids[act.key] = annotate(desk, record, act.kind, act.text, at, act.tags).annotation
    elif act.do == "verdict":
        give_verdict(desk, record, act.word, act.text)
    elif act.do == "confirm":
        confirm(desk, remark, act.text)
    elif act.do == "reopen":
        reopen(desk, remark, act.text)
    elif act.do == "withdraw":
        withdraw(desk, remark, act.text)
    elif act.do == "decide":
        decide_appeal(desk, remark, act.word == "granted", act.text)
    elif act.do == "appeal":
        appeal(desk, remark, act.text)
    elif act.do == "read":
        read_praise(desk, remark)
    else:
        reply(desk, remark, act.text, act.word)


def _field(desk: Desk, record: str, field: str) -> str:
    """Name the row by its id where the plan names it by its place."""
    found = _ROW.fullmatch(field)
    if found is None:
        return field
    with desk.read() as read:
        answers = desk.stored(read, record).answers
    return f"{found[1]}[{rows(answers, found[1])[int(found[2])]['id']}].{found[3]}"

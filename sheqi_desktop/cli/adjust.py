"""Verbs on what came after a month was closed: adjust list, accept, refuse."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from sheqi_desktop.cli.help import Verbs
from sheqi_desktop.cli.session import Session

Reason = Annotated[str, typer.Option("--reason", help="理由（不少于5个字）")]
Records = Annotated[list[str], typer.Argument(help="记录的内部标识或编号，可写多条")]


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    verbs = Verbs(help="已结账月份的补录和更正：等县中心确认的、确认、不予确认")
    verbs.command("list")(list_)
    verbs.command("accept")(accept)
    verbs.command("refuse")(refuse)
    app.add_typer(verbs, name="adjust")


def list_(
    context: typer.Context,
    decided: Annotated[bool, typer.Option("--all", help="连同已经答复的")] = False,
) -> None:
    """列出结账后才来的补录、更正和作废。"""
    from sheqi_desktop.operations.accept_adjustment import STATE_NAMES, list_adjustments

    session: Session = context.obj
    with session.desk() as desk:
        for one in list_adjustments(desk, decided=decided):
            words = f"{one.what}  {one.number}  {one.on}  {desk.unit_name(one.station)}  {one.title}  {one.by}"
            session.say(f"{STATE_NAMES[one.state]}  {words}  {one.reason}".rstrip(), **asdict(one))


def accept(context: typer.Context, record: Records, reason: Reason) -> None:
    """确认：从此计入统计。"""
    _decide(context, record, True, reason)


def refuse(context: typer.Context, record: Records, reason: Reason) -> None:
    """不予确认：照结账时的样子计入，或不计入。"""
    _decide(context, record, False, reason)


def _decide(context: typer.Context, wanted: list[str], accepted: bool, reason: str) -> None:
    from sheqi_desktop.operations.accept_adjustment import decide_many

    session: Session = context.obj
    with session.desk() as desk:
        decide_many(desk, wanted, accepted, reason)
    said = f"{'已确认' if accepted else '未予确认'} {len(wanted)} 条，随下一个回传包带回。"
    session.say(said, decided=len(wanted), accepted=accepted)

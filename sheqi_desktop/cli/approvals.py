"""Verbs for what is closed until somebody gave a reason or agreed: reveal, read-minor."""

from __future__ import annotations

from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session

Record = Annotated[str, typer.Argument(help="服务对象的内部标识或编号")]
SecondWorker = Annotated[str, typer.Option("--second", help="批准人的人员号（口令另问）")]


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("reveal")(reveal)
    app.command("read-minor")(read_minor)


def reveal(
    context: typer.Context,
    record: Record,
    answer: Annotated[str, typer.Argument(help="哪一项，如 id_no、phone")],
    reason: Annotated[str, typer.Option("--reason", help="用途（不少于5个字，记入日志）")],
    second: SecondWorker = "",
) -> None:
    """显示一项遮住的号码；县中心工作人员要另一个人批准。"""
    from sheqi_desktop.operations.person_card import reveal as shown

    session: Session = context.obj
    with session.desk() as desk:
        value = shown(desk, record, answer, reason, session.second(second))
    session.say(value, answer=answer, value=value)


def read_minor(
    context: typer.Context,
    record: Record,
    purpose: Annotated[str, typer.Option("--purpose", help="查阅目的（不少于10个字）")],
    days: Annotated[int, typer.Option("--days", help="看几天（最长30天）")] = 7,
    second: SecondWorker = "",
    emergency: Annotated[bool, typer.Option("--emergency", help="有人身危险，先看，24 小时内复核")] = False,
) -> None:
    """申请查阅未成年人档案，由批准人在本机输口令批准。"""
    from sheqi_desktop.operations.minors import Asked, ask_to_read

    session: Session = context.obj
    with session.desk() as desk:
        agreed = session.second(second)
        asked = Asked(
            purpose, days, agreed.worker if agreed else "", agreed.password if agreed else "", emergency=emergency
        )
        ask_to_read(desk, record, asked)
    session.say("可以查阅了，已记入日志。", record=record, days=days, approver=second, emergency=emergency)

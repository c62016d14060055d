"""Verbs on the life of a record: sign, return, unvoid, versions, and what waits for a signature."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import UnreadableInput

Record = Annotated[str, typer.Argument(help="记录的内部标识或编号")]
MARKS = {"same": "", "gone": "-", "new": "+"}


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("sign")(sign)
    app.command("return")(return_)
    app.command("unvoid")(unvoid)
    app.command("versions")(versions)
    app.command("to-sign")(to_sign)


def sign(
    context: typer.Context,
    record: Record,
    note: Annotated[str, typer.Option(help="签批意见")] = "",
    decided: Annotated[Path | None, typer.Option(help="签批人填的答案：一个 JSON 对象的文件")] = None,
) -> None:
    """签批别人交来的一份文书。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.sign_off import sign as sign_record

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        sign_record(desk, stored.id, note, _decided(decided))
        after = look_up.get(desk, stored.id)
    session.put(json.dumps({"ack": after.id, "status": after.status}))


def return_(
    context: typer.Context, record: Record, reason: Annotated[str, typer.Option("--reason", help="要改什么")]
) -> None:
    """退回别人交来的一份文书。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.sign_off import return_ as hand_back

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        hand_back(desk, stored.id, reason)
    session.put(json.dumps({"ack": stored.id, "status": "returned"}))


def unvoid(
    context: typer.Context, record: Record, reason: Annotated[str, typer.Option("--reason", help="原因（不少于5个字）")]
) -> None:
    """恢复一条作废的记录。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.void import unvoid as restore

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        restore(desk, stored.id, reason)
    session.put(json.dumps({"ack": stored.id, "void": False}))


def versions(context: typer.Context, record: Record) -> None:
    """看一条记录的各版，每一版与上一版对照。"""
    from sheqi_desktop.operations import look_up
    from sheqi_desktop.operations.compare import differences
    from sheqi_desktop.operations.compare import versions as versions_of

    session: Session = context.obj
    with session.desk() as desk:
        stored = look_up.get(desk, record)
        every = versions_of(desk, stored.id)
        for one, before in zip(every, [None, *every], strict=False):
            told = differences(desk, stored.kind, before.answers, one.answers) if before is not None else []
            facts = {
                "version": one.number,
                "on": one.on,
                "by": one.by,
                "reason": one.reason,
                "signed_by": one.signed_by,
            }
            words = f"第{one.number}版  {one.on}  {one.by}  {one.reason}".rstrip()
            session.say(words, **facts, differences=[asdict(each) for each in told])
            if not session.as_json:
                for each in told:
                    session.put(f"    {each.label}：" + "".join(_marked(piece) for piece in each.pieces))


def to_sign(context: typer.Context) -> None:
    """列出等自己签批的文书。"""
    from sheqi_desktop.operations.to_sign import to_sign as waiting

    session: Session = context.obj
    with session.desk() as desk:
        for one in waiting(desk):
            session.say(f"{one.number}  {one.what}  {one.who}  {one.author}  等了{one.days}天", **asdict(one))


def _marked(piece: Any) -> str:
    mark = MARKS[piece.part]
    return f"[{mark}{piece.text}]" if mark else str(piece.text)


def _decided(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as wrong:
        raise UnreadableInput(line=1, why="不是一个 JSON 对象") from wrong
    if not isinstance(found, dict):
        raise UnreadableInput(line=1, why="不是一个 JSON 对象")
    return found

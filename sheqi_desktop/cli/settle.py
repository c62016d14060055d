"""Verbs of the conflict desk: conflicts, settle, duplicates, same."""

from __future__ import annotations

from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("conflicts")(conflicts)
    app.command("settle")(settle)
    app.command("duplicates")(duplicates)
    app.command("same")(same)


def conflicts(context: typer.Context) -> None:
    """列出两台电脑写得不一样、等人来定的记录，每一项两边各写了什么。"""
    from sheqi_desktop.operations.disputes import disputes

    session: Session = context.obj
    with session.desk() as desk:
        for one in disputes(desk):
            for line in one.lines:
                told = [f"{nth}. {side.machine} {side.by}：{side.words}" for nth, side in enumerate(line.sides)]
                session.say(
                    f"{one.number}  {one.title}  {line.label}  原来：{line.base}  {'；'.join(told)}",
                    record=one.record,
                    path=line.path,
                    base=line.base,
                    sides=[side.words for side in line.sides],
                    asked_back=one.asked_back,
                )


def settle(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录的内部标识或编号")],
    reason: Annotated[str, typer.Option("--reason", help="为什么这样定")] = "",
    take: Annotated[list[str] | None, typer.Option("--take", help="某一项取第几边，如 phone=0")] = None,
    write: Annotated[list[str] | None, typer.Option("--write", help="某一项写成什么，如 note=…")] = None,
    back: Annotated[bool, typer.Option("--back", help="退回站点核实")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="撤回上次的处理")] = False,
) -> None:
    """定下一份记录里写得不一样的每一项；或退回站点核实，或撤回上次的处理。"""
    from sheqi_desktop.operations.disputes import dispute_of
    from sheqi_desktop.operations.settle_conflict import ask_back, chosen, settle_conflict, undo_settling

    session: Session = context.obj
    with session.desk() as desk:
        if back or undo:
            (ask_back if back else undo_settling)(desk, record, reason)
            session.say("已退回站点核实。" if back else "已撤回，又在待处理里。", record=record)
            return
        found = dispute_of(desk, record)
        choices = chosen(found, _pairs(take), _pairs(write)) if found is not None else {}
        settle_conflict(desk, record, choices, reason)
        session.say(f"已定下 {len(choices)} 项，随下一个回传包带回站里。", record=record, settled=sorted(choices))


def _pairs(given: list[str] | None) -> dict[str, str]:
    from sheqi_desktop.domain.trouble import WrongUsage

    parts = [one.partition("=") for one in given or ()]
    if any(not mark for _, mark, _ in parts):
        raise WrongUsage(why="--take 和 --write 要写成“名称=内容”", where="sheqi settle")
    return {path: value for path, _, value in parts}


# ------------------------------------------------------------------------------ 疑似同一人
def duplicates(context: typer.Context) -> None:
    """列出可能是同一个人的档案，每一对的依据。"""
    from sheqi_desktop.operations.same_person import names_of, suspected

    session: Session = context.obj
    with session.desk() as desk:
        found = suspected(desk)
        names = names_of(desk, [file for one in found for file in (one.first, one.second)])
        for one in found:
            who = " / ".join("・".join(names[file]) for file in (one.first, one.second))
            kind = "号码冲突" if one.clash else "确定重复" if one.certain else "疑似"
            session.say(
                f"{kind}  {who}  {'；'.join(one.evidence)}",
                kind=kind,
                files=[one.first, one.second],
                evidence=list(one.evidence),
            )


def same(
    context: typer.Context,
    first: Annotated[str, typer.Argument(help="一份档案的内部标识")],
    second: Annotated[str, typer.Argument(help="另一份档案的内部标识")],
    reason: Annotated[str, typer.Option("--reason", help="理由")] = "",
    no: Annotated[bool, typer.Option("--no", help="不是同一人")] = False,
    back: Annotated[bool, typer.Option("--back", help="退回两个站核实")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="分开：撤回认定")] = False,
) -> None:
    """认定两份档案是同一个人；或不是，或退回核实，或分开。"""
    from sheqi_desktop.operations.same_person import ask_stations, join, not_the_same, part

    session: Session = context.obj
    verb, words = (not_the_same, "不是同一人") if no else (join, "认定为同一人")
    verb, words = (ask_stations, "退回核实") if back else (part, "分开") if undo else (verb, words)
    with session.desk() as desk:
        verb(desk, first, second, reason)
    session.say(f"{words}：已记下，随下一个回传包带回站里。", files=[first, second])

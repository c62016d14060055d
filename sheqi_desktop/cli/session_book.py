"""Verbs of the registers of supervision: 督导台账, 情绪与压力, 文书质量评分, 督导计划.

A 督导记录 and a 督导计划 themselves go through save, submit, get, list and print.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.cli.supervision import Record, code_of
from sheqi_desktop.domain.trouble import WrongUsage


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("sessions", sessions),
        ("action-done", action_done),
        ("wellbeing", wellbeing),
        ("score", score),
        ("scores", scores),
        ("plans", plans),
    ):
        app.command(name)(verb)


def sessions(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="督导记录汇总（PDF）")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="从哪天")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="到哪天")] = None,
) -> None:
    """列出督导记录和没办完的行动；--out 印成督导记录汇总。"""
    from sheqi_desktop.operations.print_sessions import print_sessions
    from sheqi_desktop.operations.sessions import session_book
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    with session.desk() as desk:
        if out is not None:
            today = desk.clock.today()
            first, last = since.date() if since else today.replace(month=1, day=1), until.date() if until else today
            write_file(out, print_sessions(desk, first, last).data)
            session.say(f"已写好：{out.name}", file=str(out))
            return
        book = session_book(desk)
        for line in book.lines:
            words = f"{line.record}  {line.on}  {line.form_words}  {line.workers}  {line.station}  {line.signed}"
            session.say(words, **asdict(line))
        for action in book.actions:
            late = f"  逾期{action.late}天" if action.late else ""
            session.say(
                f"{action.session} {action.row}  {action.who_name}：{action.what}  {action.due}{late}", **asdict(action)
            )


def action_done(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="约定这项行动的督导记录")],
    row: Annotated[str, typer.Argument(help="行动的行号（sessions 给出）")],
    result: Annotated[str, typer.Option("--result", help="结果")] = "",
) -> None:
    """督导记下一项行动办完了。"""
    from sheqi_desktop.operations.sessions import finish_action

    session: Session = context.obj
    with session.desk() as desk:
        finish_action(desk, record, row, result)
    session.put(json.dumps({"ack": record}))


def wellbeing(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="督导记录")],
    worker: Annotated[str, typer.Option("--worker", help="哪名社工（自己写就不用填）")] = "",
    level: Annotated[str, typer.Option("--level", help="压力很大、压力较大、一般、较轻松、轻松；不写就看")] = "",
    note: Annotated[str, typer.Option("--note", help="说明")] = "",
) -> None:
    """看或者写情绪与压力：只有督导和本人两个人看得到。"""
    from sheqi_desktop.operations.wellbeing import keep_wellbeing, wellbeing_of

    session: Session = context.obj
    with session.desk() as desk:
        if level:
            keep_wellbeing(
                desk, record, worker or desk.me.worker_id, code_of(desk.library, "wellbeing", level, "--level"), note
            )
            session.put(json.dumps({"ack": record}))
            return
        words = desk.library.vocabularies["wellbeing"]
        for one in wellbeing_of(desk, record):
            session.say(f"{desk.person_name(one.worker)}  {words.label(one.level)}  {one.note}", **asdict(one))


def score(
    context: typer.Context,
    record: Record,
    levels: Annotated[str, typer.Option("--levels", help="如 C1=4,C2=3,C6=；空着是不适用；不写就看标准和建议")] = "",
    reasons: Annotated[str, typer.Option("--reasons", help="改动程序建议的理由，如 C1=补交的扫描件已到")] = "",
) -> None:
    """给一套文书评分，或者看评分标准和程序建议的等级。"""
    from sheqi_desktop.operations.scores import keep_score, score_sheet

    session: Session = context.obj
    with session.desk() as desk:
        sheet = score_sheet(desk, record)
        if not levels:
            session.say(f"{sheet.title}  {sheet.rubric.title}  {sheet.why}", record=sheet.record, why=sheet.why)
            for one in sheet.rubric.criteria:
                told = sheet.proposed.get(one.code)
                words = "；".join(f"{place} {said}" for place, said in enumerate(one.levels))
                session.say(
                    f"{one.code} {one.title}（{one.weight}%）{'' if told is None else f'  建议 {told}'}\n    {words}",
                    criterion=one.code, weight=one.weight, proposed=told, levels=list(one.levels),
                )  # fmt: skip
            return
        known = {one.code for one in sheet.rubric.criteria}
        given = {name: int(said) if said else None for name, said in _pairs(levels, "--levels", known, number=True)}
        keep_score(desk, sheet.record, given, dict(_pairs(reasons, "--reasons", known)))
    session.put(json.dumps({"ack": sheet.record}))


def scores(context: typer.Context) -> None:
    """列出文书评分：社工看自己的，督导看负责的站。"""
    from sheqi_desktop.operations.scores import scores as listed

    session: Session = context.obj
    with session.desk() as desk:
        for one in listed(desk):
            words = f"{one.at}  {one.set_words}  {one.title}  {one.score}  {one.grade}  {one.supervisor}"
            session.say(words, **asdict(one))


def plans(context: typer.Context) -> None:
    """列出督导计划、还没安排好的地方和每名督导的工作量。"""
    from sheqi_desktop.operations.supervision_plans import supervision_plans

    session: Session = context.obj
    with session.desk() as desk:
        told = supervision_plans(desk)
        for line in told.lines:
            session.say(
                f"{line.record}  {line.supervisor}  {line.since} 至 {line.until}  {line.stations}", **asdict(line)
            )
        for load in told.loads:
            words = f"{load.name}  {load.stations} 站  {load.workers} 人  在办个案 {load.cases}  待审 {load.waiting}"
            session.say(words, **asdict(load))
        for words in (*told.gaps, *told.differ):
            session.say(words, gap=words)


def _pairs(said: str, where: str, known: Collection[str], *, number: bool = False) -> list[tuple[str, str]]:
    """Read C1=4,C2=3; raise WrongUsage for a criterion nobody knows or a level that is no number."""
    found = []
    for one in filter(None, said.replace("，", ",").split(",")):
        name, _, value = one.partition("=")
        name, value = name.strip(), value.strip()
        if name not in known or (number and value and not (value.isascii() and value.isdigit())):
            raise WrongUsage(why=f"没有“{one}”这一项", where=where)
        found.append((name, value))
    return found

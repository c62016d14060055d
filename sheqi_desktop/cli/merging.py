"""Verbs on what was merged: its report, taking the last run back, and whom to remind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("merge-report")(merge_report)
    app.command("undo-merge")(undo_merge)
    app.command("remind")(remind)


def merge_report(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="第几次合并（缺省最近一次）")] = 0,
    out: Annotated[Path | None, typer.Option("--out", help="PDF 文件")] = None,
    every: Annotated[bool, typer.Option("--list", help="列出全部合并")] = False,
) -> None:
    """看合并报告：每个包、内容、指标前后、没有合并的原因；可打印成一页 PDF。"""
    from sheqi_desktop.domain.clock import county_moment
    from sheqi_desktop.operations import merge_report as reports
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    with session.desk() as desk:
        if every:
            for line in reports.merge_reports(desk):
                at = county_moment(line.at_ms)
                session.say(
                    f"第 {line.n} 次　{at:%Y-%m-%d %H:%M}　{line.state}　{line.words}",
                    n=line.n, at=at.isoformat(), who=line.who, state=line.state, words=line.words,
                )  # fmt: skip
            return
        said = reports.merge_report(desk, number)
        if out is not None:
            write_file(out, reports.print_merge_report(desk, said.line.n))
    if session.as_json:
        session.say("", n=said.line.n, state=said.line.state, who=said.line.who, file=str(out or ""), **said.told)
        return
    session.put(said.title)
    for fact in said.facts:
        session.put(fact)
    for part in said.parts:
        session.put(f"【{part.title}】" + ("" if part.rows else part.none))
        for row in part.rows:
            session.put("  " + "　".join(row))
    if out is not None:
        session.put(f"已写好：{out.name}")


def undo_merge(context: typer.Context) -> None:
    """撤销最近一次合并：回到合并前的备份；以后又写了别的就不能撤了。"""
    from sheqi_desktop.operations.undo_merge import can_undo
    from sheqi_desktop.operations.undo_merge import undo_merge as undo

    session: Session = context.obj
    with session.desk() as desk:
        number = can_undo(desk).n
        undo(desk)
    session.say(f"已撤销第 {number} 次合并，原来的数据包可以重新导入。", undone=number)


def remind(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="站码（缺省所有没交的站）")] = "",
) -> None:
    """催报单：哪些站的数据包没到，一站一句，可以粘到消息里。"""
    from sheqi_desktop.operations.board import board, reminders

    session: Session = context.obj
    with session.desk() as desk:
        found = reminders(desk, board(desk), station)
    for code, words in found:
        session.say(words, station=code, said=words)
    if not found and not session.as_json:
        session.say("都到齐了，没有要催的站。")

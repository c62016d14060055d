"""Verbs of paper and Excel: print, blank, report, ledger."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sheqi_desktop.cli.approvals import SecondWorker
from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import WrongUsage

if TYPE_CHECKING:
    from sheqi_desktop.operations.desk import Desk
    from sheqi_desktop.operations.second_person import Second


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("print")(print_)
    app.command("blank")(blank)
    app.command("report")(report)
    app.command("ledger")(ledger)


def print_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类")],
    record: Annotated[str, typer.Argument(help="内部标识或编号")],
    out: Annotated[Path, typer.Option("--out", help="PDF 文件")],
    plain: Annotated[bool, typer.Option("--unmasked", help="不遮证件号和电话（要写原因，记入日志）")] = False,
    reason: Annotated[str, typer.Option("--reason", help="不遮的原因")] = "",
    second: SecondWorker = "",
    remarks: Annotated[bool, typer.Option("--remarks", help="带批注往来：文中标①②，表后印督导批注和回复")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="个案整卷：封面、卷内目录和全部文书")] = False,
) -> None:
    """把一条记录打印成纸质表（PDF）。"""
    from sheqi_desktop.domain.trouble import NotFound
    from sheqi_desktop.operations.print_case import print_case
    from sheqi_desktop.operations.print_choices import PrintChoices
    from sheqi_desktop.operations.print_record import print_record
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    if whole and kind != "case":
        raise NotFound(what="整卷", key=kind)
    with session.desk() as desk:
        choices = PrintChoices(masked=not plain, reason=reason, second=session.second(second), remarks=remarks)
        printed = print_case(desk, record, choices) if whole else print_record(desk, kind, record, choices)
        write_file(out, printed.data)
    session.say(
        f"已写好：{out.name}" + "".join(f"\n{one}" for one in printed.warnings),
        file=str(out),
        warnings=list(printed.warnings),
    )


def blank(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="记录种类")],
    out: Annotated[Path, typer.Option("--out", help="PDF 文件")],
    copies: Annotated[int, typer.Option("--copies", min=1, max=200, help="几份")] = 1,
    paper: Annotated[str, typer.Option("--paper", help="哪种纸（缺省第一种）")] = "",
    reserve: Annotated[bool, typer.Option("--reserve", help="预留编号并印在纸上")] = False,
) -> None:
    """打印空白表，可预留编号。"""
    from sheqi_desktop.operations.print_record import print_blank
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    with session.desk() as desk:
        printed = print_blank(desk, kind, copies, paper_id=paper, reserve=reserve)
        write_file(out, printed.data)
    session.say(f"已写好：{out.name}", file=str(out), numbers=list(printed.numbers))


def report(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="county：全县合同完成情况；supervision：督导季度报告")],
    out: Annotated[Path, typer.Option("--out", help="PDF 或 xlsx 文件")],
    quarter: Annotated[str, typer.Option("--quarter", help="督导季度报告：哪个季度，如 2023Q2（缺省这个季度）")] = "",
    supervisor: Annotated[str, typer.Option("--supervisor", help="督导季度报告：哪位督导的人员号（缺省全县）")] = "",
    examples: Annotated[
        str, typer.Option("--examples", help="督导季度报告的例子：批注的内部标识，逗号隔开，最多三个")
    ] = "",
    second: SecondWorker = "",
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至哪天")] = None,
    shape: Annotated[str, typer.Option("--format", help="pdf / xlsx")] = "pdf",
) -> None:
    """出全县结果表，或督导季度报告。"""
    from sheqi_desktop.domain.trouble import NotFound
    from sheqi_desktop.operations.print_report import print_county
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    if what not in ("county", "supervision") or shape not in ("pdf", "xlsx"):
        raise NotFound(what="报表", key=f"{what} {shape}")
    with session.desk() as desk:
        if what == "supervision":
            chosen = [one.strip() for one in examples.split(",") if one.strip()]
            data = _supervision(desk, quarter, supervisor, shape, chosen, session.second(second))
        else:
            data = print_county(desk, as_of.date() if as_of else None, shape)
        write_file(out, data)
    session.say(f"已写好：{out.name}", file=str(out))


def _supervision(
    desk: Desk, quarter: str, supervisor: str, shape: str, examples: list[str], second: Second | None
) -> bytes:
    from sheqi_desktop.domain.supervision_facts import Quarter
    from sheqi_desktop.operations.print_supervision import print_supervision
    from sheqi_desktop.operations.supervision_figures import this_quarter

    asked = Quarter.read(quarter) if quarter else this_quarter(desk)
    if asked is None:
        raise WrongUsage(why=f"“{quarter}”不是季度，要写成 2023Q2 的样子", where="--quarter")
    return print_supervision(desk, asked, supervisor, shape, examples, second)


def ledger(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="export / template / import")],
    kind: Annotated[str, typer.Argument(help="记录种类")],
    file: Annotated[Path, typer.Argument(help="xlsx 文件")],
    since: Annotated[str, typer.Option(help="从哪天")] = "",
    until: Annotated[str, typer.Option(help="到哪天")] = "",
    reason: Annotated[str, typer.Option("--reason", help="为什么要导出（带姓名的文件须写明）")] = "",
    second: SecondWorker = "",
    preview: Annotated[bool, typer.Option("--preview", help="只看，不写入（import）")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="要确认的行都确认（import）")] = False,
    left: Annotated[Path | None, typer.Option("--left", help="没导入的行写到哪个文件（import）")] = None,
) -> None:
    """导出台账（xlsx）、导入用的空表，或从 Excel 导入。"""
    from sheqi_desktop.domain.trouble import NotFound
    from sheqi_desktop.operations.export_ledger import export_ledger
    from sheqi_desktop.operations.import_sheet import ledger_template
    from sheqi_desktop.operations.writing import write_file

    session: Session = context.obj
    if what == "import":
        _import_ledger(session, kind, file, preview, confirm, left)
        return
    with session.desk() as desk:
        if what == "export":
            data = export_ledger(desk, kind, since or None, until or None, reason, session.second(second))
        elif what == "template":
            data = ledger_template(desk, kind)
        else:
            raise NotFound(what="台账动作", key=what)
        write_file(file, data)
    session.say(f"已写好：{file.name}", file=str(file))


def _import_ledger(session: Session, kind: str, file: Path, preview: bool, confirm: bool, left: Path | None) -> None:
    """Judge every line, write the right ones together, and tell of the others line by line."""
    from sheqi_desktop.operations.catch_up import index_all
    from sheqi_desktop.operations.import_sheet import STATE_WORDS, import_lines, judge_sheet, left_over
    from sheqi_desktop.operations.writing import write_file

    with session.desk() as desk:
        judged = judge_sheet(desk, kind, file)
        for line in judged.lines:
            if line.says:
                words = STATE_WORDS[line.state]
                session.say(f"第{line.number}行 {words}：{line.problem}", line=line.number, state=line.state,
                            says=list(line.says))  # fmt: skip
        asked = {one.number for one in judged.of("ask")} if confirm else set()
        done: frozenset[int] = frozenset()
        handed_in = 0
        if not preview:
            made = import_lines(desk, judged, asked)
            done, handed_in = made.lines, made.handed_in
            index_all(desk)
        if left is not None and len(done) < len(judged.lines):
            write_file(left, left_over(desk, judged, done))
    counts = {state: len(judged.of(state)) for state in STATE_WORDS}
    session.say(
        f"共 {len(judged.lines)} 行：导入 {len(done)} 行（提交 {handed_in}，草稿 {len(done) - handed_in}），"
        f"没导入 {len(judged.lines) - len(done)} 行。",
        lines=len(judged.lines), imported=len(done), handed_in=handed_in, **counts,
    )  # fmt: skip
    if not preview and judged.lines and not done:
        raise typer.Exit(2)

"""Verbs on bundles: export, inspect, verify, import, receipt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import AlreadyImported, BundleUnopenable, Trouble, WrongUsage

SURROUNDINGS, REFUSED, DONE = 3, 2, 0


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("export", export),
        ("inspect", inspect),
        ("verify", verify),
        ("import", import_),
        ("receipt", receipt),
    ):
        app.command(name)(verb)


def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="收件单位代码（县中心：centre；督导：411327000-B）")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")],
    photos_later: Annotated[bool, typer.Option("--photos-later", help="照片稍后再带")] = False,
    limit_mb: Annotated[int, typer.Option("--limit-mb", help="每个文件不超过多少MB", min=1)] = 64,
) -> None:
    """导出数据包：签名、加密、写好并读回核对。"""
    from sheqi_desktop.operations.seal_bundle import seal_bundle

    session: Session = context.obj
    out.mkdir(parents=True, exist_ok=True)
    with session.desk() as desk:
        unit = desk.library.centre_unit if to == "centre" else to
        done = seal_bundle(desk, unit, out, photos=not photos_later, limit=limit_mb << 20)
    session.say(
        f"已写入并核对，可以拔出U盘。{done.path.name}",
        file=str(done.path),
        counter=done.counter,
        sha256=done.sha256,
        bytes=done.size,
        segments=done.segments,
        attachments=done.attachments,
        later=done.later,
        files=[str(path) for path in done.paths],
    )


def inspect(context: typer.Context, file: Annotated[Path, typer.Argument(help="数据包、登记包或申请文件")]) -> None:
    """看一个文件是什么、谁做的、交给谁、里面有什么；打不开的，能看出多少说多少。不写入。"""
    from sheqi_desktop.operations.explain_file import explain_file
    from sheqi_desktop.operations.inspect_bundle import inspect_bundle

    session: Session = context.obj
    with session.desk() as desk:
        told = explain_file(desk, file)
        if isinstance(told.trouble, AlreadyImported | None) and "kind" not in told.facts:
            for line, facts in inspect_bundle(desk, file):
                session.say(line, **facts)
            return
        session.say(told.words, file=file.name, sound=told.sound, said=told.words, **told.facts)
        if told.trouble is not None:
            raise told.trouble


def verify(context: typer.Context, file: Annotated[Path, typer.Argument(help="数据包、登记包或申请文件")]) -> None:
    """逐项核对一个文件，说清哪一项通过、哪一项没有、该怎么办；不写入。"""
    from sheqi_desktop.operations.explain_file import explain_file
    from sheqi_desktop.operations.whose_file import whose_file

    session: Session = context.obj
    with session.desk() as desk:
        told = explain_file(desk, file)
        hint = whose_file(desk, file) if isinstance(told.trouble, BundleUnopenable) else ""
        facts: dict[str, Any] = {"sound": told.sound, "file": file.name, **told.facts}
        if told.seen is not None:
            manifest = told.seen.opened.manifest
            facts |= {"station": told.seen.sender, "counter": manifest.counter, "kind": manifest.kind}
    checks = [{"check": one.name, "state": one.state, "said": one.words} for one in told.checks]
    lines = [told.words, *(f"  {line}" for line in told.lines)]
    lines += [hint] if hint else []
    if told.trouble is None:
        lines.append(f"签名正确，{len(told.checks)} 项核对都通过。{told.next_step}")
    elif isinstance(told.trouble, AlreadyImported):
        lines.append(str(told.trouble))
    refused = {"refused": told.trouble.code, "why": told.trouble.sentence} if told.trouble else {}
    session.say("\n".join(lines), **facts, checks=checks, next=told.next_step, **refused)
    if told.trouble is not None and not isinstance(told.trouble, AlreadyImported):
        raise told.trouble


def import_(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="一个或多个数据包，顺序不限")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="只看结果，不写入")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="连同先前存下、等核准或升级的包")] = False,
) -> None:
    """导入数据包：先核对，再一次写入；一个被拒不影响其他。"""
    from sheqi_desktop.operations.accept_bundle import Refused, accept_bundles
    from sheqi_desktop.operations.catch_up import index_all
    from sheqi_desktop.operations.clocks_ahead import words
    from sheqi_desktop.operations.lay_aside import ready
    from sheqi_desktop.operations.merge_run import finish_open
    from sheqi_desktop.operations.read_bundle import read_bundle

    session: Session = context.obj
    worst = DONE
    with session.desk() as desk:
        files = [*(files or []), *([one.path for one in ready(desk)] if waiting else [])]
        if not files and not waiting:
            raise WrongUsage(why="少了要导入的文件", where=context.command_path)
        if preview:
            for path in files:
                try:
                    seen = read_bundle(desk, path)
                    _tell(session, path, seen, "将", words(desk, seen.ahead))
                except Trouble as trouble:
                    worst = max(worst, _tell_refusal(session, path, trouble))
        else:
            for result in accept_bundles(desk, files):
                if isinstance(result, Refused):
                    worst = max(worst, _tell_refusal(session, result.path, result.trouble))
                else:
                    _tell(session, result.path, result, "已", words(desk, result.ahead))
            index_all(desk)
            finish_open(desk)
    raise typer.Exit(worst)


def receipt(context: typer.Context) -> None:
    """看县中心收到哪里：每条链已签收的位置和还没签收的改动数。"""
    from sheqi_desktop.operations.exchange import receipts

    session: Session = context.obj
    with session.desk() as desk:
        state = receipts(desk)
    session.say(
        f"已签收 {state.received} 条改动，还有 {state.waiting} 条没有签收。",
        received=state.received,
        waiting=state.waiting,
        positions=state.positions,
    )


def _tell(session: Session, path: Path, seen: Any, tense: str, clocks: Sequence[str]) -> None:
    session.say(
        f"{path.name}：{tense}写入 新增 {seen.new}，更改 {seen.changed}，作废 {seen.voided}。{''.join(clocks)}",
        file=path.name,
        new=seen.new,
        changed=seen.changed,
        voided=seen.voided,
        attachments=seen.attachments,
        written=tense == "已",
        clocks_ahead=list(clocks),
    )


def _tell_refusal(session: Session, path: Path, trouble: Trouble) -> int:
    """Say why one file was not taken; a file that came before is no failure."""
    session.say(f"{path.name}：{trouble}", file=path.name, refused=trouble.code, said=trouble.sentence)
    return DONE if isinstance(trouble, AlreadyImported) else trouble.exit_status

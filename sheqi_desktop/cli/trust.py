"""Verbs of trust: backup, restore, drill, check, digest, rebuild, audit-verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (
        ("backup", backup),
        ("restore", restore),
        ("drill", drill),
        ("check", check),
        ("digest", digest),
        ("rebuild", rebuild),
        ("audit-verify", audit_verify),
    ):
        app.command(name)(verb)


def backup(
    context: typer.Context, to: Annotated[Path | None, typer.Option("--to", help="另存到哪个文件夹，如 U 盘")] = None
) -> None:
    """备份一份，并重新打开核对。"""
    from sheqi_desktop.operations.back_up import back_up

    session: Session = context.obj
    with session.desk() as desk:
        made = back_up(desk, to)
    session.say(
        f"备份完成（已校验）：{made.path.name}，{made.records} 条记录。", path=str(made.path), records=made.records
    )


def restore(
    context: typer.Context,
    backup_folder: Annotated[Path, typer.Argument(help="备份")],
    into: Annotated[Path, typer.Option("--into", help="恢复到哪个新文件夹")],
) -> None:
    """把一份备份恢复到新文件夹，核对后才算数；原来的不动。"""
    from sheqi_desktop.operations.back_up import restore_backup

    session: Session = context.obj
    restore_backup(backup_folder, into, session.worker, session.password(), session.now())
    session.say(f"已恢复并核对：{into}", path=str(into))


def drill(context: typer.Context) -> None:
    """恢复演练：备份、恢复到临时文件夹、比对、记入日志。"""
    from sheqi_desktop.operations.back_up import drill as run_drill

    session: Session = context.obj
    with session.desk() as desk:
        passed, digest_ = run_drill(desk)
    session.say("恢复演练：通过。" if passed else "恢复演练：没有通过。", passed=passed, digest=digest_)
    raise typer.Exit(0 if passed else 3)


def check(context: typer.Context) -> None:
    """检查数据文件和操作日志。"""
    from sheqi_desktop.operations.check_health import check_health

    session: Session = context.obj
    with session.desk() as desk:
        health = check_health(desk)
    session.say(
        f"数据文件完好：{health.records} 条记录，{health.journal} 条操作日志，"
        f"{health.attachments} 个附件，{health.missing} 个附件还没有到。",
        records=health.records,
        journal=health.journal,
        conflicts=health.conflicts,
        parked=health.parked,
        attachments=health.attachments,
        missing=health.missing,
    )


def digest(context: typer.Context) -> None:
    """合并状态的摘要：两个工作区持有同样的记录时相同。"""
    from sheqi_desktop.operations.check_health import state_digest

    session: Session = context.obj
    with session.desk() as desk:
        found = state_digest(desk)
    session.say(found, digest=found)


def rebuild(context: typer.Context) -> None:
    """从改动日志重建全部派生的表。"""
    from sheqi_desktop.operations.check_health import rebuild_all

    session: Session = context.obj
    with session.desk() as desk:
        same, found = rebuild_all(desk)
    session.say(f"已重建，前后{'一致' if same else '不一致'}：{found}", same=same, digest=found)
    raise typer.Exit(0 if same else 3)


def audit_verify(context: typer.Context) -> None:
    """核对操作日志的每一环。"""
    from sheqi_desktop.operations.check_health import verify_journal

    session: Session = context.obj
    with session.desk() as desk:
        entries = verify_journal(desk)
    session.say(f"操作日志完整：{entries} 条。", entries=entries)

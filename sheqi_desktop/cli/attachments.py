"""Verbs on photos and scans: attach, missing, reused."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    for name, verb in (("attach", attach), ("missing", missing), ("reused", reused)):
        app.command(name)(verb)


def attach(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="jpg、png或pdf文件")],
    kind: Annotated[str, typer.Option("--kind", help="附件种类，如photo、signed_scan")] = "",
    original: Annotated[bool, typer.Option("--original", help="保留原图")] = False,
) -> None:
    """收进一张照片或一份扫描件，给出写进记录里的值。"""
    from sheqi_desktop.operations.attach import attach as take

    session: Session = context.obj
    with session.desk() as desk:
        value = take(desk, file, keep_original=original, kind=kind)
    session.say(f"已收好：{value['name']}，{value['size']} 字节。", **value)


def missing(context: typer.Context) -> None:
    """缺少的附件：记录里写了、还没有到的，按站列出。"""
    from sheqi_desktop.operations.reused_photos import missing_files

    session: Session = context.obj
    with session.desk() as desk:
        for station, files in missing_files(desk).items():
            for sha256, number in files:
                words = f"{desk.unit_name(station)}：{number or '没有编号的记录'}，{short_words(sha256)}"
                session.say(words, station=station, number=number, hash=sha256)


def reused(context: typer.Context) -> None:
    """重复使用的图片：同一张照片用在几条记录里。"""
    from sheqi_desktop.operations.reused_photos import reused_photos

    session: Session = context.obj
    with session.desk() as desk:
        for one in reused_photos(desk):
            numbers = [use.number for use in one.uses]
            session.say(
                f"{short_words(one.sha256)} 用于 {'、'.join(numbers)}。",
                hash=one.sha256,
                numbers=numbers,
                stations=sorted({use.station for use in one.uses}),
            )


def short_words(sha256: str) -> str:
    """Give the beginning of a fingerprint, enough to tell two files apart."""
    return f"指纹 {sha256[:8]}"

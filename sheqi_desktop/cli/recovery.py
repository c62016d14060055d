"""Verbs for a file that does not open: recover, salvage, look."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli.session import Session
from sheqi_desktop.domain.trouble import NotFound


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("recover")(recover)
    app.command("salvage")(salvage)
    app.command("look")(look)


def recover(
    context: typer.Context,
    backup_folder: Annotated[Path | None, typer.Argument(help="备份；不写就用最近的一份")] = None,
) -> None:
    """用备份换下坏的文件，备份以后保存过的一起补回；坏的文件留在旁边。"""
    from sheqi_desktop.operations.bring_back import bring_back, copies

    session: Session = context.obj
    copy = backup_folder or next((one.path for one in copies(session.data)), None)
    if copy is None:
        raise NotFound(what="备份", key=str(session.data))
    back = bring_back(session.data, copy, session.worker, session.password(), session.clock)
    back.desk.close()
    session.say(back.words, backup=str(copy), saved=back.saved, whole=back.whole)


def salvage(context: typer.Context) -> None:
    """逐页读坏的文件，能读的另存一份，只能看、打印和导出；坏的文件不动。"""
    from sheqi_desktop.operations.salvage import salvage as save_what_is_left

    session: Session = context.obj
    made = save_what_is_left(session.data, session.worker, session.password(), session.clock)
    made.desk.close()
    place, result = str(made.desk.folder), made.result
    session.say("\n".join([*made.lines, f"存在 {place}"]), path=place, **result.as_row())


def look(context: typer.Context) -> None:
    """看新版软件做的资料：另存一份只能看的，原来的不打开也不改动。"""
    from sheqi_desktop.operations.salvage import look_at_newer

    session: Session = context.obj
    desk = look_at_newer(session.data, session.worker, session.password(), session.clock)
    place = str(desk.folder)
    desk.close()
    session.say(f"用 --data {place} 可以看、打印和导出，不能改。", path=place)

"""``sheqi demo``: the whole loop on an invented county, with its progress and the table at the end."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sheqi_desktop.cli.session import Session


def add_to(app: typer.Typer) -> None:
    """Give this verb to the command line."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="放在哪个新文件夹")],
    seed: Annotated[int, typer.Option("--seed", help="同一个数，同一个县")] = 20220901,
    stations: Annotated[int, typer.Option("--stations", min=1, help="只做前几个站")] = 16,
    no_window: Annotated[bool, typer.Option("--no-window", help="做完不开窗口")] = False,
) -> None:
    """编出一个县的一年，走完整个来回：登记、录入、报送、合并、回执、计数。"""
    from sheqi_desktop.cli.tables import county_lines
    from sheqi_desktop.operations.demo.run import run_demo
    from sheqi_desktop.operations.progress import Progress as Steps
    from sheqi_desktop.operations.progress import Step

    session: Session = context.obj
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as bars:
        bar = bars.add_task("准备", total=1)

        told = 0

        def show(step: Step) -> None:
            nonlocal told
            words = f"第{step.number}步/共{step.steps}步 {step.text}"
            bars.update(bar, description=words, completed=step.done, total=step.total or 1)
            if not bars.console.is_terminal and step.number != told:
                bars.console.print(words)
                told = step.number

        made = run_demo(out, seed, stations, Steps(show))
    for line in county_lines(made.counted):
        session.put(line)
    session.put("")
    for line in made.told:
        session.put(line)
    session.put(f"{stations} 个站和县中心都在 {out}，每个工作区的口令是 {made.password}。")
    if not no_window and _has_screen():
        from sheqi_desktop.gui.app import main as open_window

        raise typer.Exit(open_window(out / "centre", None))


def _has_screen() -> bool:
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not os.environ.get("CI")

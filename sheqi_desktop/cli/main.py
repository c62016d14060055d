"""``sheqi``: the same verbs as the window, for scripts and tests.

Exit status: 0 done, 2 refused (one line, in words, with its code), 3 the surroundings failed.  Never a traceback.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sheqi_desktop.cli import (
    adjust,
    approvals,
    attachments,
    bundles,
    county,
    figures,
    leaving,
    life,
    machines,
    merging,
    papers,
    records,
    recovery,
    session_book,
    settle,
    supervision,
    trust,
    workspace,
)
from sheqi_desktop.cli.help import Verbs
from sheqi_desktop.cli.session import Session
from sheqi_desktop.cli.usage import UsageError, usage_trouble
from sheqi_desktop.domain import clock
from sheqi_desktop.domain.trouble import Cancelled, Trouble

NAME = "sheqi"
REFUSED = 2

VERBS = (
    workspace, machines, records, life, approvals, attachments, adjust, settle, bundles, merging, figures, papers,
    trust, recovery, county, supervision, session_book, leaving,
)  # fmt: skip
app = Verbs(name=NAME, help="社旗社工站工作台", no_args_is_help=False, pretty_exceptions_enable=False)
for verbs in VERBS:
    verbs.add_to(app)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="工作区文件夹（缺省 workspace）")] = None,
    moment: Annotated[str, typer.Option("--clock", help="当作此刻（ISO 时间）")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
    password_file: Annotated[Path | None, typer.Option("--password-file", help="口令文件")] = None,
    worker: Annotated[str, typer.Option("--as", help="用哪位的口令（人员号）")] = "",
) -> None:
    """社旗社工站工作台：不带动词时打开窗口。"""
    try:
        standing = clock.at(moment) if moment else None
    except ValueError as unreadable:
        raise typer.BadParameter("时间要写成 2023-10-12T09:00 的样子。", param_hint="--clock") from unreadable
    context.obj = Session(data, standing, as_json, password_file, worker)
    if context.invoked_subcommand is None:
        raise typer.Exit(workspace.open_window(context.obj))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give the exit status."""
    wanted = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in wanted
    try:
        # Not standalone: its own way of telling a slip is a box of several English lines.
        return int(app(args=wanted, prog_name=NAME, standalone_mode=False) or 0)
    except SystemExit as done:
        # 1 is typer's word for “interrupted”; to us it is a refusal like any other.
        return REFUSED if done.code == 1 else int(done.code or 0)
    except UsageError as slip:
        return _refuse(usage_trouble(slip), as_json)
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return _refuse(Cancelled(), as_json)
    except Trouble as trouble:
        return _refuse(trouble, as_json)
    except OSError as failure:
        return _refuse(_in_words(failure), as_json)
    except Exception as mistake:  # noqa: BLE001 - nobody ever sees a traceback; the report keeps it
        return _refuse(_kept(mistake), as_json)


def _refuse(trouble: Trouble, as_json: bool) -> int:
    line = (
        json.dumps({"refused": trouble.code, "said": trouble.sentence}, ensure_ascii=False) if as_json else str(trouble)
    )
    sys.stderr.write(line + "\n")
    return trouble.exit_status


def _kept(mistake: Exception) -> Trouble:
    from sheqi_desktop.operations.bug_report import keep_bug

    return keep_bug(mistake)


def _in_words(failure: OSError) -> Trouble:
    from sheqi_desktop.operations.writing import in_words

    return in_words(failure, Path(failure.filename or "文件"))


if __name__ == "__main__":
    raise SystemExit(main())

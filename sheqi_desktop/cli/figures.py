"""Verbs on figures: count, why."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sheqi_desktop.cli.session import Session


class Shape(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Give these verbs to the command line."""
    app.command("count")(count)
    app.command("why")(why)


def count(
    context: typer.Context,
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至哪天")] = None,
    contract: Annotated[Path | None, typer.Option("--contract", help="另一份合同文件")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="table / csv / json")] = Shape.table,
) -> None:
    """按合同计数：全县和每站的每项指标。"""
    from sheqi_desktop.cli.tables import county_lines
    from sheqi_desktop.operations.count_contract import contract_from, count_contract

    session: Session = context.obj
    with session.desk() as desk:
        counted = count_contract(desk, _day(as_of), contract_from(desk, contract))
    if shape is Shape.csv:
        sys.stdout.buffer.write(counted.csv)
        sys.stdout.buffer.flush()
    elif shape is Shape.json or session.as_json:
        for row in counted.rows:
            session.put(json.dumps(_plain(row), ensure_ascii=False))
    else:
        for line in county_lines(counted):
            session.put(line)


def why(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(help="指标代码，如 ind_visit")],
    unit: Annotated[str, typer.Argument(help="站码，或县代码（全县）")],
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至哪天")] = None,
    counted_too: Annotated[bool, typer.Option("--all", help="连同计入的一起列出")] = False,
) -> None:
    """列出一个数字背后的记录：未计入的写明原因代码。"""
    from sheqi_desktop.operations.why import why_rows

    session: Session = context.obj
    with session.desk() as desk:
        lines = why_rows(desk, measure, unit, _day(as_of))
    shown = [line for line in lines if counted_too or not line.counted]
    for line in shown:
        session.say(line.text, **line.facts)
    if not session.as_json:
        session.put(f"计入 {sum(line.counted for line in lines)}，未计入 {sum(not line.counted for line in lines)}。")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _plain(row: Any) -> dict[str, Any]:
    from sheqi_desktop.domain.counting.table import COLUMNS

    return {name: _text(getattr(row, name)) for name in COLUMNS}


def _text(value: Any) -> Any:
    return value if isinstance(value, str | int) or value is None else str(value)

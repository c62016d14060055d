"""Print the list of the return bundles: on paper, for whoever hands the sticks out, the same as 谁的包.txt."""

from __future__ import annotations

from collections.abc import Iterable

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.return_bundles import Returned
from sheqi_desktop.reports.fonts import Fonts
from sheqi_desktop.reports.return_sheet import ReturnList, return_sheet


def print_returns(desk: Desk, made: Iterable[Returned]) -> bytes:
    """Give the list of those that were written as a PDF; raise FontMissing."""
    moment = desk.clock.now().astimezone(COUNTY)
    rows = tuple(
        (desk.unit_name(one.station), tuple(path.name for path in one.exported.paths)) for one in made if one.exported
    )
    said = ReturnList(
        title=f"{desk.place.name}回传包清单",
        by=desk.me.name,
        at=f"{moment:%Y-%m-%d %H:%M}",
        rows=rows,
        demo=desk.place.demo,
    )
    with desk.write() as write:
        desk.note(write, "print_returns", "", files=sum(len(files) for _, files in rows))
    return return_sheet(said, Fonts(fonts_dir()))

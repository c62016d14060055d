"""Return bundles for every station and every 督导 in one action: receipts, closed months, the newest roster."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import StickGone, Surroundings, Trouble
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.progress import Progress, quiet
from sheqi_desktop.operations.seal_bundle import Exported, seal_bundle
from sheqi_desktop.store import files
from sheqi_desktop.sync.circles import SUPERVISOR, address_of

WHOSE = "谁的包.txt"
"""Lies beside the bundles: their names tell nothing from outside but the sender and a number (SYNC §1)."""
LINE = "{file}　给{whom}"
"""A line of it; ``whose_file`` reads these again."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of one station's or 督导's return bundle: written, or why there is none."""

    station: str
    exported: Exported | None
    trouble: Trouble | None = None


def return_bundles(desk: Desk, folder: Path, progress: Progress | None = None) -> list[Returned]:
    """Write a bundle for each station, and each 督导's computer, that has something to hear.

    A station without news or without an approved machine is listed with the reason and stops nobody else; a full disk
    or a missing stick stops all (raises a leaf of Surroundings, or StickGone).  After 取消 the bundles written stay,
    and the stations behind them are listed with Cancelled.
    """
    progress = progress or quiet()
    stations = [one.code for one in desk.library.contract.stations]
    stations += sorted(address_of(one) for one in desk.book.newest.active() if one.kind == SUPERVISOR)
    made = []
    for number, station in enumerate(stations, start=1):
        try:
            progress.tell(1, 1, desk.unit_name(station), number, len(stations))
            made.append(Returned(station, seal_bundle(desk, station, folder)))
        except (Surroundings, StickGone):
            raise
        except Trouble as trouble:
            made.append(Returned(station, None, trouble))
    _say_whose(desk, folder, made)
    return made


def _say_whose(desk: Desk, folder: Path, made: Iterable[Returned]) -> None:
    """Write beside the bundles whose is which; without room for it they are good all the same."""
    lines = [
        LINE.format(file=path.name, whom=desk.unit_name(one.station))
        for one in made
        if one.exported
        for path in one.exported.paths
    ]
    if not lines:
        return
    at = county_moment(desk.clock.ms())
    head = (
        f"{desk.place.name}的回传包，{at:%Y-%m-%d %H:%M} 做的，一共 {len(lines)} 个文件。",
        "每个只有写着的那一家打得开。",
        "",
    )
    with suppress(Trouble):
        # The mark at the beginning lets every old Notepad read it.
        files.write_whole(folder / WHOSE, "\r\n".join((*head, *lines, "")).encode("utf-8-sig"))

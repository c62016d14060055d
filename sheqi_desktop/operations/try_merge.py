"""先试合并: bring files in as they would be, count, and take it all back; nothing of it is ever durable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.trouble import Trouble
from sheqi_desktop.operations.accept_bundle import Accepted, Ahead, Refused, bring_in, room_for
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.effect import Effect, beside, numbers
from sheqi_desktop.operations.progress import Progress, Step, quiet
from sheqi_desktop.operations.read_bundle import read_file
from sheqi_desktop.store.bulk import without_collecting


@dataclass(frozen=True, slots=True)
class Tried:
    """What bringing these files in, in this order, would do."""

    results: tuple[Accepted | Refused, ...]
    effect: tuple[Effect, ...]

    @property
    def moved(self) -> tuple[Effect, ...]:
        """The measures whose number would change."""
        return tuple(one for one in self.effect if one.moved)


class _TakenBack(Exception):
    """The trial is over: everything goes back."""


def try_merge(desk: Desk, paths: Sequence[Path], progress: Progress | None = None) -> Tried:
    """Merge on trial in a transaction that is always undone, and count before and after with the contract's own rules.

    Raises Cancelled, DiskFull; nothing was written then either.
    """
    desk.require("bundle.import")
    told = progress or quiet()
    results: list[Accepted | Refused] = []
    found: list[Effect] = []
    decode = desk.database.decode
    told.tell(1, len(paths) + 2, "数一遍现在的指标")
    try:
        with without_collecting(), room_for(desk, paths), desk.write() as write:
            before = numbers(desk, write)
            for number, path in enumerate(paths, start=1):
                told.tell(number + 1, len(paths) + 2, f"试合并 {path.name}")
                try:
                    data = read_file(path)
                    results.append(bring_in(desk, write, path, data, _inner(told, number, paths)))
                except Ahead:
                    # A restored copy: what is in the file can only be seen after a new chain was begun.
                    continue
                except Trouble as trouble:
                    if told.stop.is_set():
                        raise
                    results.append(Refused(path, trouble))
            told.tell(len(paths) + 2, len(paths) + 2, "数一遍合并后的指标")
            found = beside(desk, before, numbers(desk, write))
            raise _TakenBack
    except _TakenBack:
        return Tried(tuple(results), tuple(found))
    finally:
        desk.database.decode = decode


def _inner(progress: Progress, number: int, paths: Sequence[Path]) -> Progress:
    """Tell the steps of one file as a part of its own step."""

    def show(step: Step) -> None:
        words = f"试合并 {paths[number - 1].name}：{step.text}"
        progress.show(Step(number + 1, len(paths) + 2, words, step.done, step.total))

    return Progress(show, progress.stop)

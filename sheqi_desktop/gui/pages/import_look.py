"""What the import page does off the window's thread: every check of each file, and bringing the good ones in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop.domain.trouble import BundleUnopenable, Trouble
from sheqi_desktop.operations.accept_bundle import Accepted, Refused, accept_bundles
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.explain_file import Check, checks_after
from sheqi_desktop.operations.lay_aside import lay_aside
from sheqi_desktop.operations.merge_run import finish_open, note_repeat
from sheqi_desktop.operations.progress import Progress
from sheqi_desktop.operations.read_bundle import Preview, read_bundle
from sheqi_desktop.operations.whose_file import whose_file


@dataclass(frozen=True, slots=True)
class Looked:
    """One file after its checks: a preview, or why it is refused."""

    path: Path
    found: Preview | Trouble
    checks: tuple[Check, ...] = ()
    """What was asked of the file, in order; empty where none of it was, as of a stick that is gone."""
    hint: str = ""
    """Whose it probably is, of one that does not open."""


def look(desk: Desk, paths: Sequence[Path], progress: Progress) -> list[Looked]:
    """Check files one by one; what is refused is kept aside, and a run in which all came before is told as one."""
    found = []
    for number, path in enumerate(paths, start=1):
        try:
            progress.tell(1, 1, f"核对 {path.name}", number, len(paths))
            seen = read_bundle(desk, path)
            found.append(Looked(path, seen, checks_after(desk, path, None)))
        except Trouble as trouble:
            lay_aside(desk, path, trouble)
            hint = whose_file(desk, path) if isinstance(trouble, BundleUnopenable) else ""
            found.append(Looked(path, trouble, checks_after(desk, path, trouble), hint))
    repeated = [(one.path.name, one.found) for one in found if isinstance(one.found, Trouble)]
    if len(repeated) == len(found):
        note_repeat(desk, repeated)
    return found


def bring_in(
    desk: Desk, paths: Sequence[Path], progress: Progress, left_out: Sequence[tuple[str, Trouble]]
) -> list[Accepted | Refused]:
    """Bring files in and write the report of the run, which names those left out before too."""
    done = accept_bundles(desk, paths, progress, left_out)
    # What is in stays in, whatever hinders the report: it is written when somebody asks for it.
    with suppress(Trouble):
        finish_open(desk)
    return done

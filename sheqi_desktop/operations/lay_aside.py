"""A bundle that is not taken in is kept and listed (TRUST F15, F16).

It waits for the approval of its machine or of a new signature, or for a newer program; then it is offered again.  One
of a machine nobody had asked for is refused, and offered too once that machine is approved.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheqi_desktop import __version__
from sheqi_desktop.domain.trouble import (
    AlreadyImported,
    BundleTooNew,
    BundleTrouble,
    MassVoid,
    SignerPending,
    SignerUnknown,
    StickGone,
    Trouble,
    WorkerKeyPending,
)
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.read_bundle import read_file
from sheqi_desktop.store import laid_aside, outbox
from sheqi_desktop.sync import bundle

WAITS = (SignerPending, WorkerKeyPending, BundleTooNew, MassVoid)
WAITING = "waiting"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bundle kept until it can be taken in."""

    path: Path
    name: str
    """What the file was called when it came."""
    code: str


def lay_aside(desk: Desk, path: Path, trouble: Trouble) -> None:
    """Keep a bundle that was not taken in, and note it for 往来记录; the trouble then says that it is kept."""
    if not isinstance(trouble, BundleTrouble) or isinstance(trouble, AlreadyImported | StickGone):
        return
    try:
        data = read_file(path)
    except Trouble:
        return
    sha256 = bundle.seen(data)
    waits = isinstance(trouble, WAITS)
    with desk.read() as read:
        before = outbox.imported(read, sha256)
    if before is not None and before.result == "merged":
        return
    trouble.kept = laid_aside.keep(desk.folder, laid_aside.WAITING if waits else laid_aside.REFUSED, sha256, data)
    said: dict[str, object] = {
        "why": trouble.sentence,
        "code": trouble.code,
        "kept": trouble.kept,
        "roster": desk.book.newest.version,
        "app": __version__,
    }
    if "sender" in trouble.facts:
        said["sender"] = trouble.facts["sender"]
    with desk.write() as write:
        result = WAITING if waits else REFUSED
        name = before.file if before is not None else path.name
        outbox.note_import(write, sha256, name, "", 0, "sync", desk.clock.ms(), result, said)
        desk.note(write, "wait" if waits else "refuse", sha256[:16], code=trouble.code)


def ready(desk: Desk) -> list[Waiting]:
    """Give the bundles worth another look: since they came, the list of machines or the program is newer."""
    with desk.read() as read:
        noted = [one for one in outbox.imports(read) if one.result in (WAITING, REFUSED)]
    approved = {one.id for one in desk.book.newest.active()}
    found = []
    for one in noted:
        path = laid_aside.find(desk.folder, one.sha256)
        if path is not None and _worth_a_look(desk, one, approved):
            found.append(Waiting(path, one.file, str(one.summary.get("code", ""))))
    return found


def _worth_a_look(desk: Desk, one: outbox.ImportLog, approved: set[str]) -> bool:
    """Tell whether what stood in the way of a bundle may be gone."""
    if one.result == REFUSED:
        return one.summary.get("code") == SignerUnknown.code and one.summary.get("sender") in approved
    return (one.summary.get("roster"), one.summary.get("app")) != (desk.book.newest.version, __version__)

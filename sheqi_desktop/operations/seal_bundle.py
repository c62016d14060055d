"""导出数据包: seal what is open, sign, encrypt, write beside, read back from the stick, rename; only then “可以拔出”.

What the receiver has acknowledged is left out; everything else is sent again, because a lost stick must cost nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sheqi_desktop import __version__
from sheqi_desktop.domain.change import Sealed
from sheqi_desktop.domain.trouble import NotFound, NothingToSend
from sheqi_desktop.operations.attachments_owed import Owed, attachments_owed, came_from, lacking
from sheqi_desktop.operations.circles import alike, chains_for
from sheqi_desktop.operations.copied_here import refuse_unanswered
from sheqi_desktop.operations.decoding import lines_of
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.owed_roster import owes_roster
from sheqi_desktop.operations.progress import Progress, Step, quiet
from sheqi_desktop.operations.reserve import with_reserve
from sheqi_desktop.operations.seal_changes import seal_open_changes
from sheqi_desktop.store import blobs, files, journal, log, outbox
from sheqi_desktop.store.database import Read, Write
from sheqi_desktop.sync import bundle, receipt, segment
from sheqi_desktop.sync.circles import SUPERVISOR
from sheqi_desktop.sync.lines import Lines
from sheqi_desktop.sync.roster import Device

STEPS = 4
FILE_LIMIT = 64 << 20
"""One file holds no more than this unless a person asks for smaller ones: an old PC opens it in memory."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that lies on the stick, verified by reading it back."""

    path: Path
    counter: int
    sha256: str
    size: int
    segments: int
    summary: dict[str, dict[str, list[int]]]
    attachments: int = 0
    later: int = 0
    """Attachments left for another time (照片稍后再带)."""
    paths: tuple[Path, ...] = ()
    """All files, where one was not enough; ``path`` is the first of them."""


def recipients_of(desk: Desk, to: str) -> list[Device]:
    """Give the approved machines a bundle goes to: of a unit (9-digit code), or the one of a 督导 (411327000-B).

    Raises NotFound when there is none.
    """
    unit, _, slot = to.partition("-")
    active = [
        one
        for one in desk.book.newest.active()
        if one.station_code == unit
        and one.id != desk.machine.device
        and (one.slot == slot if slot else one.kind != SUPERVISOR)
    ]
    if not active:
        raise NotFound(what="收件人", key=desk.unit_name(to))
    return active


def seal_bundle(
    desk: Desk,
    to: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    photos: bool = True,
    limit: int = FILE_LIMIT,
    whole_for: str = "",
) -> Exported:
    """Write the next bundle for a unit (or one 督导) into a folder, in several files where one would be too large.

    Where not all machines of the unit may have the same, what is 限阅 among it, each has files of its own.
    ``whole_for`` names one machine of the unit that is to have everything, whatever it said it holds: a 恢复包.
    Without ``photos`` only the signed sheets of consents and closures go along; everything counts all the same.
    Raises NothingToSend, WhichComputer, NotFound (nobody to write to), NotWritable, DiskFull, StickFull, StickGone,
    Cancelled.
    What is not yet written is not kept as sent: cancelling costs nothing, and the next bundle brings the rest.
    """
    desk.require("bundle.export")
    refuse_unanswered(desk)
    progress = progress or quiet()
    receivers = recipients_of(desk, to)
    if whole_for:
        receivers = [one for one in receivers if one.id == whole_for]
        if not receivers:
            raise NotFound(what="收件人", key=desk.unit_name(to))
    progress.tell(1, STEPS, "封存新的改动")
    with_reserve(desk.folder, lambda: seal_open_changes(desk))
    with desk.read() as read:
        told = [_news(desk, read, group, photos, bool(whole_for)) for group in alike(desk, read, receivers)]
    groups = [one for one in told if one is not None]
    if not groups:
        raise NothingToSend()
    made: list[_File] = []
    for news in groups:
        shares = bundle.shares(news.sealed, [(one.sha256, one.size) for one in news.going], limit)
        for number, (segments_, names) in enumerate(shares, start=1):
            progress.tell(2, STEPS, "签名并加密", number - 1, len(shares))
            share = _Share(segments_, names, (number, len(shares)), bool(whole_for), len(groups) > 1)
            write = partial(_write_file, desk, to, folder, news.receivers, share, progress)
            made.append(with_reserve(desk.folder, write))
    # The bundle is written and its number used: it is too late for 取消.
    progress.show(Step(4, STEPS, "完成"))
    desk.step_witness()
    return _exported(groups, made)


@dataclass(frozen=True, slots=True)
class _News:
    """What some machines that may have the same are to hear."""

    receivers: Sequence[Device]
    sealed: Sequence[Sealed]
    going: Sequence[Owed]
    later: Sequence[Owed]


def _news(desk: Desk, read: Read, receivers: Sequence[Device], photos: bool, whole: bool) -> _News | None:
    """Give what goes to machines that may have the same; None where there is nothing to hear."""
    sealed = _owed(desk, read, receivers, whole=whole)
    owed = attachments_owed(desk, read, receivers)
    going = [one for one in owed if photos or one.first]
    if not (sealed or going or whole or _owes_receipt(read, receivers) or owes_roster(desk, read, receivers)):
        return None
    return _News(receivers, sealed, going, [one for one in owed if one not in going])


def _exported(groups: Sequence[_News], made: Sequence[_File]) -> Exported:
    """Say what was written: what went to several machines counts once."""
    sealed = {one.hash: one for news in groups for one in news.sealed}
    going = {one.sha256 for news in groups for one in news.going}
    later = {one.sha256 for news in groups for one in news.later}
    first, paths, size = made[0], tuple(one.path for one in made), sum(one.size for one in made)
    summary = _summary(list(sealed.values()))
    return Exported(paths[0], first.counter, first.sha256, size, len(sealed), summary, len(going), len(later), paths)


@dataclass(frozen=True, slots=True)
class _Share:
    """What goes into one file."""

    sealed: Sequence[Sealed]
    names: Sequence[str]
    part: tuple[int, int]
    whole: bool = False
    own: bool = False
    """Whether other machines of the unit get other files; then the name says whose it is."""

    @property
    def kind(self) -> str:
        """What the file says it is."""
        return "bootstrap" if self.whole else "sync" if self.sealed or self.names else "receipt"


@dataclass(frozen=True, slots=True)
class _File:
    """One file that lies there, read back."""

    path: Path
    counter: int
    sha256: str
    size: int


def _write_file(
    desk: Desk, to: str, folder: Path, receivers: Sequence[Device], share: _Share, progress: Progress
) -> _File:
    """Write one complete bundle; whatever is in it is noted as sent only when it could be read back."""
    with desk.write() as write:
        counter, path = _next_name(desk, write, folder, share, receivers)
        data = _pack(desk, write, to, receivers, share, counter)
        progress.tell(3, STEPS, "写到目的地并读回核对", share.part[0] - 1, share.part[1])
        files.write_checked(path, data, desk.folder)
        sha256 = hashlib.sha256(data).hexdigest()
        positions = _positions(share.sealed)
        names = [one.id for one in receivers]
        outbox.note_export(
            write, counter, names, path.name, sha256, "bootstrap" if share.whole else "sync", desk.clock.ms(), positions
        )
        blobs.note_sent(write, counter, share.names)
        desk.note(write, "export", str(counter), to=to, segments=len(share.sealed), attachments=len(share.names))
    return _File(path, counter, sha256, len(data))


def _owed(desk: Desk, read: Read, receivers: Sequence[Device], whole: bool = False) -> list[Sealed]:
    """Whole segments a receiver has not said it holds, of chains that every receiver may have (sync/circles)."""
    lines = lines_of(read)
    may_have = chains_for(desk, read, receivers)
    wanted: dict[str, None] = {}
    for receiver in receivers:
        heard = None if whole else outbox.last_heard(read, receiver.id)
        for link in receipt.owed(lines, heard, desk.machine.device):
            if link.chain in may_have:
                wanted[link.hash] = None
    return log.segments_by_hash(read, wanted)


def min_acknowledged(read: Read, receivers: Sequence[Device]) -> dict[str, int]:
    """What every receiver has confirmed to hold, per chain; a chain one of them lacks is not in it."""
    each = [outbox.acknowledged(read, one.id) for one in receivers]
    chains = set.intersection(*(set(one) for one in each)) if each else set()
    return {chain: min(one[chain] for one in each) for chain in chains}


def _owes_receipt(read: Read, receivers: Sequence[Device]) -> bool:
    """Something came from the receiver that it does not know we hold."""
    return outbox.owes_receipt(read, [one.id for one in receivers])


def _next_name(desk: Desk, write: Write, folder: Path, share: _Share, receivers: Sequence[Device]) -> tuple[int, Path]:
    """Give the next number and its file; a restored machine never covers a bundle that lies there already.

    A 恢复包 is named after the machine it is for: HF-{站码}-{机位}; one that its mates cannot open ends in -for{机位}.
    """
    receiver = receivers[0]
    whose = f"-for{''.join(sorted(one.slot for one in receivers))}" if share.own else ""

    def name(counter: int) -> str:
        if not share.whole:
            said = bundle.file_name(desk.station, desk.place.slot, counter, share.part)
            return f"{said.removesuffix('.sqb')}{whose}.sqb"
        said = bundle.file_name(receiver.station_code, receiver.slot, counter, share.part)
        return f"HF{said.removeprefix('SQ')}"

    counter = outbox.next_counter(write)
    while (folder / name(counter)).exists():
        counter += 1
    return counter, folder / name(counter)


def _pack(desk: Desk, write: Write, to: str, receivers: Sequence[Device], share: _Share, counter: int) -> bytes:
    content = blobs.sound(write, share.names)
    return bundle.pack(
        kind=share.kind,
        machine=desk.machine,
        county=desk.book.county,
        to=receivers,
        counter=counter,
        have=_have(desk, write, receivers),
        roster_version=desk.book.newest.version,
        sealed=share.sealed,
        blobs=content,
        # A mate or a 督导 may not know this machine yet: the roster vouches for it, whoever carries it.
        rosters=() if desk.place.kind != "centre" and to == desk.library.centre_unit else desk.book.since(0),
        as_of=desk.clock.today().isoformat(),
        part=share.part,
        journal=journal.head(write),
        recovery=desk.vault.recovery_blob,
        bundles=came_from(write, receivers),
        lacking=lacking(desk, write, receivers),
        workers=desk.own_worker_keys(write),
        made_ms=desk.clock.ms(),
        app=__version__,
    )


def _have(desk: Desk, read: Read, receivers: Sequence[Device]) -> dict[str, tuple[int, str]]:
    """State how far every chain is held that the receivers may know of."""
    lines = lines_of(read)
    may_have = chains_for(desk, read, receivers)
    told = receipt.have_of_lines(lines)
    known = {name: end for name, end in told.items() if (link := lines.link(end[1])) and link.chain in may_have}
    return _given_back(read, receivers, lines) | known


def _given_back(read: Read, receivers: Sequence[Device], lines: Lines) -> dict[str, tuple[int, str]]:
    """Say back to a receiver what it said it holds itself, where that is here.

    A 督导 whose assignment ended brings the station's chains along until it hears so; it learns nothing from it.
    """
    if len(receivers) != 1:
        return {}
    heard = outbox.last_heard(read, receivers[0].id) or {}
    return {name: end for name, end in heard.items() if end[1] in lines}


def copy_to(file: Path, folder: Path) -> Path:
    """Copy a finished bundle to a stick and read it back; raise StickGone, StickFull, NotWritable."""
    target = folder / file.name
    files.write_checked(target, read_whole(file))
    return target


def read_whole(file: Path) -> bytes:
    """Read a file written here before; raise NotReadable."""
    try:
        return file.read_bytes()
    except OSError as failure:
        raise files.not_read(failure, file.name) from failure


def file_fingerprint(sha256: str) -> str:
    """Give the five groups of four digits both ends can compare for one file."""
    digits = f"{int(sha256, 16) % 10**20:020d}"
    return " ".join(digits[place : place + 4] for place in range(0, 20, 4))


def _positions(sealed: Sequence[Sealed]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for one in sealed:
        positions[one.chain] = max(one.last, positions.get(one.chain, 0))
    return positions


def _summary(sealed: Sequence[Sealed]) -> dict[str, dict[str, list[int]]]:
    total: dict[str, dict[str, list[int]]] = {}
    for one in sealed:
        for kind, stations in segment.decode(one).counts().items():
            for station, counts in stations.items():
                into = total.setdefault(kind, {}).setdefault(station, [0, 0, 0])
                for place, number in enumerate(counts):
                    into[place] += number
    return total

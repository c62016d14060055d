"""本机, 已装包, 已收: how far each record is on its way to the centre, told the same wherever it is shown.

本机: some change of it is in no bundle that was written.  已装包: all are, and no signed word of the centre covers them
all.  已收: the centre has signed for every change.  What came from the mate was in the mate's bundle, so it is packed;
a mate's receipt makes nothing green.  A restored machine knows what its copy knew, until the centre tells it more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.circles import PRIVATE
from sheqi_desktop.operations.decoding import lines_of
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log, outbox, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.outbox import LOCAL, PACKED, RECEIVED
from sheqi_desktop.store.records import Wanted
from sheqi_desktop.sync import receipt
from sheqi_desktop.sync.circles import SUPERVISOR
from sheqi_desktop.sync.lines import Lines

WAY_WORDS = {LOCAL: ("本机", "mute"), PACKED: ("已装包", "info"), RECEIVED: ("已收", "ok")}
_ORDER = (LOCAL, PACKED, RECEIVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one record stands, in words: the badge, its colour, and a sentence."""

    words: str
    tone: str
    note: str


def ways(desk: Desk, read: Read, found: Iterable[str]) -> dict[str, str]:
    """Tell of some records where each stands (local, packed, received), with the same few questions for any number."""
    sight = _sight(desk, read)
    told = {}
    for record, changes in outbox.changes_of(read, list(found)).items():
        states = [sight.state(chain, seq) for chain, seq in changes]
        told[record] = min(states, key=_ORDER.index, default=RECEIVED)
    return told


def file_ways(desk: Desk, read: Read, files: Sequence[str]) -> dict[str, str]:
    """Tell where whole files (个案, 小组 …) stand: as far as the least of their papers."""
    papers = records.list_records(read, Wanted(parents=files, voided=None, restricted=True))
    told = ways(desk, read, [*files, *(one.id for one in papers)])
    for one in papers:
        if one.parent in told:
            told[one.parent] = min(told[one.parent], told[one.id], key=_ORDER.index)
    return {file: told[file] for file in files if file in told}


def standing(desk: Desk, record: str) -> Standing | None:
    """Say where a record stands, a file with its papers; None where nothing is reported from or nothing was saved."""
    if desk.place.kind != "station":
        return None
    with desk.read() as read:
        way = file_ways(desk, read, [record]).get(record) if record else None
        elsewhere = _from_mates(desk, read, record) if way is not None else ()
    if way is None:
        return None
    words, tone = WAY_WORDS[way]
    note = _NOTES[way]
    if elsewhere and way != RECEIVED:
        note = f"同站 {'、'.join(elsewhere)} 机写的，随数据包来的。{note}"
    return Standing(words, tone, note)


_NOTES = {
    LOCAL: "有改动还没装进数据包，下次导出时带走。",
    PACKED: "已经写进导出的数据包，县中心收没收到还不知道。不用再做什么，等导入县中心的回传包，就变成“已收”。"
    "U 盘丢了不要紧，下一个包会再带上。",
    RECEIVED: "县中心收到了，有回执。",
}


def way_note(desk: Desk, words: str) -> str:
    """Give the sentence that explains 本机, 已装包 or 已收; '' at the centre, where nothing is on its way."""
    if desk.place.kind == "centre":
        return ""
    return next((_NOTES[way] for way, (shown, _) in WAY_WORDS.items() if shown == words), "")


def _from_mates(desk: Desk, read: Read, record: str) -> tuple[str, ...]:
    """Give the letters of the station's other machines that wrote in a record."""
    devices = {head.chain: head.device for head in log.chains(read).values()}
    wrote = {devices.get(chain, "") for chain, _ in outbox.changes_of(read, [record]).get(record, ())}
    others = [one for one in desk.book.newest.devices if one.id in wrote and one.id != desk.machine.device]
    return tuple(sorted(one.slot for one in others if one.station_code == desk.station))


# ------------------------------------------------------------------------------ what is known of each chain
@dataclass(frozen=True, slots=True)
class _Sight:
    """Up to where each chain is packed and signed for; a chain that is not in ``own`` came in somebody's bundle."""

    own: frozenset[str]
    arrived: frozenset[str]
    packed: Mapping[str, int]
    signed: Mapping[str, int]

    def state(self, chain: str, seq: int) -> str:
        if chain in self.arrived or seq <= self.signed.get(chain, 0):
            return RECEIVED
        return PACKED if chain not in self.own or seq <= self.packed.get(chain, 0) else LOCAL


def _sight(desk: Desk, read: Read) -> _Sight:
    own = frozenset(log.own_chains(read))
    others = {name: head for name, head in log.chains(read).items() if name not in own}
    centre = _machines_of(desk, desk.library.centre_unit)
    # At the centre, everything that came is where it should be.  What the centre wrote it has as far as it says so:
    # one that was put back to an earlier copy has less.
    there = desk.place.kind == "centre"
    arrived = frozenset(name for name, head in others.items() if there or head.audience.startswith(PRIVATE))
    packed = outbox.packed(read)
    for chain, seq in outbox.acknowledged(read).items():
        # Whoever confirms a change had it from a bundle, also where a restored copy no longer knows that one.
        packed[chain] = max(seq, packed.get(chain, 0))
    signed = signed_for(desk, read)
    if len(arrived) < len(others):
        # Of the own chains only what was signed for by its segments counts: a clone has other segments of that number.
        signed = {name: seq for name, seq in held_by(read, centre).items() if name in others} | signed
    return _Sight(own, arrived, packed, signed)


def signed_for(desk: Desk, read: Read) -> dict[str, int]:
    """Give up to which number the centre has signed for each of this machine's chains; at the centre, the stations.

    What is between a 督导 and one worker alone never goes to the centre: there the other of the two signs.
    """
    anybody = outbox.acknowledged(read)
    if desk.place.kind == "centre":
        return anybody
    between = {name for name, head in log.chains(read).items() if head.audience.startswith(PRIVATE)}
    centre = _machines_of(desk, desk.library.centre_unit)
    signed = outbox.acknowledged(read, centre)
    own, heads = log.own_chains(read), log.chains(read)
    if any(heads[name].device != desk.machine.device for name in own if name in heads):
        # Written under the key of the computer this one was copied from: of that the centre's word names the chain.
        signed = held_by(read, centre) | signed
    return signed | {name: seq for name, seq in anybody.items() if name in between}


def _machines_of(desk: Desk, unit: str) -> list[str]:
    return [one.id for one in desk.book.newest.devices if one.station_code == unit and one.kind != SUPERVISOR]


def held_by(read: Read, machines: Iterable[str], lines: Lines | None = None) -> dict[str, int]:
    """Give up to which number any of some machines holds each chain, those of others too, by its own signed words."""
    asked = list(machines)
    reached, lines = outbox.acknowledged(read, asked), lines or lines_of(read)
    for machine in asked:
        heard = outbox.last_heard(read, machine)
        if heard is None:
            continue
        missing = {link.hash for link in receipt.owed(lines, heard)}
        for chain in lines.chains():
            for link in lines.of(chain):
                if link.hash not in missing:
                    name = lines.name(link.hash)
                    reached[name] = max(link.last, reached.get(name, 0))
    return reached


def unsigned(desk: Desk, read: Read) -> int:
    """Count the changes of this machine that the centre has not signed for."""
    return outbox.unsent(read, signed_for(desk, read))

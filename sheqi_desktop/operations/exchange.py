"""往来记录: what was sent, what came, and how far the centre has signed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import BundleTooNew
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.decoding import lines_of
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.kinds import KINDS, words_of
from sheqi_desktop.operations.lay_aside import WAITING
from sheqi_desktop.operations.on_its_way import held_by, signed_for
from sheqi_desktop.store import laid_aside, log, outbox
from sheqi_desktop.sync.circles import SUPERVISOR, address_of
from sheqi_desktop.sync.roster import Device

MATE = "同站另一台电脑"
_ANSWERS = {
    "none": ("待签收", "还没收到回执。U 盘丢了不要紧，下一个包会再带上。", "info", "upload"),
    "mate": ("那台已收", "那台电脑都有了。县中心签收以后，记录才显示“已收”。", "info", "upload"),
    "signed": ("已签收", "对方都收到了。", "ok", "circle-check"),
}
"""What became of a bundle: its state, in a sentence, its colour; what a mate holds is not with the centre yet."""
SORTS = (
    ("new", "新增"),
    ("changed", "修改"),
    ("voided", "作废"),
    ("conflicts", "两处不一样"),
    ("attachments", "附件"),
)


@dataclass(frozen=True, slots=True)
class Receipts:
    """How many changes of this machine are signed for, and how many wait."""

    received: int
    waiting: int
    positions: Mapping[str, int]


def receipts(desk: Desk) -> Receipts:
    """Count own changes that a signed receipt of the centre covers, and those that are only here or on a stick."""
    with desk.read() as read:
        mine = log.own_chains(read)
        signed = signed_for(desk, read)
    received = sum(min(signed.get(chain, 0), last) for chain, last in mine.items())
    return Receipts(received, sum(mine.values()) - received, {chain: signed.get(chain, 0) for chain in mine})


def sent(desk: Desk) -> list[outbox.Export]:
    """Give every bundle this machine wrote, newest first."""
    with desk.read() as read:
        return outbox.exports(read)


def came(desk: Desk) -> list[outbox.ImportLog]:
    """Give every bundle that was brought in here, newest first."""
    with desk.read() as read:
        return outbox.imports(read)


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """One bundle that went or came, in words."""

    at_ms: int
    words: str
    state: str
    tone: str
    icon: str
    file: str
    kept: bool = False
    """Whether a copy of a bundle that is not in lies here."""
    details: tuple[tuple[str, str], ...] = ()
    """What else is known of it, name by name: how much of what, how far it is signed for."""
    short: str = ""
    """The same without whom it went to, for a narrow place."""
    sha256: str = ""
    """Which file it is, where a copy of one that is not in lies here."""


def exchange_lines(desk: Desk, station: str = "") -> list[ExchangeLine]:
    """Give what went and what came, newest first; a bundle is green only when a signed receipt covers it."""
    with desk.read() as read:
        went, here = outbox.exports(read), outbox.imports(read)
        receivers = {receiver for export in went for receiver in export.to}
        chains = lines_of(read)
        signed = {receiver: held_by(read, [receiver], chains) for receiver in receivers}
    before = _each_before(went)
    lines = [
        _went(desk, one, signed, before.get(one.counter))
        for one in went
        if not station or _units(desk, one.to) == {station}
    ]
    lines += [_came(desk, one) for one in here if not station or _units(desk, [one.sender]) == {station}]
    return sorted(lines, key=lambda line: line.at_ms, reverse=True)


def _each_before(went: Sequence[outbox.Export]) -> dict[int, outbox.Export]:
    """Give for each bundle the one to the same unit before it: what is new in it is what goes beyond that."""
    found: dict[int, outbox.Export] = {}
    last: dict[tuple[str, ...], outbox.Export] = {}
    for one in sorted(went, key=lambda one: one.counter):
        if one.to in last:
            found[one.counter] = last[one.to]
        if one.positions:
            last[one.to] = one
    return found


def _went(
    desk: Desk, export: outbox.Export, signed: Mapping[str, Mapping[str, int]], before: outbox.Export | None
) -> ExchangeLine:
    received = any(
        all(signed[receiver].get(chain, 0) >= seq for chain, seq in export.positions.items()) for receiver in export.to
    )
    mate = _to_mates(desk, export)
    to = MATE if mate else "、".join(sorted(desk.unit_name(unit) for unit in _units(desk, export.to)))
    earlier = before.positions if before is not None else {}
    fresh = sum(max(0, seq - earlier.get(chain, 0)) for chain, seq in export.positions.items())
    period = _period(before, export.at)
    what = f"{period}・{fresh} 处改动" if fresh else "补发以前的" if export.positions else "回执"
    words = f"第 {export.counter} 号・交给 {to}・{what}"
    answer = "none" if not received or not export.positions else "mate" if mate else "signed"
    said, after, tone, icon = _ANSWERS[answer]
    if answer == "signed" and desk.place.kind == "station":
        after = "县中心都收到了。"
    details = (("交给", to), ("内容", what), ("回执", after), ("文件", export.file))
    short = f"第 {export.counter} 号・{what}"
    return ExchangeLine(export.at, words, said, tone, icon, export.file, short=short, details=details)


def _to_mates(desk: Desk, export: outbox.Export) -> bool:
    return desk.place.kind == "station" and _units(desk, export.to) == {desk.station}


def _period(before: outbox.Export | None, at: int) -> str:
    """Give from the day of the last bundle to this one's; of the first only up to when."""
    last = county_moment(at).date()
    if before is None:
        return f"到 {short_day(last.isoformat())}"
    first = county_moment(before.at).date()
    if first == last:
        return short_day(last.isoformat())
    until = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else short_day(last.isoformat())
    return f"{short_day(first.isoformat(), last)}—{until}"


def _came(desk: Desk, one: outbox.ImportLog) -> ExchangeLine:
    if one.result != "merged":
        return _not_taken(desk, one)
    device = desk.book.newest.device(one.sender)
    name = _sender(desk, device) if device else one.sender[:8]
    brought = one.summary.get("new", 0) + one.summary.get("changed", 0) + one.summary.get("voided", 0)
    words = f"{name}交来 {brought} 处改动（第 {one.counter} 号）" if brought else f"{name}的回执（第 {one.counter} 号）"
    details = (("来自", name), *_brought(one.summary), ("文件", one.file))
    short = f"回传・{brought} 处改动" if brought else f"回执（第 {one.counter} 号）"
    return ExchangeLine(one.at, words, "已合并", "note", "download", one.file, short=short, details=details)


def _sender(desk: Desk, device: Device) -> str:
    """Name the unit; the machine only where it is not its first."""
    unit = desk.unit_name(address_of(device))
    return unit if device.slot == "A" or device.kind == SUPERVISOR else f"{unit} {device.slot} 机"


def _brought(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Say how many records of what a bundle brought, and up to which day."""
    parts = [f"{words} {told[key]}" for key, words in SORTS if told.get(key)]
    kinds = [
        f"{words_of(kind).words} {sum(sum(counts) for counts in stations.values())}"
        for kind, stations in dict(told.get("by_kind") or {}).items()
        if kind in KINDS
    ]
    as_of = short_day(str(told.get("as_of") or ""))
    return (
        ("内容", "，".join(parts) or "只有回执：我们交去的，对方收到了"),
        *((("种类", "，".join(kinds)),) if kinds else ()),
        *((("截至", as_of),) if as_of else ()),
    )


def _not_taken(desk: Desk, one: outbox.ImportLog) -> ExchangeLine:
    """Say why a bundle is not in, and whether its file is kept here."""
    why = str(one.summary.get("why", "")) or one.file
    details = (("原因", why), ("文件", one.file))
    kept = laid_aside.find(desk.folder, one.sha256) is not None
    sha256 = one.sha256 if kept else ""
    if one.result == WAITING:
        state = "待升级" if one.summary.get("code") == BundleTooNew.code else "待核准"
        return ExchangeLine(one.at, why, state, "info", "hourglass", one.file, kept, details, sha256=sha256)
    return ExchangeLine(one.at, why, "拒收", "bad", "ban", one.file, kept, details, sha256=sha256)


def _units(desk: Desk, devices: Sequence[str]) -> set[str]:
    found = (desk.book.newest.device(one) for one in devices)
    return {address_of(one) for one in found if one is not None}

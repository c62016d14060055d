"""往来记录: what was sent, what came, and how far the centre has signed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheqi_desktop.domain.trouble import BundleTooNew
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.lay_aside import WAITING
from sheqi_desktop.store import laid_aside, log, outbox


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
        signed = outbox.acknowledged(read)
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


def exchange_lines(desk: Desk, station: str = "") -> list[ExchangeLine]:
    """Give what went and what came, newest first; a bundle is green only when a signed receipt covers it."""
    with desk.read() as read:
        went, here = outbox.exports(read), outbox.imports(read)
        signed = {receiver: outbox.acknowledged(read, receiver) for export in went for receiver in export.to}
    lines = [_went(desk, one, signed) for one in went if not station or _units(desk, one.to) == {station}]
    lines += [_came(desk, one) for one in here if not station or _units(desk, [one.sender]) == {station}]
    return sorted(lines, key=lambda line: line.at_ms, reverse=True)


def _went(desk: Desk, export: outbox.Export, signed: Mapping[str, Mapping[str, int]]) -> ExchangeLine:
    received = any(
        all(signed[receiver].get(chain, 0) >= seq for chain, seq in export.positions.items()) for receiver in export.to
    )
    to = "、".join(sorted(desk.unit_name(unit) for unit in _units(desk, export.to)))
    words = f"第 {export.counter} 号・交给 {to}"
    if received and export.positions:
        return ExchangeLine(export.at, words, "已签收", "ok", "circle-check", export.file)
    return ExchangeLine(export.at, words, "待签收", "info", "upload", export.file)


def _came(desk: Desk, one: outbox.ImportLog) -> ExchangeLine:
    if one.result != "merged":
        return _not_taken(desk, one)
    device = desk.book.newest.device(one.sender)
    name = f"{desk.unit_name(device.station_code)} {device.slot} 机" if device else one.sender[:8]
    brought = one.summary.get("new", 0) + one.summary.get("changed", 0) + one.summary.get("voided", 0)
    what = f"{brought} 条改动" if brought else "回执"
    return ExchangeLine(one.at, f"{name} 第 {one.counter} 号・{what}", "已合并", "note", "download", one.file)


def _not_taken(desk: Desk, one: outbox.ImportLog) -> ExchangeLine:
    """Say why a bundle is not in, and whether its file is kept here."""
    why = str(one.summary.get("why", "")) or one.file
    kept = laid_aside.find(desk.folder, one.sha256) is not None
    if one.result == WAITING:
        state = "待升级" if one.summary.get("code") == BundleTooNew.code else "待核准"
        return ExchangeLine(one.at, why, state, "info", "hourglass", one.file, kept)
    return ExchangeLine(one.at, why, "拒收", "bad", "ban", one.file, kept)


def _units(desk: Desk, devices: Sequence[str]) -> set[str]:
    found = (desk.book.newest.device(one) for one in devices)
    return {one.station_code for one in found if one is not None}

"""数据汇总: how each station's bundles stand, who is late, what came last; domain 17 §3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.trouble import NotABundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.month_board import acknowledged, due_day, month_end
from sheqi_desktop.store import log, outbox, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.sync.roster import Device, Person

State = Literal["waiting", "late", "gap", "merged", "returned", "conflict", "refused", "pending"]
STATE_WORDS: dict[State, str] = {
    "waiting": "未到",
    "late": "迟交",
    "gap": "缺号",
    "merged": "已合并",
    "returned": "已回传",
    "conflict": "冲突",
    "refused": "拒收",
    "pending": "待核准",
}
WORST_FIRST: tuple[State, ...] = (
    "refused", "gap", "conflict", "pending", "late", "waiting", "merged", "returned",
)  # fmt: skip
GRACE = 3
IN_USE = ("active", "pending")
"""A machine that was stopped is not waited for."""


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One computer of a station on the board."""

    slot: str
    counter: int
    came_on: date | None
    as_of: date | None
    state: State
    days_late: int
    note: str
    conflicts: int = 0
    lacking: int = 0
    """The bundle number that never came, where there is a gap."""

    @property
    def words(self) -> str:
        """What the badge says: 缺第 9 号, 迟 2 天, 冲突 3."""
        if self.state == "late":
            return f"迟 {self.days_late} 天"
        if self.state == "conflict":
            return f"冲突 {self.conflicts}"
        if self.state == "gap" and self.lacking:
            return f"缺第 {self.lacking} 号"
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class StationCard:
    """One station on the board; the worst state of its machines wins the colour."""

    code: str
    name: str
    lead: str
    machines: tuple[MachineLine, ...]
    state: State

    @property
    def worst(self) -> MachineLine | None:
        """The machine that decides the colour."""
        return next((one for one in self.machines if one.state == self.state), None)


@dataclass(frozen=True, slots=True)
class LastMerge:
    """The bundle merged last, for the side of the board."""

    station: str
    slot: str
    counter: int
    signer: str
    at_ms: int
    new: int
    changed: int
    unchanged: int
    conflicts: int
    refused: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page."""

    month: date
    cards: tuple[StationCard, ...]
    last: LastMerge | None
    conflicts: int
    refused: int = 0
    """Files refused since the first day of the reporting period."""

    def count(self, *states: State) -> int:
        """Count the stations in these states."""
        return sum(card.state in states for card in self.cards)

    @property
    def to_chase(self) -> tuple[StationCard, ...]:
        """The stations a 催报单 should go to."""
        return tuple(card for card in self.cards if card.state in ("late", "gap"))


def board(desk: Desk, month: date | None = None) -> Board:
    """Read the board for the reporting period that collects ``month`` (default: last month)."""
    today = desk.clock.today()
    month = month or _month_before(today)
    with desk.read() as read:
        imports, exports = outbox.imports(read), outbox.exports(read)
        gaps = {one.name for one in log.parked(read) if one.reason == "gap"}
        sent = _sent_to(exports)
        conflicts = _conflict_stations(read)
        conflict_total = records.conflict_count(read)
    came = {one.sender: one for one in reversed(imports) if one.result == "merged"}
    counters: dict[str, set[int]] = {}
    for one in imports:
        counters.setdefault(one.sender, set()).add(one.counter)
    since = month_end(month)
    # Somebody's letter or table that was dropped here by mistake is no bundle that a station has to send again.
    refused = sum(
        one.result == "refused" and one.summary.get("code") != NotABundle.code and county_day(one.at) > since
        for one in imports
    )
    cards = []
    for station in desk.library.contract.stations:
        devices = [one for one in desk.book.newest.devices if one.station_code == station.code and one.status in IN_USE]
        lines = tuple(
            _line(
                device,
                came.get(device.id),
                counters.get(device.id, set()),
                gaps,
                sent.get(device.id, ()),
                imports,
                conflicts.get(station.code, 0),
                month,
                today,
            )
            for device in devices
        )
        state: State = min((line.state for line in lines), key=WORST_FIRST.index, default="waiting")
        lead = next((one.name for one in desk.book.newest.people if _leads(one, station.code)), "")
        cards.append(StationCard(station.code, station.name, lead, lines, state))
    return Board(month, tuple(cards), _last(desk, imports, refused), conflict_total, refused)


def reminder(card: StationCard, month: date, until: date) -> str:
    """Give the sentence of the 催报单, ready to copy; where only one number is missing it names that one."""
    worst = card.worst
    lacking = worst.lacking if card.state == "gap" and worst is not None else 0
    what = f"第{lacking}号数据包" if lacking else f"{month.month}月数据包"
    return f"{card.name}：{what}未收到，请于{until.month}月{until.day}日前交。"


def send_until(month: date, today: date) -> date:
    """Give the day a 催报单 names: the last day to send while it is to come, else three days from now."""
    return today + timedelta(days=GRACE) if today > due_day(month) else due_day(month)


def reminders(desk: Desk, found: Board, station: str = "") -> list[tuple[str, str]]:
    """Give the 催报单 of every station that is late or lacks a number, or of one; by station code."""
    until = send_until(found.month, desk.clock.today())
    chased = [card for card in found.to_chase if station in ("", card.code)]
    return [(card.code, reminder(card, found.month, until)) for card in chased]


def _line(
    device: Device,
    came: outbox.ImportLog | None,
    counters: set[int],
    gaps: set[str],
    sent: Sequence[outbox.Export],
    imports: Sequence[outbox.ImportLog],
    conflicts: int,
    month: date,
    today: date,
) -> MachineLine:
    as_of = date.fromisoformat(came.summary["as_of"]) if came and came.summary.get("as_of") else None
    came_on = county_day(came.at) if came else None
    complete = as_of is not None and as_of >= month_end(month)
    late = max((today - due_day(month)).days, 0)
    missing = came.summary.get("missing") if came else None
    lacking = 0
    state: State
    if device.status == "pending":
        state, note = "pending", "等核准"
    elif missing and any(chain in gaps for chain, _, _ in missing):
        assert came is not None
        state, note, lacking = "gap", f"第 {came.counter} 号能合并的已先合并", _lacking(counters)
    elif not complete and late:
        state, note = "late", f"数据截至 {as_of.month}月{as_of.day}日" if as_of else "还没有来过"
    elif not complete:
        state, note = "waiting", "还没到报送期" if today < due_day(month) else "报送期内"
    elif conflicts:
        state, note = "conflict", "没定之前，按上次一致的版本计数"
    elif came and (back := [one for one in sent if one.at >= came.at]):
        state, note = "returned", "等站点导入"
        if acknowledged(device.id, back, imports):
            note = "站点已导入"
    else:
        state, note = "merged", "序号连续"
    return MachineLine(device.slot, came.counter if came else 0, came_on, as_of, state, late, note, conflicts, lacking)


def _lacking(counters: set[int]) -> int:
    """Give the newest bundle number below the last one that never came; 0 when only part of a bundle is missing."""
    return max((one for one in range(1, max(counters)) if one not in counters), default=0)


def _sent_to(exports: Sequence[outbox.Export]) -> dict[str, list[outbox.Export]]:
    found: dict[str, list[outbox.Export]] = {}
    for export in exports:
        for receiver in export.to:
            found.setdefault(receiver, []).append(export)
    return found


def _conflict_stations(read: Read) -> dict[str, int]:
    """Count the records at odds of every station."""
    at_odds = records.get_many(read, sorted({one.record for one in records.conflicts(read)}))
    return Counter(one.station for one in at_odds.values())


def _last(desk: Desk, imports: Sequence[outbox.ImportLog], refused: int) -> LastMerge | None:
    merged = next((one for one in imports if one.result == "merged"), None)
    if merged is None:
        return None
    said = merged.summary
    device = desk.book.newest.device(merged.sender)
    return LastMerge(
        station=desk.unit_name(str(said.get("station", ""))),
        slot=device.slot if device else "",
        counter=merged.counter,
        signer=device.label if device else "",
        at_ms=merged.at,
        new=said.get("new", 0),
        changed=said.get("changed", 0) + said.get("voided", 0),
        unchanged=said.get("unchanged", 0),
        conflicts=said.get("conflicts", 0),
        refused=refused,
    )


def _leads(person: Person, station: str) -> bool:
    return any(role.unit == station and role.role == "station_lead" for role in person.roles)


def _month_before(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)

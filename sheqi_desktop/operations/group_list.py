"""The list of 小组: how far each has come, and what is short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.group import shortfalls, state_of
from sheqi_desktop.domain.records.group_file import (
    GroupFile,
)
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.group_words import KINDS, TONES, label_of
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store.database import Read

CHIPS = {
    "all": "全部",
    "preparing": "筹备与招募",
    "running": "进行中",
    "ended": "待总结",
    "completed": "已完成",
    "short": "不足4节",
    "over": "取消与中止",
}
_CHIP_OF = {
    "draft": "preparing", "submitted": "preparing", "approved": "preparing", "recruiting": "preparing",
    "running": "running", "ended": "ended", "summary_submitted": "ended", "completed": "completed",
    "archived": "completed", "cancelled": "over", "terminated": "over",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the list."""

    record: str
    name: str
    number: str
    kind: str
    target: str
    state: str
    state_words: str
    tone: str
    leader: str
    sessions: str
    members: int
    rate: str
    last_day: str
    last_words: str
    short: str
    chip: str
    own: bool

    def shows_in(self, chip: str) -> bool:
        """Tell whether a filter shows this line; a group that has not begun is not short of sessions."""
        begun = self.chip != "preparing"
        return chip == "all" or chip == self.chip or (chip == "short" and bool(self.short) and begun)


@dataclass(frozen=True, slots=True)
class GroupList:
    """The groups that fit, the newest first, and what each filter would show."""

    lines: tuple[GroupLine, ...]
    counts: Mapping[str, int]
    total: int
    running_sessions: int = 0


def group_list(desk: Desk, typed: str = "", chip: str = "all") -> GroupList:
    """Find groups by name, number or leader."""
    with desk.read() as read:
        files = _files(desk, read)
    lines = [_line(desk, file) for file in files if not file.group.voided and may_see(desk, file.group)]
    words = typed.strip().lower()
    fitting = [one for one in lines if not words or words in f"{one.name} {one.number} {one.leader}".lower()]
    counts = {key: sum(one.shows_in(key) for one in fitting) for key in CHIPS}
    shown = sorted((one for one in fitting if one.shows_in(chip)), key=lambda one: one.number, reverse=True)
    running = sum(len(file.eligible) for file in files if state_of(file) in ("running", "ended", "summary_submitted"))
    return GroupList(tuple(shown), counts, len(lines), running)


def _files(desk: Desk, read: Read) -> list[GroupFile]:
    papers = documents(read, KINDS, desk.stations)
    return [GroupFile.among(papers, one) for one in papers.of("group")]


def _line(desk: Desk, file: GroupFile) -> GroupLine:
    said, state = file.group.answers, state_of(file)
    today, last = desk.clock.today(), file.last_day
    words = desk.library.form("group")
    short = shortfalls(file)
    return GroupLine(
        record=file.group.id,
        name=str(said.get("name") or ""),
        number=file.group.number,
        kind=label_of(desk, words.id, "group_type", said),
        target=label_of(desk, words.id, "target_groups", said),
        state=state,
        state_words=FILES["group"].states[state],
        tone=TONES[state],
        leader=desk.person_name(str(said.get("leader_id") or "")),
        sessions=f"{len(file.held)} / {file.planned_sessions}",
        members=len(file.people),
        rate=file.rate().words,
        last_day=last.isoformat() if last else "",
        last_words=near_day(last.isoformat(), today) if last else "",
        short=short[0] if short else "",
        chip=_CHIP_OF[state],
        own=file.group.station == desk.station,
    )

"""One 小组 as its page shows it: sessions held and planned, its papers, the steps one can take, what is short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.checks_group_session import NOT_APPROVED
from sheqi_desktop.domain.codes_group import SessionHappening
from sheqi_desktop.domain.conditions import rows
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records import FILES
from sheqi_desktop.domain.records.group import CANCEL, shortfalls, state_of
from sheqi_desktop.domain.records.group_file import (
    GroupFile,
    present_in,
    was_held,
)
from sheqi_desktop.operations.day_words import near_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.group_words import KINDS, TONES, head_line, label_of
from sheqi_desktop.operations.paper_first import plans_on_paper
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.waiting import waits_for, way_of_signature

PAPER_STATES = {"": "还没有", "draft": "草稿", "submitted": "待签批", "returned": "已退回", "signed": "已签批"}


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session, planned or recorded."""

    record: str
    place: int
    stage: str
    topic: str
    on: str
    present: str
    goal: str
    state: str
    tone: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the file: what it is called, how far it is, and where it is typed."""

    kind: str
    title: str
    record: str
    state: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that can be taken with the group now."""

    move: str
    words: str
    comment_needed: bool


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One group, as its page shows it."""

    record: str
    name: str
    number: str
    state: str
    state_words: str
    tone: str
    line: str
    sessions: tuple[SessionLine, ...]
    papers: tuple[PaperLine, ...]
    steps: tuple[StepLine, ...]
    facts: tuple[tuple[str, str], ...]
    short: tuple[str, ...]
    own: bool
    closed: str
    """Why no session can be recorded now, '' if one can."""
    next_place: int
    way_on: str = ""
    """What brings the signature a plan waits for."""
    next_answers: Mapping[str, Value] = field(default_factory=dict)
    summary: str = ""


def group_card(desk: Desk, record: str) -> GroupCard:
    """Give everything the page of a group shows; raise NotFound."""
    with desk.read() as read:
        group = desk.stored(read, record, "小组")
        refuse_unseen(desk, group)
        papers = documents(read, KINDS, [group.station])
        on_paper = plans_on_paper(read)
    found = papers.get(group.id)
    assert found is not None
    return _card(desk, GroupFile.among(papers, found), on_paper)


def _card(desk: Desk, file: GroupFile, on_paper: bool) -> GroupCard:
    said, state = file.group.counted, state_of(file)
    kind = FILES["group"]
    own = file.group.station == desk.station and not file.group.voided
    place = len(file.standing) + 1
    steps = [one for one in kind.moves.values() if own and kind.why_not(state, one.name) is None]
    return GroupCard(
        record=file.group.id,
        name=str(said.get("name") or ""),
        number=file.group.number,
        state=state,
        state_words=kind.states[state],
        tone=TONES[state],
        line=head_line(desk, file),
        sessions=_session_lines(desk, file),
        papers=_paper_lines(desk, file),
        steps=tuple(
            StepLine(one.name, one.words, one.comment_needed)
            for one in sorted(steps, key=lambda one: (one.name == CANCEL, one.name))
        ),
        facts=_facts(desk, file),
        short=tuple(shortfalls(file)),
        own=own,
        closed=_why_closed(file, state, on_paper),
        way_on=_way_on(desk, file),
        next_place=place,
        next_answers=next_answers(desk, file),
        summary=file.summary.id if file.summary else "",
    )


def _why_closed(file: GroupFile, state: str, on_paper: bool) -> str:
    if state in ("draft", "submitted") and not file.group.signed and not on_paper:
        return NOT_APPROVED
    if state in ("cancelled", "archived", "terminated"):
        return f"小组已{FILES['group'].states[state].removeprefix('已')}，不能再登记活动。"
    return ""


def _way_on(desk: Desk, file: GroupFile) -> str:
    """Say what brings the signature: who signs, and how it travels."""
    if not file.group.handed_in:
        return "先把计划书提交。"
    said = file.group.answers
    return (
        f"计划书{way_of_signature(desk, desk.library.form_of('group', said), said)}"
        "纸上已经签了的，请站长在设置里打开“小组计划书先在纸上签批”。"
    )


def next_answers(desk: Desk, file: GroupFile) -> dict[str, Value]:
    """Give what is known of the next session: today, the place, and what the plan says of it."""
    plan = rows(file.group.counted, "sessions")
    place = len(file.standing)
    line: Mapping[str, Value] = plan[place] if place < len(plan) else {}
    known: dict[str, Value] = {
        "parent_id": file.group.id,
        "service_date": desk.clock.today().isoformat(),
        "place": file.group.counted.get("place"),
        **{name: line.get(name) for name in ("topic", "stage", "goal")},
    }
    if file.group.counted.get("online") is True:
        known["online"] = True
    return {name: value for name, value in known.items() if value not in (None, "")}


def _session_lines(desk: Desk, file: GroupFile) -> tuple[SessionLine, ...]:
    today = desk.clock.today()
    lines = []
    for one in file.sessions:
        said, place = one.answers, file.place_of(one.id)
        state, tone = _session_state(one)
        came = f"{present_in(said)} / {len(file.expected(said))}" if was_held(said) else ""
        lines.append(
            SessionLine(
                one.id,
                place,
                label_of(desk, "group_session", "stage", said),
                str(said.get("topic") or ""),
                near_day(str(said.get("service_date") or ""), today),
                came,
                label_of(desk, "group_session", "goal_result", said),
                state,
                tone,
                place == 0,
            )
        )
    plan = rows(file.group.counted, "sessions")
    for place in range(len(file.standing) + 1, len(plan) + 1):
        row = plan[place - 1]
        stage = label_of(desk, "group_session", "stage", row)
        lines.append(SessionLine("", place, stage, str(row.get("topic") or ""), "", "", "", "计划", "mute"))
    return tuple(lines)


def _session_state(one: Document) -> tuple[str, str]:
    happening = one.answers.get("happening")
    if happening == SessionHappening.CANCELLED:
        return "取消", "mute"
    if happening == SessionHappening.POSTPONED:
        return "延期", "warn"
    if one.status == "draft":
        return "草稿", "warn"
    return ("已退回", "note") if one.status == "returned" else ("已记录", "ok")


def _paper_lines(desk: Desk, file: GroupFile) -> tuple[PaperLine, ...]:
    people = f"{len(file.people)} 人" if file.roster else ""
    return (
        _paper(desk, "group", "小组计划书", file.group),
        _paper(desk, "group_roster", "组员名单", file.roster, people),
        _paper(desk, "group_summary", "总结评估报告", file.summary),
    )


def _paper(desk: Desk, kind: str, title: str, one: Document | None, note: str = "") -> PaperLine:
    if one is None:
        return PaperLine(kind, title, "", PAPER_STATES[""], "mute", note)
    state = "signed" if one.signed and not one.correcting else one.status
    if kind == "group_roster" and state == "submitted":
        return PaperLine(kind, title, one.id, "已登记", "ok", note)
    tone = {"signed": "ok", "submitted": "info", "returned": "note"}.get(state, "warn")
    words = PAPER_STATES.get(state, state)
    if state == "submitted":
        words = waits_for(desk, desk.library.form_of(one.kind, one.answers), one.answers) or words
    return PaperLine(kind, title, one.id, words, tone, note)


def _facts(desk: Desk, file: GroupFile) -> tuple[tuple[str, str], ...]:
    said, rate = file.group.counted, file.rate()
    served = sum(one.served for one in file.people)
    people = len(file.people)
    share = f"{people} 人，其中民政服务对象 {served} 人" if people else "名单还没有登记"
    return (
        ("性质", label_of(desk, "group", "group_type", said)),
        ("带领者", desk.person_name(str(said.get("leader_id") or ""))),
        ("地点", str(said.get("place") or "")),
        ("频次", str(said.get("frequency") or "")),
        ("组员", share),
        ("节数", f"计划 {file.planned_sessions} 节，已记录 {len(file.held)} 节，有效 {len(file.eligible)} 节"),
        ("出席", f"{rate.present} 人次，出席率 {rate.words}" if rate.possible else "还没有"),
    )

"""What may be done with a case now: papers to write, to hand in or to sign, and steps with the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sheqi_desktop.domain.case_world import open_crises
from sheqi_desktop.domain.checks_case import EMERGENCY_IN, WRITTEN_IN
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.fold import RETURNED, makes_version
from sheqi_desktop.domain.records.case import CASE_KIND
from sheqi_desktop.domain.records.case_missing import review_due
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CLOSURE,
    CONSENT,
    EVALUATION,
    NOTE,
    PAPER_NAMES,
    PLAN,
    RETURN,
    REVIEW,
    Story,
)
from sheqi_desktop.domain.staff import may
from sheqi_desktop.operations.case_words import paper_words
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.sign_off import may_sign
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.history import history
from sheqi_desktop.store.records import StoredRecord

Kind = Literal["write", "submit", "sign", "move"]
_ONCE = frozenset({CONSENT, ASSESSMENT, EVALUATION, CLOSURE})
_ASIDE = frozenset({"hand_over", "transfer_out", "suspend", "reopen", "waive_follow_up"})
_NOTES = {
    "waive_follow_up": "联系不上或不必再访的，写明原因，余下的回访不用做。",
    "archive": "回访做完或免访以后，由站长归档。",
    "hand_over": "换一位社工负责这个个案。",
    "transfer_out": "服务对象搬走，转给别的社工站。",
}
_CONSENT_FOLLOWS = "知情同意书可以在7日内补签。"
_WRITING = (CONSENT, ASSESSMENT, PLAN, NOTE, REVIEW, EVALUATION, CLOSURE, RETURN)
_AT_WORK = (CONSENT, ASSESSMENT, NOTE, REVIEW, EVALUATION, CLOSURE, PLAN, RETURN)
"""Once a plan is signed it is worked by; a further version of it is the exception."""
AGAIN = "提交第 {n} 版"
_ANOTHER = {PLAN: "再写一版服务计划书"}
"""What is written a second time says so, or it looks as if the first had been lost."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: ``target`` is the record to open or sign, or the kind to write, or the name of a move."""

    kind: Kind
    words: str
    target: str
    needs: tuple[str, ...] = ()
    comment_needed: bool = False
    aside: bool = False
    """It may be done, but the case does not wait for it: 移交, 转出, 暂停 …"""
    note: str = ""
    """What the step means, where its name does not say it."""
    begun: str = ""
    """The half-typed paper that is gone on with."""
    emergency: bool = False
    """The process note comes before its turn, for there is an open crisis."""


def next_steps(
    desk: Desk, read: Read, story: Story, stored: StoredRecord, begun: Mapping[str, str] | None = None
) -> Iterator[NextStep]:
    """Give what the person at this desk may do now, the most natural first: sign, hand in, write, then the moves.

    ``begun`` names the half-typed papers by kind: of a kind of which one is enough it is gone on with.
    """
    if stored.station != desk.station or stored.voided:
        return
    yield from _to_sign(desk, read, story, stored)
    moves = list(_moves(desk, story))
    ripe = [one for one in moves if one.target == "archive" and not one.aside]
    if may(desk.role, "service.create"):
        yield from _to_hand_in(read, story)
        yield from _in_danger(desk, read, story)
        yield from ripe
        for step in _to_write(story, desk.clock.today()):
            half = (begun or {}).get(step.target, "") if step.target != NOTE else ""
            yield replace(step, words=f"继续写{PAPER_NAMES[step.target]}", begun=half) if half else step
        moves = [one for one in moves if one not in ripe]
    yield from moves


def _moves(desk: Desk, story: Story) -> Iterator[NextStep]:
    for move in CASE_KIND.moves.values():
        if CASE_KIND.why_not(story.state, move.name) is None and (not move.roles or move.roles & desk.roles):
            aside = move.name in _ASIDE or (move.name == "archive" and story.returns_missing > 0)
            note = _NOTES.get(move.name, "")
            yield NextStep("move", move.words, move.name, move.needs, move.comment_needed, aside, note)


def _to_sign(desk: Desk, read: Read, story: Story, stored: StoredRecord) -> Iterator[NextStep]:
    for one in [stored, *(found for paper in story.papers if (found := records.get(read, paper.id)))]:
        if may_sign(desk, one):
            yield NextStep("sign", f"签批{paper_words(one.kind, one.number)}", one.id)


def _to_hand_in(read: Read, story: Story) -> Iterator[NextStep]:
    for one in (story.file, *story.papers):
        name = paper_words(one.kind, one.number)
        if one.status == "draft":
            yield NextStep("submit", f"提交{name}", one.id)
        elif one.status == RETURNED:
            yield NextStep(
                "submit", AGAIN.format(n=_version_to_come(read, one)), one.id, note=f"{name}已退回，改好再提交。"
            )


def _version_to_come(read: Read, paper: Document) -> int:
    """Give the version a paper that was handed back will be: the one after it, or the one begun since."""
    steps = history(read, paper.id)
    back = max((place for place, one in enumerate(steps) if one.answers.get("status") == RETURNED), default=-1)
    begun = any(makes_version(one.answers) for one in steps[back + 1 :])
    return paper.revision + (0 if begun else 1)


def _in_danger(desk: Desk, read: Read, story: Story) -> Iterator[NextStep]:
    """Offer a process note before its turn while a crisis of this person is open; nobody waits for papers in danger."""
    if story.state in WRITTEN_IN[NOTE] or story.state not in EMERGENCY_IN:
        return
    if open_crises(story.file.client, World(desk, story.file.id, read)):
        note = "" if story.consent() is not None else _CONSENT_FOLLOWS
        yield NextStep("write", "写危机介入记录", NOTE, note=note, emergency=True)


def _to_write(story: Story, today: date) -> Iterator[NextStep]:
    for kind in _in_turn(story, today):
        if kind == CONSENT:
            # Mostly signed on the spot at the first visit; 03 §1 only asks for it before the plan.
            fits = (story.accepted or story.state == "intake") and story.consent() is None
        else:
            fits = story.state in WRITTEN_IN[kind]
        if fits and not _waits(story.now(kind), kind):
            again = _ANOTHER.get(kind) if story.now(kind) else None
            yield NextStep("write", again or f"写{PAPER_NAMES[kind]}", kind)


def _in_turn(story: Story, today: date) -> list[str]:
    """Order the papers: those of the stage first, a review when it is due, the closure once there is an evaluation."""
    turn = list(_AT_WORK if story.signed(PLAN) else _WRITING)
    due = review_due(story)
    if any(one.handed_in for one in story.now(EVALUATION)):
        turn.insert(0, turn.pop(turn.index(CLOSURE)))
    elif due is not None and due <= today:
        turn.insert(0, turn.pop(turn.index(REVIEW)))
    return turn


def _waits(papers: list[Document], kind: str) -> bool:
    """Tell whether one of this kind is enough, or one is still on its way."""
    if kind == NOTE:
        return False
    if kind in _ONCE and papers:
        return True
    return kind != RETURN and any(not one.signed for one in papers)

"""The six stages above a case: done, under way, still to come, each with its day and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case_missing import Waits, review_due
from sheqi_desktop.domain.records.case_story import ASSESSMENT, CLOSURE, ENDED, EVALUATION, PLAN, REVIEW, Story
from sheqi_desktop.operations.day_words import short_day

Progress = Literal["done", "now", "later"]
_NOW = {
    "intake": "intake",
    "accepted": "assessment",
    "reopened": "assessment",
    "assessing": "assessment",
    "planning": "plan",
    "intervening": "intervention",
    "suspended": "intervention",
    "reviewing": "review",
    "closing": "closure",
}
_TITLES = {
    "intake": "接案",
    "assessment": "预估",
    "plan": "计划",
    "intervention": "介入",
    "review": "评估",
    "closure": "结案",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; ``tone`` is bad where something was handed back."""

    id: str
    title: str
    progress: Progress
    words: str = "—"
    tone: str = ""
    paper: str = ""
    """The record that is read when the stage is pressed, '' while nothing of it is written."""


def stages(story: Story, today: date, waits: Waits, returned: Waits = lambda paper: "") -> Iterator[Stage]:
    """Give the six stages in their order.

    ``waits`` says whose signature a handed-in paper waits for, ``returned`` on which day a paper was handed back.
    """
    order = list(_TITLES)
    now = _NOW.get(story.state, "")
    for place, name in enumerate(order):
        done = _is_done(name, story)
        progress: Progress = "now" if name == now else "done" if done else "later"
        if not now and not done and story.state in ENDED:
            progress = "done"
        words, tone = _words(name, story, today, waits, returned)
        if not words and progress == "later" and place and order[place - 1] == now:
            words = f"{_TITLES[now]}{'表签批' if now != 'intervention' else ''}后开始"
        paper = story.notes[-1] if name == "intervention" and story.notes else _paper_of(name, story)
        yield Stage(name, _TITLES[name], progress, words or "—", tone, paper.id if paper else "")


def _is_done(name: str, story: Story) -> bool:
    if name == "intake":
        return story.accepted
    if name in ("assessment", "plan"):
        return story.signed(ASSESSMENT if name == "assessment" else PLAN) is not None
    if name == "review":
        return any(one.signed for one in [*story.now(REVIEW), *story.now(EVALUATION)])
    return story.state in ENDED


def _words(name: str, story: Story, today: date, waits: Waits, returned: Waits) -> tuple[str, str]:
    if name == "intervention":
        return (f"{len(story.notes)} 次", "") if story.notes else ("", "")
    paper = _paper_of(name, story)
    if paper is None:
        due = review_due(story) if name == "review" else None
        return (f"{short_day(due.isoformat(), today)}前", "") if due else ("", "")
    if paper.signed and not (paper.correcting and paper.status == "returned"):
        return f"{short_day(str(paper.first_signed_at)[:10], today)} 签批", ""
    if paper.status == "returned":
        on = short_day(returned(paper), today)
        return f"{on} 退回" if on else "已退回", "bad"
    return (waits(paper), "") if paper.status == "submitted" else ("草稿", "")


def _paper_of(name: str, story: Story) -> Document | None:
    if name == "intake":
        return story.file
    kinds = {"assessment": [ASSESSMENT], "plan": [PLAN], "review": [REVIEW, EVALUATION], "closure": [CLOSURE]}
    found = [one for kind in kinds.get(name, ()) for one in story.now(kind)]
    return found[-1] if found else None

"""Who did what with a case, and when: hand-ins, returns, signatures and the steps with the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheqi_desktop.domain.change import Change
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.records.case import CASE_KIND
from sheqi_desktop.domain.records.case_story import Story
from sheqi_desktop.operations.case_words import paper_words
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.store import log
from sheqi_desktop.store.database import Read

_STEPS = {"submitted": "提交", "returned": "退回", "signed": "签批"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline; ``at`` is the county's clock, minutes exact."""

    at: str
    what: str
    who: str
    comment: str = ""
    record: str = ""
    tone: str = ""


def happenings(desk: Desk, read: Read, story: Story) -> list[Happening]:
    """Give everything that happened, the latest first."""
    found = [one for paper in (story.file, *story.papers) for one in _of_paper(desk, read, paper)]
    found += _moves(desk, story.file)
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_paper(desk: Desk, read: Read, paper: Document) -> Iterator[Happening]:
    title = _title(paper)
    for change in log.history(read, paper.id):
        status = change.answers.get("status")
        if change.answers.get("lead_signed_by"):
            yield _line(desk, change, f"{title}站长签批", paper.id, "ok")
        elif status in _STEPS:
            tone = {"signed": "ok", "returned": "bad"}.get(str(status), "")
            yield _line(desk, change, f"{title}{_STEPS[str(status)]}", paper.id, tone)


def _title(paper: Document) -> str:
    """Name a paper; of what was written several times, which one."""
    return paper_words(paper.kind, paper.number)


def _line(desk: Desk, change: Change, what: str, record: str, tone: str) -> Happening:
    comment = change.answers.get("approval_note") or change.answers.get("return_note") or change.reason
    at = f"{county_moment(change.at):%Y-%m-%d %H:%M}"
    return Happening(at, what, desk.person_name(change.author), str(comment or ""), record, tone)


def _moves(desk: Desk, file: Document) -> Iterator[Happening]:
    for row in file.moves:
        move = CASE_KIND.moves.get(str(row.get("move")))
        extra = {
            "resume_on": "预计{}恢复",
            "to_worker": "移交给{}",
            "to_station": "转往{}",
        }
        said = []
        for name, words in extra.items():
            if told := row.get(name):
                known = {"to_worker": desk.person_name, "to_station": desk.unit_name}.get(name, str)
                said.append(words.format(known(str(told))))
        comment = "；".join(part for part in (*said, str(row.get("comment") or "")) if part)
        words = move.words if move is not None else str(row.get("move"))
        at = str(row.get("at") or row.get("on") or "").replace("T", " ")[:16]
        yield Happening(at, f"个案{words}", desk.person_name(str(row.get("by") or "")), comment, file.id, "info")

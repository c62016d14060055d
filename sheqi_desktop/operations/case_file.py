"""A whole 个案 ready for the page: who, how far, which papers, what comes next, what is missing, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sheqi_desktop.domain.clock import county_day
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.lifecycle import AFTER_CLOSURE, RETURNED, STATE_NAMES, SUBMITTED, state_of
from sheqi_desktop.domain.records.case import standing_words
from sheqi_desktop.domain.records.case_missing import Sheet, in_the_way, sheets
from sheqi_desktop.domain.records.case_story import (
    ASSESSMENT,
    CASE,
    CLOSURE,
    CONSENT,
    ENDED,
    EVALUATION,
    NOTE,
    PAPER_NAMES,
    PLAN,
    RETURN,
    REVIEW,
    Story,
)
from sheqi_desktop.domain.verdict import WAITS
from sheqi_desktop.operations.case_history import Happening, happenings
from sheqi_desktop.operations.case_lock import locked_papers
from sheqi_desktop.operations.case_next import NextStep, next_steps
from sheqi_desktop.operations.case_stages import Stage, stages
from sheqi_desktop.operations.case_words import paper_words, place_words
from sheqi_desktop.operations.correct import CORRECTION_WAITS
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.file_remarks import waiting_words
from sheqi_desktop.operations.move import documents_of
from sheqi_desktop.operations.open_form import fixed_reason
from sheqi_desktop.operations.opened import opened
from sheqi_desktop.operations.people import sex_and_age
from sheqi_desktop.operations.remarks import Remarks, remarks
from sheqi_desktop.operations.restricted import refuse_unseen, shown_name
from sheqi_desktop.operations.sign_off import may_sign
from sheqi_desktop.operations.typed_together import together_in
from sheqi_desktop.operations.waiting import waits_for, way_of_signature
from sheqi_desktop.store import drafts, records
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.history import history
from sheqi_desktop.store.records import StoredRecord

NOT_WRITTEN = "未写"
_WHEN = {
    CONSENT: "接案登记后写",
    ASSESSMENT: "接案签批后写",
    PLAN: "预估签批后写",
    NOTE: "计划签批后写",
    REVIEW: "计划签批后写",
    EVALUATION: "介入以后写",
    CLOSURE: "介入以后写",
    RETURN: "结案签批后写",
}
"""What a paper waits for before it may be written (domain 03 §2)."""
RISK_WORDS = {3: "高", 2: "中", 1: "低"}
STATE_TONES = {
    "草稿": "mute",
    "已提交": "info",
    "已退回": "note",
    "已签批": "ok",
    "已锁定": "ok",
    "作废": "mute",
    NOT_WRITTEN: "",
}


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The facts above the page; ``days`` since intake, to the closure once there is one."""

    record: str
    number: str
    title: str
    client: str
    client_name: str
    sex_age: str
    category: str
    risk: int
    risk_words: str
    worker: str
    supervisor: str
    state: str
    state_words: str
    days: int
    contacts: int
    attainment: str
    restricted: bool
    fixed: str = ""
    """Why the case can only be looked at: void, or another station's."""


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A line of the list of papers; without ``record`` nothing was written yet."""

    kind: str
    title: str
    record: str = ""
    suffix: str = ""
    state: str = NOT_WRITTEN
    tone: str = ""
    on: str = ""
    detail: str = ""
    place: str = ""
    """Which of several it is, in words."""
    begun: str = ""
    """The half-typed form behind the line, where nothing of it was saved yet."""
    revision: int = 0
    correcting: bool = False
    locked: bool = False
    """The 结案 is signed: it is not voided any more, only put right by 更正."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the page of one case shows."""

    head: CaseHead
    stages: tuple[Stage, ...]
    papers: tuple[CasePaper, ...]
    steps: tuple[NextStep, ...]
    """What may be done now, the most natural first."""
    others: tuple[NextStep, ...]
    """What may be done with the whole file although nothing waits for it."""
    waiting: tuple[str, ...]
    """Who must act next, by name, and how it comes back: a sentence for each paper that waits for somebody else."""
    in_the_way: tuple[str, ...]
    """Sentences: what is missing before the next stage."""
    lacking: tuple[str, ...]
    """缺件, by name."""
    together: tuple[str, ...]
    """集中补录, a sentence for each day."""
    timeline: tuple[Happening, ...]
    """Who did what when, the latest first."""


def case_file(desk: Desk, record: str) -> CaseFile:
    """Read a whole case.  Raises NotFound, and Restricted for a 限阅 case of others."""
    today = desk.clock.today()
    with desk.read() as read:
        stored = desk.stored(read, record, "个案")
        refuse_unseen(desk, stored)
        story = Story(document(stored), documents_of(read, stored))
        client = records.get(read, stored.client) if stored.client else None
        timeline = tuple(happenings(desk, read, story))
        contents = sheets(story, today)
        half = _half_typed(desk, read, story)
        here = remarks(read, stored)
        steps = list(next_steps(desk, read, story, stored, half))
        now = frozenset(one.target for one in steps if one.kind == "write")
        waits = partial(_waits, desk)
        locked = locked_papers(read, stored, story.papers)
        found = CaseFile(
            head=head_of(desk, stored, story, client, today),
            stages=tuple(stages(story, today, partial(_waits_here, desk), partial(_returned_on, read))),
            papers=tuple(
                _remarked(desk, here, replace(line, locked=line.record in locked))
                for sheet in contents
                for line in _papers(story, sheet, now, half)
            ),
            steps=tuple(one for one in steps if not one.aside),
            others=tuple(one for one in steps if one.aside),
            waiting=tuple(_waiting(desk, read, story)),
            in_the_way=tuple(in_the_way(story, today, waits)),
            lacking=tuple(sheet.lacking for sheet in contents if sheet.lacking),
            together=tuple(one.words(today) for one in together_in(story)),
            timeline=timeline,
        )
    opened(desk, stored, "查看")
    return found


def story_at(read: Read, stored: StoredRecord) -> Story:
    """Give the story of a stored case."""
    return Story(document(stored), documents_of(read, stored))


def head_of(desk: Desk, stored: StoredRecord, story: Story, client: StoredRecord | None, today: date) -> CaseHead:
    """Give the facts above the page and on the cover."""
    about = client.answers if client is not None else {}
    words, risk = desk.library.vocabularies, client.risk if client is not None else 0
    end = story.last_closed_on or today
    opened = story.intake_on
    return CaseHead(
        record=stored.id,
        number=stored.number,
        title=str(stored.answers.get("title") or ""),
        client=stored.client,
        client_name=shown_name(desk, client),
        sex_age=sex_and_age(about, today) if about else "",
        category=words["category"].label(about.get("primary_category"), today) if about.get("primary_category") else "",
        risk=risk,
        risk_words=RISK_WORDS.get(risk, ""),
        worker=desk.person_name(story.worker) if story.worker else "",
        supervisor=_supervisor(desk, stored),
        state=story.state,
        state_words=standing_words(story),
        days=max(0, (end - opened).days) if opened else 0,
        contacts=len(story.notes),
        attainment=story.attainment,
        restricted=stored.restricted,
        fixed=fixed_reason(desk, stored),
    )


def _supervisor(desk: Desk, stored: StoredRecord) -> str:
    """Name who signed as supervisor, else who supervises this station now."""
    if approved := stored.answers.get("approved_by"):
        return desk.person_name(str(approved))
    return next((one.name for one in desk.colleagues() if "supervisor" in desk.roles_of(one)), "")


def _waits(desk: Desk, paper: Document) -> str:
    return waits_for(desk, desk.library.form_of(paper.kind, paper.answers), paper.answers) or "等签批"


def _waits_here(desk: Desk, paper: Document) -> str:
    """Of a paper that was handed in again say which version waits: 待审第2版."""
    again = paper.revision > 1 and not paper.correcting
    return WAITS.format(n=paper.revision) if again else _waits(desk, paper)


def _returned_on(read: Read, paper: Document) -> str:
    """Give the day on which a paper was handed back last, ISO; '' where no change says so."""
    back = [one.at for one in history(read, paper.id) if one.answers.get("status") == RETURNED]
    return county_day(back[-1]).isoformat() if back else ""


def _waiting(desk: Desk, read: Read, story: Story) -> Iterator[str]:
    for one in (story.file, *story.papers):
        stored = records.get(read, one.id) if one.status == SUBMITTED else None
        if stored is None or may_sign(desk, stored):
            continue
        way = way_of_signature(desk, desk.library.form_of(one.kind, one.answers), one.answers)
        if way:
            yield f"{paper_words(one.kind, one.number)}{way}"


def _half_typed(desk: Desk, read: Read, story: Story) -> dict[str, str]:
    """Give the papers this person began and never saved: the record each will be, by its kind."""
    known = {one.id for one in story.papers}
    kept = drafts.all_of(read, desk.me.worker_id)
    mine = (one for one in reversed(kept) if one.answers.get("parent_id") == story.file.id)
    return {one.form: one.record for one in mine if one.record not in known}


def _papers(story: Story, sheet: Sheet, now: frozenset[str], half: Mapping[str, str]) -> Iterator[CasePaper]:
    kind, title = sheet.kind, PAPER_NAMES[sheet.kind]
    for one in sheet.papers:
        yield _paper(kind, title, one, sheet.lacking)
    if kind in half:
        yield CasePaper(kind, title, state="草稿", tone="warn", detail="没填完，可以继续写", begun=half[kind])
    elif not sheet.papers:
        when = "" if story.state in ENDED or story.state in ("declined", "transferred") else _WHEN.get(kind, "")
        said = "现在可以写" if kind in now else when
        yield CasePaper(kind, title, detail="・".join(part for part in ("缺" if sheet.lacking else "", said) if part))


def _remarked(desk: Desk, here: Remarks, line: CasePaper) -> CasePaper:
    """Say of a paper what of 督导批注 waits for an answer: 必改 1、提问 1; that a 更正 waits stays said."""
    words = waiting_words(desk, here, line.record) if line.record else ""
    waits = CORRECTION_WAITS if line.detail == CORRECTION_WAITS else ""
    return replace(line, detail="・".join(one for one in (waits, words) if one)) if words else line


def _paper(kind: str, title: str, one: Document, lacking: str) -> CasePaper:
    state = STATE_NAMES[state_of(one.status, voided=one.voided, locked=False)]
    on = day(one.service_date)
    suffix = "" if kind == CASE else one.number.rpartition("-")[2]
    waiting = CORRECTION_WAITS if one.correcting and (one.signed or one.answers.get(AFTER_CLOSURE) is True) else ""
    note = str(one.answers.get("return_note") or "") if one.status == "returned" else ""
    detail = note or waiting or (lacking if lacking and lacking != title else "")
    return CasePaper(
        kind=kind,
        title=title,
        record=one.id,
        suffix=suffix or "JA",
        state=state,
        tone=STATE_TONES.get(state, ""),
        on=on.isoformat() if on else "",
        detail=detail,
        place=place_words(kind, one.number),
        revision=one.revision,
        correcting=one.correcting,
    )


__all__ = ["CaseFile", "CaseHead", "CasePaper", "Happening", "NextStep", "Stage", "case_file", "head_of", "story_at"]

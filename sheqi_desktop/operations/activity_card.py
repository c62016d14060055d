"""One activity at a glance: where it stands, what is missing, who is asked next, and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sheqi_desktop.domain.activity_plan import APPROVED, SUBMITTED, last_round, moves_of, needs_supervisor
from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.counting.count import count
from sheqi_desktop.domain.counting.sources import Sources
from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.meanwhile import Began
from sheqi_desktop.domain.problem import Problem
from sheqi_desktop.domain.records.activity import COMPLETED, FILE, HELD, SUMMARY_SUBMITTED, activity_rows, state
from sheqi_desktop.domain.seen import Seen
from sheqi_desktop.operations.activity_file import may_approve, plan_problems
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.operations.media_ready import MediaPhoto, media_photos
from sheqi_desktop.operations.open_form import fixed_reason
from sheqi_desktop.operations.restricted import refuse_unseen
from sheqi_desktop.operations.sign_off import may_sign
from sheqi_desktop.operations.world import World
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

STAGES = ("计划", "批准", "举办", "总结", "签批")
_REACHED = {"draft": 0, SUBMITTED: 1, "postponed": 1, APPROVED: 2, HELD: 3, SUMMARY_SUBMITTED: 4, COMPLETED: 5}
MEASURE = "ind_activity"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done with the activity as a whole."""

    when: str
    words: str
    who: str
    comment: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A record that belongs to it: a media report."""

    record: str
    kind: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """Everything the page shows."""

    record: str
    number: str
    name: str
    state: str
    words: str
    tone: str
    stage: int
    stage_days: tuple[str, ...]
    waits: str
    plan: tuple[tuple[str, str], ...]
    headline: tuple[str, ...]
    came: tuple[tuple[str, str], ...]
    attendance: tuple[tuple[str, ...], ...]
    steps: tuple[Step, ...]
    reports: tuple[Beside, ...]
    missing: tuple[Problem, ...]
    counts: bool
    why_not: str
    acts: frozenset[str]
    prefill: dict[str, Any]
    photos: tuple[MediaPhoto, ...] = ()
    read_only: str = ""
    began: Began = field(default_factory=Began)
    """The record as this card shows it: what a signature given here is about."""


_HEADLINE = ("place", "activity_type", "theme_day")
_CAME = ("actual_n", "client_n", "n_elder", "n_child", "n_disabled", "n_assist", "count_method", "count_note")
_SIGNED_IN = ("name", "gender", "age", "village")


def activity_card(desk: Desk, record: str) -> ActivityCard:
    """Read one activity.  Raises NotFound."""
    with desk.read() as read:
        stored = desk.stored(read, record, "活动")
        refuse_unseen(desk, stored)
        card = _card(desk, read, stored)
    return replace(card, photos=tuple(one for one in media_photos(desk, stored.id) if one.question == "photos"))


def _card(desk: Desk, read: Read, stored: StoredRecord) -> ActivityCard:
    form, said = desk.library.form_of(stored.kind, stored.answers), stored.answers
    world = World(desk, stored.id, read)
    seen = Seen(form, world, desk.library.vocabularies, stored.id)
    now = "voided" if stored.voided else state(document(stored))
    draft = Draft(form, said, world)
    missing = _missing(draft, now)
    counts, why_not = _counted(desk, stored)
    read_only = fixed_reason(desk, stored)

    def facts(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        shown = ((form.field(name).label, seen.say(name, said), form.field(name).unit) for name in names)
        return tuple((label, f"{words} {unit}".strip()) for label, words, unit in shown if words)

    def lines(name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        inner = [one for one in form.field(name).columns if one.id in columns]
        return tuple(tuple(seen.said(one, row.get(one.id)) for one in inner) for row in rows(said, name))

    return ActivityCard(
        record=stored.id,
        number=stored.number,
        name=stored.name,
        state=now,
        words="作废" if stored.voided else FILE.states[now],
        tone="mute" if stored.voided else FILE.tones[now],
        stage=_REACHED.get(now, 0),
        stage_days=_stage_days(desk, stored),
        waits=_waits(desk, stored, now),
        plan=(("时间", _when(desk, said)),),
        headline=tuple(seen.say(name, said) for name in _HEADLINE if said.get(name)),
        came=facts(_CAME),
        attendance=lines("attendance", _SIGNED_IN),
        steps=_steps(desk, stored),
        reports=_reports(desk, read, stored),
        missing=tuple(missing),
        counts=counts,
        why_not=why_not,
        acts=frozenset() if read_only else frozenset(_acts(desk, stored, now)),
        prefill={"article_of": stored.id},
        read_only=read_only,
        began=Began(stored.heads, said),
    )


def _missing(draft: Draft, now: str) -> list[Problem]:
    """Give what stands in the way of the next step: of the plan first, then of the summary."""
    if now in ("voided", "cancelled", "postponed", SUBMITTED, COMPLETED, SUMMARY_SUBMITTED):
        return []
    if now == "draft" and draft.answers.get("simple") is not True:
        return plan_problems(draft)
    return draft.blocking("submit")


def _counted(desk: Desk, stored: StoredRecord) -> tuple[bool, str]:
    """Ask the counting itself about this one 场."""
    rows = activity_rows(Documents([document(stored)]))
    outcome = count(
        desk.library.contract, Sources.of(activity=rows), max(desk.clock.today(), desk.library.contract.end_date)
    )
    for unit in outcome.result(MEASURE).units:
        if unit.counted:
            return True, ""
        for left_out in unit.uncounted:
            return False, left_out.first.message
    return False, "不在本期合同的站点或日期内"


def _when(desk: Desk, said: Answers) -> str:
    day = short_day(str(said.get("service_date") or ""), desk.clock.today())
    return f"{day} {said.get('start_at') or ''}—{said.get('end_at') or ''}".strip(" —")


# ------------------------------------------------------------------------------ who and what next
def _waits(desk: Desk, stored: StoredRecord, now: str) -> str:
    """Say whose turn it is."""
    if now == SUMMARY_SUBMITTED:
        return "等站长签批"
    if now != SUBMITTED:
        return ""
    last = last_round(moves_of(stored.answers))
    if not needs_supervisor(stored.answers):
        return "等督导批准" if last.by_lead else "等站长批准"
    lead = not (last.lead or last.by_lead)
    return "等站长和督导批准" if lead and not last.supervisor else "等站长批准" if lead else "等督导批准"


def _acts(desk: Desk, stored: StoredRecord, now: str) -> list[str]:
    """Name what the person at this desk can do with it now."""
    if stored.voided:
        return []
    simple = stored.answers.get("simple") is True
    acts = ["edit"] if now != "cancelled" else []
    if now in (APPROVED, HELD) or (now == "draft" and simple):
        acts[0] = "record"
    if now == "draft" and not simple:
        acts.append("submit_plan")
    if now == SUBMITTED and may_approve(desk, stored):
        acts += ["approve_plan", "return_plan"]
    if now in FILE.moves["postpone"].before:
        acts.append("postpone")
    if now in FILE.moves["cancel"].before:
        acts.append("cancel")
    if may_sign(desk, stored):
        acts += ["sign", "return"]
    if now in (HELD, SUMMARY_SUBMITTED, COMPLETED):
        acts.append("media")
    return acts


def _steps(desk: Desk, stored: StoredRecord) -> tuple[Step, ...]:
    """Give the steps taken so far, newest first, the signatures among them."""
    today = desk.clock.today()
    found = []
    for row in moves_of(stored.answers):
        words = FILE.moves[str(row["move"])].words if row.get("move") in FILE.moves else str(row.get("move"))
        who, when = desk.person_name(str(row.get("by") or "")), short_day(str(row.get("on") or ""), today)
        found.append(Step(when, words, who, str(row.get("comment") or "")))
    for at, by, words in (("signed_at", "signed_by", "提交总结"), ("approved_at", "approved_by", "签批")):
        if stored.answers.get(at):
            when = short_day(str(stored.answers[at])[:10], today)
            found.append(Step(when, words, desk.person_name(str(stored.answers.get(by) or "")), ""))
    return tuple(reversed(found))


def _stage_days(desk: Desk, stored: StoredRecord) -> tuple[str, ...]:
    """Give the day of each stage: put forward, approved, held, handed in, signed."""
    said, last = stored.answers, last_round(moves_of(stored.answers))
    told = {str(row.get("move")): str(row.get("on") or "") for row in moves_of(said)} if last.asked else {}
    approved = max(told.get("approve_plan", ""), told.get("confirm_plan", ""))
    days = [told.get("submit_plan", ""), approved, str(said.get("service_date") or "")]
    days += [str(said.get(name) or "")[:10] for name in ("signed_at", "approved_at")]
    return tuple(short_day(day, desk.clock.today()) for day in days)


def _reports(desk: Desk, read: Read, stored: StoredRecord) -> tuple[Beside, ...]:
    found = sources.related(read, "media_report", "article_of", stored.id)
    today = desk.clock.today()
    return tuple(
        Beside(
            one.id,
            one.kind,
            f"{one.answers.get('medium') or ''}《{one.answers.get('title') or ''}》",
            short_day(str(one.answers.get("published_on") or ""), today),
        )
        for one in found
    )

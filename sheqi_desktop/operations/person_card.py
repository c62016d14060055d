"""One person at a glance: who, how to reach them (masked), what happened, what is promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sheqi_desktop.domain.codes import RiskLevel, VisitMode, VisitOutcome
from sheqi_desktop.domain.trouble import NotFound, ReasonTooShort
from sheqi_desktop.operations.crises import clients_in_danger
from sheqi_desktop.operations.day_words import due_words, short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import promise, said
from sheqi_desktop.operations.headline import saying, title_of
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.minors import may_read, refuse_closed
from sheqi_desktop.operations.on_its_way import Standing, standing
from sheqi_desktop.operations.people import STATE_WORDS, Label, age_of, labels, sex_and_age
from sheqi_desktop.operations.person_facts import Fact, basics_of, facts_of, family_of
from sheqi_desktop.operations.restricted import note_view, refuse_unseen, shown_name
from sheqi_desktop.operations.second_person import Second, agreed
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord, Wanted

REASON_AT_LEAST = 5
STATE_TONES = {"submitted": ("已提交", "info"), "returned": ("已退回", "note"), "signed": ("已签批", "ok")}
RISK_TONES = {3: "bad", 2: "warn", 1: "ok"}
REVEALS = "client.reveal_sensitive"
REVEALABLE = {"phone": "电话", "id_no": "证件号码", "contact2_phone": "联系人电话", "address_detail": "详细住址"}


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One thing that happened or is due."""

    record: str
    kind: str
    icon: str
    tone: str
    title: str
    detail: str
    when: str
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a person."""

    record: str
    kind: str
    number: str
    title: str
    state: str
    tone: str
    when: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the pane shows."""

    record: str
    name: str
    sex_age: str
    labels: tuple[Label, ...]
    number: str
    facts: tuple[Fact, ...]
    basics: tuple[Fact, ...]
    family: tuple[Fact, ...]
    timeline: tuple[LifeEvent, ...]
    papers: tuple[Paper, ...]
    own: bool
    active: bool
    station: str
    household: str
    closed: bool = False
    """A child's file this person has no approval for: the pane shows who answers for it, and how to ask."""
    changes: bool = True
    """Whether this person may change the file."""
    way: Standing | None = None
    """How far the file is on its way to the centre; None where nothing is reported from."""


def person_card(desk: Desk, record: str) -> PersonCard:
    """Read one person's card; numbers are masked, `reveal` shows one of them.

    Raises NotYours, NotFound, Restricted.
    """
    desk.require("client.read")
    today = desk.clock.today()
    with desk.read() as read:
        stored = desk.stored(read, record, "服务对象")
        refuse_unseen(desk, stored)
        visits = records.list_records(read, Wanted("visit", client=stored.id, voided=None, limit=200))
        home = records.get(read, stored.household) if stored.household else None
        mates = [one for one in sources.household_clients(read, stored.household) if one != stored.id] if home else []
        names = [shown_name(desk, one) for one in records.get_many(read, mates).values()]
        due, danger = _due(read, stored), clients_in_danger(read, [stored.station]).get(stored.id)
        others = sources.about(read, stored.id)
        gone = records.list_records(read, Wanted(client=stored.id, voided=True, limit=200))
        gone = [one for one in gone if one.kind not in ("visit", "client") and not one.restricted]
        closed = not may_read(desk, read, stored)
    if stored.restricted:
        with desk.write() as write:
            note_view(desk, write, stored, "查看")
    if danger is not None:
        due = min(due or danger.isoformat(), danger.isoformat())
    answers = stored.answers
    if closed:
        return replace(_closed_card(desk, stored, today), way=standing(desk, stored.id))
    shows = desk.allows(REVEALS, stored, approved=True)
    facts, basics, family = (
        parts if shows else tuple(replace(one, reveals="") for one in parts)
        for parts in (facts_of(desk, stored), basics_of(desk, stored), family_of(desk, stored, home, names))
    )
    return PersonCard(
        record=stored.id,
        name=stored.name,
        sex_age=sex_and_age(answers, today) + (" 岁" if age_of(answers, today) is not None else ""),
        labels=tuple(_labels(desk, stored, today, RiskLevel.HIGH if danger else stored.risk)),
        number=stored.number,
        facts=facts,
        basics=basics,
        family=family,
        timeline=_timeline(desk, stored, visits, [*others, *gone], due, today),
        papers=_papers(desk, stored, visits, others, today),
        own=stored.station == desk.station,
        active=stored.file_state in ("", "active") and not stored.voided,
        station=desk.unit_name(stored.station),
        household=stored.household,
        changes=desk.allows("service.correct", stored) or stored.status == "draft",
        way=standing(desk, stored.id),
    )


def _closed_card(desk: Desk, stored: StoredRecord, today: date) -> PersonCard:
    """Show of a child's file that is closed to this person what every list shows, and whom to ask."""
    worker = Fact("责任社工", desk.person_name(stored.worker) if stored.worker else "")
    return PersonCard(
        record=stored.id,
        name=stored.name,
        sex_age=sex_and_age(stored.answers, today),
        labels=(Label("未成年人"),),
        number=stored.number,
        facts=(worker, Fact("住址", desk.library.places.village_name(stored.village) if stored.village else "")),
        basics=(),
        family=(),
        timeline=(),
        papers=(),
        own=stored.station == desk.station,
        active=stored.file_state in ("", "active") and not stored.voided,
        station=desk.unit_name(stored.station),
        household="",
        closed=True,
        changes=False,
    )


def reveal(desk: Desk, record: str, answer: str, reason: str, second: Second | None = None) -> str:
    """Show one masked answer, with a reason that goes into the journal; the page masks it again after a minute.

    ``second`` agrees where the table asks for another person.  Raises NotYours for a role that may not and for a
    colleague's client, ApprovalNeeded, OwnApproval, WrongPassword, MinorClosed, ReasonTooShort, NotFound.
    """
    desk.require(REVEALS, approved=True)
    if answer not in REVEALABLE:
        raise NotFound(what="可显示的项目", key=answer)
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonTooShort(what="查看敏感信息")
    with desk.read() as read:
        stored = desk.stored(read, record, "服务对象")
        desk.require(REVEALS, stored, approved=True)
        refuse_unseen(desk, stored)
        refuse_closed(desk, read, stored)
    approver = agreed(desk, REVEALS, second, stored)
    with desk.write() as write:
        desk.note(write, "reveal", stored.id, field=answer, reason=reason.strip(), approver=approver)
    return str(stored.answers.get(answer) or "")


# ------------------------------------------------------------------------------ head
def _labels(desk: Desk, stored: StoredRecord, today: date, risk: int) -> list[Label]:
    found = list(labels(desk, stored.answers, today))[:3]
    if stored.file_state not in ("", "active"):
        found = [Label(STATE_WORDS.get(stored.file_state, stored.file_state)), *found[:2]]
    elif risk:
        words = desk.library.vocabularies["risk_level"].by_code(risk)
        if words is not None and risk >= RiskLevel.MEDIUM:
            found.append(Label(f"风险：{words.short or words.label}", RISK_TONES.get(risk, "mute")))
    return found


# ------------------------------------------------------------------------------ what happened
def _due(read: Read, stored: StoredRecord) -> str:
    if stored.file_state not in ("", "active"):
        return ""
    return str(
        read.value(
            "SELECT r.next_due FROM visit_client v JOIN record r ON r.no = v.record WHERE v.client = ? AND r.voided = 0"
            " AND r.next_due <> '' ORDER BY v.service_date DESC LIMIT 1",
            stored.id,
        )
        or ""
    )


def _timeline(
    desk: Desk,
    stored: StoredRecord,
    visits: list[StoredRecord],
    others: list[StoredRecord],
    due: str,
    today: date,
) -> tuple[LifeEvent, ...]:
    """Tell everything that happened with a person, newest first; what is overdue stands on top."""
    events = []
    badge, tone = due_words(due, today)
    if tone in ("bad", "warn"):
        last = next((one for one in visits if not one.voided and one.status != "draft"), None)
        why = promise(last.answers) if last else ""
        title = "复访到期，还没做" if tone == "bad" else "今天该去看看"
        why = why or (badge if tone == "bad" else "约定今天")
        events.append(LifeEvent("", "due", "calendar-clock", tone, title, why, short_day(due, today)))
    happened = [*visits, *others]
    happened.sort(key=lambda one: (one.service_date or one.entered_at[:10], one.entered_at), reverse=True)
    for one in happened:
        event = _visit_event(desk, one, today) if one.kind == "visit" else _event(desk, one, today)
        events.append(
            replace(event, tone="mute", title=f"{event.title}（已作废）", voided=True) if one.voided else event
        )
    opened = str(stored.answers.get("opened_on") or "")
    if opened:
        source = desk.library.label("referral_source", stored.answers.get("referral_source"))
        events.append(LifeEvent(stored.id, "client", "user-plus", "mute", "建档", source, short_day(opened, today)))
    return tuple(events)


def _visit_event(desk: Desk, one: StoredRecord, today: date) -> LifeEvent:
    mode, outcome = one.answers.get("mode"), one.answers.get("outcome")
    call = mode in (int(VisitMode.PHONE), int(VisitMode.VIDEO))
    reached = outcome in (int(VisitOutcome.SEEN), int(VisitOutcome.CARER_ANSWERED))
    name = "电话访问" if call else _mode(desk, mode)
    words = said(one.answers)
    if not reached and outcome is not None:
        words = f"{desk.library.vocabularies['visit_outcome'].label(outcome)}。{words}"
    if one.status == "draft":
        name += "（草稿）"
    worker = desk.person_name(one.worker) if one.worker else ""
    title = f"{name}・{worker}" if worker else name
    tone = "tint" if reached else "mute"
    return LifeEvent(
        one.id, "visit", "phone" if call else "footprints", tone, title, words, short_day(one.service_date, today)
    )


def _event(desk: Desk, one: StoredRecord, today: date) -> LifeEvent:
    kind = words_of(one.kind)
    on = one.service_date or one.entered_at[:10]
    said_ = saying(one.kind, one.answers)
    return LifeEvent(one.id, one.kind, kind.icon, kind.tone, title_of(desk, one), said_, short_day(on, today))


def _mode(desk: Desk, mode: Any) -> str:
    entry = desk.library.vocabularies["visit_mode"].by_code(mode)
    return (entry.short or entry.label) if entry else "探访"


def _papers(
    desk: Desk, stored: StoredRecord, visits: list[StoredRecord], others: list[StoredRecord], today: date
) -> tuple[Paper, ...]:
    first = Paper(
        stored.id,
        "client",
        stored.number,
        "服务对象档案登记表",
        "在用",
        "ok",
        short_day(str(stored.answers.get("opened_on") or ""), today),
    )
    own = [one for one in others if one.client == stored.id]
    return (first, *(_paper(desk, one, today) for one in (*own, *visits)))


def _paper(desk: Desk, one: StoredRecord, today: date) -> Paper:
    sheet = desk.library.form_of(one.kind, one.answers).paper_for(one.answers)
    state, tone = ("作废", "mute") if one.voided else STATE_TONES.get(one.status, ("草稿", "mute"))
    title = sheet.title if sheet else words_of(one.kind).words
    return Paper(one.id, one.kind, one.number, title, state, tone, short_day(one.service_date, today))

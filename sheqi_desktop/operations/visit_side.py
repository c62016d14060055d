"""Beside a visit being typed: who this is, what was promised last time, blood pressure, what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheqi_desktop.domain.codes import Finding
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.due import promise
from sheqi_desktop.operations.minors import may_read
from sheqi_desktop.operations.people import Label, labels
from sheqi_desktop.operations.person_card import RISK_TONES
from sheqi_desktop.operations.restricted import may_see
from sheqi_desktop.store import records, sources
from sheqi_desktop.store.records import StoredRecord

FINDINGS = (
    ("f_health", "健康"), ("f_mood", "精神"), ("f_care", "照料"), ("f_income", "经济"), ("f_housing", "居住"),
    ("f_safety", "安全"), ("f_family", "家庭"),
)  # fmt: skip
LOUD = {int(Finding.CHANGED): "有变化", int(Finding.ABNORMAL): "异常"}
BP_LIMIT = 140
BP_POINTS = 5
LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A follow-up nobody has finished."""

    words: str
    late: bool


@dataclass(frozen=True, slots=True)
class VisitSide:
    """The pane at the right of the visit form."""

    client: str
    name: str
    village: str
    labels: tuple[Label, ...]
    risk: int
    last: str
    last_day: str
    findings: str
    summary: str
    promise: str
    pressures: tuple[tuple[str, int], ...]
    matters: tuple[OpenMatter, ...]
    before: dict[str, Any]
    """The answers of the last visit, for 同上次; none where nobody types."""


def visit_side(desk: Desk, client: str, but: str = "") -> VisitSide | None:
    """Read the pane for a person; ``but`` is the visit being typed, which is not its own past.

    Opened again later, a visit stands beside what came before it, not after.
    """
    today = desk.clock.today()
    with desk.read() as read:
        person = records.get(read, client)
        if person is None or not may_see(desk, person):
            return None
        if not may_read(desk, read, person):
            return _closed(desk, person)
        seen = (one for one in sources.visits_of(read, client, LOOK_BACK) if may_see(desk, one))
        here = records.get(read, but) if but else None
        until = (here.service_date or "") if here is not None and here.status != "draft" else ""
        past = [one for one in seen if one.id != but and (not until or (one.service_date or "") <= until)]
    last = past[0] if past else None
    answers = last.answers if last else {}
    found = [*labels(desk, person.answers, today)][:1]
    risk = desk.library.vocabularies["risk_level"].by_code(person.risk)
    if risk is not None:
        found.append(Label(f"风险：{risk.short or risk.label}", RISK_TONES.get(person.risk, "mute")))
    return VisitSide(
        client=client,
        name=person.name,
        village=desk.library.places.village_name(person.village) if person.village else "",
        labels=tuple(found),
        risk=person.risk,
        last=last.id if last else "",
        last_day=short_day(last.service_date, today) if last else "",
        findings=_findings(answers),
        summary=str(answers.get("summary") or ""),
        promise=promise(answers).removeprefix("约定") or _next(answers, today.year),
        pressures=_pressures(past),
        matters=tuple(_matters(past, today.isoformat())),
        before=dict(answers) if desk.allows("service.create") else {},
    )


def _closed(desk: Desk, person: StoredRecord) -> VisitSide:
    """Say of a child whose file is closed to this person who it is, nothing of what was found before."""
    village = desk.library.places.village_name(person.village) if person.village else ""
    told = (Label("未成年人"),)
    return VisitSide(person.id, person.name, village, told, 0, "", "", "", "", "", (), (), {})


def _findings(answers: dict[str, Any]) -> str:
    told = [(word, answers.get(name)) for name, word in FINDINGS if answers.get(name) is not None]
    loud = [f"{word}：{LOUD[code]}" for word, code in told if code in LOUD]
    if not told:
        return ""
    rest = "其余正常" if loud else "各项正常"
    return "；".join([*loud, rest]) if len(loud) < len(told) else "；".join(loud)


def _next(answers: dict[str, Any], year: int) -> str:
    due = str(answers.get("next_due") or "")
    return f"{short_day(due)}前再去看看" if due else ""


def _pressures(past: list[StoredRecord]) -> tuple[tuple[str, int], ...]:
    found = []
    for one in past:
        value = one.answers.get("bp_systolic")
        if isinstance(value, int) and one.service_date:
            found.append((f"{int(one.service_date[5:7])}月", value))
    return tuple(reversed(found[:BP_POINTS]))


def _matters(past: list[StoredRecord], today: str) -> list[OpenMatter]:
    found: dict[str, OpenMatter] = {}
    for one in past:
        for row in one.answers.get("follow_ups") or ():
            if not isinstance(row, dict) or row.get("done_on") or not row.get("matter"):
                continue
            due = str(row.get("due") or "")
            words = str(row["matter"]) + (f"・{short_day(due)}前" if due else "")
            found.setdefault(words, OpenMatter(words, bool(due) and due < today))
    return list(found.values())[:4]

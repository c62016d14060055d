"""A visit as the worker typed it: 表2 居家探访, 表3 电话访问."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain import risk
from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes import Finding, RiskSignal, ServiceGiven, VisitMode, VisitOutcome, VisitType
from sheqi_desktop.operations.demo import decoys
from sheqi_desktop.operations.demo.book import Visit
from sheqi_desktop.operations.demo.calendar import clock
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.texts import REACHED, Teller, about_feelings

OPEN, DONE = 1, 2
RECEIVED_BY_THEM = 1
_FINDINGS = ("f_health", "f_mood", "f_care", "f_income", "f_housing", "f_safety", "f_family")
_AT_HOME = {"f_housing", "f_safety"}
_CHILD = ("f_child_school", "f_child_guardianship", "f_child_contact", "f_child_injury", "f_child_mood")
_ABNORMAL = {
    RiskSignal.FALL_OR_ILLNESS: "f_health",
    RiskSignal.NO_MEDICINE: "f_health",
    RiskSignal.NOBODY_CARING: "f_care",
    RiskSignal.SELF_HARM: "f_mood",
    RiskSignal.VIOLENCE: "f_family",
    RiskSignal.FIRE_GAS_HOUSE: "f_safety",
    RiskSignal.CHILD_OUT_OF_CARE: "f_child_guardianship",
}
_GOODS_OF_FEAST = {"dragon": "粽子", "autumn": "月饼"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the office of the station and the hand of each of its two workers."""

    office: Office
    tellers: tuple[Teller, Teller]


def draft_answers(visit: Visit, writer: Writer) -> dict[str, Value]:
    """Give a visit that was begun and never finished: enough to save, not to hand in."""
    return _heading(visit, writer)


def visit_answers(visit: Visit, writer: Writer) -> dict[str, Value]:
    """Give the answers of a visit; one that reached nobody has a note and nothing else."""
    answers = _heading(visit, writer)
    teller = writer.tellers[visit.workers[0]]
    due = _next_due(visit, writer)
    pressure = _pressure(visit, writer)
    visit.summary = _summary(visit, teller, due, pressure)
    if visit.outcome not in REACHED:
        return answers | {"note": visit.summary}
    answers |= _findings(visit, writer, due)
    if pressure in visit.summary:
        upper, lower = pressure.split("/")
        answers |= {"bp_systolic": int(upper), "bp_diastolic": int(lower)}
    answers |= {"risk_signals": [int(visit.signal)], "risk_level_after": int(visit.client.risk)}
    if visit.signal:
        answers["immediate_action"] = teller.fill(teller.signal_words(visit, "action"), visit, due)
        answers["follow_ups"] = [_follow_up(visit, writer, due)]
    answers |= {"summary": visit.summary, "next_due": due.isoformat()}
    return answers | _services(visit, writer) | _signed(visit, writer)


def _heading(visit: Visit, writer: Writer) -> dict[str, Value]:
    one, workers = visit.client, writer.office.workers
    answers: dict[str, Value] = {
        "client_id": one.key,
        "service_date": visit.day.isoformat(),
        "mode": int(visit.mode),
        "start_at": clock(visit.start),
        "end_at": clock(visit.end),
        "outcome": int(visit.outcome),
        "visit_type": int(visit.kind),
        "workers": [workers[place] for place in visit.workers],
        "worker_id": workers[visit.workers[0]],
    }
    if visit.late_reason:
        answers["late_reason"] = visit.late_reason
    if visit.mode is VisitMode.INSTITUTION:
        answers["place"] = "敬老院"
    elif visit.mode is VisitMode.APPOINTMENT:
        answers["place"] = "社工站" if visit.day.day % 2 else "村委会"
    if not visit.door:
        answers |= _call(visit)
    if visit.mate is not None:
        answers["co_clients"] = [_mate(visit, writer)]
    return answers


def _call(visit: Visit) -> dict[str, Value]:
    one = visit.client
    own = bool(one.phone) and not (visit.outcome is VisitOutcome.CARER_ANSWERED and one.kin_phone)
    answers: dict[str, Value] = {"phone_called": one.phone if own else one.kin_phone or one.phone}
    if visit.outcome in REACHED:
        answers["answered_by"] = 2 if visit.outcome is VisitOutcome.CARER_ANSWERED else 1
    return answers


def _mate(visit: Visit, writer: Writer) -> dict[str, Value]:
    mate = visit.mate
    assert mate is not None
    row: dict[str, Value] = {"id": "r1", "client_id": mate.key, "met": visit.mate_met}
    if visit.mate_met:
        teller = writer.tellers[visit.workers[0]]
        row["co_note"] = teller.fill(teller.note("co_note", about_feelings(mate)), visit, visit.day, "132/80")
    return row


def _next_due(visit: Visit, writer: Writer) -> date:
    one = visit.client
    allowed = risk.longest_wait(int(one.risk), [c for c in (one.category, one.second) if c])
    return visit.day + timedelta(days=allowed - writer.office.dice.below(allowed // 5 + 1))


def _pressure(visit: Visit, writer: Writer) -> str:
    upper = writer.office.dice.between(112, 166)
    return f"{upper}/{upper * 45 // 100 + writer.office.dice.between(14, 24)}"


def _summary(visit: Visit, teller: Teller, due: date, pressure: str) -> str:
    if visit.copies is None:
        return teller.tell(visit, due, pressure)
    return visit.copies.summary.rstrip("。") + "，同前。"


def _findings(visit: Visit, writer: Writer, due: date) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    groups = [group for group in _FINDINGS if visit.home or group not in _AT_HOME]
    abnormal = _ABNORMAL.get(visit.signal, "")
    for group in [*groups, *(_CHILD if visit.client.child else ())]:
        if group == abnormal:
            code = Finding.ABNORMAL
        elif visit.first or visit.decoy == decoys.OUTSIDE:
            code = writer.office.dice.weighted({Finding.NORMAL: 82, Finding.CHANGED: 12, Finding.NOT_ASKED: 6})
        else:
            shares = {Finding.NORMAL: 36, Finding.AS_BEFORE: 48, Finding.CHANGED: 12, Finding.NOT_ASKED: 4}
            code = writer.office.dice.weighted(shares)
        if group == "f_child_injury" and code is Finding.NOT_ASKED:
            code = Finding.NORMAL
        answers[group] = int(code)
        if code in (Finding.CHANGED, Finding.ABNORMAL):
            teller = writer.tellers[visit.workers[0]]
            answers[f"{group}_note"] = teller.fill(teller.note("changed", group[2:]), visit, due)
    return answers


def _follow_up(visit: Visit, writer: Writer, due: date) -> dict[str, Value]:
    teller = writer.tellers[visit.workers[0]]
    within = max(1, min(3, visit.lag))
    row: dict[str, Value] = {
        "id": "r1",
        "matter": teller.fill(teller.signal_words(visit, "follow"), visit, due),
        "worker": writer.office.worker_names[visit.workers[0]],
        "due": (visit.day + timedelta(days=within)).isoformat(),
    }
    if not visit.followed:
        return row | {"result": OPEN}
    return row | {
        "result": DONE,
        "result_note": teller.note("follow_result", "text"),
        "done_on": (visit.day + timedelta(days=within)).isoformat(),
    }


def _services(visit: Visit, writer: Writer) -> dict[str, Value]:
    dice = writer.office.dice
    given = {ServiceGiven.COMPANY}
    given |= {ServiceGiven.MEASURING} if "血压" in visit.summary and visit.door else set()
    given |= {ServiceGiven.TUTORING} if visit.client.child and dice.chance(50) else set()
    given |= {ServiceGiven.POLICY} if visit.kind is VisitType.POLICY or dice.chance(20) else set()
    given |= {ServiceGiven.EMOTIONAL_SUPPORT} if visit.signal == RiskSignal.SELF_HARM or dice.chance(20) else set()
    given |= {ServiceGiven.DAILY_HELP} if visit.home and dice.chance(25) else set()
    given |= {ServiceGiven.SAFETY_ADVICE} if dice.chance(55) else set()
    given |= {ServiceGiven.RESOURCE_LINK} if visit.signal else set()
    answers: dict[str, Value] = {}
    if visit.feast:
        given.add(ServiceGiven.GOODS)
        answers["goods"] = _goods(visit, writer)
    return answers | {"services_given": sorted(int(service) for service in given)}


def _goods(visit: Visit, writer: Writer) -> list[Value]:
    items = writer.office.material.notes["goods"]
    everyday = [item for item in items["item"] if item[0] not in _GOODS_OF_FEAST.values()]
    special = [item for item in items["item"] if item[0] == _GOODS_OF_FEAST.get(visit.feast)]
    return [
        {
            "id": f"r{place}",
            "name": name,
            "amount": f"{count}.0",
            "unit": unit,
            "source": writer.office.dice.pick(items["source"]),
            "receipt": RECEIVED_BY_THEM,
        }
        for place, (name, unit, count) in enumerate([*special, writer.office.dice.pick(everyday)], 1)
    ]


def _signed(visit: Visit, writer: Writer) -> dict[str, Value]:
    """Say how the person signed: most sign or give a thumb print, a few cannot or will not."""
    if not visit.door:
        return {}
    dice = writer.office.dice
    print_ = 60 if visit.client.age == "old" else 30 if visit.client.elderly else 10
    state = dice.weighted({"signed": 92 - print_, "thumb": print_, "unable": 3, "refused": 2, "": 3})
    reason = {"unable": "手抖，无法执笔", "refused": "本人不愿签，村干部在场见证"}.get(state, "")
    evidence: list[Value] = [2] if state in ("signed", "thumb") else [4]
    return {"client_sign": {"state": state, "reason": reason, "file": None}, "evidence_kind": evidence} if state else {}

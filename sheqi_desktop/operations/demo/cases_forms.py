"""The papers of one case as they were typed: 接案, 同意书, 预估, 计划, 过程, 评估, 结案, 回访."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.answers import Value
from sheqi_desktop.domain.codes import RiskLevel
from sheqi_desktop.domain.codes_case import (
    Attainment,
    CaseDecision,
    CaseNext,
    CaseRisk,
    CloseReason,
    ConsentScope,
    ConsentTold,
    GoalKept,
    ProgressLevel,
    RiskChange,
)
from sheqi_desktop.operations.demo.cases_cast import DemoCase
from sheqi_desktop.operations.demo.cases_words import CaseTeller
from sheqi_desktop.operations.demo.dice import Dice

TOPIC_CODES = {
    "money": 1, "illness": 2, "mood": 3, "family": 4, "guardianship": 5, "education": 6, "work": 8, "housing": 9,
    "rights": 10, "inclusion": 11,
}  # fmt: skip
_HOME, _FAMILY = 1, 7
_MODE_OF_WORDS = (("视频，镜头", 4), ("电话里", 3), ("电话打过去", 3), ("站里", 2), ("窗口", 5), ("班主任课间", 6))
_PLACES = {1: "家中堂屋", 2: "社工站谈话室", 5: "镇便民服务中心", 6: "学校办公室", 7: "家中堂屋"}
_SCAN: dict[str, Any] = {"demo_file": "同意书签字页.png"}
_SIGNED: dict[str, Any] = {"state": "signed", "reason": "", "file": None}


class CaseWriter:
    """Writes the papers of one case; what was agreed in the plan comes again in the notes and the evaluation."""

    def __init__(self, case: DemoCase, teller: CaseTeller, dice: Dice) -> None:
        """Settle what the case is about."""
        self._case, self._teller, self._dice = case, teller, dice
        self._plans = 0
        self._aims: list[list[str]] = []

    def _said(self, part: str, on: date, bank: str = "case_systems") -> str:
        return self._teller.words(part, self._case.client, on, bank)

    # ------------------------------------------------------------------------------ beginning
    def intake(self) -> dict[str, Value]:
        """表4."""
        case, on, pick = self._case, self._case.intake, self._dice
        return {
            "unit_kind": 2 if case.topic == "family" else 1,
            "client_id": case.client.key,
            "title": self._teller.topic(case.topic, "title"),
            "source_of_case": pick.weighted({1: 55, 2: 12, 3: 10, 4: 13, 5: 6, 6: 4}),
            "first_contact_on": (on - timedelta(days=pick.between(1, 3))).isoformat(),
            "first_contact_mode": pick.weighted({1: 80, 2: 10, 3: 10}),
            "intake_on": on.isoformat(),
            "problem_types": [TOPIC_CODES[case.topic]],
            "presenting_problem": self._teller.told(case.client, case.topic, on),
            "urgency": pick.weighted({1: 80, 2: 20}),
            "willingness": pick.weighted({1: 30, 2: 60, 3: 10}),
            "initial_judgement": self._said("judgement", on),
        }

    def decision(self) -> dict[str, Value]:
        """What the signers say to it."""
        on = self._case.intake
        if self._case.kind != "declined":
            return {"decision": int(CaseDecision.ACCEPT), "decision_reason": self._said("accept_reason", on)}
        code = self._dice.pick((CaseDecision.DECLINE, CaseDecision.REFER, CaseDecision.VISITS_SUFFICE))
        return {"decision": int(code), "decision_reason": self._said("decline_reason", on)}

    def consent(self, on: date) -> dict[str, Value]:
        """表5; who signs and until when the program works out."""
        scopes = [int(scope) for scope in ConsentScope if scope is not ConsentScope.PHOTO_USE]
        photo = self._dice.chance(30)
        return {
            "client_id": self._case.client.key,
            "told_items": [int(one) for one in ConsentTold],
            "scopes": scopes + [int(ConsentScope.PHOTO_USE)] * photo,
            "refused_scopes": [] if photo else [int(ConsentScope.PHOTO_USE)],
            "signed_on": on.isoformat(),
            **({"scan": dict(_SCAN)} if self._case.scan else {}),
        }

    def assessment(self, on: date) -> dict[str, Value]:
        """表6."""
        client, teller = self._case.client, self._teller
        needs = [{"problem": a, "cause": b, "need": c} for a, b, c in teller.rows(self._case.topic, "need", 2)]
        risky = client.risk is RiskLevel.HIGH
        return {
            "assessed_on": on.isoformat(),
            "info_sources": [1, 2, 3] if not client.alone else [1, 2, 4],
            "sys_person": teller.several("person", 4, client, on),
            "sys_family": ("单人户。" if client.alone else "") + teller.several("family", 2, client, on),
            "sys_social": teller.several("social", 2, client, on),
            "strengths": self._said("strengths", on),
            "risk_items": [int(CaseRisk.NO_MEDICINE)] if risky else [int(CaseRisk.NONE)],
            "risk_level": int(client.risk),
            "needs_ranked": needs,
            "model": self._dice.pick((1, 2, 3, 5, 7, 8)),
        }

    def plan(self, on: date, notes: int, change: str = "") -> dict[str, Value]:
        """表7, one version after the other."""
        case, teller = self._case, self._teller
        self._plans += 1
        self._aims = teller.rows(case.topic, "objective", 2)
        end = on + timedelta(days=14 + 10 * max(notes, 2))
        answers: dict[str, Value] = {
            "planned_on": on.isoformat(),
            "goal": teller.topic(case.topic, "goal"),
            "objectives": [
                {"key": self._aim(place), "objective": aim[0], "measure": aim[1], "baseline": aim[2], "target": aim[3],
                 "deadline": (end - timedelta(days=4 - 2 * place)).isoformat()}
                for place, aim in enumerate(self._aims)
            ],
            "steps": [
                {"content": content, "method": method, "when": "每周一次" if place else "前两周", "who": "社工"}
                for place, (content, method) in enumerate(teller.rows(case.topic, "step", 4))
            ],
            "planned_contacts": max(notes, 3),
            "start_on": on.isoformat(),
            "end_on": end.isoformat(),
            "client_opinion": self._said("opinion", on),
            "client_sign": dict(_SIGNED),
        }  # fmt: skip
        if case.client.risk is RiskLevel.HIGH:
            answers["contingency"] = "出现危险信号时，家人先打120和社工电话，社工当天到场并报告站长、督导。"
        return answers | ({"change_reason": change} if change else {})

    def plan_again(self) -> str:
        """Say the goal another way."""
        return f"{self._teller.topic(self._case.topic, 'goal')}由本人每周自己记录。"

    def _aim(self, place: int) -> str:
        return f"o{self._case.key[2:]}-{self._plans}-{place + 1}"

    # ------------------------------------------------------------------------------ at work
    def note(self, place: int, start: str, end: str, late_reason: str) -> dict[str, Value]:
        """表8."""
        case, teller, dice = self._case, self._teller, self._dice
        on = case.note_days[place]
        process = teller.process(case.client, on)
        mode = next(
            (mode for words, mode in _MODE_OF_WORDS if words in process), dice.weighted({_HOME: 90, _FAMILY: 10})
        )
        last = place == len(case.note_days) - 1
        following = on + timedelta(days=30) if last else max(case.note_days[place + 1], on + timedelta(days=1))
        aims = [place % 2] if dice.chance(60) else [0, 1]
        level = self._level(place)
        return {
            "service_date": on.isoformat(), "start_at": start, "end_at": end, "mode": mode,
            **({"place": _PLACES[mode]} if mode in _PLACES else {"place": "社工站"}),
            **({"late_reason": late_reason} if late_reason else {}),
            "participants": [1, *([2] if mode == 7 or (case.client.child and dice.chance(60)) else []),
                             *([4] if mode == 6 else [])],
            "client_present": True,
            "objective_refs": [self._aim(aim) for aim in aims],
            "session_goal": self._said("session_goal", on, "case_words"),
            "process": process,
            "techniques": sorted({1, dice.between(2, 10)}),
            "observation": self._said("observation", on, "case_words"),
            "progress": [
                {"objective_ref": self._aim(aim), "level": int(level), "value": self._aims[aim][_VALUE_AT[level]]}
                for aim in aims
            ],
            "reflection": self._said("reflection", on, "case_words"),
            "risk_change": int(RiskChange.NONE),
            "next_step": self._said("next_step", on, "case_words"), "next_on": following.isoformat(),
        }  # fmt: skip

    def _level(self, place: int) -> ProgressLevel:
        third = (place + 1) * 3 // max(1, len(self._case.note_days))
        return (ProgressLevel.BEGUN, ProgressLevel.BEGUN, ProgressLevel.PARTLY, ProgressLevel.REACHED)[min(third, 3)]

    def _results(self, marks: tuple[int, int]) -> list[Value]:
        return [
            {"objective": aim[0], "baseline": aim[2], "target": aim[3], "attainment": mark,
             "current": aim[3] if mark == Attainment.REACHED else aim[4]}
            for aim, mark in zip(self._aims, marks, strict=True)
        ]  # fmt: skip

    def _judged(self, on: date, marks: tuple[int, int]) -> dict[str, Value]:
        before = self._dice.between(2, 4)
        return {
            "period_from": self._case.intake.isoformat(),
            "period_to": on.isoformat(),
            "results": self._results(marks),
            "effective": self._said("effective", on),
            "difficulties": self._said("difficulties", on),
            "client_self_rating_before": before,
            "client_self_rating_after": before + self._dice.between(2, 5),
            "client_satisfaction": self._dice.weighted({5: 55, 4: 40, 3: 5}),
            "family_opinion": self._said("closing_opinion", on),
        }

    def review(self, on: date) -> dict[str, Value]:
        """表9."""
        marks = (int(Attainment.MOSTLY), int(Attainment.HALF))
        return {"reviewed_on": on.isoformat(), **self._judged(on, marks), "next_plan": int(CaseNext.GO_ON)}

    # ------------------------------------------------------------------------------ ending
    def evaluation(self, on: date) -> dict[str, Value]:
        """表10."""
        return {
            "evaluated_on": on.isoformat(),
            **self._judged(on, self._case.marks),
            "next_plan": int(CaseNext.CLOSE),
            "change_summary": self._teller.topic(self._case.topic, "start")
            + self._teller.topic(self._case.topic, "end"),
            "maintain_plan": self._said("maintain", on),
        }

    def closure(self, on: date, notes: int) -> dict[str, Value]:
        """表11."""
        case = self._case
        answers: dict[str, Value] = {"closed_on": on.isoformat(), "close_reason": int(case.reason)}
        if case.kind == "early":
            bank = "died" if case.reason is CloseReason.DIED else "lost"
            answers["summary"] = self._said(bank, on, "case_early")
            if case.reason is CloseReason.LOST:
                answers |= {
                    "ending_work": "已在村里留下联系办法，托邻居带话。",
                    "after_plan": "如返乡由村里告知，重新评估。",
                }
            return answers
        weeks = max(1, (on - case.intake).days // 7)
        summary = f"服务{weeks}周，共介入{notes}次。{self._teller.topic(case.topic, 'start')}"
        summary += self._teller.several("effective", 2, case.client, on) + self._said("difficulties", on)
        summary += self._teller.topic(case.topic, "end") + self._said("maintain", on)
        answers |= {
            "summary": summary,
            "ending_work": self._said("ending_work", on),
            "after_plan": self._said("after_plan", on),
            "client_opinion": self._said("closing_opinion", on),
            "client_sign": dict(_SIGNED),
        }
        if case.reason in (CloseReason.REFERRED, CloseReason.MOVED_OUT):
            referred = case.reason is CloseReason.REFERRED
            answers["handover_to"] = "县医院社会工作科，已电话交接。" if referred else "迁入地社工站，已寄送服务小结。"
        return answers

    def follow_up(self, on: date) -> dict[str, Value]:
        """表12."""
        reached = self._dice.chance(94)
        answers: dict[str, Value] = {"service_date": on.isoformat(), "mode": self._dice.weighted({1: 45, 3: 55})}
        if not reached:
            return answers | {"reached": False, "not_reached_note": self._said("not_reached", on)}
        kept = self._dice.weighted({GoalKept.KEPT: 80, GoalKept.PARTLY: 17, GoalKept.RELAPSED: 3})
        return answers | {
            "reached": True,
            "situation": self._said("situation", on),
            "goal_kept": int(kept),
            "satisfaction": self._dice.weighted({5: 60, 4: 38, 3: 2}),
            "wants_reopening": False,
            **({"new_needs": self._said("new_needs", on)} if self._dice.chance(15) else {}),
        }


_VALUE_AT = {ProgressLevel.BEGUN: 2, ProgressLevel.PARTLY: 4, ProgressLevel.REACHED: 3}

"""The papers of one case as their worker typed them: what stands in each form (domain 03 §3, §8)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sheqi_desktop.domain.attachment import SIGNED_SCAN
from sheqi_desktop.domain.codes import RiskLevel
from sheqi_desktop.domain.codes_case import CaseSource
from sheqi_desktop.operations.demo.calendar import clock
from sheqi_desktop.operations.demo.case_book import CaseStory
from sheqi_desktop.operations.demo.case_words import CaseTeller
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.pictures import picture_answer

PROBLEMS = {
    "relief": 1, "care": 2, "mind": 3, "family": 4, "guardianship": 5, "schooling": 6, "work": 8, "housing": 9,
    "rights": 10, "social": 11,
}  # fmt: skip
_PAIRS = {100: (100, 100), 87: (100, 75), 75: (75, 75), 62: (75, 50)}
_RISKS = {"care": 5, "relief": 7, "schooling": 6, "guardianship": 3}
_NO_RISK = 8
_STEP = ("content", "method", "when")
_ROWS = uuid.UUID("5b6c5d0e-8f5e-4a3f-9d57-0d5d1a7b2c11")
HOME, STATION, PHONE = 1, 2, 3
Said = dict[str, Any]
Objectives = Sequence[Mapping[str, Any]]


def row_id(*parts: object) -> str:
    """Give the id of a row that other papers point to: the same in every run."""
    return str(uuid.uuid5(_ROWS, "/".join(map(str, parts))))


def intake(story: CaseStory, tell: CaseTeller, dice: Dice) -> Said:
    """表4 接案登记表."""
    return {
        "client_id": story.client.key,
        "unit_kind": 1,
        "title": tell.draw("title", story, story.problem),
        **_source(story, dice),
        "first_contact_on": (story.intake - timedelta(days=dice.below(3))).isoformat(),
        "first_contact_mode": dice.pick((1, 1, 2, 3)),
        "intake_on": story.intake.isoformat(),
        "problem_types": [PROBLEMS[story.problem]],
        "presenting_problem": tell.complaint(story),
        "urgency": 2 if story.client.risk is RiskLevel.HIGH else 1,
        "willingness": dice.pick((1, 2, 2)),
        "initial_judgement": tell.judged(story),
    }


def _source(story: CaseStory, dice: Dice) -> Said:
    if story.former is not None:
        return {"source_of_case": int(CaseSource.OTHER_STATION), "former_case_no": story.number}
    return {"source_of_case": dice.pick((1, 1, 1, 2, 3, 4, 4, 5, 6))}


def consent(story: CaseStory, on: date, dice: Dice) -> Said:
    """表5 知情同意书; who signs follows from age and capacity, as the form proposes."""
    photo_use = dice.chance(20) and not story.client.child
    scopes = [1, 2, 3, 4, 6, 7]
    return {
        "parent_id": story.key,
        "client_id": story.client.key,
        "told_items": [1, 2, 3, 4, 5],
        "scopes": sorted([*scopes, 5]) if photo_use else scopes,
        "refused_scopes": [] if photo_use else [5],
        "signed_on": on.isoformat(),
    }


def scan(story: CaseStory, on: date) -> Said:
    """Give the picture of the signed consent."""
    return {"scan": picture_answer(f"同意书 {story.key}", on, SIGNED_SCAN)}


def assessment(story: CaseStory, on: date, tell: CaseTeller, dice: Dice) -> Said:
    """表6 预估表."""
    need = tell.draw("goals", story, story.problem)
    return {
        "parent_id": story.key,
        "assessed_on": on.isoformat(),
        "info_sources": sorted({1, 2, dice.between(3, 6)}),
        "sys_person": tell.draw("body", story, story.age) + tell.draw_own("condition", story),
        "sys_family": tell.draw("home_alone" if story.client.alone else "home_life", story),
        "sys_social": tell.draw("around", story),
        "strengths": tell.draw("strengths", story),
        "risk_items": [_RISKS.get(story.problem, _NO_RISK)] if story.client.risk is RiskLevel.HIGH else [_NO_RISK],
        "risk_level": int(story.client.risk),
        "needs_ranked": [
            {
                "problem": tell.draw("title", story, story.problem),
                "cause": tell.draw("cause", story, story.problem),
                "need": need,
            }
        ],
        "model": dice.pick((1, 2, 3, 5, 7)),
    }


def plan(story: CaseStory, on: date, turn: int, tell: CaseTeller, dice: Dice) -> Said:
    """表7 服务计划书; a second version says why."""
    chosen = [tell.draw("objectives", story, story.problem).split("|") for _ in range(2)]
    deadline = (on + timedelta(days=60)).isoformat()
    return {
        "parent_id": story.key,
        "planned_on": on.isoformat(),
        "goal": tell.draw("goals", story, story.problem),
        "objectives": [
            {
                "id": row_id(story.key, turn, place), "objective": words, "measure": measure,
                "baseline": before, "target": after, "deadline": deadline,
            }
            for place, (words, measure, before, after) in enumerate(chosen)
        ],
        "steps": [
            {**dict(zip(_STEP, tell.draw("steps", story).split("|"), strict=True)), "who": "社工"} for _ in range(4)
        ],
        "planned_contacts": max(story.notes, 4),
        "start_on": on.isoformat(),
        "end_on": (on + timedelta(days=90)).isoformat(),
        "contingency": tell.contingency(story),
        "client_opinion": tell.draw("opinion", story),
        "change_reason": "结案后同一问题反复，重新评估后调整目标和步骤。" if turn else "",
        "client_sign": {"state": "thumb" if story.client.age == "old" else "signed", "reason": "", "file": None},
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of a case: when, how long, the which of how many."""

    on: date
    start: int
    minutes: int
    place: int
    of: int


def note(story: CaseStory, met: Contact, turn: int, tell: CaseTeller, dice: Dice) -> Said:
    """表8 介入（过程）记录."""
    mode = PHONE if met.minutes < 25 else STATION if dice.chance(18) else HOME
    objective = row_id(story.key, turn, met.place % 2)
    level = min(3, 1 + 2 * met.place // max(met.of - 1, 1))
    return {
        "parent_id": story.key,
        "service_date": met.on.isoformat(),
        "start_at": clock(met.start),
        "end_at": clock(met.start + met.minutes),
        "mode": mode,
        "place": {PHONE: "电话", STATION: "社工站谈话室"}.get(mode, "服务对象家中"),
        "participants": [1, 2] if mode == HOME and not story.client.alone else [1],
        "client_present": True,
        "objective_refs": [objective],
        "session_goal": tell.draw("session_goal", story),
        "process": tell.process(story),
        "techniques": sorted({1, dice.between(2, 6), dice.between(6, 10)}),
        "observation": tell.draw("observation", story),
        "progress": [{"id": objective, "objective_ref": objective, "level": level}],
        "reflection": tell.draw("reflection", story),
        "risk_change": 1,
        "next_step": tell.draw("next_step", story),
        "next_on": (met.on + timedelta(days=dice.between(7, 12))).isoformat(),
        "late_reason": "paper" if story.typed_on else "",
    }


def results(story: CaseStory, turn: int, marks: Sequence[int], objectives: Objectives) -> list[Said]:
    """Say how far each objective was reached."""
    words = {100: "达成", 75: "大部分做到", 50: "做到一半"}
    return [
        {
            "id": row_id(story.key, turn, place),
            "objective": one["objective"],
            "baseline": one["baseline"],
            "target": one["target"],
            "current": words[mark],
            "attainment": mark,
        }
        for place, (one, mark) in enumerate(zip(objectives, marks, strict=True))
    ]


def review(story: CaseStory, on: date, turn: int, objectives: Objectives, tell: CaseTeller, dice: Dice) -> Said:
    """表9 阶段评估表."""
    return {
        "parent_id": story.key,
        "reviewed_on": on.isoformat(),
        "period_to": on.isoformat(),
        "results": results(story, turn, (75, 50), objectives),
        "effective": tell.what_helped(story),
        "difficulties": tell.draw("difficulty", story),
        **_ratings(story, tell, dice, late=False),
        "next_plan": 1,
        "next_plan_note": tell.draw("review_next", story),
    }


def evaluation(story: CaseStory, on: date, turn: int, objectives: Objectives, tell: CaseTeller, dice: Dice) -> Said:
    """表10 结案评估表."""
    return {
        "parent_id": story.key,
        "evaluated_on": on.isoformat(),
        "period_to": on.isoformat(),
        "results": results(story, turn, _PAIRS[story.attained], objectives),
        "effective": tell.what_helped(story),
        "difficulties": tell.draw("difficulty", story),
        **_ratings(story, tell, dice, late=True),
        "change_summary": tell.changed(story),
        "maintain_plan": tell.draw("maintain", story),
        "next_plan": 3,
        "next_plan_note": tell.draw("end_next", story),
    }


def _ratings(story: CaseStory, tell: CaseTeller, dice: Dice, *, late: bool) -> Said:
    return {
        "client_self_rating_before": dice.between(2, 4),
        "client_self_rating_after": dice.between(7, 9) if late else dice.between(5, 6),
        "client_satisfaction": dice.pick((5, 5, 4)),
        "family_opinion": tell.draw("family_said", story),
        "worker_review": tell.draw("worker_said", story),
    }


def closure(story: CaseStory, on: date, tell: CaseTeller) -> Said:
    """表11 结案表."""
    early = story.end in ("died", "lost")
    return {
        "parent_id": story.key,
        "closed_on": on.isoformat(),
        "close_reason": story.reason,
        "summary": tell.draw("early", story, story.end) if early else tell.told_at_the_end(story),
        "ending_work": tell.draw("ending", story),
        "after_plan": tell.draw("after", story),
        "client_opinion": tell.draw("opinion", story),
        "client_sign": {"state": "signed", "reason": "", "file": None},
        "handover_to": {3: "县残联康复科", 4: "迁入地社工站"}.get(story.reason, ""),
    }


def follow_up(story: CaseStory, on: date, tell: CaseTeller, dice: Dice) -> Said:
    """表12 结案回访记录."""
    return {
        "parent_id": story.key,
        "service_date": on.isoformat(),
        "mode": dice.pick((HOME, HOME, PHONE)),
        "reached": True,
        "situation": tell.found_again(story),
        "goal_kept": dice.pick((1, 1, 1, 2)),
        "satisfaction": dice.pick((5, 5, 4)),
        "wants_reopening": False,
    }

"""The papers of one 小组 of the demo county, each on its day: plan, signature, roster, sessions, summary, signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes import Category
from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.domain.codes_group import AttendanceMark, GroupStage
from sheqi_desktop.operations.demo.calendar import clock, working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.group_book import CALLED_OFF, DemoGroup, GroupMember
from sheqi_desktop.operations.demo.group_words import Told, Words
from sheqi_desktop.operations.demo.pictures import picture_answer
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, Typed

GROUP_TURN = FIRST_TURN + 20_000
"""Groups of a day come after its cases."""
LATE_PCT = 5
_TYPES = {"support": 1, "education": 2, "growth": 3, "interest": 5, "mutual_aid": 6}
_STAGES = {
    4: (GroupStage.FORMING, GroupStage.TURNING, GroupStage.MATURE, GroupStage.ENDING),
    5: (GroupStage.FORMING, GroupStage.TURNING, GroupStage.MATURE, GroupStage.MATURE, GroupStage.ENDING),
}
_SCALES = {"support": ("孤独感", "down"), "education": ("知识得分", "up"), "growth": ("自信心", "up"),
           "interest": ("生活满意度", "up"), "mutual_aid": ("社会支持", "up")}  # fmt: skip


class Papers:
    """Writes the papers of the groups of one station."""

    def __init__(self, county: County, office: Office) -> None:
        """Take the words of the county and the dice of this office."""
        self._office = office
        self._dice = Dice(county.seed, "group papers", office.station)
        self._words = Words(county.material.groups, self._dice)
        self._turn = GROUP_TURN

    def of(self, group: DemoGroup) -> Iterator[Typed]:
        """Write the papers of one group in the order of their days."""
        told = self._words.tell(group.kind, group.target, group.planned, [one.name for one in group.members])
        planned = _workday(group.days[0] - timedelta(days=16 + self._dice.below(6)), -1)
        yield self._typed(planned, group, "group", group.key, self._plan(group, told))
        yield self._signed(_workday(planned + timedelta(days=2), 1), group.key, "group", "同意，按计划开展。")
        if group.decoy == CALLED_OFF:
            yield self._moved(_workday(planned + timedelta(days=5), 1), group, "recruit", "")
            yield self._moved(group.days[0] - timedelta(days=1), group, "cancel", "报名只有两人，改为个案跟进。")
            return
        listed = _workday(group.days[0] - timedelta(days=2), -1)
        yield self._typed(listed, group, "group_roster", group.tail("r"), self._roster(group, listed))
        for place, on in enumerate(group.days):
            late = self._dice.chance(LATE_PCT)
            typed = on + timedelta(days=5 if late else 0)
            answers = self._session(group, told, place, late)
            yield self._typed(typed, group, "group_session", group.tail("s", f"-{place + 1}"), answers)
        if any(one.left_after for one in group.members):
            answers = {"members": self._roster(group, listed)["members"]}
            answers["members"] = [
                self._gone(row, one, group) for row, one in zip(answers["members"], group.members, strict=True)
            ]
            yield self._typed(
                group.days[1] + timedelta(days=1), group, "group_roster", group.tail("r"), answers, patch=True
            )
        yield from self._ended(group, told)

    def _ended(self, group: DemoGroup, told: Told) -> Iterator[Typed]:
        last = group.days[-1] + timedelta(days=6)
        if group.decoy:
            yield self._moved(last, group, "end_early", "农忙到了，组员商量后提前结束。")
        written = _workday(last, 1)
        yield self._typed(written, group, "group_summary", group.tail("p"), self._summary(group, told))
        signed = _workday(written + timedelta(days=2 + self._dice.below(2)), 1)
        yield self._signed(signed, group.tail("p"), "group_summary", "同意结束，后续安排请按时落实。")

    # ------------------------------------------------------------------------------ how they are typed
    def _next(self) -> int:
        self._turn += 1
        return self._turn

    def _typed(
        self, on: date, group: DemoGroup, kind: str, key: str, answers: Mapping[str, Any], *, patch: bool = False
    ) -> Typed:
        worker = self._office.workers[group.leader]
        form = partial(Entry, kind=kind, key=key, answers=answers, then="submit", worker=worker, patch=patch)
        return on, self._next(), form

    def _signed(self, on: date, key: str, kind: str, note: str) -> Typed:
        signer = self._office.supervisor
        return on, self._next(), partial(Entry, kind=kind, key=key, answers={}, then="sign", worker=signer, reason=note)

    def _moved(self, on: date, group: DemoGroup, step: str, why: str) -> Typed:
        worker = self._office.workers[group.leader]
        told = {"move": step, "on": on.isoformat()}
        form = partial(Entry, kind="group", key=group.key, answers=told, then="move", worker=worker, reason=why)
        return on, self._next(), form

    # ------------------------------------------------------------------------------ what they say
    def _plan(self, group: DemoGroup, told: Told) -> dict[str, Any]:
        children = group.target is TargetGroup.CHILDREN
        leader, other = self._office.workers[group.leader], self._office.workers[1 - group.leader]
        return {
            "name": told.name,
            "group_type": _TYPES[group.kind],
            "openness": 1 if children else self._dice.pick((1, 2, 2)),
            "target_groups": [int(group.target)],
            "background": told.background,
            "theory": told.theory,
            "goal": told.goal,
            "objectives": [{"objective": goal, "measure": how} for goal, how in told.objectives],
            "planned_size": max(6, min(15, group.size + self._dice.between(-1, 1))),
            "planned_sessions": group.planned,
            "start_on": group.days[0].isoformat(),
            "end_on": (group.days[0] + timedelta(days=7 * (group.planned - 1))).isoformat(),
            "frequency": "每周一次",
            "place": self._words.place(children, group.key),
            "leader_id": leader,
            "co_leaders": [other],
            "recruit_ways": [1, 5] if children else [1, 2, self._dice.pick((4, 6))],
            "screening": told.screening,
            "sessions": [
                {
                    "stage": int(stage),
                    "topic": session.topic,
                    "goal": session.goal,
                    "steps": "、".join(step for step, _, _ in session.steps),
                    "minutes": group.minutes,
                    "goods": self._dice.pick(("名牌、彩笔", "资料、纸杯", "毛线、剪刀", "卡片、胶带")),
                }
                for stage, session in zip(_STAGES[group.planned], told.sessions, strict=True)
            ],
            "budget": [
                {"item": "材料", "amount": f"{self._dice.between(6, 20) * 10}.00"},
                {"item": "茶水", "amount": f"{self._dice.between(3, 9) * 10}.00"},
            ],
            "risks": told.risk,
            **({"hazards": [1], "safety_plan": told.safety} if children else {}),
            "evaluation_methods": [1, 2, 3, 5],
        }

    def _roster(self, group: DemoGroup, listed: date) -> dict[str, Any]:
        return {"parent_id": group.key, "members": [_line(one, group.target, listed) for one in group.members]}

    def _gone(self, row: dict[str, Any], one: GroupMember, group: DemoGroup) -> dict[str, Any]:
        if not one.left_after:
            return row
        left = group.days[one.left_after - 1]
        return {**row, "left_on": left.isoformat(), "left_reason": self._dice.pick((1, 4, 6))}

    def _session(self, group: DemoGroup, told: Told, place: int, late: bool) -> dict[str, Any]:
        session, marks = told.sessions[place], group.marks[place]
        start, minutes = group.starts[place], group.minutes
        names = {one.row: one.name for one in group.members}
        shares = (10, minutes // 2, minutes - 10 - minutes // 2)
        return {
            "parent_id": group.key,
            "happening": 1,
            "service_date": group.days[place].isoformat(),
            "start_at": clock(start),
            "end_at": clock(start + minutes),
            "place": self._words.place(group.target is TargetGroup.CHILDREN, group.key),
            "topic": session.topic,
            "stage": int(_STAGES[group.planned][place]),
            "goal": session.goal,
            **({"late_reason": self._dice.pick(("forgot", "paper", "no_device"))} if late else {}),
            "attendance": [{"id": row, "name": names[row], "mark": mark} for row, mark in marks.items()],
            "steps": [
                {"minutes": share, "step": step, "content": content, "reaction": reaction}
                for share, (step, content, reaction) in zip(shares, session.steps, strict=True)
            ],
            "dynamics": session.dynamics,
            "member_notes": [
                {"name": names[row], "behaviour": 2, "note": session.late_note}
                for row, mark in marks.items()
                if mark == AttendanceMark.LATE
            ][:2],
            "goal_result": self._dice.pick((1, 1, 2, 2, 2, 3)),
            "evaluation": session.evaluation,
            "skills": sorted(dict.fromkeys(self._dice.pick((1, 2, 3, 4, 5, 7)) for _ in range(3))),
            "reflection": session.reflection,
            "next_prep": session.next_prep,
            "photos": [picture_answer(f"第{place + 1}节 {group.key}", group.days[place])],
        }

    def _summary(self, group: DemoGroup, told: Told) -> dict[str, Any]:
        scale, direction = _SCALES[group.kind]
        asked = [one for one in group.members if not one.left_after][: self._dice.between(5, 9)]
        return {
            "parent_id": group.key,
            "objective_results": [
                {"objective": goal, "percent": self._dice.between(15, 20) * 5, "note": how}
                for goal, how in told.objectives
            ],
            "scale": scale,
            "direction": direction,
            "measures": [self._asked(one.name, direction) for one in asked],
            "satisfaction_mean": f"4.{self._dice.between(3, 9)}",
            "cost_actual": f"{self._dice.between(10, 26) * 10}.00",
            "members_changes": told.changes,
            "process_review": told.review,
            "experience": told.experience,
            "problems": told.problem,
            "follow_plan": [self._dice.pick((1, 2, 3, 3))],
            "follow_note": told.follow,
        }

    def _asked(self, name: str, direction: str) -> dict[str, Any]:
        first, step = self._dice.between(26, 40), self._dice.between(2, 12)
        then = first - step if direction == "down" else min(50, first + step)
        return {"name": name, "pre": f"{first // 10}.{first % 10}", "post": f"{then // 10}.{then % 10}"}


def _line(one: GroupMember, target: TargetGroup, listed: date) -> dict[str, Any]:
    other = Category.OTHER_PERSON
    line: dict[str, Any] = {
        "id": one.row,
        "client_id": one.client.key if one.client else None,
        "name": one.name,
        "gender": int(one.gender),
        "birth_year": one.born,
        "category": str(one.client.category if one.client else other),
        "village": one.village,
        "phone": one.client.phone if one.client else None,
        "guardian_name": one.guardian,
        "guardian_phone": one.guardian_phone,
        "screen_result": 1,
        "joined_on": listed.isoformat(),
        "agreement_signed": True,
        "photo_ok": True,
    }
    return {name: value for name, value in line.items() if value not in (None, "")}


def _workday(day: date, step: int) -> date:
    """Give the nearest weekday in a direction that is no feast."""
    while not working_days([day], weekend=False):
        day += timedelta(days=step)
    return day

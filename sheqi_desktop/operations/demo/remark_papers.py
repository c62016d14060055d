"""The papers a supervisor may remark on, with the words they hold, and how a worker mends them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sheqi_desktop.operations.demo.county_plan import CountyPlan, StationPlan
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.supervision import CLOSES, ROUNDS, round_of

ASKED: Mapping[str, Mapping[str, str]] = {
    "visit": {"summary": "探访情况小结"},
    "process_note": {"process": "过程与内容", "observation": "服务对象表现与变化", "reflection": "社工反思"},
    "group_session": {"dynamics": "小组动力与氛围", "reflection": "反思与改进", "evaluation": "评估"},
    "case": {"presenting_problem": "主诉/求助问题", "initial_judgement": "初步判断"},
    "case_assessment": {"sys_person": "个人系统", "sys_family": "家庭系统", "strengths": "优势与资源"},
    "case_plan": {"goal": "总目标", "contingency": "风险与预案", "objectives[0].objective": "第一个目标"},
    "case_review": {"effective": "有效的做法", "worker_review": "社工评述"},
    "case_evaluation": {"effective": "有效的做法", "change_summary": "变化总结", "worker_review": "社工评述"},
    "case_closure": {"summary": "服务小结", "after_plan": "后续安排"},
    "case_follow_up": {"situation": "现状"},
    "group": {"background": "背景与需求", "goal": "总目标", "screening": "筛选标准"},
    "group_summary": {"process_review": "过程回顾", "experience": "经验", "problems": "问题与不足"},
    "activity": {"process": "过程记录", "results": "成效", "problems": "不足与建议"},
}
"""The questions remarked on, of each form, and what the paper calls them."""
MENDED = ("visit", "process_note", "group_session")
"""Nobody signs these: handed in anew they count as before, and nothing waits for a second signature."""
TITLES = {"visit": "这份探访记录", "process_note": "这次过程记录", "group_session": "这一节的记录"}
_ENDS = re.compile(r"[，。；：！？、“”（）\s]+")
_SHORT, _LONG = 5, 22
_MENDED_AFTER = timedelta(days=16)
"""A case is still open when its worker mends a paper, and for some days after."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it was handed in; ``mendable`` tells that its worker may hand it in anew in the next weeks."""

    key: str
    form: str
    station: str
    worker: str
    round: int
    told: Mapping[str, Any]
    mendable: bool
    closed: bool
    """The case it lies in is closed in the end."""

    @property
    def family(self) -> str:
        """Which of the supervisor's sentences suit it."""
        if self.form == "process_note" or self.form.startswith("case"):
            return "case"
        return self.form.partition("_")[0]

    @property
    def title(self) -> str:
        """What a remark on the whole of it calls it."""
        return TITLES.get(self.form, "这份文书")

    def text(self, field: str) -> str:
        """Give the words of an answer; of a list, those of its first row."""
        name, _, column = field.partition("[0].")
        said = self.told.get(name)
        if column:
            said = said[0].get(column) if isinstance(said, Sequence) and said else ""
        return said if isinstance(said, str) else ""


def papers(plan: CountyPlan, station: StationPlan) -> list[Paper]:
    """Give the papers of a station that were handed in during the year; what was planted is left alone."""
    alone = {key for keys in plan.planted.values() for both in keys for key in both.split()}
    ends = {
        str(one.answers["parent_id"]): one.at
        for one in station.entries
        if one.kind == "case_closure" and one.then == "submit"
    }
    told: dict[str, dict[str, Any]] = {}
    found: dict[str, Paper] = {}
    for one in station.entries:
        file = str(one.answers.get("parent_id") or one.key)
        if one.kind not in ASKED or one.phase == 2 or alone & {one.key, file}:
            continue
        if one.then == "void":
            found.pop(one.key, None)
        if one.then in ("draft", "submit"):
            told.setdefault(one.key, {}).update(one.answers)
        if one.then == "submit" and one.key not in found:
            place = round_of(one)
            end = ends.get(file)
            found[one.key] = Paper(
                one.key, one.kind, station.code, one.worker, place, told[one.key],
                _mendable(one.kind, place, end), end is not None,
            )  # fmt: skip
    return [one for one in found.values() if any(map(one.text, ASKED[one.form]))]


def _mendable(form: str, place: int, end: datetime | None) -> bool:
    return form in MENDED and place < ROUNDS - 1 and (end is None or end > CLOSES[place] + _MENDED_AFTER)


def quote_of(text: str, dice: Dice, without: Collection[str] = ()) -> str:
    """Give some words that stand in a text exactly once, '' where there are none."""
    parts = [part for part in _ENDS.split(text) if _SHORT <= len(part) <= _LONG and text.count(part) == 1]
    fitting = [part for part in parts if part not in without]
    return dice.pick(fitting) if fitting else ""


def mended(text: str, quote: str, more: str, instead: str, dice: Dice) -> str:
    """Give a text as its worker mended it: something after it, before it, before the words, or for the words."""
    how = dice.below(10)
    if not quote or how < 4:
        return text + more
    if how < 6:
        return more + text
    at = text.index(quote)
    if how < 8:
        return text[:at] + more + text[at:]
    return text[:at] + instead + text[at + len(quote) :] + more

"""What a 小组 of the demo county writes: sentences of the stock, in a chance order, with their slots filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sheqi_desktop.domain.codes_activity import TargetGroup
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.texts import Deck

Step: TypeAlias = tuple[str, str, str]
_SLOT = re.compile(r"\{(\w+)\}")
_WHOM = {TargetGroup.ELDERS: ("老人", "老年"), TargetGroup.CHILDREN: ("孩子", "儿童"),
         TargetGroup.DISABLED: ("残疾朋友", "助残"), TargetGroup.RELIEF: ("困难家庭", "困难家庭"),
         TargetGroup.CARERS: ("照顾者", "照顾者")}  # fmt: skip
_KIND_WORDS = {"support": "支持", "education": "教育", "growth": "成长", "interest": "兴趣", "mutual_aid": "互助"}
_PLACES = ("村文化活动室", "社工站活动室", "村委会会议室", "幸福院堂屋", "党群服务中心")
_CHILD_PLACES = ("社工站活动室", "村小学空教室", "儿童之家")
BACKGROUND_AT_LEAST = 120
A = "any"


@dataclass(frozen=True, slots=True)
class SessionWords:
    """What is written of one session."""

    topic: str
    goal: str
    steps: tuple[Step, ...]
    dynamics: str
    evaluation: str
    reflection: str
    next_prep: str
    late_note: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is written of one group."""

    name: str
    background: str
    theory: str
    goal: str
    objectives: tuple[tuple[str, str], ...]
    screening: str
    risk: str
    safety: str
    sessions: tuple[SessionWords, ...]
    changes: str
    review: str
    experience: str
    problem: str
    follow: str


class Words:
    """The words of one station's groups; no sentence comes again before all others were used."""

    def __init__(self, banks: Mapping[str, Mapping[str, Sequence[str]]], dice: Dice) -> None:
        """Take the stock."""
        self._banks, self._dice = banks, dice
        self._decks: dict[tuple[str, str], Deck] = {}
        self._where: dict[str, str] = {}

    def place(self, children: bool, group: str) -> str:
        """Say where a group meets: always at the same place."""
        if group not in self._where:
            self._where[group] = self._dice.pick(_CHILD_PLACES if children else _PLACES)
        return self._where[group]

    def tell(self, kind: str, target: TargetGroup, sessions: int, names: Sequence[str]) -> Told:
        """Write everything a group has to say."""
        whom, short = _WHOM[target]
        fill = _Filler(whom, names, self._dice)
        background = ""
        while len(background) < BACKGROUND_AT_LEAST:
            background += fill(self._draw(kind, "need"))
        told = tuple(self._session(kind, fill) for _ in range(sessions))
        return Told(
            name=f"{self._draw(kind, 'name')}{short}{_KIND_WORDS[kind]}小组",
            background=f"{background}因此拟办一个{sessions}节的小组，每周一次，让{whom}走出来、坐到一起。",
            theory=fill(self._draw(A, "theory")),
            goal=fill(self._draw(kind, "goal")),
            objectives=tuple(_pair(fill(self._draw(kind, "objective"))) for _ in range(2)),
            screening=fill(self._draw(A, "screening")),
            risk=fill(self._draw(A, "risk")),
            safety=fill(self._draw(A, "safety")),
            sessions=told,
            changes=fill(self._draw(A, "changes")),
            review=fill(self._draw(A, "review")),
            experience=fill(self._draw(A, "experience")),
            problem=fill(self._draw(A, "problem")),
            follow=fill(self._draw(A, "follow")),
        )

    def _session(self, kind: str, fill: _Filler) -> SessionWords:
        steps = tuple(_step(fill(self._draw(kind, "step"))) for _ in range(3))
        return SessionWords(
            topic=f"{steps[1][0]}与{steps[2][0]}",
            goal=fill(self._draw(kind, "goal")),
            steps=steps,
            dynamics=fill(self._draw(kind, "dynamics")) + fill(self._draw(kind, "dynamics")),
            evaluation=fill(self._draw(kind, "evaluation")),
            reflection=fill(self._draw(kind, "reflection")),
            next_prep=fill(self._draw(A, "next_prep")),
            late_note=self._draw(A, "late_note"),
        )

    def _draw(self, bank: str, part: str) -> str:
        if (bank, part) not in self._decks:
            self._decks[bank, part] = Deck(self._banks[bank][part], self._dice)
        return self._decks[bank, part].draw()


class _Filler:
    """Puts words into the braces: two different members each time."""

    def __init__(self, whom: str, names: Sequence[str], dice: Dice) -> None:
        self._whom, self._names, self._dice = whom, names, dice

    def __call__(self, text: str) -> str:
        one, other = self._dice.shuffled(self._names)[:2]
        known = {"whom": self._whom, "one": one, "other": other, "village": "本村", "n": str(self._dice.between(2, 6))}
        return _SLOT.sub(lambda found: known[found[1]], text)


def _step(text: str) -> Step:
    step, content, reaction = text.split("|")
    return step, content, reaction


def _pair(text: str) -> tuple[str, str]:
    objective, how = text.split("|")
    return objective, how

"""Own surveys (自评) and complaints: the two rates with their n, and who must be called back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.codes_events import Satisfaction, SurveyReached
from sheqi_desktop.domain.conditions_events import QUESTIONS, somebody_is_unhappy
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.facts import NOTHING_KNOWN
from sheqi_desktop.domain.task import Task

BEST = 5
FEW = 30
FEW_WORDS = "样本较少"
SATISFIED = frozenset({Satisfaction.VERY_GOOD, Satisfaction.GOOD})
REPLY_WITHIN = timedelta(days=15)
"""How soon a complaint is answered."""
CALL_BACK_WITHIN = timedelta(days=7)
_SCORES = frozenset(range(1, BEST + 1))


@dataclass(frozen=True, slots=True)
class Rate:
    """Parts of a whole in per cent, one decimal, half up; ``n`` questionnaires stand behind it."""

    name: str
    part: int
    whole: int
    n: int

    @property
    def tenths(self) -> int | None:
        """The per cent in tenths, None where nobody answered."""
        return (2000 * self.part + self.whole) // (2 * self.whole) if self.whole else None

    @property
    def text(self) -> str:
        """Give 66.7 or nothing."""
        return "" if self.tenths is None else f"{self.tenths // 10}.{self.tenths % 10}"

    @property
    def words(self) -> str:
        """Give the rate with its name and its n, never without: 满意率66.7%（n=6，样本较少）."""
        few = f"，{FEW_WORDS}" if self.n < FEW else ""
        return f"{self.name}{self.text + '%' if self.text else '无'}（n={self.n}{few}）"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of surveys says: 满意率 over those valid, 得分率 over every question answered."""

    drawn: int
    valid: int
    satisfied: Rate
    score: Rate
    mean_hundredths: int | None
    """The mean of q_overall in hundredths, half up."""


def figures(surveys: Iterable[Answers]) -> Figures:
    """Count surveys (07 §5): valid is 完成 with q_overall other than 说不清; 说不清 is in neither sum."""
    given = list(surveys)
    done = [told for told in given if told.get("reached") == SurveyReached.DONE]
    overall = list(_marks(done, ("q_overall",)))
    marks, total = list(_marks(done, QUESTIONS)), sum(overall)
    valid = len(overall)
    return Figures(
        len(given),
        valid,
        Rate("满意率", sum(mark in SATISFIED for mark in overall), valid, valid),
        Rate("得分率", sum(marks), len(marks) * BEST, valid),
        (200 * total + valid) // (2 * valid) if valid else None,
    )


def _marks(surveys: Iterable[Answers], questions: Iterable[str]) -> Iterator[int]:
    """Yield the marks that say something; 说不清 says nothing."""
    for told in surveys:
        for name in questions:
            if isinstance(mark := told.get(name), int) and mark in _SCORES:
                yield mark


def call_backs(documents: Documents, today: date) -> Iterator[Task]:
    """Ask the 站 to call back whoever gave 不满意 or less (07 §5)."""
    for one in documents.of("survey"):
        asked = day(one.answers.get("service_date"))
        if one.voided or one.confirmed is None or asked is None or one.answers.get("handled"):
            continue
        if somebody_is_unhappy(one.answers, NOTHING_KNOWN):
            why = "有一项不满意，请站长回访并写明处理结果"
            yield Task(one.id, "survey", one.client, asked + CALL_BACK_WITHIN, "不满意回访", why, "", "去回访")


def complaints_unanswered(documents: Documents, today: date) -> Iterator[Task]:
    """Ask for the answer to a complaint within fifteen days (07 §4)."""
    for one in documents.of("complaint"):
        came = day(one.answers.get("service_date"))
        if not one.voided and came is not None and not one.answers.get("replied_on"):
            whose = str(one.answers.get("handled_by") or "")
            why = f"收到投诉{(today - came).days}天，15日内要答复"
            yield Task(one.id, "complaint", "", came + REPLY_WITHIN, "投诉答复", why, whose, "去处理")

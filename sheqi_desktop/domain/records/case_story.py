"""How a 个案 went: its papers, its steps, and the state that follows from them (domain 03 §2).

Nothing here is written anywhere: the same papers and steps give the same state on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.codes_case import Attainment, CaseDecision, CloseReason, ConsentScope
from sheqi_desktop.domain.consent import standing
from sheqi_desktop.domain.counting.sources import VIEWS
from sheqi_desktop.domain.dates import day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.lifecycle import RETURNED, SUBMITTED
from sheqi_desktop.domain.records.files import taken

CASE, CONSENT, ASSESSMENT, PLAN, NOTE = "case", "case_consent", "case_assessment", "case_plan", "process_note"
REVIEW, EVALUATION, CLOSURE, RETURN = "case_review", "case_evaluation", "case_closure", "case_follow_up"
PAPERS = (CONSENT, ASSESSMENT, PLAN, NOTE, REVIEW, EVALUATION, CLOSURE, RETURN)
"""The documents of a case in the order they are printed."""
PAPER_NAMES = {
    CASE: "接案登记表",
    CONSENT: "知情同意书",
    ASSESSMENT: "预估表",
    PLAN: "服务计划书",
    NOTE: "过程记录",
    REVIEW: "阶段评估表",
    EVALUATION: "结案评估表",
    CLOSURE: "结案表",
    RETURN: "回访记录",
}

STATES = VIEWS[CASE].statuses
"""The states in words, as the not-counted rows say them."""
OPEN = frozenset("intake accepted assessing planning intervening reviewing suspended closing reopened".split())
ENDED = frozenset({"closed", "following", "archived"})
ENDED_EARLY = frozenset({CloseReason.DIED, CloseReason.LOST, CloseReason.REFUSED})
"""死亡, 失联, 拒绝继续: a case may end so from any stage, without plan, evaluation or enough notes."""
LEAST_NOTES = 3
RETURNS = 2


@dataclass(frozen=True, slots=True)
class Story:
    """A case file and its documents that are not void."""

    file: Document
    papers: Sequence[Document]

    def of(self, kind: str) -> list[Document]:
        """Give all papers of a kind, in the order of their numbers."""
        return [one for one in self.papers if one.kind == kind]

    def now(self, kind: str) -> list[Document]:
        """Give the papers of a kind since the case was last re-opened, or all of them."""
        since = self.reopened_at
        return [one for one in self.of(kind) if since is None or moment(one.entered_at) >= since]

    def signed(self, kind: str) -> Document | None:
        """Give the latest signed paper of a kind since the case was last re-opened."""
        return next((one for one in reversed(self.now(kind)) if one.signed), None)

    # ------------------------------------------------------------------------------ intake and consent
    @property
    def accepted(self) -> bool:
        """Tell whether the intake was signed with 接案."""
        return self.file.signed and self.file.counted.get("decision") == CaseDecision.ACCEPT

    @property
    def intake_on(self) -> date | None:
        """The day of intake."""
        return day(self.file.counted.get("intake_on"))

    def consent(self, on: date | None = None) -> Document | None:
        """Give the consent to be served that stands on a day; without a day, one that was ever given."""
        return standing(self.of(CONSENT), ConsentScope.SERVICE, on)

    @property
    def worker(self) -> str:
        """Whose case it is now: the last it was handed over to, else who took it in."""
        handed = taken(self.file, "hand_over")
        return str(handed[-1].get("to_worker") or "") if handed else self.file.worker

    # ------------------------------------------------------------------------------ notes and reviews
    @property
    def notes(self) -> list[Document]:
        """The handed-in process notes, by the day and hour of the contact."""
        found = [one for one in self.of(NOTE) if one.handed_in]
        return sorted(found, key=lambda one: (one.service_date, str(one.counted.get("start_at") or ""), one.number))

    # ------------------------------------------------------------------------------ closing and after
    @property
    def closures(self) -> list[Document]:
        """The signed closures, the first first."""
        return sorted((one for one in self.of(CLOSURE) if one.signed), key=lambda one: moment(one.first_signed_at))

    @property
    def closed_on(self) -> date | None:
        """The day on the first closure; it stays when the case is re-opened."""
        return day(self.closures[0].counted.get("closed_on")) if self.closures else None

    @property
    def last_closed_on(self) -> date | None:
        """The day on the latest closure."""
        return day(self.closures[-1].counted.get("closed_on")) if self.closures else None

    @property
    def reopened_at(self) -> datetime | None:
        """When the case was last re-opened."""
        steps = taken(self.file, "reopen")
        return moment(steps[-1].get("at")) if steps else None

    @property
    def planned_returns(self) -> list[date]:
        """The days on which the latest closure promises to come back."""
        closure = self.signed(CLOSURE)
        found = (day(row.get("on")) for row in rows(closure.counted, "follow_up_dates")) if closure else ()
        return sorted(one for one in found if one is not None)

    @property
    def returns(self) -> list[Document]:
        """The handed-in returns since the latest closure."""
        return [one for one in self.now(RETURN) if one.handed_in]

    @property
    def returns_missing(self) -> int:
        """How many returns are still owed; none when they were waived."""
        waived = [row for row in taken(self.file, "waive_follow_up") if self._is_now(row)]
        return 0 if waived else max(0, min(RETURNS, len(self.planned_returns)) - len(self.returns))

    @property
    def attainment(self) -> str:
        """The mean attainment of the latest evaluation, '' before."""
        found = [one for one in self.of(EVALUATION) if one.handed_in]
        return mean_attainment(found[-1].counted) if found else ""

    def _is_now(self, row: Mapping[str, object]) -> bool:
        since = self.reopened_at
        return since is None or moment(row.get("at")) > since

    # ------------------------------------------------------------------------------ the state
    @property
    def state(self) -> str:
        """The state the case is in."""
        if not self.file.signed:
            return "intake"
        if not self.accepted:
            return "declined"
        if taken(self.file, "transfer_out"):
            return "transferred"
        return self._after_closure() or self._before_closure()

    def _after_closure(self) -> str:
        closure = self.signed(CLOSURE)
        if closure is None:
            return ""
        signed_at = moment(closure.first_signed_at)
        if any(moment(row.get("at")) >= signed_at for row in taken(self.file, "archive")):
            return "archived"
        return "following" if self.planned_returns else "closed"

    def _before_closure(self) -> str:
        closing = [one for one in self.now(CLOSURE) if one.status == SUBMITTED]
        evaluated = any(one.handed_in for one in self.now(EVALUATION))
        if closing and (evaluated or closing[-1].answers.get("close_reason") in ENDED_EARLY):
            return "closing"
        pauses = [row for row in taken(self.file, "suspend", "resume") if self._is_now(row)]
        if pauses and pauses[-1].get("move") == "suspend":
            return "suspended"
        return self._stage()

    def _stage(self) -> str:
        if self.signed(PLAN) and self.consent():
            reviews = [one for one in self.now(REVIEW) if not one.signed and one.status in (SUBMITTED, RETURNED)]
            return "reviewing" if reviews else "intervening"
        if self.signed(ASSESSMENT):
            return "planning"
        if self.now(ASSESSMENT):
            return "assessing"
        return "reopened" if self.reopened_at else "accepted"


def moment(told: object) -> datetime:
    """Read a moment; what has no zone is county time, what is no moment lies before everything."""
    try:
        found = datetime.fromisoformat(str(told))
    except ValueError:
        return datetime.min.replace(tzinfo=COUNTY)
    return found if found.tzinfo else found.replace(tzinfo=COUNTY)


def mean_attainment(answers: Answers) -> str:
    """Give the mean of the objectives in per cent with one decimal, half up; '' where none was judged."""
    marks = [row.get("attainment") for row in rows(answers, "results")]
    judged = [max(int(mark), int(Attainment.NOTHING)) for mark in marks if isinstance(mark, int)]
    if not judged:
        return ""
    tenths = (sum(judged) * 20 + len(judged)) // (2 * len(judged))
    return f"{tenths // 10}.{tenths % 10}"

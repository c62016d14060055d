"""个案 of the demo county, from 接案 to 归档: every paper on its day, every signature by whoever has to give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from sheqi_desktop.operations.demo import case_forms as forms
from sheqi_desktop.operations.demo.calendar import AFTERNOON, MORNING, next_working_day
from sheqi_desktop.operations.demo.case_book import CaseStory, invent_cases
from sheqi_desktop.operations.demo.case_words import CaseTeller
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry, Then
from sheqi_desktop.operations.demo.dice import Dice
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, Typed

LEAD = 0
SIGNED_BY_BOTH = frozenset({"case", "case_closure"})
SCANNED_LATER_PCT = 12
_REVIEW_AFTER = 6
_TRIES = 6


def plan_cases(county: County) -> CasePlan:
    """Invent every case of the county."""
    return CasePlan(county, invent_cases(county))


class CasePlan:
    """The cases of the county-year, ready to be typed."""

    def __init__(self, county: County, stations: list[list[CaseStory]]) -> None:
        """Keep what was invented."""
        self.county, self.stations = county, stations

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write the papers of every case of a station, in the order of their cases."""
        dice = Dice(self.county.seed, "case papers", office.station)
        bank = self.county.material.cases
        tellers = [CaseTeller(bank, Dice(self.county.seed, "case words", office.station, who)) for who in (0, 1)]
        turn = FIRST_TURN
        for story in self.stations[station]:
            case = _Case(story, office, tellers[story.worker], dice, self.county.books[station].diary)
            for day, form in case.papers():
                turn += 1
                yield day, turn, form

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Name the cases typed together, and the one whose signed plan was corrected."""
        everyone = [one for stories in self.stations for one in stories]
        return {
            "notes_typed_together": tuple(one.key for one in everyone if one.typed_on),
            "plan_corrected": tuple(one.key for one in everyone if one.corrected),
            "case_reopened": tuple(one.key for one in everyone if one.again),
            "case_moved": tuple(key for one in everyone if one.former for key in (one.former.key, one.key)),
            "consent_not_scanned": tuple(one.key for one in everyone if one.unscanned),
        }


_Paper = tuple[date, partial[Entry]]


class _Case:
    """One case on its way through its papers."""

    def __init__(self, story: CaseStory, office: Office, tell: CaseTeller, dice: Dice, diary: Any) -> None:
        self.story, self.office, self.tell, self.dice, self.diary = story, office, tell, dice, diary
        self.author = office.workers[story.worker]
        self.objectives: list[Mapping[str, Any]] = []
        self.notes_written = 0

    def papers(self) -> Iterator[_Paper]:
        """Give every paper, signature and step, each with its day, in their order."""
        story = self.story
        yield self._type(story.intake, "case", "", forms.intake(story, self.tell, self.dice))
        decision = {"decision": 1, "decision_reason": self.tell.draw("lead_note", story, "accept")}
        if story.end == "declined":
            decision = {"decision": 4, "decision_reason": self.tell.draw("declined", story)}
        yield from self._sign(story.intake + timedelta(days=1), "case", "", decision)
        if story.end == "declined" or (story.end == "open" and story.stage == 0):
            return
        day = next_working_day(story.intake + timedelta(days=3))
        yield from self._consent(day)
        day = next_working_day(day + timedelta(days=1))
        yield from self._work(day, 0)

    def _consent(self, day: date) -> Iterator[_Paper]:
        """Type the consent with its scan; now and then the scan comes some days later."""
        story, said = self.story, forms.consent(self.story, day, self.dice)
        scan = {} if story.unscanned else forms.scan(story, day)
        later = bool(scan) and self.dice.chance(SCANNED_LATER_PCT)
        yield self._type(day, "case_consent", "TY", said if later else said | scan)
        if later:
            on = next_working_day(day + timedelta(days=self.dice.between(1, 4)))
            yield on, self._entry("case_consent", "TY", scan, "scan", self.author)

    def _work(self, day: date, turn: int) -> Iterator[_Paper]:
        """Assess, plan, meet, and close; a case that is still open stops on the way."""
        story = self.story
        said = forms.assessment(story, day, self.tell, self.dice)
        yield self._type(day, "case_assessment", f"YG{turn}", said)
        if story.end == "open" and story.stage == 1:
            return
        day = next_working_day(day + timedelta(days=2))
        yield from self._sign(day, "case_assessment", f"YG{turn}")
        if story.end == "open" and story.stage == 2:
            return
        day = next_working_day(day + timedelta(days=1))
        said = forms.plan(story, day, turn, self.tell, self.dice)
        self.objectives = said["objectives"]
        yield self._type(day, "case_plan", f"JH{turn}", said)
        day = next_working_day(day + timedelta(days=2))
        yield from self._sign(day, "case_plan", f"JH{turn}")
        if story.corrected:
            yield self._correct(next_working_day(day + timedelta(days=9)), f"JH{turn}")
        yield from self._meet(day, turn)
        if story.end == "moved":
            yield self._hand_on()
        elif story.end != "open":
            yield from self._close(turn)

    def _hand_on(self) -> _Paper:
        """Give the case to the station its person moves to."""
        on, to = self.story.client.until.isoformat(), self.story.client.moves_to
        said = {"move": "transfer_out", "on": on, "to_station": to}
        reason = "随家人搬到该镇居住，档案和跟进一并转去。"
        return self.story.client.until, self._entry("case", "", said, "move", self.office.workers[LEAD], reason)

    def _meet(self, signed: date, turn: int) -> Iterator[_Paper]:
        story = self.story
        first, last = next_working_day(signed + timedelta(days=1)), self._last_contact(turn)
        wanted = 2 if turn or story.end != "closed" else story.notes - 2 * story.again
        for place in range(wanted):
            on = first + (last - first) * place // max(wanted - 1, 1)
            on, start, minutes = self._book(min(next_working_day(on), last), place)
            self.notes_written += 1
            said = forms.note(story, forms.Contact(on, start, minutes, place, wanted), turn, self.tell, self.dice)
            yield self._type(story.typed_on or on, "process_note", f"GC{self.notes_written}", said)
            if self.notes_written == _REVIEW_AFTER < story.notes and not story.typed_on:
                yield self._type(on, "case_review", "JD", self._review(on, turn))
                yield from self._sign(next_working_day(on + timedelta(days=1)), "case_review", "JD")

    def _review(self, on: date, turn: int) -> dict[str, Any]:
        return forms.review(self.story, on, turn, self.objectives, self.tell, self.dice)

    def _last_contact(self, turn: int) -> date:
        story = self.story
        if story.end == "open":
            return date(2023, 9, 27)
        if story.end == "closed":
            until = story.typed_on or self._closing(turn) - timedelta(days=2)
        else:
            until = story.client.until - timedelta(days=4)
        while next_working_day(until) != until:
            until -= timedelta(days=1)
        return until

    def _book(self, on: date, place: int) -> tuple[date, int, int]:
        minutes = self.dice.between(12, 20) if place and self.dice.chance(15) else 5 * self.dice.between(7, 14)
        start = self.diary.book(on, (self.story.worker,), minutes, self.dice, [AFTERNOON, MORNING])
        # A full day has an evening: the worker stays a little longer.
        return on, start if start is not None else AFTERNOON[1] + 5, minutes

    def _closing(self, turn: int) -> date:
        return self.story.closing if not turn else next_working_day(self.story.closing + timedelta(days=52))

    def _close(self, turn: int) -> Iterator[_Paper]:
        story, on = self.story, self._closing(turn)
        early = story.end in ("died", "lost")
        if not early:
            said = forms.evaluation(story, on, turn, self.objectives, self.tell, self.dice)
            yield self._type(on, "case_evaluation", f"PG{turn}", said)
            yield from self._sign(next_working_day(on + timedelta(days=2)), "case_evaluation", f"PG{turn}")
        yield self._type(on, "case_closure", f"JE{turn}", forms.closure(story, on, self.tell))
        yield from self._sign(next_working_day(on + timedelta(days=2)), "case_closure", f"JE{turn}")
        if story.again and not turn:
            yield from self._again(on)
        elif not early and not story.again:
            yield from self._return(on)

    def _again(self, closed: date) -> Iterator[_Paper]:
        day = next_working_day(closed + timedelta(days=20))
        said = "同一问题反复，本人和家属都希望继续，同意重开。"
        yield (
            day,
            self._entry("case", "", {"move": "reopen", "on": day.isoformat()}, "move", self.office.supervisor, said),
        )
        yield from self._work(next_working_day(day + timedelta(days=2)), 1)

    def _return(self, closed: date) -> Iterator[_Paper]:
        story, day = self.story, closed
        for number, after in enumerate(story.returns, 1):
            day = next_working_day(closed + timedelta(days=after))
            said = forms.follow_up(story, day, self.tell, self.dice)
            yield self._type(day, "case_follow_up", f"HF{number}", said)
        if len(story.returns) == 2:
            day = next_working_day(day + timedelta(days=1))
            yield (
                day,
                self._entry("case", "", {"move": "archive", "on": day.isoformat()}, "move", self.office.workers[LEAD]),
            )

    # ------------------------------------------------------------------------------ typing and signing
    def _type(self, day: date, kind: str, suffix: str, answers: Mapping[str, Any]) -> _Paper:
        said = {name: value for name, value in answers.items() if value not in ("", [], None)}
        return day, self._entry(kind, suffix, said, "submit", self.author)

    def _correct(self, day: date, suffix: str) -> _Paper:
        said = {"resources": "村医每月随访，村委会协助接送。", "correction_reason": "资源一栏当时漏写了村医随访"}
        return day, partial(self._entry("case_plan", suffix, said, "submit", self.author), patch=True)

    def _sign(self, day: date, kind: str, suffix: str, decided: Mapping[str, Any] | None = None) -> Iterator[_Paper]:
        """Let the 站长 sign what the colleague wrote, where both have to, and the 督导 a day later."""
        day = next_working_day(day)
        if kind in SIGNED_BY_BOTH and self.story.worker != LEAD:
            yield day, self._entry(kind, suffix, {}, "sign", self.office.workers[LEAD])
            day = next_working_day(day + timedelta(days=1))
        yield day, self._entry(kind, suffix, decided or {}, "sign", self.office.supervisor)

    def _step(self, day: date, move: str, worker: str, said: str = "") -> _Paper:
        return day, self._entry("case", "", {"move": move, "on": day.isoformat()}, "move", worker, said)

    def _entry(
        self, kind: str, suffix: str, answers: Mapping[str, Any], then: Then, worker: str, reason: str = ""
    ) -> partial[Entry]:
        key = f"{self.story.key}-{suffix}" if suffix else self.story.key
        return partial(Entry, kind=kind, key=key, answers=answers, then=then, worker=worker, reason=reason)

"""The own survey of the demo county: 212 drawn by chance from those visited, 200 valid, and what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sheqi_desktop.domain.codes_events import Satisfaction, SurveyKind, SurveyMode, SurveyReached
from sheqi_desktop.domain.conditions_events import QUESTIONS
from sheqi_desktop.domain.sampling import Candidate, draw
from sheqi_desktop.operations.demo.calendar import month_days, working_days
from sheqi_desktop.operations.demo.client_form import Office
from sheqi_desktop.operations.demo.county_plan import Entry
from sheqi_desktop.operations.demo.dice import Dice, apportion
from sheqi_desktop.operations.demo.event_words import Words
from sheqi_desktop.operations.demo.people import Client
from sheqi_desktop.operations.demo.service import FIRST_TURN, County, ServicePlan, Typed
from sheqi_desktop.operations.demo.texts import REACHED

TURN = FIRST_TURN + 73_000
DRAWN_ON, UNTIL = date(2023, 9, 1), date(2023, 8, 31)
MARKS = {Satisfaction.VERY_GOOD: 138, Satisfaction.GOOD: 52, Satisfaction.FAIR: 8, Satisfaction.POOR: 2}
MISSED = {SurveyReached.REFUSED: 5, SurveyReached.NOT_REACHED: 7}
DRAWN = 212
SPARES = 2


@dataclass(slots=True)
class Asked:
    """Somebody drawn, and what they said; no mark for who was not reached."""

    client: Client
    mark: Satisfaction | None = None
    reached: SurveyReached = SurveyReached.DONE
    key: str = ""


class Surveys:
    """The draw and the questionnaires of each station."""

    def __init__(self, county: County) -> None:
        """Draw at each station by category, then deal the marks over the whole county."""
        self._county = county
        dice = Dice(county.seed, "surveys")
        self.drawn: list[list[tuple[Client, bool]]] = []
        self.asked: list[list[Asked]] = []
        self.frames: list[int] = []
        sizes = apportion(DRAWN, [len(book.clients) for book in county.books])
        for place, book, size in zip(county.places, county.books, sizes, strict=True):
            served = {one.client.key: one.client for one in book.visits if not one.decoy and one.outcome in REACHED
                      and one.day <= UNTIL}  # fmt: skip
            frame = {key: one for key, one in served.items() if not one.leaving and not one.institution}
            candidates = [Candidate(key, place.code, one.category) for key, one in frame.items()]
            names = draw(candidates, size, SPARES, self.seed(place.code))
            self.frames.append(len(frame))
            self.drawn.append([(frame[one.candidate.client], one.spare) for one in names])
            people = [frame[one.candidate.client] for one in names if not one.spare]
            asked = [Asked(one) for one in people]
            for number, each in enumerate(asked, 1):
                each.key = f"my-{place.code}-{number:03d}"
            self.asked.append(asked)
        every = dice.shuffled([one for found in self.asked for one in found])
        said: list[Satisfaction | SurveyReached] = [mark for mark, count in MARKS.items() for _ in range(count)]
        said += [why for why, count in MISSED.items() for _ in range(count)]
        for one, told in zip(every, said, strict=True):
            if isinstance(told, Satisfaction):
                one.mark = told
            else:
                one.reached = told

    def seed(self, station: str) -> str:
        """Give the seed of a station's draw."""
        return f"{self._county.seed}{station[-3:]}"

    def planted(self) -> Mapping[str, tuple[str, ...]]:
        """Plant nothing."""
        return {}

    def forms(self, station: int, office: Office) -> Iterator[Typed]:
        """Write the drawn list, then each questionnaire by the colleague who does not visit that person."""
        words = Words(Dice(self._county.seed, "survey words", office.station))
        list_key = f"md-{office.station}-001"
        draw_form = partial(Entry, kind="survey_draw", key=list_key, answers=self._list(station, office))
        yield DRAWN_ON, TURN, partial(draw_form, then="submit", worker=office.workers[0])
        days = [day for day in working_days(month_days(date(2023, 9, 1), 0), weekend=False) if 4 <= day.day <= 26]
        for place, one in enumerate(self.asked[station]):
            day = days[place * len(days) // len(self.asked[station])]
            interviewer = office.workers[1 - one.client.home.worker]
            answers = self._told(one, day, interviewer, list_key, office, words)
            form = partial(Entry, kind="survey", key=one.key, answers=answers, worker=interviewer)
            yield day, TURN + 1, partial(form, then="submit")

    def _list(self, station: int, office: Office) -> dict[str, Any]:
        names = self.drawn[station]
        return {
            "drawn_on": DRAWN_ON.isoformat(),
            "survey_kind": int(SurveyKind.VISIT),
            "since": "2022-09-01",
            "until": UNTIL.isoformat(),
            "frame_n": self.frames[station],
            "drawn_n": sum(not spare for _, spare in names),
            "spare_n": sum(spare for _, spare in names),
            "seed": self.seed(office.station),
            "names": [
                {
                    "place": place,
                    "station": office.station,
                    "category": str(one.category),
                    "client_id": one.key,
                    "spare": spare,
                }
                for place, (one, spare) in enumerate(names, 1)
            ],
        }

    def _told(
        self, one: Asked, day: date, interviewer: str, list_key: str, office: Office, words: Words
    ) -> dict[str, Any]:
        client, texts = one.client, office.material.events["survey"]
        by_phone = bool(client.phone or client.kin_phone) and office.dice.chance(60)
        told: dict[str, Any] = {
            "survey_kind": int(SurveyKind.VISIT),
            "mode": int(SurveyMode.PHONE if by_phone else SurveyMode.HOME),
            "service_date": day.isoformat(),
            "interviewer": interviewer,
            "client_id": client.key,
            "draw_id": list_key,
            "reached": int(one.reached),
            "worker_id": interviewer,
        }
        if one.mark is None:
            return told
        told |= dict.fromkeys(QUESTIONS, int(one.mark))
        told |= {
            "respondent": 3 if client.child else 1,
            "q_known": int(one.mark >= Satisfaction.GOOD or office.dice.chance(70)),
            "q_recommend": int(one.mark > Satisfaction.POOR),
            "minutes": office.dice.between(4, 12),
        }
        if one.mark is Satisfaction.POOR:
            told["comment"] = words.draw(texts["unhappy"])
        elif office.dice.chance(45):
            told["comment"] = words.draw(texts["opening"]) + words.draw(texts["wish"])
        return told


def surveys(county: County) -> ServicePlan:
    """Invent the own survey."""
    return Surveys(county)

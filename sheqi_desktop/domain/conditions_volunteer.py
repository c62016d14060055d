"""Conditions of the volunteer forms, and the questions several of their checks ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.dates import age_on, county_day_of, day
from sheqi_desktop.domain.document import Document
from sheqi_desktop.domain.facts import Facts
from sheqi_desktop.domain.service_time import DAY, LONG_DAY, service_minutes, span

HOUR = "volunteer_hour"
ADULT, WITHOUT_GUARDIAN = 18, 14


def volunteer_is_minor(answers: Answers, facts: Facts) -> bool:
    """The person was under 18 on the day of registration."""
    age = age_on(answers.get("birth_date"), day(answers.get("registered_on")) or facts.today)
    return age is not None and age < ADULT


def hour_is_late(answers: Answers, facts: Facts) -> bool:
    """Entered more than ten working days after the service."""
    served = day(answers.get("service_date"))
    last = facts.entry_deadline(HOUR, served) if served else None
    entered = county_day_of(answers.get("entered_at")) or facts.today
    return last is not None and entered is not None and entered > last


def day_is_long(answers: Answers, facts: Facts) -> bool:
    """The person's whole day comes to more than eight hours."""
    return minutes_of_day(answers, facts) > LONG_DAY


def minutes_of_day(answers: Answers, facts: Facts) -> int:
    """Give the actual minutes of the person on the day of a record, all records together."""
    own = service_minutes(answers)
    if own is None or answers.get("is_training") is True:
        return 0
    same_day = (one for one in hours_near(answers, facts) if one.answers.get("service_date") == answers["service_date"])
    return own + sum(
        service_minutes(one.answers) or 0 for one in same_day if one.answers.get("is_training") is not True
    )


def hours_near(answers: Answers, facts: Facts) -> Iterator[Document]:
    """Give the other records of the same person on the day and on the days beside it: some serve overnight."""
    served, volunteer = day(answers.get("service_date")), answers.get("volunteer_id")
    if served is None or not volunteer:
        return
    for shift in (-1, 0, 1):
        for one in facts.related(HOUR, "service_date", (served + timedelta(days=shift)).isoformat()):
            if one.answers.get("volunteer_id") == volunteer:
                yield one


def overlap(left: Answers, right: Answers) -> bool:
    """Tell whether two records of one person share a moment."""
    spans = [moments(one) for one in (left, right)]
    (start, end), (other_start, other_end) = (one or (0, 0) for one in spans)
    return all(spans) and start < other_end and other_start < end


def moments(answers: Answers) -> tuple[int, int] | None:
    """Give when a service began and ended, in minutes of the calendar."""
    served, within = day(answers.get("service_date")), span(answers)
    if served is None or within is None:
        return None
    start = served.toordinal() * DAY
    return start + within[0], start + within[1]


def end_of_service(volunteer: Answers) -> date | None:
    """Give the day on which a person left or died, None for one who is still there."""
    return day(volunteer.get("exited_on")) or day(volunteer.get("deceased_on"))


CONDITIONS: dict[str, Callable[[Answers, Facts], bool]] = {
    function.__name__: function for function in (volunteer_is_minor, hour_is_late, day_is_long)
}

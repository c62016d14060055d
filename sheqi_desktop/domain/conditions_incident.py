"""What a 个人信息安全事件 asks besides: whether the 中心主任 was told in time, and whether it is closed (16 §10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sheqi_desktop.domain.answers import Answers, is_empty, rows
from sheqi_desktop.domain.conditions_events import moment
from sheqi_desktop.domain.dates import county_day_of
from sheqi_desktop.domain.facts import Facts

REPORT_WITHIN = timedelta(hours=24)
DIRECTOR, NOT_NEEDED = "director", "not_needed"


def director_told(answers: Answers) -> datetime | None:
    """Give when the 中心主任 was first told."""
    told = (moment(row.get("at")) for row in rows(answers, "reports") if row.get("to") == DIRECTOR)
    return min((at for at in told if at is not None), default=None)


def incident_reported_late(answers: Answers, facts: Facts) -> bool:
    """The 中心主任 was told more than 24 hours after it was found, or is not told and a whole day has passed."""
    found, told = moment(answers.get("found_at")), director_told(answers)
    if found is None:
        return False
    if told is not None:
        return told - found > REPORT_WITHIN
    on = county_day_of(answers.get("found_at"))
    return on is not None and facts.today is not None and facts.today - on > timedelta(days=1)


def incident_is_closed(answers: Answers, facts: Facts) -> bool:
    """An incident has its closing day."""
    return not is_empty(answers.get("closed_on"))


CONDITIONS = {function.__name__: function for function in (incident_reported_late, incident_is_closed)}

"""What paper and register of a 个人信息安全事件 join: whom it was reported to, who was told and who not."""

from __future__ import annotations

from sheqi_desktop.domain.answers import Answers, rows
from sheqi_desktop.domain.clock import COUNTY
from sheqi_desktop.domain.conditions_events import moment
from sheqi_desktop.domain.conditions_incident import NOT_NEEDED
from sheqi_desktop.domain.seen import Seen


def incident_reports_words(answers: Answers, seen: Seen) -> str:
    """Who was told and when."""
    told = []
    for row in rows(answers, "reports"):
        at = moment(row.get("at"))
        words = seen.label("incident_reported_to", row.get("to"))
        told.append(f"{words} {at.astimezone(COUNTY):%Y-%m-%d %H:%M}" if at else words)
    return "；".join(told)


def incident_notices_words(answers: Answers, seen: Seen) -> str:
    """Which persons were told on which day, and why others were not."""
    told = []
    for row in rows(answers, "notices"):
        unneeded = row.get("how") == NOT_NEEDED
        after = f"不告知（{row.get('why_not') or ''}）" if unneeded else f"已告知 {row.get('on') or ''}"
        told.append(f"{row.get('persons') or ''} {after}".strip())
    return "；".join(told)


def incident_addressees(answers: Answers, seen: Seen) -> str:
    """To whom the letter goes: those who are told."""
    named = [str(row.get("persons") or "") for row in rows(answers, "notices") if row.get("how") != NOT_NEEDED]
    return "、".join(one for one in named if one)


DERIVED = {
    function.__name__: function for function in (incident_reports_words, incident_notices_words, incident_addressees)
}

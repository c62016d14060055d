"""个人信息安全事件: which of them the 中心主任 has not heard of, and by when that is due (domain 16 §10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sheqi_desktop.domain.conditions_events import moment
from sheqi_desktop.domain.conditions_incident import REPORT_WITHIN, director_told
from sheqi_desktop.domain.document import Document

INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Unreported:
    """An incident nobody told the 中心主任 of, and by when that must be done."""

    record: str
    number: str
    due: datetime


def unreported(incidents: Iterable[Document]) -> Iterator[Unreported]:
    """Yield those that are open and not reported."""
    for one in incidents:
        found = moment(one.answers.get("found_at"))
        if found is not None and not one.answers.get("closed_on") and director_told(one.answers) is None:
            yield Unreported(one.id, one.number, found + REPORT_WITHIN)

"""集中补录: cases of which three or more notes were typed on one day, as the 督导 is told of them (domain 03 §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sheqi_desktop.domain.document import Documents
from sheqi_desktop.domain.records.case_story import CASE, NOTE, Story
from sheqi_desktop.domain.records.case_tasks import typed_together
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import documents
from sheqi_desktop.operations.restricted import HIDDEN
from sheqi_desktop.operations.sign_off import SUPERVISOR

TOLD_FOR = timedelta(days=30)
"""So long after the day the 督导 still finds it on the page of what waits."""


@dataclass(frozen=True, slots=True)
class Together:
    """One case and day."""

    case: str
    title: str
    on: str
    count: int

    def words(self, today: date) -> str:
        """Say it as one sentence."""
        return f"{short_day(self.on, today)}一天录入了{self.count}份过程记录"


def together_in(story: Story) -> list[Together]:
    """Give the days of one case."""
    return _told(Documents([story.file, *story.papers]))


def together_lately(desk: Desk) -> list[Together]:
    """Give what a 督导 has to know, the latest first; nothing for anybody else."""
    if SUPERVISOR not in desk.roles:
        return []
    since = (desk.clock.today() - TOLD_FOR).isoformat()
    with desk.read() as read:
        found = _told(documents(read, (CASE, NOTE), [desk.station]))
    return sorted((one for one in found if one.on >= since), key=lambda one: one.on, reverse=True)


def _told(found: Documents) -> list[Together]:
    return [
        Together(file.id, HIDDEN if file.restricted else str(file.answers.get("title") or ""), on, len(notes))
        for file, on, notes in typed_together(found)
        if not file.voided
    ]

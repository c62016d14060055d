"""May the person at this desk verify an hour of service: 站长 or 队长, another than who served or entered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheqi_desktop.domain.answers import Answers
from sheqi_desktop.domain.records.hour_verifier import leads, registrations
from sheqi_desktop.domain.records.volunteer import TEAM, VOLUNTEER
from sheqi_desktop.domain.trouble import OwnHours, OwnRecord
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.documents import document
from sheqi_desktop.store import sources
from sheqi_desktop.store.database import Read
from sheqi_desktop.store.records import StoredRecord

WHO = "站负责人或本队队长"


@dataclass(frozen=True, slots=True)
class Verifier:
    """What the person at the desk is among the volunteers of the station."""

    worker: str
    own: Mapping[str, Answers]
    """Their own registrations."""
    leads: frozenset[str]
    """The teams they are 队长 of today."""

    def own_hours(self, hour: StoredRecord) -> bool:
        """Tell whether the hours are their own."""
        return hour.answers.get("volunteer_id") in self.own

    def as_leader(self, hour: StoredRecord) -> bool:
        """Tell whether they may verify it as 队长."""
        typed = hour.answers.get("signed_by") == self.worker
        return not typed and not self.own_hours(hour) and hour.answers.get("team_id") in self.leads

    def refuse(self, hour: StoredRecord) -> None:
        """Refuse one's own hours and one's own typing; raise OwnHours, OwnRecord."""
        if self.own_hours(hour):
            raise OwnHours(who=WHO)
        if hour.answers.get("signed_by") == self.worker:
            raise OwnRecord(title="服务时长", step="审核", who=WHO)


def verifier(desk: Desk, read: Read) -> Verifier:
    """Read who sits here."""
    people = [document(one) for one in sources.of_kinds(read, [VOLUNTEER], [desk.station])]
    own, today = registrations(people, desk.me.worker_id), desk.clock.today()
    teams = sources.of_kinds(read, [TEAM], [desk.station]) if own else []
    led = frozenset(one.id for one in teams if not one.voided and leads(one.answers, own, today))
    return Verifier(desk.me.worker_id, own, led)

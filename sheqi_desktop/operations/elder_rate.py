"""老年人月探访率: of the 特殊困难老年人 on the books, how many had a counted visit in the month (02 §5, S15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sheqi_desktop.domain.counting.outcome import Outcome
from sheqi_desktop.domain.records.client import closes_file
from sheqi_desktop.domain.risk import SPECIAL_ELDERS
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.people import valid_categories
from sheqi_desktop.store import records
from sheqi_desktop.store.records import Wanted


@dataclass(frozen=True, slots=True)
class ElderRate:
    """How many of the active E2 to E7 clients were seen in the month."""

    seen: int
    elders: int

    @property
    def words(self) -> str:
        """Say it with the share; '' where there are no such elders."""
        if not self.elders:
            return ""
        return f"特殊困难老年人本月已访 {self.seen} / {self.elders} 人（{self.seen * 100 / self.elders:.0f}%）"


def elder_rate(desk: Desk, outcome: Outcome, today: date) -> ElderRate:
    """Count this station's elders and those with at least one counted visit in the month of ``today``."""
    with desk.read() as read:
        clients = records.list_records(read, Wanted("client", stations=[desk.station], restricted=True))
    elders = {
        one.id
        for one in clients
        if not closes_file(one.answers.get("file_state")) and SPECIAL_ELDERS & set(valid_categories(one.answers, today))
    }
    visits = outcome.result("ind_visit").unit(desk.station).counted
    seen = {row.client_id for row in visits if row.service_date and row.service_date >= today.replace(day=1)}
    return ElderRate(len(elders & seen), len(elders))

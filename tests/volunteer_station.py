"""A real station with its team of ten, for tests of hours and certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.grid_rows import Common, GridRow, whole_team
from sheqi_desktop.operations.unlock import seat
from sheqi_desktop.operations.verify_hours import verify_hours
from sheqi_desktop.operations.void import unvoid, void
from sheqi_desktop.operations.volunteer_hours import save_rows
from tests.builders_activity import a_plan
from tests.desks import PASSWORD, Hands, a_centre, a_station, put
from tests.typed import tidy
from tests.volunteers import a_team, ten

DAY = "2023-06-13"
WHAT, MORNING = "麦收帮扶", ("08:00", "11:30")


class Station:
    """A station with its team of ten; zhang is its 站长, li the worker who types, zhou the 督导."""

    def __init__(self, folder: Path) -> None:
        self.hands = Hands("2023-06-14T17:20:00")
        centre = a_centre(folder, self.hands)
        self.desk = a_station(folder, centre, self.hands, supervised=True)
        centre.close()
        village = self.desk.library.places.villages_of(self.desk.station)[0].code
        self.people = {
            name: put(self.desk, "volunteer", tidy(one | {"region": village})).record for name, one in ten().items()
        }
        roll = [row | {"volunteer_id": self.people[row["volunteer_id"]]} for row in tidy(a_team())["members"]]
        self.team = put(
            self.desk, "volunteer_team", tidy(a_team()) | {"leader": self.people["v1"], "members": roll}
        ).record
        self.common = Common(team_id=self.team, place="桥东岗村", org="饶良镇社工站", leader="王卫国", recorder="李强")

    def sit(self, who: int) -> Desk:
        taken = seat(self.desk, f"w-411327103-{who}", PASSWORD)
        self.desk.me, self.desk.signing_seed = taken.person, taken.signing_seed
        return self.desk

    def name(self, place: int) -> str:
        return str(ten()[f"v{place}"]["name"])

    def rows(self, count: int = 3, on: str = "6-14") -> list[GridRow]:
        return whole_team(on, WHAT, *MORNING, [self.name(n) for n in range(1, count + 1)])

    def verified(self, rows: list[GridRow]) -> list[str]:
        """Let li record rows and zhang verify them; li sits again."""
        wanted = [one.record for one in save_rows(self.sit(2), rows, self.common).saved]
        verify_hours(self.sit(1), wanted)
        self.sit(2)
        return wanted

    def an_activity(self, *who: str, **said: object) -> str:
        """Save the plan of an activity of the day before, which names volunteers."""
        worker = self.desk.me.worker_id
        facts = {"host_station": self.desk.station, "leader_id": worker, "workers": [worker], "service_date": DAY,
                 "name": "端午包粽子", "start_at": "08:30", "end_at": "11:00", "place": "村文化广场"}  # fmt: skip
        told = tidy(a_plan(**{**facts, **said})) | {"volunteers": [self.people[one] for one in who]}
        return put(self.desk, "activity", told, hand_in=False).record

    def two_at_once(self) -> tuple[str, str]:
        """Verify two records of one person that overlap: the first was void while the second was entered."""
        first = self.verified(self.rows(1))[0]
        void(self.sit(1), first, "先作废，看看第二条")
        self.hands.moment += timedelta(minutes=5)
        second = self.verified([GridRow("6-14", self.name(1), "理发", "11:00", "12:00")])[0]
        unvoid(self.sit(1), first, "第一条也有签到表")
        self.sit(2)
        return first, second


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Give the station; li sits at its desk."""
    made = Station(tmp_path)
    made.sit(2)
    yield made
    made.desk.close()

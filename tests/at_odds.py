"""Two machines of one station have changed the same person's file without knowing of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from sheqi_desktop.domain.disputes import Choice
from sheqi_desktop.operations import look_up
from sheqi_desktop.operations.accept_bundle import accept_bundle
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.disputes import Dispute, dispute_of
from sheqi_desktop.operations.save_record import draft_of, submit
from sheqi_desktop.operations.seal_bundle import seal_bundle
from sheqi_desktop.operations.settle_conflict import LEFT, RIGHT, TYPED, settle_conflict
from tests.signing import LEAD, Office, somebody

WHY = "电话问过本人"


@dataclass
class Two:
    """Two machines of one station and the centre, and a person's file both have changed."""

    office: Office
    a: Desk
    b: Desk
    centre: Desk
    client: str

    def edit(self, desk: Desk, **said: Any) -> None:
        draft = draft_of(desk, self.client)
        for name, value in said.items():
            draft.answer(name, value)
        draft.answer("correction_reason", "听说情况有变")
        submit(desk, draft, self.client, [one for one in draft.problems() if one.confirmable])

    def meet(self) -> None:
        """Bring both machines' changes to the centre."""
        for one in (self.a, self.b):
            self.office.send(one, self.centre)

    def back(self) -> None:
        """Bring the centre's bundle to both machines."""
        path = seal_bundle(self.centre, self.a.station, self.office.folder).path
        for one in (self.a, self.b):
            accept_bundle(one, path)

    def at_odds(self) -> Dispute:
        found = dispute_of(self.centre, self.client)
        assert found is not None
        return found

    def decide(self, how: str = LEFT, **typed: str) -> None:
        choices = {}
        for line in self.at_odds().lines:
            number = {LEFT: 0, RIGHT: 1}.get(how, 0)
            value, way = (typed[line.path], TYPED) if line.path in typed else (line.sides[number].value, how)
            choices[line.path] = Choice(value, way)
        settle_conflict(self.centre, self.client, choices, WHY)

    def answers(self, desk: Desk) -> dict[str, Any]:
        return dict(look_up.get(desk, self.client).answers)


@pytest.fixture
def two(office: Office) -> Two:
    a = office.sit(LEAD)
    client = somebody(a)
    centre = office.centre()
    office.send(a, centre)
    b = office.sit(LEAD, "B")
    office.send(centre, b)
    made = Two(office, a, b, centre, client)
    office.hands.to("2023-06-15T09:00:00")
    made.edit(a, health_note="血压偏高", note="住在村东头")
    made.edit(b, health_note="血压正常", phone="15403771111")
    made.meet()
    return made
